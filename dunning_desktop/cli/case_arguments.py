"""The arguments of ``dunning case``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from dunning_desktop.cli import case
from dunning_desktop.cli.handing_over import add_hand_over_verbs
from dunning_desktop.cli.partners import add_partner_verbs
from dunning_desktop.domain.cases import StepKind
from dunning_desktop.domain.claim_letter import Following
from dunning_desktop.domain.pre_action import Enclosure
from dunning_desktop.usecases.agreement_ports import DocumentKind
from dunning_desktop.usecases.case_papers import ADDED

Verbs = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it
Day = Callable[[str], date]


def add_case(verbs: Verbs[argparse.ArgumentParser], day: Day) -> None:
    """Add the verb with its own verbs; ``day`` reads a date."""
    made = verbs.add_parser("case", help="take a debt further: to an agency or a court")
    kinds = made.add_subparsers(dest="what", metavar="VERB", required=True)
    opening = kinds.add_parser("open", help="open a case for what is overdue of a client")
    opening.add_argument("client", metavar="CLIENT", help="its name")
    opening.add_argument(
        "--invoice", action="append", default=[], metavar="NUMBER", help="only these"
    )
    opening.set_defaults(run=case.open_one)
    listing = kinds.add_parser("list", help="every case and how it stands")
    listing.set_defaults(run=case.listed)
    checking = kinds.add_parser("check", help="what a case still needs")
    checking.set_defaults(run=case.check)
    stepping = kinds.add_parser("step", help="keep what was done, or what they did")
    posting = kinds.add_parser("posted", help="the letter was posted: its time begins")
    for one in (checking, stepping, posting):
        _number(one)
    stepping.add_argument("step", type=StepKind, choices=list(StepKind), metavar="STEP",
                          help=", ".join(StepKind))  # fmt: skip
    stepping.add_argument("--reason", default="", metavar="TEXT", help="why you do not wait")
    stepping.add_argument("--posted", type=day, metavar="DATE", help="the day a letter was posted")
    stepping.add_argument("--partner", metavar="NAME", help="whom it is handed over to")
    stepping.set_defaults(run=case.step)
    posting.set_defaults(run=case.posted)
    _letter(kinds, day)
    _papers(kinds)
    add_partner_verbs(kinds)
    add_hand_over_verbs(kinds)
    for one in (stepping, posting):
        one.add_argument("--on", type=day, metavar="DATE", help="the day (default: today)")
    for one in (opening, stepping):
        one.add_argument("--note", default="", metavar="TEXT", help="for your own timeline")
    for one in (opening, listing, checking, stepping, posting):
        one.add_argument("--json", action="store_true", help="as JSON")


def _number(one: argparse.ArgumentParser) -> None:
    one.add_argument("case", type=int, metavar="CASE", help="its number")


def _letter(kinds: Verbs[argparse.ArgumentParser], day: Day) -> None:
    made = kinds.add_parser("letter", help="write the letter before action as a PDF")
    _number(made)
    made.add_argument("--out", type=Path, required=True, metavar="FILE")
    made.add_argument("--written", type=day, metavar="DATE", help="the day of the agreement")
    made.add_argument("--agreed", default="", metavar="TEXT", help="its name; or what was said")
    made.add_argument(
        "--then",
        type=Following,
        choices=list(Following),
        action="append",
        default=[],
        dest="following",
        help="what you mean to do if nothing comes",
    )
    made.add_argument("--issue", action="store_true", help="and keep it as made, to be posted")
    made.add_argument("--email", action="store_true", help="and by e-mail as well")
    made.add_argument("--json", action="store_true", help="as JSON")
    made.set_defaults(run=case.letter)


def _papers(kinds: Verbs[argparse.ArgumentParser]) -> None:
    adding = kinds.add_parser("paper", help="add a contract, an order, a proof of delivery")
    _number(adding)
    adding.add_argument("kind", type=DocumentKind, choices=list(ADDED), metavar="KIND",
                        help=", ".join(ADDED))  # fmt: skip
    adding.add_argument("--invoice", metavar="NUMBER", help="the invoice it belongs to")
    adding.set_defaults(run=case.paper)
    forms = kinds.add_parser("form", help="add an official form, once for all letters")
    forms.add_argument("kind", type=Enclosure, choices=list(Enclosure), metavar="KIND",
                       help=", ".join(Enclosure))  # fmt: skip
    forms.set_defaults(run=case.form)
    for one in (adding, forms):
        one.add_argument("file", type=Path, metavar="FILE")
        one.add_argument("--json", action="store_true", help="as JSON")
