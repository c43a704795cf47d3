"""Terms: when an invoice falls due, and what late payment costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from dunning_desktop.domain.calendar import add_days, end_of_month
from dunning_desktop.domain.errors import InvalidField

# Percent a year: more is a typing mistake, and would be a penalty.
HIGHEST_RATE = 100
# A year and a day: longer terms are a typing mistake.
LONGEST_NET_DAYS = 366


class DueBasis(StrEnum):
    """From when the net days of a term are counted."""

    INVOICE_DATE = "invoice-date"
    END_OF_MONTH = "end-of-month"


class LateBasis(StrEnum):
    """Which interest a business asks for when it is paid late."""

    STATUTORY = "statutory"
    CONTRACT = "contract"
    NONE = "none"


class RatePer(StrEnum):
    """What an agreed rate is a percentage by."""

    YEAR = "year"
    MONTH = "month"


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
class Terms:
    """Days to pay, and the basis of late-payment interest.

    ``contract_rate`` is percent by ``contract_per`` and set when the basis is the contract.
    """

    net_days: int = 30
    due_basis: DueBasis = DueBasis.INVOICE_DATE
    late_basis: LateBasis = LateBasis.STATUTORY
    contract_rate: Decimal | None = None
    contract_per: RatePer = RatePer.YEAR

    def __post_init__(self) -> None:
        if not 0 <= self.net_days <= LONGEST_NET_DAYS:
            raise InvalidField(field="net_days", reason="range")
        if (self.late_basis is LateBasis.CONTRACT) != (self.contract_rate is not None):
            raise InvalidField(field="contract_rate", reason="missing")
        if self.contract_rate is not None and not 0 <= self.contract_rate <= HIGHEST_RATE:
            raise InvalidField(field="contract_rate", reason="range")

    @property
    def contract(self) -> ContractRate | None:
        """The agreed rate, where the basis is the contract.

        Its yearly equivalent is printed beside a monthly rate wherever the program writes terms.
        """
        if self.contract_rate is None:
            return None
        return ContractRate(self.contract_rate, self.contract_per)

    def due_on(self, issued: date) -> date:
        """The last day on which an invoice issued that day is paid in time."""
        start = end_of_month(issued) if self.due_basis is DueBasis.END_OF_MONTH else issued
        return add_days(start, self.net_days)
