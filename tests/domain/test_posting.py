"""Deadlines count from posting: nobody loses a day while a letter lies in the house."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.posting import from_posting

ISSUED, DEADLINE = date(2026, 2, 24), date(2026, 3, 3)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("posted", "deadline"),
    [
        (None, DEADLINE),
        (date(2026, 2, 24), DEADLINE),
        (date(2026, 2, 25), date(2026, 3, 4)),
        (date(2026, 3, 2), date(2026, 3, 9)),
        # Posted after the day it names, as many days are left all the same.
        (date(2026, 3, 10), date(2026, 3, 17)),
        # A date before its own is a mistake, and takes nothing away.
        (date(2026, 2, 20), DEADLINE),
    ],
)
def test_each_day_in_the_house_is_given_back(posted: date | None, deadline: date) -> None:
    assert from_posting(DEADLINE, issued=ISSUED, posted=posted) == deadline


@given(DAYS, st.integers(0, 60), st.integers(0, 90))
def test_who_gets_it_has_as_many_days_as_it_says(issued: date, given_: int, late: int) -> None:
    posted = issued + timedelta(days=late)
    deadline = issued + timedelta(days=given_)
    assert from_posting(deadline, issued=issued, posted=posted) - posted == deadline - issued
