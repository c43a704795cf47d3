"""The charges ledger in the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    ScalarSelect,
    Select,
    Table,
    delete,
    exists,
    func,
    insert,
    select,
)

from dunning_desktop.domain.charges import Charge, ChargeKind, ChargeState
from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.money import Money
from dunning_desktop.storage import tables
from dunning_desktop.storage.statements import add, change, chunks


class SqlCharges:
    """``usecases.ledger.Charges`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, item_ids: Collection[int]) -> Sequence[Charge]:
        found: list[Charge] = []
        for part in chunks(item_ids):
            wanted = with_paid().where(tables.charge.c.item_id.in_(part))
            found.extend(_charge(row) for row in self._connection.execute(wanted).mappings())
        return found

    def charge(self, charge_id: int) -> Charge:
        wanted = with_paid().where(tables.charge.c.id == charge_id)
        row = self._connection.execute(wanted).mappings().first()
        if row is None:
            raise NotFound(kind="charge", key=charge_id)
        return _charge(row)

    def add(self, charge: Charge, *, at: datetime) -> int:
        values = {
            "item_id": charge.item_id,
            "reminder_id": charge.reminder_id,
            "payment_id": charge.payment_id,
            "kind": charge.kind.value,
            "amount": charge.amount.minor,
            "currency": charge.amount.currency,
            "through": charge.through,
            "state": charge.state.value,
            "at": at,
            "note": charge.note[:255],
            "reason": charge.reason[:255],
            "author": charge.author[:255],
            "decided_at": at if charge.state is ChargeState.WAIVED else None,
        }
        return add(self._connection, tables.charge, values)

    def decide(self, charge: Charge, *, at: datetime) -> None:
        values = {
            "state": charge.state.value,
            "reason": charge.reason[:255],
            "author": charge.author[:255],
            "decided_at": at,
        }
        change(self._connection, tables.charge, charge.id, values)

    def reduce(self, charge_id: int, amount: Money) -> None:
        change(self._connection, tables.charge, charge_id, {"amount": amount.minor})

    def remove(self, charge_id: int) -> None:
        charge = tables.charge
        self._connection.execute(delete(charge).where(charge.c.id == charge_id))

    def settle(self, charge_id: int, amount: Money, *, day: date, payment_id: int) -> None:
        self._connection.execute(
            insert(tables.allocation).values(
                charge_id=charge_id, payment_id=payment_id, amount=amount.minor, day=day
            )
        )


def with_paid() -> Select[Any]:
    """Charges with what was paid of each, oldest first."""
    charge = tables.charge
    return select(charge, paid_of(charge).label("paid")).order_by(charge.c.id)


def paid_of(charge: Table) -> ScalarSelect[int]:
    """What was paid of a charge."""
    allocation = tables.allocation
    return (
        select(func.coalesce(func.sum(allocation.c.amount), 0))
        .where(allocation.c.charge_id == charge.c.id)
        .correlate(charge)
        .scalar_subquery()
    )


def is_paid(charge: Table) -> ColumnElement[bool]:
    """Whether anything was paid of a charge."""
    return exists().where(tables.allocation.c.charge_id == charge.c.id).correlate(charge)


def by_item(rows: Collection[RowMapping]) -> Mapping[int, Sequence[Charge]]:
    """The charges of ``with_paid`` by due item."""
    found: dict[int, list[Charge]] = defaultdict(list)
    for row in rows:
        found[row["item_id"]].append(_charge(row))
    return found


def _charge(row: RowMapping) -> Charge:
    state = ChargeState(row["state"])
    if state is ChargeState.OPEN and row["paid"] >= row["amount"]:
        state = ChargeState.PAID
    return Charge(
        id=row["id"],
        item_id=row["item_id"],
        kind=ChargeKind(row["kind"]),
        amount=Money(row["amount"], row["currency"]),
        through=row["through"],
        state=state,
        reminder_id=row["reminder_id"],
        payment_id=row["payment_id"],
        note=row["note"],
        paid=int(row["paid"]),
        reason=row["reason"],
        author=row["author"],
    )
