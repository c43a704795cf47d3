"""Messages on their way out: claimed, marked before the final dot, finished; each in one step.

The statements are built once. A worker runs three for every message, and building them each time
cost as much as sending it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    RowMapping,
    bindparam,
    func,
    or_,
    select,
    update,
)

from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.mail import Fault, FrozenMessage, MessageState
from dunning_desktop.storage import tables
from dunning_desktop.storage.codec import recipients_of
from dunning_desktop.storage.statements import change
from dunning_desktop.usecases.post import StoredMessage

_message = tables.outbox_message
_next = (
    select(_message.c.id)
    .where(
        _message.c.state == MessageState.QUEUED.value,
        _message.c.not_before <= bindparam("now"),
        or_(
            _message.c.account_id == bindparam("owner"),
            bindparam("orphans") & _message.c.account_id.is_(None),
        ),
    )
    .order_by(_message.c.not_before, _message.c.id)
    .limit(1)
    .scalar_subquery()
)
_CLAIM = (
    update(_message)
    .where(_message.c.id == _next)
    .values(
        state=MessageState.SENDING.value,
        claimed_at=bindparam("claimed"),
        dot_at=None,
        looks=0,
        filed_at=None,
        attempts=_message.c.attempts + 1,
        # Whoever sends it counts it, looks for it and files it.
        account_id=func.coalesce(_message.c.account_id, bindparam("by")),
    )
    .returning(_message)
)
_DOT = update(_message).where(_message.c.id == bindparam("key")).values(dot_at=bindparam("at"))
_ENDS: dict[str, BindParameter[Any]] = {
    "state": bindparam("to"),
    "finished_at": bindparam("at"),
    "fault": bindparam("why"),
    "reply": bindparam("said"),
}
_FINISH = update(_message).where(_message.c.id == bindparam("key")).values(_ENDS)
_WAIT = _FINISH.values(not_before=bindparam("again"))
_RAW = select(tables.message_raw.c.raw).where(
    tables.message_raw.c.message_id == bindparam("key")
)


class SqlOutgoing:
    """The part of ``usecases.ledger.Post`` that a worker needs, on SQL."""

    _connection: Connection

    def claim(
        self, now: datetime, account_id: int, *, orphans: bool = True
    ) -> StoredMessage | None:
        values = {
            "now": now,
            "claimed": now,
            "owner": account_id,
            "by": account_id,
            "orphans": orphans,
        }
        row = self._connection.execute(_CLAIM, values).mappings().first()
        return self._stored(row) if row is not None else None

    def release(self, message_id: int) -> None:
        values = {
            "state": MessageState.QUEUED.value,
            "claimed_at": None,
            "attempts": _message.c.attempts - 1,
        }
        change(self._connection, _message, message_id, values)

    def mark_dot(self, message_id: int, at: datetime) -> None:
        if self._connection.execute(_DOT, {"key": message_id, "at": at}).rowcount != 1:
            raise NotFound(kind=_message.name, key=message_id)

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
        values = {
            "key": message_id,
            "to": state.value,
            "at": None if state is MessageState.QUEUED else at,
            "why": fault.value if fault else None,
            "said": reply[:512],
        }
        ends = _FINISH
        if not_before is not None:
            ends, values = _WAIT, values | {"again": not_before}
        if self._connection.execute(ends, values).rowcount != 1:
            raise NotFound(kind=_message.name, key=message_id)

    def recover(self) -> Mapping[int, MessageState]:
        left = self._connection.execute(
            select(_message.c.id, _message.c.dot_at).where(
                _message.c.state == MessageState.SENDING.value
            )
        ).all()
        found = {}
        for message_id, dot_at in left:
            lost = dot_at is not None
            state = MessageState.UNCERTAIN if lost else MessageState.QUEUED
            fault = Fault.LINK_LOST_AT_DOT.value if lost else None
            change(self._connection, _message, message_id, {"state": state.value, "fault": fault})
            found[message_id] = state
        return found

    def _stored(self, row: RowMapping) -> StoredMessage:
        return StoredMessage(
            id=row["id"],
            frozen=FrozenMessage(
                raw=self._raw(row["id"]),
                message_id=row["message_id"],
                sender=row["sender"],
                recipients=recipients_of(row),
            ),
            client_id=row["client_id"],
            state=MessageState(row["state"]),
            attempts=row["attempts"],
            queued_at=row["queued_at"],
            reminder_id=row["reminder_id"],
            account_id=row["account_id"],
        )

    def _raw(self, message_id: int) -> bytes:
        return bytes(self._connection.execute(_RAW, {"key": message_id}).scalar_one())
