"""Long lists, page by page: keyset paging, search by sub-query, sums in SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, case, func, or_, select

from dunning_desktop.domain.invoice import state_of
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.names import key_of
from dunning_desktop.storage import tables
from dunning_desktop.storage.balances import item_open, live_items
from dunning_desktop.storage.paging import page_of
from dunning_desktop.usecases.rows import (
    BUCKET_ENDS,
    AgeingRow,
    InvoiceFilter,
    InvoiceRow,
    ListQuery,
    Page,
    Totals,
)


def matches(search: str) -> list[ColumnElement[bool]]:
    """The condition that an invoice's number or its client's name contains the words typed."""
    words = key_of(search)
    if not words:
        return []
    client, invoice = tables.client, tables.invoice
    by_name = select(client.c.id).where(client.c.name_key.contains(words, autoescape=True))
    return [
        or_(
            invoice.c.client_id.in_(by_name),
            invoice.c.number_key.contains(words, autoescape=True),
        )
    ]


class SqlInvoiceLists:
    """Invoices and overdue items in pages."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def invoices(self, query: ListQuery, *, today: date) -> Page[InvoiceRow]:
        """A page of invoices; the due day is that of the first due item.

        Its state follows from the first part that is open: an earlier one may be paid.
        """
        item, invoice, client = tables.due_item, tables.invoice, tables.client
        keys = {
            "number": invoice.c.number_key,
            "client": client.c.name_key,
            "issued": invoice.c.issued,
            "due": item.c.due,
            "total": invoice.c.total,
            "open": _invoice_open(),
        }
        statement = self._invoice_rows(query, today)
        return page_of(
            self._connection,
            statement,
            query,
            keys=keys,
            default="due",
            id_column=invoice.c.id,
            make=lambda row: _invoice_row(row, today),
        )

    def _invoice_rows(self, query: ListQuery, today: date) -> Select[Any]:
        item, invoice, client = tables.due_item, tables.invoice, tables.client
        return (
            select(
                invoice.c.id,
                invoice.c.client_id,
                client.c.name.label("client"),
                invoice.c.number,
                invoice.c.issued,
                item.c.due,
                invoice.c.total,
                invoice.c.currency,
                invoice.c.cancelled,
                _invoice_open().label("open"),
                _next_due().label("next_due"),
            )
            .join(item, and_(item.c.invoice_id == invoice.c.id, item.c.position == 1))
            .join(client, client.c.id == invoice.c.client_id)
            .where(*_wanted(query, today))
        )

    def invoice_totals(self, query: ListQuery, *, today: date) -> Totals:
        """How many invoices the list has in all, and their open amounts."""
        item, invoice = tables.due_item, tables.invoice
        count = self._connection.execute(
            select(func.count())
            .select_from(invoice)
            .join(item, and_(item.c.invoice_id == invoice.c.id, item.c.position == 1))
            .where(*_wanted(query, today))
        ).scalar_one()
        if query.filter is InvoiceFilter.PAID:
            return Totals(count)
        statement = live_items(item.c.currency, func.sum(item_open()), _late_sum(today))
        if query.filter is InvoiceFilter.OVERDUE:
            statement = statement.where(_late_part(today))
        sums = self._connection.execute(
            statement.where(*_wanted(query, today, with_state=False))
            .group_by(item.c.currency)
            .order_by(item.c.currency)
        ).all()
        return _totals(count, sums)

    def overdue(self, query: ListQuery, *, today: date) -> Page[InvoiceRow]:
        """A page of late due items; ``id`` is the due item's."""
        item, invoice, client = tables.due_item, tables.invoice, tables.client
        statement = (
            live_items(
                item.c.id,
                item.c.client_id,
                client.c.name.label("client"),
                invoice.c.number,
                invoice.c.issued,
                item.c.due,
                item.c.amount.label("total"),
                item.c.currency,
                invoice.c.cancelled,
                item_open().label("open"),
            )
            .join(client, client.c.id == item.c.client_id)
            .where(*self._late(query, today))
        )
        keys = {
            "due": item.c.due,
            "client": client.c.name_key,
            "number": invoice.c.number_key,
            "open": item_open(),
        }
        return page_of(
            self._connection,
            statement,
            query,
            keys=keys,
            default="due",
            id_column=item.c.id,
            make=lambda row: _invoice_row(row, today),
        )

    @staticmethod
    def _late(query: ListQuery, today: date) -> list[ColumnElement[bool]]:
        item = tables.due_item
        late = [item.c.due < today, item_open() > 0, *matches(query.search)]
        if query.client_id is not None:
            late.append(item.c.client_id == query.client_id)
        return late

    def overdue_totals(self, query: ListQuery, *, today: date) -> Totals:
        """How many items are late, and what is open on them."""
        item = tables.due_item
        rows = self._connection.execute(
            live_items(item.c.currency, func.sum(item_open()), func.count())
            .where(*self._late(query, today))
            .group_by(item.c.currency)
            .order_by(item.c.currency)
        ).all()
        sums = [(currency, minor, minor) for currency, minor, _ in rows]
        return _totals(sum(count for *_, count in rows), sums)

    def ageing(self, *, today: date) -> Sequence[AgeingRow]:
        """What each client owes by age, the largest debts first."""
        item, client = tables.due_item, tables.client
        buckets = [_bucket(position, today) for position in range(len(BUCKET_ENDS) + 1)]
        rows = self._connection.execute(
            live_items(client.c.id, client.c.name, item.c.currency, *buckets)
            .join(client, client.c.id == item.c.client_id)
            .group_by(client.c.id, client.c.name, item.c.currency)
            .having(func.sum(item_open()) > 0)
            .order_by(item.c.currency, func.sum(item_open()).desc(), client.c.id)
        )
        return [
            AgeingRow(client_id, name, currency, (int(a), int(b), int(c), int(d), int(e)))
            for client_id, name, currency, a, b, c, d, e in rows
        ]


