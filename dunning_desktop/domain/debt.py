"""One debt as it stands, and on what basis interest is claimed on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.day_count import DayCount
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.freeze import Days
from dunning_desktop.domain.interest import Receipt, Settlement
from dunning_desktop.domain.jurisdiction import check_jurisdiction
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.domain.terms import ContractRate

# What lies outside is a slip of the pen.
EARLIEST, LATEST = date(1950, 1, 1), date(2150, 12, 31)


class Basis(StrEnum):
    """On what interest is claimed; one of them, never two on the same debt."""

    STATUTORY = "statutory"
    CONTRACT = "contract"
    COUNTY_COURT = "county-court"


@dataclass(frozen=True, slots=True)
class Debt:
    """One debt: what is claimed on it follows from this and the law alone.

    ``principal`` is gross and before anything in ``received``; ``costs`` are the costs of recovery
    in full. ``days.agreed`` is its last day for payment as agreed; the ``frozen`` days, of a
    breathing space, bear no interest.
    """

    principal: Money
    days: DebtDays
    jurisdiction: str = "GB"
    debtor: DebtorType = DebtorType.COMPANY
    basis: Basis = Basis.STATUTORY
    contract: ContractRate | None = None
    received: tuple[Receipt | Settlement, ...] = ()
    costs: Money | None = None
    day_count: DayCount = DayCount.ACT_365
    frozen: tuple[Days, ...] = ()

    def check(self, as_of: date) -> None:
        """Refuse what is no debt. Raises ``InvalidField`` with the ``field`` and the ``reason``."""
        check_jurisdiction(self.jurisdiction)
        if self.principal.minor <= 0:
            raise InvalidField(field="principal", reason="not-positive")
        if self.costs is not None and self.costs.minor < 0:
            raise InvalidField(field="costs", reason="negative")
        if any(one.amount.minor < 0 for one in self.received):
            raise InvalidField(field="payments", reason="not-positive")
        if self.basis is Basis.CONTRACT and self.contract is None:
            raise InvalidField(field="rate", reason="missing")
        days = self.days
        for field, day in (
            ("due", days.agreed),
            ("notice", days.notice),
            ("performance", days.performance),
            ("as_of", as_of),
        ):
            if day is not None and not EARLIEST <= day <= LATEST:
                raise InvalidField(field=field, reason="range")

    def owed_after(self, day: date) -> Money:
        """What is left of the principal of all that came in up to and including that day."""
        in_time = (one.amount for one in self.received if one.day <= day)
        return self.principal - sum(in_time, Money.zero(self.principal.currency))
