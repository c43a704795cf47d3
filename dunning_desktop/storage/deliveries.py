"""Whether reminders left the house: the least certain of their messages and letters decides."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import Connection, select

from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.proposal import Delivery
from dunning_desktop.storage import tables
from dunning_desktop.storage.statements import within

_OF_MESSAGE = {
    MessageState.QUEUED: Delivery.PENDING,
    MessageState.SENDING: Delivery.PENDING,
    MessageState.ACCEPTED: Delivery.DONE,
    MessageState.FAILED: Delivery.FAILED,
    MessageState.UNCERTAIN: Delivery.UNCERTAIN,
    MessageState.CANCELLED: Delivery.FAILED,
    # Whether it was sent from the mail program, only the owner can tell.
    MessageState.HANDED_OVER: Delivery.UNCERTAIN,
}
# From the least certain to the most: the first that any part is in holds for the reminder.
_WORST_FIRST = (
    Delivery.FAILED,
    Delivery.UNCERTAIN,
    Delivery.PENDING,
    Delivery.UNPOSTED,
    Delivery.DONE,
)


def deliveries(
    connection: Connection, client_ids: Collection[int] | None
) -> Mapping[int, Delivery]:
    """The delivery of every live reminder of these clients, by its id."""
    reminder = tables.reminder
    ids = connection.execute(
        select(reminder.c.id).where(
            reminder.c.withdrawn.is_(False), *within(reminder.c.client_id, client_ids)
        )
    ).scalars()
    parts: dict[int, list[Delivery]] = {reminder_id: [] for reminder_id in ids}
    _add_messages(connection, client_ids, parts)
    _add_letters(connection, client_ids, parts)
    return {one: _worst(states) for one, states in parts.items()}


def posted_days(
    connection: Connection, client_ids: Collection[int] | None
) -> Mapping[int, date]:
    """The days on which reminders that go by post alone were posted, by their ids."""
    letter, reminder = tables.letter, tables.reminder
    rows = connection.execute(
        select(letter.c.reminder_id, letter.c.posted_at)
        .join(reminder, reminder.c.id == letter.c.reminder_id)
        .where(
            reminder.c.channel == Channel.LETTER.value,
            reminder.c.withdrawn.is_(False),
            letter.c.withdrawn.is_(False),
            letter.c.posted_at.is_not(None),
            *within(letter.c.client_id, client_ids),
        )
    )
    return {reminder_id: at.astimezone().date() for reminder_id, at in rows}


def _worst(states: Collection[Delivery]) -> Delivery:
    return next((one for one in _WORST_FIRST if one in states), Delivery.DONE)


def _add_messages(
    connection: Connection, client_ids: Collection[int] | None, parts: dict[int, list[Delivery]]
) -> None:
    message = tables.outbox_message
    rows = connection.execute(
        select(message.c.reminder_id, message.c.state).where(
            message.c.reminder_id.is_not(None), *within(message.c.client_id, client_ids)
        )
    )
    for reminder_id, state in rows:
        if reminder_id in parts:
            parts[reminder_id].append(_OF_MESSAGE[MessageState(state)])


def _add_letters(
    connection: Connection, client_ids: Collection[int] | None, parts: dict[int, list[Delivery]]
) -> None:
    """A letter that was posted makes up for a message that was cancelled or came back.

    One that came back waits for its letter; nothing else is expected of it.
    """
    letter, came_back = tables.letter, tables.outbox_message
    rows = connection.execute(
        select(letter.c.reminder_id, letter.c.posted_at, came_back.c.id.label("back"))
        .outerjoin(
            came_back,
            (came_back.c.reminder_id == letter.c.reminder_id)
            & (came_back.c.fault == Fault.BOUNCED.value),
        )
        .where(
            letter.c.by_post.is_(True),
            letter.c.withdrawn.is_(False),
            *within(letter.c.client_id, client_ids),
        )
    )
    for reminder_id, posted_at, back in rows:
        if reminder_id not in parts:
            continue
        if posted_at is not None or back is not None:
            parts[reminder_id] = [one for one in parts[reminder_id] if one is not Delivery.FAILED]
        if posted_at is None:
            parts[reminder_id].append(Delivery.UNPOSTED)
