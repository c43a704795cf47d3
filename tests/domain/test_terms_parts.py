"""A day of the month, parts, discounts and fees: when an invoice falls due, and in what."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.staging import due_items
from dunning_desktop.domain.terms import Consequence, DueBasis, Stage, Terms

THIRDS = (Stage(Decimal("33.33"), 0), Stage(Decimal("33.33"), 30), Stage(Decimal("33.34"), 60))
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def by_day(day: int, *, net: int = 0) -> Terms:
    return Terms(net_days=net, due_basis=DueBasis.DAY_OF_MONTH, due_day=day)


@st.composite
def staged(draw: st.DrawFn) -> Terms:
    """Terms with two to six parts in whole and half percents."""
    days = sorted(draw(st.sets(st.integers(0, 366), min_size=2, max_size=6)))
    cuts = sorted(
        draw(st.sets(st.integers(1, 199), min_size=len(days) - 1, max_size=len(days) - 1))
    )
    halves = [b - a for a, b in zip([0, *cuts], [*cuts, 200], strict=True)]
    stages = (Stage(Decimal(half) / 2, day) for half, day in zip(halves, days, strict=True))
    return Terms(stages=tuple(stages))


@pytest.mark.parametrize(
    ("issued", "day", "net", "due"),
    [
        ("2026-11-01", 20, 0, "2026-12-20"),
        ("2026-11-30", 20, 0, "2026-12-20"),
        ("2026-12-05", 20, 0, "2027-01-20"),
        ("2026-01-15", 31, 0, "2026-02-28"),
        ("2028-01-15", 30, 0, "2028-02-29"),
        ("2026-11-01", 20, 30, "2027-01-20"),
        ("2026-11-01", 20, 29, "2026-12-20"),
    ],
)
def test_a_day_of_the_following_month(issued: str, day: int, net: int, due: str) -> None:
    terms = by_day(day, net=net)
    assert terms.due_on(date.fromisoformat(issued)) == date.fromisoformat(due)


@given(DAYS, st.integers(1, 31), st.integers(0, 60))
def test_such_a_day_lies_ahead_and_never_further_than_said(
    issued: date, day: int, net: int
) -> None:
    terms = by_day(day, net=net)
    assert net < (terms.due_on(issued) - issued).days <= terms.most_days


def test_an_invoice_is_due_in_its_parts_and_the_last_takes_the_remainder() -> None:
    items = due_items(Terms(stages=THIRDS), date(2026, 3, 1), Money.of("100.01", "GBP"))
    assert [str(one.amount) for one in items] == ["GBP 33.33", "GBP 33.33", "GBP 33.35"]
    assert [one.due.isoformat() for one in items] == ["2026-03-01", "2026-03-31", "2026-04-30"]
    assert all(one.due == one.original_due for one in items)


def test_an_invoice_without_parts_is_due_in_one() -> None:
    (item,) = due_items(Terms(net_days=14), date(2026, 3, 1), Money(5, "GBP"))
    assert (item.amount, item.due) == (Money(5, "GBP"), date(2026, 3, 15))


def test_parts_of_one_day_are_one() -> None:
    stages = (Stage(Decimal(50), 1), Stage(Decimal(50), 2))
    terms = Terms(due_basis=DueBasis.DAY_OF_MONTH, due_day=20, stages=stages)
    (item,) = due_items(terms, date(2026, 3, 1), Money(1001, "GBP"))
    assert (item.amount.minor, item.due) == (1001, date(2026, 4, 20))


@given(staged(), DAYS, st.integers(1, 10**9))
def test_parts_keep_the_sum_and_none_is_nothing(terms: Terms, issued: date, total: int) -> None:
    items = due_items(terms, issued, Money(total, "GBP"))
    assert sum(one.amount.minor for one in items) == total
    assert all(one.amount.minor > 0 for one in items)
    assert [one.due for one in items] == sorted({one.due for one in items})
    assert items[-1].due <= terms.due_on(issued)


def test_the_discount_runs_out_so_many_days_after_the_invoice() -> None:
    terms = Terms(discount_percent=Decimal(2), discount_days=10)
    assert terms.discount_until(date(2026, 3, 1)) == date(2026, 3, 11)
    assert Terms().discount_until(date(2026, 3, 1)) is None


@pytest.mark.parametrize(
    ("wrong", "field", "reason"),
    [
        ({"due_basis": DueBasis.DAY_OF_MONTH}, "due_day", "missing"),
        ({"due_day": 20}, "due_day", "missing"),
        ({"due_basis": DueBasis.DAY_OF_MONTH, "due_day": 32}, "due_day", "range"),
        ({"stages": (Stage(Decimal(100), 0),)}, "stages", "count"),
        ({"stages": (Stage(Decimal(50), 0), Stage(Decimal(49), 9))}, "stages", "sum"),
        ({"stages": (Stage(Decimal(100), 0), Stage(Decimal(0), 9))}, "stages", "percent"),
        ({"stages": (Stage(Decimal(50), 9), Stage(Decimal(50), 9))}, "stages", "order"),
        ({"stages": (Stage(Decimal(50), 9), Stage(Decimal(50), 999))}, "stages", "range"),
        ({"discount_percent": Decimal(2)}, "discount", "missing"),
        ({"discount_percent": Decimal(100), "discount_days": 1}, "discount", "percent"),
        ({"discount_percent": Decimal(1), "discount_days": -1}, "discount", "range"),
        ({"reminder_fee": 0}, "reminder_fee", "range"),
    ],
)
def test_terms_that_make_no_sense_are_refused(
    wrong: dict[str, Any], field: str, reason: str
) -> None:
    with pytest.raises(InvalidField) as caught:
        Terms(**wrong)
    assert (caught.value.data["field"], caught.value.data["reason"]) == (field, reason)


def test_terms_ask_for_nothing_new_by_themselves() -> None:
    plain = Terms()
    assert (plain.stages, plain.consequences, plain.reminder_fee) == ((), frozenset(), None)
    assert plain.most_days == plain.last_days == plain.first_days == 30
    assert Terms(consequences=frozenset(Consequence)) != plain
