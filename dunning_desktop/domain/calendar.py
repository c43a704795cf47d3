"""Whole days: the only unit of time that dunning knows."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

MONTHS_IN_YEAR = 12

def add_days(day: date, days: int) -> date:
    """The day so many whole days later (or earlier)."""
    return day + timedelta(days=days)


def days_between(start: date, end: date) -> int:
    """How many whole days lie from start to end; negative when end is earlier."""
    return (end - start).days


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of_month(day: date) -> date:
    """The last day of the month the day lies in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_ends(day: date, last: date) -> Iterator[date]:
    """The same day of each later month, up to and including the last day."""
    months = 1
    while (end := add_months(day, months)) <= last:
        yield end
        months += 1


def anniversaries(first: date, last: date) -> frozenset[date]:
    """The same day of each later year, up to the year of the last day."""
    years = range(1, last.year - first.year + 1)
    return frozenset(add_months(first, MONTHS_IN_YEAR * year) for year in years)


# No country rests for longer; a calendar that says so is wrong, and must not stop the program.
LONGEST_REST = 31


def working_day(day: date, works: Callable[[date], bool]) -> date:
    """The day itself if people work on it, else the next one on which they do."""
    days = (add_days(day, ahead) for ahead in range(LONGEST_REST))
    return next((one for one in days if works(one)), day)
