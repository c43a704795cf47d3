"""Interest told as stories: balances, rates, payments, months, years."""

from decimal import Decimal

import pytest

from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.money import Money
from tests.helpers.debts import lines, said, told


def _pounds(money: Money | None) -> str:
    return "-" if money is None else str(money.amount)


def test_a_part_payment_counts_from_the_following_day() -> None:
    """
    owes 3650.00 GBP under GB as company
    due 2026-03-31
    terms contract 10 by year
    paid 1000.00 on 2026-04-10
    paid 650.00 on 2026-04-10
    paid 2000.00 on 2026-04-20
    on 2026-04-30
    """
    found = told(test_a_part_payment_counts_from_the_following_day)
    assert lines(found) == [
        "2026-04-01 to 2026-04-10: 10 days on 3650.00 at 10: 10.00",
        "2026-04-11 to 2026-04-20: 10 days on 2000.00 at 10: 5.48",
    ]
    assert _pounds(found.account.principal_open) == "0.00"
    assert found.account.daily == 0


def test_what_was_paid_in_time_bears_nothing() -> None:
    """
    owes 3650.00 GBP under GB as company
    due 2026-03-31
    terms contract 10 by year
    paid 1825.00 on 2026-02-01
    paid 825.00 on 2026-03-31
    on 2026-04-10
    """
    found = told(test_what_was_paid_in_time_bears_nothing)
    assert lines(found) == ["2026-04-01 to 2026-04-10: 10 days on 1000.00 at 10: 2.74"]


def test_what_is_paid_today_bears_its_interest_still_and_later_money_is_not_there_yet() -> None:
    """
    owes 3650.00 GBP under GB as company
    due 2026-03-31
    terms contract 10 by year
    paid 3000.00 on 2026-04-10
    paid 100.00 on 2026-05-10
    on 2026-04-10
    """
    found = told(
        test_what_is_paid_today_bears_its_interest_still_and_later_money_is_not_there_yet
    )
    assert lines(found) == ["2026-04-01 to 2026-04-10: 10 days on 3650.00 at 10: 10.00"]
    assert _pounds(found.account.principal_open) == "650.00"
    # From tomorrow on, on what is left.
    assert found.account.daily == Decimal(650) * 10 / 36500


def test_too_much_paid_bears_no_negative_interest_and_is_credit() -> None:
    """
    owes 100.00 GBP under GB as company
    due 2026-03-31
    terms contract 10 by year
    paid 150.00 on 2026-04-10
    on 2027-04-10
    """
    found = told(test_too_much_paid_bears_no_negative_interest_and_is_credit)
    assert lines(found) == ["2026-04-01 to 2026-04-10: 10 days on 100.00 at 10: 0.27"]
    # The interest is settled by what the principal left over.
    assert _pounds(found.account.interest_open) == "0.00"
    assert _pounds(found.account.credit) == "49.73"
    assert _pounds(found.total) == "0.00"


def test_leap_years_have_365_days_too() -> None:
    """
    owes 36500.00 GBP under GB as company
    due 2023-12-31
    terms contract 10 by year
    on 2024-12-31
    """
    found = told(test_leap_years_have_365_days_too)
    assert lines(found) == ["2024-01-01 to 2024-12-31: 366 days on 36500.00 at 10: 3660.00"]


def test_a_year_counted_by_its_own_days_is_a_year() -> None:
    """
    owes 36600.00 EUR under DE as company
    due 2023-12-31
    terms contract 10 by year
    counted actact
    on 2024-12-31
    """
    found = told(test_a_year_counted_by_its_own_days_is_a_year)
    assert _pounds(found.account.interest) == "3660.00"
    # Tomorrow lies in a year of 365 days.
    assert found.account.daily == Decimal(36600) * 10 / 36500


def test_counting_by_the_years_own_days_splits_a_span_at_new_year() -> None:
    """
    owes 36500.00 EUR under IE as company
    due 2023-12-21
    terms contract 10 by year
    counted actact
    on 2024-01-10
    """
    found = told(test_counting_by_the_years_own_days_splits_a_span_at_new_year)
    # 10 days of 365 and 10 of 366: 100.00 + 99.7268
    assert lines(found) == ["2023-12-22 to 2024-01-10: 20 days on 36500.00 at 10: 199.73"]


