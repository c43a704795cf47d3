"""Promises, more time, plans and disputes in the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, select, update

from dunning_desktop.domain.disputes import Dispute, DisputeOutcome, DisputeReason
from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.extensions import Extension
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.promises import How, Promise, Received
from dunning_desktop.storage import tables
from dunning_desktop.storage.acceptances import SqlAcceptances
from dunning_desktop.storage.documents import SqlDocuments
from dunning_desktop.storage.extensions import extension_of
from dunning_desktop.storage.plans import SqlPlans
from dunning_desktop.storage.statements import add, change, chunks, one_row, within


class SqlAgreements(SqlPlans, SqlAcceptances, SqlDocuments):
    """``usecases.agreement_ports.Agreements`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # Promises

    def promises(self, client_ids: Collection[int] | None = None) -> Sequence[Promise]:
        table = tables.promise
        rows = self._connection.execute(
            select(table)
            .where(table.c.withdrawn.is_(False), *within(table.c.client_id, client_ids))
            .order_by(table.c.id)
        ).mappings()
        return [_promise(row) for row in rows]

    def promise(self, promise_id: int) -> Promise:
        return _promise(one_row(self._connection, tables.promise, promise_id))

    def save_promise(self, promise: Promise, *, at: datetime) -> int:
        values = {
            "client_id": promise.client_id,
            "item_id": promise.item_id,
            "made_on": promise.made_on,
            "day": promise.day,
            "amount": promise.amount.minor,
            "currency": promise.amount.currency,
            "said_by": promise.said_by[:255],
            "how": promise.how.value,
            "note": promise.note,
            "author": promise.author[:255],
            "call_id": promise.call_id,
            "at": at,
        }
        return add(self._connection, tables.promise, values)

    def withdraw_promise(self, promise_id: int, *, withdrawn: bool = True) -> None:
        change(self._connection, tables.promise, promise_id, {"withdrawn": withdrawn})

    # More time

    def extensions(self, item_ids: Collection[int]) -> Sequence[Extension]:
        table = tables.extension
        found: list[Extension] = []
        for part in chunks(item_ids):
            rows = self._connection.execute(
                select(table)
                .where(table.c.item_id.in_(part), table.c.withdrawn.is_(False))
                .order_by(table.c.id)
            ).mappings()
            found += [extension_of(row) for row in rows]
        return found

    def extensions_of(self, client_id: int | None) -> Sequence[Extension]:
        table, item = tables.extension, tables.due_item
        only = within(item.c.client_id, None if client_id is None else [client_id])
        rows = self._connection.execute(
            select(table)
            .join(item, item.c.id == table.c.item_id)
            .where(table.c.withdrawn.is_(False), *only)
            .order_by(table.c.id)
        ).mappings()
        return [extension_of(row) for row in rows]

    def extension(self, extension_id: int) -> Extension:
        return extension_of(one_row(self._connection, tables.extension, extension_id))

    def save_extension(self, extension: Extension, *, at: datetime) -> int:
        values = {
            "item_id": extension.item_id,
            "made_on": extension.made_on,
            "old_due": extension.old_due,
            "new_due": extension.new_due,
            "interest": extension.interest.value,
            "note": extension.note,
            "author": extension.author[:255],
            "at": at,
        }
        return add(self._connection, tables.extension, values)

    def withdraw_extension(self, extension_id: int, *, withdrawn: bool = True) -> None:
        change(self._connection, tables.extension, extension_id, {"withdrawn": withdrawn})

    def move_due(self, item_id: int, due: date, *, interest_due: date | None) -> None:
        values = {"due": due, "interest_due": interest_due}
        change(self._connection, tables.due_item, item_id, values)

    def invoices_of(self, item_ids: Collection[int]) -> Mapping[int, tuple[int, str]]:
        item, invoice = tables.due_item, tables.invoice
        found: dict[int, tuple[int, str]] = {}
        for part in chunks(item_ids):
            rows = self._connection.execute(
                select(item.c.id, invoice.c.id.label("invoice_id"), invoice.c.number)
                .join(invoice, invoice.c.id == item.c.invoice_id)
                .where(item.c.id.in_(part))
            )
            found |= {row.id: (row.invoice_id, row.number) for row in rows}
        return found

    def owners_of(self, item_ids: Collection[int]) -> Mapping[int, int]:
        item, found = tables.due_item, dict[int, int]()
        for part in chunks(item_ids):
            rows = self._connection.execute(
                select(item.c.id, item.c.client_id).where(item.c.id.in_(part))
            )
            found |= {row.id: row.client_id for row in rows}
        return found

    # Disputes

    def disputes(self, client_ids: Collection[int] | None = None) -> Sequence[Dispute]:
        table, item = tables.dispute, tables.due_item
        rows = self._connection.execute(
            select(table, item.c.currency)
            .join(item, item.c.id == table.c.item_id)
            .where(table.c.withdrawn.is_(False), *within(table.c.client_id, client_ids))
            .order_by(table.c.id)
        ).mappings()
        return [_dispute(row) for row in rows]

    def dispute(self, dispute_id: int) -> Dispute:
        table, item = tables.dispute, tables.due_item
        row = self._connection.execute(
            select(table, item.c.currency)
            .join(item, item.c.id == table.c.item_id)
            .where(table.c.id == dispute_id)
        ).mappings().first()
        if row is None:
            raise NotFound(kind="dispute", key=dispute_id)
        return _dispute(row)

    def save_dispute(self, dispute: Dispute, *, at: datetime) -> int:
        values = {
            "client_id": dispute.client_id,
            "item_id": dispute.item_id,
            "amount": dispute.amount.minor if dispute.amount else None,
            "opened_on": dispute.opened_on,
            "answer_by": dispute.answer_by,
            "reason": dispute.reason.value,
            "said": dispute.said,
            "closed_on": dispute.closed_on,
            "outcome": dispute.outcome.value if dispute.outcome else None,
            "note": dispute.note,
            "author": dispute.author[:255],
            "withdrawn": dispute.withdrawn,
            "call_id": dispute.call_id,
        }
        if dispute.id:
            change(self._connection, tables.dispute, dispute.id, values)
            return dispute.id
        return add(self._connection, tables.dispute, {**values, "at": at})

    def withdraw_of_call(self, call_id: int) -> None:
        for table in (tables.promise, tables.dispute):
            self._connection.execute(
                update(table).where(table.c.call_id == call_id).values(withdrawn=True)
            )

    # What came in

    def received(
        self, client_ids: Collection[int] | None = None
    ) -> Mapping[int, Sequence[Received]]:
        payment = tables.payment
        rows = self._connection.execute(
            select(payment.c.client_id, payment.c.received, payment.c.amount, payment.c.currency)
            .where(*within(payment.c.client_id, client_ids))
            .order_by(payment.c.received, payment.c.id)
        )
        found: dict[int, list[Received]] = defaultdict(list)
        for client_id, day, minor, currency in rows:
            found[client_id].append(Received(day, Money(minor, currency)))
        return found

    def settled_on(self, item_ids: Collection[int]) -> Mapping[int, Sequence[Received]]:
        allocation, item = tables.allocation, tables.due_item
        found: dict[int, list[Received]] = defaultdict(list)
        for part in chunks(item_ids):
            rows = self._connection.execute(
                select(item.c.id, allocation.c.day, allocation.c.amount, item.c.currency)
                .join(allocation, allocation.c.item_id == item.c.id)
                .where(item.c.id.in_(part))
                .order_by(allocation.c.day, allocation.c.id)
            )
            for item_id, day, minor, currency in rows:
                found[item_id].append(Received(day, Money(minor, currency)))
        return found

    def received_on(self, item_ids: Collection[int]) -> Mapping[int, Sequence[Received]]:
        allocation, charge, item = tables.allocation, tables.charge, tables.due_item
        found: dict[int, list[Received]] = defaultdict(list)
        for part in chunks(item_ids):
            principal = (
                select(item.c.id, allocation.c.day, allocation.c.amount, item.c.currency)
                .join(allocation, allocation.c.item_id == item.c.id)
                .where(item.c.id.in_(part), allocation.c.payment_id.is_not(None))
            )
            on_top = (
                select(charge.c.item_id, allocation.c.day, allocation.c.amount, charge.c.currency)
                .join(allocation, allocation.c.charge_id == charge.c.id)
                .where(charge.c.item_id.in_(part), allocation.c.payment_id.is_not(None))
            )
            for wanted in (principal, on_top):
                for item_id, day, minor, currency in self._connection.execute(wanted):
                    found[item_id].append(Received(day, Money(minor, currency)))
        return {key: sorted(these, key=lambda one: one.day) for key, these in found.items()}


def _promise(row: RowMapping) -> Promise:
    return Promise(
        id=row["id"],
        client_id=row["client_id"],
        item_id=row["item_id"],
        made_on=row["made_on"],
        day=row["day"],
        amount=Money(row["amount"], row["currency"]),
        said_by=row["said_by"],
        how=How(row["how"]),
        note=row["note"],
        author=row["author"],
        withdrawn=row["withdrawn"],
        call_id=row["call_id"],
    )


def _dispute(row: RowMapping) -> Dispute:
    amount = row["amount"]
    return Dispute(
        id=row["id"],
        client_id=row["client_id"],
        item_id=row["item_id"],
        amount=None if amount is None else Money(amount, row["currency"]),
        opened_on=row["opened_on"],
        answer_by=row["answer_by"],
        reason=DisputeReason(row["reason"]),
        said=row["said"],
        closed_on=row["closed_on"],
        outcome=DisputeOutcome(row["outcome"]) if row["outcome"] else None,
        note=row["note"],
        author=row["author"],
        withdrawn=row["withdrawn"],
        call_id=row["call_id"],
    )
