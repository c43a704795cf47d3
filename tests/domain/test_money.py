"""Money: exact, in one currency, and never a float."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.errors import CurrencyMismatch, InvalidAmount
from dunning_desktop.domain.money import (
    LARGEST_MINOR,
    Money,
    exponent,
    is_currency_code,
    totals,
)

CODES = ("GBP", "EUR", "JPY", "KWD", "CLF", "XYZ")


@pytest.mark.parametrize(
    ("code", "decimals"),
    [("GBP", 2), ("EUR", 2), ("JPY", 0), ("ISK", 0), ("KWD", 3), ("TND", 3), ("UYW", 4)],
)
def test_each_currency_has_its_own_decimals(code: str, decimals: int) -> None:
    assert exponent(code) == decimals
    assert Money.of(12, code).minor == 12 * 10**decimals
    assert str(Money(1, code).amount) == str(Decimal(1).scaleb(-decimals))


@pytest.mark.parametrize(
    ("text", "code", "minor"),
    [
        ("12.5", "GBP", 1250),
        ("-0.01", "GBP", -1),
        ("1e3", "GBP", 100_000),
        ("7", "JPY", 7),
        ("7.000", "JPY", 7),
        ("0.001", "KWD", 1),
        ("1.2345", "CLF", 12345),
        ("0.000000000000000000000000000000", "GBP", 0),
    ],
)
def test_an_amount_is_taken_exactly(text: str, code: str, minor: int) -> None:
    assert Money.of(text, code) == Money(minor, code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0.001", "GBP"),
        ("0.5", "JPY"),
        ("0.12000000000000000000000000000001", "GBP"),
        ("NaN", "GBP"),
        ("sNaN", "GBP"),
        ("Infinity", "GBP"),
        ("1e16", "GBP"),
        ("1e999999", "GBP"),
        ("12,50", "GBP"),
        ("", "GBP"),
        ("10000000000000.01", "GBP"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidAmount):
        Money.of(text, code)


@pytest.mark.parametrize("minor", [1.0, True, Decimal(1), "1", None, LARGEST_MINOR + 1])
def test_minor_units_are_integers_within_reason(minor: object) -> None:
    with pytest.raises(InvalidAmount):
        Money(minor, "GBP")  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["", "gbp", "GB", "GBPP", "ÄÖÜ", "G P", "123"])
def test_a_currency_is_three_capital_letters(code: str) -> None:
    assert not is_currency_code(code)
    with pytest.raises(InvalidAmount):
        Money(1, code)


@pytest.mark.parametrize(
    ("text", "code", "minor"),
    [
        ("0.005", "GBP", 1),
        ("0.0049999", "GBP", 0),
        ("0.015", "GBP", 2),
        ("0.025", "GBP", 3),
        ("-0.005", "GBP", -1),
        ("0.5", "JPY", 1),
        ("1.5", "JPY", 2),
        ("0.0005", "KWD", 1),
        ("0.00005", "CLF", 1),
    ],
)
def test_rounding_is_half_up(text: str, code: str, minor: int) -> None:
    assert Money.rounded(Decimal(text), code).minor == minor


def test_currencies_never_meet() -> None:
    pounds, euros = Money(1, "GBP"), Money(1, "EUR")
    for meet in (
        lambda: pounds + euros,
        lambda: pounds - euros,
        lambda: pounds < euros,
        lambda: pounds <= euros,
        lambda: pounds > euros,
        lambda: pounds >= euros,
    ):
        with pytest.raises(CurrencyMismatch):
            meet()
    assert pounds != euros


def test_amounts_compare_and_read_well() -> None:
    assert Money(1, "GBP") < Money(2, "GBP") <= Money(2, "GBP")
    assert Money(3, "GBP") > Money(2, "GBP") >= Money(2, "GBP")
    assert str(Money(-1250, "GBP")) == "GBP -12.50"
    assert bool(Money(-1, "GBP"))
    assert not Money.zero("GBP")


@given(st.lists(st.builds(Money, st.integers(-(10**12), 10**12), st.sampled_from(CODES))))
def test_totals_keep_every_unit_in_its_currency(amounts: list[Money]) -> None:
    sums = totals(amounts)
    assert [one.currency for one in sums] == sorted({one.currency for one in amounts})
    for one in sums:
        assert one.minor == sum(x.minor for x in amounts if x.currency == one.currency)


@given(st.builds(Money, st.integers(-(10**15), 10**15), st.sampled_from(CODES)))
def test_an_amount_written_out_comes_back(money: Money) -> None:
    assert Money.of(money.amount, money.currency) == money
    assert Money.of(str(money.amount), money.currency) == money
    assert Money.rounded(money.amount, money.currency) == money
    assert money + -money == money - money == Money.zero(money.currency)
