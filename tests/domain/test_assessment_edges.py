"""Debts told as stories: the basis, where knowledge ends, and amounts at their edges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dunning_desktop.domain.assessment import Assessment
from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.regime import LawBook
from dunning_desktop.usecases.regimes import known_law
from tests.helpers.debts import lines, told
from tests.helpers.debts import said as say


def _refused(text: str) -> dict[str, object]:
    with pytest.raises(InvalidField) as caught:
        say(text)
    return dict(caught.value.data)


# The basis


@pytest.mark.parametrize(("rate", "weak"), [("7.74", True), ("7.75", False), ("12", False)])
def test_half_of_the_acts_points_may_be_no_substantial_remedy(rate: str, weak: bool) -> None:
    found = say(f"owes 1000 GBP under GB as company; due 2026-01-31; "
                 f"terms contract {rate} by year; on 2026-03-31")  # fmt: skip
    assert (Caution.WEAK_REMEDY in found.cautions) == weak


@pytest.mark.parametrize("place", ["GB-SCT", "GB-NIR", "IE", "DE", "US", "CH"])
def test_county_court_interest_is_for_england_and_wales(place: str) -> None:
    said = f"owes 1000 GBP under {place} as company; due 2026-01-31; terms court; on 2026-02-25"
    assert _refused(said) == {"field": "basis", "reason": "no-county-court", "text": place}


@pytest.mark.parametrize("place", ["GB", "GB-EAW", "GB-ENG", "GB-WLS"])
def test_england_and_wales_have_the_law_of_the_country(place: str) -> None:
    said = f"owes 1000 GBP under {place} as consumer; due 2026-01-31; terms court; on 2026-02-25"
    assert lines(say(said)) == ["2026-02-01 to 2026-02-25: 25 days on 1000.00 at 8: 5.48"]


@pytest.mark.parametrize(
    ("place", "last"),
    [("GB", "2024-02-28"), ("GB-NIR", "2024-02-28"), ("GB-SCT", "2023-02-28"), ("IE", None)],
)
def test_a_debt_is_barred_after_six_years_and_in_scotland_after_five(
    place: str, last: str | None
) -> None:
    said = f"owes 1000 EUR under {place} as company; due 2018-02-28; on"
    if last is not None:
        assert Caution.STATUTE_BARRED not in say(f"{said} {last}").cautions
        day = date.fromisoformat(last).replace(month=2, day=int(last[-2:]))
        after = date.fromordinal(day.toordinal() + 1)
        assert Caution.STATUTE_BARRED in say(f"{said} {after}").cautions
    else:
        assert Caution.STATUTE_BARRED not in say(f"{said} 2048-02-28").cautions


def test_tomorrow_grows_at_tomorrows_rate() -> None:
    def daily(place: str, currency: str, due: str, on: str) -> Decimal | None:
        said = f"owes 36500 {currency} under {place} as company; due {due}; on {on}"
        return say(said).account.daily

    # From 12.37 to 11.27 % and from 10.27 to 10.52 %; a British debt keeps its 12.75 %.
    assert daily("DE", "EUR", "2024-11-30", "2024-12-30") == Decimal("12.37")
    assert daily("DE", "EUR", "2024-11-30", "2024-12-31") == Decimal("11.27")
    assert daily("DE", "EUR", "2026-05-31", "2026-06-30") == Decimal("10.52")
    assert daily("GB", "GBP", "2025-05-31", "2025-06-30") == Decimal("12.75")


# Where knowledge or law ends


@pytest.mark.parametrize(
    ("debt", "due", "on", "provisional"),
    [
        ("GBP under GB", "2026-12-30", "2027-02-28", False),
        ("GBP under GB", "2026-12-31", "2027-02-28", True),
        ("EUR under DE", "2026-11-30", "2026-12-31", False),
        ("EUR under DE", "2026-11-30", "2027-01-01", True),
        ("EUR under IE", "2026-11-30", "2027-06-30", False),
        ("SEK under SE", "2021-05-31", "2021-06-30", False),
        ("SEK under SE", "2022-01-31", "2022-02-28", True),
        ("SEK under SE", "2023-12-31", "2024-06-30", False),
        ("DKK under DK", "2026-06-29", "2026-06-30", False),
        ("DKK under DK", "2026-06-29", "2026-07-01", True),
    ],
)
def test_beyond_its_table_a_figure_is_provisional(
    debt: str, due: str, on: str, provisional: bool
) -> None:
    found = say(f"owes 1000 {debt} as company; due {due}; on {on}")
    assert found.provisional == provisional
    assert (Caution.PROVISIONAL in found.cautions) == provisional


@pytest.mark.parametrize(
    ("debt", "due", "reason", "first"),
    [
        ("GBP under GB", "2002-08-05", "before-the-law", "2002-08-07"),
        ("GBP under GB-SCT", "2002-08-05", "before-the-law", "2002-08-07"),
        ("EUR under DE", "2001-12-30", "before-the-law", "2002-01-01"),
        ("EUR under AT", "2013-03-14", "before-the-law", "2013-03-16"),
        ("EUR under AT", "2013-12-30", "before-the-rates", "2014-01-01"),
        ("SEK under SE", "2020-12-30", "before-the-rates", "2021-01-01"),
        ("PLN under PL", "2025-06-29", "before-the-rates", "2025-07-01"),
    ],
)
def test_a_debt_older_than_the_law_or_the_rates_gets_no_figure(
    debt: str, due: str, reason: str, first: str
) -> None:
    said = f"owes 1000 {debt} as company; due {due}; on 2026-06-30"
    assert _refused(said) == {"field": "due", "reason": reason, "text": first}


def test_the_first_days_of_a_law_are_its_own() -> None:
    said = "owes 1000 EUR under DE as company; on 2014-08-31; due"
    old, new = say(f"{said} 2014-07-27"), say(f"{said} 2014-07-28")
    assert (old.percent, old.fixed) == (Decimal("7.27"), None)
    assert (new.percent, str(new.fixed)) == (Decimal("8.27"), "EUR 40.00")


@pytest.mark.parametrize(
    ("notice", "last", "percent"),
    [
        # In force from 29 July 2014: 30 days for an authority, and 9 points in place of 8.
        ("2014-07-01", ("2014-07-31", "authority"), "8.27"),
        ("2014-06-28", ("2014-07-28", "authority"), "8.27"),
        # Its own thirty days would end before it begins: the older law decides the day.
        ("2014-06-27", ("2014-09-30", "agreed"), "8.27"),
    ],
)
def test_a_new_law_cuts_no_term_to_a_day_before_its_own_beginning(
    notice: str, last: tuple[str, str], percent: str
) -> None:
    found = say("owes 1000 EUR under DE as public-authority; due 2014-09-30; "
                f"notice {notice}; on 2014-12-31")  # fmt: skip
    assert (str(found.relevant.day), found.relevant.rule.value) == last
    assert found.segments[0].percent == Decimal(percent)


@pytest.mark.parametrize("place", ["XX", "GB-XX", "gb", "", "GB-", "-GB", "DE-", "de-BY", "UK"])
def test_a_jurisdiction_that_is_none_is_refused(place: str) -> None:
    with pytest.raises(InvalidField) as caught:
        say(f"owes 1 GBP under {place or chr(0x2205)} as company; due 2026-01-31; on 2026-02-25")
    assert caught.value.data["field"] == "jurisdiction"


def test_a_country_whose_law_is_not_known_has_what_the_contract_says() -> None:
    said = "owes 3650 CHF under CH as company; due 2026-01-31"
    bare = say(f"{said}; on 2026-02-10")
    assert (bare.cautions, str(bare.total)) == ((Caution.NO_STATUTE,), "CHF 3650.00")
    agreed = say(f"{said}; terms contract 5 by year; on 2026-02-10")
    assert lines(agreed) == ["2026-02-01 to 2026-02-10: 10 days on 3650.00 at 5: 5.00"]
    assert agreed.cautions == ()
    # A part of a country has the country's law; before every law there is still a contract.
    assert say("owes 100 EUR under DE-BY as company; due 2026-01-31; on 2026-02-10").fixed
    old = say("owes 3650 GBP under GB as company; due 1999-01-31; "
               "terms contract 5 by year; on 1999-02-10")  # fmt: skip
    assert str(old.account.interest) == "GBP 5.00"


# Currencies


@pytest.mark.parametrize(
    ("owed", "interest"),
    [("10000 EUR", "32.19"), ("10000 JPY", "32"), ("10000.000 KWD", "32.192")],
)
def test_a_debt_in_another_currency_bears_interest_and_no_fixed_sum(
    owed: str, interest: str
) -> None:
    found = say(f"owes {owed} under GB as company; due 2026-01-31; costs 90; on 2026-02-10")
    assert str(found.account.interest.amount) == interest
    assert found.fixed is None
    assert Caution.NO_BAND in found.cautions
    # Nothing was taken off the costs, and that is said.
    assert Caution.COSTS_NOT_REDUCED in found.cautions
    without = say(f"owes {owed} under GB as company; due 2026-01-31; on 2026-02-10")
    assert Caution.COSTS_NOT_REDUCED not in without.cautions


def test_the_smallest_amounts_round_half_up() -> None:
    def interest(owed: str, on: str) -> Money:
        debt = f"owes {owed} under US as company; due 2025-12-31; terms contract 10 by year"
        return say(f"{debt}; on {on}").account.interest

    # 0.5 and 0.4986 cents; 1.5 yen.
    assert str(interest("0.05 USD", "2026-12-31")) == "USD 0.01"
    assert str(interest("0.05 USD", "2026-12-30")) == "USD 0.00"
    assert str(interest("15 JPY", "2026-12-31")) == "JPY 2"
    assert str(interest("0.01 USD", "2027-12-31")) == "USD 0.00"


def test_a_huge_debt_is_exact_to_the_penny() -> None:
    """
    owes 9000000000000.01 GBP under GB as company
    due 2026-01-31
    on 2026-02-01
    """
    found = told(test_a_huge_debt_is_exact_to_the_penny)
    # 900000000000001 pence x 11.75 / 36500 = 289726027397.2606
    assert str(found.account.interest.amount) == "2897260273.97"


# Payments and months at their edges


def _parts(found: Assessment) -> list[tuple[str, str, str]]:
    return [
        (str(one.principal.amount), str(one.interest.amount), str(one.costs.amount))
        for one in found.account.applied
    ]


def test_two_payments_of_one_day_settle_in_the_order_they_are_told() -> None:
    debt = "owes 1000 GBP under GB as company; due 2026-03-31; terms contract 10 by year"
    interest, principal = (f"paid 5 on 2026-04-30 {one}-first" for one in ("interest", "principal"))
    end = "on 2026-05-30"
    # 8.22 of interest by then: each order takes its own, whichever comes first.
    first = say(f"{debt}; {interest}; {principal}; {end}")
    second = say(f"{debt}; {principal}; {interest}; {end}")
    assert _parts(first) == [("0.00", "5.00", "0.00"), ("5.00", "0.00", "0.00")]
    assert _parts(second) == _parts(first)[::-1]
    assert lines(first) == lines(second)
    # 10 of interest first leaves 1.78 of it for the principal.
    both = say(f"{debt}; {interest}; {interest}; {end}")
    assert _parts(both) == [("0.00", "5.00", "0.00"), ("1.78", "3.22", "0.00")]


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-03-31", []),
        ("2026-04-01", ["2026-04-01 to 2026-04-01: 1 days on 3650.00 at 10: 1.00"]),
        ("2026-04-02", ["2026-04-01 to 2026-04-02: 2 days on 3650.00 at 10: 2.00"]),
    ],
)
def test_paid_whole_around_the_first_late_day(day: str, working: list[str]) -> None:
    found = say("owes 3650 EUR under DE as company; due 2026-03-31; terms contract 10 by year; "
                f"paid 3650 on {day} principal-first; on 2026-06-30")  # fmt: skip
    assert lines(found) == working
    assert (found.fixed is None) == (day == "2026-03-31")
    assert str(found.account.principal_open.amount) == "0.00"


@pytest.mark.parametrize(
    ("due", "on", "months"),
    [
        ("2026-01-31", "2026-02-27", 0), ("2026-01-31", "2026-02-28", 1),
        ("2026-01-31", "2026-03-30", 1), ("2026-01-31", "2026-03-31", 2),
        ("2026-01-31", "2026-04-30", 3), ("2024-01-31", "2024-02-28", 0),
        ("2024-01-31", "2024-02-29", 1), ("2024-02-29", "2024-03-29", 1),
        ("2024-02-29", "2025-02-27", 11), ("2024-02-29", "2025-02-28", 12),
    ],
)  # fmt: skip
def test_months_end_where_a_month_has_no_such_day(due: str, on: str, months: int) -> None:
    found = say(f"owes 1000 USD under US as company; due {due}; terms contract 1 by month; on {on}")
    assert sum(one.months for one in found.segments) == months
    assert str(found.account.interest) == f"USD {months * 10}.00"


def test_an_agreed_rate_of_nothing_is_a_rate() -> None:
    for per in ("year", "month"):
        found = say("owes 1000 EUR under DE as company; due 2026-01-31; "
                    f"terms contract 0 by {per}; on 2026-04-30")  # fmt: skip
        assert (str(found.account.interest), found.percent) == ("EUR 0.00", Decimal(0))
        assert str(found.total) == "EUR 1040.00"


def test_a_reference_rate_below_nothing_takes_from_the_points() -> None:
    found = say("owes 36500 EUR under DE as consumer; due 2026-12-31; on 2027-01-10", _book("-5"))
    assert lines(found) == ["2027-01-01 to 2027-01-10: 10 days on 36500.00 at 0: 0.00"]
    better = say("owes 36500 EUR under DE as consumer; due 2026-12-31; on 2027-01-10", _book("-3"))
    assert lines(better) == ["2027-01-01 to 2027-01-10: 10 days on 36500.00 at 2: 20.00"]
    # The owner entered it: it is known now.
    assert not better.provisional


def _book(percent: str) -> LawBook:
    law = known_law()
    rate = law.table("de").rate(date(2027, 1, 1), Decimal(percent), own=True)
    return law.with_rates([("de", rate)])