def test_a_reset_rate_is_a_segment_of_its_own_each_half_year() -> None:
    """
    owes 10000.00 EUR under DE as company
    due 2023-12-31
    counted actact
    on 2024-12-31
    """
    found = told(test_a_reset_rate_is_a_segment_of_its_own_each_half_year)
    # 12.62 % x 182 / 366 and 12.37 % x 184 / 366
    assert lines(found) == [
        "2024-01-01 to 2024-06-30: 182 days on 10000.00 at 12.62: 627.55",
        "2024-07-01 to 2024-12-31: 184 days on 10000.00 at 12.37: 621.88",
    ]


def test_interest_first_leaves_more_of_the_principal() -> None:
    """
    owes 5000.00 GBP under GB as company
    due 2026-03-31
    paid 50.00 on 2026-05-10 interest-first
    on 2026-06-30
    """
    found = told(test_interest_first_leaves_more_of_the_principal)
    assert lines(found) == [
        "2026-04-01 to 2026-05-10: 40 days on 5000.00 at 11.75: 64.38",
        "2026-05-11 to 2026-06-30: 51 days on 5000.00 at 11.75: 82.09",
    ]
    (applied,) = found.account.applied
    assert (_pounds(applied.interest), _pounds(applied.principal)) == ("50.00", "0.00")
    assert _pounds(found.account.interest_open) == "96.47"


def test_costs_come_first_where_the_law_says_so() -> None:
    """
    owes 100.00 EUR under DE as company
    due 2026-01-31
    paid 30.00 on 2026-02-10 costs-interest-principal
    paid 30.00 on 2026-02-20 costs-interest-principal
    on 2026-02-28
    """
    found = told(test_costs_come_first_where_the_law_says_so)
    assert [
        (_pounds(one.costs), _pounds(one.interest), _pounds(one.principal))
        for one in found.account.applied
    ] == [("30.00", "0.00", "0.00"), ("10.00", "0.56", "19.44")]
    assert _pounds(found.account.principal_open) == "80.56"


def test_money_in_time_settles_principal_whatever_its_order() -> None:
    """
    owes 100.00 EUR under DE as company
    due 2026-01-31
    paid 60.00 on 2026-01-31 costs-interest-principal
    on 2026-02-28
    """
    found = told(test_money_in_time_settles_principal_whatever_its_order)
    assert _pounds(found.account.principal_open) == "40.00"
    assert _pounds(found.account.costs_open) == "40.00"


def test_an_order_that_is_through_goes_on_with_the_next() -> None:
    """
    owes 1000.00 GBP under GB as company
    due 2026-03-31
    paid 1080.00 on 2026-04-30 principal-first
    on 2026-05-31
    """
    found = told(test_an_order_that_is_through_goes_on_with_the_next)
    (applied,) = found.account.applied
    assert (_pounds(applied.principal), _pounds(applied.interest), _pounds(applied.costs)) == (
        "1000.00",
        "9.66",
        "70.00",
    )
    assert _pounds(applied.credit) == "0.34"
    assert _pounds(found.total) == "0.00"


def test_paid_late_in_full_leaves_interest_and_compensation_owed() -> None:
    """
    owes 10000.00 GBP under GB as company
    due 2026-03-31
    paid 10000.00 on 2026-04-30
    on 2026-11-30
    """
    found = told(test_paid_late_in_full_leaves_interest_and_compensation_owed)
    assert lines(found) == ["2026-04-01 to 2026-04-30: 30 days on 10000.00 at 11.75: 96.58"]
    assert _pounds(found.total) == "196.58"
    assert found.account.daily == 0


def test_paid_on_the_last_day_leaves_nothing() -> None:
    """
    owes 10000.00 GBP under GB as company
    due 2026-03-31
    paid 10000.00 on 2026-03-31
    on 2026-11-30
    """
    found = told(test_paid_on_the_last_day_leaves_nothing)
    assert (found.segments, found.compensation, _pounds(found.total)) == ((), None, "0.00")


