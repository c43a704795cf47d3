"""What late payment costs: simple interest on true daily balances, with its working shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dunning_desktop.domain.calendar import add_days, add_months, days_between, end_of_month
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.money import Money

DAYS_IN_YEAR = 365


@dataclass(frozen=True, slots=True)
class ReferenceRate:
    """A central bank's rate, percent a year, in force on the day it is fixed."""

    fixed_on: date
    percent: Decimal


@dataclass(frozen=True, slots=True)
class CompensationBand:
    """The fixed sum owed for a debt of at least ``from_amount``."""

    from_amount: Money
    fixed_sum: Money


@dataclass(frozen=True, slots=True)
class Regime:
    """The statutory late-payment law of a jurisdiction, as dated data.

    ``references`` are in the order of their days; each holds for six months from the day after.
    """

    jurisdiction: str
    margin: Decimal
    references: tuple[ReferenceRate, ...]
    bands: tuple[CompensationBand, ...]
    debtor_types: frozenset[DebtorType]

    def reference_for(self, starts: date) -> ReferenceRate | None:
        """The last reference fixed before the day on which interest starts, None if too early."""
        earlier = [rate for rate in self.references if rate.fixed_on < starts]
        return earlier[-1] if earlier else None

    def known_for(self, starts: date) -> bool:
        """Whether the rate for interest starting that day is known, or only carried forward."""
        reference = self.reference_for(starts)
        return reference is not None and starts <= end_of_month(add_months(reference.fixed_on, 6))

    def compensation_for(self, debt: Money) -> Money | None:
        """The fixed sum for a debt; None where the law names none in its currency."""
        fitting = [
            band
            for band in self.bands
            if band.from_amount.currency == debt.currency and band.from_amount <= debt
        ]
        return max(fitting, key=lambda band: band.from_amount.minor).fixed_sum if fitting else None


@dataclass(frozen=True, slots=True)
class Settlement:
    """Part of a debt that was settled: it reduces the balance from the following day."""

    day: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Segment:
    """Interest on one balance at one rate: both days counted, the amount rounded half up."""

    start: date
    end: date
    balance: Money
    percent: Decimal
    amount: Money

    @property
    def days(self) -> int:
        """How many days the segment counts."""
        return days_between(self.start, self.end) + 1


@dataclass(frozen=True, slots=True)
class Interest:
    """A sum of interest with its working. ``provisional`` where the rate is not yet known."""

    segments: tuple[Segment, ...]
    total: Money
    percent: Decimal
    reference: ReferenceRate | None
    provisional: bool

    @property
    def last_day(self) -> date | None:
        """The last day that interest was counted for."""
        return self.segments[-1].end if self.segments else None


def balances(
    principal: Money, first: date, last: date, settlements: Iterable[Settlement]
) -> tuple[tuple[date, date, Money], ...]:
    """The stretches of equal positive balance from first to last day, both included."""
    changes: dict[date, Money] = {}
    for one in settlements:
        takes_effect = max(add_days(one.day, 1), first)
        before = changes.get(takes_effect, Money.zero(principal.currency))
        changes[takes_effect] = before + one.amount
    edges = sorted({first, *(day for day in changes if day <= last)})
    stretches = []
    balance = principal
    for start, following in zip(edges, [*edges[1:], add_days(last, 1)], strict=True):
        balance -= changes.get(start, Money.zero(principal.currency))
        if balance.minor > 0 and start < following:
            stretches.append((start, add_days(following, -1), balance))
    return tuple(stretches)


def simple_interest(
    principal: Money,
    due: date,
    as_of: date,
    *,
    percent: Decimal,
    settlements: Sequence[Settlement] = (),
) -> tuple[Segment, ...]:
    """Simple interest at a fixed yearly rate from the day after due up to and including as_of.

    The divisor is 365 in every year; neither the rate nor a day's interest is rounded.
    """
    if as_of <= due:
        return ()
    segments = []
    for start, end, balance in balances(principal, add_days(due, 1), as_of, settlements):
        days = days_between(start, end) + 1
        raw = balance.amount * percent * days / (100 * DAYS_IN_YEAR)
        segments.append(
            Segment(start, end, balance, percent, Money.rounded(raw, principal.currency))
        )
    return tuple(segments)


def statutory_interest(
    regime: Regime,
    principal: Money,
    due: date,
    *,
    as_of: date,
    settlements: Sequence[Settlement] = (),
) -> Interest | None:
    """Interest at the rate fixed, for the life of the debt, when it starts to run.

    None where the table has no rate that early, or nothing is late.
    Source for GB: Late Payment of Commercial Debts (Interest) Act 1998 s.4, SI 2002/1675 art 4.
    """
    starts = add_days(due, 1)
    reference = regime.reference_for(starts)
    if reference is None or as_of <= due:
        return None
    percent = reference.percent + regime.margin
    segments = simple_interest(
        principal, due, as_of, percent=percent, settlements=settlements
    )
    return Interest(
        segments=segments,
        total=_sum(segments, principal.currency),
        percent=percent,
        reference=reference,
        provisional=not regime.known_for(starts),
    )


def contractual_interest(
    percent: Decimal,
    principal: Money,
    due: date,
    *,
    as_of: date,
    settlements: Sequence[Settlement] = (),
) -> Interest | None:
    """Interest at the rate the parties agreed, percent a year; None when nothing is late."""
    if as_of <= due:
        return None
    segments = simple_interest(principal, due, as_of, percent=percent, settlements=settlements)
    return Interest(
        segments=segments,
        total=_sum(segments, principal.currency),
        percent=percent,
        reference=None,
        provisional=False,
    )


def _sum(segments: Iterable[Segment], currency: str) -> Money:
    return sum((one.amount for one in segments), Money.zero(currency))
