"""The book's history; a trigger refuses to change or delete it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.storage import tables
from dunning_desktop.storage.statements import add
from dunning_desktop.usecases.rows import Event


class SqlDiary:
    """``usecases.ledger.Diary`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(
        self,
        code: AuditCode,
        *,
        at: datetime,
        client_id: int | None = None,
        invoice_id: int | None = None,
        **data: object,
    ) -> None:
        values = {
            "at": at,
            "code": code.value,
            "client_id": client_id,
            "invoice_id": invoice_id,
            "data": data,
        }
        add(self._connection, tables.audit_entry, values)

    def events(self, client_id: int, *, limit: int = 100) -> Sequence[Event]:
        entry = tables.audit_entry
        rows = self._connection.execute(
            select(entry.c.at, entry.c.code, entry.c.data)
            .where(entry.c.client_id == client_id)
            .order_by(entry.c.id.desc())
            .limit(limit)
        )
        return [Event(at, AuditCode(code), data) for at, code, data in rows]
