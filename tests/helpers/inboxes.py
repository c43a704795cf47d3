"""Inboxes on paper: they number what arrives, remember what was sent, and fail to order.

    post = Postboxes()
    office = hearing(office, post)
    post.inbox.arrives(answer(office, message_id, "Paid yesterday."))
    post.inbox.faults["news"] = [None, MailError(fault=Fault.UNREACHABLE, detail="lost")]
    listen(office)

A box keeps to what a real server does: UIDs of a UIDVALIDITY that only grow, a mark of another
life that counts for nothing, batches, and a Sent folder that is searched by Message-ID.
"""

from __future__ import annotations

import email
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.incoming import (
    InboxMark,
    Incoming,
    IncomingKind,
    News,
    Undelivered,
)
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Inbox, MailAccount
from dunning_desktop.usecases.inbox_ports import IncomingRow
from dunning_desktop.usecases.mail_accounts import account as usual_account
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.mail_ports import Keep
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import message_of

HOST = "imap.firm.example"
LOST = MailError(fault=Fault.UNREACHABLE, detail="lost")
CLIENT = "accounts@willow.example"
_ids = count(1)


@dataclass
class PaperInbox:
    """What lies in one mailbox, its knobs, and what was asked of it.

    ``faults`` holds, for each of open, news, sent and file_sent, what the next calls raise; None
    lets one pass. ``sent_ids`` is the Sent folder; ``files_nothing``: there is none.
    """

    validity: int = 1
    next_uid: int = 1
    batch: int = 200
    mails: dict[int, Incoming] = field(default_factory=dict)
    sent_ids: dict[str, bytes] = field(default_factory=dict)
    files_nothing: bool = False
    rotates: str = ""
    faults: dict[str, list[MailError | None]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    filed: list[tuple[str, datetime]] = field(default_factory=list)

    def arrives(self, *mails: Incoming) -> None:
        for one in mails:
            self.mails[self.next_uid] = one
            self.next_uid += 1

    def begins_anew(self) -> None:
        """Another UIDVALIDITY: every message has another number now."""
        known, self.mails = list(self.mails.values()), {}
        self.validity, self.next_uid = self.validity + 1, 1
        self.arrives(*known)

    def called(self, what: str) -> None:
        self.calls.append(what)
        waiting = self.faults.get(what)
        fault = waiting.pop(0) if waiting else None
        if fault is not None:
            raise fault

    # As ``OpenBox``

    def news(self, since: InboxMark | None, *, not_before: datetime) -> News:
        self.called("news")
        known = since if since is not None and since.validity == self.validity else None
        first = known.next_uid if known else 0
        uids = [
            uid
            for uid, one in sorted(self.mails.items())
            if uid >= first and (known or one.at >= not_before)
        ]
        batch, more = uids[: self.batch], len(uids) > self.batch
        following = batch[-1] + 1 if more else self.next_uid
        return News(
            tuple(self.mails[uid] for uid in batch), InboxMark(self.validity, following), more=more
        )

    def sent(self, message_ids: Collection[str]) -> frozenset[str]:
        self.called("sent")
        copies = {one.message_id for one in self.mails.values()}
        return frozenset(message_ids) & (self.sent_ids.keys() | copies)

    def file_sent(self, raw: bytes, *, message_id: str, at: datetime) -> None:
        self.called("file_sent")
        if self.files_nothing:
            raise MailError(fault=Fault.REFUSED, detail="no-sent-folder")
        if message_id not in self.sent_ids:
            self.sent_ids[message_id] = raw
            self.filed.append((message_id, at))


class Postboxes:
    """``usecases.mail_ports.Postbox``: the inboxes by the host that an account names."""

    def __init__(self) -> None:
        self.inbox = PaperInbox()
        self.inboxes = {HOST: self.inbox}

    @contextmanager
    def open(
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> Iterator[PaperInbox]:
        assert account.inbox is not None
        box = self.inboxes[account.inbox.host]
        box.secrets.append(secret)
        if box.rotates and keep is not None:
            keep(box.rotates)
        box.called("open")
        yield box


def hearing(office: Office, post: Postboxes, **inbox: Any) -> Office:  # noqa: ANN401 - passed on
    """The office with its first account's inbox set up, as ``inbox`` says, and a way to it."""
    with_inbox(office, **inbox)
    return replace(office, postbox=post)


def with_inbox(office: Office, **inbox: Any) -> MailAccount:  # noqa: ANN401 - passed on
    """Set up the first account's inbox, its password as it is kept."""
    account = usual_account(office)
    assert account is not None
    changed = replace(account, inbox=Inbox(**({"host": HOST} | inbox)))
    return save_account(office, changed).value.account


def waiting_replies(office: Office) -> tuple[IncomingRow, ...]:
    """The answers the owner has not dealt with, oldest first."""
    with office.read() as ledger:
        return tuple(ledger.inboxes.waiting({IncomingKind.MAIL}))


# What arrives


def refers_to(office: Office, message_id: int) -> tuple[str, ...]:
    """A message's own identifier, and those that it refers to itself, the root first."""
    frozen = message_of(office, message_id).frozen
    earlier = str(email.message_from_bytes(frozen.raw).get("References", "")).split()
    return (frozen.message_id, *earlier)


def root_of(office: Office, message_id: int) -> str:
    """The identifier that all of its conversation refer to."""
    return refers_to(office, message_id)[1]


def mail(
    office: Office,
    text: str = "Paid yesterday.",
    *,
    answers: Sequence[str] = (),
    **changes: Any,  # noqa: ANN401 - passed on
) -> Incoming:
    """A mail that a person wrote a minute ago."""
    usual: dict[str, Any] = {
        "kind": IncomingKind.MAIL,
        "message_id": f"<{next(_ids)}@willow.example>",
        "sender": CLIENT,
        "at": office.clock.now() - timedelta(minutes=1),
        "sender_name": "Priya Shah",
        "subject": "Re: your reminder",
        "text": text,
        "answers": tuple(answers),
    }
    return Incoming(**(usual | changes))


def answer(
    office: Office,
    message_id: int,
    /,
    text: str = "Paid yesterday.",
    **changes: Any,  # noqa: ANN401 - passed on
) -> Incoming:
    """An answer to a message of the outbox, as mail programs refer to it."""
    return mail(office, text, **{"answers": refers_to(office, message_id), **changes})


def report(
    office: Office,
    message_id: int,
    /,
    kind: IncomingKind = IncomingKind.BOUNCE,
    *,
    address: str = CLIENT,
    **changes: Any,  # noqa: ANN401 - passed on
) -> Incoming:
    """What a mail server reports of a message of the outbox and one of its recipients."""
    status, words = "5.1.1", "550 5.1.1 no such mailbox"
    if kind is not IncomingKind.BOUNCE:
        status, words = "4.4.1", "still trying"
    usual: dict[str, Any] = {
        "kind": kind,
        "sender": "mailer-daemon@mx.example",
        "sender_name": "Mail Delivery System",
        "subject": "Undelivered Mail Returned to Sender",
        "about": (Undelivered(address, status, words),) if address else (),
        "answers": refers_to(office, message_id),
    }
    return mail(office, "", **(usual | changes))
