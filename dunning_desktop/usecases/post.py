"""What the use cases need of a book's outbox: accounts, messages and letters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from dunning_desktop.domain.mail import Fault, FrozenMessage, MessageState
from dunning_desktop.domain.mail_accounts import Gone, MailAccount
from dunning_desktop.domain.posting import PostClass
from dunning_desktop.usecases.rows import (
    LetterRow,
    MessageRow,
)


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message of the outbox with its bytes."""

    id: int
    frozen: FrozenMessage
    client_id: int | None
    state: MessageState
    attempts: int
    queued_at: datetime
    reminder_id: int | None = None
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """The messages of a conversation that left, or may have left: Message-IDs, oldest first.

    ``subject`` and ``items`` (due items) are those of the last one.
    """

    message_ids: tuple[str, ...] = ()
    subject: str = ""
    items: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class StoredLetter:
    """A letter with its bytes and their SHA-256, in hexadecimal.

    It says a reminder, or else it is the paper of an agreement: a document.
    """

    id: int
    reminder_id: int | None
    client_id: int
    pdf: bytes
    sha256: str
    by_post: bool
    document_id: int | None = None
    printed: bool = False
    """Or posted: it may have left the house."""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that left the house for a client: an e-mail the provider took, or a posted letter.

    ``items`` are the due items of the reminder that it says, none for other papers; a letter may be
    the paper of a document. ``uncertain``: the connection broke before the server had answered.
    """

    at: datetime
    subject: str
    items: frozenset[int] = frozenset()
    message_id: int | None = None
    letter_id: int | None = None
    document_id: int | None = None
    recipient: str = ""
    reply: str = ""
    uncertain: bool = False
    post_class: PostClass | None = None
    tracking: str = ""


class Post(Protocol):
    """The outbox: e-mails with honest states, and letters made, printed and posted."""

    def accounts(self) -> Sequence[MailAccount]: ...

    def save_account(self, account: MailAccount) -> int:
        """Insert (id 0) or update, with its inbox; the id."""

    def retire_account(self, account_id: int) -> None:
        """Send nothing more from it; messages go on to refer to it."""

    def pause_account(
        self,
        account_id: int,
        fault: Fault | None,
        detail: str = "",
        *,
        until: datetime | None = None,
    ) -> None:
        """Let an account rest, for good or until a moment; without a fault let it go on."""

    def gone(self, account_id: int, *, since: datetime) -> Sequence[Gone]:
        """What was sent from an account since a moment, oldest first."""

    def unsent(self, account_id: int) -> int:
        """How many messages wait to be sent from an account."""

    def has_delivered(self, account_id: int) -> bool:
        """Whether any message was accepted over the account."""

    def queue(
        self,
        message: FrozenMessage,
        *,
        subject: str,
        account_id: int | None,
        client_id: int | None,
        reminder_id: int | None,
        at: datetime,
        not_before: datetime,
        thread: str = "",
    ) -> int: ...

    def claim(
        self, now: datetime, account_id: int, *, orphans: bool = True
    ) -> StoredMessage | None:
        """The next message of an account that may go, now ``sending``; None when there is none.

        With ``orphans`` those that have no account as well.
        """

    def release(self, message_id: int) -> None:
        """A message that was claimed and not begun waits again, as if it had not been."""

    def mark_dot(self, message_id: int, at: datetime) -> None:
        """The final dot is about to be sent: from here on a crash leaves it uncertain."""

    def finish(
        self,
        message_id: int,
        state: MessageState,
        *,
        at: datetime,
        fault: Fault | None = None,
        reply: str = "",
        not_before: datetime | None = None,
    ) -> None: ...

    def recover(self) -> Mapping[int, MessageState]:
        """Messages left ``sending`` by a crash, by id: uncertain after the dot, else queued."""

    def message(self, message_id: int) -> StoredMessage:
        """Raises ``NotFound``."""

    def messages(self, *, limit: int = 500) -> Sequence[MessageRow]: ...

    def of_reminders(self, reminder_ids: Collection[int]) -> Sequence[MessageRow]: ...

    def sent(self, client_id: int) -> Sequence[Sent]:
        """What left the house for a client, oldest first."""

    def due(self) -> Mapping[int | None, datetime]:
        """When the next queued message of each account may go; None: those without one."""

    def conversation(self, thread: str) -> Conversation:
        """What was written in a conversation so far."""

    def born(self) -> datetime:
        """When the book was made: no two have the same."""

    def to_paper(self, reminder_id: int) -> int | None:
        """Let the letter that went with a reminder's e-mail go by post; its id, if there is one."""

    def add_letter(
        self,
        *,
        reminder_id: int,
        client_id: int,
        pdf: bytes,
        language: str,
        template: str,
        by_post: bool,
        at: datetime,
    ) -> int: ...

    def add_paper(
        self, *, document_id: int, client_id: int, subject: str, language: str, at: datetime
    ) -> int:
        """Let a document be posted: a letter with its bytes. Raises ``NotFound``."""

    def letter(self, letter_id: int) -> StoredLetter:
        """Raises ``NotFound``."""

    def letters(self, *, limit: int = 500) -> Sequence[LetterRow]: ...

    def waiting(self, client_id: int) -> tuple[Sequence[MessageRow], Sequence[LetterRow]]:
        """What of a client may still go out: messages queued or failed, letters not yet printed."""

    def void_letters(self, letter_ids: Collection[int]) -> None:
        """Let letters not go out by post, though their reminders stand."""

    def letter_rows(self, letter_ids: Collection[int]) -> Sequence[LetterRow]:
        """Those of these letters that there are, in no order."""

    def letters_of(self, reminder_ids: Collection[int]) -> Sequence[LetterRow]: ...

    def unposted(self) -> Sequence[int]:
        """Letters that are to be posted and are not yet, oldest first."""

    def mark_printed(self, letter_ids: Collection[int], at: datetime) -> None: ...

    def mark_posted(
        self,
        letter_ids: Collection[int],
        at: datetime,
        *,
        post_class: PostClass | None = None,
        tracking: Mapping[int, str] = MappingProxyType({}),
    ) -> Sequence[int]:
        """Keep that letters were posted and how; those that were not marked before."""

    def unmark_posted(self, letter_ids: Collection[int]) -> None:
        """They were not posted after all."""
