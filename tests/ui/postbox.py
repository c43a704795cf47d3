"""A scripted inbox, and what arrives in it about the mail that a test sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.incoming import (
    InboxMark,
    Incoming,
    IncomingKind,
    News,
    Undelivered,
)
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Inbox, MailAccount, Route
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.listening import listen
from dunning_desktop.usecases.mail_accounts import account, save_account
from dunning_desktop.usecases.mail_ports import Keep
from dunning_desktop.usecases.office import Office
from tests.ui.books import HandClock

INBOX = Inbox("imap.carter.example", files_sent=True)


@dataclass
class Box:
    """An inbox whose messages and faults are set by the test; it counts how often it is opened."""

    mails: list[Incoming] = field(default_factory=list)
    refuses: Fault | None = None
    in_sent: set[str] = field(default_factory=set)
    opened: int = 0
    batch: int = 50

    @contextmanager
    def open(
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> Iterator[Box]:
        self.opened += 1
        if self.refuses is not None:
            raise MailError(fault=self.refuses, detail="no")
        yield self

    def news(self, since: InboxMark | None, *, not_before: datetime) -> News:
        at = since.next_uid if since else 0
        found = self.mails[at : at + self.batch]
        after = at + len(found)
        return News(tuple(found), InboxMark(1, after), more=after < len(self.mails))

    def sent(self, message_ids: Collection[str]) -> frozenset[str]:
        return frozenset(self.in_sent & set(message_ids))

    def file_sent(self, raw: bytes, *, message_id: str, at: datetime) -> None:
        self.in_sent.add(message_id)


def with_inbox(office: Office) -> Box:
    """The account's answers are read from now on, out of this box."""
    known = account(office)
    assert known is not None
    save_account(office, replace(known, inbox=INBOX))
    box = Box()
    object.__setattr__(office, "postbox", box)
    return box


def by_program(office: Office) -> None:
    """From now on mail goes by the owner's mail program."""
    known = account(office)
    assert known is not None
    save_account(office, replace(known, route=Route.PROGRAM))


def remind_all(office: Office) -> None:
    """Issue everything the review proposes, and send it."""
    choices = [Choice(one, one.words, one.chase.channel) for one in review(office).prepared]
    issue(office, choices)
    later(office, seconds=11)
    deliver(office)


def later(office: Office, **by: float) -> None:
    assert isinstance(office.clock, HandClock)
    office.clock.turn(**by)


def message_id(office: Office, client: str) -> str:
    """The Message-ID of the last e-mail to a client."""
    with office.read() as ledger:
        row = next(one for one in ledger.post.messages() if one.client == client)
        return ledger.post.message(row.id).frozen.message_id


def answer(office: Office, client: str, text: str, **parts: object) -> Incoming:
    """What a client answers to the last e-mail to them."""
    usual = Incoming(
        IncomingKind.MAIL,
        f"<{abs(hash((client, text)))}@client.example>",
        "accounts@client.example",
        office.clock.now() - timedelta(minutes=5),
        sender_name="Priya Shah",
        subject="Re: Invoice overdue",
        text=text,
        answers=(message_id(office, client),),
    )
    return replace(usual, **parts)  # type: ignore[arg-type]  # the test's own


def bounce(office: Office, client: str) -> Incoming:
    """The report that the last e-mail to a client could not be delivered."""
    return Incoming(
        IncomingKind.BOUNCE,
        f"<bounce-{client}@mx.example>".replace(" ", "-"),
        "mailer-daemon@mx.example",
        office.clock.now(),
        subject="Undelivered Mail Returned to Sender",
        answers=(message_id(office, client),),
        about=(Undelivered("accounts@client.example", "5.1.1", "no such user"),),
    )


def hear(office: Office, box: Box, *mails: Incoming) -> None:
    """These arrive, and the inbox is read."""
    box.mails.extend(mails)
    listen(office)
