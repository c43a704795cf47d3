"""``dunning rates``: the reference rates that are known, and the owner's own."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import wraps

from dunning_desktop.cli.desk import as_json, say, table
from dunning_desktop.cli.words import sentence
from dunning_desktop.domain.errors import InvalidField, NotFound
from dunning_desktop.domain.rates import RateTable
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.rates import add_rate, known_rates, remove_rate

Verb = Callable[[Office, Namespace], int]
WRONG_USE = 2


def rates(office: Office, options: Namespace) -> int:
    """Every table with its latest rate, and until when it is known."""
    known = known_rates(office)
    if options.json:
        as_json(known.tables)
        return 0
    rows = [
        (
            one.code,
            one.name,
            f"{one.rates[-1].percent} %",
            one.rates[-1].half_year.isoformat(),
            known.known_to(one).isoformat(),
            _mark(one, stale=known.stale(one)),
        )
        for one in known.tables
    ]
    table(("Table", "Rate", "Latest", "From", "Known until", ""), rows, right={2})
    return 1 if any(known.stale(one) for one in known.tables) else 0


def _mark(one: RateTable, *, stale: bool) -> str:
    """What to know of the latest rate."""
    latest = one.rates[-1]
    marks = [
        "provisional today" if stale else "",
        "" if latest.checked else "not compared with its publisher",
        "your own" if latest.own else "",
    ]
    return ", ".join(mark for mark in marks if mark)


def _refusable(verb: Verb) -> Verb:
    """A table, a day or a rate that cannot be taken is wrong use."""

    @wraps(verb)
    def tried(office: Office, options: Namespace) -> int:
        try:
            return verb(office, options)
        except (InvalidField, NotFound) as error:
            print(f"dunning: {sentence(error)}", file=sys.stderr)
            return WRONG_USE

    return tried


@_refusable
def add(office: Office, options: Namespace) -> int:
    """Add a rate to the book, or correct one."""
    try:
        percent = Decimal(options.percent)
    except InvalidOperation as error:
        raise InvalidField(field="percent", reason="number") from error
    now = add_rate(office, options.table, options.day, percent, source=options.source).value
    latest = now.rates[-1]
    say(f"{now.name}: {latest.percent} % from {latest.half_year}, known until {now.known_until}.")
    return 0


@_refusable
def remove(office: Office, options: Namespace) -> int:
    """Go back to the program's own rate."""
    remove_rate(office, options.table, options.day)
    say("Your rate was removed.")
    return 0
