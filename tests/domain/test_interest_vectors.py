"""The worked examples of the law folder, all of them, to the penny and segment by segment."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dunning_desktop.domain.assessment import Assessment, assess
from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.money import Money
from dunning_desktop.usecases.regimes import known_law
from tests.helpers.debts import debt_of, vectors

ALL = sorted(vectors())
# What an example says in words of its own, beside its figures.
SAID = {
    "UK-20": Caution.AUTHORITY_CUT,
    "UK-27": Caution.NOT_COVERED,
    "UK-28": Caution.COURT_DISCRETION,
    "PL-01": Caution.FOREIGN_COMPENSATION,
    "CA-01": Caution.MONTHLY_CAPPED,
}


def _found(vector: dict[str, Any]) -> Assessment:
    return assess(debt_of(vector), known_law(), as_of=date.fromisoformat(vector["as_of"]))


def test_there_are_as_many_examples_as_the_brief_says() -> None:
    assert len(ALL) == 36


@pytest.mark.parametrize("key", ALL)
def test_the_figures_are_those_of_the_example(key: str) -> None:
    vector = vectors()[key]
    expected, found = vector["expected"], _found(vector)
    account, currency = found.account, vector["currency"]
    daily = None if account.daily is None else Money.rounded(account.daily, currency).amount
    ours = {
        "rate_percent": found.percent,
        "days_late": Decimal(found.days_late),
        "interest": account.interest.amount,
        "compensation": found.compensation.amount if found.compensation else Decimal(0),
        "compensation_outstanding": account.costs_open.amount,
        "principal_outstanding": account.principal_open.amount,
        "interest_outstanding": account.interest_open.amount,
        "total_due": found.total.amount,
        "daily_accrual": daily,
    }
    asked = {name: Decimal(str(expected[name])) for name in ours if name in expected}
    assert {name: ours[name] for name in asked} == asked
    assert len(asked) >= 2
    if "reference_date" in expected:
        assert found.reference is not None
        assert found.reference.fixed_on.isoformat() == expected["reference_date"]
    if "compensation_currency" in expected:
        assert found.fixed is not None
        assert found.fixed.currency == expected["compensation_currency"]
    assert not found.provisional


@pytest.mark.parametrize("key", ALL)
def test_the_working_is_that_of_the_example(key: str) -> None:
    vector = vectors()[key]
    if "segments" not in vector:
        return
    ours = [
        (x.start.isoformat(), x.end.isoformat(), x.days, x.balance, x.percent, x.amount)
        for x in _found(vector).segments
    ]
    currency = vector["currency"]
    assert ours == [
        (
            one["from"],
            one["to"],
            one["days"],
            Money.of(one["balance"], currency),
            Decimal(one["rate_percent"]),
            Money.of(one["interest"], currency),
        )
        for one in vector["segments"]
    ]


@pytest.mark.parametrize("key", ALL)
def test_the_last_day_is_found_and_not_only_taken(key: str) -> None:
    vector = vectors()[key]
    found = _found(vector)
    assert found.relevant.day is not None
    assert found.relevant.day.isoformat() == vector["relevant_day"]
    assert found.interest_starts is not None
    assert found.interest_starts.isoformat() == vector["interest_starts"]
    wanted = SAID.get(key)
    assert wanted is None or wanted in found.cautions
