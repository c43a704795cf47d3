"""What the use cases need of a book about inboxes: how far they are read, and what came in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dunning_desktop.domain.incoming import InboxMark, Incoming, IncomingKind
from dunning_desktop.domain.mail import Fault, MessageState


@dataclass(frozen=True, slots=True)
class InboxState:
    """How far an inbox is read, when it was read last, and what keeps it from being read now."""

    mark: InboxMark | None = None
    read_at: datetime | None = None
    fault: Fault | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A message of the outbox that something in the inbox is about.

    ``exact``: it is meant by its own Message-ID, and not only by its conversation. ``sender`` is
    the owner's address that it was sent from, which may be given up by now.
    """

    id: int
    state: MessageState
    exact: bool
    client_id: int | None
    reminder_id: int | None
    recipients: tuple[str, ...]
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """An uncertain message that can be looked for: when its end was sent, and how often looked."""

    id: int
    message_id: str
    dot_at: datetime
    looks: int
    client_id: int | None


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """Something that came in, with what it is about. ``settled_at`` is None while it waits.

    ``sure``: it refers to a message sent from here; else it only comes from a client's address.
    """

    id: int
    kind: IncomingKind
    client_id: int | None
    client: str
    outbox_id: int | None
    sender: str
    sender_name: str
    subject: str
    text: str
    at: datetime
    sure: bool
    settled_at: datetime | None


class Inboxes(Protocol):
    """Inboxes that are read, and the messages that came in."""

    def state(self, account_id: int) -> InboxState: ...

    def heard(self, account_id: int, mark: InboxMark, *, at: datetime | None) -> None:
        """An inbox was read up to a mark; ``at`` is None while there is more in it."""

    def deaf(self, account_id: int, fault: Fault, detail: str) -> None:
        """An inbox cannot be read."""

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
        """Keep what came in; its id, or None where it is known already.

        It may have come to two inboxes, or two accounts may read the same one.
        """

    def known(self, ids: Collection[str]) -> Sequence[Known]:
        """The messages with these Message-IDs or in these conversations, the newest first."""

    def from_address(self, address: str) -> Sequence[int]:
        """The clients, not archived, with a contact of that address who were written to."""

    def waiting(self, kinds: Collection[IncomingKind] | None = None) -> Sequence[IncomingRow]:
        """What waits for the owner, oldest first."""

    def of_client(self, client_id: int, *, limit: int = 50) -> Sequence[IncomingRow]:
        """What came from a client or about a message to him, newest first."""

    def row(self, incoming_id: int) -> IncomingRow:
        """Raises ``NotFound``."""

    def settle(self, incoming_ids: Collection[int], *, at: datetime) -> None:
        """The owner is done with these."""

    def unsettle(self, incoming_ids: Collection[int]) -> None:
        """He is not, after all."""

    def uncertain(self, account_id: int) -> Sequence[Unresolved]:
        """Messages of an account of which nobody knows whether they went."""

    def looked(self, message_ids: Collection[int]) -> None:
        """These were looked for in the Sent folder once more."""

    def lately_accepted(self, account_id: int, *, limit: int) -> Sequence[str]:
        """Message-IDs the account's provider took last, newest first, not filed from here."""

    def to_file(self, account_id: int, *, since: datetime, before: datetime) -> Mapping[int, str]:
        """Accepted messages of a time of which no copy was filed yet: their Message-IDs by id."""

    def filed(self, message_id: int, *, at: datetime) -> None:
        """A copy lies in the Sent folder."""
