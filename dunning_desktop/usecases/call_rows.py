"""What is kept of telephone calls, and what a call card shows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from dunning_desktop.domain.calls import CallOutcome
from dunning_desktop.domain.client import Business, Client, Contact
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.promises import PromiseStanding
from dunning_desktop.domain.proposal import Chase


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """A call that was made or tried, as the book keeps it.

    ``reminder_id`` is the level it completed, ``block_id`` what it brought about. ``contact`` and
    ``phone`` are as they were then. ``until`` is the last day of its block or the day that was
    promised, ``promised`` the sum.
    """

    client_id: int
    at: datetime
    day: date
    outcome: CallOutcome
    contact: str = ""
    phone: str = ""
    note: str = ""
    author: str = ""
    reminder_id: int | None = None
    block_id: int | None = None
    until: date | None = None
    promised: Money | None = None
    withdrawn: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class CallLine:
    """An open item that the call is about; ``claimed`` is what its level demands on top.

    Of an item that is disputed in part, ``open`` is only the rest.
    """

    item_id: int
    number: str
    due: date
    days_late: int
    open: Money
    claimed: Money

    @property
    def asked(self) -> Money:
        """What is asked for on it."""
        return self.open + self.claimed


@dataclass(frozen=True, slots=True)
class CallCard:
    """Everything that is looked at during a call.

    ``chase`` is None where no call is due: what is late, or else open, is listed all the same.
    ``sent`` are the written reminders of these items, oldest first; ``calls`` the earlier calls to
    the client, newest first; ``promises`` what they promised, with what became of it, newest
    first; ``tries`` are calls of the present level that went unanswered. ``again`` is the day on
    which an unanswered call is tried again, None after the last try.
    """

    client: Client
    business: Business
    today: date
    contact: Contact | None = None
    chase: Chase | None = None
    lines: tuple[CallLine, ...] = ()
    credit: tuple[Money, ...] = ()
    sent: tuple[tuple[date, Tone], ...] = ()
    calls: tuple[PhoneCall, ...] = ()
    promises: tuple[PromiseStanding, ...] = ()
    tries: int = 0
    again: date | None = None

    @property
    def total(self) -> tuple[Money, ...]:
        """What is asked for in all, less unallocated money; one sum a currency."""
        return totals([*(one.asked for one in self.lines), *(-one for one in self.credit)])

    @property
    def oldest(self) -> CallLine | None:
        """The line that is late for longest."""
        return max(self.lines, key=lambda one: one.days_late, default=None)


class Calls(Protocol):
    """The calls of a book."""

    def add(self, call: PhoneCall) -> int:
        """Insert a call; its id."""

    def call(self, call_id: int) -> PhoneCall:
        """Raises ``NotFound``."""

    def of_client(self, client_id: int) -> Sequence[PhoneCall]:
        """The calls to a client that were not taken back, newest first."""

    def reached(self, client_ids: Collection[int] | None = None) -> dict[int, date]:
        """When each client was last spoken to."""

    def tries(self, client_id: int, item_ids: Collection[int]) -> int:
        """How many calls that were due went unanswered since a level was last completed."""

    def is_latest(self, call: PhoneCall) -> bool:
        """Whether nothing was built on it: no later call, reminder or passed over level."""

    def withdraw(self, call_id: int) -> None: ...
