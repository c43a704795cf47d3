"""The discount for paying early: recognised when a payment takes it, to the penny."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dunning_desktop.domain.errors import DiscountOutdated
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import OpenItem, Share
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.domain.terms import WHOLE, Terms

# Minor units: clients round their own way.
TOLERANCE = 1


@dataclass(frozen=True, slots=True)
class Discount:
    """That an item is settled by ``pays``, and ``off`` is let off: together all that is open.

    It may be taken up to and including ``until``. Nothing is off an older item that is paid in full
    along with one that takes its discount.
    """

    item_id: int
    number: str
    pays: Money
    off: Money
    until: date

    def in_time(self, received: date) -> bool:
        """Whether money of that day may take it."""
        return received <= self.until


def discounts_taken(
    paid: Money,
    received: date,
    items: Sequence[ItemFacts],
    *,
    terms: Terms,
    named: Collection[int] = (),
) -> tuple[Discount, ...]:
    """The discounts with which a payment settles items in full; nothing where it is no such one.

    ``items`` are open, oldest first; ``named`` are those the payment is for. Where it names none,
    one item or the oldest together must come to just that sum, and it must not be what somebody
    pays without any discount. Discounts that are still open go before those whose day has passed:
    the owner may grant those all the same.
    """
    offered = [_offer(one, terms) for one in items if one.open.currency == paid.currency]
    fitting = [one for one in offered if one is not None]
    if named:
        fitting = [one for one in fitting if one.item_id in named]
    elif _pays_in_full(paid, items):
        return ()
    groups = [*([one] for one in fitting), *_oldest_together(fitting)]
    if not named:
        groups += _with_older(items, fitting, received)
    found = [made for group in groups if (made := _taken(paid, group))]
    found.sort(key=lambda group: not all(one.in_time(received) for one in group))
    return found[0] if found else ()


def check_discounts(
    discounts: Sequence[Discount], shares: Iterable[Share], items: Iterable[OpenItem]
) -> None:
    """Refuse discounts that do not settle, with the shares, just what is open on their items."""
    open_ = {one.item_id: one.open for one in items}
    settles: Counter[int] = Counter()
    for share in shares:
        settles[share.item_id] += share.amount.minor
    for one in discounts:
        fits = settles[one.item_id] == one.pays.minor
        if not fits or open_.get(one.item_id) != one.pays + one.off:
            raise DiscountOutdated(number=one.number)


def _offer(item: ItemFacts, terms: Terms) -> Discount | None:
    """What the terms let off: their percentage of the item less what was credited on it."""
    until, percent = terms.discount_until(item.issued), terms.discount_percent
    if until is None or percent is None or item.disputed:
        return None
    credited = sum(one.amount.minor for one in item.settlements if not one.paid)
    base = item.amount - Money(credited, item.amount.currency)
    off = Money.rounded(base.amount * percent / WHOLE, base.currency)
    pays = item.open - off
    if off.minor <= 0 or pays.minor <= 0:
        return None
    return Discount(item.item_id, item.number, pays, off, until)


def _pays_in_full(paid: Money, items: Sequence[ItemFacts]) -> bool:
    """Whether it is what is open on one item, or on the oldest together."""
    total = 0
    for one in items:
        if one.open.currency != paid.currency:
            continue
        total += one.open.minor
        if paid.minor in {one.open.minor, total}:
            return True
    return False


def _oldest_together(offers: Sequence[Discount]) -> Iterator[list[Discount]]:
    for count in range(2, len(offers) + 1):
        yield list(offers[:count])


def _with_older(
    items: Sequence[ItemFacts], offers: Sequence[Discount], received: date
) -> Iterator[list[Discount]]:
    """The oldest together, those whose day has passed in full: what a careful client pays."""
    offered = {one.item_id: one for one in offers if one.in_time(received)}
    group: list[Discount] = []
    for item in items:
        whole = Discount(
            item.item_id, item.number, item.open, Money.zero(item.open.currency), date.max
        )
        group.append(offered.get(item.item_id, whole))
        if 0 < sum(1 for one in group if one.off.minor) < len(group):
            yield list(group)


def _taken(paid: Money, group: Sequence[Discount]) -> tuple[Discount, ...]:
    """The group with what was really paid: the last discount takes what the client rounded."""
    places = [at for at, one in enumerate(group) if one.off.minor]
    if not places or any(one.pays.currency != paid.currency for one in group):
        return ()
    more = paid.minor - sum(one.pays.minor for one in group)
    last = group[places[-1]]
    if abs(more) > TOLERANCE or more >= last.off.minor:
        return ()
    difference = Money(more, paid.currency)
    rounded = replace(last, pays=last.pays + difference, off=last.off - difference)
    return tuple(rounded if at == places[-1] else one for at, one in enumerate(group))
