"""The rates of a statement: what each was made from, each named once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dunning_desktop.domain.assessment import Assessment
from dunning_desktop.domain.calendar import MONTHS_IN_YEAR
from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.debt import Basis
from dunning_desktop.domain.interest import Segment
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.domain.rates import ReferenceRate


class RateSource(StrEnum):
    """Where a rate comes from; the words of a contract's are found by these codes."""

    LAW = "law"
    COURT = "court"
    CONTRACT = "contract"
    BY_MONTH = "contract_by_month"
    CAPPED = "contract_capped"


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate, percent a year, and what it was made from.

    ``name`` is the reference rate's, or the law's that lets a court give it; ``taken`` is the
    reference rate as the law takes it, rounded perhaps.
    """

    source: RateSource
    percent: Decimal
    name: str = ""
    reference: ReferenceRate | None = None
    taken: Decimal | None = None
    points: Decimal | None = None
    provisional: bool = False

    @property
    def rounded(self) -> bool:
        """Whether the law took another figure than was published."""
        return self.reference is not None and self.taken != self.reference.percent


def rates_of(one: OwedItem) -> Iterator[Rate]:
    """The rate of each line of an item's working."""
    interest = one.claim.interest
    for segment in interest.segments if interest else ():
        if not segment.frozen:
            yield rate_of(one.claim.assessment, segment)


def rate_of(found: Assessment | None, segment: Segment) -> Rate:
    """The rate of one line."""
    regime = found.regime if found else None
    if found and regime and regime.table and segment.reference:
        return Rate(
            RateSource.LAW,
            segment.percent,
            name=regime.table.name,
            reference=segment.reference,
            taken=regime.rounding.apply(segment.reference.percent),
            points=regime.margins[found.debt.debtor],
            provisional=segment.provisional,
        )
    if found and regime and regime.court and found.debt.basis is Basis.COUNTY_COURT:
        return Rate(RateSource.COURT, segment.percent, name=regime.court.law)
    return Rate(_agreed(found, segment), segment.percent)


def by_month(found: Assessment | None, segment: Segment) -> Decimal:
    """A monthly rate, percent a month, as it was agreed."""
    if found and found.debt.contract:
        return found.debt.contract.percent
    return segment.percent / MONTHS_IN_YEAR


def _agreed(found: Assessment | None, segment: Segment) -> RateSource:
    if segment.months:
        return RateSource.BY_MONTH
    capped = found is not None and Caution.MONTHLY_CAPPED in found.cautions
    return RateSource.CAPPED if capped else RateSource.CONTRACT
