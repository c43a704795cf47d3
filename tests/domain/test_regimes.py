"""The law and the rates the program came with, against a second writing of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.rates import ReferenceRate
from dunning_desktop.domain.regime import Regime, Rounding
from dunning_desktop.usecases.regimes import known_law
from tests.domain.examples_of_law import Example, answer, examples, examples_of_rates, seen
from tests.domain.pinned_law import CZECH, NAMED, PINS, Pin, rates, rows, tables

IDS = [f"{one.place} {one.since}" for one in PINS]
STATUTES = [one for one in PINS if one.table]


def _row(pin: Pin) -> Regime:
    (found,) = (
        one
        for one in known_law().regimes
        if (one.jurisdiction, one.since.isoformat()) == (pin.place, pin.since)
    )
    return found


def test_there_are_these_laws_and_no_others() -> None:
    ours = [(one.jurisdiction, one.since.isoformat()) for one in known_law().regimes]
    assert ours == [(one.place, one.since) for one in PINS]
    assert set(known_law().tables) == set(NAMED)


@pytest.mark.parametrize("pin", PINS, ids=IDS)
def test_each_law_says_what_the_law_folder_says(pin: Pin) -> None:
    found, wanted = _row(pin), pin.regime()
    assert replace(found, table=None) == replace(wanted, table=None)
    assert (found.table.code if found.table else "") == pin.table
    assert found.table is None or found.table is known_law().table(pin.table)


@pytest.mark.parametrize("code", sorted(NAMED))
def test_each_rate_is_that_of_the_law_folder(code: str) -> None:
    table = known_law().table(code)
    ours = {one.half_year: (one.percent, one.checked) for one in table.rates}
    assert ours == rates()[code]
    assert table == tables()[code]
    assert not any(one.own for one in table.rates)


def test_what_is_recalled_is_marked_as_unchecked() -> None:
    # The confidence stands in the tables; of the Czech one there is none.
    assert not any(one.checked for one in known_law().table("cz").rates)
    assert len(known_law().table("cz").rates) == len(CZECH)
    assert not any(one.checked for one in known_law().table("dk").rates)
    assert [one.checked for one in known_law().table("se").rates] == [True, False, False]
    for code in ("boe", "ecb", "de"):
        assert all(one.checked for one in known_law().table(code).rates)


def test_the_law_folder_adds_its_points_as_the_laws_do() -> None:
    """Its tables print the statutory rates beside the reference rates; so can we."""
    company, consumer = DebtorType.COMPANY, DebtorType.CONSUMER
    for name, column, place, debtor in (
        ("boe_reference_rates.csv", "statutory_rate_percent", "GB", company),
        ("ecb_reference_rates.csv", "directive_rate_mro_plus_8", "IE", company),
        ("de_basiszinssatz.csv", "b2b_rate_percent_288_2", "DE", company),
        ("de_basiszinssatz.csv", "b2c_rate_percent_288_1", "DE", consumer),
        ("dk_reference_rates.csv", "morarente_plus_8", "DK", company),
        ("at_basiszinssatz.csv", "ugb456_rate_plus_9_2", "AT", company),
    ):
        checked = 0
        for row in rows(name):
            day = _day(row)
            regime = known_law().regime(place, day)
            quote = regime.table.at(day) if regime and regime.table else None
            if regime and quote and row[column]:
                assert regime.percent(quote.rate, debtor) == Decimal(row[column]), (name, day)
                assert not quote.provisional
                checked += 1
        assert checked >= 15, name


def _day(row: dict[str, str]) -> date:
    """A day early in the half-year: its tables name a half-year by the law it began with."""
    if "date_fixed" in row:
        return date.fromisoformat(row["applies_if_interest_starts_to"])
    return date.fromisoformat(row["half_year_start"]) + timedelta(days=20)


def test_a_uk_rate_holds_from_the_first_to_the_last_day_that_is_printed_beside_it() -> None:
    table = known_law().table("boe")
    for row in rows("boe_reference_rates.csv"):
        if row["date_fixed"] < "2002-06-30":
            continue
        for key in ("applies_if_interest_starts_from", "applies_if_interest_starts_to"):
            quote = table.at(date.fromisoformat(row[key]))
            assert quote is not None
            assert quote.rate.fixed_on.isoformat() == row["date_fixed"]
            assert (str(quote.rate.percent), quote.provisional) == (row["rate_percent"], False)
    assert table.known_until == date(2026, 12, 31)


def test_the_bank_of_england_half_years_follow_from_its_changes() -> None:
    changes = [
        (date.fromisoformat(row["date_effective"]), Decimal(row["rate_percent"]))
        for row in rows("boe_base_rate.csv")
    ]
    _follow_from(known_law().table("boe").rates, changes)


def test_the_ecb_half_years_follow_from_its_changes() -> None:
    changes = [
        (date.fromisoformat(row["date_effective"]), Decimal(row["mro_percent"]))
        for row in rows("ecb_mro_changes.csv")
    ]
    _follow_from(known_law().table("ecb").rates, changes)


def _follow_from(found: tuple[ReferenceRate, ...], changes: list[tuple[date, Decimal]]) -> None:
    assert len(found) > 20
    for one in found:
        in_force = max((day, percent) for day, percent in changes if day <= one.fixed_on)
        assert one.percent == in_force[1], one


@pytest.mark.parametrize("pin", STATUTES, ids=[f"{one.place} {one.since}" for one in STATUTES])
def test_the_fixed_sum_changes_at_its_edges_and_nowhere_else(pin: Pin) -> None:
    regime, sums_in = _row(pin), pin.sums_in or pin.currency

    def fixed(minor: int, debtor: DebtorType = DebtorType.COMPANY) -> Money | None:
        return regime.compensation_for(Money(minor, pin.currency), debtor)

    before: Money | None = None
    for edge, amount in pin.bands:
        at = Money.of(edge, pin.currency).minor
        for debtor in (DebtorType.COMPANY, DebtorType.SOLE_TRADER, DebtorType.PUBLIC_AUTHORITY):
            assert fixed(at - 1, debtor) == before
            before_this, now = before, Money.of(amount, sums_in)
            assert fixed(at, debtor) == now != before_this
            assert fixed(at + 1, debtor) == now
        assert fixed(at, DebtorType.CONSUMER) is None
        before = Money.of(amount, sums_in)
    assert fixed(10**14) == before
    assert fixed(0) is None
    assert regime.compensation_for(Money(100_000, "CHF"), DebtorType.COMPANY) is None


@pytest.mark.parametrize(
    ("reference", "taken"),
    [
        ("0.00", "0"), ("0.01", "0.5"), ("0.49", "0.5"), ("0.50", "0.5"), ("0.51", "1"),
        ("2.00", "2"), ("2.15", "2.5"), ("2.40", "2.5"), ("2.5000", "2.5"), ("2.5001", "3"),
        ("-0.01", "0"), ("-0.45", "0"), ("-0.50", "-0.5"), ("-0.51", "-0.5"), ("-0.99", "-0.5"),
        ("-1.00", "-1"),
    ],
)  # fmt: skip
def test_up_to_the_half_point_is_up_below_zero_too(reference: str, taken: str) -> None:
    assert Rounding.UP_TO_HALF.apply(Decimal(reference)) == Decimal(taken)
    assert Rounding.EXACT.apply(Decimal(reference)) == Decimal(reference)


def _examples() -> Iterator[tuple[str, Example]]:
    for pin in PINS:
        yield from ((pin.place, one) for one in examples(pin))
        if pin.table:
            yield from ((pin.place, one) for one in examples_of_rates(pin))


def test_every_example_comes_out_as_worked_out_by_hand() -> None:
    """1,200 debts: each law with each debtor, edge, limit of days and half-year of its rates."""
    found = list(_examples())
    wrong = [
        (place, one, answer(one), seen(one, known_law()))
        for place, one in found
        if answer(one) != seen(one, known_law())
    ]
    assert wrong == []
    assert len(found) > 1200