def _invoice_open() -> ColumnElement[int]:
    """What is open of a whole invoice, over all its due items; nothing of a cancelled one."""
    item, allocation = tables.due_item.alias("part"), tables.allocation
    settled = (
        select(func.coalesce(func.sum(allocation.c.amount), 0))
        .join(item, item.c.id == allocation.c.item_id)
        .where(item.c.invoice_id == tables.invoice.c.id)
        .correlate(tables.invoice)
        .scalar_subquery()
    )
    return case((tables.invoice.c.cancelled, 0), else_=tables.invoice.c.total - settled)


def _part_open(part: Any) -> ColumnElement[int]:  # noqa: ANN401 - an alias of due_item
    """What is open of one of an invoice's due items."""
    allocation = tables.allocation
    settled = (
        select(func.coalesce(func.sum(allocation.c.amount), 0))
        .where(allocation.c.item_id == part.c.id)
        .correlate(part)
        .scalar_subquery()
    )
    return part.c.amount - settled  # type: ignore[no-any-return]


def _late_part(today: date) -> ColumnElement[bool]:
    """Whether something of an invoice is late: of several parts the first may be paid."""
    part = tables.due_item.alias("late_part")
    return (
        select(part.c.id)
        .where(
            part.c.invoice_id == tables.invoice.c.id, part.c.due < today, _part_open(part) > 0
        )
        .correlate(tables.invoice)
        .exists()
    )


def _next_due() -> ColumnElement[date | None]:
    """The due day of the first part of an invoice that is open; nothing where none is."""
    part = tables.due_item.alias("next_part")
    return (
        select(func.min(part.c.due))
        .where(part.c.invoice_id == tables.invoice.c.id, _part_open(part) > 0)
        .correlate(tables.invoice)
        .scalar_subquery()
    )


def _wanted(
    query: ListQuery, today: date, *, with_state: bool = True
) -> list[ColumnElement[bool]]:
    invoice = tables.invoice
    conditions = matches(query.search)
    if query.client_id is not None:
        conditions.append(invoice.c.client_id == query.client_id)
    if query.filter is InvoiceFilter.ALL or not with_state:
        return conditions
    if query.filter is InvoiceFilter.PAID:
        return [*conditions, invoice.c.cancelled.is_(False), _invoice_open() <= 0]
    conditions.append(invoice.c.cancelled.is_(False))
    overdue = query.filter is InvoiceFilter.OVERDUE
    conditions.append(_late_part(today) if overdue else _invoice_open() > 0)
    return conditions


def _late_sum(today: date) -> ColumnElement[int]:
    late = case((tables.due_item.c.due < today, item_open()), else_=0)
    return func.sum(late)


def _bucket(position: int, today: date) -> ColumnElement[int]:
    """The sum of one ageing bucket."""
    item = tables.due_item
    inside = []
    if position > 0:
        inside.append(item.c.due < today - timedelta(days=BUCKET_ENDS[position - 1]))
    if position < len(BUCKET_ENDS):
        inside.append(item.c.due >= today - timedelta(days=BUCKET_ENDS[position]))
    return func.sum(case((and_(*inside), item_open()), else_=0))


def _totals(count: int, sums: Sequence[Any]) -> Totals:
    by_currency: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for currency, minor, late in sums:
        by_currency[currency] = (int(minor), int(late))
    return Totals(
        count=count,
        open=tuple(Money(minor, code) for code, (minor, _) in by_currency.items() if minor),
        overdue=tuple(Money(late, code) for code, (_, late) in by_currency.items() if late),
    )


def _invoice_row(row: RowMapping, today: date) -> InvoiceRow:
    next_due = row.get("next_due") or row["due"]
    state = state_of(
        total=row["total"],
        settled=row["total"] - row["open"],
        due=next_due,
        today=today,
        cancelled=row["cancelled"],
    )
    return InvoiceRow(
        id=row["id"],
        client_id=row["client_id"],
        client=row["client"],
        number=row["number"],
        issued=row["issued"],
        due=row["due"],
        total=Money(row["total"], row["currency"]),
        open=Money(row["open"], row["currency"]),
        state=state,
        days_late=max((today - next_due).days, 0),
    )
