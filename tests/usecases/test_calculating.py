"""The calculator: the figures of the worked examples, and parts that add up to the total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dunning_desktop.domain.assessment import assess
from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.errors import DunningError, InvalidField
from dunning_desktop.domain.interest import Receipt
from dunning_desktop.domain.money import LARGEST_MINOR, Money
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.domain.terms import ContractRate, RatePer
from dunning_desktop.storage.store import SqlStore
from dunning_desktop.usecases.calculating import Offered, calculate, calculator_start
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import save_business
from tests.helpers.debts import debt_of, vectors
from tests.ui.books import BUSINESS, make_office

DUE = date(2026, 3, 31)
AS_OF = date(2026, 7, 31)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = make_office(tmp_path)
    yield made
    if isinstance(made.store, SqlStore):
        made.store.close()


def debt(pounds: str = "5000", **more: object) -> Debt:
    made = Debt(Money.of(pounds, "GBP"), DebtDays(agreed=DUE))
    return replace(made, **more)  # type: ignore[arg-type]


def paid(day: date, pounds: str, order: PaymentOrder = PaymentOrder.PRINCIPAL_FIRST) -> Receipt:
    return Receipt(day, Money.of(pounds, "GBP"), order)


def only(facts: StatementFacts) -> OwedItem:
    (one,) = facts.items
    return one


@pytest.mark.parametrize("key", ["UK-02", "UK-16", "UK-18", "UK-20", "UK-22", "DE-09", "NL-01"])
def test_a_worked_example_comes_out_as_published(office: Office, key: str) -> None:
    vector = vectors()[key]
    one = only(calculate(office, debt_of(vector), as_of=date.fromisoformat(vector["as_of"])))
    expected = vector["expected"]
    assert one.claim.interest is not None
    assert one.claim.interest.total.amount == Decimal(expected["interest"])
    fixed = one.claim.full(ChargeKind.COMPENSATION)
    assert fixed is not None
    assert fixed.amount == Decimal(expected["compensation"])
    if "total_due" in expected:
        total = one.item.open.amount + Money(one.claim.amount, one.item.open.currency).amount
        assert total == Decimal(expected["total_due"])


@pytest.mark.parametrize("key", sorted(vectors()))
def test_the_parts_add_up_to_what_the_law_says_is_owed(office: Office, key: str) -> None:
    vector = vectors()[key]
    made, as_of = debt_of(vector), date.fromisoformat(vector["as_of"])
    facts = calculate(office, made, as_of=as_of)
    (owed, *_elsewhere) = [one for one in facts.sums if one.principal or one.interest]
    assert owed.total == assess(made, office.law, as_of=as_of).total


def test_what_payments_settled_of_each_part_is_told(office: Office) -> None:
    received = (paid(date(2026, 5, 10), "2000", PaymentOrder.INTEREST_FIRST),)
    one = only(calculate(office, debt(received=received), as_of=AS_OF))
    assert one.item.open == Money.of("3064.38", "GBP")
    assert one.claim.dealt[ChargeKind.INTEREST].paid == 6_438
    assert one.claim.open(ChargeKind.INTEREST) == Money.of("80.89", "GBP")
    (settlement,) = one.item.settlements
    assert (settlement.amount, settlement.interest) == (
        Money.of("1935.62", "GBP"), Money.of("64.38", "GBP"),
    )  # fmt: skip


def test_costs_are_settled_after_the_fixed_sum_they_stand_above(office: Office) -> None:
    received = (paid(date(2026, 5, 10), "100", PaymentOrder.COSTS_FIRST),)
    made = debt(received=received, costs=Money.of("200", "GBP"))
    one = only(calculate(office, made, as_of=AS_OF))
    assert one.claim.open(ChargeKind.COMPENSATION) is None
    assert one.claim.open(ChargeKind.COSTS) == Money.of("100", "GBP")


def test_a_payment_before_anything_is_late_lowers_what_is_owed(office: Office) -> None:
    received = (paid(date(2026, 3, 1), "2000"), paid(date(2027, 1, 1), "100"))
    facts = calculate(office, debt(received=received), as_of=date(2026, 3, 20))
    one = only(facts)
    assert one.claim.interest is None
    assert one.item.open == Money.of("3000", "GBP")
    assert facts.sums[0].total == Money.of("3000", "GBP")
    assert one.claim.assessment is not None


def test_it_is_a_statement_of_nobodys_book(office: Office) -> None:
    facts = calculate(office, debt(), as_of=AS_OF)
    assert (facts.today, facts.client, facts.specimen) == (AS_OF, None, False)
    assert facts.business.name == BUSINESS.name
    assert only(facts).item.number == ""


def test_a_rate_that_is_not_known_yet_is_provisional(office: Office) -> None:
    made = debt(days=DebtDays(agreed=date(2027, 8, 1)))
    facts = calculate(office, made, as_of=date(2027, 9, 1))
    assert facts.sums[0].provisional
    found = only(facts).claim.assessment
    assert found is not None
    assert Caution.PROVISIONAL in found.cautions


def test_rates_of_the_owner_count(office: Office) -> None:
    table = office.law.table("boe")
    with office.write() as ledger:
        rate = table.rate(date(2027, 7, 1), Decimal("3.25"), own=True)
        ledger.rates.save("boe", rate, at=office.clock.now())
    made = debt(days=DebtDays(agreed=date(2027, 8, 1)))
    one = only(calculate(office, made, as_of=date(2027, 9, 1)))
    assert one.claim.interest is not None
    assert one.claim.interest.percent == Decimal("11.25")
    assert not one.claim.interest.provisional


@pytest.mark.parametrize(
    ("made", "field", "reason"),
    [
        (debt("0"), "principal", "not-positive"),
        (debt(jurisdiction="Q"), "jurisdiction", "unknown"),
        (debt(days=DebtDays()), "due", "missing"),
        (debt(days=DebtDays(agreed=date(1999, 1, 1))), "due", "before-the-law"),
        (debt(days=DebtDays(agreed=date(2001, 1, 1)), jurisdiction="NL"), "due", "before-the-law"),
        (debt(basis=Basis.CONTRACT), "rate", "missing"),
        (debt(basis=Basis.COUNTY_COURT, jurisdiction="GB-SCT"), "basis", "no-county-court"),
        (debt(received=(paid(DUE, "-1"),)), "payments", "not-positive"),
        (debt(costs=Money(-1, "GBP")), "costs", "negative"),
        (debt(days=DebtDays(agreed=date(1066, 10, 14))), "due", "range"),
    ],
)
def test_what_cannot_be_taken_names_its_field(
    office: Office, made: Debt, field: str, reason: str
) -> None:
    with pytest.raises(InvalidField) as caught:
        calculate(office, made, as_of=AS_OF)
    assert (caught.value.data["field"], caught.value.data["reason"]) == (field, reason)


@pytest.mark.parametrize("as_of", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_nobody_can_mean_is_refused(office: Office, as_of: date) -> None:
    with pytest.raises(DunningError):
        calculate(office, debt(), as_of=as_of)


def test_an_amount_past_all_measure_is_refused(office: Office) -> None:
    made = replace(debt(), principal=Money(LARGEST_MINOR, "GBP"))
    with pytest.raises(InvalidField) as error:
        calculate(office, made, as_of=AS_OF)
    assert error.value.data == {"field": "principal", "reason": "range"}


# What is offered


def test_each_law_offers_what_it_knows(office: Office) -> None:
    start = calculator_start(office)
    law, contract, court = Basis.STATUTORY, Basis.CONTRACT, Basis.COUNTY_COURT
    assert start.offered("GB").bases == (law, contract, court)
    assert start.offered("GB-SCT").bases == (law, contract)
    assert start.offered("DE") == Offered((law, contract), "EUR", PaymentOrder.COSTS_FIRST)
    assert start.offered("US").bases == (contract,)
    assert start.offered("CA").caps_months
    assert start.offered("ZA") == Offered((contract,), "")


def test_it_begins_where_the_business_is_at_home(office: Office) -> None:
    assert calculator_start(office).jurisdiction == "GB"
    with office.read() as ledger:
        business = ledger.parties.business()
    save_business(office, replace(business, jurisdiction="GB-SCT", currency="EUR"))
    start = calculator_start(office)
    assert (start.jurisdiction, start.currency) == ("GB-SCT", "EUR")
    save_business(office, replace(business, jurisdiction="GB-EAW"))
    assert calculator_start(office).jurisdiction == "GB"


def test_a_monthly_rate_is_counted_by_whole_months(office: Office) -> None:
    made = debt(
        "2000", basis=Basis.CONTRACT, contract=ContractRate(Decimal("1.5"), RatePer.MONTH),
        debtor=DebtorType.SOLE_TRADER, jurisdiction="US",
    )  # fmt: skip
    one = only(calculate(office, made, as_of=date(2026, 5, 31)))
    assert one.claim.interest is not None
    assert one.claim.interest.total == Money.of("60", "GBP")
    assert not one.daily
