"""What holds for days that rest, whatever the debt and whenever they fall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dunning_desktop.domain.freeze import Days, cut, merged, touches
from dunning_desktop.domain.interest import Account, Receipt, account_by_months
from dunning_desktop.domain.money import Money
from tests.domain.by_hand import Paid
from tests.domain.test_interest_laws import ONE, Story, exact_of, stories

RANGE = st.tuples(st.integers(-30, 920), st.integers(0, 200))
RANGES = st.lists(RANGE, max_size=4)


def _days(story: Story, ranges: Sequence[tuple[int, int]]) -> list[Days]:
    return [
        (start := story.first + timedelta(days=after), start + timedelta(days=more))
        for after, more in ranges
    ]


def _single(frozen: Sequence[Days]) -> set[date]:
    return {
        start + timedelta(days=more)
        for start, end in frozen
        for more in range((end - start).days + 1)
    }


@given(stories(), RANGES)
@settings(max_examples=250)
def test_it_never_costs_more_than_it_would_without(
    story: Story, ranges: list[tuple[int, int]]
) -> None:
    without, rested = story.account(), story.account(frozen=_days(story, ranges))
    assert rested.interest <= without.interest
    assert rested.interest_open + rested.principal_open + rested.costs_open <= (
        without.interest_open + without.principal_open + without.costs_open
    )


@given(stories(), RANGES)
def test_each_line_rests_or_counts_as_a_whole(story: Story, ranges: list[tuple[int, int]]) -> None:
    frozen = _days(story, ranges)
    account = story.account(frozen=frozen)
    resting = _single(frozen)
    day = story.first
    for one in account.segments:
        assert one.start >= day
        days = {one.start + timedelta(days=more) for more in range(one.days)}
        if one.frozen:
            assert days <= resting
            assert not one.percent
            assert not one.amount
        else:
            assert not days & resting
        day = one.end + ONE
    if account.principal_open:
        assert sum(one.days for one in account.segments) == story.days
    if story.last + ONE in resting:
        assert account.daily == 0


@given(stories(), RANGES)
@settings(max_examples=250)
def test_it_is_as_if_nothing_were_open_on_those_days(
    story: Story, ranges: list[tuple[int, int]]
) -> None:
    """Day by day: the balance of the morning, and of a day that rests none."""
    story = replace(story, compounds=False, paid=_in_principal(story))
    frozen = _days(story, ranges)
    account = story.account(frozen=frozen)
    resting, owed = _single(frozen), Fraction(0)
    for more in range(story.days):
        day = story.first + timedelta(days=more)
        came = sum(one.principal.minor for one in account.applied if one.day < day)
        balance = 0 if day in resting else story.principal - came
        year = 365
        if story.own_years:
            year = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
        owed += Fraction(balance) * Fraction(story.rate_on(day)) / 100 / year
    assert exact_of(account, story) == owed
    lines = sum(1 for one in account.segments if not one.frozen)
    assert abs(account.interest.minor - owed) <= Fraction(2 * lines + 1, 2)


def _in_principal(story: Story) -> tuple[Paid, ...]:
    return tuple(replace(one, order="principal-first") for one in story.paid)


@given(stories(), RANGES, RANGES)
def test_what_two_of_them_save_adds_up_where_they_do_not_overlap(
    story: Story, ones: list[tuple[int, int]], others: list[tuple[int, int]]
) -> None:
    story = replace(story, compounds=False, paid=())
    one = merged(_days(story, ones))
    other = [days for days in merged(_days(story, others)) if not touches(*days, one)]
    whole = exact_of(story.account(), story)

    def saved(frozen: Sequence[Days]) -> Fraction:
        return whole - exact_of(story.account(frozen=frozen), story)

    assert saved([*one, *other]) == saved(one) + saved(other)


@given(stories(), RANGES)
def test_how_the_days_are_told_changes_nothing(
    story: Story, ranges: list[tuple[int, int]]
) -> None:
    frozen = _days(story, ranges)
    account = story.account(frozen=frozen)
    assert account == story.account(frozen=list(reversed(frozen)))
    assert account == story.account(frozen=[(day, day) for day in _single(frozen)])
    assert account == story.account(frozen=[*frozen, *frozen])


@given(stories(), st.integers(0, 60))
def test_outside_of_the_time_that_counts_it_changes_nothing(story: Story, more: int) -> None:
    before = (story.first - timedelta(days=more + 10), story.first - ONE)
    after = (story.last + timedelta(days=2), date.max)
    assert story.account(frozen=[before, after]) == story.account()
    assert not story.account(frozen=[(story.first, date.max)]).interest


@given(stories(), RANGES, st.integers(0, 400))
def test_with_days_that_rest_interest_never_falls_with_time(
    story: Story, ranges: list[tuple[int, int]], more: int
) -> None:
    frozen = _days(story, ranges)
    now = story.account(frozen=frozen)
    later = story.account(story.last + timedelta(days=more), frozen=frozen)
    assert later.interest >= now.interest


@given(
    st.integers(1, 10**8),
    st.decimals(0, 4, places=2),
    st.integers(0, 900),
    RANGES,
    st.lists(st.tuples(st.integers(-10, 900), st.integers(1, 10**7)), max_size=3),
)
def test_months_that_rest_are_whole_ones_and_never_cost_more(
    principal: int,
    percent: Decimal,
    days: int,
    ranges: list[tuple[int, int]],
    paid: list[tuple[int, int]],
) -> None:
    due = date(2024, 1, 31)
    frozen = [
        (start := due + timedelta(days=after), start + timedelta(days=more))
        for after, more in ranges
    ]
    received = [
        Receipt(due + timedelta(days=after), Money(minor, "USD"))
        for after, minor in paid
        if after <= days
    ]

    def account(frozen: Sequence[Days]) -> Account:
        as_of = due + timedelta(days=days)
        whole = Money(principal, "USD")
        return account_by_months(
            whole, due, as_of, percent=percent, received=received, frozen=frozen
        )

    rested, without = account(frozen), account(())
    # A line of several months is rounded once: parted by one that rests, twice.
    parted = sum(1 for one in rested.segments if one.frozen)
    assert rested.interest.minor <= without.interest.minor + parted
    for one in rested.segments:
        assert one.frozen == touches(one.start, one.end, frozen)
    months = sum(one.months for one in without.segments)
    assert sum(one.months for one in rested.segments) == months


@given(st.dates(date(2024, 1, 1), date(2024, 12, 31)), st.integers(0, 90), RANGES)
def test_a_span_is_cut_into_parts_that_follow_each_other(
    start: date, more: int, ranges: list[tuple[int, int]]
) -> None:
    end = start + timedelta(days=more)
    frozen = merged(
        (first := date(2024, 1, 1) + timedelta(days=after), first + timedelta(days=long))
        for after, long in ranges
    )
    parts = list(cut(start, end, frozen))
    assert parts[0][0] == start
    assert parts[-1][1] == end
    for one, following in pairwise(parts):
        assert following[0] == one[1] + ONE
        assert following[2] != one[2]
    resting = _single(frozen)
    assert {day for first, last, rests in parts if rests for day in _single([(first, last)])} == {
        day for day in _single([(start, end)]) if day in resting
    }
