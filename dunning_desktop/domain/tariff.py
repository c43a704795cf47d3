"""How interest runs on a debt: the rates over its days, or a rate by the month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dunning_desktop.domain.calendar import MONTHS_IN_YEAR, add_days
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.interest import (
    Account,
    Stretch,
    account_by_months,
    account_of,
)
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.rates import ReferenceRate, next_half_year
from dunning_desktop.domain.regime import Clock, Regime
from dunning_desktop.domain.terms import ContractRate, RatePer


@dataclass(frozen=True, slots=True)
class Tariff:
    """Either stretches of days with their yearly rates, or one rate, percent a month.

    ``tomorrow`` is the day after the last one, where its rate is a new one. ``capped``: the law
    takes an agreed monthly rate for less than it says.
    """

    stretches: tuple[Stretch, ...] = ()
    tomorrow: Stretch | None = None
    by_month: Decimal | None = None
    compounds: bool = False
    capped: bool = False

    @property
    def percent(self) -> Decimal | None:
        """Percent a year on the last day; None where no interest runs."""
        if self.by_month is not None:
            return self.by_month * MONTHS_IN_YEAR
        return self.stretches[-1].percent if self.stretches else None

    @property
    def reference(self) -> ReferenceRate | None:
        """What the rate on the last day was made from."""
        return self.stretches[-1].reference if self.stretches else None

    def account(self, debt: Debt, due: date, as_of: date, *, on_top: Money | None) -> Account:
        """The debt worked out to that day; ``on_top`` is what is owed besides once it is late."""
        received = [one for one in debt.received if one.day <= as_of]
        if self.by_month is not None:
            return account_by_months(
                debt.principal,
                due,
                as_of,
                percent=self.by_month,
                received=received,
                costs=on_top,
                frozen=debt.frozen,
            )
        return account_of(
            debt.principal,
            self.stretches,
            received=received,
            costs=on_top,
            day_count=debt.day_count,
            compounds=self.compounds,
            tomorrow=self.tomorrow,
            frozen=debt.frozen,
        )


def tariff_of(debt: Debt, regime: Regime | None, first: date, last: date) -> Tariff:
    """The rates from the first day that bears interest to the last, both counted.

    Raises ``InvalidField``: ``basis`` where the law knows no such interest, ``due`` where the
    rates do not reach back so far.
    """
    if debt.basis is Basis.STATUTORY:
        return _statutory(debt, regime, first, last)
    if debt.basis is Basis.COUNTY_COURT:
        if regime is None or regime.court is None:
            raise InvalidField(field="basis", reason="no-county-court", text=debt.jurisdiction)
        return _flat(regime.court.percent, first, last)
    return _contractual(debt.contract, regime, first, last)


def is_capped(contract: ContractRate | None, regime: Regime | None) -> bool:
    """Whether a monthly rate gives less than it says, its yearly equivalent not being stated.

    Source for CA: Interest Act, R.S.C. 1985, c. I-15, s.4.
    """
    if contract is None or regime is None or regime.month_cap is None:
        return False
    by_month = contract.per is RatePer.MONTH and not contract.yearly_stated
    return by_month and contract.yearly > regime.month_cap


def _flat(percent: Decimal, first: date, last: date, *, capped: bool = False) -> Tariff:
    return Tariff((Stretch(first, last, percent),), capped=capped)


def _contractual(
    contract: ContractRate | None, regime: Regime | None, first: date, last: date
) -> Tariff:
    if contract is None:
        return Tariff()
    if regime is not None and regime.month_cap is not None and is_capped(contract, regime):
        return _flat(regime.month_cap, first, last, capped=True)
    if contract.per is RatePer.MONTH:
        return Tariff(by_month=contract.percent)
    return _flat(contract.percent, first, last)


def _statutory(debt: Debt, regime: Regime | None, first: date, last: date) -> Tariff:
    if regime is None or not regime.covers(debt.debtor):
        return Tariff()
    if regime.clock is Clock.FIXED:
        return Tariff((_stretch(debt, regime, first, last),), compounds=regime.compounds)
    spans = _half_years(first, last)
    stretches = tuple(_stretch(debt, regime, start, end) for start, end in spans)
    following = add_days(last, 1)
    tomorrow = _stretch(debt, regime, following, following)
    return Tariff(stretches, tomorrow, compounds=regime.compounds)


def _half_years(first: date, last: date) -> Iterator[tuple[date, date]]:
    start = first
    while start <= last:
        following = next_half_year(start)
        yield start, min(add_days(following, -1), last)
        start = following


def _stretch(debt: Debt, regime: Regime, start: date, end: date) -> Stretch:
    quote = regime.table.at(start) if regime.table else None
    if quote is None:
        known = regime.table.rates[0].half_year.isoformat() if regime.table else ""
        raise InvalidField(field="due", reason="before-the-rates", text=known)
    percent = regime.percent(quote.rate, debt.debtor)
    return Stretch(start, end, percent, quote.rate, quote.provisional)
