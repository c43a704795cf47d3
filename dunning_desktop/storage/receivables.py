"""Invoices, credit notes, payments and allocations in the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Table,
    delete,
    false,
    func,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError

from dunning_desktop.domain.errors import DuplicateNumber, NotFound
from dunning_desktop.domain.invoice import CreditNote, DueItem, Invoice
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.names import key_of
from dunning_desktop.domain.payment import OpenItem, Payment, Share
from dunning_desktop.storage import tables
from dunning_desktop.storage.balances import item_open, open_items_of
from dunning_desktop.storage.codec import Values
from dunning_desktop.storage.statements import add, add_many, change, chunks, one_row, within
from dunning_desktop.usecases.rows import PaymentRow


class SqlReceivables:
    """``usecases.ledger.Receivables`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def invoice(self, invoice_id: int) -> Invoice:
        found = self.invoices([invoice_id])
        if invoice_id not in found:
            raise NotFound(kind="invoice", key=invoice_id)
        return found[invoice_id]

    def invoices(self, invoice_ids: Collection[int]) -> Mapping[int, Invoice]:
        invoice = tables.invoice
        found: dict[int, Invoice] = {}
        for part in chunks(invoice_ids):
            items = self._items(part)
            rows = self._connection.execute(select(invoice).where(invoice.c.id.in_(part)))
            found.update({row["id"]: _invoice(row, items[row["id"]]) for row in rows.mappings()})
        return found

    def _items(self, invoice_ids: Sequence[int]) -> Mapping[int, Sequence[DueItem]]:
        item = tables.due_item
        rows = self._connection.execute(
            select(item).where(item.c.invoice_id.in_(invoice_ids)).order_by(item.c.position)
        ).mappings()
        found: dict[int, list[DueItem]] = defaultdict(list)
        for row in rows:
            found[row["invoice_id"]].append(_item(row))
        return found

    def save_invoice(self, invoice: Invoice, *, batch_id: int | None = None) -> int:
        values = _invoice_values(invoice)
        try:
            if invoice.id:
                change(self._connection, tables.invoice, invoice.id, values)
                self._change_items(invoice)
                return invoice.id
            invoice_id = add(self._connection, tables.invoice, {**values, "batch_id": batch_id})
        except IntegrityError as error:
            raise DuplicateNumber(number=invoice.number) from error
        self._connection.execute(insert(tables.due_item), _item_values(invoice_id, invoice))
        return invoice_id

    def _change_items(self, invoice: Invoice) -> None:
        """Items keep their ids: reminders and allocations hang on them."""
        for position, values in enumerate(_item_values(invoice.id, invoice), start=1):
            item_id = invoice.items[position - 1].id
            if item_id:
                change(self._connection, tables.due_item, item_id, values)
            else:
                add(self._connection, tables.due_item, values)

    def add_invoices(self, invoices: Sequence[Invoice], *, batch_id: int) -> Sequence[int]:
        rows = [{**_invoice_values(one), "batch_id": batch_id} for one in invoices]
        ids = add_many(self._connection, tables.invoice, rows)
        items = [
            values
            for invoice_id, invoice in zip(ids, invoices, strict=True)
            for values in _item_values(invoice_id, invoice)
        ]
        if items:
            self._connection.execute(insert(tables.due_item), items)
        return ids

    def find_invoices(self, client_ids: Collection[int]) -> Mapping[tuple[int, str], int]:
        return self._numbers(tables.invoice, client_ids)

    def find_credit_notes(self, client_ids: Collection[int]) -> Mapping[tuple[int, str], int]:
        return self._numbers(tables.credit_note, client_ids)

    def _numbers(
        self, table: Table, client_ids: Collection[int]
    ) -> Mapping[tuple[int, str], int]:
        found: dict[tuple[int, str], int] = {}
        for part in chunks(client_ids):
            rows = self._connection.execute(
                select(table.c.client_id, table.c.number_key, table.c.id).where(
                    table.c.client_id.in_(part)
                )
            )
            found.update({(client_id, key): row_id for client_id, key, row_id in rows})
        return found

    def delete_invoice(self, invoice_id: int) -> None:
        item = tables.due_item
        self._connection.execute(delete(item).where(item.c.invoice_id == invoice_id))
        self._connection.execute(delete(tables.invoice).where(tables.invoice.c.id == invoice_id))

    def set_cancelled(self, invoice_id: int, *, cancelled: bool) -> None:
        change(self._connection, tables.invoice, invoice_id, {"cancelled": cancelled})

    def in_use(self, invoice_ids: Collection[int], *, besides_batch: int) -> Sequence[int]:
        item, line, charge = tables.due_item, tables.reminder_line, tables.charge
        allocation, payment, block = tables.allocation, tables.payment, tables.block
        used: set[int] = set()
        settled = (
            select(allocation.c.item_id)
            .outerjoin(payment, payment.c.id == allocation.c.payment_id)
            .where(func.coalesce(payment.c.batch_id, 0) != besides_batch)
            .where(allocation.c.item_id.is_not(None))
        )
        for part in chunks(invoice_ids):
            base = select(item.c.invoice_id).where(item.c.invoice_id.in_(part))
            held = select(block.c.item_id).where(block.c.item_id.is_not(None))
            for holders in (select(line.c.item_id), select(charge.c.item_id), settled, held):
                used |= set(self._connection.execute(base.where(item.c.id.in_(holders))).scalars())
        return sorted(used)

    def edited(self, invoice_ids: Collection[int]) -> Sequence[int]:
        entry = tables.audit_entry
        found: set[int] = set()
        for part in chunks(invoice_ids):
            rows = self._connection.execute(
                select(entry.c.invoice_id).where(entry.c.invoice_id.in_(part))
            )
            found |= set(rows.scalars())
        return sorted(found)

    def save_credit_note(self, note: CreditNote, *, batch_id: int | None = None) -> int:
        values = {
            "client_id": note.client_id,
            "number": note.number,
            "number_key": key_of(note.number),
            "issued": note.issued,
            "amount": note.amount.minor,
            "currency": note.amount.currency,
            "source": note.source,
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
        allocation = tables.allocation
        self._connection.execute(delete(allocation).where(allocation.c.payment_id == payment_id))
        self._connection.execute(delete(tables.payment).where(tables.payment.c.id == payment_id))

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

    def open_items(self, client_id: int) -> Sequence[OpenItem]:
        rows = self._connection.execute(open_items_of(client_id))
        return [
            OpenItem(item_id, due, Money(open_, currency)) for item_id, due, open_, currency in rows
        ]

    def open_of(self, invoice_ids: Collection[int]) -> Mapping[int, Money]:
        item = tables.due_item
        found: dict[int, Money] = {}
        for part in chunks(invoice_ids):
            rows = self._connection.execute(
                select(item.c.invoice_id, func.sum(item_open()), func.min(item.c.currency))
                .where(item.c.invoice_id.in_(part))
                .group_by(item.c.invoice_id)
            )
            found.update({key: Money(int(minor), currency) for key, minor, currency in rows})
        return found

    def items_of(self, invoice_ids: Collection[int]) -> Mapping[int, int]:
        item = tables.due_item
        found: dict[int, int] = {}
        for part in chunks(invoice_ids):
            rows = self._connection.execute(
                select(item.c.invoice_id, item.c.id)
                .where(item.c.invoice_id.in_(part))
                .order_by(item.c.position.desc())
            )
            found.update(dict(rows.all()))
        return found

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
    return (
        select(func.coalesce(func.sum(allocation.c.amount), 0))
        .outerjoin(item, item.c.id == allocation.c.item_id)
        .outerjoin(invoice, invoice.c.id == item.c.invoice_id)
        .where(link == table.c.id, func.coalesce(invoice.c.cancelled, false()).is_(False))
        .scalar_subquery()
    )


def _invoice(row: RowMapping, items: Sequence[DueItem]) -> Invoice:
    return Invoice(
        id=row["id"],
        client_id=row["client_id"],
        number=row["number"],
        issued=row["issued"],
        total=Money(row["total"], row["currency"]),
        items=tuple(items),
        reference=row["reference"],
        cancelled=row["cancelled"],
        source=row["source"],
    )


def _item(row: RowMapping) -> DueItem:
    return DueItem(
        id=row["id"],
        invoice_id=row["invoice_id"],
        amount=Money(row["amount"], row["currency"]),
        due=row["due"],
        original_due=row["original_due"],
        cycle=row["cycle"],
    )


def _invoice_values(invoice: Invoice) -> Values:
    return {
        "client_id": invoice.client_id,
        "number": invoice.number,
        "number_key": key_of(invoice.number),
        "issued": invoice.issued,
        "total": invoice.total.minor,
        "currency": invoice.total.currency,
        "reference": invoice.reference,
        "cancelled": invoice.cancelled,
        "source": invoice.source,
    }


def _item_values(invoice_id: int, invoice: Invoice) -> list[Values]:
    return [
        {
            "invoice_id": invoice_id,
            "client_id": invoice.client_id,
            "position": position,
            "amount": item.amount.minor,
            "currency": item.amount.currency,
            "due": item.due,
            "original_due": item.original_due,
            "cycle": item.cycle,
        }
        for position, item in enumerate(invoice.items, start=1)
    ]


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
