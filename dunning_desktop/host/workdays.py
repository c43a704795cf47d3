"""Days on which people work: no weekend, no bank holiday of the place."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from dunning_desktop.domain.jurisdiction import country_of

if TYPE_CHECKING:
    from holidays import HolidayBase

SATURDAY = 5
# Parts of the United Kingdom by the codes of the holidays package.
_PARTS = {"GB": "ENG", "GB-EAW": "ENG", "GB-ENG": "ENG", "GB-WLS": "WLS", "GB-SCT": "SCT",
          "GB-NIR": "NIR"}  # fmt: skip


@cache
def is_working(jurisdiction: str, day: date) -> bool:
    """Whether people work there that day. A place without a known calendar has weekends only."""
    if day.weekday() >= SATURDAY:
        return False
    calendar = _calendar(jurisdiction)
    return calendar is None or day not in calendar


@cache
def _calendar(jurisdiction: str) -> HolidayBase | None:
    """The bank holidays of a place, worked out year by year as days are asked for."""
    import holidays  # noqa: PLC0415 - measured: 45 ms, and only a ladder on working days asks

    country = country_of(jurisdiction)
    try:
        return holidays.country_holidays(country, subdiv=_PARTS.get(jurisdiction))
    except NotImplementedError:
        return None
