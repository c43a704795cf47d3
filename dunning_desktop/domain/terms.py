"""Terms: when an invoice falls due, and what late payment costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from dunning_desktop.domain.calendar import add_days, add_months, end_of_month
from dunning_desktop.domain.errors import InvalidField

# Percent a year: more is a typing mistake, and would be a penalty.
HIGHEST_RATE = 100
# A year and a day: longer terms are a typing mistake.
LONGEST_NET_DAYS = 366
LONGEST_MONTH = 31
MOST_STAGES = 12
WHOLE = Decimal(100)
# For one letter or e-mail, in minor units: more is a typing mistake.
HIGHEST_FEE = 1_000_000


class DueBasis(StrEnum):
    """From when the net days of a term are counted.

    Of ``DAY_OF_MONTH`` the net days are counted from the invoice, and then to the ``due_day`` of
    the following month: 0 days and 20 are "the 20th of the following month".
    """

    INVOICE_DATE = "invoice-date"
    END_OF_MONTH = "end-of-month"
    DAY_OF_MONTH = "day-of-month"


class LateBasis(StrEnum):
    """Which interest a business asks for when it is paid late."""

    STATUTORY = "statutory"
    CONTRACT = "contract"
    NONE = "none"


class RatePer(StrEnum):
    """What an agreed rate is a percentage by."""

    YEAR = "year"
    MONTH = "month"


class Consequence(StrEnum):
    """What a late payer is told will follow; only what the owner means to do."""

    WORK_STOPS = "work-stops"
    DISCOUNTS_LOST = "discounts-lost"
    TITLE_KEPT = "title-kept"
    COSTS = "costs"
    AGENCY = "agency"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class ContractRate:
    """A rate the parties agreed. ``yearly_stated``: the contract names its yearly equivalent."""

    percent: Decimal
    per: RatePer = RatePer.YEAR
    yearly_stated: bool = False

    def __post_init__(self) -> None:
        if not self.percent.is_finite() or not 0 <= self.percent <= HIGHEST_RATE:
            raise InvalidField(field="rate", reason="range")

    @property
    def yearly(self) -> Decimal:
        """Percent a year; of a monthly rate twelve times as much."""
        return self.percent * 12 if self.per is RatePer.MONTH else self.percent


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of an invoice, in percent of its total, and its own days to pay."""

    percent: Decimal
    net_days: int


@dataclass(frozen=True, slots=True)
class Terms:
    """Days to pay, and the basis of late-payment interest.

    ``contract_rate`` is percent by ``contract_per`` and set when the basis is the contract.
    ``due_day`` is set when the basis of the due day is a day of the month; a shorter month has its
    last day instead. With ``stages`` an invoice is due in parts, each after its own days in the
    place of ``net_days``. ``discount_percent`` is taken off what is paid within ``discount_days``
    of the invoice. ``reminder_fee`` is minor units of the business's currency.
    """

    net_days: int = 30
    due_basis: DueBasis = DueBasis.INVOICE_DATE
    late_basis: LateBasis = LateBasis.STATUTORY
    contract_rate: Decimal | None = None
    contract_per: RatePer = RatePer.YEAR
    due_day: int | None = None
    stages: tuple[Stage, ...] = ()
    discount_percent: Decimal | None = None
    discount_days: int | None = None
    consequences: frozenset[Consequence] = frozenset()
    reminder_fee: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.net_days <= LONGEST_NET_DAYS:
            raise InvalidField(field="net_days", reason="range")
        if (self.late_basis is LateBasis.CONTRACT) != (self.contract_rate is not None):
            raise InvalidField(field="contract_rate", reason="missing")
        rate = self.contract_rate
        if rate is not None and not (rate.is_finite() and 0 <= rate <= HIGHEST_RATE):
            raise InvalidField(field="contract_rate", reason="range")
        if (self.due_basis is DueBasis.DAY_OF_MONTH) != (self.due_day is not None):
            raise InvalidField(field="due_day", reason="missing")
        if self.due_day is not None and not 1 <= self.due_day <= LONGEST_MONTH:
            raise InvalidField(field="due_day", reason="range")
        if self.reminder_fee is not None and not 0 < self.reminder_fee <= HIGHEST_FEE:
            raise InvalidField(field="reminder_fee", reason="range")
        _check_stages(self.stages)
        _check_discount(self.discount_percent, self.discount_days)

    @property
    def contract(self) -> ContractRate | None:
        """The agreed rate, where the basis is the contract.

        Its yearly equivalent is printed beside a monthly rate wherever the program writes terms.
        """
        if self.contract_rate is None:
            return None
        return ContractRate(self.contract_rate, self.contract_per)

    @property
    def last_days(self) -> int:
        """The net days of all of it: those of the last stage where it is due in parts."""
        return self.stages[-1].net_days if self.stages else self.net_days

    @property
    def first_days(self) -> int:
        """The net days of what is due first."""
        return self.stages[0].net_days if self.stages else self.net_days

    @property
    def most_days(self) -> int:
        """How many days after the invoice the last of it can be due at the most."""
        if self.due_basis is DueBasis.INVOICE_DATE:
            return self.last_days
        to_the_end = LONGEST_MONTH - 1
        return self.last_days + to_the_end + (self.due_day or 0)

    def due_on(self, issued: date) -> date:
        """The last day on which all of an invoice issued that day is paid in time."""
        return self.day_for(issued, self.last_days)

    def day_for(self, issued: date, net_days: int) -> date:
        """The last day for what has so many days from an invoice issued that day.

        Source: accounting programs read "the 20th of the following month" like that, and count
        further days before they look for the month (Odoo: "days end of month on the").
        """
        if self.due_day is not None:
            following = add_months(add_days(issued, net_days).replace(day=1), 1)
            return following.replace(day=min(self.due_day, end_of_month(following).day))
        start = end_of_month(issued) if self.due_basis is DueBasis.END_OF_MONTH else issued
        return add_days(start, net_days)

    def discount_until(self, issued: date) -> date | None:
        """The last day on which the discount can be taken; None without one."""
        return None if self.discount_days is None else add_days(issued, self.discount_days)


def _check_stages(stages: tuple[Stage, ...]) -> None:
    if not stages:
        return
    if not 1 < len(stages) <= MOST_STAGES:
        raise InvalidField(field="stages", reason="count")
    if any(not one.percent.is_finite() or one.percent <= 0 for one in stages):
        raise InvalidField(field="stages", reason="percent")
    if sum(one.percent for one in stages) != WHOLE:
        raise InvalidField(field="stages", reason="sum")
    if any(not 0 <= one.net_days <= LONGEST_NET_DAYS for one in stages):
        raise InvalidField(field="stages", reason="range")
    if any(later.net_days <= earlier.net_days for earlier, later in pairwise(stages)):
        raise InvalidField(field="stages", reason="order")


def _check_discount(percent: Decimal | None, days: int | None) -> None:
    if (percent is None) != (days is None):
        raise InvalidField(field="discount", reason="missing")
    if percent is not None and not (percent.is_finite() and 0 < percent < WHOLE):
        raise InvalidField(field="discount", reason="percent")
    if days is not None and not 0 <= days <= LONGEST_NET_DAYS:
        raise InvalidField(field="discount", reason="range")
