"""Disputes: what a client does not accept, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money


class DisputeReason(StrEnum):
    """Why a client does not accept an invoice."""

    QUALITY = "quality"
    NOT_DELIVERED = "not-delivered"
    PRICE = "price"
    NOT_ORDERED = "not-ordered"
    ALREADY_PAID = "already-paid"
    OTHER = "other"


class DisputeOutcome(StrEnum):
    """How a dispute ended: the client was right, was not, or both gave way."""

    UPHELD = "upheld"
    REJECTED = "rejected"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Dispute:
    """What of a due item is disputed: ``amount``, or all of it where that is None.

    ``call_id`` is the telephone call in which it came up; ``withdrawn``: it was opened by mistake.
    """

    client_id: int
    item_id: int
    opened_on: date
    reason: DisputeReason
    amount: Money | None = None
    answer_by: date | None = None
    said: str = ""
    closed_on: date | None = None
    outcome: DisputeOutcome | None = None
    note: str = ""
    author: str = ""
    withdrawn: bool = False
    call_id: int | None = None
    id: int = 0

    def __post_init__(self) -> None:
        if self.amount is not None and self.amount.minor <= 0:
            raise InvalidField(field="amount", reason="not-positive")
        if (self.closed_on is None) != (self.outcome is None):
            raise InvalidField(field="outcome", reason="missing")

    def is_open(self, day: date) -> bool:
        """Whether it is unsettled on that day."""
        if self.withdrawn or day < self.opened_on:
            return False
        return self.closed_on is None or day < self.closed_on


def undisputed(open_: Money, disputes: tuple[Dispute, ...], day: date) -> Money:
    """What of an item may be asked for on a day, nothing where all of it is disputed."""
    live = [one for one in disputes if one.is_open(day)]
    if any(one.amount is None for one in live):
        return Money.zero(open_.currency)
    disputed = sum(one.amount.minor for one in live if one.amount is not None)
    return Money(max(open_.minor - disputed, 0), open_.currency)
