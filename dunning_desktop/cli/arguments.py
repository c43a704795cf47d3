"""The words the command understands."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from dunning_desktop import __version__
from dunning_desktop.cli import (
    late,
    listening,
    proposing,
    rates,
    reading,
    running,
    sending,
    terms,
    writing,
)
from dunning_desktop.cli.agreeing_arguments import add_agreeing
from dunning_desktop.cli.case_arguments import add_case
from dunning_desktop.cli.cases import ORDERS
from dunning_desktop.cli.letter_arguments import add_letters
from dunning_desktop.cli.plan_arguments import add_plan
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.day_count import DayCount
from dunning_desktop.domain.debt import Basis
from dunning_desktop.domain.terms import LateBasis, RatePer
from dunning_desktop.usecases.drafts import DateOrder, DecimalMark
from dunning_desktop.usecases.rows import InvoiceFilter


def day(text: str) -> date:
    """An ISO day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a day like 2026-11-22: {text}") from None


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    made = argparse.ArgumentParser(
        prog="dunning", description="Get unpaid invoices paid, without a window."
    )
    made.add_argument("--version", action="version", version=f"dunning {__version__}")
    _everywhere(made, default=None)
    verbs = made.add_subparsers(dest="verb", required=True, metavar="VERB")
    _reading(verbs)
    _writing(verbs)
    _owing(verbs)
    add_agreeing(verbs, day)
    add_plan(verbs, day)
    add_case(verbs, day)
    for one in verbs.choices.values():
        _everywhere(one, default=argparse.SUPPRESS)
    return made


def _everywhere(one: argparse.ArgumentParser, *, default: str | None) -> None:
    """What may stand before the verb or after it; left out there, the one before it holds."""
    one.add_argument("--book", type=Path, metavar="PATH", default=default, help=_BOOK)
    one.add_argument("--today", type=day, metavar="DATE", default=default, help=_TODAY)


_BOOK = "the book (default: your own)"
_TODAY = "work as if it were that day, like 2026-11-22"


Verbs = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _reading(verbs: Verbs[argparse.ArgumentParser]) -> None:
    clients = verbs.add_parser("clients", help="your clients and what they owe")
    clients.set_defaults(run=reading.clients)
    invoices = verbs.add_parser("invoices", help="your invoices")
    invoices.add_argument(
        "--only", type=InvoiceFilter, choices=list(InvoiceFilter), default=InvoiceFilter.ALL
    )
    invoices.set_defaults(run=reading.invoices)
    overdue = verbs.add_parser("overdue", help="what is late, and the next step for each")
    overdue.set_defaults(run=reading.overdue)
    for one in (clients, invoices, overdue):
        one.add_argument("--search", default="", metavar="TEXT")
    ageing = verbs.add_parser("ageing", help="what each client owes, by age")
    ageing.set_defaults(run=reading.ageing)
    propose = verbs.add_parser("propose", help="what would be sent today; the rest, and why not")
    propose.set_defaults(run=proposing.propose)
    made = verbs.add_parser("terms", help="your payment terms in words, and where they do not fit")
    made.add_argument("--client", metavar="NAME", help="as they hold for a client")
    made.add_argument("--language", choices=list(terms.LANGUAGES), help="default: as in the book")
    made.add_argument("--pdf", type=Path, metavar="FILE", help="write the credit policy there")
    made.set_defaults(run=terms.terms)
    _late(verbs)
    for one in (clients, invoices, overdue, ageing, propose, made):
        one.add_argument("--json", action="store_true", help="as JSON")


def _late(verbs: Verbs[argparse.ArgumentParser]) -> None:
    made = verbs.add_parser("late", help="what late payment of one invoice costs")
    made.add_argument("client", metavar="CLIENT", help="its name")
    made.add_argument("invoice", metavar="NUMBER", help="the invoice")
    which = made.add_mutually_exclusive_group()
    which.add_argument("--as-client", action="store_true", help="as for the client again")
    which.add_argument(
        "--basis",
        type=LateBasis,
        choices=[LateBasis.STATUTORY, LateBasis.NONE],
        help="what is asked for this invoice",
    )
    which.add_argument("--rate", metavar="PERCENT", help="the rate that was agreed")
    made.add_argument("--per", type=RatePer, choices=list(RatePer), default=RatePer.YEAR)
    made.add_argument("--fee", metavar="AMOUNT", help="agreed for each reminder; 0 for none")
    made.add_argument("--json", action="store_true", help="as JSON")
    made.set_defaults(run=late.late)


