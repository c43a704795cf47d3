"""Where an item stands on its ladder: what was completed, and from which day its levels count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dunning_desktop.domain.interest import Settlement
from dunning_desktop.domain.policy import DunningPolicy, PartPayment
from dunning_desktop.domain.proposal import ClientFacts, Completed, ItemFacts, latest

WORTH_A_RESTART = 10
"""A part payment of less than a tenth of what was open does not begin the ladder anew."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The present cycle of an item: its ``completed`` levels, and the day that levels count from.

    ``anew``: the cycle began with a part payment; notes before the due day have no place in it.
    """

    cycle: int
    begins: date
    completed: tuple[Completed, ...] = ()
    anew: bool = False

    @property
    def last(self) -> Completed | None:
        """The latest level completed in it."""
        return latest(self.completed)


def policy_of(facts: ClientFacts, item: ItemFacts) -> DunningPolicy:
    """The ladder that holds: the invoice's own before the client's, its tag's, the business's.

    An item under way keeps the version it was last reminded by, unless a later one takes over.
    """
    holding, last = item.policy or facts.policy, item.last
    if last is None or last.policy_id in {0, holding.id}:
        return holding
    return _kept(facts.ladders, holding, last.policy_id)


def _kept(
    ladders: Mapping[int, DunningPolicy], holding: DunningPolicy, issued_by: int
) -> DunningPolicy:
    known = ladders.get(issued_by)
    if known is None or known.root != holding.root or known.version >= holding.version:
        return holding
    later = (
        one
        for one in ladders.values()
        if one.root == holding.root
        and one.takes_over
        and known.version < one.version <= holding.version
    )
    return max((known, *later), key=lambda one: one.version)


def standing(policy: DunningPolicy, item: ItemFacts) -> Standing:
    """Where the item stands: a part payment begins a new cycle where the ladder says so."""
    if not item.completed:
        return Standing(item.cycle, item.due)
    cycle = max(one.cycle for one in item.completed)
    done = tuple(one for one in item.completed if one.cycle == cycle)
    if policy.part_payment is PartPayment.RESTART:
        anew = cycle > item.cycle
        paid = [one.day for one in _parts(item) if _answers(one, done, anew=anew)]
        if paid:
            return Standing(cycle + 1, max(item.due, *paid), anew=True)
    if cycle == item.cycle:
        return Standing(cycle, item.due, done)
    first = min(one.day for one in done)
    before = [day for day in part_payments(item) if day <= first]
    return Standing(cycle, max([item.due, *before]), done, anew=True)


@dataclass(frozen=True, slots=True)
class _Part:
    """A day on which part of an item was paid, and what was open after it, in minor units."""

    day: date
    left: int


def _answers(paid: _Part, done: Sequence[Completed], *, anew: bool) -> bool:
    """Whether a part payment came after all that was done in the cycle.

    On the same day it answers a reminder that asked for more than it left open. But a level that
    was skipped was skipped in view of it, and what went out on the very day that it began the
    ladder anew did not bring it about.
    """
    last = max(one.day for one in done)
    if paid.day != last:
        return paid.day > last
    of_the_day = [one for one in done if one.day == last]
    knew_of_it = any(one.open is not None and one.open <= paid.left for one in of_the_day)
    begun_by_it = anew and any(one.level_day == 0 for one in of_the_day)
    return not (knew_of_it or begun_by_it or any(one.skipped for one in of_the_day))


def part_payments(item: ItemFacts) -> Sequence[date]:
    """The days on which a part of it worth the name was paid, in order; credit notes do not count.

    What came in on one day is one payment, of what that day's credit notes left open. The last one
    may have been followed by others; what settles all that is open is no part.
    """
    return [one.day for one in _parts(item)]


def _parts(item: ItemFacts) -> Sequence[_Part]:
    left, found = item.amount.minor, []
    for day, made in groupby(sorted(item.settlements, key=_day_of), key=_day_of):
        parts = list(made)
        paid = sum(one.amount.minor for one in parts if one.paid)
        left -= sum(one.amount.minor for one in parts if not one.paid)
        if 0 < paid < left and paid * WORTH_A_RESTART >= left:
            found.append(_Part(day, left - paid))
        left -= paid
    return found


def _day_of(settlement: Settlement) -> date:
    return settlement.day
