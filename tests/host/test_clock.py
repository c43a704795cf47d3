"""Clocks: aware and in UTC, the day is the owner's."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from dunning_desktop.host.clock import FixedClock, SystemClock
from dunning_desktop.usecases.ports import Clock

FAR_EAST = "XYZ-14"


def test_now_is_aware_and_in_utc() -> None:
    clock: Clock = SystemClock()
    now = clock.now()
    assert now.tzinfo is UTC
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_fixed_clock_stands_on_its_day_with_the_real_time_of_day() -> None:
    clock: Clock = FixedClock(date(2024, 2, 29))
    assert clock.today() == date(2024, 2, 29)
    drift = clock.now() - datetime.combine(date(2024, 2, 29), datetime.now(UTC).time(), UTC)
    assert clock.now().tzinfo is UTC
    assert abs(drift) < timedelta(minutes=1)


def test_today_is_the_local_day_and_a_fixed_day_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", FAR_EAST)
    time.tzset()
    try:
        local = (datetime.now(UTC) + timedelta(hours=14)).date()
        assert SystemClock().today() == local
        fixed = FixedClock(date(2026, 11, 22)).now()
        assert (fixed + timedelta(hours=14)).date() == date(2026, 11, 22)
    finally:
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()
