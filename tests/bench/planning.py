"""Planning a book in which everything is open, against reading the rows of its items alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from dunning_desktop.domain.proposal import Proposal
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.planning import propose, situation
from dunning_desktop.usecases.regimes import known_law
from tests.bench.big import TODAY, big_book
from tests.bench.figures import Figure, compare
from tests.bench.lists import ITEMS, NOON
from tests.helpers.offices import HandClock, an_office

LAST = TODAY - timedelta(days=15)


def run(folder: Path, scale: float) -> Iterator[Figure]:
    count = int(100_000 * scale)
    for name, reminded in (("nothing sent yet", False), ("all reminded once", True)):
        place = folder / name.replace(" ", "-")
        place.mkdir()
        book = big_book(place / "book.dunning", count, unpaid=True)
        with closing(sqlite3.connect(book)) as raw:
            if reminded:
                _remind(raw)
            with an_office(place, clock=HandClock(NOON), law=known_law()) as office:
                for what, plan in (("planning", _plan), ("with all interest", propose)):
                    yield compare(
                        f"{what}, {count:,} open, {name}",
                        lambda office=office, plan=plan: plan(office),  # type: ignore[misc]
                        lambda raw=raw: raw.execute(ITEMS).fetchall(),  # type: ignore[misc]
                        "one raw query of its items",
                        rounds=3 if plan is _plan else 1,
                    )


def _plan(office: Office) -> Proposal:
    """As Today plans: whom, at which level, on which day, and what is asked for."""
    with office.read() as ledger:
        now = situation(ledger, office)
    return now.plan(mentions=False)


def _remind(raw: sqlite3.Connection) -> None:
    """A friendly reminder to every client of all that was late a fortnight ago, long delivered."""
    raw.execute(
        "INSERT INTO reminder (client_id, run, issued_on, deadline, level_position, tone, channel,"
        " language, subject, opening, closing, created_at) SELECT id, 'bench', ?, ?, 2,"
        " 'friendly', 'email', 'en-GB', '', '', '', ? FROM client",
        (LAST.isoformat(), (LAST + timedelta(days=7)).isoformat(), f"{LAST} 12:00:00.000"),
    )
    raw.execute(
        "INSERT INTO reminder_line (reminder_id, item_id, level_position, level_day, tone, cycle,"
        " open, claimed, currency, days_late, policy_id) SELECT r.id, i.id, 2, 3, 'friendly', 1,"
        " i.amount, 0, 'GBP', 3, 1 FROM due_item i JOIN reminder r ON r.client_id = i.client_id"
        " WHERE i.due < ?",
        ((LAST - timedelta(days=3)).isoformat(),),
    )
    raw.commit()
