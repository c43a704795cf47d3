"""Allocation: neither side is ever exceeded, and no penny gets lost."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dunning_desktop.domain.errors import AllocationTooLarge, CurrencyMismatch, InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import (
    OpenItem,
    Payment,
    Share,
    check_shares,
)

DAY = date(2026, 3, 1)


def _items(*rows: tuple[int, int, str]) -> list[OpenItem]:
    """Items 1, 2, 3... by (days after the first, minor units, currency)."""
    return [
        OpenItem(key, DAY + timedelta(days=days), Money(minor, currency))
        for key, (days, minor, currency) in enumerate(rows, start=1)
    ]


@given(st.integers(1, 100), st.lists(st.tuples(st.integers(1, 3), st.integers(-1, 60)), max_size=5))
def test_shares_are_taken_exactly_when_they_fit(
    amount: int, wanted: list[tuple[int, int]]
) -> None:
    items = _items((0, 30, "GBP"), (1, 50, "GBP"))
    shares = [Share(key, Money(minor, "GBP")) for key, minor in wanted]
    for_each: Counter[int] = Counter()
    for key, minor in wanted:
        for_each[key] += minor
    fits = (
        all(minor > 0 for _, minor in wanted)
        and sum(for_each.values()) <= amount
        and for_each[1] <= 30
        and for_each[2] <= 50
        and 3 not in for_each
    )
    if fits:
        check_shares(Money(amount, "GBP"), shares, items)
        return
    with pytest.raises((AllocationTooLarge, InvalidField)):
        check_shares(Money(amount, "GBP"), shares, items)


@pytest.mark.parametrize(
    ("shares", "side"),
    [
        ([Share(1, Money(31, "GBP"))], "item"),
        ([Share(1, Money(20, "GBP")), Share(1, Money(11, "GBP"))], "item"),
        ([Share(9, Money(1, "GBP"))], "item"),
        ([Share(1, Money(30, "GBP")), Share(2, Money(11, "GBP"))], "payment"),
    ],
)
def test_the_side_that_is_exceeded_is_named(shares: list[Share], side: str) -> None:
    items = _items((0, 30, "GBP"), (1, 50, "GBP"))
    with pytest.raises(AllocationTooLarge) as caught:
        check_shares(Money(40, "GBP"), shares, items)
    assert caught.value.data["side"] == side


def test_a_share_in_another_currency_is_refused() -> None:
    with pytest.raises(CurrencyMismatch):
        check_shares(Money(40, "GBP"), [Share(1, Money(1, "EUR"))], _items((0, 30, "GBP")))
    with pytest.raises(CurrencyMismatch):
        check_shares(Money(40, "GBP"), [Share(1, Money(1, "EUR"))], _items((0, 30, "EUR")))


@given(st.integers(-10, 10))
def test_a_payment_is_more_than_nothing(minor: int) -> None:
    assume(minor <= 0)
    with pytest.raises(InvalidField):
        Payment(1, DAY, Money(minor, "GBP"))
