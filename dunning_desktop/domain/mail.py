"""E-mail in the outbox: honest states, what a server's answer means, and when to try again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Minutes before the next attempt, by the number of attempts already made.
BACKOFF_MINUTES = (1, 5, 15, 60, 240)
GIVE_UP_AFTER = timedelta(hours=24)


class MessageState(StrEnum):
    """Where a message is. ``accepted`` means taken by the provider, not read by the client.

    ``handed-over`` lies in the owner's mail program: whether it was sent there, only he knows.
    """

    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    HANDED_OVER = "handed-over"
    CANCELLED = "cancelled"


MAY_BE_THERE = frozenset(
    {MessageState.ACCEPTED, MessageState.UNCERTAIN, MessageState.HANDED_OVER}
)
"""What left, or may have left: the client may have it."""


class Fault(StrEnum):
    """Why a message was not accepted, in the classes that decide what happens next."""

    UNREACHABLE = "unreachable"
    NO_SERVER = "no-server"
    CERTIFICATE = "certificate"
    TLS_MODE = "tls-mode"
    INSECURE = "insecure"
    LOGIN = "login"
    SENDER = "sender"
    LIMIT = "limit"
    BUSY = "busy"
    RECIPIENT = "recipient"
    TOO_LARGE = "too-large"
    REFUSED = "refused"
    NO_PASSWORD = "no-password"  # noqa: S105 - a code, not a password
    NO_ACCOUNT = "no-account"
    LINK_LOST_AT_DOT = "link-lost-at-dot"
    BOUNCED = "bounced"

    @property
    def pauses_account(self) -> bool:
        """Whether every message of the account would meet it: one card, not forty failures."""
        return self in _PAUSING

    @property
    def ends_the_round(self) -> bool:
        """Whether the next message would meet it at once, so that none is tried."""
        return self.pauses_account or self is Fault.UNREACHABLE

    @property
    def retries(self) -> bool:
        """Whether waiting may help."""
        return self in {Fault.UNREACHABLE, Fault.BUSY}


_PAUSING = frozenset(
    {
        Fault.NO_SERVER,
        Fault.CERTIFICATE,
        Fault.TLS_MODE,
        Fault.INSECURE,
        Fault.LOGIN,
        Fault.SENDER,
        Fault.LIMIT,
        Fault.NO_PASSWORD,
        Fault.NO_ACCOUNT,
    }
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a message. ``name`` is ASCII."""

    name: str
    content: bytes
    media_type: str = "application/pdf"


@dataclass(frozen=True, slots=True)
class EmailContent:
    """A message before it is frozen. ``references`` are earlier Message-IDs, oldest first.

    ``thread`` is an identifier that no message has and all of one conversation refer to: it holds
    them together where a provider rewrites their own. ``copy_to`` gets the message unseen.
    """

    sender_name: str
    sender: str
    recipient_name: str
    recipient: str
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()
    reply_to: str = ""
    references: tuple[str, ...] = ()
    thread: str = ""
    copy_to: str = ""
    unattended: bool = False


@dataclass(frozen=True, slots=True)
class FrozenMessage:
    """The exact bytes of a message with its envelope; a retry sends the same bytes."""

    raw: bytes
    message_id: str
    sender: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A recipient that the server would not take, with its reply."""

    address: str
    reply: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the server said of one message: accepted when ``fault`` is None."""

    reply: str = ""
    fault: Fault | None = None
    refused: tuple[Refusal, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether the server took responsibility for it, for at least one recipient."""
        return self.fault is None


def next_attempt(
    now: datetime, attempts: int, fault: Fault = Fault.UNREACHABLE, *, seed: int = 0
) -> datetime:
    """When to try again after so many attempts (one or more).

    A server that put a message off is not asked again at once: it may be trying the sender out.
    ``seed`` spreads the messages by a fifth, so that they do not all come back together.
    """
    steps = BACKOFF_MINUTES[1:] if fault is Fault.BUSY else BACKOFF_MINUTES
    minutes = steps[min(attempts, len(steps)) - 1]
    return now + timedelta(minutes=minutes) * (100 + _spread(seed)) / 100


def _spread(seed: int) -> int:
    """Percent between -20 and 20, the same for the same message; 0 without a seed."""
    return (seed * 37) % 41 - 20 if seed else 0


def gives_up(first_queued: datetime, now: datetime, attempts: int) -> bool:
    """Whether a message has been tried for long enough, and often enough.

    One that waited for days in a paused account was not tried at all.
    """
    return now - first_queued > GIVE_UP_AFTER and attempts >= len(BACKOFF_MINUTES)
