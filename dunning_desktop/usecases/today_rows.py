"""What Today shows: plain figures, and the work list as codes and data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Tone
from dunning_desktop.usecases.run_rows import Run


class Urgency(StrEnum):
    """What kind of turn it is: the most urgent first."""

    TROUBLE = "trouble"
    SEND = "send"
    DECIDE = "decide"
    KNOW = "know"


class Task(StrEnum):
    """Something that waits for the owner, in the order of the work list."""

    SENDING_PAUSED = "sending-paused"
    EMAILS_UNCERTAIN = "emails-uncertain"
    EMAILS_FAILED = "emails-failed"
    EMAILS_BOUNCED = "emails-bounced"
    ADDRESS_REFUSED = "address-refused"
    INBOX_UNREAD = "inbox-unread"
    RUN_TROUBLE = "run-trouble"
    REMINDERS_READY = "reminders-ready"
    EMAILS_TO_HAND_OVER = "emails-to-hand-over"
    EMAILS_HANDED_OVER = "emails-handed-over"
    CALLS_TO_MAKE = "calls-to-make"
    INSTALMENTS_TO_REMIND = "instalments-to-remind"
    LETTERS_TO_PRINT = "letters-to-print"
    LETTERS_TO_POST = "letters-to-post"
    REPLIES = "replies"
    DISPUTES_TO_ANSWER = "disputes-to-answer"
    PROMISES_BROKEN = "promises-broken"
    MONEY_UNMATCHED = "money-unmatched"
    PLAN_DEFAULTED = "plan-defaulted"
    OFFERS_LAPSED = "offers-lapsed"
    CASES_READY = "cases-ready"
    PARTNERS_UNTOLD = "partners-untold"
    CASES_PAID = "cases-paid"
    LIMITATION_NEAR = "limitation-near"
    OLD_DEBTS = "old-debts"
    LADDER_DONE = "ladder-done"
    NO_ADDRESS = "no-address"
    DEBTOR_GUESSED = "debtor-guessed"
    RATES_MISSING = "rates-missing"
    CLAIMABLE = "claimable"
    RUN_DONE = "run-done"
    PROMISES_DUE = "promises-due"
    OFFERS_ENDING = "offers-ending"
    HOLDS_ENDING = "holds-ending"
    RATES_UNCHECKED = "rates-unchecked"


URGENCIES: Mapping[Task, Urgency] = MappingProxyType(
    {
        Task.SENDING_PAUSED: Urgency.TROUBLE,
        Task.EMAILS_UNCERTAIN: Urgency.TROUBLE,
        Task.EMAILS_FAILED: Urgency.TROUBLE,
        Task.EMAILS_BOUNCED: Urgency.TROUBLE,
        Task.ADDRESS_REFUSED: Urgency.TROUBLE,
        Task.INBOX_UNREAD: Urgency.TROUBLE,
        Task.RUN_TROUBLE: Urgency.TROUBLE,
        Task.REMINDERS_READY: Urgency.SEND,
        Task.EMAILS_TO_HAND_OVER: Urgency.SEND,
        Task.EMAILS_HANDED_OVER: Urgency.SEND,
        Task.CALLS_TO_MAKE: Urgency.SEND,
        Task.INSTALMENTS_TO_REMIND: Urgency.SEND,
        Task.LETTERS_TO_PRINT: Urgency.SEND,
        Task.LETTERS_TO_POST: Urgency.SEND,
        Task.REPLIES: Urgency.DECIDE,
        Task.DISPUTES_TO_ANSWER: Urgency.DECIDE,
        Task.PROMISES_BROKEN: Urgency.DECIDE,
        Task.MONEY_UNMATCHED: Urgency.DECIDE,
        Task.PLAN_DEFAULTED: Urgency.DECIDE,
        Task.OFFERS_LAPSED: Urgency.DECIDE,
        Task.CASES_READY: Urgency.DECIDE,
        Task.PARTNERS_UNTOLD: Urgency.DECIDE,
        Task.CASES_PAID: Urgency.DECIDE,
        Task.LIMITATION_NEAR: Urgency.DECIDE,
        Task.OLD_DEBTS: Urgency.DECIDE,
        Task.LADDER_DONE: Urgency.DECIDE,
        Task.NO_ADDRESS: Urgency.DECIDE,
        Task.DEBTOR_GUESSED: Urgency.DECIDE,
        Task.RATES_MISSING: Urgency.DECIDE,
        Task.CLAIMABLE: Urgency.KNOW,
        Task.RUN_DONE: Urgency.KNOW,
        Task.PROMISES_DUE: Urgency.KNOW,
        Task.OFFERS_ENDING: Urgency.KNOW,
        Task.HOLDS_ENDING: Urgency.KNOW,
        Task.RATES_UNCHECKED: Urgency.KNOW,
    }
)


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody answered, newly written. ``client_id`` is None for nobody's client."""

    incoming_id: int
    client_id: int | None
    who: str
    subject: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One line of the work list.

    ``count`` counts what the task is about: reminders, letters, e-mails, items, clients or rates.
    ``names`` are the first few clients (or publishers of rates) of ``parties`` in all.
    ``client_ids`` are all clients concerned, ``letter_ids`` the letters. ``tones`` counts reminders
    by their tone, the sternest first. ``capped``: there are more than were counted. ``run`` is
    what a row about runs speaks of; a row with a ``mark`` goes once the owner has looked at it.
    ``at`` is when something goes on by itself, or was done last. ``incoming_ids`` are what came in
    and is to be seen, ``quotes`` what it says.
    """

    task: Task
    count: int
    parties: int = 0
    names: tuple[str, ...] = ()
    amounts: tuple[Money, ...] = ()
    client_ids: tuple[int, ...] = ()
    letter_ids: tuple[int, ...] = ()
    tones: tuple[tuple[Tone, int], ...] = ()
    fault: Fault | None = None
    until: date | None = None
    capped: bool = False
    run: Run | None = None
    mark: str = ""
    at: datetime | None = None
    incoming_ids: tuple[int, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def urgency(self) -> Urgency:
        """How urgent it is."""
        return URGENCIES[self.task]


@dataclass(frozen=True, slots=True)
class Cash:
    """The cash strip in one currency.

    ``expected`` falls due within thirty days, by instalments where those were agreed. ``days_late``
    is what was paid within a year, late or early, weighted by amount, to a tenth of a day; None
    where nothing was. ``buckets`` are as in ``AgeingRow``.
    """

    outstanding: Money
    overdue: Money
    expected: Money
    days_late: Decimal | None
    buckets: tuple[int, ...]

    @property
    def currency(self) -> str:
        """The currency of the row."""
        return self.outstanding.currency


@dataclass(frozen=True, slots=True)
class Freshness:
    """Up to which day payments are known; ``unmatched`` came in and settles nothing yet."""

    known_to: date | None
    days_old: int = 0
    unmatched: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next by itself: the day, how many items, whose, and the sternest tone.

    ``tone`` is None where only a hold ends that day.
    """

    day: date
    count: int
    tone: Tone | None
    parties: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """Everything the first page shows; ``empty`` where nothing is open at all."""

    day: date
    cash: tuple[Cash, ...]
    freshness: Freshness
    tasks: tuple[TaskRow, ...]
    next: NextStep | None = None
    empty: bool = False


@dataclass(frozen=True, slots=True)
class OpenByDay:
    """What is open of all items that fall due on one day, in minor units."""

    currency: str
    due: date
    minor: int


@dataclass(frozen=True, slots=True)
class SettledByDay:
    """The items due on one day (as first agreed) that were settled in full on another."""

    currency: str
    due: date
    day: date
    minor: int


@dataclass(frozen=True, slots=True)
class StuckMessage:
    """An e-mail that failed, or of which nobody knows whether it went."""

    id: int
    client_id: int | None
    client: str
    state: MessageState
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """A letter that is to be printed, or printed and to be posted."""

    id: int
    client_id: int
    client: str
    printed: bool
