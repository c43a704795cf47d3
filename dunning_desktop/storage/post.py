"""The outbox in the book: accounts, messages and letters."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    RowMapping,
    Select,
    func,
    insert,
    select,
    update,
)

from dunning_desktop.domain.mail import Fault, FrozenMessage, MailAccount, MessageState
from dunning_desktop.storage import codec, tables
from dunning_desktop.storage.statements import add, change, chunks, one_row
from dunning_desktop.usecases.post import StoredLetter, StoredMessage
from dunning_desktop.usecases.rows import LetterRow, LetterState, MessageRow


class SqlPost:
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
                raw=self._bytes(tables.message_raw.c.raw, message_id),
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

    def _bytes(self, column: Column[bytes], key: int) -> bytes:
        owner = next(iter(column.table.primary_key))
        return bytes(self._connection.execute(select(column).where(owner == key)).scalar_one())

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

    def add_letter(
        self,
        *,
        reminder_id: int,
        client_id: int,
        pdf: bytes,
        language: str,
        template: str,
        by_post: bool,
        at: datetime,
    ) -> int:
        values = {
            "reminder_id": reminder_id,
            "client_id": client_id,
            "sha256": hashlib.sha256(pdf).hexdigest(),
            "language": language,
            "template": template,
            "by_post": by_post,
            "made_at": at,
        }
        key = add(self._connection, tables.letter, values)
        self._connection.execute(insert(tables.letter_pdf).values(letter_id=key, pdf=pdf))
        return key

    def letter(self, letter_id: int) -> StoredLetter:
        row = one_row(self._connection, tables.letter, letter_id)
        return StoredLetter(
            id=row["id"],
            reminder_id=row["reminder_id"],
            client_id=row["client_id"],
            pdf=self._bytes(tables.letter_pdf.c.pdf, letter_id),
            sha256=row["sha256"],
            by_post=row["by_post"],
        )

    def letters(self, *, limit: int = 500) -> Sequence[LetterRow]:
        letter = tables.letter
        rows = self._connection.execute(
            _letter_rows().order_by(letter.c.id.desc()).limit(limit)
        ).mappings()
        return [_letter_row(row) for row in rows]

    def waiting(self, client_id: int) -> tuple[Sequence[MessageRow], Sequence[LetterRow]]:
        message, letter = tables.outbox_message, tables.letter
        waits = (MessageState.QUEUED.value, MessageState.FAILED.value)
        messages = self._connection.execute(
            _message_rows()
            .where(message.c.client_id == client_id, message.c.state.in_(waits))
            .order_by(message.c.id)
        ).mappings()
        letters = self._connection.execute(
            _letter_rows()
            .where(
                letter.c.client_id == client_id,
                letter.c.by_post.is_(True),
                letter.c.printed_at.is_(None),
                letter.c.posted_at.is_(None),
                letter.c.withdrawn.is_(False),
            )
            .order_by(letter.c.id)
        ).mappings()
        return [_message_row(row) for row in messages], [_letter_row(row) for row in letters]

    def void_letters(self, letter_ids: Collection[int]) -> None:
        letter = tables.letter
        for part in chunks(letter_ids):
            self._connection.execute(
                update(letter).where(letter.c.id.in_(part)).values(withdrawn=True)
            )

    def letters_of(self, reminder_ids: Collection[int]) -> Sequence[LetterRow]:
        found: list[LetterRow] = []
        for part in chunks(reminder_ids):
            rows = self._connection.execute(
                _letter_rows().where(tables.letter.c.reminder_id.in_(part))
            ).mappings()
            found.extend(_letter_row(row) for row in rows)
        return found

    def unposted(self) -> Sequence[int]:
        letter = tables.letter
        return list(
            self._connection.execute(
                select(letter.c.id)
                .where(
                    letter.c.by_post.is_(True),
                    letter.c.posted_at.is_(None),
                    letter.c.withdrawn.is_(False),
                )
                .order_by(letter.c.id)
            ).scalars()
        )

    def mark_printed(self, letter_ids: Collection[int], at: datetime) -> None:
        self._mark(letter_ids, "printed_at", at)

    def mark_posted(self, letter_ids: Collection[int], at: datetime) -> None:
        self._mark(letter_ids, "posted_at", at)

    def _mark(self, letter_ids: Collection[int], column: str, at: datetime) -> None:
        """The first time counts: a second mark leaves it as it is."""
        letter = tables.letter
        for part in chunks(letter_ids):
            self._connection.execute(
                update(letter)
                .where(letter.c.id.in_(part), letter.c[column].is_(None))
                .values({column: at})
            )


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


def _letter_rows() -> Select[Any]:
    letter, client, reminder = tables.letter, tables.client, tables.reminder
    return (
        select(letter, client.c.name.label("client"), reminder.c.subject)
        .join(client, client.c.id == letter.c.client_id)
        .join(reminder, reminder.c.id == letter.c.reminder_id)
    )


def _letter_row(row: RowMapping) -> LetterRow:
    return LetterRow(
        id=row["id"],
        reminder_id=row["reminder_id"],
        client_id=row["client_id"],
        client=row["client"],
        subject=row["subject"],
        state=_letter_state(row),
        made_at=row["made_at"],
        printed_at=row["printed_at"],
        posted_at=row["posted_at"],
        sha256=row["sha256"],
    )


def _letter_state(row: RowMapping) -> LetterState:
    if row["withdrawn"]:
        return LetterState.WITHDRAWN
    if not row["by_post"]:
        return LetterState.ENCLOSURE
    if row["posted_at"] is not None:
        return LetterState.POSTED
    return LetterState.MADE if row["printed_at"] is None else LetterState.PRINTED
