"""Verbs that only read."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from dunning_desktop.cli.desk import amount, as_json, money, table
from dunning_desktop.cli.words import why_not
from dunning_desktop.domain.money import Money
from dunning_desktop.usecases import clients as client_cases
from dunning_desktop.usecases import invoices as invoice_cases
from dunning_desktop.usecases import overdue as overdue_cases
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.rows import AgeingRow, ListQuery, OverdueRow, Page

Row = TypeVar("Row")
PAGE = 1000


def _all(
    office: Office, ask: Callable[[Office, ListQuery], Page[Row]], query: ListQuery
) -> Iterator[Row]:
    """Every row of a list, page after page."""
    while True:
        page = ask(office, query)
        yield from page.rows
        if page.next is None:
            return
        query = replace(query, after=page.next)


def clients(office: Office, options: Namespace) -> int:
    """List the clients."""
    query = ListQuery(search=options.search, limit=PAGE)
    rows = list(_all(office, client_cases.client_page, query))
    if options.json:
        as_json(rows)
        return 0
    table(
        ("Client", "Balance", "Overdue", "Oldest", "E-mail"),
        [
            (
                row.name,
                money(row.balance),
                money(row.overdue),
                row.oldest.isoformat() if row.oldest else "-",
                row.email,
            )
            for row in rows
        ],
        right={1, 2},
    )
    return 0


def invoices(office: Office, options: Namespace) -> int:
    """List the invoices."""
    query = ListQuery(search=options.search, filter=options.only, limit=PAGE)
    rows = list(_all(office, invoice_cases.invoice_page, query))
    if options.json:
        as_json(rows)
        return 0
    table(
        ("Number", "Client", "Issued", "Due", "Total", "Open", "State"),
        [
            (
                row.number,
                row.client,
                row.issued.isoformat(),
                row.due.isoformat(),
                amount(row.total),
                amount(row.open),
                row.state.replace("-", " "),
            )
            for row in rows
        ],
        right={4, 5},
    )
    return 0


def overdue(office: Office, options: Namespace) -> int:
    """List what is late."""
    query = ListQuery(search=options.search, limit=PAGE)
    rows = list(_all(office, overdue_cases.overdue_page, query))
    if options.json:
        as_json(rows)
        return 0
    table(
        ("Client", "Invoice", "Due", "Late", "Open", "Next step"),
        [
            (
                row.client,
                row.number,
                row.due.isoformat(),
                f"{row.days_late} d",
                amount(row.open),
                _step(row),
            )
            for row in rows
        ],
        right={3, 4},
    )
    return 0


def _step(row: OverdueRow) -> str:
    if row.ready is not None:
        return f"{row.ready.tone} reminder today"
    return why_not(row.waiting) if row.waiting is not None else "-"


def ageing(office: Office, options: Namespace) -> int:
    """What each client owes, by age."""
    rows = overdue_cases.ageing(office)
    if options.json:
        as_json([_aged(row) for row in rows])
        return 0
    table(
        ("Client", "Not due", "1-30", "31-60", "61-90", "Over 90", "Total"),
        [
            (
                row.client,
                *(f"{Money(minor, row.currency).amount:,}" for minor in row.buckets),
                amount(Money(row.total, row.currency)),
            )
            for row in rows
        ],
        right={1, 2, 3, 4, 5, 6},
    )
    return 0


def _aged(row: AgeingRow) -> dict[str, object]:
    """A row for programs: buckets by name, as amounts like everywhere else."""
    amounts = [Money(minor, row.currency) for minor in row.buckets]
    names = ("not-due", "1-30", "31-60", "61-90", "over-90")
    return {
        "client_id": row.client_id,
        "client": row.client,
        "buckets": dict(zip(names, amounts, strict=True)),
        "total": Money(row.total, row.currency),
    }
