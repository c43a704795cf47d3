"""What holds for interest whatever the debt, and a second calculation that knows no shortcut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dunning_desktop.domain.calendar import add_months
from dunning_desktop.domain.day_count import DayCount
from dunning_desktop.domain.errors import CurrencyMismatch
from dunning_desktop.domain.freeze import Days
from dunning_desktop.domain.interest import (
    Account,
    Receipt,
    Segment,
    Settlement,
    Stretch,
    account_by_months,
    account_of,
)
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.rates import half_year, next_half_year
from tests.domain.by_hand import Paid, half_up, same, sheet_of, work_out

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Story:
    """A debt in euro cents, its rates by the half-year (or one for good), and what came in."""

    principal: int
    first: date
    days: int
    rates: tuple[Decimal, ...]
    fixed: bool
    paid: tuple[Paid, ...]
    costs: int
    own_years: bool
    compounds: bool

    @property
    def last(self) -> date:
        return self.first + timedelta(days=self.days - 1)

    def rate_on(self, day: date) -> Decimal:
        if self.fixed:
            return self.rates[0]
        halves = (day.year - self.first.year) * 2 + (day.month > 6) - (self.first.month > 6)
        return self.rates[halves % len(self.rates)]

    def stretches(self, last: date) -> list[Stretch]:
        if self.fixed:
            return [Stretch(self.first, last, self.rates[0])]
        found, start = [], self.first
        while start <= last:
            end = min(next_half_year(start) - ONE, last)
            found.append(Stretch(start, end, self.rate_on(start)))
            start = end + ONE
        return found

    def account(
        self,
        last: date | None = None,
        *,
        paid: Sequence[Paid] | None = None,
        frozen: Sequence[Days] = (),
    ) -> Account:
        last = last or self.last
        following = last + ONE
        return account_of(
            Money(self.principal, "EUR"),
            self.stretches(last),
            received=[
                Receipt(one.day, Money(one.minor, "EUR"), PaymentOrder(one.order))
                for one in (self.paid if paid is None else paid)
                if one.day <= last
            ],
            costs=Money(self.costs, "EUR"),
            day_count=DayCount.ACT_ACT if self.own_years else DayCount.ACT_365,
            compounds=self.compounds,
            tomorrow=Stretch(following, following, self.rate_on(following)),
            frozen=frozen,
        )


DAYS = st.one_of(
    st.dates(date(2018, 1, 1), date(2027, 12, 31)),
    st.sampled_from(
        [
            date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 28), date(2024, 2, 29),
            date(2024, 3, 1), date(2024, 6, 30), date(2024, 7, 1), date(2023, 1, 31),
        ]
    ),
)  # fmt: skip
RATES = st.one_of(
    st.decimals(0, 20, places=2), st.sampled_from([Decimal("0.00"), Decimal("8.12"), Decimal(10)])
)
AMOUNTS = st.one_of(
    st.integers(1, 10), st.integers(1, 2_000_000), st.sampled_from([36500, 36600, 10**13])
)


@st.composite
def stories(draw: st.DrawFn, *, fixed: bool | None = None) -> Story:
    first, days = draw(DAYS), draw(st.integers(1, 900))
    principal = draw(AMOUNTS)
    payment = st.builds(
        lambda after, minor, order: Paid(first + timedelta(days=after), minor, order),
        st.one_of(st.integers(-40, days), st.sampled_from([-1, 0, 1, days - 1])),
        st.one_of(st.integers(1, 10), st.integers(1, max(principal // 2, 1))),
        st.sampled_from([one.value for one in PaymentOrder]),
    )
    paid = draw(st.lists(payment, max_size=5))
    return Story(
        principal,
        first,
        days,
        tuple(draw(st.lists(RATES, min_size=1, max_size=4))),
        draw(st.booleans()) if fixed is None else fixed,
        tuple(one for one in paid if one.day <= first + timedelta(days=days - 1)),
        draw(st.sampled_from([0, 1, 4000, 7000])),
        draw(st.booleans()),
        draw(st.booleans()),
    )


@given(stories())
@settings(max_examples=250)
def test_a_second_calculation_agrees_line_for_line(story: Story) -> None:
    ours = work_out(
        story.principal,
        lambda day: Fraction(story.rate_on(day)),
        first=story.first,
        last=story.last,
        paid=story.paid,
        costs=story.costs,
        half_yearly=not story.fixed,
        own_years=story.own_years,
        compounds=story.compounds,
    )
    assert same(ours, story.account()), (ours, sheet_of(story.account()))


@given(stories(), st.integers(0, 400))
def test_interest_never_falls_with_time(story: Story, more: int) -> None:
    now, later = story.account(), story.account(story.last + timedelta(days=more))
    assert later.interest >= now.interest
    # Of the past nothing changes: but for the last line, the working stays as it was.
    assert later.segments[: len(now.segments) - 1] == now.segments[:-1]


@given(stories())
def test_the_lines_add_up_and_count_each_day_once(story: Story) -> None:
    account = story.account()
    assert account.interest.minor == sum(one.amount.minor for one in account.segments)
    day = story.first
    for one in account.segments:
        # Days without a line are those on which nothing was open.
        assert one.start >= day
        assert one.end >= one.start
        assert one.balance.minor > 0
        assert (one.days, one.months) == ((one.end - one.start).days + 1, 0)
        assert half_year(one.start) == half_year(one.end) or story.fixed
        day = one.end + ONE
    assert day <= story.last + ONE
    if account.principal_open:
        assert sum(one.days for one in account.segments) == story.days


@given(stories(fixed=True))
def test_each_line_is_on_what_was_open_that_morning(story: Story) -> None:
    story = replace(story, compounds=False)
    account = story.account()
    for line in account.segments:
        paid = sum(one.principal.minor for one in account.applied if one.day < line.start)
        assert line.balance.minor == story.principal - paid


@given(stories(), st.integers(0, 899))
def test_cutting_the_time_in_two_changes_no_unrounded_interest(story: Story, place: int) -> None:
    story = replace(story, compounds=False, paid=())
    cut = story.first + timedelta(days=place % story.days)
    whole, left = story.account(), story.account(cut)
    right = replace(story, first=cut + ONE, days=max(story.days - place % story.days - 1, 0))
    # The second part goes on with the rates of the first.
    stretches = [
        replace(one, start=max(one.start, right.first))
        for one in story.stretches(story.last)
        if one.end >= right.first
    ]
    rest = account_of(
        Money(story.principal, "EUR"),
        stretches,
        day_count=DayCount.ACT_ACT if story.own_years else DayCount.ACT_365,
    )
    assert exact_of(whole, story) == exact_of(left, story) + exact_of(rest, story)


def exact_of(account: Account, story: Story) -> Fraction:
    return sum((_line(one, story) for one in account.segments), Fraction(0))


def _line(one: Segment, story: Story) -> Fraction:
    """The interest of a line before rounding."""
    days = [one.start + timedelta(days=more) for more in range(one.days)]
    if story.own_years:
        year = sum(Fraction(1, (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days)
                   for day in days)  # fmt: skip
    else:
        year = Fraction(len(days), 365)
    return one.balance.minor * Fraction(one.percent) / 100 * year


@given(stories())
def test_tomorrow_adds_what_the_account_says_a_day_adds(story: Story) -> None:
    now, tomorrow = story.account(), story.account(story.last + ONE)
    assert now.daily is not None
    grown = exact_of(tomorrow, story) - exact_of(now, story)
    assert abs(grown - Fraction(now.daily) * 100) < Fraction(1, 10**9)


@given(stories())
def test_paying_never_makes_it_dearer(story: Story) -> None:
    nothing = story.account(paid=())
    for order in PaymentOrder:
        paid = [replace(one, order=order.value) for one in story.paid]
        account = story.account(paid=paid)
        came = sum(one.minor for one in story.paid)
        open_now = account.principal_open + account.interest_open + account.costs_open
        without = nothing.principal_open + nothing.interest_open + nothing.costs_open
        assert open_now <= without
        assert account.interest <= nothing.interest + Money(len(story.paid), "EUR")
        assert open_now.minor + came >= story.principal + story.costs


@given(stories())
def test_what_came_in_is_all_accounted_for(story: Story) -> None:
    account = story.account()
    for paid, one in zip(sorted(story.paid, key=lambda x: x.day), account.applied, strict=True):
        parts = (one.principal, one.interest, one.costs, one.credit)
        assert sum(part.minor for part in parts) == paid.minor
        assert all(part.minor >= 0 for part in parts)
        assert one.day == paid.day
    settled = sheet_of(account).settled
    assert sum(one[0] for one in settled) == story.principal - account.principal_open.minor
    assert sum(one[1] for one in settled) == (account.interest - account.interest_open).minor
    assert sum(one[2] for one in settled) == story.costs - account.costs_open.minor
    assert sum(one[3] for one in settled) == account.credit.minor
    if account.credit:
        # Money is left over only when nothing it could settle was open on that day.
        day = max(one.day for one in account.applied if one.credit)
        assert day < story.first or not story.account(day).principal_open


@given(stories(), st.randoms(use_true_random=False))
def test_receipts_may_be_told_in_any_order_of_days(story: Story, random: Random) -> None:
    by_day = {one.day: one for one in story.paid}
    paid = list(by_day.values())
    account = story.account(paid=paid)
    random.shuffle(paid)
    assert story.account(paid=paid) == account


@given(st.integers(-40, 40), st.booleans(), st.booleans())
def test_currencies_never_mix(after: int, as_settlement: bool, as_costs: bool) -> None:
    first = date(2026, 4, 1)
    day, pound = first + timedelta(days=after), Money(100, "GBP")
    received = Settlement(day, pound) if as_settlement else Receipt(day, pound)
    with pytest.raises(CurrencyMismatch):
        account_of(
            Money(1000, "EUR"),
            [Stretch(first, date(2026, 5, 31), Decimal(8))],
            received=[] if as_costs else [received],
            costs=pound if as_costs else None,
        )


@given(stories())
def test_what_a_book_recorded_of_payments_gives_the_account_back(story: Story) -> None:
    account = story.account()
    recorded = [
        Settlement(one.day, one.principal, one.interest, one.costs) for one in account.applied
    ]
    again = account_of(
        Money(story.principal, "EUR"),
        story.stretches(story.last),
        received=recorded,
        costs=Money(story.costs, "EUR"),
        day_count=DayCount.ACT_ACT if story.own_years else DayCount.ACT_365,
        compounds=story.compounds,
    )
    assert again.segments == account.segments
    assert again.principal_open == account.principal_open
    assert (again.interest_open, again.costs_open) == (account.interest_open, account.costs_open)
    # What was left over is the client's credit in the book, not the debt's.
    assert not again.credit


@given(
    DAYS,
    st.integers(1, 10**8),
    st.decimals(0, 4, places=2),
    st.integers(0, 900),
    st.lists(st.tuples(st.integers(-10, 900), st.integers(1, 10**7)), max_size=3),
)
def test_months_are_whole_and_counted_from_the_due_day(
    due: date, principal: int, percent: Decimal, days: int, paid: list[tuple[int, int]]
) -> None:
    as_of = due + timedelta(days=days)
    events = sorted((due + timedelta(days=after), minor) for after, minor in paid if after <= days)
    account = account_by_months(
        Money(principal, "USD"),
        due,
        as_of,
        percent=percent,
        received=[Receipt(day, Money(minor, "USD")) for day, minor in events],
    )
    ends = [add_months(due, one) for one in range(1, 31) if add_months(due, one) <= as_of]
    exact, left = Fraction(0), principal
    for end in ends:
        came = sum(minor for day, minor in events if day < end)
        left = max(principal - came, 0)
        exact += left * Fraction(percent) / 100
    assert sum(one.months for one in account.segments) == sum(
        1 for end in ends if sum(minor for day, minor in events if day < end) < principal
    )
    assert abs(account.interest.minor - exact) <= Fraction(len(account.segments), 2)
    if not events:
        assert account.interest.minor == half_up(exact)
