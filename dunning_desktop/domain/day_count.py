"""What part of a year a span of days is."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from dunning_desktop.domain.calendar import days_between

DAYS_IN_YEAR = 365
DAYS_IN_LEAP_YEAR = 366


class DayCount(StrEnum):
    """What a day's part of the year is: 1/365 always, or of the year it lies in."""

    ACT_365 = "365"
    ACT_ACT = "actact"


def days_of_year(day: date, day_count: DayCount) -> int:
    """How many days the year of that day has."""
    if day_count is DayCount.ACT_365:
        return DAYS_IN_YEAR
    return days_between(date(day.year, 1, 1), date(day.year, 12, 31)) + 1


def part_of_year(start: date, end: date, day_count: DayCount) -> tuple[int, int]:
    """A span of days as a fraction of a year: numerator and denominator."""
    if day_count is DayCount.ACT_365:
        return days_between(start, end) + 1, DAYS_IN_YEAR
    whole = DAYS_IN_YEAR * DAYS_IN_LEAP_YEAR
    parts = 0
    for year in range(start.year, end.year + 1):
        first, last = max(start, date(year, 1, 1)), min(end, date(year, 12, 31))
        parts += (days_between(first, last) + 1) * whole // days_of_year(first, day_count)
    return parts, whole
