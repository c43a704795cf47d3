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

from dunning_desktop.domain.mail import Fault, FrozenMessage, MessageState
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.storage import codec, tables
from dunning_desktop.storage.letters import SqlLetters
from dunning_desktop.storage.sent import SqlSent
from dunning_desktop.storage.statements import add, change, chunks, one_row
from dunning_desktop.usecases.post import StoredMessage
from dunning_desktop.usecases.rows import LetterRow, MessageRow


class SqlPost(SqlLetters, SqlSent):
    """``usecases.ledger.Post`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def accounts(self) -> Sequence[MailAccount]:
        account = tables.mail_account
        rows = self._connection.execute(select(account).order_by(account.c.id)).mappings()
        return [codec.account_of(row) for row in rows]

    def save_account(self, account: MailAccount) -> int:
        values = codec.account_values(account)
        if not account.id:
            return add(self._connection, tables.mail_account, values)
        change(self._connection, tables.mail_account, account.id, values)
        return account.id

    def pause_account(self, account_id: int, fault: Fault | None, detail: str = "") -> None:
        values = {"paused": fault.value if fault else None, "paused_detail": detail[:512]}
        change(self._connection, tables.mail_account, account_id, values)

    def has_delivered(self, account_id: int) -> bool:
        message = tables.outbox_message
        accepted = select(message.c.id).where(
            message.c.account_id == account_id, message.c.state == MessageState.ACCEPTED.value
        )
        return self._connection.execute(accepted.limit(1)).first() is not None

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
    ) -> int:
        values = {
            "reminder_id": reminder_id,
            "client_id": client_id,
            "account_id": account_id,
            "sender": message.sender,
            "recipient": ", ".join(message.recipients),
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

    def claim(self, now: datetime) -> StoredMessage | None:
        message = tables.outbox_message
        row = (
            self._connection.execute(
                select(message)
                .where(
                    message.c.state == MessageState.QUEUED.value, message.c.not_before <= now
                )
                .order_by(message.c.not_before, message.c.id)
                .limit(1)
            )
            .mappings()
            .first()
        )
        if row is None:
            return None
        values = {
            "state": MessageState.SENDING.value,
            "claimed_at": now,
            "dot_at": None,
            "attempts": row["attempts"] + 1,
        }
        change(self._connection, message, row["id"], values)
        return self.message(row["id"])

    def mark_dot(self, message_id: int, at: datetime) -> None:
        change(self._connection, tables.outbox_message, message_id, {"dot_at": at})

    def finish(
        self,
        message_id: int,
        state: MessageState,
        *,
        at: datetime,
        fault: Fault | None = None,
        reply: str = "",
        not_before: datetime | None = None,
    ) -> None:
        values: dict[str, Any] = {
            "state": state.value,
            "finished_at": None if state is MessageState.QUEUED else at,
            "fault": fault.value if fault else None,
            "reply": reply[:512],
        }
        if not_before is not None:
            values["not_before"] = not_before
        change(self._connection, tables.outbox_message, message_id, values)

    def recover(self) -> Mapping[int, MessageState]:
        message = tables.outbox_message
        left = self._connection.execute(
            select(message.c.id, message.c.dot_at).where(
                message.c.state == MessageState.SENDING.value
            )
        ).all()
        found = {}
        for message_id, dot_at in left:
            lost = dot_at is not None
            state = MessageState.UNCERTAIN if lost else MessageState.QUEUED
            fault = Fault.LINK_LOST_AT_DOT.value if lost else None
            change(self._connection, message, message_id, {"state": state.value, "fault": fault})
            found[message_id] = state
        return found

    def message(self, message_id: int) -> StoredMessage:
        row = one_row(self._connection, tables.outbox_message, message_id)
        return StoredMessage(
            id=row["id"],
            frozen=FrozenMessage(
                raw=self._raw(message_id),
                message_id=row["message_id"],
                sender=row["sender"],
                recipients=tuple(part.strip() for part in row["recipient"].split(",")),
            ),
            client_id=row["client_id"],
            state=MessageState(row["state"]),
            attempts=row["attempts"],
            queued_at=row["queued_at"],
            reminder_id=row["reminder_id"],
        )

    def _raw(self, message_id: int) -> bytes:
        raw = tables.message_raw
        return bytes(
            self._connection.execute(
                select(raw.c.raw).where(raw.c.message_id == message_id)
            ).scalar_one()
        )

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

    def next_due(self) -> datetime | None:
        message = tables.outbox_message
        return self._connection.execute(
            select(func.min(message.c.not_before)).where(
                message.c.state == MessageState.QUEUED.value
            )
        ).scalar()

    def last_message_ids(self, client_id: int, *, limit: int = 10) -> Sequence[str]:
        message = tables.outbox_message
        gone = (MessageState.ACCEPTED.value, MessageState.UNCERTAIN.value)
        ids = self._connection.execute(
            select(message.c.message_id)
            .where(message.c.client_id == client_id, message.c.state.in_(gone))
            .order_by(message.c.id.desc())
            .limit(limit)
        ).scalars()
        return list(ids)[::-1]

    def waiting(self, client_id: int) -> tuple[Sequence[MessageRow], Sequence[LetterRow]]:
        message = tables.outbox_message
        waits = (MessageState.QUEUED.value, MessageState.FAILED.value)
        messages = self._connection.execute(
            _message_rows()
            .where(message.c.client_id == client_id, message.c.state.in_(waits))
            .order_by(message.c.id)
        ).mappings()
        return [_message_row(row) for row in messages], self._waiting_letters(client_id)


def _message_rows() -> Select[Any]:
    message, client = tables.outbox_message, tables.client
    return select(message, func.coalesce(client.c.name, "").label("client")).outerjoin(
        client, client.c.id == message.c.client_id
    )


def _message_row(row: RowMapping) -> MessageRow:
    return MessageRow(
        id=row["id"],
        reminder_id=row["reminder_id"],
        client_id=row["client_id"],
        client=row["client"],
        recipient=row["recipient"],
        subject=row["subject"],
        state=MessageState(row["state"]),
        queued_at=row["queued_at"],
        not_before=row["not_before"],
        finished_at=row["finished_at"],
        attempts=row["attempts"],
        fault=Fault(row["fault"]) if row["fault"] else None,
        reply=row["reply"],
    )
