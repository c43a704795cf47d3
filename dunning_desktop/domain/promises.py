"""Promises to pay: what was said, and whether the money came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.calendar import days_between
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money

GRACE = timedelta(days=2)
"""A bank needs its time: so long after the day a promise is not broken yet."""
LONGEST_PROMISE = 60
"""Days ahead that a promise may lie; who needs longer pays by instalments."""


class How(StrEnum):
    """How something was said or agreed."""

    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    IN_PERSON = "in-person"


class PromiseState(StrEnum):
    """What became of a promise, computed from what was paid."""

    OPEN = "open"
    KEPT = "kept"
    PART_KEPT = "part-kept"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Promise:
    """That ``amount`` is paid by ``day``. ``item_id`` None: on all that the client owes.

    ``call_id`` is the telephone call in which it was made, where it was one.
    """

    client_id: int
    made_on: date
    day: date
    amount: Money
    how: How = How.PHONE
    item_id: int | None = None
    said_by: str = ""
    note: str = ""
    author: str = ""
    withdrawn: bool = False
    call_id: int | None = None
    id: int = 0

    def __post_init__(self) -> None:
        if self.amount.minor <= 0:
            raise InvalidField(field="amount", reason="not-positive")
        if self.day < self.made_on:
            raise InvalidField(field="promised", reason="past")
        if days_between(self.made_on, self.day) > LONGEST_PROMISE:
            raise InvalidField(field="promised", reason="too-far")

    @property
    def last_day(self) -> date:
        """The last day on which money that comes keeps it."""
        return self.day + GRACE


@dataclass(frozen=True, slots=True)
class Received:
    """Money that came on a day."""

    day: date
    amount: Money


@dataclass(frozen=True, slots=True)
class PromiseStanding:
    """What became of a promise by a day: what ``came`` on it, and the day it was ``kept_on``."""

    promise: Promise
    came: Money
    state: PromiseState
    kept_on: date | None = None

    @property
    def broken_on(self) -> date | None:
        """The first day on which it was broken, in whole or in part; None where it is not."""
        if self.state in {PromiseState.BROKEN, PromiseState.PART_KEPT}:
            return self.promise.last_day + timedelta(days=1)
        return None

    @property
    def missing(self) -> Money:
        """What did not come of it."""
        return self.promise.amount - self.came


def standings(
    promises: Sequence[Promise], received: Iterable[Received], today: date
) -> tuple[PromiseStanding, ...]:
    """What became of promises on the same thing, in the order given.

    Money counts once: for the promise whose day comes first, and what is over for the next. It
    counts from the day a promise was made to its last one, in its currency.
    """
    order = sorted(promises, key=lambda one: (one.day, one.made_on, one.id))
    came = [0] * len(order)
    kept: list[date | None] = [None] * len(order)
    for money in sorted(received, key=lambda one: one.day):
        left = money.amount.minor if money.day <= today else 0
        for at, one in enumerate(order):
            if left <= 0 or not _counts(one, money):
                continue
            taken = min(left, one.amount.minor - came[at])
            came[at] += taken
            left -= taken
            if taken and came[at] == one.amount.minor:
                kept[at] = money.day
    found = {
        id(one): _standing(one, paid, day, today)
        for one, paid, day in zip(order, came, kept, strict=True)
    }
    return tuple(found[id(one)] for one in promises)


def _counts(promise: Promise, money: Received) -> bool:
    same = money.amount.currency == promise.amount.currency
    return same and promise.made_on <= money.day <= promise.last_day


def _standing(
    promise: Promise, paid: int, kept_on: date | None, today: date
) -> PromiseStanding:
    """Kept once all of it came; open until its last day has passed."""
    if kept_on is not None:
        state = PromiseState.KEPT
    elif today <= promise.last_day:
        state = PromiseState.OPEN
    else:
        state = PromiseState.PART_KEPT if paid else PromiseState.BROKEN
    return PromiseStanding(promise, Money(paid, promise.amount.currency), state, kept_on)


def block_of(stands: PromiseStanding) -> Block | None:
    """Nothing is chased while a promise may still be kept; once it was, the rest may be."""
    promise = stands.promise
    until = promise.last_day
    if stands.kept_on is not None:
        until = min(until, stands.kept_on - timedelta(days=1))
    if until < promise.made_on:
        return None
    return Block(
        BlockKind.PROMISE,
        promise.client_id,
        promise.made_on,
        until,
        item_id=promise.item_id,
        reason=promise.note,
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """How a client keeps his word: of the promises whose time has come."""

    kept: int = 0
    part_kept: int = 0
    broken: int = 0

    @property
    def in_all(self) -> int:
        """How many were due."""
        return self.kept + self.part_kept + self.broken


def kept_rate(states: Sequence[PromiseState]) -> Kept:
    """Counted over promises that are no longer open."""
    return Kept(
        kept=states.count(PromiseState.KEPT),
        part_kept=states.count(PromiseState.PART_KEPT),
        broken=states.count(PromiseState.BROKEN),
    )
