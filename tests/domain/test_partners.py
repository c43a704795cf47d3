"""Partners: what they may be, and what they keep of money that comes in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partners import Columns, Field, Partner, Recovery, check_columns


def _gbp(amount: str) -> Money:
    return Money.of(amount, "GBP")


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"name": " "}, ("name", "empty")),
        ({"commission": Decimal("100.01")}, ("commission", "range")),
        ({"commission": Decimal(-1)}, ("commission", "range")),
        ({"commission": Decimal("NaN")}, ("commission", "range")),
        ({"fee": _gbp("-1")}, ("fee", "range")),
        ({"columns": (("Name", Field.CITY), (" name ", Field.TOTAL))}, ("columns", "clash")),
        ({"columns": ((" ", Field.CITY),)}, ("columns", "empty")),
    ],
)
def test_what_a_partner_cannot_be(fields: dict[str, object], named: tuple[str, str]) -> None:
    with pytest.raises(InvalidField) as caught:
        Partner(**{"name": "Swift", **fields})  # type: ignore[arg-type]
    assert (caught.value.data["field"], caught.value.data["reason"]) == named


def test_the_same_field_may_stand_under_two_headings() -> None:
    columns: Columns = (("Amount", Field.TOTAL), ("Balance", Field.TOTAL))
    check_columns(columns)
    assert Partner("Swift", columns=columns).columns == columns


@pytest.mark.parametrize(
    ("percent", "fee", "came_in", "commission", "net"),
    [
        ("12.5", None, "240.00", "30.00", "210.00"),
        ("15", "25", "100.10", "15.02", "60.08"),
        (None, "25", "0", "0", "-25.00"),
        (None, None, "80", "0", "80.00"),
        ("100", None, "80", "80", "0"),
    ],
)
def test_what_is_left(
    percent: str | None, fee: str | None, came_in: str, commission: str, net: str
) -> None:
    partner = Partner(
        "Swift",
        commission=Decimal(percent) if percent else None,
        fee=_gbp(fee) if fee else None,
    )
    found = Recovery(partner, _gbp(came_in))
    assert (found.commission, found.net) == (_gbp(commission), _gbp(net))


def test_a_fee_in_another_currency_is_not_taken_off() -> None:
    partner = Partner("Swift", fee=Money.of("25", "EUR"))
    assert Recovery(partner, _gbp("80")).net == _gbp("80")


@given(
    minor=st.integers(0, 10**9),
    percent=st.decimals(0, 100, places=2),
)
def test_commission_is_never_more_than_what_came_in(minor: int, percent: Decimal) -> None:
    found = Recovery(Partner("Swift", commission=percent), Money(minor, "GBP"))
    assert 0 <= found.commission.minor <= minor
    assert found.commission + found.net == found.came_in
