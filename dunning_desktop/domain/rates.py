"""Reference rates: what a central bank published for each half-year, and where knowledge ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dunning_desktop.domain.calendar import add_days, add_months
from dunning_desktop.domain.errors import InvalidField

JULY = 7
# Percent a year. No reference rate of these countries was ever outside; more is a slip of the pen.
LOWEST, HIGHEST = Decimal(-5), Decimal(50)


def half_year(day: date) -> date:
    """The first day of the half-year the day lies in: 1 January or 1 July."""
    return date(day.year, JULY if day.month >= JULY else 1, 1)


def next_half_year(day: date) -> date:
    """The first day of the half-year after the one the day lies in."""
    return add_months(half_year(day), 6)


@dataclass(frozen=True, slots=True)
class ReferenceRate:
    """A reference rate, percent a year, for the half-year that begins on ``half_year``.

    ``fixed_on`` is the day it is read off. ``checked`` is False for a rate that was recalled and
    not compared with its publisher; ``own`` is True for one that the owner entered.
    """

    half_year: date
    fixed_on: date
    percent: Decimal
    source: str = ""
    checked: bool = True
    own: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """The rate that holds on a day; ``provisional`` where it is an earlier half-year's."""

    rate: ReferenceRate
    provisional: bool


@dataclass(frozen=True, slots=True)
class RateTable:
    """The reference rates of one publisher, in the order of their half-years.

    ``day_before``: the rate of a half-year is the one in force on the day before it begins.
    """

    code: str
    name: str
    source: str
    day_before: bool
    rates: tuple[ReferenceRate, ...]

    def at(self, day: date) -> Quote | None:
        """The rate for the half-year of that day, or the last one before it; None if too early."""
        place = bisect_right(self.rates, day, key=lambda one: one.half_year)
        if not place:
            return None
        rate = self.rates[place - 1]
        return Quote(rate, provisional=rate.half_year != half_year(day))

    @property
    def known_until(self) -> date:
        """The last day whose rate is in the table; later ones are provisional."""
        return add_days(next_half_year(self.rates[-1].half_year), -1)

    def rate(
        self, begins: date, percent: Decimal, *, source: str = "", own: bool = False,
        checked: bool = True,
    ) -> ReferenceRate:  # fmt: skip
        """A rate of this table. Raises ``InvalidField`` (``half_year``, ``percent``).

        ``begins`` is the first day of the half-year, or the day the rate is fixed on.
        """
        starts = add_days(begins, 1) if self.day_before and half_year(begins) != begins else begins
        if half_year(starts) != starts:
            raise InvalidField(field="half_year", reason="not-a-half-year")
        if not percent.is_finite() or not LOWEST <= percent <= HIGHEST:
            raise InvalidField(field="percent", reason="range")
        fixed_on = add_days(starts, -1) if self.day_before else starts
        return ReferenceRate(starts, fixed_on, percent, source or self.source, checked, own)

    def with_rates(self, more: Iterable[ReferenceRate]) -> RateTable:
        """The table with these rates added; one for a half-year that is there replaces it."""
        by_day = {one.half_year: one for one in self.rates}
        by_day.update({one.half_year: one for one in more})
        return replace(self, rates=tuple(by_day[day] for day in sorted(by_day)))
