"""A breathing space bears no interest, to the day: examples worked out by hand."""

from decimal import Decimal

from dunning_desktop.domain.assessment import Assessment
from dunning_desktop.domain.claims import claim_of
from tests.helpers.debts import lines, said, told


def _owed(found: Assessment) -> str:
    return str(found.total.amount)


def test_a_rate_fixed_for_good_rests_over_the_half_year_and_goes_on_as_it_was() -> None:
    """
    owes 36500.00 GBP under GB as sole-trader
    due 2025-06-19
    rests 2025-06-25 to 2025-07-10
    on 2025-07-31
    """
    found = told(test_a_rate_fixed_for_good_rests_over_the_half_year_and_goes_on_as_it_was)
    # At 12.75 % a day bears 12.75; the fixed sum is owed all the same.
    assert lines(found) == [
        "2025-06-20 to 2025-06-24: 5 days on 36500.00 at 12.75: 63.75",
        "2025-06-25 to 2025-07-10: 16 days on 36500.00 at 0: 0.00",
        "2025-07-11 to 2025-07-31: 21 days on 36500.00 at 12.75: 267.75",
    ]
    assert [one.frozen for one in found.segments] == [False, True, False]
    assert str(found.fixed.amount if found.fixed else None) == "100.00"
    assert _owed(found) == "36931.50"
    assert (found.percent, found.account.daily) == (Decimal("12.75"), Decimal("12.75"))


def test_a_rate_set_anew_each_half_year_is_the_new_one_after_the_rest() -> None:
    """
    owes 36500.00 EUR under DE as sole-trader
    due 2025-05-31
    rests 2025-06-20 to 2025-07-10
    on 2025-07-31
    """
    found = told(test_a_rate_set_anew_each_half_year_is_the_new_one_after_the_rest)
    assert lines(found) == [
        "2025-06-01 to 2025-06-19: 19 days on 36500.00 at 11.27: 214.13",
        "2025-06-20 to 2025-07-10: 21 days on 36500.00 at 0: 0.00",
        "2025-07-11 to 2025-07-31: 21 days on 36500.00 at 10.27: 215.67",
    ]


def test_money_that_comes_within_it_settles_and_the_rest_bears_interest_afterwards() -> None:
    """
    owes 3650.00 GBP under GB as sole-trader
    due 2026-03-31
    terms contract 10 by year
    rests 2026-04-11 to 2026-04-20
    paid 1825.00 on 2026-04-15
    on 2026-04-30
    """
    found = told(test_money_that_comes_within_it_settles_and_the_rest_bears_interest_afterwards)
    assert lines(found) == [
        "2026-04-01 to 2026-04-10: 10 days on 3650.00 at 10: 10.00",
        "2026-04-11 to 2026-04-15: 5 days on 3650.00 at 0: 0.00",
        "2026-04-16 to 2026-04-20: 5 days on 1825.00 at 0: 0.00",
        "2026-04-21 to 2026-04-30: 10 days on 1825.00 at 10: 5.00",
    ]
    assert _owed(found) == "1840.00"


def test_the_leap_day_can_be_the_one_day_that_rests() -> None:
    """
    owes 36600.00 GBP under GB as sole-trader
    due 2024-02-19
    terms contract 10 by year
    counted actact
    rests 2024-02-29 to 2024-02-29
    on 2024-03-10
    """
    found = told(test_the_leap_day_can_be_the_one_day_that_rests)
    assert lines(found) == [
        "2024-02-20 to 2024-02-28: 9 days on 36600.00 at 10: 90.00",
        "2024-02-29 to 2024-02-29: 1 days on 36600.00 at 0: 0.00",
        "2024-03-01 to 2024-03-10: 10 days on 36600.00 at 10: 100.00",
    ]


def test_one_without_an_end_stops_interest_until_somebody_ends_it() -> None:
    """
    owes 3650.00 GBP under GB as sole-trader
    due 2026-03-31
    terms contract 10 by year
    rests 2026-04-11
    on 2026-04-30
    """
    found = told(test_one_without_an_end_stops_interest_until_somebody_ends_it)
    assert lines(found)[-1] == "2026-04-11 to 2026-04-30: 20 days on 3650.00 at 0: 0.00"
    assert _owed(found) == "3660.00"
    assert found.account.daily == 0
    # The rate is still the debt's; only these days do not count.
    assert found.percent == 10


