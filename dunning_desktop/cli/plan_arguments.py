"""The words of the verb for instalments."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from dunning_desktop.cli import plans
from dunning_desktop.domain.instalments import GRACE_DAYS, Every
from dunning_desktop.domain.promises import How

Verbs = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
Day = Callable[[str], date]


def add_plan(verbs: Verbs[argparse.ArgumentParser], day: Day) -> None:
    """Without --offer or --accept the schedule is only shown."""
    made = verbs.add_parser("plan", help="instalments: a schedule, an offer, an agreement; or all")
    made.add_argument("client", nargs="?", metavar="CLIENT", help="its name; alone: its plans")
    _schedule(made, day)
    made.add_argument("--interest", action="store_true", help="it goes on counting meanwhile")
    made.add_argument("--grace", type=int, metavar="DAYS", default=GRACE_DAYS)
    made.add_argument("--note", default="", metavar="TEXT")
    made.add_argument("--offer", action="store_true", help="offer it")
    made.add_argument("--answer-by", type=day, metavar="DATE", help="the offer holds until then")
    made.add_argument("--accept", type=day, metavar="DATE", help="they agreed on that day")
    made.add_argument("--how", type=How, choices=list(How), default=How.PHONE)
    made.add_argument("--email", action="store_true", help="and send them the agreement")
    made.add_argument("--pdf", type=Path, metavar="FILE", help="write the agreement there")
    made.add_argument("--no", type=int, metavar="NO", help="the plan of that number")
    made.add_argument("--cancel", action="store_true", help="with --no: end it")
    made.add_argument("--remind", action="store_true", help="remind of the instalments of the day")
    made.add_argument("--json", action="store_true", help="as JSON")
    made.set_defaults(run=plans.plan)


def _schedule(made: argparse.ArgumentParser, day: Day) -> None:
    made.add_argument("--invoice", action="append", default=[], metavar="NUMBER",
                      help="only these; else all that is open")  # fmt: skip
    how = made.add_mutually_exclusive_group()
    how.add_argument("--number", type=int, metavar="N", help="so many payments")
    how.add_argument("--each", metavar="AMOUNT", help="payments of so much")
    made.add_argument("--every", type=Every, choices=list(Every), default=Every.MONTH)
    made.add_argument("--first", type=day, metavar="DATE", help="the day of the first payment")
    made.add_argument("--deposit", metavar="AMOUNT", help="a down payment before the others")
    made.add_argument("--deposit-by", type=day, metavar="DATE", help="and its day")
