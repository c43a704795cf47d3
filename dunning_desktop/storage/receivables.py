"""Invoices and their due items in the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Table,
    delete,
    func,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.exc import IntegrityError

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import DuplicateNumber, NotFound
from dunning_desktop.domain.invoice import DueItem, Invoice
from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.names import key_of
from dunning_desktop.domain.payment import OpenItem
from dunning_desktop.storage import tables
from dunning_desktop.storage.balances import item_open, open_items_of
from dunning_desktop.storage.codec import Values, late_of, late_values
from dunning_desktop.storage.statements import add, add_many, change, chunks


class SqlInvoices:
    """The half of ``usecases.ledger.Receivables`` that is owed, on SQL."""

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
                self._restart_clock(item_id, invoice.items[position - 1].original_due)
                change(self._connection, tables.due_item, item_id, values)
            else:
                add(self._connection, tables.due_item, values)

    def _restart_clock(self, item_id: int, original_due: date) -> None:
        """A first due day that was corrected makes what was agreed about interest void."""
        item = tables.due_item
        self._connection.execute(
            update(item)
            .where(item.c.id == item_id, item.c.original_due != original_due)
            .values(interest_due=None)
        )

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

    def set_late(self, invoice_id: int, late: LateTerms | None) -> None:
        change(self._connection, tables.invoice, invoice_id, late_values(late))

    def in_use(self, invoice_ids: Collection[int], *, besides_batch: int) -> Sequence[int]:
        item, line, charge = tables.due_item, tables.reminder_line, tables.charge
        allocation, payment, block = tables.allocation, tables.payment, tables.block
        note = tables.credit_note
        used: set[int] = set()
        # A discount belongs to the payment that took it.
        payer = func.coalesce(allocation.c.payment_id, note.c.payment_id)
        settled = (
            select(allocation.c.item_id)
            .outerjoin(note, note.c.id == allocation.c.credit_note_id)
            .outerjoin(payment, payment.c.id == payer)
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
        kept = (AuditCode.LATE_TERMS_CHANGED.value, AuditCode.DISCOUNT_TAKEN.value)
        return self._told_of(invoice_ids, tables.audit_entry.c.code.not_in(kept))

    def told_of(self, invoice_ids: Collection[int]) -> Sequence[int]:
        return self._told_of(invoice_ids, true())

    def discounts_granted(self, invoice_ids: Collection[int]) -> Mapping[int, Money]:
        item, note, allocation = tables.due_item, tables.credit_note, tables.allocation
        found: dict[int, Money] = {}
        for part in chunks(invoice_ids):
            rows = self._connection.execute(
                select(item.c.invoice_id, func.sum(allocation.c.amount), note.c.currency)
                .join(allocation, allocation.c.item_id == item.c.id)
                .join(note, note.c.id == allocation.c.credit_note_id)
                .where(item.c.invoice_id.in_(part), note.c.payment_id.is_not(None))
                .group_by(item.c.invoice_id, note.c.currency)
            )
            found.update({key: Money(minor, currency) for key, minor, currency in rows})
        return found

    def _told_of(
        self, invoice_ids: Collection[int], wanted: ColumnElement[bool]
    ) -> Sequence[int]:
        entry = tables.audit_entry
        found: set[int] = set()
        for part in chunks(invoice_ids):
            rows = self._connection.execute(
                select(entry.c.invoice_id).where(entry.c.invoice_id.in_(part), wanted)
            )
            found |= set(rows.scalars())
        return sorted(found)

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
        performed=row["performed"],
        noticed=row["noticed"],
        advance=row["advance"],
        policy_id=row["policy_id"],
        late=late_of(
            row["late_basis"], row["contract_rate"], row["contract_per"], row["reminder_fee"]
        ),
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
        "performed": invoice.performed,
        "noticed": invoice.noticed,
        "advance": invoice.advance,
        "policy_id": invoice.policy_id,
        **late_values(invoice.late),
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
