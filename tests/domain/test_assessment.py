"""Debts told as stories: the last day, who owes, the band and the costs."""

from __future__ import annotations

import pytest

from dunning_desktop.domain.assessment import Assessment
from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.claims import claim_of
from dunning_desktop.domain.relevant_day import DayRule
from tests.helpers.debts import lines, told
from tests.helpers.debts import said as say


def _day(found: Assessment) -> tuple[str, str]:
    return str(found.relevant.day), found.relevant.rule.value


def _fixed(found: Assessment) -> tuple[str, str, str]:
    """Fixed sum, costs above it, and both together."""
    three = (found.fixed, found.further_costs, found.compensation)
    first, second, third = ("-" if one is None else str(one.amount) for one in three)
    return first, second, third


# The last day for payment


@pytest.mark.parametrize(
    ("place", "currency", "last"),
    [
        ("GB", "GBP", "2026-03-30"), ("GB-SCT", "GBP", "2026-03-30"), ("IE", "EUR", "2026-03-31"),
        ("DE", "EUR", "2026-03-31"), ("NL", "EUR", "2026-03-31"), ("SE", "SEK", "2026-03-31"),
        ("US", "USD", "2026-03-31"),
    ],
)  # fmt: skip
def test_thirty_days_begin_with_the_notice_in_britain_and_follow_it_in_the_union(
    place: str, currency: str, last: str
) -> None:
    found = say(
        f"owes 100 {currency} under {place} as company; notice 2026-03-01; on 2026-04-02"
    )
    assert _day(found) == (last, "unagreed")


def test_the_later_of_notice_and_performance_begins_the_thirty_days() -> None:
    """
    owes 2000 GBP under GB as company
    notice 2026-03-01
    done 2026-03-11
    on 2026-04-30
    """
    found = told(test_the_later_of_notice_and_performance_begins_the_thirty_days)
    assert _day(found) == ("2026-04-09", "unagreed")
    assert lines(found) == ["2026-04-10 to 2026-04-30: 21 days on 2000.00 at 11.75: 13.52"]


def test_thirty_days_reach_across_a_leap_day() -> None:
    for year, last in (("2024", "2024-02-29"), ("2025", "2025-03-01"), ("2023", "2023-03-01")):
        found = say(
            f"owes 100 GBP under GB as company; notice {year}-01-31; on {year}-06-30"
        )
        assert _day(found)[0] == last


@pytest.mark.parametrize(
    ("place", "last"), [("GB", "2026-02-28"), ("DE", "2026-03-01"), ("IE", "2026-03-01")]
)
def test_an_authoritys_45_days_are_cut_to_30(place: str, last: str) -> None:
    debt = f"owes 15000 EUR under {place} as public-authority"
    found = say(f"{debt}; due 2026-03-16; notice 2026-01-30; on 2026-04-15")
    assert _day(found) == (last, "authority")
    assert Caution.AUTHORITY_CUT in found.cautions
    # Fewer days than the law's are kept.
    soon = say(f"{debt}; due 2026-02-10; notice 2026-01-30; on 2026-04-15")
    assert _day(soon) == ("2026-02-10", "agreed")
    assert Caution.AUTHORITY_CUT not in soon.cautions


def test_where_a_contract_takes_the_acts_place_it_takes_that_of_its_days_too() -> None:
    said = "owes 1000 GBP under GB as public-authority; due 2026-03-16; notice 2026-01-30"
    for terms in ("contract 8 by year", "court"):
        found = say(f"{said}; terms {terms}; on 2026-04-15")
        assert _day(found) == ("2026-03-16", "agreed")
    # In the Union the term itself is void.
    german = say(f"{said.replace('GBP under GB', 'EUR under DE')}; terms contract 8 by year; "
                  "on 2026-04-15")  # fmt: skip
    assert _day(german) == ("2026-03-01", "authority")


@pytest.mark.parametrize(
    ("debtor", "due", "warned"),
    [
        ("company", "2026-03-16", 75), ("sole-trader", "2026-03-16", 75),
        ("company", "2026-03-02", 61), ("company", "2026-03-01", None),
        ("consumer", "2026-03-16", None),
    ],
)  # fmt: skip
def test_more_than_sixty_days_between_businesses_are_kept_with_a_warning(
    debtor: str, due: str, warned: int | None
) -> None:
    found = say(
        f"owes 500 GBP under GB as {debtor}; due {due}; notice 2025-12-31; on 2026-06-30"
    )
    assert _day(found) == (due, "agreed")
    assert found.relevant.days_agreed == warned
    assert (Caution.LONG_TERMS in found.cautions) == (warned is not None)


