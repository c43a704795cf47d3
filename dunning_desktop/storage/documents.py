"""The papers of clients in the book: their names apart from their bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select

from dunning_desktop.domain.errors import NotFound
from dunning_desktop.storage import tables
from dunning_desktop.storage.statements import add, one_row
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind


class SqlDocuments:
    """The part of ``usecases.agreement_ports.Agreements`` that is about papers, on SQL."""

    _connection: Connection

    def add_document(self, document: Document, content: bytes, *, at: datetime) -> int:
        values = {
            "client_id": document.client_id,
            "invoice_id": document.invoice_id,
            "promise_id": document.promise_id,
            "extension_id": document.extension_id,
            "plan_id": document.plan_id,
            "dispute_id": document.dispute_id,
            "kind": document.kind.value,
            "name": document.name[:255],
            "media_type": document.media_type[:64],
            "sha256": hashlib.sha256(content).hexdigest(),
            "added_at": at,
            "without_prejudice": document.without_prejudice,
        }
        document_id = add(self._connection, tables.document, values)
        self._connection.execute(
            insert(tables.document_content).values(document_id=document_id, content=content)
        )
        return document_id

    def documents(self, client_id: int) -> Sequence[Document]:
        table = tables.document
        rows = self._connection.execute(
            select(table).where(table.c.client_id == client_id).order_by(table.c.id.desc())
        ).mappings()
        return [_document(row) for row in rows]

    def content(self, document_id: int) -> bytes:
        table = tables.document_content
        found = self._connection.execute(
            select(table.c.content).where(table.c.document_id == document_id)
        ).scalar()
        if found is None:
            raise NotFound(kind="document", key=document_id)
        return bytes(found)

    def remove_document(self, document_id: int) -> None:
        one_row(self._connection, tables.document, document_id)
        content, table, letter = tables.document_content, tables.document, tables.letter
        self._connection.execute(delete(letter).where(letter.c.document_id == document_id))
        self._connection.execute(delete(content).where(content.c.document_id == document_id))
        self._connection.execute(delete(table).where(table.c.id == document_id))


def _document(row: RowMapping) -> Document:
    return Document(
        id=row["id"],
        client_id=row["client_id"],
        invoice_id=row["invoice_id"],
        promise_id=row["promise_id"],
        extension_id=row["extension_id"],
        plan_id=row["plan_id"],
        dispute_id=row["dispute_id"],
        kind=DocumentKind(row["kind"]),
        name=row["name"],
        media_type=row["media_type"],
        sha256=row["sha256"],
        added_at=row["added_at"],
        without_prejudice=row["without_prejudice"],
    )