def test_the_netherlands_add_each_years_interest_and_take_payments_off_first() -> None:
    """
    owes 10000.00 EUR under NL as company
    due 2023-01-31
    paid 10000.00 on 2024-02-29
    on 2024-03-31
    """
    found = told(test_the_netherlands_add_each_years_interest_and_take_payments_off_first)
    assert lines(found)[2:] == [
        "2024-01-01 to 2024-01-31: 31 days on 10000.00 at 12.50: 106.16",
        "2024-02-01 to 2024-02-29: 29 days on 11142.60 at 12.50: 110.66",
        # What was added goes on bearing interest after the invoice itself was paid.
        "2024-03-01 to 2024-03-31: 31 days on 1142.60 at 12.50: 12.13",
    ]
    assert _pounds(found.account.principal_open) == "0.00"
    assert _pounds(found.account.interest_open) == "1265.39"


def test_interest_that_is_paid_each_year_is_not_added() -> None:
    """
    owes 10000.00 EUR under NL as company
    due 2023-01-31
    paid 1142.60 on 2024-01-31 interest-first
    on 2024-02-29
    """
    found = told(test_interest_that_is_paid_each_year_is_not_added)
    assert lines(found)[-1] == "2024-02-01 to 2024-02-29: 29 days on 10000.00 at 12.50: 99.32"


def test_a_debt_that_began_on_a_leap_day_has_its_anniversary_in_february() -> None:
    """
    owes 10000.00 EUR under NL as company
    due 2024-02-28
    on 2025-03-01
    """
    found = told(test_a_debt_that_began_on_a_leap_day_has_its_anniversary_in_february)
    starts = [one.start.isoformat() for one in found.segments]
    assert starts == ["2024-02-29", "2024-07-01", "2025-01-01", "2025-02-28"]


def test_a_monthly_rate_is_charged_for_whole_months() -> None:
    """
    owes 2000.00 USD under US as company
    due 2026-01-31
    terms contract 1.5 by month
    on 2026-03-30
    """
    found = told(test_a_monthly_rate_is_charged_for_whole_months)
    assert lines(found) == ["2026-02-01 to 2026-02-28: 28 days on 2000.00 at 18.0: 30.00"]
    assert (found.segments[0].months, found.account.daily) == (1, None)


def test_a_month_in_which_part_was_paid_bears_interest_on_the_rest() -> None:
    """
    owes 2000.00 USD under US as company
    due 2026-01-31
    terms contract 1.5 by month
    paid 500.00 on 2026-02-10
    paid 500.00 on 2026-04-30
    on 2026-06-15
    """
    found = told(test_a_month_in_which_part_was_paid_bears_interest_on_the_rest)
    assert lines(found) == [
        "2026-02-01 to 2026-04-30: 89 days on 1500.00 at 18.0: 67.50",
        "2026-05-01 to 2026-05-31: 31 days on 1000.00 at 18.0: 15.00",
    ]


@pytest.mark.parametrize("rate", ["0.3", "0.4"])
def test_canada_caps_only_what_is_above_five_percent(rate: str) -> None:
    found = said(
        f"owes 10000 CAD under CA as company; due 2026-01-31; terms contract {rate} by month; "
        "on 2026-03-31"
    )
    # 0.3 % a month is less than 5 % a year, and stands; 0.4166 would be more.
    assert Caution.MONTHLY_CAPPED not in found.cautions
    assert found.account.interest == Money.of(Decimal(rate) * 200, "CAD")


def test_a_claim_rests_on_one_basis_only() -> None:
    """
    owes 1000.00 GBP under GB as company
    due 2026-01-31
    terms court
    costs 90
    on 2026-02-25
    """
    found = told(test_a_claim_rests_on_one_basis_only)
    assert (_pounds(found.account.interest), found.compensation) == ("5.48", None)
    assert set(found.cautions) == {Caution.COURT_DISCRETION, Caution.COSTS_NOT_CLAIMABLE}