def test_a_deposit_is_owed_nothing_on_before_the_work_is_done() -> None:
    """
    owes 3000 GBP under GB as company
    due 2026-02-01
    deposit
    paid 500 on 2026-02-10
    on 2026-05-15
    """
    found = told(test_a_deposit_is_owed_nothing_on_before_the_work_is_done)
    assert (found.relevant.day, found.relevant.rule) == (None, DayRule.UNPERFORMED)
    assert (found.interest_starts, found.days_late, found.segments) == (None, 0, ())
    assert found.cautions == (Caution.NOT_PERFORMED,)
    assert str(found.total) == "GBP 2500.00"


@pytest.mark.parametrize(
    ("due", "last", "rule"),
    [
        ("2026-02-01", "2026-03-15", "advance"), ("2026-03-15", "2026-03-15", "advance"),
        ("2026-03-16", "2026-03-16", "agreed"), ("2026-04-30", "2026-04-30", "agreed"),
    ],
)  # fmt: skip
def test_a_deposit_is_a_debt_from_the_day_of_the_work(due: str, last: str, rule: str) -> None:
    found = say(
        f"owes 3000 GBP under GB as company; due {due}; done 2026-03-15; deposit; on 2026-05-15"
    )
    assert _day(found) == (last, rule)


def test_what_is_due_before_the_work_is_a_deposit_though_nobody_called_it_one() -> None:
    said = "owes 3000 GBP under GB as company; due 2026-02-01; done 2026-03-15"
    same_day = say("owes 5 GBP under GB as company; due 2026-03-15; done 2026-03-15; on 2026-05-15")
    assert _day(same_day) == ("2026-03-15", "agreed")
    before = say(f"{said}; on 2026-03-15")
    assert (_day(before), before.segments) == (("2026-03-15", "advance"), ())
    after = say(f"{said}; on 2026-05-15")
    assert lines(after) == ["2026-03-16 to 2026-05-15: 61 days on 3000.00 at 11.75: 58.91"]


def test_a_deposit_due_after_the_work_leaves_an_authority_its_thirty_days_and_no_more() -> None:
    """
    owes 3000 GBP under GB as public-authority
    due 2026-06-30
    done 2026-03-15
    deposit
    on 2026-07-15
    """
    name = test_a_deposit_due_after_the_work_leaves_an_authority_its_thirty_days_and_no_more
    assert _day(told(name)) == ("2026-04-13", "authority")


# Before anything is late


@pytest.mark.parametrize("on", ["2026-01-20", "2026-01-30", "2026-01-31"])
def test_what_was_paid_before_the_due_day_is_off_the_sum(on: str) -> None:
    found = say(
        "owes 800 GBP under GB as company; due 2026-01-31; paid 300 on 2026-01-20 interest-first; "
        f"paid 600 on 2026-01-31; on {on}"
    )
    both = on == "2026-01-31"
    assert str(found.account.principal_open.amount) == ("0.00" if both else "500.00")
    assert str(found.account.credit.amount) == ("100.00" if both else "0.00")
    assert (found.segments, found.fixed, found.account.daily) == ((), None, None)
    assert found.days_late == 0


@pytest.mark.parametrize(
    "debt",
    [
        "owes 800 GBP under GB as consumer", "owes 800 USD under US as company",
        "owes 800 CHF under CH as company", "owes 800 EUR under FR as consumer",
    ],
)  # fmt: skip
def test_where_no_interest_runs_payments_still_count(debt: str) -> None:
    found = say(f"{debt}; due 2026-01-31; paid 300 on 2026-01-10; paid 100 on 2026-03-01 "
                 "costs-interest-principal; on 2026-04-30")  # fmt: skip
    assert str(found.total.amount) == "400.00"
    assert str(found.account.interest.amount) == "0.00"
    more = say(f"{debt}; due 2026-01-31; paid 900 on 2026-03-01; on 2026-04-30")
    assert (str(more.total.amount), str(more.account.credit.amount)) == ("0.00", "100.00")


# Who owes


def test_a_british_consumer_owes_nothing_on_top() -> None:
    found = say("owes 800 GBP under GB as consumer; due 2026-01-31; costs 90; on 2026-04-30")
    assert _fixed(found) == ("-", "-", "-")
    assert found.cautions == (Caution.NOT_COVERED, Caution.COSTS_NOT_CLAIMABLE)
    assert (str(found.total), found.percent) == ("GBP 800.00", None)


