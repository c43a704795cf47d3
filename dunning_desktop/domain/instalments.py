"""Instalment plans: a schedule to the penny on real days. How one stands is in ``plans``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from dunning_desktop.domain.calendar import add_days, add_months
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money

GRACE_DAYS = 5
MOST_GRACE = 31
MOST_INSTALMENTS = 120


class Every(StrEnum):
    """How far apart instalments lie."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of a plan; ``position`` counts from 1."""

    position: int
    due: date
    amount: Money
    id: int = 0


@dataclass(frozen=True, slots=True)
class Deposit:
    """A first payment on agreement, before the instalments begin."""

    amount: Money
    due: date


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A due item in a plan: what was open on it when the plan was made, and settled before."""

    item_id: int
    amount: Money
    before: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """An agreement to pay what is open of due items in instalments, which add up to just that.

    ``interest``: it goes on counting on what is still open, as terms or law have it, and is claimed
    once the last instalment came; it is no part of the schedule. Without it none is counted from
    the agreement on, for as long as the plan is kept.
    """

    client_id: int
    items: tuple[PlanItem, ...]
    instalments: tuple[Instalment, ...]
    offered_on: date
    every: Every = Every.MONTH
    interest: bool = False
    grace_days: int = GRACE_DAYS
    answer_by: date | None = None
    accepted_on: date | None = None
    accepted_how: str = ""
    cancelled_on: date | None = None
    note: str = ""
    author: str = ""
    id: int = 0

    @property
    def total(self) -> Money:
        """What is paid in all."""
        return total_of(self.instalments)

    @property
    def item_ids(self) -> frozenset[int]:
        """The due items it is about."""
        return frozenset(one.item_id for one in self.items)

    def last_day(self, instalment: Instalment) -> date:
        """The last day on which money for an instalment keeps the plan."""
        return add_days(instalment.due, self.grace_days)

    def __post_init__(self) -> None:
        check_schedule(self.instalments)
        if {one.amount.currency for one in self.items} != {self.total.currency}:
            raise InvalidField(field="items", reason="currency")
        if len(self.item_ids) != len(self.items):
            raise InvalidField(field="items", reason="twice")
        if sum(one.amount.minor for one in self.items) != self.total.minor:
            raise InvalidField(field="instalments", reason="sum")
        if not 0 <= self.grace_days <= MOST_GRACE:
            raise InvalidField(field="grace_days", reason="range")
        if self.answer_by is not None and self.answer_by < self.offered_on:
            raise InvalidField(field="answer_by", reason="past")


def total_of(instalments: Sequence[Instalment]) -> Money:
    """What instalments of one currency add up to."""
    currency = instalments[0].amount.currency
    return Money(sum(one.amount.minor for one in instalments), currency)


# The schedule


def due_day(first: date, every: Every, position: int) -> date:
    """The day of an instalment, ``position`` ones after the first.

    Months keep the first one's day where they can: the 31st is the 28th in February only.
    """
    if every is Every.MONTH:
        return add_months(first, position)
    return add_days(first, position * (7 if every is Every.WEEK else 14))


def by_number(
    total: Money, number: int, *, first: date, every: Every, deposit: Deposit | None = None
) -> tuple[Instalment, ...]:
    """Equal instalments, so many of them; the last one takes the remainder, to the penny.

    A ``deposit`` comes before them and off what they share. Raises ``InvalidField`` (``number``,
    ``deposit``).
    """
    rest = _after(total, deposit, first)
    most = MOST_INSTALMENTS - (deposit is not None)
    if not 1 <= number <= min(most, rest.minor):
        raise InvalidField(field="number", reason="range")
    each, left = divmod(rest.minor, number)
    amounts = [each] * (number - 1) + [each + left]
    return _dated(amounts, total.currency, first=first, every=every, deposit=deposit)


def by_amount(
    total: Money, each: Money, *, first: date, every: Every, deposit: Deposit | None = None
) -> tuple[Instalment, ...]:
    """Instalments of that amount for as long as it takes; the last one is what is left.

    Raises ``InvalidField`` (``each``, ``deposit``).
    """
    rest = _after(total, deposit, first)
    if each.minor <= 0 or each.currency != total.currency:
        raise InvalidField(field="each", reason="not-positive")
    number, left = divmod(rest.minor, each.minor)
    if number + bool(left) > MOST_INSTALMENTS - (deposit is not None):
        raise InvalidField(field="each", reason="too-small")
    amounts = [each.minor] * number + ([left] if left else [])
    return _dated(amounts, total.currency, first=first, every=every, deposit=deposit)


def _after(total: Money, deposit: Deposit | None, first: date) -> Money:
    if total.minor <= 0:
        raise InvalidField(field="total", reason="not-positive")
    if deposit is None:
        return total
    amount = deposit.amount
    if not 0 < amount.minor < total.minor or amount.currency != total.currency:
        raise InvalidField(field="deposit", reason="range")
    if deposit.due >= first:
        raise InvalidField(field="deposit", reason="order")
    return total - amount


def _dated(
    amounts: Sequence[int], currency: str, *, first: date, every: Every, deposit: Deposit | None
) -> tuple[Instalment, ...]:
    days = [due_day(first, every, at) for at in range(len(amounts))]
    parts = [(day, Money(minor, currency)) for day, minor in zip(days, amounts, strict=True)]
    if deposit is not None:
        parts.insert(0, (deposit.due, deposit.amount))
    return tuple(Instalment(at, *part) for at, part in enumerate(parts, 1))


def check_schedule(instalments: Sequence[Instalment]) -> None:
    """Refuse what is no schedule. Raises ``InvalidField`` (``instalments``)."""
    if not instalments or len(instalments) > MOST_INSTALMENTS:
        raise InvalidField(field="instalments", reason="number")
    if [one.position for one in instalments] != list(range(1, len(instalments) + 1)):
        raise InvalidField(field="instalments", reason="positions")
    if any(one.amount.minor <= 0 for one in instalments):
        raise InvalidField(field="instalments", reason="not-positive")
    if len({one.amount.currency for one in instalments}) > 1:
        raise InvalidField(field="instalments", reason="currency")
    days = [one.due for one in instalments]
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise InvalidField(field="instalments", reason="order")
