"""Discounts for paying early: which payments take one, told as ledgers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.discounts import TOLERANCE, discounts_taken
from dunning_desktop.domain.interest import Settlement
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.domain.terms import Terms

ISSUED = date(2026, 3, 2)
LAST = date(2026, 3, 12)
TERMS = Terms(net_days=30, discount_percent=Decimal(2), discount_days=10)


def _gbp(amount: str) -> Money:
    return Money.of(amount, "GBP")


def _item(key: int, amount: str, *, paid: str = "0", credited: str = "0") -> ItemFacts:
    """Issued on 2 March, so that the 12th is the last day of the discount."""
    parts = (
        Settlement(ISSUED, _gbp(paid)),
        Settlement(ISSUED, _gbp(credited), paid=False),
    )
    whole = _gbp(amount)
    return ItemFacts(
        item_id=key,
        invoice_id=key,
        client_id=1,
        number=f"A{key}",
        issued=ISSUED,
        due=ISSUED + timedelta(days=30),
        amount=whole,
        open=whole - _gbp(paid) - _gbp(credited),
        settlements=tuple(one for one in parts if one.amount.minor),
    )


def _said(paid: str, *items: ItemFacts, day: date = LAST, named: tuple[int, ...] = ()) -> str:
    found = discounts_taken(_gbp(paid), day, items, terms=TERMS, named=named)
    return " ".join(f"{one.number}:{one.pays.amount}+{one.off.amount}" for one in found)


@pytest.mark.parametrize(
    ("paid", "items", "said"),
    [
        # 120.00 less 2 %.
        ("117.60", [_item(1, "120.00")], "A1:117.60+2.40"),
        # The client rounds its own way.
        ("117.61", [_item(1, "120.00")], "A1:117.61+2.39"),
        ("117.59", [_item(1, "120.00")], "A1:117.59+2.41"),
        ("117.58", [_item(1, "120.00")], ""),
        ("117.62", [_item(1, "120.00")], ""),
        # In full, or some of it: no discount is taken.
        ("120.00", [_item(1, "120.00")], ""),
        ("100.00", [_item(1, "120.00")], ""),
        # One of several, and the oldest together.
        ("98.00", [_item(1, "120.00"), _item(2, "100.00")], "A2:98.00+2.00"),
        ("215.60", [_item(1, "120.00"), _item(2, "100.00")], "A1:117.60+2.40 A2:98.00+2.00"),
        ("147.00", [_item(1, "120.00"), _item(2, "100.00"), _item(3, "50.00")], ""),
        # What somebody pays without any discount is no discount.
        ("98.00", [_item(1, "98.00"), _item(2, "100.00")], ""),
        ("218.00", [_item(1, "120.00"), _item(2, "98.00")], ""),
        # A first part was paid before; what was credited gives no discount.
        ("57.60", [_item(1, "120.00", paid="60.00")], "A1:57.60+2.40"),
        ("98.00", [_item(1, "120.00", credited="20.00")], "A1:98.00+2.00"),
        # A discount of nothing is none.
        ("0.10", [_item(1, "0.10")], ""),
    ],
)
def test_which_payment_takes_it(paid: str, items: list[ItemFacts], said: str) -> None:
    assert _said(paid, *items) == said


def test_an_invoice_that_is_named_is_the_one() -> None:
    items = [_item(1, "98.00"), _item(2, "100.00")]
    assert _said("98.00", *items, named=(2,)) == "A2:98.00+2.00"
    assert _said("98.00", *items, named=(1,)) == ""


def test_one_that_is_in_time_goes_before_one_that_is_late() -> None:
    """Both come to 98.00: of the one issued later it may still be taken."""
    late, fresh = _item(1, "100.00"), _item(2, "100.00")
    fresh = replace(fresh, issued=ISSUED + timedelta(days=5))
    day = LAST + timedelta(days=2)
    [found] = discounts_taken(_gbp("98.00"), day, [late, fresh], terms=TERMS)
    assert (found.number, found.in_time(day)) == ("A2", True)


def test_the_last_day_counts_and_the_next_does_not() -> None:
    for day, in_time in ((LAST, True), (LAST + timedelta(days=1), False)):
        [found] = discounts_taken(_gbp("117.60"), day, [_item(1, "120.00")], terms=TERMS)
        assert (found.until, found.in_time(day)) == (LAST, in_time)


def test_without_a_discount_in_the_terms_there_is_none() -> None:
    assert discounts_taken(_gbp("117.60"), LAST, [_item(1, "120.00")], terms=Terms()) == ()


def test_money_of_another_currency_takes_none() -> None:
    paid = Money.of("117.60", "EUR")
    assert discounts_taken(paid, LAST, [_item(1, "120.00")], terms=TERMS) == ()


@given(
    amounts=st.lists(st.integers(min_value=1, max_value=1_000_000), min_size=1, max_size=5),
    paid=st.integers(min_value=1, max_value=5_000_000),
    percent=st.decimals(min_value="0.01", max_value="99.99", places=2),
)
def test_it_settles_just_what_is_open_and_the_money_is_all_used(
    amounts: list[int], paid: int, percent: Decimal
) -> None:
    items = [_item(at, str(Decimal(one) / 100)) for at, one in enumerate(amounts, 1)]
    terms = Terms(discount_percent=percent, discount_days=10)
    money = Money(paid, "GBP")
    for wanted in (money, _exact(items, terms)):
        found = discounts_taken(wanted, LAST, items, terms=terms)
        if not found:
            continue
        open_ = {one.item_id: one.open for one in items}
        assert sum(one.pays.minor for one in found) == wanted.minor
        for one in found:
            assert one.pays + one.off == open_[one.item_id]
            assert one.pays.minor > 0
            assert one.off.minor > 0
            due = Decimal(open_[one.item_id].minor) * percent / 100
            assert abs(one.off.minor - due) <= TOLERANCE + Decimal("0.5")


def _exact(items: list[ItemFacts], terms: Terms) -> Money:
    """What the first one comes to: a payment that surely fits it."""
    percent = terms.discount_percent or Decimal(0)
    open_ = items[0].open
    off = Money.rounded(open_.amount * percent / 100, "GBP")
    return max(open_ - off, Money(1, "GBP"))


def _older(key: int, amount: str) -> ItemFacts:
    """Its discount ended weeks ago."""
    item = _item(key, amount)
    return replace(item, issued=ISSUED - timedelta(days=40), due=item.due - timedelta(days=40))


@pytest.mark.parametrize(
    ("paid", "items", "said"),
    [
        # The older one in full, the newer less its discount.
        ("217.60", [_older(1, "100.00"), _item(2, "120.00")], "A1:100.00+0.00 A2:117.60+2.40"),
        ("217.61", [_older(1, "100.00"), _item(2, "120.00")], "A1:100.00+0.00 A2:117.61+2.39"),
        ("217.62", [_older(1, "100.00"), _item(2, "120.00")], ""),
        # Both in full is no discount.
        ("220.00", [_older(1, "100.00"), _item(2, "120.00")], ""),
        (
            "266.60",
            [_older(1, "100.00"), _item(2, "120.00"), _item(3, "50.00")],
            "A1:100.00+0.00 A2:117.60+2.40 A3:49.00+1.00",
        ),
        # The newest is what somebody else's day was.
        ("167.60", [_item(2, "120.00"), _older(1, "50.00")], "A2:117.60+2.40 A1:50.00+0.00"),
    ],
)
def test_older_ones_in_full_with_a_newer_one_in_time(
    paid: str, items: list[ItemFacts], said: str
) -> None:
    assert _said(paid, *items) == said
    # Once its day has passed too, nothing of it is taken.
    assert _said(paid, *items, day=LAST + timedelta(days=1)) == ""
