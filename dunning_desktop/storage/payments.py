"""Payments, credit notes and what they settle, in the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    delete,
    false,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from dunning_desktop.domain.charges import ChargeState
from dunning_desktop.domain.errors import DuplicateNumber
from dunning_desktop.domain.invoice import CreditNote
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.names import key_of
from dunning_desktop.domain.payment import Payment, Share
from dunning_desktop.storage import tables
from dunning_desktop.storage.charges import is_paid
from dunning_desktop.storage.codec import Values
from dunning_desktop.storage.statements import add, add_many, chunks, one_row, within
from dunning_desktop.usecases.rows import PaymentRow


class SqlPayments:
    """The half of ``usecases.ledger.Receivables`` that is money received, on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save_credit_note(self, note: CreditNote, *, batch_id: int | None = None) -> int:
        values = {
            "client_id": note.client_id,
            "number": note.number,
            "number_key": key_of(note.number),
            "issued": note.issued,
            "amount": note.amount.minor,
            "currency": note.amount.currency,
            "source": note.source,
            "payment_id": note.payment_id,
            "batch_id": batch_id,
        }
        try:
            return add(self._connection, tables.credit_note, values)
        except IntegrityError as error:
            raise DuplicateNumber(number=note.number) from error

    def save_payment(self, payment: Payment, *, batch_id: int | None = None) -> int:
        return add(self._connection, tables.payment, _payment_values(payment, batch_id))

    def add_settled(
        self, payments: Sequence[tuple[Payment, Sequence[Share]]], *, batch_id: int
    ) -> None:
        rows = [_payment_values(one, batch_id) for one, _ in payments]
        ids = add_many(self._connection, tables.payment, rows)
        shares = [
            {
                "payment_id": payment_id,
                "item_id": share.item_id,
                "amount": share.amount.minor,
                "day": payment.received,
            }
            for payment_id, (payment, parts) in zip(ids, payments, strict=True)
            for share in parts
        ]
        if shares:
            self._connection.execute(insert(tables.allocation), shares)

    def payment(self, payment_id: int) -> Payment:
        row = one_row(self._connection, tables.payment, payment_id)
        return Payment(
            id=payment_id,
            client_id=row["client_id"],
            received=row["received"],
            amount=Money(row["amount"], row["currency"]),
            method=row["method"],
            reference=row["reference"],
            note=row["note"],
        )

    def delete_payment(self, payment_id: int) -> None:
        allocation, charge = tables.allocation, tables.charge
        mine = allocation.c.payment_id == payment_id
        settled = self._connection.execute(select(allocation.c.charge_id).where(mine)).scalars()
        charge_ids = [one for one in settled if one is not None]
        self._connection.execute(delete(allocation).where(mine))
        # Interest that only this payment entered was never claimed.
        self._connection.execute(delete(charge).where(charge.c.payment_id == payment_id))
        self._withdraw(charge_ids)
        for note_id in self._discounts_of(payment_id):
            self.delete_credit_note(note_id)
        self._connection.execute(delete(tables.payment).where(tables.payment.c.id == payment_id))

    def _discounts_of(self, payment_id: int) -> Sequence[int]:
        """What credits the discounts it took: without it they are owed again."""
        note = tables.credit_note
        return list(
            self._connection.execute(
                select(note.c.id).where(note.c.payment_id == payment_id)
            ).scalars()
        )

    def _withdraw(self, charge_ids: Collection[int]) -> None:
        """Void those that nothing was paid of and whose reminder was taken back meanwhile."""
        charge, reminder = tables.charge, tables.reminder
        taken_back = select(reminder.c.id).where(reminder.c.withdrawn)
        for part in chunks(charge_ids):
            self._connection.execute(
                update(charge)
                .where(
                    charge.c.id.in_(part),
                    charge.c.state == ChargeState.OPEN.value,
                    charge.c.reminder_id.in_(taken_back),
                    ~is_paid(charge),
                )
                .values(state=ChargeState.WITHDRAWN.value)
            )

    def delete_credit_note(self, note_id: int) -> None:
        allocation, note = tables.allocation, tables.credit_note
        self._connection.execute(delete(allocation).where(allocation.c.credit_note_id == note_id))
        self._connection.execute(delete(note).where(note.c.id == note_id))

    def allocate(
        self,
        shares: Iterable[Share],
        *,
        day: date,
        payment_id: int | None = None,
        credit_note_id: int | None = None,
    ) -> None:
        rows = [
            {
                "payment_id": payment_id,
                "credit_note_id": credit_note_id,
                "item_id": share.item_id,
                "amount": share.amount.minor,
                "day": day,
            }
            for share in shares
        ]
        if rows:
            self._connection.execute(insert(tables.allocation), rows)

    def credit(self, client_ids: Collection[int] | None = None) -> Mapping[int, tuple[Money, ...]]:
        by_client: dict[int, list[Money]] = defaultdict(list)
        for table, link in (
            (tables.payment, tables.allocation.c.payment_id),
            (tables.credit_note, tables.allocation.c.credit_note_id),
        ):
            for part in [None] if client_ids is None else list(chunks(client_ids)):
                left = table.c.amount - _used(table, link)
                rows = self._connection.execute(
                    select(table.c.client_id, left, table.c.currency).where(
                        left > 0, *within(table.c.client_id, part)
                    )
                )
                for client_id, minor, currency in rows:
                    by_client[client_id].append(Money(minor, currency))
        return {client_id: totals(amounts) for client_id, amounts in by_client.items()}

    def payments(self, client_id: int) -> Sequence[PaymentRow]:
        payment = tables.payment
        used = _used(payment, tables.allocation.c.payment_id)
        rows = self._connection.execute(
            select(payment, (payment.c.amount - used).label("left"))
            .where(payment.c.client_id == client_id)
            .order_by(payment.c.received.desc(), payment.c.id.desc())
        ).mappings()
        return [
            PaymentRow(
                id=row["id"],
                client_id=client_id,
                received=row["received"],
                amount=Money(row["amount"], row["currency"]),
                unallocated=Money(row["left"], row["currency"]),
                method=row["method"],
                reference=row["reference"],
            )
            for row in rows
        ]

    def settled_by(self, payment_id: int) -> Mapping[int, Money]:
        item, allocation = tables.due_item, tables.allocation
        amount = func.sum(allocation.c.amount)
        rows = self._connection.execute(
            select(item.c.invoice_id, amount, func.min(item.c.currency))
            .join(allocation, allocation.c.item_id == item.c.id)
            .where(allocation.c.payment_id == payment_id)
            .group_by(item.c.invoice_id)
            .order_by(func.min(item.c.due), item.c.invoice_id)
        )
        return {key: Money(minor, currency) for key, minor, currency in rows}

    def settlements(self, invoice_id: int) -> Sequence[tuple[date, Money, str]]:
        item, allocation, payment = tables.due_item, tables.allocation, tables.payment
        rows = self._connection.execute(
            select(
                allocation.c.day,
                allocation.c.amount,
                item.c.currency,
                func.coalesce(payment.c.method, "credit-note"),
            )
            .join(item, item.c.id == allocation.c.item_id)
            .outerjoin(payment, payment.c.id == allocation.c.payment_id)
            .where(item.c.invoice_id == invoice_id)
            .order_by(allocation.c.day, allocation.c.id)
        )
        return [(day, Money(minor, currency), how) for day, minor, currency, how in rows]


def _used(table: Table, link: ColumnElement[int]) -> ColumnElement[int]:
    """What a payment or credit note has settled. A cancelled invoice gives its money back."""
    allocation, item, invoice = tables.allocation, tables.due_item, tables.invoice
    charge = tables.charge
    return (
        select(func.coalesce(func.sum(allocation.c.amount), 0))
        .outerjoin(charge, charge.c.id == allocation.c.charge_id)
        .outerjoin(item, item.c.id == func.coalesce(allocation.c.item_id, charge.c.item_id))
        .outerjoin(invoice, invoice.c.id == item.c.invoice_id)
        .where(link == table.c.id, func.coalesce(invoice.c.cancelled, false()).is_(False))
        .scalar_subquery()
    )


def _payment_values(payment: Payment, batch_id: int | None) -> Values:
    return {
        "client_id": payment.client_id,
        "received": payment.received,
        "amount": payment.amount.minor,
        "currency": payment.amount.currency,
        "method": payment.method,
        "reference": payment.reference,
        "note": payment.note,
        "batch_id": batch_id,
    }
