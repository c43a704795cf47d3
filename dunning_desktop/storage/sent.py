"""What left the house for a client: e-mails and letters in one list, as evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, RowMapping, func, select

from dunning_desktop.domain.mail import MessageState
from dunning_desktop.domain.posting import PostClass
from dunning_desktop.storage import tables
from dunning_desktop.usecases.post import Sent

_GONE = (MessageState.ACCEPTED.value, MessageState.UNCERTAIN.value)


class SqlSent:
    """The part of ``usecases.ledger.Post`` that is about what left the house, on SQL."""

    _connection: Connection

    def sent(self, client_id: int) -> Sequence[Sent]:
        items = self._items(client_id)
        found = [
            *(_emailed(row, items) for row in self._gone(client_id)),
            *(_posted(row, items) for row in self._posted(client_id)),
        ]
        return sorted(found, key=lambda one: one.at)

    def _items(self, client_id: int) -> Mapping[int | None, frozenset[int]]:
        """The due items of each reminder of the client."""
        reminder, line = tables.reminder, tables.reminder_line
        rows = self._connection.execute(
            select(reminder.c.id, line.c.item_id)
            .join(line, line.c.reminder_id == reminder.c.id)
            .where(reminder.c.client_id == client_id)
        )
        found: dict[int | None, set[int]] = defaultdict(set)
        for reminder_id, item_id in rows:
            found[reminder_id].add(item_id)
        return {key: frozenset(same) for key, same in found.items()}

    def _gone(self, client_id: int) -> Sequence[RowMapping]:
        message = tables.outbox_message
        at = func.coalesce(message.c.finished_at, message.c.dot_at, message.c.queued_at)
        return (
            self._connection.execute(
                select(message, at.label("at")).where(
                    message.c.client_id == client_id, message.c.state.in_(_GONE)
                )
            )
            .mappings()
            .all()
        )

    def _posted(self, client_id: int) -> Sequence[RowMapping]:
        letter, reminder = tables.letter, tables.reminder
        said = func.coalesce(func.nullif(letter.c.subject, ""), reminder.c.subject, "")
        return (
            self._connection.execute(
                select(letter, said.label("said"))
                .outerjoin(reminder, reminder.c.id == letter.c.reminder_id)
                .where(
                    letter.c.client_id == client_id,
                    letter.c.by_post,
                    letter.c.posted_at.is_not(None),
                    letter.c.withdrawn.is_(False),
                )
            )
            .mappings()
            .all()
        )


def _emailed(row: RowMapping, items: Mapping[int | None, frozenset[int]]) -> Sent:
    return Sent(
        at=row["at"],
        subject=row["subject"],
        items=items.get(row["reminder_id"], frozenset()),
        message_id=row["id"],
        recipient=row["recipient"],
        reply=row["reply"],
        uncertain=row["state"] == MessageState.UNCERTAIN.value,
    )


def _posted(row: RowMapping, items: Mapping[int | None, frozenset[int]]) -> Sent:
    return Sent(
        at=row["posted_at"],
        subject=row["said"],
        items=items.get(row["reminder_id"], frozenset()),
        letter_id=row["id"],
        post_class=PostClass(row["post_class"]) if row["post_class"] else None,
        tracking=row["tracking"],
        document_id=row["document_id"],
    )
