"""What lists and pages show: plain rows, ready to be put into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.charges import Charge, ChargeState
from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.client import Client, DebtorType
from dunning_desktop.domain.foresight import Foreseen
from dunning_desktop.domain.invoice import Invoice, InvoiceState
from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.domain.policy import DunningLevel, Tone
from dunning_desktop.domain.posting import PostClass
from dunning_desktop.domain.proposal import NotToday

Row = TypeVar("Row")


class InvoiceFilter(StrEnum):
    """Which invoices a list shows."""

    ALL = "all"
    OPEN = "open"
    OVERDUE = "overdue"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list asks for. ``sort`` is a field of its row; ``after`` is a page's ``next``.

    ``only`` narrows a list of clients down to these ids.
    """

    search: str = ""
    sort: str = ""
    descending: bool = False
    filter: InvoiceFilter = InvoiceFilter.ALL
    client_id: int | None = None
    archived: bool = False
    only: tuple[int, ...] | None = None
    after: tuple[object, ...] | None = None
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, and the key after which the following page starts; None at the end."""

    rows: tuple[Row, ...]
    next: tuple[object, ...] | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """How many rows a list has in all, and their open amounts, one sum a currency."""

    count: int = 0
    open: tuple[Money, ...] = ()
    overdue: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """An invoice in a list; ``due`` is that of its first due item."""

    id: int
    client_id: int
    client: str
    number: str
    issued: date
    due: date
    total: Money
    open: Money
    state: InvoiceState
    days_late: int


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client in a list: ``oldest`` is its earliest overdue day, ``blocked`` why it rests."""

    id: int
    name: str
    debtor_type: DebtorType
    debtor_confirmed: bool
    email: str
    balance: tuple[Money, ...]
    overdue: tuple[Money, ...]
    oldest: date | None
    open_count: int
    blocked: BlockKind | None
    archived: bool


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """A late due item: what was done, and the next step or the reason against it.

    ``reached`` is the tone of the last reminder; ``ready`` the level that would go out today,
    by telephone if it is a ``call``; else ``waiting`` says why not. ``claim`` is interest and
    compensation to date.
    """

    item_id: int
    invoice_id: int
    client_id: int
    client: str
    number: str
    due: date
    days_late: int
    amount: Money
    open: Money
    reached: Tone | None
    reached_on: date | None
    ready: DunningLevel | None
    waiting: NotToday | None
    claim: Claim
    call: bool = False

    @property
    def owed(self) -> Money:
        """Everything owed today in the item's currency."""
        return Money(self.open.minor + self.claim.amount, self.open.currency)


# The upper ends, in days late, of all ageing buckets but the last.
BUCKET_ENDS = (0, 30, 60, 90)


def by_age(open_: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """What is open as the buckets of ``AgeingRow``, from pairs of days late and minor units."""
    sums = [0] * (len(BUCKET_ENDS) + 1)
    for late, minor in open_:
        sums[sum(late > end for end in BUCKET_ENDS)] += minor
    return tuple(sums)


@dataclass(frozen=True, slots=True)
class AgeingRow:
    """What a client owes by age, in minor units of one currency.

    ``buckets`` are: not yet due, 1 to 30 days late, 31 to 60, 61 to 90, over 90.
    """

    client_id: int
    client: str
    currency: str
    buckets: tuple[int, int, int, int, int]

    @property
    def total(self) -> int:
        """All buckets together, in minor units."""
        return sum(self.buckets)


@dataclass(frozen=True, slots=True)
class MessageRow:
    """An e-mail in the outbox. It can be taken back while ``queued`` and before ``not_before``.

    ``by_hand``: the owner sends it with his mail program.
    """

    id: int
    reminder_id: int | None
    client_id: int | None
    client: str
    recipient: str
    subject: str
    state: MessageState
    queued_at: datetime
    not_before: datetime
    finished_at: datetime | None
    attempts: int
    fault: Fault | None
    reply: str
    account_id: int | None = None
    by_hand: bool = False


class LetterState(StrEnum):
    """Made, printed and posted are three different facts; an enclosure goes with an e-mail."""

    MADE = "made"
    PRINTED = "printed"
    POSTED = "posted"
    ENCLOSURE = "enclosure"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in the outbox: of a reminder, or of an agreement with its document."""

    id: int
    reminder_id: int | None
    client_id: int
    client: str
    subject: str
    state: LetterState
    made_at: datetime
    printed_at: datetime | None
    posted_at: datetime | None
    sha256: str
    document_id: int | None = None
    post_class: PostClass | None = None
    tracking: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a timeline: a code and its data, newest first."""

    at: datetime
    code: AuditCode
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """Money received, and how much of it has not settled anything."""

    id: int
    client_id: int
    received: date
    amount: Money
    unallocated: Money
    method: str
    reference: str


@dataclass(frozen=True, slots=True)
class ClientCard:
    """Everything the details panel of a client shows.

    ``holds`` are the owner's own blocks of today, ``silent`` why nobody may write to them at all,
    and those of them to come.
    """

    client: Client
    balance: tuple[Money, ...]
    overdue: tuple[Money, ...]
    credit: tuple[Money, ...]
    events: tuple[Event, ...] = ()
    holds: tuple[Block, ...] = ()
    silent: tuple[Block, ...] = ()


class LadderOwner(StrEnum):
    """Whose ladder holds for an invoice."""

    INVOICE = "invoice"
    CLIENT = "client"
    TAG = "tag"
    BUSINESS = "business"


class TermsOwner(StrEnum):
    """Whose late-payment terms hold for an invoice."""

    INVOICE = "invoice"
    CLIENT = "client"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class InvoiceCard:
    """Everything the details panel of an invoice shows.

    ``owed`` has its due items with what is claimed on top of each, paid or not; none of a cancelled
    invoice. ``charges`` is its ledger, withdrawn ones left out. ``reminders`` are its levels as
    ``Chasing.of_invoice`` has them. ``call``: the next step, ready today, is made by telephone.
    ``ahead`` are the reminders to come as long as nothing is paid, the next step first.
    ``ladder_tag`` is the tag that brings the ladder; ``ladder_version`` is the one it is chased by,
    perhaps older than the newest. ``late`` are the late-payment terms that hold.
    """

    invoice: Invoice
    client: Client
    open: Money
    state: InvoiceState
    owed: tuple[OwedItem, ...] = ()
    settlements: tuple[tuple[date, Money, str], ...] = ()
    reminders: tuple[tuple[date, Tone, str], ...] = ()
    next_step: DunningLevel | None = None
    waiting: NotToday | None = None
    call: bool = False
    ahead: tuple[Foreseen, ...] = ()
    ladder: str = ""
    ladder_owner: LadderOwner = LadderOwner.BUSINESS
    ladder_tag: str = ""
    ladder_version: int = 1
    ladder_older: bool = False
    late: LateTerms = LateTerms()  # noqa: RUF009 - frozen
    late_owner: TermsOwner = TermsOwner.BUSINESS

    @property
    def fee(self) -> Money | None:
        """What the terms that hold ask for a reminder."""
        minor = self.late.fee
        return None if minor is None else Money(minor, self.invoice.total.currency)

    @property
    def charges(self) -> tuple[Charge, ...]:
        """The charges ledger, oldest first; what went back with a reminder is left out."""
        every = [charge for one in self.owed for charge in one.item.charges]
        return tuple(one for one in every if one.state is not ChargeState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """An import that was committed, and whether it was taken back."""

    id: int
    file_name: str
    profile: str
    at: datetime
    undone_at: datetime | None
    summary: Mapping[str, int] = field(default_factory=dict)
