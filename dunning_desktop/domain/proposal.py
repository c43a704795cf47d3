"""A proposal: the facts the planner is fed with, and what it says of every open item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.blocks import Block
from dunning_desktop.domain.calendar import days_between
from dunning_desktop.domain.charges import Charge
from dunning_desktop.domain.claims import NOTHING, Claim
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.freeze import Days
from dunning_desktop.domain.interest import Settlement
from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.policy import (
    Channel,
    ChargeRule,
    DunningLevel,
    DunningPolicy,
    OldDebts,
    Tone,
)
from dunning_desktop.domain.relevant_day import DebtDays


class Delivery(StrEnum):
    """Whether a reminder is known to have left the house."""

    DONE = "done"
    PENDING = "pending"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    UNPOSTED = "unposted"


class WhyNot(StrEnum):
    """Why an open item is not chased today."""

    NOT_DUE = "not-due"
    NEXT_STEP_LATER = "next-step-later"
    WAITING_FOR_GAP = "waiting-for-gap"
    BLOCKED = "blocked"
    LADDER_DONE = "ladder-done"
    BELOW_MINIMUM = "below-minimum"
    NO_ADDRESS = "no-address"
    ARCHIVED = "archived"
    NOT_A_WORKING_DAY = "not-a-working-day"
    MONEY_UNALLOCATED = "money-unallocated"
    NOT_DELIVERED = "not-delivered"
    NOT_POSTED = "not-posted"
    OLD_DEBT = "old-debt"
    TO_DECIDE = "to-decide"


@dataclass(frozen=True, slots=True)
class Completed:
    """A level that was issued for an item: on which day, and the deadline it named.

    ``level_day`` and ``tone`` are the level's own: they mean the same on every ladder, so that an
    item whose ladder is changed goes on where it stands. ``policy_id`` is the version of the ladder
    it was issued by, 0 where that is not known. ``skipped``: the owner passed over it.
    ``open`` is what was open then, in minor units, where that is known.
    """

    level_day: int
    tone: Tone
    day: date
    deadline: date
    delivery: Delivery = Delivery.DONE
    cycle: int = 1
    policy_id: int = 0
    skipped: bool = False
    open: int | None = None

    @property
    def order(self) -> tuple[int, int, date]:
        """What tells the latest: the cycle, the level, and of one that was repeated the day."""
        return self.cycle, self.level_day, self.day


def latest(completed: Sequence[Completed]) -> Completed | None:
    """The latest of them; None where there are none, which is the rule in a book."""
    return max(completed, key=lambda one: one.order) if completed else None


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """A due item as the planner sees it. ``completed`` are the levels issued since ``cycle`` began.

    ``policy`` is set where its invoice has a ladder of its own. ``charges`` is its ledger of what
    was claimed on top; ``noticed``, ``performed`` and ``advance`` are as in ``Invoice``. ``start``
    is how chasing begins, as long as nothing was issued. ``interest_due``
    is the last day for payment in law where more time was agreed in time and interest rests
    meanwhile; ``rested`` are days of more time agreed later on which it rested;
    ``disputed`` is what of it is disputed in part, in minor units. ``broken`` is the day since
    which a promise about it is broken, the latest such day. ``late`` as in ``Invoice``.
    """

    item_id: int
    invoice_id: int
    client_id: int
    number: str
    issued: date
    due: date
    amount: Money
    open: Money
    cycle: int = 1
    policy: DunningPolicy | None = None
    completed: tuple[Completed, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    original_due: date | None = None
    charges: tuple[Charge, ...] = ()
    noticed: date | None = None
    performed: date | None = None
    advance: bool = False
    start: OldDebts = OldDebts.FIRST
    interest_due: date | None = None
    rested: tuple[Days, ...] = ()
    disputed: int = 0
    broken: date | None = None
    late: LateTerms | None = None

    @property
    def undisputed(self) -> Money:
        """What of it may be asked for: what is open, less what is disputed in part."""
        if not self.disputed:
            return self.open
        return Money(max(self.open.minor - self.disputed, 0), self.open.currency)

    @property
    def last(self) -> Completed | None:
        """The latest level that was issued for it, in whatever cycle."""
        return latest(self.completed)

    @property
    def days(self) -> DebtDays:
        """Its days as the law sees them: notice on the day it was issued unless another is known.

        The clock runs from the day first agreed: more time given is no waiver of interest.
        """
        return DebtDays(
            agreed=self.interest_due or self.original_due or self.due,
            notice=self.noticed or self.issued,
            performance=self.performed,
            advance=self.advance,
        )


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """A client as the planner sees it. ``credit`` is unallocated money, one sum a currency.

    ``ladders`` are all versions of all ladders by id, for items that keep an older one.
    """

    client: Client
    policy: DunningPolicy
    last_contact: date | None = None
    credit: tuple[Money, ...] = ()
    blocks: tuple[Block, ...] = ()
    ladders: Mapping[int, DunningPolicy] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ChaseLine:
    """One due item in a reminder, with its own level and the figures of the day.

    ``repeat`` counts how often the level went out for it before; ``policy_id`` is the version of
    the ladder it stands on. ``disputed`` is the part of ``open`` that the client does not accept
    and is not asked for; None where all of it is asked for.
    """

    item_id: int
    invoice_id: int
    number: str
    issued: date
    due: date
    amount: Money
    open: Money
    days_late: int
    cycle: int
    level: DunningLevel
    claim: Claim = NOTHING
    repeat: int = 0
    policy_id: int = 0
    disputed: Money | None = None

    @classmethod
    def of(
        cls,
        item: ItemFacts,
        level: DunningLevel,
        *,
        today: date,
        claim: Claim = NOTHING,
        cycle: int = 1,
        repeat: int = 0,
        policy_id: int = 0,
    ) -> ChaseLine:
        """An item at a level, as it stands on a day."""
        return cls(
            item_id=item.item_id,
            invoice_id=item.invoice_id,
            number=item.number,
            issued=item.issued,
            due=item.due,
            amount=item.amount,
            open=item.open,
            days_late=max(days_between(item.due, today), 0),
            cycle=cycle,
            level=level,
            claim=claim,
            repeat=repeat,
            policy_id=policy_id,
            disputed=item.open - item.undisputed if item.disputed else None,
        )

    @property
    def undisputed(self) -> Money:
        """What of the open amount is asked for."""
        return self.open - self.disputed if self.disputed else self.open

    @property
    def claimed(self) -> Money:
        """Interest and compensation to date, shown or demanded."""
        return Money(self.claim.amount, self.open.currency)

    @property
    def demanded(self) -> Money:
        """What the reminder asks for on this line: charges only where its level demands them."""
        demands = self.level.charges is ChargeRule.DEMAND
        return self.undisputed + self.claimed if demands else self.undisputed


@dataclass(frozen=True, slots=True)
class Chase:
    """One reminder to one client. The most advanced line sets ``level`` and the tone."""

    client_id: int
    level: DunningLevel
    channel: Channel
    deadline: date
    lines: tuple[ChaseLine, ...]
    credit: tuple[Money, ...] = ()

    @property
    def unattended(self) -> bool:
        """Whether every level in it may go out in a run nobody watches."""
        return all(line.level.unattended for line in self.lines)

    @property
    def open_totals(self) -> tuple[Money, ...]:
        """What is open and undisputed on its lines, one sum a currency."""
        return totals(line.undisputed for line in self.lines)

    @property
    def demanded(self) -> tuple[Money, ...]:
        """What the reminder asks for, less unallocated money; one sum a currency."""
        return totals([*(line.demanded for line in self.lines), *(-one for one in self.credit)])


@dataclass(frozen=True, slots=True)
class NotToday:
    """An open item that is not chased today: why, and from when it may be, where that is known."""

    item_id: int
    client_id: int
    code: WhyNot
    until: date | None = None
    level: DunningLevel | None = None
    detail: str = ""
    number: str = ""
    open: Money | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the planner would do on a day, and for everything it would not do, why not.

    ``chases`` are written, ``calls`` are to be made by telephone.
    """

    today: date
    chases: tuple[Chase, ...] = ()
    rest: tuple[NotToday, ...] = field(default=())
    calls: tuple[Chase, ...] = ()


def reasons(proposal: Proposal) -> Mapping[int, NotToday]:
    """The reason of each item that is not chased, by its id."""
    return {one.item_id: one for one in proposal.rest}
