"""What the owner should know of a figure before relying on it: nothing is chosen silently."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from dunning_desktop.domain.calendar import MONTHS_IN_YEAR, add_days, add_months
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.compensation import compensable
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.interest import Account
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.regime import Regime
from dunning_desktop.domain.relevant_day import DayRule, RelevantDay
from dunning_desktop.domain.tariff import Tariff


class Caution(StrEnum):
    """Something to know of a figure; the edge puts it into words."""

    PROVISIONAL = "provisional"
    UNCHECKED = "unchecked"
    NOT_PERFORMED = "not-performed"
    LONG_TERMS = "long-terms"
    AUTHORITY_CUT = "authority-cut"
    NO_STATUTE = "no-statute"
    NOT_COVERED = "not-covered"
    WEAK_REMEDY = "weak-remedy"
    MONTHLY_CAPPED = "monthly-capped"
    BAND_UNSETTLED = "band-unsettled"
    FOREIGN_COMPENSATION = "foreign-compensation"
    NO_BAND = "no-band"
    COSTS_NOT_REDUCED = "costs-not-reduced"
    COSTS_NOT_CLAIMABLE = "costs-not-claimable"
    COURT_DISCRETION = "court-discretion"
    STATUTE_BARRED = "statute-barred"


FOR_THE_OWNER = frozenset(
    {
        Caution.LONG_TERMS,
        Caution.WEAK_REMEDY,
        Caution.BAND_UNSETTLED,
        Caution.COSTS_NOT_REDUCED,
        Caution.COSTS_NOT_CLAIMABLE,
        Caution.STATUTE_BARRED,
    }
)
"""Advice to the creditor: said on screen, and not on paper that a debtor may be handed."""


def cautions(
    debt: Debt,
    regime: Regime | None,
    relevant: RelevantDay,
    *,
    as_of: date,
    tariff: Tariff | None = None,
    account: Account | None = None,
    fixed: Money | None = None,
) -> tuple[Caution, ...]:
    """What to know of the figures, the gravest first; without an account nothing is late yet."""
    # Within its first month an agreed monthly rate has no segment yet, but the fixed sum is owed.
    begun = account is not None and bool(account.segments or fixed)
    found = {
        **_about_rates(account),
        **_about_days(relevant),
        **_about_basis(debt, regime, relevant),
        Caution.MONTHLY_CAPPED: tariff is not None and tariff.capped,
        **(_about_compensation(debt, regime, fixed) if begun else {}),
        Caution.COURT_DISCRETION: debt.basis is Basis.COUNTY_COURT,
        Caution.STATUTE_BARRED: _barred(regime, relevant, as_of),
    }
    return tuple(caution for caution in Caution if found.get(caution))


def _about_rates(account: Account | None) -> dict[Caution, bool]:
    segments = account.segments if account else ()
    references = [one.reference for one in segments if one.reference]
    return {
        Caution.PROVISIONAL: any(one.provisional for one in segments),
        Caution.UNCHECKED: any(not one.checked for one in references),
    }


def _about_days(relevant: RelevantDay) -> dict[Caution, bool]:
    return {
        Caution.NOT_PERFORMED: relevant.day is None,
        Caution.LONG_TERMS: relevant.days_agreed is not None,
        Caution.AUTHORITY_CUT: relevant.rule is DayRule.AUTHORITY,
    }


def _about_basis(
    debt: Debt, regime: Regime | None, relevant: RelevantDay
) -> dict[Caution, bool]:
    known = regime is not None and regime.table is not None
    covered = regime is not None and regime.covers(debt.debtor)
    statutory = debt.basis is Basis.STATUTORY
    return {
        Caution.NO_STATUTE: statutory and not known,
        Caution.NOT_COVERED: statutory and known and not covered,
        Caution.WEAK_REMEDY: covered and regime is not None and _weak(debt, regime, relevant),
        Caution.COSTS_NOT_CLAIMABLE: bool(debt.costs) and not compensable(debt, regime),
    }


def _weak(debt: Debt, regime: Regime, relevant: RelevantDay) -> bool:
    """An agreed rate so far below the statutory one that it may be no substantial remedy.

    Unsettled: no court drew a line; half of the points the law adds is a place to begin to ask.
    """
    if debt.basis is not Basis.CONTRACT or debt.contract is None or relevant.day is None:
        return False
    quote = regime.table.at(add_days(relevant.day, 1)) if regime.table else None
    if quote is None or not regime.contract_displaces:
        return False
    return debt.contract.yearly < quote.rate.percent + regime.margins[debt.debtor] / 2


def _about_compensation(
    debt: Debt, regime: Regime | None, fixed: Money | None
) -> dict[Caution, bool]:
    if regime is None or debt.debtor is DebtorType.CONSUMER or not regime.bands:
        return {}
    by_invoice = regime.compensation_for(debt.principal, debt.debtor)
    foreign = fixed is not None and fixed.currency != debt.principal.currency
    no_band = by_invoice is None and compensable(debt, regime)
    return {
        Caution.BAND_UNSETTLED: fixed is not None and by_invoice != fixed,
        Caution.FOREIGN_COMPENSATION: foreign,
        Caution.COSTS_NOT_REDUCED: bool(debt.costs) and (foreign or no_band),
        Caution.NO_BAND: no_band,
    }


def _barred(regime: Regime | None, relevant: RelevantDay, as_of: date) -> bool:
    years = regime.limitation_years if regime else None
    if years is None or relevant.day is None:
        return False
    return as_of > add_months(relevant.day, MONTHS_IN_YEAR * years)
