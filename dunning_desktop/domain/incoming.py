"""What arrives in the owner's inbox, as far as it is about messages sent from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class IncomingKind(StrEnum):
    """What a message is, by its form alone.

    ``mail``: a person wrote it. ``automatic``: an out-of-office note or another robot.
    ``bounce``: a recipient did not get it, for good; ``delayed``: not yet; ``delivered``: he did.
    """

    MAIL = "mail"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    DELAYED = "delayed"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A recipient that a report speaks of, its status (``5.1.1``) and the server's words."""

    address: str
    status: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message of the inbox. ``answers`` are the Message-IDs that it refers to, or reports on.

    ``message_id`` is its own, made up from its place in the inbox where it has none. ``sender`` is
    in small letters. ``text`` is what was newly written, without what it quotes, and cut short.
    ``envelope_id`` is what a report says was given with the message (RFC 3461).
    """

    kind: IncomingKind
    message_id: str
    sender: str
    at: datetime
    sender_name: str = ""
    subject: str = ""
    text: str = ""
    answers: tuple[str, ...] = ()
    about: tuple[Undelivered, ...] = ()
    envelope_id: str = ""


@dataclass(frozen=True, slots=True)
class InboxMark:
    """How far an inbox was read: the next UID of a UIDVALIDITY."""

    validity: int
    next_uid: int


@dataclass(frozen=True, slots=True)
class News:
    """What is new in an inbox, oldest first, and how far it is read now.

    ``more``: there is more than was fetched in one go.
    """

    mails: tuple[Incoming, ...]
    mark: InboxMark
    more: bool = False
