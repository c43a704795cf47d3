"""Where terms, ladder and law disagree: each gap is found, and nothing is found where all fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.ladders import CONSUMER, GENTLE, STANDARD
from dunning_desktop.domain.policy import ChargeRule, DunningPolicy
from dunning_desktop.domain.terms import (
    Consequence,
    DueBasis,
    LateBasis,
    RatePer,
    Stage,
    Terms,
)
from dunning_desktop.domain.terms_check import Checked, Gap, check_terms
from dunning_desktop.usecases.regimes import known_law

DAY = date(2026, 11, 22)
COMPANY, CONSUMERS, BODY = (
    DebtorType.COMPANY,
    DebtorType.CONSUMER,
    DebtorType.PUBLIC_AUTHORITY,
)


def checked(jurisdiction: str = "GB", **fields: Any) -> Checked:  # noqa: ANN401 - its fields
    usual: dict[str, Any] = {
        "terms": Terms(),
        "policy": STANDARD,
        "regime": known_law().regime(jurisdiction, DAY),
        "debtors": frozenset({COMPANY}),
        "currency": "GBP",
        "reference": Decimal("3.75"),
    }
    return Checked(**(usual | fields))


def gaps(one: Checked) -> list[Gap]:
    return [found.gap for found in check_terms(one)]


def contract(rate: str, per: RatePer = RatePer.YEAR) -> Terms:
    return Terms(late_basis=LateBasis.CONTRACT, contract_rate=Decimal(rate), contract_per=per)


SILENT = DunningPolicy(
    "silent", tuple(replace(one, charges=ChargeRule.NONE) for one in STANDARD.levels)
)


def test_what_the_program_comes_with_fits() -> None:
    assert gaps(checked()) == []


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        (Terms(net_days=60), []),
        (Terms(net_days=61), [Gap.LONG_TERMS]),
        (Terms(net_days=30, due_basis=DueBasis.END_OF_MONTH), []),
        (Terms(net_days=31, due_basis=DueBasis.END_OF_MONTH), [Gap.LONG_TERMS]),
        (Terms(net_days=0, due_basis=DueBasis.DAY_OF_MONTH, due_day=30), []),
        (Terms(net_days=0, due_basis=DueBasis.DAY_OF_MONTH, due_day=31), [Gap.LONG_TERMS]),
        (Terms(stages=(Stage(Decimal(50), 7), Stage(Decimal(50), 61))), [Gap.LONG_TERMS]),
    ],
)
def test_more_than_sixty_days_between_businesses(terms: Terms, found: list[Gap]) -> None:
    assert gaps(checked(terms=terms)) == found


def test_a_public_body_has_thirty_days_and_no_more() -> None:
    body = checked(terms=Terms(net_days=45), debtors=frozenset({BODY}))
    (found,) = check_terms(body)
    assert (found.gap, found.data["days"], found.data["most"]) == (Gap.AUTHORITY_TERMS, 45, 30)
    assert gaps(replace(body, terms=Terms(net_days=30))) == []


def test_private_persons_owe_no_statutory_interest_in_britain_but_do_in_germany() -> None:
    alone: dict[str, Any] = {"debtors": frozenset({CONSUMERS}), "policy": CONSUMER}
    assert gaps(checked(**alone)) == [Gap.CONSUMER_STATUTE]
    assert gaps(checked("DE", **alone)) == []


def test_where_no_law_gives_interest_it_must_be_agreed() -> None:
    assert gaps(checked("US", reference=None)) == [Gap.NO_STATUTE]
    assert gaps(checked("US", reference=None, terms=contract("10"))) == []


@pytest.mark.parametrize(
    ("terms", "found"),
    [
        (contract("11.75"), []),
        (contract("23.5"), []),
        (contract("23.6"), [Gap.PENAL_RATE]),
        (contract("2", RatePer.MONTH), [Gap.PENAL_RATE]),
        (contract("7.75"), []),
        (contract("7.74"), [Gap.WEAK_RATE]),
    ],
)
def test_an_agreed_rate_stands_between_a_penalty_and_nothing(
    terms: Terms, found: list[Gap]
) -> None:
    assert gaps(checked(terms=terms)) == found


def test_a_weak_rate_takes_nothing_away_where_the_law_stays() -> None:
    assert gaps(checked("DE", terms=contract("4"), reference=Decimal("1.52"))) == []


def test_a_monthly_rate_in_canada_needs_its_yearly_equivalent() -> None:
    monthly = checked("CA", terms=contract("1.5", RatePer.MONTH), reference=None)
    (found,) = check_terms(monthly)
    assert (found.gap, found.data["yearly"]) == (Gap.MONTHLY_CAPPED, Decimal(18))


def test_what_was_not_accepted_is_not_owed() -> None:
    fee = checked(terms=Terms(reminder_fee=1200), clients=3, accepted=1)
    (found,) = check_terms(fee)
    assert (found.gap, found.data["missing"]) == (Gap.FEE_NOT_AGREED, 2)
    assert gaps(replace(fee, accepted=3)) == []
    kept = Terms(consequences=frozenset({Consequence.TITLE_KEPT}))
    assert gaps(checked(terms=kept, clients=1)) == [Gap.NOT_AGREED]
    assert gaps(checked(terms=contract("11"), clients=1)) == [Gap.NOT_AGREED]
    assert gaps(checked(clients=1)) == []


def test_fees_and_costs_are_not_for_private_persons() -> None:
    asked = Terms(reminder_fee=1200, consequences=frozenset({Consequence.COSTS}))
    both = checked("DE", terms=asked, debtors=frozenset({COMPANY, CONSUMERS}))
    assert gaps(both) == [Gap.FEE_CONSUMER, Gap.COSTS_CONSUMER]


def test_a_fee_beyond_what_a_law_allows() -> None:
    swedish = checked("SE", terms=Terms(reminder_fee=6100), currency="SEK")
    assert gaps(swedish) == [Gap.FEE_TOO_HIGH]
    assert gaps(replace(swedish, terms=Terms(reminder_fee=6000))) == []


def test_a_ladder_that_asks_for_what_the_terms_do_not() -> None:
    nothing = Terms(late_basis=LateBasis.NONE)
    (found,) = check_terms(checked(terms=nothing))
    assert (found.gap, found.data["day"]) == (Gap.LADDER_DEMANDS, 28)
    assert gaps(checked(terms=nothing, policy=GENTLE)) == []
    assert gaps(checked(terms=nothing, policy=SILENT)) == []


def test_a_ladder_that_never_asks_for_what_the_terms_do() -> None:
    assert gaps(checked(policy=SILENT)) == [Gap.LADDER_SILENT]
    assert gaps(checked(policy=GENTLE)) == []


def test_a_discount_that_rewards_nobody() -> None:
    late = Terms(net_days=14, discount_percent=Decimal(2), discount_days=14)
    assert gaps(checked(terms=late)) == [Gap.DISCOUNT_LATE]
    assert gaps(checked(terms=replace(late, discount_days=13))) == []
    assert gaps(checked(terms=replace(late, due_basis=DueBasis.END_OF_MONTH))) == []
