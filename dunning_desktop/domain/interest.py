"""Interest on true daily balances, with its working: segments of one balance at one rate."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dunning_desktop.domain.calendar import (
    MONTHS_IN_YEAR,
    add_days,
    anniversaries,
    days_between,
    month_ends,
)
from dunning_desktop.domain.day_count import DayCount, days_of_year, part_of_year
from dunning_desktop.domain.errors import CurrencyMismatch
from dunning_desktop.domain.freeze import Days, cut, merged, touches
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.rates import ReferenceRate


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money received on a debt, and what it settles first. It counts from the following day."""

    day: date
    amount: Money
    order: PaymentOrder = PaymentOrder.PRINCIPAL_FIRST


@dataclass(frozen=True, slots=True)
class Settlement:
    """Part of a debt that was settled: ``amount`` of the principal, and perhaps of what was on top.

    It counts from the following day; the parts are as they were recorded. ``paid`` is False where
    it was credited, not paid.
    """

    day: date
    amount: Money
    interest: Money | None = None
    costs: Money | None = None
    paid: bool = True

    @property
    def whole(self) -> Money:
        """All of it, what settles interest and costs with it."""
        return sum((one for one in (self.interest, self.costs) if one is not None), self.amount)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which one rate holds, both counted, percent a year; a month's rate by the month."""

    start: date
    end: date
    percent: Decimal
    reference: ReferenceRate | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Interest on one balance at one rate: both days counted, the amount rounded half up.

    ``months`` is the number of whole months where a monthly rate is charged, else nothing;
    ``percent`` is always percent a year. ``frozen``: a breathing space in which nothing accrues.
    """

    start: date
    end: date
    balance: Money
    percent: Decimal
    amount: Money
    reference: ReferenceRate | None = None
    provisional: bool = False
    months: int = 0
    frozen: bool = False

    @property
    def days(self) -> int:
        """How many days the segment counts."""
        return days_between(self.start, self.end) + 1


@dataclass(frozen=True, slots=True)
class Applied:
    """What a receipt or settlement settled of each part; ``credit`` is what it left over."""

    day: date
    principal: Money
    interest: Money
    costs: Money
    credit: Money


@dataclass(frozen=True, slots=True)
class Account:
    """A debt worked out to a day: its segments, what is open of each part, and how it was settled.

    ``daily`` is what interest grows by on the next day, in major units and not rounded; None where
    it grows by the month.
    """

    segments: tuple[Segment, ...]
    interest: Money
    principal_open: Money
    interest_open: Money
    costs_open: Money
    credit: Money
    daily: Decimal | None
    applied: tuple[Applied, ...] = ()


def account_of(
    principal: Money,
    stretches: Sequence[Stretch],
    *,
    received: Iterable[Receipt | Settlement] = (),
    costs: Money | None = None,
    day_count: DayCount = DayCount.ACT_365,
    compounds: bool = False,
    tomorrow: Stretch | None = None,
    frozen: Iterable[Days] = (),
) -> Account:
    """Simple interest by the day over the stretches, which follow each other without a gap.

    Neither a rate nor a day's interest is rounded; each segment is, half up. Where it compounds,
    each year's interest that is still unpaid is added to the balance on the anniversary of the
    first day. ``costs`` are what is owed besides principal and interest once interest has begun;
    ``tomorrow`` is the rate of the day after the last one, where it is another. Days that are
    ``frozen`` bear nothing. Without stretches what was received settles principal. Raises
    ``CurrencyMismatch``.
    """
    run = _Run.of(principal, costs, received, frozen)
    if not stretches:
        run.receive_all()
        return run.finish(None)
    first, following = stretches[0].start, add_days(stretches[-1].end, 1)
    run.begin(first)
    years = anniversaries(first, following) if compounds else frozenset()
    for start, end, stretch in _pieces(stretches, run.days(), years):
        if start in years:
            run.capitalise()
        run.accrue(start, end, stretch, day_count)
        run.receive_on(end)
    if following in years:
        run.capitalise()
    if touches(following, following, run.frozen):
        return run.finish(Decimal(0))
    rate = (tomorrow or stretches[-1]).percent / (100 * days_of_year(following, day_count))
    return run.finish(rate * run.balance_in_major_units())


def account_by_months(
    principal: Money,
    due: date,
    as_of: date,
    *,
    percent: Decimal,
    received: Iterable[Receipt | Settlement] = (),
    costs: Money | None = None,
    frozen: Iterable[Days] = (),
) -> Account:
    """Interest at a monthly rate, percent a month, for each whole month after the due day.

    A month bears interest on what is open on its last day: the reading that asks for least where
    a payment came within it. For the same reason a month with a ``frozen`` day in it bears none:
    only whole months do. Equal months that follow each other are one segment.
    """
    run = _Run.of(principal, costs, received, frozen)
    start = add_days(due, 1)
    if as_of >= start:
        run.begin(start)
    for end in month_ends(due, as_of):
        run.receive_before(end)
        if touches(start, end, run.frozen):
            run.rest(start, end, months=1)
        else:
            run.accrue_month(start, end, percent)
        run.receive_on(end)
        start = add_days(end, 1)
    run.receive_before(add_days(as_of, 1))
    return run.finish(None)


def _pieces(
    stretches: Sequence[Stretch], paid_on: Sequence[date], also: Iterable[date]
) -> Iterable[tuple[date, date, Stretch]]:
    """Cut the stretches after each day on which something was received, and at the given days."""
    cuts = sorted({*(add_days(day, 1) for day in paid_on), *also})
    for stretch in stretches:
        at = bisect_left(cuts, add_days(stretch.start, 1))
        inside = [cut for cut in cuts[at:] if cut <= stretch.end]
        starts = [stretch.start, *inside]
        ends = [*(add_days(cut, -1) for cut in inside), stretch.end]
        for start, end in zip(starts, ends, strict=True):
            yield start, end, stretch


@dataclass(slots=True)
class _Run:
    """The account while it is worked out; amounts are minor units."""

    currency: str
    principal: int
    costs: int
    received: list[Receipt | Settlement]
    frozen: tuple[Days, ...] = ()
    interest: int = 0
    interest_open: int = 0
    capitalised: int = 0
    credit: int = 0
    segments: list[Segment] = field(default_factory=list)
    applied: list[Applied] = field(default_factory=list)
    running: bool = False

    @classmethod
    def of(
        cls,
        principal: Money,
        costs: Money | None,
        received: Iterable[Receipt | Settlement],
        frozen: Iterable[Days],
    ) -> _Run:
        ordered = sorted(received, key=lambda one: one.day)
        for money in (*(one.amount for one in ordered), *([costs] if costs else ())):
            if money.currency != principal.currency:
                raise CurrencyMismatch(left=principal.currency, right=money.currency)
        on_top = costs.minor if costs else 0
        return cls(principal.currency, principal.minor, on_top, ordered, merged(frozen))

    def days(self) -> list[date]:
        """On which days something is still to be received."""
        return [one.day for one in self.received]

    def begin(self, first: date) -> None:
        """Take what was received in time; from then on there may be something on top to pay."""
        self.receive_before(first)
        self.running = True

    def receive_before(self, day: date) -> None:
        """Take what was received before that day."""
        while self.received and self.received[0].day < day:
            self._take(self.received.pop(0))

    def receive_on(self, day: date) -> None:
        """Take what was received up to and including that day."""
        self.receive_before(add_days(day, 1))

    def receive_all(self) -> None:
        """Take all that is still to be received."""
        while self.received:
            self._take(self.received.pop(0))

    def _take(self, one: Receipt | Settlement) -> None:
        parts = (
            self._as_recorded(one) if isinstance(one, Settlement) else self._shared_out(one)
        )
        principal, interest, costs, credit = parts
        self.principal -= principal
        self.interest_open -= interest
        # What was added to the balance is paid last.
        self.capitalised = max(min(self.capitalised, self.interest_open), 0)
        self.costs -= costs
        self.credit += credit
        money = [Money(minor, self.currency) for minor in parts]
        self.applied.append(Applied(one.day, *money))

    def _as_recorded(self, one: Settlement) -> tuple[int, int, int, int]:
        interest = one.interest.minor if one.interest else 0
        costs = one.costs.minor if one.costs else 0
        return one.amount.minor, interest, costs, 0

    def _shared_out(self, one: Receipt) -> tuple[int, int, int, int]:
        left = one.amount.minor
        # Before interest begins there is nothing on top that could be paid.
        owed = {
            "principal": max(self.principal, 0),
            "interest": max(self.interest_open, 0),
            "costs": max(self.costs, 0) if self.running else 0,
        }
        taken = {}
        for part in _ORDERS[one.order]:
            taken[part] = min(left, owed[part])
            left -= taken[part]
        return taken["principal"], taken["interest"], taken["costs"], left

    def capitalise(self) -> None:
        """Add the interest that is unpaid to the balance that bears interest."""
        self.capitalised = max(self.interest_open, 0)

    @property
    def balance(self) -> int:
        """What bears interest."""
        return max(self.principal, 0) + self.capitalised

    def balance_in_major_units(self) -> Decimal:
        """The same as an amount."""
        return Money(self.balance, self.currency).amount

    def accrue(self, start: date, end: date, stretch: Stretch, day_count: DayCount) -> None:
        """Add the interest of one segment, cut where it is frozen; none where nothing is open.

        Rounding the parts never makes them dearer than the whole would be without the freeze.
        """
        if self.balance <= 0:
            return
        left = self._interest_of(start, end, stretch, day_count)
        for first, last, rests in cut(start, end, self.frozen):
            if rests:
                self.rest(first, last)
                continue
            amount = min(self._interest_of(first, last, stretch, day_count), left)
            left -= amount
            self._add(
                Segment(
                    first,
                    last,
                    Money(self.balance, self.currency),
                    stretch.percent,
                    Money(amount, self.currency),
                    stretch.reference,
                    stretch.provisional,
                )
            )

    def _interest_of(self, start: date, end: date, stretch: Stretch, day_count: DayCount) -> int:
        days, year = part_of_year(start, end, day_count)
        return _half_up(Decimal(self.balance) * stretch.percent * days / (100 * year))

    def rest(self, start: date, end: date, *, months: int = 0) -> None:
        """Show that nothing accrues; with such days before them they are one segment."""
        if self.balance <= 0:
            return
        last = self.segments[-1] if self.segments else None
        if last and last.frozen and self._goes_on(last, start):
            self.segments.pop()
            start, months = last.start, last.months + months
        balance, nothing = Money(self.balance, self.currency), Money.zero(self.currency)
        self._add(
            Segment(start, end, balance, Decimal(0), nothing, months=months, frozen=True)
        )

    def _goes_on(self, last: Segment, start: date) -> bool:
        return last.balance.minor == self.balance and add_days(last.end, 1) == start

    def accrue_month(self, start: date, end: date, percent: Decimal) -> None:
        """Add the interest of one month; with an equal month before it they are one segment."""
        if self.balance <= 0:
            return
        months = 1
        last = self.segments[-1] if self.segments else None
        if last and not last.frozen and self._goes_on(last, start):
            self.segments.pop()
            self.interest -= last.amount.minor
            self.interest_open -= last.amount.minor
            start, months = last.start, last.months + 1
        amount = _half_up(Decimal(self.balance) * percent * months / 100)
        yearly = percent * MONTHS_IN_YEAR
        balance = Money(self.balance, self.currency)
        owed = Money(amount, self.currency)
        self._add(Segment(start, end, balance, yearly, owed, months=months))

    def _add(self, segment: Segment) -> None:
        self.segments.append(segment)
        self.interest += segment.amount.minor
        self.interest_open += segment.amount.minor

    def finish(self, daily: Decimal | None) -> Account:
        """The account as it stands."""

        def money(minor: int) -> Money:
            return Money(max(minor, 0), self.currency)

        return Account(
            segments=tuple(self.segments),
            interest=money(self.interest),
            principal_open=money(self.principal),
            interest_open=money(self.interest_open),
            costs_open=money(self.costs if self.running else 0),
            credit=money(self.credit),
            daily=daily,
            applied=tuple(self.applied),
        )


_ORDERS = {
    PaymentOrder.PRINCIPAL_FIRST: ("principal", "interest", "costs"),
    PaymentOrder.INTEREST_FIRST: ("interest", "principal", "costs"),
    PaymentOrder.COSTS_FIRST: ("costs", "interest", "principal"),
}


def _half_up(minor: Decimal) -> int:
    return int(minor.to_integral_value(ROUND_HALF_UP))
