"""The owner's mailboxes: how mail leaves them, how much of it, and whether answers are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.policy import Tone

A_DAY = timedelta(days=1)
A_MINUTE = timedelta(minutes=1)
USUAL_PER_MINUTE = 30
"""Microsoft's limit, and the strictest of the large providers."""


class TlsMode(StrEnum):
    """How the connection is secured. ``none`` is allowed on loopback only."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    NONE = "none"


class Route(StrEnum):
    """How mail leaves: over SMTP, a provider's own interface, or the owner's mail program."""

    SMTP = "smtp"
    GRAPH = "graph"
    GMAIL = "gmail"
    PROGRAM = "program"


class SignIn(StrEnum):
    """How the program proves to be the owner: a password, or a consent given in the browser."""

    PASSWORD = "password"  # noqa: S105 - a code, not a password
    MICROSOFT = "microsoft"
    GOOGLE = "google"


class Duty(StrEnum):
    """What an account is for: everything, the late levels alone, or nothing by itself."""

    USUAL = "usual"
    LATE = "late"
    SPARE = "spare"


@dataclass(frozen=True, slots=True)
class Inbox:
    """Where the answers to an account arrive: a server for IMAP, always over TLS.

    ``user`` is empty where it is that of the account. ``files_sent``: the provider puts what it
    sends into the Sent folder by itself, so no copy is filed.
    """

    host: str
    port: int = 993
    tls: TlsMode = TlsMode.IMPLICIT
    user: str = ""
    files_sent: bool = False


@dataclass(frozen=True, slots=True)
class MailAccount:
    """How the owner's mail is sent. Its secret is in the keychain under ``secret_key``.

    The secret is a password, or what the consent of the browser left. ``paused`` is the fault that
    stopped the account, ``paused_detail`` the server's own words, ``paused_until`` when it goes on
    by itself, None where the owner has to do something. ``client_id`` is the owner's own
    registration with Microsoft or Google. ``daily_limit`` counts recipients in any 24 hours, None
    where none is known; ``minute_limit`` those in any minute, 0 for none. ``inbox`` is None while
    answers are not read. ``attach_invoices``: the invoices go with a reminder, where the book has
    them.
    """

    address: str
    host: str
    port: int
    tls: TlsMode = TlsMode.IMPLICIT
    user: str = ""
    sender_name: str = ""
    reply_to: str = ""
    secret_key: str = ""
    paused: Fault | None = None
    paused_detail: str = ""
    paused_until: datetime | None = None
    route: Route = Route.SMTP
    sign_in: SignIn = SignIn.PASSWORD
    client_id: str = ""
    duty: Duty = Duty.USUAL
    copy_to_self: bool = False
    attach_invoices: bool = False
    signature: str = ""
    daily_limit: int | None = None
    minute_limit: int = USUAL_PER_MINUTE
    inbox: Inbox | None = None
    id: int = 0

    def rests_at(self, now: datetime) -> bool:
        """Whether nothing is sent from it just now."""
        return self.paused is not None and (self.paused_until is None or now < self.paused_until)

    @property
    def sends_itself(self) -> bool:
        """Whether the program sends from it, and does not leave that to the mail program."""
        return self.route is not Route.PROGRAM

    @property
    def copies(self) -> bool:
        """Whether a copy goes to oneself: not where the provider files what it sends anyway."""
        filed = self.inbox is not None and self.inbox.files_sent
        return self.copy_to_self and self.route is Route.SMTP and not filed

    @property
    def consents(self) -> bool:
        """Whether it signs in with a consent given in the browser, and not with a password."""
        return self.sign_in is not SignIn.PASSWORD


_LATE = frozenset({Tone.FINAL})


def account_for(accounts: Sequence[MailAccount], tone: Tone | None = None) -> MailAccount | None:
    """The account that a letter of a tone is sent from; None of it means other papers."""
    late = [one for one in accounts if one.duty is Duty.LATE]
    usual = [one for one in accounts if one.duty is Duty.USUAL]
    order = [*late, *usual] if tone in _LATE else [*usual, *late]
    return next(iter((*order, *accounts)), None)


@dataclass(frozen=True, slots=True)
class Gone:
    """That a message went to so many recipients at a moment."""

    at: datetime
    recipients: int


def free_from(account: MailAccount, gone: Sequence[Gone], now: datetime) -> datetime | None:
    """When the limits of an account let the next message go; None: at once.

    ``gone`` is what went in the last 24 hours, oldest first. A copy to oneself needs room, too.
    """
    room = 1 + account.copies
    times = (
        _free(gone, account.daily_limit, A_DAY, now, room=room),
        _free(gone, account.minute_limit or None, A_MINUTE, now, room=room),
    )
    return max((one for one in times if one is not None), default=None)


def _free(
    gone: Sequence[Gone], limit: int | None, window: timedelta, now: datetime, *, room: int
) -> datetime | None:
    """When enough has left the window that so many more recipients fit into it."""
    if limit is None:
        return None
    recent = [one for one in gone if one.at > now - window]
    over = sum(one.recipients for one in recent) + room - max(limit, room)
    for one in recent:
        if over <= 0:
            return None
        over -= one.recipients
        if over <= 0:
            return one.at + window
    return None
