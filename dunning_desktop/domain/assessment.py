"""What is owed on one debt on a day: the law that holds, the last day, interest, compensation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dunning_desktop.domain.calendar import add_days, days_between
from dunning_desktop.domain.cautions import Caution, cautions
from dunning_desktop.domain.compensation import compensation
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.errors import InvalidAmount, InvalidField
from dunning_desktop.domain.interest import Account, Segment
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.rates import ReferenceRate
from dunning_desktop.domain.regime import LawBook, PeriodRules, Regime
from dunning_desktop.domain.relevant_day import DebtDays, RelevantDay, relevant_day
from dunning_desktop.domain.tariff import Tariff, tariff_of


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is owed on a debt on a day, with everything a figure needs to explain itself.

    ``fixed`` is the fixed sum and ``further_costs`` what recovery cost above it, both in full
    whatever was paid of them. ``percent`` is percent a year on the last day, ``reference`` what it
    was made from. ``regime`` is None where no law of the jurisdiction is known.
    """

    debt: Debt
    as_of: date
    relevant: RelevantDay
    regime: Regime | None
    account: Account
    percent: Decimal | None = None
    reference: ReferenceRate | None = None
    fixed: Money | None = None
    further_costs: Money | None = None
    cautions: tuple[Caution, ...] = ()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The working of the interest."""
        return self.account.segments

    @property
    def interest_starts(self) -> date | None:
        """The day after the last day for payment."""
        return add_days(self.relevant.day, 1) if self.relevant.day else None

    @property
    def days_late(self) -> int:
        """Days from the last day for payment to the day of the assessment."""
        return max(days_between(self.relevant.day, self.as_of), 0) if self.relevant.day else 0

    @property
    def provisional(self) -> bool:
        """Whether a rate in it is not known yet, and carried forward."""
        return any(one.provisional for one in self.segments)

    @property
    def compensation(self) -> Money | None:
        """Fixed sum and further costs together, whatever was paid of them.

        The fixed sum alone where it is in another currency: currencies never add up.
        """
        fixed, further = self.fixed, self.further_costs
        if fixed is None or further is None:
            return fixed or further
        return fixed + further if fixed.currency == further.currency else fixed

    @property
    def total(self) -> Money:
        """Everything open in the debt's currency; a fixed sum in another is not part of it."""
        account = self.account
        return account.principal_open + account.interest_open + account.costs_open


def assess(debt: Debt, law: LawBook, *, as_of: date) -> Assessment:
    """What is owed on the debt on that day.

    Raises ``InvalidField`` with the ``field`` that cannot be taken, and ``CurrencyMismatch``.
    """
    debt.check(as_of)
    try:
        found = _assess(debt, law, as_of=as_of)
        _ = found.total
    except InvalidAmount as error:
        # The debt itself is an amount; what is owed on top would take it past all measure.
        raise InvalidField(field="principal", reason="range") from error
    return found


def _assess(debt: Debt, law: LawBook, *, as_of: date) -> Assessment:
    relevant, regime = _last_day(debt, law)
    late = relevant.day is not None and relevant.day < as_of
    if not late or relevant.day is None:
        account = Tariff().account(debt, as_of, as_of, on_top=None)
        said = cautions(debt, regime, relevant, as_of=as_of)
        return Assessment(debt, as_of, relevant, regime, account, cautions=said)
    return _late(debt, law, relevant, relevant.day, as_of=as_of, regime=regime)


def default_order(regime: Regime | None) -> PaymentOrder:
    """What a payment settles first where nobody said."""
    return regime.payment_order if regime else PaymentOrder.PRINCIPAL_FIRST


def _last_day(debt: Debt, law: LawBook) -> tuple[RelevantDay, Regime | None]:
    """The last day for payment and the law of the day after it, which itself says what day it is.

    Where a new law would move the day across its own beginning, the older one decides the day.
    """
    about = law.regime(debt.jurisdiction, _about(debt.days))
    relevant = relevant_day(_periods(debt, about), debt.debtor, debt.days)
    if relevant.day is None:
        return relevant, about
    regime = law.regime(debt.jurisdiction, add_days(relevant.day, 1))
    if regime is about:
        return relevant, regime
    relevant = relevant_day(_periods(debt, regime), debt.debtor, debt.days)
    day = relevant.day
    return relevant, law.regime(debt.jurisdiction, add_days(day, 1)) if day else regime


def _periods(debt: Debt, regime: Regime | None) -> PeriodRules:
    """What the law says of days. Where a contract displaces it, the day agreed stands uncut."""
    if regime is None:
        return PeriodRules()
    if debt.basis is not Basis.STATUTORY and regime.contract_displaces:
        return replace(regime.periods, authority=None)
    return regime.periods


def _about(days: DebtDays) -> date:
    known = [day for day in (days.agreed, days.later) if day is not None]
    if not known:
        raise InvalidField(field="due", reason="missing")
    return max(known)


def _late(
    debt: Debt,
    law: LawBook,
    relevant: RelevantDay,
    due: date,
    *,
    as_of: date,
    regime: Regime | None,
) -> Assessment:
    _check_age(debt, law, regime)
    tariff = tariff_of(debt, regime, add_days(due, 1), as_of)
    fixed, costs = compensation(debt, regime, due)
    account = tariff.account(debt, due, as_of, on_top=_in_currency(debt, fixed, costs))
    return Assessment(
        debt,
        as_of,
        relevant,
        regime,
        account,
        percent=tariff.percent,
        reference=tariff.reference,
        fixed=fixed,
        further_costs=costs,
        cautions=cautions(
            debt, regime, relevant, as_of=as_of, tariff=tariff, account=account, fixed=fixed
        ),
    )


def _check_age(debt: Debt, law: LawBook, regime: Regime | None) -> None:
    """Refuse a debt older than the law that is known: no figure can be given."""
    first = law.earliest(debt.jurisdiction)
    if debt.basis is Basis.STATUTORY and regime is None and first is not None:
        raise InvalidField(field="due", reason="before-the-law", text=first.isoformat())


def _in_currency(debt: Debt, *sums: Money | None) -> Money | None:
    """Those of the sums that are in the debt's currency, together."""
    zero = Money.zero(debt.principal.currency)
    return sum((one for one in sums if one and one.currency == zero.currency), zero) or None
