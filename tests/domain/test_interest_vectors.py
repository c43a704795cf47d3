"""The worked examples of the law folder that the first engine covers, to the penny."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dunning_desktop import resources
from dunning_desktop.domain.claims import Claim, claim_on
from dunning_desktop.domain.client import Client, DebtorType
from dunning_desktop.domain.interest import Settlement
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import Terms
from dunning_desktop.usecases.regimes import read_regimes
from tests.helpers.samples import law

COVERED = (
    "UK-01", "UK-02", "UK-05", "UK-06", "UK-07", "UK-09", "UK-12a", "UK-12b", "UK-14", "UK-15",
    "UK-27",
)  # fmt: skip
# What a later engine has to find by itself, and what this one has no words for.
NOT_YET = {
    "UK-16": "interest-first appropriation: a payment settles principal only",
    "UK-18": "no agreed day: the last day follows from notice and performance",
    "UK-20": "a public authority's agreed day cut to thirty days from notice",
    "UK-22": "advance payment: interest from performance, not from the due day",
    "UK-25": "reasonable costs above the fixed sum",
    "UK-28": "county-court interest (s.69)",
}
# The file gives it in words: 300 of 1,200 were paid before the due day.
PAID_IN_TIME = {"UK-14": ("1200.00", (Settlement(date(2026, 3, 20), Money.of("300", "GBP")),))}
REGIMES = read_regimes(resources.read_text("rates", "statutory.json"))


def _vectors() -> dict[str, dict[str, Any]]:
    data = json.loads(law("interest_vectors.json").read_text("utf-8"))
    return {one["id"]: one for one in data["vectors"] if one["jurisdiction"].startswith("GB")}


def _claim(vector: dict[str, Any]) -> Claim:
    currency = vector["currency"]
    debtor = DebtorType(vector.get("debtor_type", "company").replace("_", "-"))
    total, settled = PAID_IN_TIME.get(vector["id"], (vector["principal"], ()))
    later = tuple(
        Settlement(date.fromisoformat(one["date"]), Money.of(one["amount"], currency))
        for one in vector["payments"]
    )
    return claim_on(
        Money.of(total, currency),
        date.fromisoformat(vector["relevant_day"]),
        as_of=date.fromisoformat(vector["as_of"]),
        client=Client("Debtor", debtor, jurisdiction=vector["jurisdiction"]),
        terms=Terms(),
        regimes=REGIMES,
        settlements=(*settled, *later),
    )


def test_every_british_example_is_covered_or_known_to_be_missing() -> None:
    assert set(_vectors()) == {*COVERED, *NOT_YET}


@pytest.mark.parametrize("key", COVERED)
def test_the_claim_is_the_published_one(key: str) -> None:
    vector = _vectors()[key]
    currency, expected = vector["currency"], vector["expected"]
    claim = _claim(vector)
    total = claim.interest.total if claim.interest else Money.zero(currency)
    compensation = claim.compensation or Money.zero(currency)
    assert total == Money.of(expected["interest"], currency)
    assert compensation == Money.of(expected["compensation"], currency)
    assert claim.amount == (total + compensation).minor
    due = Money.of(expected["total_due"], currency)
    paid = sum(Decimal(one["amount"]) for one in vector["payments"])
    assert Money.of(Decimal(vector["principal"]) - paid, currency) + total + compensation == due


@pytest.mark.parametrize("key", [one for one in COVERED if one != "UK-27"])
def test_its_working_is_the_published_one(key: str) -> None:
    vector = _vectors()[key]
    interest = _claim(vector).interest
    assert interest is not None
    assert interest.reference is not None
    assert interest.percent == Decimal(vector["expected"]["rate_percent"])
    assert interest.reference.fixed_on.isoformat() == vector["expected"]["reference_date"]
    assert sum(one.days for one in interest.segments) == vector["expected"]["days_late"]
    assert not interest.provisional
    assert [
        (
            one.start.isoformat(),
            one.end.isoformat(),
            one.days,
            one.balance,
            one.percent,
            one.amount,
        )
        for one in interest.segments
    ] == [
        (
            one["from"],
            one["to"],
            one["days"],
            Money.of(one["balance"], "GBP"),
            Decimal(one["rate_percent"]),
            Money.of(one["interest"], "GBP"),
        )
        for one in vector["segments"]
    ]


def test_the_rates_are_the_banks() -> None:
    rows = [
        line.split(",")
        for line in law("boe_reference_rates.csv").read_text("utf-8").splitlines()
        if line[:1].isdigit()
    ]
    known = {row[0]: Decimal(row[1]) for row in rows if row[0] >= "2002-06-30"}
    ours = {one.fixed_on.isoformat(): one.percent for one in REGIMES["GB"].references}
    assert ours == known
