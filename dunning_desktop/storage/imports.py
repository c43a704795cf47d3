"""Import batches in the book, and what it takes to undo one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, func, select

from dunning_desktop.domain.money import Money
from dunning_desktop.storage import tables
from dunning_desktop.storage.balances import item_open, live_items
from dunning_desktop.storage.statements import add, change, chunks, one_row
from dunning_desktop.usecases.ledger import Before
from dunning_desktop.usecases.rows import BatchRow


class SqlImports:
    """``usecases.ledger.Imports`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open_batch(self, *, profile: str, file_name: str, digest: str, at: datetime) -> int:
        values = {
            "profile": profile,
            "file_name": file_name[:255],
            "digest": digest,
            "at": at,
            "summary": {},
            "before": [],
        }
        return add(self._connection, tables.import_batch, values)

    def close_batch(
        self, batch_id: int, *, summary: Mapping[str, int], before: Sequence[Before]
    ) -> None:
        kept = [{"kind": one.kind, "id": one.id, "data": dict(one.data)} for one in before]
        values = {"summary": dict(summary), "before": kept}
        change(self._connection, tables.import_batch, batch_id, values)

    def batch(self, batch_id: int) -> BatchRow:
        return _batch(one_row(self._connection, tables.import_batch, batch_id))

    def batches(self) -> Sequence[BatchRow]:
        batch = tables.import_batch
        rows = self._connection.execute(select(batch).order_by(batch.c.id.desc())).mappings()
        return [_batch(row) for row in rows]

    def before(self, batch_id: int) -> Sequence[Before]:
        row = one_row(self._connection, tables.import_batch, batch_id)
        return [Before(one["kind"], one["id"], one["data"]) for one in row["before"]]

    def made_by(self, batch_id: int) -> Mapping[str, Sequence[int]]:
        made = {}
        for table in (tables.client, tables.invoice, tables.credit_note, tables.payment):
            ids = self._connection.execute(
                select(table.c.id).where(table.c.batch_id == batch_id)
            ).scalars()
            made[table.name] = list(ids)
        return made

    def open_from(self, source: str) -> Mapping[int, str]:
        item, invoice = tables.due_item, tables.invoice
        rows = self._connection.execute(
            live_items(invoice.c.id, invoice.c.number)
            .where(invoice.c.source == source, item_open() > 0)
            .distinct()
            .order_by(item.c.invoice_id)
        )
        return dict(rows.all())

    def credit_left(self, note_ids: Collection[int]) -> Mapping[int, Money]:
        note, allocation = tables.credit_note, tables.allocation
        used = (
            select(func.coalesce(func.sum(allocation.c.amount), 0))
            .where(allocation.c.credit_note_id == note.c.id)
            .scalar_subquery()
        )
        found: dict[int, Money] = {}
        for part in chunks(note_ids):
            rows = self._connection.execute(
                select(note.c.id, note.c.amount - used, note.c.currency).where(note.c.id.in_(part))
            )
            found.update({key: Money(minor, currency) for key, minor, currency in rows})
        return found

    def mark_undone(self, batch_id: int, at: datetime) -> None:
        change(self._connection, tables.import_batch, batch_id, {"undone_at": at})


def _batch(row: RowMapping) -> BatchRow:
    return BatchRow(
        id=row["id"],
        file_name=row["file_name"],
        profile=row["profile"],
        at=row["at"],
        undone_at=row["undone_at"],
        summary=row["summary"],
    )
