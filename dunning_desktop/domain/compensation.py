"""The fixed sum the law gives for late payment, and the costs of recovery above it."""

from __future__ import annotations

from datetime import date

from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.regime import Regime


def compensable(debt: Debt, regime: Regime | None) -> bool:
    """Whether the law's fixed sum, and the costs above it, go with interest on this basis."""
    if regime is None or not regime.covers(debt.debtor) or debt.basis is Basis.COUNTY_COURT:
        return False
    return debt.basis is Basis.STATUTORY or not regime.contract_displaces


def compensation(
    debt: Debt, regime: Regime | None, due: date
) -> tuple[Money | None, Money | None]:
    """The fixed sum of a debt that is late, and of its costs what is above that sum.

    What was owed when interest began fixes the band, whatever is paid later: unsettled in the
    Act's words for a debt part-paid in time; this is the cautious reading.
    """
    at_start = debt.owed_after(due)
    if regime is None or not compensable(debt, regime) or at_start.minor <= 0:
        return None, None
    fixed = regime.compensation_for(at_start, debt.debtor)
    return fixed, above(debt.costs, fixed)


def above(costs: Money | None, fixed: Money | None) -> Money | None:
    """Of the costs of recovery, only what is above the fixed sum; None where that is nothing."""
    if costs is None or not costs.minor:
        return None
    if fixed is None or fixed.currency != costs.currency:
        return costs
    return costs - fixed if costs > fixed else None
