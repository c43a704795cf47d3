"""Where terms, ladder and law disagree: said to the owner, who decides; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import ChargeRule, DunningPolicy
from dunning_desktop.domain.regime import Regime
from dunning_desktop.domain.terms import Consequence, DueBasis, LateBasis, RatePer, Terms

# Unsettled: no court drew a line. More than twice what the law gives looks like a punishment.
PENALTY = 2


class Gap(StrEnum):
    """Something that does not fit together, the gravest first."""

    AUTHORITY_TERMS = "authority-terms"
    LONG_TERMS = "long-terms"
    NO_STATUTE = "no-statute"
    CONSUMER_STATUTE = "consumer-statute"
    PENAL_RATE = "penal-rate"
    WEAK_RATE = "weak-rate"
    MONTHLY_CAPPED = "monthly-capped"
    FEE_NOT_AGREED = "fee-not-agreed"
    FEE_CONSUMER = "fee-consumer"
    FEE_TOO_HIGH = "fee-too-high"
    NOT_AGREED = "not-agreed"
    COSTS_CONSUMER = "costs-consumer"
    LADDER_DEMANDS = "ladder-demands"
    LADDER_SILENT = "ladder-silent"
    DISCOUNT_LATE = "discount-late"


NOTES = frozenset({Gap.CONSUMER_STATUTE, Gap.FEE_CONSUMER, Gap.COSTS_CONSUMER})
"""Good to know; the texts take care of it by themselves."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A gap and what its sentence needs: numbers of days, rates, sums."""

    gap: Gap
    data: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Checked:
    """What is looked at. ``debtors`` are what the clients are that these terms hold for.

    ``reference`` is today's reference rate as the law takes it, percent a year. ``accepted`` are
    those who took the terms, of ``clients`` in all.
    """

    terms: Terms
    policy: DunningPolicy
    regime: Regime | None
    debtors: frozenset[DebtorType]
    currency: str
    reference: Decimal | None = None
    clients: int = 0
    accepted: int = 0

    @property
    def business(self) -> frozenset[DebtorType]:
        """The debtors who act as a business."""
        return self.debtors - {DebtorType.CONSUMER}

    @property
    def consumers(self) -> bool:
        """Whether a private person is among them."""
        return DebtorType.CONSUMER in self.debtors

    @property
    def unagreed(self) -> bool:
        """Whether somebody did not take the terms."""
        return self.accepted < self.clients


Found = Iterator[Finding]


def check_terms(checked: Checked) -> tuple[Finding, ...]:
    """What does not fit together, the gravest first."""
    parts: tuple[Callable[[Checked], Found], ...] = (_days, _interest, _agreed, _ladder, _discount)
    found = {one.gap: one for part in parts for one in part(checked)}
    return tuple(found[gap] for gap in Gap if gap in found)


def _finding(gap: Gap, **data: object) -> Finding:
    return Finding(gap, MappingProxyType(data))


def _days(checked: Checked) -> Found:
    """Source for GB: the Act of 1998, s.4 (3A) to (5A); Directive 2011/7/EU, articles 3 and 4."""
    if checked.regime is None:
        return
    days, periods = checked.terms.most_days, checked.regime.periods
    most = periods.authority
    if DebtorType.PUBLIC_AUTHORITY in checked.debtors and most is not None and days > most:
        yield _finding(Gap.AUTHORITY_TERMS, days=days, most=most)
    others = checked.business - {DebtorType.PUBLIC_AUTHORITY}
    if others and periods.longest is not None and days > periods.longest:
        yield _finding(Gap.LONG_TERMS, days=days, most=periods.longest)


def _interest(checked: Checked) -> Found:
    terms, regime = checked.terms, checked.regime
    known = regime is not None and regime.table is not None
    if terms.late_basis is LateBasis.STATUTORY:
        if not known:
            yield _finding(Gap.NO_STATUTE)
        elif checked.consumers and regime and not regime.covers(DebtorType.CONSUMER):
            yield _finding(Gap.CONSUMER_STATUTE)
    if terms.contract is not None and regime is not None:
        yield from _rate(checked, regime, terms.contract.yearly)


def _rate(checked: Checked, regime: Regime, yearly: Decimal) -> Found:
    """An agreed rate beside the one the law gives, and the law's own edge for monthly rates."""
    by_month = checked.terms.contract_per is RatePer.MONTH
    if by_month and regime.month_cap is not None and yearly > regime.month_cap:
        yield _finding(Gap.MONTHLY_CAPPED, yearly=yearly, cap=regime.month_cap)
    margins = [regime.margins[one] for one in checked.debtors if regime.covers(one)]
    if checked.reference is None or not margins:
        return
    statutory = checked.reference + min(margins)
    if yearly > statutory * PENALTY:
        yield _finding(Gap.PENAL_RATE, yearly=yearly, statutory=statutory)
    elif regime.contract_displaces and yearly < checked.reference + min(margins) / 2:
        yield _finding(Gap.WEAK_RATE, yearly=yearly, statutory=statutory)


def _agreed(checked: Checked) -> Found:
    """What is owed only because it was agreed."""
    terms, missing = checked.terms, checked.clients - checked.accepted
    if terms.reminder_fee is not None:
        fee = Money(terms.reminder_fee, checked.currency)
        if checked.unagreed:
            yield _finding(Gap.FEE_NOT_AGREED, fee=fee, missing=missing, clients=checked.clients)
        if checked.consumers:
            yield _finding(Gap.FEE_CONSUMER, fee=fee)
        yield from _fee_by_law(checked, fee)
    title = Consequence.TITLE_KEPT in terms.consequences
    if checked.unagreed and (terms.contract is not None or title):
        yield _finding(Gap.NOT_AGREED, missing=missing, clients=checked.clients, title=title)
    if checked.consumers and Consequence.COSTS in terms.consequences:
        yield _finding(Gap.COSTS_CONSUMER)


def _fee_by_law(checked: Checked, fee: Money) -> Found:
    most = checked.regime.fee_if_agreed if checked.regime else None
    if most is not None and most.currency == fee.currency and most < fee:
        yield _finding(Gap.FEE_TOO_HIGH, fee=fee, most=most)


def _ladder(checked: Checked) -> Found:
    rules = {level.charges for level in checked.policy.levels}
    if checked.terms.late_basis is LateBasis.NONE:
        if ChargeRule.DEMAND in rules:
            first = next(x for x in checked.policy.levels if x.charges is ChargeRule.DEMAND)
            yield _finding(Gap.LADDER_DEMANDS, day=first.day)
    elif checked.business and rules == {ChargeRule.NONE}:
        yield _finding(Gap.LADDER_SILENT)


def _discount(checked: Checked) -> Found:
    """With other bases than the day of the invoice the term is longer still: no quarrel there."""
    terms = checked.terms
    plain = terms.due_basis is DueBasis.INVOICE_DATE
    if plain and terms.discount_days is not None and terms.discount_days >= terms.first_days:
        yield _finding(Gap.DISCOUNT_LATE, window=terms.discount_days, days=terms.first_days)
