"""Owed today: principal, interest to date and by the day, compensation, costs, and the total."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.proposal import ItemFacts


@dataclass(frozen=True, slots=True)
class OwedItem:
    """One due item and what is claimed on top of it."""

    item: ItemFacts
    claim: Claim

    @property
    def has_more(self) -> bool:
        """Whether something is owed besides the principal, in whatever currency."""
        return bool(self.claim.amount or self.claim.elsewhere)

    @property
    def daily(self) -> Money:
        """What interest grows by on the next day, rounded; nothing where it does not grow daily."""
        interest = self.claim.interest
        raw = interest.daily if interest and interest.daily is not None else Decimal(0)
        return Money.rounded(raw, self.item.open.currency)


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed in one currency. ``costs`` are fees and costs of recovery together.

    ``daily`` is what interest grows by on the next day; ``provisional`` where a rate in it is not
    known yet.
    """

    principal: Money
    interest: Money
    daily: Money
    compensation: Money
    costs: Money
    provisional: bool = False

    @property
    def on_top(self) -> Money:
        """All but the principal."""
        return self.interest + self.compensation + self.costs

    @property
    def total(self) -> Money:
        """All of it."""
        return self.principal + self.on_top


def owed_in_all(items: Iterable[OwedItem]) -> tuple[Owed, ...]:
    """One sum a currency, in the order of their codes: currencies never add up."""
    by_currency: dict[str, list[OwedItem]] = {}
    for one in items:
        by_currency.setdefault(one.item.open.currency, []).append(one)
        if one.claim.elsewhere is not None:
            by_currency.setdefault(one.claim.elsewhere.currency, [])
    everything = [one for same in by_currency.values() for one in same]
    return tuple(
        _owed(code, by_currency[code], everything) for code in sorted(by_currency)
    )


def owed_of(items: Iterable[OwedItem], currency: str) -> Owed:
    """What is owed in the currency of one of the items."""
    return next(one for one in owed_in_all(items) if one.principal.currency == currency)


def _owed(currency: str, items: list[OwedItem], everything: list[OwedItem]) -> Owed:
    def sum_of(*kinds: ChargeKind) -> Money:
        found = (one.claim.open(kind) for one in everything for kind in kinds)
        same = (money for money in found if money and money.currency == currency)
        return sum(same, Money.zero(currency))

    raw = (one.claim.interest.daily for one in items if one.claim.interest)
    daily = sum((one for one in raw if one is not None), Decimal(0))
    zero = Money.zero(currency)
    principal = sum((max(one.item.open, zero) for one in items), zero)
    return Owed(
        principal=principal,
        interest=sum_of(ChargeKind.INTEREST),
        daily=Money.rounded(daily, currency),
        compensation=sum_of(ChargeKind.COMPENSATION),
        costs=sum_of(ChargeKind.FEE, ChargeKind.COSTS),
        provisional=any(one.claim.interest and one.claim.interest.provisional for one in items),
    )
