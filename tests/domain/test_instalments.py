"""Schedules of instalments: to the penny, on real days, and inside what the law allows."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dunning_desktop.domain.calendar import add_months
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.exempt_credit import Stop, is_guarded, last_exempt_day, stops
from dunning_desktop.domain.instalments import (
    MOST_INSTALMENTS,
    Deposit,
    Every,
    Instalment,
    Plan,
    PlanItem,
    by_amount,
    by_number,
    check_schedule,
    total_of,
)
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.plans import PlanState, blocks_of, standing
from dunning_desktop.domain.promises import Received

FIRST = date(2026, 1, 31)
DAYS = st.dates(date(2025, 1, 1), date(2030, 12, 31))
EVERY = st.sampled_from(Every)


def gbp(minor: int) -> Money:
    return Money(minor, "GBP")


def days(schedule: tuple[Instalment, ...]) -> list[str]:
    return [one.due.isoformat() for one in schedule]


def amounts(schedule: tuple[Instalment, ...]) -> list[int]:
    return [one.amount.minor for one in schedule]


@pytest.mark.parametrize(
    ("every", "said"),
    [
        (Every.WEEK, ["2026-01-31", "2026-02-07", "2026-02-14"]),
        (Every.FORTNIGHT, ["2026-01-31", "2026-02-14", "2026-02-28"]),
        (Every.MONTH, ["2026-01-31", "2026-02-28", "2026-03-31"]),
    ],
)
def test_they_fall_on_real_days(every: Every, said: list[str]) -> None:
    assert days(by_number(gbp(9000), 3, first=FIRST, every=every)) == said


def test_the_last_one_takes_the_remainder() -> None:
    assert amounts(by_number(gbp(10_000), 3, first=FIRST, every=Every.MONTH)) == [3333, 3333, 3334]
    assert amounts(by_amount(gbp(10_000), gbp(3000), first=FIRST, every=Every.MONTH)) == [
        3000, 3000, 3000, 1000,
    ]  # fmt: skip
    assert amounts(by_amount(gbp(9000), gbp(3000), first=FIRST, every=Every.MONTH)) == [3000] * 3


def test_a_leap_day_is_kept_in_leap_years_only() -> None:
    made = by_number(gbp(4900), 49, first=date(2028, 2, 29), every=Every.MONTH)
    assert made[12].due == date(2029, 2, 28)
    assert made[48].due == date(2032, 2, 29)


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("number", lambda: by_number(gbp(100), 0, first=FIRST, every=Every.WEEK)),
        ("number", lambda: by_number(gbp(100), 101, first=FIRST, every=Every.WEEK)),
        ("number", lambda: by_number(gbp(99_999), 121, first=FIRST, every=Every.WEEK)),
        ("total", lambda: by_number(gbp(0), 1, first=FIRST, every=Every.WEEK)),
        ("each", lambda: by_amount(gbp(100), gbp(0), first=FIRST, every=Every.WEEK)),
        ("each", lambda: by_amount(gbp(9999), gbp(1), first=FIRST, every=Every.WEEK)),
        ("each", lambda: by_amount(gbp(9), Money(1, "EUR"), first=FIRST, every=Every.WEEK)),
    ],
)
def test_what_makes_no_schedule_is_refused(field: str, make: object) -> None:
    with pytest.raises(InvalidField) as error:
        make()  # type: ignore[operator]
    assert error.value.data["field"] == field


@pytest.mark.parametrize(
    "deposit",
    [
        Deposit(gbp(0), date(2026, 1, 5)),
        Deposit(gbp(10_000), date(2026, 1, 5)),
        Deposit(Money(10, "EUR"), date(2026, 1, 5)),
        Deposit(gbp(10), FIRST),
    ],
)
def test_a_first_payment_is_part_of_it_and_comes_before(deposit: Deposit) -> None:
    with pytest.raises(InvalidField) as error:
        by_number(gbp(10_000), 3, first=FIRST, every=Every.MONTH, deposit=deposit)
    assert error.value.data["field"] == "deposit"


def test_a_schedule_by_hand_goes_forward_in_time() -> None:
    one, two = Instalment(1, FIRST, gbp(10)), Instalment(2, FIRST, gbp(10))
    with pytest.raises(InvalidField):
        check_schedule([one, two])
    with pytest.raises(InvalidField):
        check_schedule([])
    check_schedule([one, Instalment(2, FIRST + timedelta(days=1), gbp(10))])


@pytest.mark.parametrize("interest", [False, True])
def test_a_plan_adds_up_to_its_items(*, interest: bool) -> None:
    """Interest is never part of the schedule: it is claimed once the plan is paid."""
    schedule = by_number(gbp(10_000), 3, first=FIRST, every=Every.MONTH)
    with pytest.raises(InvalidField, match="invalid-field") as error:
        Plan(1, (PlanItem(1, gbp(9_999)),), schedule, FIRST, interest=interest)
    assert error.value.data == {"field": "instalments", "reason": "sum"}


def test_an_item_is_in_a_plan_once() -> None:
    schedule = by_number(gbp(10_000), 3, first=FIRST, every=Every.MONTH)
    with pytest.raises(InvalidField):
        Plan(1, (PlanItem(1, gbp(5_000)), PlanItem(1, gbp(5_000))), schedule, FIRST)


# Laws


@given(
    total=st.integers(1, 10**9),
    number=st.integers(1, MOST_INSTALMENTS - 1),
    first=DAYS,
    every=EVERY,
    share=st.integers(0, 99),
)
def test_so_many_keep_the_sum_to_the_penny(
    total: int, number: int, first: date, every: Every, share: int
) -> None:
    paid = total * share // 100
    assume(number <= total - paid)
    deposit = Deposit(gbp(paid), first - timedelta(days=1)) if paid else None
    made = by_number(gbp(total), number, first=first, every=every, deposit=deposit)
    assert total_of(made) == gbp(total)
    assert len(made) == number + bool(paid)
    check_schedule(made)
    each = amounts(made)[bool(paid) :]
    assert len(set(each[:-1])) <= 1
    assert 0 <= each[-1] - each[0] < number


@given(total=st.integers(1, 10**9), each=st.integers(1, 10**9), first=DAYS, every=EVERY)
def test_payments_of_so_much_keep_the_sum_to_the_penny(
    total: int, each: int, first: date, every: Every
) -> None:
    assume(total / each <= MOST_INSTALMENTS)
    made = by_amount(gbp(total), gbp(each), first=first, every=every)
    assert total_of(made) == gbp(total)
    assert all(one == each for one in amounts(made)[:-1])
    check_schedule(made)


@given(first=DAYS, number=st.integers(2, 40))
def test_months_keep_their_day_where_they_can(first: date, number: int) -> None:
    made = by_number(gbp(99_999), number, first=first, every=Every.MONTH)
    for one, two in pairwise(made):
        assert (two.due.year * 12 + two.due.month) - (one.due.year * 12 + one.due.month) == 1
        end = (two.due + timedelta(days=1)).day == 1
        assert two.due.day == first.day or (end and two.due.day < first.day)


@given(
    agreed=DAYS,
    ahead=st.integers(0, 400),
    number=st.integers(1, 30),
    every=EVERY,
    interest=st.booleans(),
    debtor=st.sampled_from(DebtorType),
    jurisdiction=st.sampled_from(["GB", "GB-SCT", "GB-NIR", "IE", "DE"]),
)
def test_nothing_that_is_not_stopped_falls_outside_the_guard(
    agreed: date,
    ahead: int,
    number: int,
    every: Every,
    interest: bool,
    debtor: DebtorType,
    jurisdiction: str,
) -> None:
    first = agreed + timedelta(days=ahead)
    made = by_number(gbp(99_999), number, first=first, every=every)
    found = stops(
        made, agreed_on=agreed, interest=interest, debtor=debtor, jurisdiction=jurisdiction
    )
    if not is_guarded(debtor, jurisdiction):
        assert found == ()
        return
    inside = len(made) <= 12 and made[-1].due < add_months(agreed, 12) and not interest
    assert inside == (not found)


@given(
    total=st.integers(100, 10**6),
    number=st.integers(1, 12),
    payments=st.lists(st.tuples(st.integers(-10, 420), st.integers(1, 40_000)), max_size=14),
    later=st.integers(0, 420),
)
def test_a_plan_that_is_kept_blocks_today_and_no_other_does(
    total: int, number: int, payments: list[tuple[int, int]], later: int
) -> None:
    made = by_number(gbp(total), number, first=FIRST, every=Every.MONTH)
    plan = Plan(1, (PlanItem(1, gbp(total)),), made, FIRST, accepted_on=FIRST)
    today = FIRST + timedelta(days=later)
    came = [Received(FIRST + timedelta(days=at), gbp(minor)) for at, minor in payments]
    stands = standing(plan, {1: came}, today)
    assert stands.paid + stands.open == plan.total
    assert stands.paid.minor == min(
        total, sum(one.amount.minor for one in came if one.day <= today)
    )
    kept = stands.state in {PlanState.RUNNING, PlanState.LATE}
    holding = [one for one in blocks_of(plan, stands) if one.holds_on(today)]
    # On the day the last of it came the block ends with that day; nothing is open any more.
    if stands.state is not PlanState.COMPLETED:
        assert bool(holding) == kept


# The guard by examples


@pytest.mark.parametrize(
    ("debtor", "jurisdiction", "guarded"),
    [
        (DebtorType.CONSUMER, "GB", True),
        (DebtorType.SOLE_TRADER, "GB-SCT", True),
        (DebtorType.PARTNERSHIP, "GB", True),
        (DebtorType.COMPANY, "GB", False),
        (DebtorType.PUBLIC_AUTHORITY, "GB", False),
        (DebtorType.CONSUMER, "DE", False),
    ],
)
def test_whom_the_law_guards(debtor: DebtorType, jurisdiction: str, *, guarded: bool) -> None:
    assert is_guarded(debtor, jurisdiction) is guarded


def _stops(number: int, first: date, *, interest: bool = False) -> tuple[Stop, ...]:
    made = by_number(gbp(99_999), number, first=first, every=Every.MONTH)
    return stops(
        made,
        agreed_on=date(2026, 3, 15),
        interest=interest,
        debtor=DebtorType.CONSUMER,
        jurisdiction="GB",
    )


def test_twelve_months_begin_with_the_day_of_the_agreement() -> None:
    assert last_exempt_day(date(2026, 3, 15)) == date(2027, 3, 14)
    assert _stops(12, date(2026, 4, 14)) == ()
    assert _stops(12, date(2026, 4, 15)) == (Stop.TOO_LONG,)


def test_all_that_is_wrong_is_said() -> None:
    assert _stops(13, date(2026, 3, 20), interest=True) == (
        Stop.TOO_MANY, Stop.TOO_LONG, Stop.INTEREST,
    )  # fmt: skip
    assert _stops(12, date(2026, 3, 20), interest=True) == (Stop.INTEREST,)


def test_a_first_payment_on_agreement_is_one_of_the_twelve() -> None:
    deposit = Deposit(gbp(100), date(2026, 3, 16))
    made = by_number(
        gbp(99_999), 12, first=date(2026, 3, 20), every=Every.WEEK, deposit=deposit
    )
    assert stops(
        made,
        agreed_on=date(2026, 3, 15),
        interest=False,
        debtor=DebtorType.SOLE_TRADER,
        jurisdiction="GB",
    ) == (Stop.TOO_MANY,)
