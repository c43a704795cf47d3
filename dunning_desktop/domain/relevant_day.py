"""The last day for payment in law: what was agreed, unless the law says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.calendar import add_days, days_between
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.regime import Counting, PeriodRules


@dataclass(frozen=True, slots=True)
class DebtDays:
    """The days of a debt. ``agreed``: its last day for payment, as the parties settled it.

    ``notice`` is the day the debtor had notice of the amount, ``performance`` the day the work was
    done; ``advance`` marks a deposit or pro-forma, owed before the work is done.
    """

    agreed: date | None = None
    notice: date | None = None
    performance: date | None = None
    advance: bool = False

    @property
    def later(self) -> date | None:
        """The later of performance and notice, from which the law counts its days."""
        known = [day for day in (self.notice, self.performance) if day is not None]
        return max(known, default=None)


class DayRule(StrEnum):
    """Why a day is the last one for payment."""

    AGREED = "agreed"
    UNAGREED = "unagreed"
    AUTHORITY = "authority"
    ADVANCE = "advance"
    UNPERFORMED = "unperformed"


@dataclass(frozen=True, slots=True)
class RelevantDay:
    """The last day for payment, and which rule made it so; None before a deposit is earned.

    ``days_agreed`` is set where more days were agreed than the law takes for fair.
    """

    day: date | None
    rule: DayRule
    days_agreed: int | None = None


def relevant_day(periods: PeriodRules, debtor: DebtorType, days: DebtDays) -> RelevantDay:
    """The last day for payment. Raises ``InvalidField`` (``notice``) where nothing says it.

    What is due before the work is done is a payment in advance, marked as one or not; a deposit
    that is due after it is a debt like any other. Source for GB: Late Payment of Commercial Debts
    (Interest) Act 1998 s.4(2A) to (2G), s.11.
    """
    if days.advance and days.performance is None:
        return RelevantDay(None, DayRule.UNPERFORMED)
    if days.performance is not None and _in_advance(days, days.performance):
        return RelevantDay(days.performance, DayRule.ADVANCE)
    later = days.later
    if days.agreed is None:
        if later is None:
            raise InvalidField(field="notice", reason="missing")
        return RelevantDay(_end(periods, later, periods.unagreed), DayRule.UNAGREED)
    if debtor is DebtorType.PUBLIC_AUTHORITY and later and periods.authority is not None:
        cut = _end(periods, later, periods.authority)
        if cut < days.agreed:
            return RelevantDay(cut, DayRule.AUTHORITY)
    return RelevantDay(days.agreed, DayRule.AGREED, _too_many(periods, debtor, days))


def _in_advance(days: DebtDays, performance: date) -> bool:
    """Whether it was owed before the work was done: then it is a debt from that day."""
    if days.agreed is None:
        return days.advance
    return days.agreed < performance or (days.advance and days.agreed == performance)


def _end(periods: PeriodRules, first: date, length: int) -> date:
    """The last day of a period of so many days."""
    before = 1 if periods.counting is Counting.BEGINNING_WITH else 0
    return add_days(first, length - before)


def _too_many(periods: PeriodRules, debtor: DebtorType, days: DebtDays) -> int | None:
    """Between businesses only: how many days were agreed where that is more than the law likes."""
    later = days.later
    if periods.longest is None or days.agreed is None or later is None:
        return None
    if debtor in {DebtorType.CONSUMER, DebtorType.PUBLIC_AUTHORITY}:
        return None
    agreed = days_between(later, days.agreed)
    return agreed if agreed > periods.longest else None
