"""What is still open: the one formula, in SQL, that every list and sum is made from."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, func, select

from dunning_desktop.storage import tables


def item_settled() -> ColumnElement[int]:
    """What has settled a due item, in minor units; reads the covering index of allocations."""
    allocation = tables.allocation
    return (
        select(func.coalesce(func.sum(allocation.c.amount), 0))
        .where(allocation.c.item_id == tables.due_item.c.id)
        .correlate(tables.due_item)
        .scalar_subquery()
    )


def item_open() -> ColumnElement[int]:
    """What is still open of a due item, in minor units."""
    return tables.due_item.c.amount - item_settled()


def live_items(*columns: ColumnElement[Any] | FromClause) -> Select[Any]:
    """Due items of invoices that were not cancelled."""
    item, invoice = tables.due_item, tables.invoice
    return (
        select(*columns)
        .select_from(item)
        .join(invoice, invoice.c.id == item.c.invoice_id)
        .where(invoice.c.cancelled.is_(False))
    )


def open_items_of(client_id: int) -> Select[Any]:
    """Id, due day, open minor units and currency of what a client has open, oldest first."""
    item = tables.due_item
    return (
        live_items(item.c.id, item.c.due, item_open(), item.c.currency)
        .where(item.c.client_id == client_id, item_open() > 0)
        .order_by(item.c.due, item.c.id)
    )
