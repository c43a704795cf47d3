"""The words of the verbs about what is agreed with a client."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from dunning_desktop.cli import agreeing
from dunning_desktop.cli.words import LEFT_ALONE
from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.disputes import DisputeOutcome, DisputeReason
from dunning_desktop.domain.extensions import InterestMeanwhile
from dunning_desktop.domain.promises import How

Verbs = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
Day = Callable[[str], date]


def add_agreeing(verbs: Verbs[argparse.ArgumentParser], day: Day) -> None:
    """Promises, more time, disputes and holds; each lists what there is where nothing is named."""
    made = [_promise(verbs, day), _extend(verbs, day), _dispute(verbs, day), _hold(verbs, day)]
    for one in made:
        one.add_argument("--json", action="store_true", help="as JSON")


def _promise(verbs: Verbs[argparse.ArgumentParser], day: Day) -> argparse.ArgumentParser:
    made = verbs.add_parser("promise", help="a client promises to pay; or what was promised")
    made.add_argument("client", nargs="?", metavar="CLIENT", help="its name")
    made.add_argument("amount", nargs="?", metavar="AMOUNT", help="like 1234.50")
    made.add_argument("day", nargs="?", type=day, metavar="DATE", help="the day it is to be there")
    made.add_argument("--invoice", metavar="NUMBER", help="only this one; else all that is open")
    made.add_argument("--said-by", default="", metavar="NAME")
    made.add_argument("--how", type=How, choices=list(How), default=How.PHONE)
    made.add_argument("--note", default="", metavar="TEXT")
    made.add_argument("--confirm", action="store_true", help="and send them an e-mail that says so")
    made.set_defaults(run=agreeing.promise)
    return made


def _extend(verbs: Verbs[argparse.ArgumentParser], day: Day) -> argparse.ArgumentParser:
    made = verbs.add_parser("extend", help="more time for an invoice; or where it was given")
    made.add_argument("invoice", nargs="?", metavar="INVOICE", help="its number")
    made.add_argument("day", nargs="?", type=day, metavar="DATE", help="the new due day")
    made.add_argument("--client", metavar="NAME", help="whose invoice it is")
    made.add_argument(
        "--interest", type=InterestMeanwhile, choices=list(InterestMeanwhile),
        default=InterestMeanwhile.RUNS, help="what interest does meanwhile",
    )  # fmt: skip
    made.add_argument("--note", default="", metavar="TEXT")
    made.add_argument("--confirm", action="store_true", help="and send them an e-mail that says so")
    made.set_defaults(run=agreeing.extend)
    return made


def _dispute(verbs: Verbs[argparse.ArgumentParser], day: Day) -> argparse.ArgumentParser:
    made = verbs.add_parser("dispute", help="what a client does not accept; or the disputes")
    made.add_argument("invoice", nargs="?", metavar="INVOICE", help="its number")
    made.add_argument("--client", metavar="NAME", help="whose invoice it is")
    made.add_argument("--amount", metavar="AMOUNT", help="only so much of it")
    made.add_argument(
        "--reason", type=DisputeReason, choices=list(DisputeReason), default=DisputeReason.OTHER
    )
    made.add_argument("--said", default="", metavar="TEXT", help="what the client says")
    made.add_argument("--answer-by", type=day, metavar="DATE")
    made.add_argument("--close", type=int, metavar="NO", help="close the dispute of that number")
    made.add_argument("--outcome", type=DisputeOutcome, choices=list(DisputeOutcome))
    made.add_argument("--note", default="", metavar="TEXT")
    made.add_argument("--credit", metavar="AMOUNT", help="enter a credit note for so much")
    made.add_argument("--credit-number", default="", metavar="NUMBER", help="and its number")
    made.set_defaults(run=agreeing.dispute)
    return made


def _hold(verbs: Verbs[argparse.ArgumentParser], day: Day) -> argparse.ArgumentParser:
    made = verbs.add_parser("hold", help="leave a client alone; or who is left alone")
    made.add_argument("client", nargs="?", metavar="CLIENT", help="its name")
    made.add_argument(
        "--kind", type=BlockKind, choices=list(LEFT_ALONE), default=BlockKind.HOLD, help="why"
    )
    made.add_argument("--from", dest="start", type=day, metavar="DATE", help="its first day")
    made.add_argument("--until", type=day, metavar="DATE", help="the last day of it")
    made.add_argument("--reason", default="", metavar="TEXT", help="a note for your own timeline")
    made.add_argument("--end", action="store_true", help="chase them again from today on")
    made.set_defaults(run=agreeing.hold)
    return made
