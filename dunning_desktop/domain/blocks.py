"""Reasons not to chase. The planner asks only: blocked? why? until when?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class BlockKind(StrEnum):
    """Why a client or a due item is not chased for a while."""

    HOLD = "hold"
    PROMISE = "promise"
    PLAN = "instalment-plan"
    DISPUTE = "dispute"
    BREATHING_SPACE = "breathing-space"
    INSOLVENCY = "insolvency"
    HANDED_OVER = "handed-over"
    SNOOZE = "snooze"
    REPLIED = "replied"
    CALL_AGAIN = "call-again"


@dataclass(frozen=True, slots=True)
class Block:
    """A reason not to chase a client, or one of its due items, up to and including ``until``."""

    kind: BlockKind
    client_id: int
    start: date
    until: date | None = None
    item_id: int | None = None
    reason: str = ""
    id: int = 0

    def holds_on(self, day: date) -> bool:
        """Whether it blocks on that day."""
        return self.start <= day and (self.until is None or day <= self.until)

    def covers(self, item_id: int) -> bool:
        """Whether it blocks that item: a block without an item covers the whole client."""
        return self.item_id is None or self.item_id == item_id


def longest(blocks: Iterable[Block], item_id: int, day: date) -> Block | None:
    """The block that keeps the item from being chased for longest, if any does."""
    holding = [one for one in blocks if one.holds_on(day) and one.covers(item_id)]
    return max(holding, key=lambda one: (one.until or date.max, -one.id), default=None)
