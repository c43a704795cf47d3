"""The Sent folder as the book sees it: what is to be looked for there, and what to be filed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from dunning_desktop.domain.mail import MessageState
from dunning_desktop.storage import tables
from dunning_desktop.storage.statements import change, chunks
from dunning_desktop.usecases.inbox_ports import Unresolved


class SqlSentFolder:
    """The part of ``usecases.inbox_ports.Inboxes`` that is about the Sent folder, on SQL."""

    _connection: Connection

    def uncertain(self, account_id: int) -> Sequence[Unresolved]:
        message = tables.outbox_message
        rows = self._connection.execute(
            select(message)
            .where(
                message.c.account_id == account_id,
                message.c.state == MessageState.UNCERTAIN.value,
                message.c.dot_at.is_not(None),
            )
            .order_by(message.c.id)
        ).mappings()
        return [
            Unresolved(
                row["id"], row["message_id"], row["dot_at"], row["looks"], row["client_id"]
            )
            for row in rows
        ]

    def looked(self, message_ids: Collection[int]) -> None:
        message = tables.outbox_message
        for part in chunks(message_ids):
            self._connection.execute(
                update(message)
                .where(message.c.id.in_(part))
                .values(looks=message.c.looks + 1)
            )

    def lately_accepted(self, account_id: int, *, limit: int) -> Sequence[str]:
        message = tables.outbox_message
        return list(
            self._connection.execute(
                select(message.c.message_id)
                .where(
                    message.c.account_id == account_id,
                    message.c.state == MessageState.ACCEPTED.value,
                    message.c.dot_at.is_not(None),
                    message.c.reply != "",
                    # Those that the program filed itself say nothing about the provider.
                    message.c.filed_at.is_(None),
                )
                .order_by(message.c.dot_at.desc())
                .limit(limit)
            ).scalars()
        )

    def to_file(self, account_id: int, *, since: datetime, before: datetime) -> Mapping[int, str]:
        message = tables.outbox_message
        rows = self._connection.execute(
            select(message.c.id, message.c.message_id)
            .where(
                message.c.account_id == account_id,
                message.c.state == MessageState.ACCEPTED.value,
                message.c.dot_at.between(since, before),
                message.c.filed_at.is_(None),
            )
            .order_by(message.c.id)
        )
        return {row.id: row.message_id for row in rows}

    def filed(self, message_id: int, *, at: datetime) -> None:
        change(self._connection, tables.outbox_message, message_id, {"filed_at": at})
