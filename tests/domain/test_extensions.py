"""More time: when it is refused or warned about, and what interest does, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.assessment import Assessment, assess
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.extensions import (
    MOST_DAYS,
    Clock,
    Extension,
    InterestMeanwhile,
    Warn,
    check_extension,
    clock,
)
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.domain.terms import ContractRate
from dunning_desktop.usecases.regimes import known_law

DUE = date(2026, 3, 1)
RUNS, RESTS = InterestMeanwhile.RUNS, InterestMeanwhile.RESTS


def more(
    new: date, interest: InterestMeanwhile = RUNS, *, old: date = DUE, made: date = DUE
) -> Extension:
    return Extension(1, made, old, new, interest)


def after(days: int) -> date:
    return DUE + timedelta(days=days)


# Given, warned about, refused


def test_a_month_is_given_without_a_word() -> None:
    assert check_extension(more(after(30)), (), original_due=DUE) == ()


def test_more_than_six_weeks_is_warned_about_and_more_than_ninety_days_refused() -> None:
    assert check_extension(more(after(45)), (), original_due=DUE) == ()
    assert check_extension(more(after(46)), (), original_due=DUE) == (Warn.LONG,)
    assert check_extension(more(after(MOST_DAYS)), (), original_due=DUE) == (Warn.LONG,)
    with pytest.raises(InvalidField) as caught:
        check_extension(more(after(MOST_DAYS + 1)), (), original_due=DUE)
    assert caught.value.data == {"field": "new_due", "reason": "too-far"}


def test_the_days_count_from_the_first_due_day_whatever_was_given_since() -> None:
    first = more(after(60))
    second = more(after(91), old=after(60))
    with pytest.raises(InvalidField) as caught:
        check_extension(second, (first,), original_due=DUE)
    assert caught.value.data["reason"] == "too-far"


def test_the_third_time_is_warned_about_and_the_fourth_refused() -> None:
    given = [more(after(10)), more(after(20), old=after(10)), more(after(30), old=after(20))]
    wanted = more(after(40), old=after(30))
    assert check_extension(wanted, given[:1], original_due=DUE) == ()
    assert check_extension(wanted, given[:2], original_due=DUE) == (Warn.OFTEN,)
    with pytest.raises(InvalidField) as caught:
        check_extension(wanted, given, original_due=DUE)
    assert caught.value.data["reason"] == "too-often"


def test_what_was_taken_back_does_not_count() -> None:
    given = [replace(more(after(10)), withdrawn=True)] * 5
    assert check_extension(more(after(30)), given, original_due=DUE) == ()


@pytest.mark.parametrize(
    ("new", "made", "reason"),
    [(DUE, DUE, "not-later"), (after(5), after(6), "past")],
)
def test_a_day_that_gives_no_time_is_refused(new: date, made: date, reason: str) -> None:
    with pytest.raises(InvalidField) as caught:
        more(new, made=made)
    assert caught.value.data == {"field": "new_due", "reason": reason}


# The clock of interest


def test_agreed_in_time_interest_that_rests_begins_after_the_new_day() -> None:
    in_time = more(after(10), RESTS)
    assert clock((), DUE) == Clock()
    assert clock([more(after(10), RUNS)], DUE) == Clock()
    assert clock([in_time], DUE) == Clock(after(10))
    assert clock([replace(in_time, withdrawn=True)], DUE) == Clock()


def test_agreed_later_it_stops_and_goes_on_and_what_had_run_up_stays() -> None:
    late = more(after(40), RESTS, made=after(10))
    assert clock([late], DUE) == Clock(rested=((after(11), after(40)),))


def test_each_agreement_does_its_own_to_the_clock() -> None:
    """Rests in time to day 10, runs on to 20; from day 25 it rests to 40."""
    first = more(after(10), RESTS)
    second = more(after(20), RUNS, old=after(10), made=after(9))
    third = more(after(40), RESTS, old=after(20), made=after(25))
    assert clock([first, second], DUE) == Clock(after(10))
    assert clock([first, second, third], DUE) == Clock(after(10), ((after(26), after(40)),))


@given(st.lists(st.tuples(st.integers(1, 20), st.sampled_from(InterestMeanwhile), st.booleans())))
def test_the_clock_never_begins_before_the_first_due_day_nor_rests_after_the_last(
    steps: list[tuple[int, InterestMeanwhile, bool]],
) -> None:
    given_, due = [], DUE
    for days, interest, withdrawn in steps:
        made = due + timedelta(days=days // 2)
        one = more(due + timedelta(days=days), interest, old=due, made=made)
        given_.append(replace(one, withdrawn=withdrawn))
        due = due if withdrawn else one.new_due
    found = clock(given_, DUE)
    assert found.due is None or DUE < found.due <= due
    assert all((found.due or DUE) < first <= last <= due for first, last in found.rested)


def item(due: date, counted: date | None = None) -> ItemFacts:
    """10,000.00 due on 1 March 2026 at first, with more time since."""
    amount = Money.of("10000.00", "GBP")
    return ItemFacts(
        item_id=1, invoice_id=1, client_id=1, number="A1", issued=date(2026, 1, 30), due=due,
        amount=amount, open=amount, original_due=DUE, interest_due=counted,
    )  # fmt: skip


def test_agreed_once_it_was_late_the_clock_stops_and_goes_on() -> None:
    """Ten days late on 11 March, rested to 31 March: by 10 April 10 and 10 days, 50.00."""
    facts = replace(
        item(date(2026, 3, 31)), rested=((date(2026, 3, 12), date(2026, 3, 31)),)
    )
    found = owed(facts, date(2026, 4, 10), percent="9.125")
    assert str(found.account.interest) == "GBP 50.00"
    assert found.interest_starts == date(2026, 3, 2)


def owed(facts: ItemFacts, day: date, *, percent: str = "") -> Assessment:
    contract = ContractRate(Decimal(percent)) if percent else None
    debt = Debt(
        facts.amount,
        facts.days,
        debtor=DebtorType.COMPANY,
        basis=Basis.CONTRACT if percent else Basis.STATUTORY,
        contract=contract,
        frozen=facts.rested,
    )
    return assess(debt, known_law(), as_of=day)


def test_interest_that_runs_on_counts_from_the_day_first_agreed() -> None:
    """10,000.00 at 9.125 % is 2.50 a day: from 2 March to 10 April are 40 days, 100.00."""
    found = owed(item(date(2026, 3, 31)), date(2026, 4, 10), percent="9.125")
    assert str(found.account.interest) == "GBP 100.00"
    assert found.interest_starts == date(2026, 3, 2)


def test_interest_that_rests_begins_on_the_day_after_the_new_due_day() -> None:
    """From 1 April to 10 April are 10 days, 25.00; within the time there is none."""
    new = date(2026, 3, 31)
    found = owed(item(new, new), date(2026, 4, 10), percent="9.125")
    assert str(found.account.interest) == "GBP 25.00"
    assert found.interest_starts == date(2026, 4, 1)
    assert not owed(item(new, new), new, percent="9.125").account.interest


def test_rested_once_and_run_on_after() -> None:
    """Rested to 31 March, then until 30 April it runs on: by 10 May 40 days, 100.00."""
    facts = item(date(2026, 4, 30), date(2026, 3, 31))
    found = owed(facts, date(2026, 5, 10), percent="9.125")
    assert str(found.account.interest) == "GBP 100.00"


def test_by_the_act_it_is_the_same_days_at_the_rate_of_the_law() -> None:
    """11.75 %: 40 days are 128.77, 10 days are 32.19; the fixed sum of 100.00 follows the day."""
    new, day = date(2026, 3, 31), date(2026, 4, 10)
    runs, rests = owed(item(new), day), owed(item(new, new), day)
    assert (str(runs.account.interest), str(rests.account.interest)) == (
        "GBP 128.77", "GBP 32.19",
    )  # fmt: skip
    assert str(runs.fixed) == str(rests.fixed) == "GBP 100.00"
    assert owed(item(new, new), new).fixed is None
