"""Telephone calls in the book."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select

from dunning_desktop.domain.calls import CallOutcome
from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.money import Money
from dunning_desktop.storage import tables
from dunning_desktop.storage.statements import add, change, chunks, within
from dunning_desktop.usecases.call_rows import PhoneCall

_REACHED = [one.value for one in CallOutcome if one.reached]


class SqlCalls:
    """``usecases.call_rows.Calls`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, call: PhoneCall) -> int:
        values = {
            "client_id": call.client_id,
            "reminder_id": call.reminder_id,
            "block_id": call.block_id,
            "at": call.at,
            "day": call.day,
            "contact": call.contact[:255],
            "phone": call.phone[:64],
            "outcome": call.outcome.value,
            "promised": call.promised.minor if call.promised else None,
            "currency": call.promised.currency if call.promised else None,
            "note": call.note,
            "author": call.author[:255],
        }
        return add(self._connection, tables.phone_call, values)

    def call(self, call_id: int) -> PhoneCall:
        wanted = _calls().where(tables.phone_call.c.id == call_id)
        row = self._connection.execute(wanted).mappings().first()
        if row is None:
            raise NotFound(kind="call", key=call_id)
        return _call(row)

    def of_client(self, client_id: int) -> Sequence[PhoneCall]:
        call = tables.phone_call
        rows = self._connection.execute(
            _calls().where(*_live(client_id)).order_by(call.c.id.desc())
        ).mappings()
        return [_call(row) for row in rows]

    def reached(self, client_ids: Collection[int] | None = None) -> dict[int, date]:
        call = tables.phone_call
        found: dict[int, date] = {}
        for part in [None] if client_ids is None else list(chunks(client_ids)):
            rows = self._connection.execute(
                select(call.c.client_id, func.max(call.c.day))
                .where(
                    call.c.withdrawn.is_(False),
                    call.c.outcome.in_(_REACHED),
                    *within(call.c.client_id, part),
                )
                .group_by(call.c.client_id)
            )
            found.update(dict(rows.all()))
        return found

    def tries(self, client_id: int, item_ids: Collection[int]) -> int:
        call, line, reminder = tables.phone_call, tables.reminder_line, tables.reminder
        # Only a call that was due is tried again: its block says so.
        unanswered = [*_live(client_id), call.c.outcome == CallOutcome.NO_ANSWER.value,
                      call.c.block_id.is_not(None)]  # fmt: skip
        for part in chunks(item_ids):
            done = self._connection.execute(
                select(func.max(reminder.c.created_at))
                .join(line, line.c.reminder_id == reminder.c.id)
                .where(line.c.item_id.in_(part), line.c.withdrawn.is_(False))
            ).scalar()
            skipped = self._connection.execute(
                select(func.max(tables.skip.c.day)).where(
                    tables.skip.c.item_id.in_(part), tables.skip.c.withdrawn.is_(False)
                )
            ).scalar()
            unanswered += [call.c.at > done] if done else []
            unanswered += [call.c.day > skipped] if skipped else []
        return self._connection.execute(
            select(func.count()).select_from(call).where(*unanswered)
        ).scalar_one()

    def is_latest(self, call: PhoneCall) -> bool:
        return not (self._called_since(call) or self._reminded_since(call) or self._went_on(call))

    def _called_since(self, call: PhoneCall) -> bool:
        later = tables.phone_call.c.id > call.id
        return self._any(select(tables.phone_call.c.id).where(*_live(call.client_id), later))

    def _reminded_since(self, call: PhoneCall) -> bool:
        reminder = tables.reminder
        return self._any(
            select(reminder.c.id).where(
                reminder.c.client_id == call.client_id,
                reminder.c.withdrawn.is_(False),
                reminder.c.created_at >= call.at,
                reminder.c.id != (call.reminder_id or 0),
            )
        )

    def _went_on(self, call: PhoneCall) -> bool:
        """Whether a later level than those it completed was passed over."""
        line, skip = tables.reminder_line, tables.skip
        return call.reminder_id is not None and self._any(
            select(skip.c.id)
            .join(line, line.c.item_id == skip.c.item_id)
            .where(
                line.c.reminder_id == call.reminder_id,
                skip.c.withdrawn.is_(False),
                skip.c.cycle == line.c.cycle,
                skip.c.level_day > line.c.level_day,
            )
        )

    def _any(self, wanted: Select[Any]) -> bool:
        return self._connection.execute(wanted.limit(1)).first() is not None

    def withdraw(self, call_id: int) -> None:
        change(self._connection, tables.phone_call, call_id, {"withdrawn": True})


def _calls() -> Select[Any]:
    call, block, promise = tables.phone_call, tables.block, tables.promise
    return (
        select(call, func.coalesce(promise.c.day, block.c.until).label("until"))
        .outerjoin(block, block.c.id == call.c.block_id)
        .outerjoin(promise, promise.c.call_id == call.c.id)
    )


def _live(client_id: int) -> list[ColumnElement[bool]]:
    call = tables.phone_call
    return [call.c.client_id == client_id, call.c.withdrawn.is_(False)]


def _call(row: RowMapping) -> PhoneCall:
    return PhoneCall(
        id=row["id"],
        client_id=row["client_id"],
        at=row["at"],
        day=row["day"],
        outcome=CallOutcome(row["outcome"]),
        contact=row["contact"],
        phone=row["phone"],
        note=row["note"],
        author=row["author"],
        reminder_id=row["reminder_id"],
        block_id=row["block_id"],
        until=row["until"],
        promised=Money(row["promised"], row["currency"]) if row["currency"] else None,
        withdrawn=row["withdrawn"],
    )
