"""Inboxes in the book: how far they are read, and what came in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, func, or_, select, update

from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.incoming import InboxMark, Incoming, IncomingKind
from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.storage import tables
from dunning_desktop.storage.codec import recipients_of
from dunning_desktop.storage.sent_folder import SqlSentFolder
from dunning_desktop.storage.statements import add, chunks
from dunning_desktop.usecases.inbox_ports import InboxState, IncomingRow, Known

_LONGEST_TEXT = 4_000


class SqlInboxes(SqlSentFolder):
    """``usecases.inbox_ports.Inboxes`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # How far it is read

    def state(self, account_id: int) -> InboxState:
        inbox = tables.inbox
        row = (
            self._connection.execute(select(inbox).where(inbox.c.account_id == account_id))
            .mappings()
            .first()
        )
        if row is None:
            return InboxState()
        validity, next_uid = row["uid_validity"], row["uid_next"]
        return InboxState(
            mark=InboxMark(validity, next_uid) if validity is not None else None,
            read_at=row["read_at"],
            fault=Fault(row["fault"]) if row["fault"] else None,
            detail=row["detail"],
        )

    def heard(self, account_id: int, mark: InboxMark, *, at: datetime | None) -> None:
        read: dict[str, Any] = {"read_at": at, "fault": None, "detail": ""}
        self._change_inbox(
            account_id,
            uid_validity=mark.validity,
            uid_next=mark.next_uid,
            **(read if at is not None else {}),
        )

    def deaf(self, account_id: int, fault: Fault, detail: str) -> None:
        self._change_inbox(account_id, fault=fault.value, detail=detail[:512])

    def _change_inbox(self, account_id: int, **values: Any) -> None:  # noqa: ANN401 - columns
        inbox = tables.inbox
        self._connection.execute(
            update(inbox).where(inbox.c.account_id == account_id).values(**values)
        )

    # What came in

    def add(
        self,
        account_id: int,
        incoming: Incoming,
        *,
        at: datetime,
        outbox_id: int | None,
        client_id: int | None,
        sure: bool,
        settled: bool,
    ) -> int | None:
        table = tables.incoming
        message_id, sender = incoming.message_id[:255], incoming.sender[:320]
        # A name that was made up from the place in one inbox may be that of another mail in two.
        same = table.c.outbox_id.is_not_distinct_from(outbox_id)
        elsewhere = and_(table.c.sender == sender, same)
        known = select(table.c.id).where(
            table.c.message_id == message_id, or_(table.c.account_id == account_id, elsewhere)
        )
        if self._connection.execute(known.limit(1)).first() is not None:
            return None
        values = {
            "account_id": account_id,
            "kind": incoming.kind.value,
            "message_id": message_id,
            "outbox_id": outbox_id,
            "client_id": client_id,
            "sure": sure,
            "sender": sender,
            "sender_name": incoming.sender_name[:255],
            "subject": incoming.subject[:255],
            "text": incoming.text[:_LONGEST_TEXT],
            "at": incoming.at,
            "heard_at": at,
            "settled_at": at if settled else None,
        }
        return add(self._connection, table, values)

    def known(self, ids: Collection[str]) -> Sequence[Known]:
        message = tables.outbox_message
        found: list[RowMapping] = []
        for part in chunks(ids, 500):
            rows = self._connection.execute(
                select(message).where(
                    or_(message.c.message_id.in_(part), message.c.thread.in_(part))
                )
            ).mappings()
            found.extend(rows)
        exact = set(ids)
        found.sort(key=lambda row: (row["message_id"] not in exact, -row["id"]))
        return [_known(row, exact=row["message_id"] in exact) for row in found]

    def from_address(self, address: str) -> Sequence[int]:
        contact, client, message = tables.contact, tables.client, tables.outbox_message
        written = select(message.c.id).where(
            message.c.client_id == client.c.id,
            message.c.state != MessageState.CANCELLED.value,
        )
        rows = self._connection.execute(
            select(client.c.id)
            .distinct()
            .join(contact, contact.c.client_id == client.c.id)
            .where(
                func.lower(contact.c.email) == address.lower(),
                client.c.archived.is_(False),
                written.exists(),
            )
            .order_by(client.c.id)
        ).scalars()
        return list(rows)

    def waiting(self, kinds: Collection[IncomingKind] | None = None) -> Sequence[IncomingRow]:
        table = tables.incoming
        query = _rows().where(table.c.settled_at.is_(None)).order_by(table.c.at, table.c.id)
        if kinds is not None:
            query = query.where(table.c.kind.in_([one.value for one in kinds]))
        return [_row(one) for one in self._connection.execute(query).mappings()]

    def of_client(self, client_id: int, *, limit: int = 50) -> Sequence[IncomingRow]:
        table = tables.incoming
        query = _rows().where(table.c.client_id == client_id)
        newest = query.order_by(table.c.at.desc(), table.c.id.desc()).limit(limit)
        return [_row(one) for one in self._connection.execute(newest).mappings()]

    def row(self, incoming_id: int) -> IncomingRow:
        query = _rows().where(tables.incoming.c.id == incoming_id)
        found = self._connection.execute(query).mappings().first()
        if found is None:
            raise NotFound(kind="incoming", key=incoming_id)
        return _row(found)

    def settle(self, incoming_ids: Collection[int], *, at: datetime) -> None:
        self._settle(incoming_ids, at)

    def unsettle(self, incoming_ids: Collection[int]) -> None:
        self._settle(incoming_ids, None)

    def _settle(self, incoming_ids: Collection[int], at: datetime | None) -> None:
        table = tables.incoming
        for part in chunks(incoming_ids):
            self._connection.execute(
                update(table).where(table.c.id.in_(part)).values(settled_at=at)
            )


def _rows() -> Select[Any]:
    table, client = tables.incoming, tables.client
    return select(table, func.coalesce(client.c.name, "").label("client")).outerjoin(
        client, client.c.id == table.c.client_id
    )


def _row(row: RowMapping) -> IncomingRow:
    return IncomingRow(
        id=row["id"],
        kind=IncomingKind(row["kind"]),
        client_id=row["client_id"],
        client=row["client"],
        outbox_id=row["outbox_id"],
        sender=row["sender"],
        sender_name=row["sender_name"],
        subject=row["subject"],
        text=row["text"],
        at=row["at"],
        sure=row["sure"],
        settled_at=row["settled_at"],
    )


def _known(row: RowMapping, *, exact: bool) -> Known:
    return Known(
        id=row["id"],
        state=MessageState(row["state"]),
        exact=exact,
        client_id=row["client_id"],
        reminder_id=row["reminder_id"],
        recipients=recipients_of(row),
        sender=row["sender"],
    )
