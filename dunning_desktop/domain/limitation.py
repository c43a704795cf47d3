"""Limitation: how long a debt can be taken to court, counted from its due day.

Sources: Limitation Act 1980 s.5 and s.29 (England and Wales), Limitation (Northern Ireland) Order
1989 art. 4, Prescription and Limitation (Scotland) Act 1973 s.6 and s.10, Statute of Limitations
1957 s.11 (Ireland), sections 195, 199 and 212 BGB (Germany).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.calendar import add_days, add_months
from dunning_desktop.domain.jurisdiction import country_of

MONTHS = 12
WARNED = MONTHS
"""Months before its end from which the owner is warned."""


class Restart(StrEnum):
    """What may have begun the time anew, and so is only worth a look at the papers."""

    NOTHING = "nothing"
    PART_PAYMENT = "part-payment"


@dataclass(frozen=True, slots=True)
class Limitation:
    """The last day on which a debt can be taken to court.

    It counts from the due day even where a part payment since may have begun it anew:
    ``restart`` says so, and the earlier day is the safe one.
    """

    last_day: date
    restart: Restart = Restart.NOTHING

    def is_over(self, today: date) -> bool:
        """Whether it is too late."""
        return today > self.last_day

    def is_near(self, today: date) -> bool:
        """Whether it runs out within a year."""
        return not self.is_over(today) and add_months(today, WARNED) >= self.last_day

    def days_left(self, today: date) -> int:
        """Days until then, that day counted as none left; negative once it is over."""
        return (self.last_day - today).days


_YEARS = {"GB": 6, "GB-SCT": 5, "GB-NIR": 6, "IE": 6}


def limitation(jurisdiction: str, due: date, *, part_paid: bool = False) -> Limitation | None:
    """When a debt that was due that day is out of time; None where the law is not known here.

    The debtor is late from the day after ``due``. In Germany the time begins with the end of that
    year.
    """
    restart = Restart.PART_PAYMENT if part_paid else Restart.NOTHING
    country = country_of(jurisdiction)
    if country == "DE":
        return Limitation(date(add_days(due, 1).year + 3, 12, 31), restart)
    years = _YEARS.get(jurisdiction, _YEARS.get(country))
    if years is None:
        return None
    return Limitation(add_months(due, years * MONTHS), restart)
