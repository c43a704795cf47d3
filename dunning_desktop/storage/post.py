"""The outbox in the book: accounts and messages; its letters are in ``letters``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    func,
    insert,
    select,
)

from dunning_desktop.domain.mail import MAY_BE_THERE, Fault, FrozenMessage, MessageState
from dunning_desktop.domain.mail_accounts import Route
from dunning_desktop.storage import tables
from dunning_desktop.storage.codec import recipients_of
from dunning_desktop.storage.letters import SqlLetters
from dunning_desktop.storage.mail_accounts import SqlMailAccounts
from dunning_desktop.storage.outgoing import SqlOutgoing
from dunning_desktop.storage.sent import SqlSent
from dunning_desktop.storage.statements import add, chunks, one_row
from dunning_desktop.usecases.post import Conversation, StoredMessage
from dunning_desktop.usecases.rows import LetterRow, MessageRow


class SqlPost(SqlMailAccounts, SqlOutgoing, SqlLetters, SqlSent):
    """``usecases.ledger.Post`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def queue(
        self,
        message: FrozenMessage,
        *,
        subject: str,
        account_id: int | None,
        client_id: int | None,
        reminder_id: int | None,
        at: datetime,
        not_before: datetime,
        thread: str = "",
    ) -> int:
        values = {
            "reminder_id": reminder_id,
            "client_id": client_id,
            "account_id": account_id,
            "sender": message.sender,
            "thread": thread,
            "recipient": ", ".join(message.recipients),
            "recipients": len(message.recipients),
            "subject": subject[:255],
            "message_id": message.message_id,
            "state": MessageState.QUEUED.value,
            "queued_at": at,
            "not_before": not_before,
        }
        key = add(self._connection, tables.outbox_message, values)
        self._connection.execute(
            insert(tables.message_raw).values(message_id=key, raw=message.raw)
        )
        return key

    def message(self, message_id: int) -> StoredMessage:
        return self._stored(one_row(self._connection, tables.outbox_message, message_id))

    def messages(self, *, limit: int = 500) -> Sequence[MessageRow]:
        message = tables.outbox_message
        rows = self._connection.execute(
            _message_rows().order_by(message.c.id.desc()).limit(limit)
        ).mappings()
        return [_message_row(row) for row in rows]

    def of_reminders(self, reminder_ids: Collection[int]) -> Sequence[MessageRow]:
        found: list[MessageRow] = []
        for part in chunks(reminder_ids):
            rows = self._connection.execute(
                _message_rows().where(tables.outbox_message.c.reminder_id.in_(part))
            ).mappings()
            found.extend(_message_row(row) for row in rows)
        return found

    def due(self) -> Mapping[int | None, datetime]:
        message = tables.outbox_message
        rows = self._connection.execute(
            select(message.c.account_id, func.min(message.c.not_before).label("at"))
            .where(message.c.state == MessageState.QUEUED.value)
            .group_by(message.c.account_id)
        )
        return {row.account_id: row.at for row in rows}

    def conversation(self, thread: str) -> Conversation:
        message = tables.outbox_message
        rows = self._connection.execute(
            select(message.c.message_id, message.c.subject, message.c.reminder_id)
            .where(message.c.thread == thread, message.c.state.in_(_MAY_BE_THERE))
            .order_by(message.c.id)
        ).all()
        if not rows:
            return Conversation()
        line = tables.reminder_line
        items = self._connection.execute(
            select(line.c.item_id).where(line.c.reminder_id == rows[-1].reminder_id)
        ).scalars()
        ids = tuple(row.message_id for row in rows)
        return Conversation(ids, rows[-1].subject, frozenset(items))

    def born(self) -> datetime:
        born: datetime = self._connection.execute(select(tables.book.c.created_at)).scalar_one()
        return born

    def waiting(self, client_id: int) -> tuple[Sequence[MessageRow], Sequence[LetterRow]]:
        message = tables.outbox_message
        waits = (MessageState.QUEUED.value, MessageState.FAILED.value)
        messages = self._connection.execute(
            _message_rows()
            .where(message.c.client_id == client_id, message.c.state.in_(waits))
            .order_by(message.c.id)
        ).mappings()
        return [_message_row(row) for row in messages], self._waiting_letters(client_id)


_MAY_BE_THERE = [one.value for one in MAY_BE_THERE]


def _message_rows() -> Select[Any]:
    message, client, account = tables.outbox_message, tables.client, tables.mail_account
    by_hand = func.coalesce(account.c.route, "") == Route.PROGRAM.value
    return (
        select(
            message,
            func.coalesce(client.c.name, "").label("client"),
            by_hand.label("by_hand"),
        )
        .outerjoin(client, client.c.id == message.c.client_id)
        .outerjoin(account, account.c.id == message.c.account_id)
    )


def _recipient(row: RowMapping) -> str:
    """To whom it goes: the copy to oneself is nobody."""
    everybody = recipients_of(row)
    others = [one for one in everybody if one.lower() != row["sender"].lower()]
    return ", ".join(others or everybody)


def _message_row(row: RowMapping) -> MessageRow:
    return MessageRow(
        id=row["id"],
        reminder_id=row["reminder_id"],
        client_id=row["client_id"],
        client=row["client"],
        recipient=_recipient(row),
        subject=row["subject"],
        state=MessageState(row["state"]),
        queued_at=row["queued_at"],
        not_before=row["not_before"],
        finished_at=row["finished_at"],
        attempts=row["attempts"],
        fault=Fault(row["fault"]) if row["fault"] else None,
        reply=row["reply"],
        account_id=row["account_id"],
        by_hand=bool(row["by_hand"]),
    )