def test_two_of_them_rest_each_by_itself_and_together_where_they_touch() -> None:
    debt = "owes 3650 GBP under GB as sole-trader; due 2026-03-31; terms contract 10 by year"
    apart = said(
        f"{debt}; rests 2026-04-21 to 2026-04-25; rests 2026-04-06 to 2026-04-10; on 2026-04-30"
    )
    assert lines(apart) == [
        "2026-04-01 to 2026-04-05: 5 days on 3650.00 at 10: 5.00",
        "2026-04-06 to 2026-04-10: 5 days on 3650.00 at 0: 0.00",
        "2026-04-11 to 2026-04-20: 10 days on 3650.00 at 10: 10.00",
        "2026-04-21 to 2026-04-25: 5 days on 3650.00 at 0: 0.00",
        "2026-04-26 to 2026-04-30: 5 days on 3650.00 at 10: 5.00",
    ]
    over = said(
        f"{debt}; rests 2026-04-06 to 2026-04-12; rests 2026-04-10 to 2026-04-15; "
        "rests 2026-04-16; on 2026-04-30"
    )
    assert lines(over)[1:] == ["2026-04-06 to 2026-04-30: 25 days on 3650.00 at 0: 0.00"]


def test_one_that_begins_before_interest_does_moves_nothing_but_its_days() -> None:
    found = said(
        "owes 3650 GBP under GB as sole-trader; due 2026-03-31; terms contract 10 by year; "
        "rests 2026-03-01 to 2026-04-10; on 2026-04-20"
    )
    assert lines(found) == [
        "2026-04-01 to 2026-04-10: 10 days on 3650.00 at 0: 0.00",
        "2026-04-11 to 2026-04-20: 10 days on 3650.00 at 10: 10.00",
    ]


def test_where_interest_compounds_a_year_that_ends_within_it_is_added_and_rests_too() -> None:
    """
    owes 36500.00 EUR under NL as company
    due 2023-12-31
    rests 2024-12-01 to 2025-01-31
    on 2025-02-28
    """
    found = told(test_where_interest_compounds_a_year_that_ends_within_it_is_added_and_rests_too)
    # 36,500 + 2,275.00 + 1,874.25 = 40,649.25; of that 11.15 % for 28 of 365 days is 347.694.
    assert lines(found) == [
        "2024-01-01 to 2024-06-30: 182 days on 36500.00 at 12.50: 2275.00",
        "2024-07-01 to 2024-11-30: 153 days on 36500.00 at 12.25: 1874.25",
        "2024-12-01 to 2024-12-31: 31 days on 36500.00 at 0: 0.00",
        "2025-01-01 to 2025-01-31: 31 days on 40649.25 at 0: 0.00",
        "2025-02-01 to 2025-02-28: 28 days on 40649.25 at 11.15: 347.69",
    ]


def test_a_month_with_a_day_of_it_bears_nothing_under_a_monthly_rate() -> None:
    """
    owes 10000.00 GBP under GB as sole-trader
    due 2026-01-31
    terms contract 1 by month
    rests 2026-03-10 to 2026-04-12
    on 2026-05-31
    """
    found = told(test_a_month_with_a_day_of_it_bears_nothing_under_a_monthly_rate)
    assert lines(found) == [
        "2026-02-01 to 2026-02-28: 28 days on 10000.00 at 12: 100.00",
        "2026-03-01 to 2026-04-30: 61 days on 10000.00 at 0: 0.00",
        "2026-05-01 to 2026-05-31: 31 days on 10000.00 at 12: 100.00",
    ]
    assert [(one.months, one.frozen) for one in found.segments] == [
        (1, False), (2, True), (1, False),
    ]  # fmt: skip


def test_pennies_are_not_rounded_up_twice_because_of_it() -> None:
    # 0.30 p a day: eleven days are 3.3 p; five and five would be 1.5 p each, 2 p rounded.
    debt = "owes 10.95 GBP under GB as sole-trader; due 2026-03-31; terms contract 10 by year"
    assert str(said(f"{debt}; on 2026-04-11").account.interest.amount) == "0.03"
    rested = said(f"{debt}; rests 2026-04-06 to 2026-04-06; on 2026-04-11")
    assert [str(one.amount.amount) for one in rested.segments] == ["0.02", "0.00", "0.01"]


def test_a_claim_of_days_that_all_rest_is_of_nothing_and_says_why() -> None:
    found = said(
        "owes 3650 GBP under GB as sole-trader; due 2026-03-31; rests 2026-03-01; on 2026-04-20"
    )
    claim = claim_of(found)
    assert claim.interest is not None
    assert not claim.interest.total
    assert [one.frozen for one in claim.interest.segments] == [True]
    # Compensation is owed from the first day on, and rests with nobody.
    assert str(claim.compensation.amount if claim.compensation else None) == "70.00"
