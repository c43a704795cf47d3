"""Reasons not to chase. The planner asks only: blocked? why? until when?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.freeze import Days, merged


class BlockKind(StrEnum):
    """Why a client or a due item is not chased for a while."""

    HOLD = "hold"
    PROMISE = "promise"
    PLAN = "instalment-plan"
    DISPUTE = "dispute"
    OFFER = "offer"
    BREATHING_SPACE = "breathing-space"
    INSOLVENCY = "insolvency"
    CASE = "case"
    HANDED_OVER = "handed-over"
    IN_COURT = "in-court"
    WRITTEN_OFF = "written-off"
    SNOOZE = "snooze"
    REPLIED = "replied"
    CALL_AGAIN = "call-again"
    VULNERABLE = "vulnerable"
    DO_NOT_CHASE = "do-not-chase"


CAN_HAVE_BREATHING_SPACE = frozenset({DebtorType.CONSUMER, DebtorType.SOLE_TRADER})
"""Whom the law gives a breathing space: individuals, and sole traders not registered for VAT."""


@dataclass(frozen=True, slots=True)
class Block:
    """A reason not to chase a client, or one of its due items, up to and including ``until``.

    ``author`` set it and ``at`` that moment, where that is known. ``rests``: no interest is
    counted on its days, as was agreed.
    """

    kind: BlockKind
    client_id: int
    start: date
    until: date | None = None
    item_id: int | None = None
    reason: str = ""
    author: str = ""
    at: datetime | None = None
    rests: bool = False
    id: int = 0

    def holds_on(self, day: date) -> bool:
        """Whether it blocks on that day."""
        return self.start <= day and (self.until is None or day <= self.until)

    def is_over(self, day: date) -> bool:
        """Whether it ended before that day, or never held at all."""
        return self.until is not None and self.until < max(day, self.start)

    def covers(self, item_id: int) -> bool:
        """Whether it blocks that item: a block without an item covers the whole client."""
        return self.item_id is None or self.item_id == item_id


def longest(blocks: Iterable[Block], item_id: int, day: date) -> Block | None:
    """The block that keeps the item from being chased for longest, if any does."""
    holding = [one for one in blocks if one.holds_on(day) and one.covers(item_id)]
    return max(holding, key=lambda one: (one.until or date.max, -one.id), default=None)


def frozen_days(blocks: Iterable[Block], item_id: int) -> tuple[Days, ...]:
    """The days on which an item bears no interest.

    Those of every breathing space there was, and of plans for as long as they were kept.
    """
    return merged(
        (one.start, one.until or date.max)
        for one in blocks
        if (one.rests or one.kind is BlockKind.BREATHING_SPACE) and one.covers(item_id)
    )
