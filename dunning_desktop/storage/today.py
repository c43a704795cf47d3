"""The figures behind Today, summed in SQL, and what in the outbox waits for the owner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from dunning_desktop.domain.charges import ChargeState
from dunning_desktop.domain.incoming import IncomingKind
from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.storage import tables
from dunning_desktop.storage.balances import item_open, live_items
from dunning_desktop.storage.item_facts import item_facts
from dunning_desktop.usecases.today_rows import (
    OpenByDay,
    SettledByDay,
    StuckMessage,
    WaitingLetter,
)

_STUCK = (
    MessageState.FAILED.value,
    MessageState.UNCERTAIN.value,
    MessageState.HANDED_OVER.value,
)


class SqlFigures:
    """``usecases.ledger.Figures`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open_by_day(self) -> Sequence[OpenByDay]:
        item = tables.due_item
        rows = self._connection.execute(
            live_items(item.c.currency, item.c.due, func.sum(item_open()))
            .group_by(item.c.currency, item.c.due)
            .order_by(item.c.currency, item.c.due)
        )
        return [OpenByDay(currency, due, int(minor)) for currency, due, minor in rows if minor]

    def settled_by_day(self, *, after: date) -> Sequence[SettledByDay]:
        item = tables.due_item
        settled = _settled(after).subquery()
        rows = self._connection.execute(
            live_items(
                item.c.currency, item.c.original_due, settled.c.last, func.sum(item.c.amount)
            )
            .join(settled, settled.c.item_id == item.c.id)
            .where(settled.c.paid >= item.c.amount)
            .group_by(item.c.currency, item.c.original_due, settled.c.last)
        )
        return [SettledByDay(code, due, day, int(minor)) for code, due, day, minor in rows]

    def latest_payment(self, *, upto: date) -> date | None:
        payment = tables.payment
        newest = select(func.max(payment.c.received)).where(payment.c.received <= upto)
        return self._connection.execute(newest).scalar()

    def latest_import(self) -> date | None:
        batch = tables.import_batch
        newest = select(func.max(batch.c.at)).where(batch.c.undone_at.is_(None))
        at = self._connection.execute(newest).scalar()
        return at.astimezone().date() if at else None

    def stuck(self) -> Sequence[StuckMessage]:
        message, client = tables.outbox_message, tables.client
        rows = self._connection.execute(
            select(
                message.c.id, message.c.client_id, client.c.name, message.c.state, message.c.fault
            )
            .outerjoin(client, client.c.id == message.c.client_id)
            .where(message.c.state.in_(_STUCK), ~_made_up_for(), ~_is_told())
            .order_by(message.c.id.desc())
        )
        return [
            StuckMessage(
                key, client_id, name or "", MessageState(state), Fault(fault) if fault else None
            )
            for key, client_id, name, state, fault in rows
        ]

    def queued(self) -> Mapping[int | None, int]:
        message = tables.outbox_message
        rows = self._connection.execute(
            select(message.c.account_id, func.count().label("many"))
            .where(message.c.state == MessageState.QUEUED.value)
            .group_by(message.c.account_id)
        )
        return {row.account_id: row.many for row in rows}

    def letters(self) -> Sequence[WaitingLetter]:
        letter, client = tables.letter, tables.client
        rows = self._connection.execute(
            select(letter.c.id, letter.c.client_id, client.c.name, letter.c.printed_at)
            .join(client, client.c.id == letter.c.client_id)
            .where(
                letter.c.by_post.is_(True),
                letter.c.posted_at.is_(None),
                letter.c.withdrawn.is_(False),
            )
            .order_by(letter.c.id)
        )
        return [
            WaitingLetter(key, client_id, name, printed=printed_at is not None)
            for key, client_id, name, printed_at in rows
        ]

    def paid_late(self, *, after: date, limit: int) -> Sequence[ItemFacts]:
        item, client = tables.due_item, tables.client
        settled = _settled(after).subquery()
        found = self._connection.execute(
            live_items(item.c.id, item.c.client_id)
            .join(settled, settled.c.item_id == item.c.id)
            .join(client, client.c.id == item.c.client_id)
            .where(
                settled.c.paid >= item.c.amount,
                settled.c.last > item.c.original_due,
                client.c.debtor_confirmed.is_(True),
                client.c.archived.is_(False),
                ~_claimed(),
            )
            .order_by(settled.c.last.desc(), item.c.id.desc())
            .limit(limit)
        ).all()
        if not found:
            return []
        wanted = [item.c.id.in_([item_id for item_id, _ in found])]
        owners = {client_id for _, client_id in found}
        return item_facts(self._connection, wanted, client_ids=owners)


def _settled(after: date) -> Select[Any]:
    """Items that something settled after that day: what was settled of them, and when last."""
    allocation = tables.allocation
    return (
        select(
            allocation.c.item_id,
            func.sum(allocation.c.amount).label("paid"),
            func.max(allocation.c.day).label("last"),
        )
        .where(allocation.c.item_id.is_not(None))
        .group_by(allocation.c.item_id)
        .having(func.max(allocation.c.day) > after)
    )


def _claimed() -> ColumnElement[bool]:
    """Whether something was claimed on top of the item, and not given up."""
    charge, item = tables.charge, tables.due_item
    return (
        exists()
        .where(charge.c.item_id == item.c.id, charge.c.state == ChargeState.OPEN.value)
        .correlate(item)
    )


def _is_told() -> ColumnElement[bool]:
    """Whether a report that it came back waits to be seen: one trouble is told once."""
    incoming, message = tables.incoming, tables.outbox_message
    waits = (
        exists()
        .where(
            incoming.c.outbox_id == message.c.id,
            incoming.c.kind == IncomingKind.BOUNCE.value,
            incoming.c.settled_at.is_(None),
        )
        .correlate(message)
    )
    return waits & (message.c.fault == Fault.BOUNCED.value)


def _made_up_for() -> ColumnElement[bool]:
    """Whether a failed message's letter was posted instead, or is to be: it came back."""
    letter, message = tables.letter, tables.outbox_message
    posted = (
        exists()
        .where(
            letter.c.reminder_id == message.c.reminder_id,
            letter.c.by_post.is_(True),
            letter.c.posted_at.is_not(None) | (message.c.fault == Fault.BOUNCED.value),
            letter.c.withdrawn.is_(False),
        )
        .correlate(message)
    )
    return posted & (message.c.state == MessageState.FAILED.value)
