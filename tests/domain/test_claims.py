"""What is claimed of a debt told as a story: which parts there are, and in which currency."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dunning_desktop.domain.charges import Charge, ChargeKind, Dealt
from dunning_desktop.domain.claims import Claim, claim_of, claim_on
from dunning_desktop.domain.client import Client, DebtorType
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.domain.terms import LateBasis, Terms
from dunning_desktop.usecases.regimes import known_law
from tests.helpers.debts import said


def test_a_statutory_rate_says_what_it_was_made_from() -> None:
    claim = claim_of(said("owes 1000 GBP under GB as company; due 2026-01-31; on 2026-03-02"))
    interest = claim.interest
    assert interest is not None
    assert interest.reference is not None
    assert (interest.percent, interest.margin) == (Decimal("11.75"), Decimal(8))
    assert interest.reference.percent == Decimal("3.75")
    assert interest.last_day == date(2026, 3, 2)
    assert (claim.amount, claim.currency) == (interest.total.minor + 7000, "GBP")


def test_its_last_day_is_that_of_the_last_line() -> None:
    claim = claim_of(said(
        "owes 1000 EUR under DE as company; due 2026-05-31; paid 1000 on 2026-07-05; on 2026-08-31"
    ))  # fmt: skip
    assert claim.interest is not None
    assert len(claim.interest.segments) == 2
    assert claim.interest.last_day == date(2026, 7, 5)


@pytest.mark.parametrize("debt", ["1000 GBP under GB", "1000 CHF under CH"])
def test_an_agreed_rate_has_no_reference(debt: str) -> None:
    claim = claim_of(said(
        f"owes {debt} as company; due 2026-01-31; terms contract 12 by year; on 2026-03-02"
    ))  # fmt: skip
    assert claim.interest is not None
    assert (claim.interest.reference, claim.interest.margin) == (None, None)
    assert (claim.interest.percent, claim.compensation) == (Decimal(12), None)
    assert claim.amount == claim.interest.total.minor


@pytest.mark.parametrize(("on", "amount"), [("2026-01-31", 0), ("2026-02-01", 4000)])
def test_the_fixed_sum_is_claimed_from_the_first_late_day_of_a_monthly_rate(
    on: str, amount: int
) -> None:
    found = said(
        f"owes 1000 EUR under DE as company; due 2026-01-31; terms contract 1 by month; on {on}"
    )
    claim = claim_of(found)
    assert (claim.amount, found.account.costs_open.minor) == (amount, amount)
    assert (claim.currency, claim.elsewhere) == ("EUR" if amount else None, None)
    assert claim.interest is None


def test_what_was_paid_of_a_fixed_sum_in_another_currency_comes_off_it() -> None:
    entered = [
        Charge(1, ChargeKind.COMPENSATION, Money(minor, code), date(2026, 3, 1), paid=minor)
        for minor, code in ((3000, "EUR"), (99, "PLN"))
    ]
    claim = claim_on(
        Money(800_000, "PLN"),
        DebtDays(agreed=date(2026, 1, 31)),
        as_of=date(2026, 6, 30),
        client=Client("Acme", DebtorType.COMPANY, jurisdiction="PL"),
        terms=Terms(),
        law=known_law(),
        charges=entered,
    )
    assert str(claim.elsewhere) == "EUR 40.00"
    assert (claim.amount, claim.currency) == (46027, "PLN")


def test_a_claim_of_nothing_keeps_what_is_to_be_said_of_it() -> None:
    consumer = claim_of(said("owes 8 GBP under GB as consumer; due 2026-01-31; on 2026-03-02"))
    assert (consumer.interest, consumer.amount) == (None, 0)
    assert consumer.assessment is not None
    early = claim_of(said("owes 8 GBP under GB as company; due 2026-01-31; on 2026-01-31"))
    assert (early.amount, early.interest, early.compensation) == (0, None, None)
    assert early.assessment is not None


def _on_top(client: Client, terms: Terms, as_of: date) -> Claim:
    fee = Charge(1, ChargeKind.FEE, Money(500, "GBP"), date(2026, 1, 20))
    return claim_on(
        Money(100_000, "GBP"),
        DebtDays(agreed=date(2026, 1, 31)),
        as_of=as_of,
        client=client,
        terms=terms,
        law=known_law(),
        charges=[fee],
    )


def test_nothing_is_claimed_of_a_debtor_nobody_looked_at() -> None:
    acme, late = Client("Acme", DebtorType.COMPANY), date(2026, 3, 2)
    assert _on_top(replace(acme, debtor_confirmed=False), Terms(), late) == Claim()
    assert _on_top(acme, Terms(), late).amount == 966 + 7000 + 500
    # A fee that was entered before is claimed before.
    assert _on_top(acme, Terms(), date(2026, 1, 25)).amount == 500


def test_where_the_terms_ask_for_no_interest_an_agreed_fee_is_still_owed() -> None:
    acme, none = Client("Acme", DebtorType.COMPANY), Terms(late_basis=LateBasis.NONE)
    claim = _on_top(acme, none, date(2026, 3, 2))
    assert (claim.amount, claim.currency) == (500, "GBP")
    assert (claim.interest, claim.compensation) == (None, None)
    # Where no figure can be worked out, the fee is one all the same.
    fee = Charge(1, ChargeKind.FEE, Money(500, "GBP"), date(2001, 3, 1))
    old = claim_on(
        Money(100_000, "GBP"), DebtDays(agreed=date(2001, 1, 31)), as_of=date(2026, 3, 2),
        client=acme, terms=Terms(), law=known_law(), charges=[fee],
    )  # fmt: skip
    assert (old.refused, old.amount) == ("before-the-law", 500)


def test_a_claim_of_fees_alone_is_in_their_currency() -> None:
    pound, euro = Money(4000, "GBP"), Money(4000, "EUR")
    claim = Claim(fees=pound, compensation=euro)
    assert (claim.currency, claim.amount, claim.elsewhere) == ("GBP", 4000, euro)
    assert (Claim().currency, Claim().amount, Claim().elsewhere) == (None, 0, None)


def test_a_charge_is_more_than_nothing() -> None:
    for minor in (0, -1):
        with pytest.raises(InvalidField):
            Charge(1, ChargeKind.FEE, Money(minor, "GBP"), date(2026, 1, 1))
    assert Charge(1, ChargeKind.FEE, Money(1, "GBP"), date(2026, 1, 1)).open.minor == 1
    assert Dealt() == Dealt(0, 0, 0)


def test_half_of_the_points_are_those_of_the_day_on_which_interest_begins() -> None:
    weak = "owes 1000 GBP under GB as company; terms contract 8.5 by year; on 2025-07-31; due"
    # 4.75 + 4 until 30 June 2025, then 4.25 + 4.
    assert "weak-remedy" in said(f"{weak} 2025-06-29").cautions
    assert "weak-remedy" not in said(f"{weak} 2025-06-30").cautions


@pytest.mark.parametrize(
    ("code", "day", "half_year", "fixed_on"),
    [
        ("boe", "2026-12-31", "2027-01-01", "2026-12-31"),
        ("boe", "2027-01-01", "2027-01-01", "2026-12-31"),
        ("boe", "2027-06-30", "2027-07-01", "2027-06-30"),
        ("ecb", "2027-01-01", "2027-01-01", "2027-01-01"),
    ],
)
def test_a_rate_is_told_by_its_half_year_or_by_the_day_it_is_fixed_on(
    code: str, day: str, half_year: str, fixed_on: str
) -> None:
    rate = known_law().table(code).rate(date.fromisoformat(day), Decimal(4))
    assert (str(rate.half_year), str(rate.fixed_on)) == (half_year, fixed_on)


@pytest.mark.parametrize(
    ("code", "day", "percent", "field"),
    [
        ("boe", "2026-12-30", "4", "half_year"), ("boe", "2027-01-02", "4", "half_year"),
        ("ecb", "2026-12-31", "4", "half_year"), ("ecb", "2027-01-01", "50.01", "percent"),
        ("ecb", "2027-01-01", "-5.01", "percent"), ("ecb", "2027-01-01", "NaN", "percent"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_no_rate(code: str, day: str, percent: str, field: str) -> None:
    with pytest.raises(InvalidField) as caught:
        known_law().table(code).rate(date.fromisoformat(day), Decimal(percent))
    assert caught.value.data["field"] == field
    for edge in ("-5", "50"):
        rate = known_law().table("ecb").rate(date(2027, 1, 1), Decimal(edge))
        assert rate.percent == Decimal(edge)
