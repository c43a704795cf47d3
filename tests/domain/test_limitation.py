"""Limitation: until when a debt can be taken to court."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dunning_desktop.domain.limitation import Restart, limitation

DUE = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("jurisdiction", "last"),
    [
        ("GB", date(2032, 3, 31)),
        ("GB-EAW", date(2032, 3, 31)),
        ("GB-NIR", date(2032, 3, 31)),
        ("GB-SCT", date(2031, 3, 31)),
        ("IE", date(2032, 3, 31)),
        # From the end of the year in which it became late.
        ("DE", date(2029, 12, 31)),
        ("FR", None),
        ("US", None),
    ],
)
def test_the_last_day(jurisdiction: str, last: date | None) -> None:
    found = limitation(jurisdiction, DUE)
    assert (found.last_day if found else None) == last


def test_in_germany_a_debt_due_on_new_year_s_eve_is_late_in_the_new_year() -> None:
    found = limitation("DE", date(2026, 12, 31))
    assert found is not None
    assert found.last_day == date(2030, 12, 31)


def test_a_leap_day_ends_in_february() -> None:
    found = limitation("GB-SCT", date(2024, 2, 29))
    assert found is not None
    assert found.last_day == date(2029, 2, 28)


def test_it_is_near_for_its_last_year_and_over_the_day_after() -> None:
    found = limitation("GB", DUE)
    assert found is not None
    assert not found.is_near(date(2031, 3, 30))
    assert found.is_near(date(2031, 3, 31))
    assert found.is_near(found.last_day)
    assert found.days_left(found.last_day) == 0
    after = found.last_day + timedelta(days=1)
    assert (found.is_near(after), found.is_over(after)) == (False, True)


def test_a_part_payment_only_leaves_a_hint() -> None:
    """The earlier day is the safe one."""
    plain, paid = limitation("GB", DUE), limitation("GB", DUE, part_paid=True)
    assert plain is not None
    assert paid is not None
    assert (plain.last_day, plain.restart) == (paid.last_day, Restart.NOTHING)
    assert paid.restart is Restart.PART_PAYMENT