def _writing(verbs: Verbs[argparse.ArgumentParser]) -> None:
    verbs.add_parser("init", help="make the book").set_defaults(run=writing.init)
    demo = verbs.add_parser("demo", help="the whole job on an invented book; nothing is sent")
    demo.add_argument("--out", type=Path, default=Path("dunning-demo"), metavar="DIR")
    demo.set_defaults(run=None)
    _importing(verbs)
    issue = verbs.add_parser("issue", help="let go out what is proposed today")
    issue.add_argument("--client", action="append", default=[], metavar="NAME", help="only these")
    issue.set_defaults(run=writing.issue)
    add_letters(verbs)
    send = verbs.add_parser("send", help="send what waits in the outbox")
    send.add_argument("--resume", action="store_true", help="even if sending was paused")
    send.set_defaults(run=sending.send)
    run = verbs.add_parser("run", help="send what may go out by itself, as switched on in Settings")
    run.add_argument("--rehearse", action="store_true", help="only say what it would do")
    run.add_argument("--scheduled", action="store_true", help="as the computer's timetable does")
    run.add_argument("--json", action="store_true", help="as JSON")
    run.set_defaults(run=running.run)
    listen = verbs.add_parser("listen", help="read the answers to your e-mails, once")
    listen.add_argument("--json", action="store_true", help="as JSON")
    listen.set_defaults(run=listening.listen)
    pay = verbs.add_parser("pay", help="record a payment")
    pay.add_argument("client", metavar="CLIENT", help="its name")
    pay.add_argument("amount", metavar="AMOUNT", help="like 1234.50")
    pay.add_argument("--invoice", metavar="NUMBER", help="the invoice it names")
    pay.add_argument("--on", type=day, metavar="DATE", help="the day it came in (default: today)")
    pay.add_argument(
        "--discount",
        choices=["take", "leave"],
        help="grant one it takes too late, or none (default: one that is in time)",
    )
    pay.add_argument("--json", action="store_true", help="as JSON")
    pay.set_defaults(run=writing.pay)


def _importing(verbs: Verbs[argparse.ArgumentParser]) -> None:
    things = verbs.add_parser("import", help="bring in a file").add_subparsers(
        dest="thing", required=True, metavar="WHAT"
    )
    made = things.add_parser("invoices", help="open invoices, from CSV or a spreadsheet")
    _everywhere(made, default=argparse.SUPPRESS)
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument("--dry-run", action="store_true", help="only say what would happen")
    made.add_argument("--dates", type=DateOrder, choices=list(DateOrder), help="order of its dates")
    made.add_argument("--decimals", type=DecimalMark, choices=list(DecimalMark))
    made.add_argument("--sheet", help="of a workbook with several")
    made.add_argument(
        "--debtors", type=DebtorType, choices=list(DebtorType), help="what new clients are"
    )
    made.set_defaults(run=writing.import_invoices)


def _owing(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """What is owed; every value is checked where it is used, so that its field can be named."""
    made = verbs.add_parser("interest", help="interest and compensation on a debt; needs no book")
    made.add_argument("--jurisdiction", default="GB", metavar="CODE", help="like GB, GB-SCT, DE")
    made.add_argument("--debtor", metavar="TYPE", help=", ".join(DebtorType))
    made.add_argument("--principal", metavar="AMOUNT")
    made.add_argument("--currency", default="GBP", metavar="CODE")
    made.add_argument("--due", metavar="DATE", help="the last day for payment, as agreed")
    made.add_argument("--notice", metavar="DATE", help="the day the debtor got the invoice")
    made.add_argument("--performance", metavar="DATE", help="the day the work was done")
    made.add_argument("--advance", action="store_true", help="a deposit or pro-forma")
    made.add_argument("--as-of", metavar="DATE", help="the day it is worked out to")
    orders = "|".join(one for one in ORDERS if "_" not in one)
    made.add_argument("--payment", action="append", default=[], metavar=f"DATE:AMOUNT[:{orders}]")
    made.add_argument("--costs", metavar="AMOUNT", help="costs of recovery, in full")
    made.add_argument("--basis", metavar="BASIS", help=", ".join(Basis))
    made.add_argument("--rate", metavar="PERCENT", help="as agreed in the contract")
    made.add_argument("--per", metavar="PERIOD", help=", ".join(RatePer))
    made.add_argument(
        "--yearly-stated", action="store_true", help="the contract names the yearly equivalent"
    )
    made.add_argument("--day-count", metavar="COUNT", help=", ".join(DayCount))
    made.add_argument(
        "--cases", type=Path, metavar="FILE", help="work out a JSON list of debts; - is a pipe"
    )
    made.add_argument("--json", action="store_true", help="as JSON")
    made.set_defaults(run=None)
    _rates(verbs)


def _rates(verbs: Verbs[argparse.ArgumentParser]) -> None:
    made = verbs.add_parser("rates", help="the reference rates that interest is made from")
    made.add_argument("--json", action="store_true", help="as JSON")
    made.set_defaults(run=rates.rates)
    things = made.add_subparsers(dest="thing", metavar="WHAT")
    adding = things.add_parser("add", help="add the rate of a half-year, or correct one")
    adding.add_argument("table", metavar="TABLE", help="its code, as dunning rates lists it")
    adding.add_argument("day", type=day, metavar="DATE", help="the first day of the half-year")
    adding.add_argument("percent", metavar="PERCENT")
    adding.add_argument("--source", default="", metavar="TEXT", help="where it is from")
    adding.set_defaults(run=rates.add)
    taking = things.add_parser("remove", help="go back to the program's own rate")
    taking.add_argument("table", metavar="TABLE")
    taking.add_argument("day", type=day, metavar="DATE")
    taking.set_defaults(run=rates.remove)
    for one in (adding, taking):
        _everywhere(one, default=argparse.SUPPRESS)
