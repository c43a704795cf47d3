"""Ageing, planning, Today and pages of a large book, each against raw `sqlite3`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from dunning_desktop.usecases.invoices import invoice_page
from dunning_desktop.usecases.overdue import ageing, overdue_page
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.rows import ListQuery
from dunning_desktop.usecases.today import today
from tests.bench.big import TODAY, big_book
from tests.bench.figures import Figure, compare
from tests.helpers.offices import HandClock, an_office

NOON = datetime.combine(TODAY, time(12), tzinfo=UTC)
_OPEN = """
 FROM due_item i JOIN invoice v ON v.id = i.invoice_id AND v.cancelled = 0
 LEFT JOIN (SELECT item_id, SUM(amount) AS paid FROM allocation GROUP BY item_id) a
 ON a.item_id = i.id WHERE i.amount > COALESCE(a.paid, 0)"""
_LEFT = "(i.amount - COALESCE(a.paid, 0))"
ITEMS = f"SELECT i.id, v.number, v.issued, i.due, i.amount, i.currency, {_LEFT} {_OPEN}"
_PAGE = """
SELECT v.id, c.name, v.number, v.issued, i.due, v.total, v.total -
 (SELECT COALESCE(SUM(amount), 0) FROM allocation WHERE item_id = i.id) AS open
 FROM invoice v JOIN due_item i ON i.invoice_id = v.id AND i.position = 1
 JOIN client c ON c.id = v.client_id WHERE {} ORDER BY i.due, v.id LIMIT 200"""
_NAMED = """(v.client_id IN (SELECT id FROM client WHERE name_key LIKE '%baker%')
 OR v.number_key LIKE '%baker%')"""


def _ageing_sql() -> str:
    ends = [(TODAY - timedelta(days=days)).isoformat() for days in (0, 30, 60, 90)]
    buckets = [f"SUM(CASE WHEN i.due >= '{end}' THEN {_LEFT} ELSE 0 END)" for end in ends]
    sums = ", ".join([*buckets, f"SUM({_LEFT})"])
    return f"SELECT i.client_id, i.currency, {sums} {_OPEN} GROUP BY i.client_id, i.currency"


def run(folder: Path, scale: float) -> Iterator[Figure]:
    count = int(100_000 * scale)
    book = big_book(folder / "book.dunning", count)
    with an_office(folder, clock=HandClock(NOON)) as office, closing(sqlite3.connect(book)) as raw:

        def sql(statement: str) -> None:
            raw.execute(statement).fetchall()

        label = f"{count:,} invoices"
        yield compare(
            f"ageing, {label}", lambda: ageing(office), lambda: sql(_ageing_sql()), "one raw query"
        )
        yield compare(
            f"planning, {label}",
            lambda: propose(office),
            lambda: sql(ITEMS),
            "one raw query of its items",
            rounds=3,
        )
        yield compare(
            f"today, {label}",
            lambda: today(office),
            lambda: sql(ITEMS),
            "one raw query of its items",
            rounds=3,
        )
        for name, search, where in (("first", "", "1"), ("found", "baker", _NAMED)):
            query = ListQuery(search=search)
            late = f"{where} AND i.due < '{TODAY.isoformat()}' AND open > 0"
            yield compare(
                f"page of invoices, {name}",
                lambda query=query: invoice_page(office, query),  # type: ignore[misc]
                lambda where=where: sql(_PAGE.format(where)),  # type: ignore[misc]
                "one raw query",
            )
            yield compare(
                f"page of overdue with next steps, {name}",
                lambda query=query: overdue_page(office, query),  # type: ignore[misc]
                lambda late=late: sql(_PAGE.format(late)),  # type: ignore[misc]
                "one raw query",
            )
