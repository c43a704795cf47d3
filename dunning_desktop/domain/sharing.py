"""How a payment is shared out over a client's debts: principal, interest and costs, in an order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import PaymentOrder, Share


@dataclass(frozen=True, slots=True)
class Sharing:
    """What a payment can settle of one due item on the day it came in.

    ``interest`` and ``costs`` are all that is owed; ``claimed_interest`` and ``claimed_costs`` the
    part of it that the client was asked for.
    """

    item_id: int
    principal: Money
    interest: Money
    costs: Money
    claimed_interest: Money
    claimed_costs: Money


def share_out(
    amount: Money,
    items: Iterable[Sharing],
    *,
    order: PaymentOrder,
    named: Collection[int] = (),
) -> tuple[Share, ...]:
    """The shares of the items, those named first, then in their own order; zero ones left out.

    Principal first goes twice through them: all principal, then what was claimed on top. In the
    other orders each item is settled whole before the next. Other currencies are passed over.
    """
    same = [one for one in items if one.principal.currency == amount.currency]
    ordered = sorted(same, key=lambda one: one.item_id not in named)
    if order is PaymentOrder.PRINCIPAL_FIRST:
        return _principal_first(amount, ordered)
    left, shares = amount, []
    for one in ordered:
        share = _whole(left, one, order)
        left -= share.whole
        shares.append(share)
    return _some(shares)


def _principal_first(amount: Money, items: Sequence[Sharing]) -> tuple[Share, ...]:
    left, shares = amount, []
    for one in items:
        part = min(left, one.principal)
        shares.append(Share(one.item_id, part))
        left -= part
    for place, one in enumerate(items):
        interest = min(left, one.claimed_interest)
        left -= interest
        costs = min(left, one.claimed_costs)
        left -= costs
        shares[place] = replace(shares[place], interest=interest, costs=costs)
    return _some(shares)


def _whole(amount: Money, item: Sharing, order: PaymentOrder) -> Share:
    left = amount
    costs = interest = Money.zero(amount.currency)
    if order is PaymentOrder.COSTS_FIRST:
        costs = min(left, item.costs)
        left -= costs
    interest = min(left, item.interest)
    left -= interest
    principal = min(left, item.principal)
    left -= principal
    if order is PaymentOrder.INTEREST_FIRST:
        # Compensation stands outside this order; what is left once the rest is paid reaches it.
        costs = min(left, item.claimed_costs)
    return Share(item.item_id, principal, interest, costs)


def _some(shares: Iterable[Share]) -> tuple[Share, ...]:
    """Without those that settle nothing, and without empty parts."""
    return tuple(
        replace(
            one,
            interest=one.interest if one.interest and one.interest.minor else None,
            costs=one.costs if one.costs and one.costs.minor else None,
        )
        for one in shares
        if one.whole.minor
    )