def test_a_german_consumer_owes_five_points_and_no_fixed_sum() -> None:
    found = say("owes 3650 EUR under DE as consumer; due 2026-06-30; costs 90; on 2026-07-10")
    assert lines(found) == ["2026-07-01 to 2026-07-10: 10 days on 3650.00 at 6.52: 6.52"]
    # Costs are then not reduced by a fixed sum that nobody owes.
    assert _fixed(found) == ("-", "90.00", "90.00")


def test_a_finnish_consumer_owes_seven_points() -> None:
    found = say("owes 3650 EUR under FI as consumer; due 2025-12-31; on 2026-01-10")
    assert lines(found) == ["2026-01-01 to 2026-01-10: 10 days on 3650.00 at 9.5: 9.50"]
    assert _fixed(found) == ("-", "-", "-")


# The fixed sum and the costs


def test_the_band_is_that_of_what_was_owed_when_interest_began() -> None:
    """
    owes 1200 GBP under GB as company
    due 2026-03-31
    paid 300 on 2026-03-20
    on 2026-06-30
    """
    found = told(test_the_band_is_that_of_what_was_owed_when_interest_began)
    assert lines(found) == ["2026-04-01 to 2026-06-30: 91 days on 900.00 at 11.75: 26.37"]
    assert _fixed(found) == ("40.00", "-", "40.00")
    assert found.cautions == (Caution.BAND_UNSETTLED,)


@pytest.mark.parametrize(
    ("day", "fixed"), [("2026-03-31", "40.00"), ("2026-04-01", "70.00"), ("2026-06-30", "70.00")]
)
def test_a_payment_from_the_first_late_day_on_changes_no_band(day: str, fixed: str) -> None:
    found = say(f"owes 1000 GBP under GB as company; due 2026-03-31; paid 999.99 on {day}; "
                 "on 2026-06-30")  # fmt: skip
    assert _fixed(found)[0] == fixed


@pytest.mark.parametrize(
    ("costs", "further", "both"),
    [
        ("0", "-", "70.00"), ("69.99", "-", "70.00"), ("70", "-", "70.00"),
        ("70.01", "0.01", "70.01"), ("250", "180.00", "250.00"),
    ],
)  # fmt: skip
def test_of_the_costs_only_what_is_above_the_fixed_sum_is_owed(
    costs: str, further: str, both: str
) -> None:
    found = say(
        f"owes 6000 GBP under GB as company; due 2026-01-31; costs {costs}; on 2026-07-31"
    )
    assert _fixed(found) == ("70.00", further, both)
    assert str(found.account.costs_open.amount) == both


def test_a_contract_displaces_the_fixed_sum_in_britain_and_not_in_germany() -> None:
    said = "as company; due 2026-01-31; terms contract 8 by year; costs 90; on 2026-03-31"
    british = say(f"owes 1000 GBP under GB {said}")
    assert _fixed(british) == ("-", "-", "-")
    assert Caution.COSTS_NOT_CLAIMABLE in british.cautions
    german = say(f"owes 1000 EUR under DE {said}")
    assert _fixed(german) == ("40.00", "50.00", "90.00")
    assert lines(german) == ["2026-02-01 to 2026-03-31: 59 days on 1000.00 at 8: 12.93"]


def test_the_fixed_sum_is_owed_before_the_first_month_of_a_monthly_rate_is_over() -> None:
    """
    owes 8000 PLN under PL as company
    due 2026-01-31
    terms contract 1 by month
    on 2026-02-10
    """
    found = told(test_the_fixed_sum_is_owed_before_the_first_month_of_a_monthly_rate_is_over)
    assert (found.segments, str(found.fixed)) == ((), "EUR 70.00")
    assert Caution.FOREIGN_COMPENSATION in found.cautions
    claim = claim_of(found)
    assert (claim.amount, str(claim.elsewhere)) == (0, "EUR 70.00")


def test_the_fixed_sum_is_claimed_where_the_interest_rounds_to_nothing() -> None:
    """
    owes 0.01 GBP under GB as company
    due 2026-01-31
    on 2026-02-01
    """
    found = told(test_the_fixed_sum_is_claimed_where_the_interest_rounds_to_nothing)
    assert lines(found) == ["2026-02-01 to 2026-02-01: 1 days on 0.01 at 11.75: 0.00"]
    claim = claim_of(found)
    assert (claim.currency, claim.amount, claim.elsewhere) == ("GBP", 4000, None)
