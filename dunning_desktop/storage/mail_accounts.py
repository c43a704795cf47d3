"""Mail accounts in the book, each with the inbox that is read for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.mail_accounts import (
    Duty,
    Gone,
    Inbox,
    MailAccount,
    Route,
    SignIn,
    TlsMode,
)
from dunning_desktop.storage import tables
from dunning_desktop.storage.statements import add, change

_LONGEST = 512


class SqlMailAccounts:
    """The part of ``usecases.ledger.Post`` that is about accounts, on SQL."""

    _connection: Connection

    def accounts(self) -> Sequence[MailAccount]:
        account = tables.mail_account
        rows = self._connection.execute(
            select(account).where(account.c.retired.is_(False)).order_by(account.c.id)
        ).mappings()
        inboxes = self._inboxes()
        return [_account(row, inboxes.get(row["id"])) for row in rows]

    def _inboxes(self) -> dict[int, Inbox]:
        rows = self._connection.execute(select(tables.inbox)).mappings()
        return {row["account_id"]: _inbox(row) for row in rows}

    def save_account(self, account: MailAccount) -> int:
        values = _account_values(account)
        key = account.id
        before = next((one for one in self.accounts() if one.id == key), None)
        if key:
            change(self._connection, tables.mail_account, key, values)
        else:
            key = add(self._connection, tables.mail_account, values)
        same = before is not None and _place(before) == _place(account)
        self._save_inbox(key, account.inbox, same=same)
        return key

    def _save_inbox(self, account_id: int, changed: Inbox | None, *, same: bool) -> None:
        """How far it was read is forgotten with another server or user, and only then."""
        inbox = tables.inbox
        mine = inbox.c.account_id == account_id
        if changed is not None and same:
            # What kept it from being read may be mended now.
            values = _inbox_values(changed) | {"fault": None, "detail": ""}
            self._connection.execute(update(inbox).where(mine).values(**values))
            return
        self._connection.execute(delete(inbox).where(mine))
        if changed is not None:
            values = {"account_id": account_id} | _inbox_values(changed)
            self._connection.execute(insert(inbox).values(**values))

    def retire_account(self, account_id: int) -> None:
        change(self._connection, tables.mail_account, account_id, {"retired": True})
        self._save_inbox(account_id, None, same=False)

    def pause_account(
        self,
        account_id: int,
        fault: Fault | None,
        detail: str = "",
        *,
        until: datetime | None = None,
    ) -> None:
        values = {
            "paused": fault.value if fault else None,
            "paused_detail": detail[:_LONGEST],
            "paused_until": until,
        }
        change(self._connection, tables.mail_account, account_id, values)

    def has_delivered(self, account_id: int) -> bool:
        message = tables.outbox_message
        accepted = select(message.c.id).where(
            message.c.account_id == account_id, message.c.state == MessageState.ACCEPTED.value
        )
        return self._connection.execute(accepted.limit(1)).first() is not None

    def gone(self, account_id: int, *, since: datetime) -> Sequence[Gone]:
        message = tables.outbox_message
        rows = self._connection.execute(
            select(message.c.dot_at, message.c.recipients)
            .where(message.c.account_id == account_id, message.c.dot_at > since)
            .order_by(message.c.dot_at)
        )
        return [Gone(at, recipients) for at, recipients in rows]

    def unsent(self, account_id: int) -> int:
        message = tables.outbox_message
        waits = (MessageState.QUEUED.value, MessageState.SENDING.value)
        return self._connection.execute(
            select(func.count())
            .select_from(message)
            .where(message.c.account_id == account_id, message.c.state.in_(waits))
        ).scalar_one()


def _place(account: MailAccount) -> tuple[str, str] | None:
    """Whose inbox it is, and on which server; None without one."""
    if account.inbox is None:
        return None
    return account.inbox.host, account.inbox.user or account.user or account.address


def _account_values(account: MailAccount) -> dict[str, Any]:
    return {
        "address": account.address,
        "host": account.host,
        "port": account.port,
        "tls": account.tls.value,
        "user": account.user,
        "sender_name": account.sender_name,
        "reply_to": account.reply_to,
        "secret_key": account.secret_key,
        "paused": account.paused.value if account.paused else None,
        "paused_detail": account.paused_detail[:_LONGEST],
        "paused_until": account.paused_until,
        "route": account.route.value,
        "sign_in": account.sign_in.value,
        "client_id": account.client_id,
        "duty": account.duty.value,
        "copy_to_self": account.copy_to_self,
        "attach_invoices": account.attach_invoices,
        "signature": account.signature,
        "daily_limit": account.daily_limit,
        "minute_limit": account.minute_limit,
    }


def _account(row: RowMapping, inbox: Inbox | None) -> MailAccount:
    return MailAccount(
        id=row["id"],
        address=row["address"],
        host=row["host"],
        port=row["port"],
        tls=TlsMode(row["tls"]),
        user=row["user"],
        sender_name=row["sender_name"],
        reply_to=row["reply_to"],
        secret_key=row["secret_key"],
        paused=Fault(row["paused"]) if row["paused"] else None,
        paused_detail=row["paused_detail"],
        paused_until=row["paused_until"],
        route=Route(row["route"]),
        sign_in=SignIn(row["sign_in"]),
        client_id=row["client_id"],
        duty=Duty(row["duty"]),
        copy_to_self=row["copy_to_self"],
        attach_invoices=row["attach_invoices"],
        signature=row["signature"],
        daily_limit=row["daily_limit"],
        minute_limit=row["minute_limit"],
        inbox=inbox,
    )


def _inbox_values(inbox: Inbox) -> dict[str, Any]:
    return {
        "host": inbox.host,
        "port": inbox.port,
        "tls": inbox.tls.value,
        "user": inbox.user,
        "files_sent": inbox.files_sent,
    }


def _inbox(row: RowMapping) -> Inbox:
    return Inbox(
        host=row["host"],
        port=row["port"],
        tls=TlsMode(row["tls"]),
        user=row["user"],
        files_sent=row["files_sent"],
    )
