"""Whole days, and when an invoice falls due."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.calendar import add_days, add_months, days_between, end_of_month
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.terms import DueBasis, LateBasis, Terms

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(-1000, 1000))
def test_days_added_are_days_between(day: date, days: int) -> None:
    assert days_between(day, add_days(day, days)) == days


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-12-31", 6, "2027-06-30"),
        ("2026-06-30", 6, "2026-12-30"),
        ("2026-03-15", -3, "2025-12-15"),
        ("2024-02-29", 12, "2025-02-28"),
    ],
)
def test_a_month_without_that_day_ends_sooner(day: str, months: int, then: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(then)


@given(DAYS, st.integers(-60, 60))
def test_months_keep_the_day_where_they_can(day: date, months: int) -> None:
    then = add_months(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or then == end_of_month(then)


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        (Terms(), "2026-03-12"),
        (Terms(net_days=0), "2026-02-10"),
        (Terms(30, DueBasis.END_OF_MONTH), "2026-03-30"),
        (Terms(0, DueBasis.END_OF_MONTH), "2026-02-28"),
    ],
)
def test_an_invoice_of_10_february_falls_due(terms: Terms, due: str) -> None:
    assert terms.due_on(date(2026, 2, 10)) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"net_days": -1}, "net_days", "range"),
        ({"net_days": 367}, "net_days", "range"),
        ({"late_basis": LateBasis.CONTRACT}, "contract_rate", "missing"),
        ({"contract_rate": Decimal(8)}, "contract_rate", "missing"),
        (
            {"late_basis": LateBasis.CONTRACT, "contract_rate": Decimal("100.1")},
            "contract_rate",
            "range",
        ),
        (
            {"late_basis": LateBasis.CONTRACT, "contract_rate": Decimal(-1)},
            "contract_rate",
            "range",
        ),
        (
            {"late_basis": LateBasis.CONTRACT, "contract_rate": Decimal("NaN")},
            "contract_rate",
            "range",
        ),
    ],
)
def test_terms_that_cannot_be_are_refused(
    fields: dict[str, object], field: str, reason: str
) -> None:
    with pytest.raises(InvalidField) as caught:
        Terms(**fields)  # type: ignore[arg-type]
    assert dict(caught.value.data) == {"field": field, "reason": reason}
