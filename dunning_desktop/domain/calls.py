"""Telephone calls: how one ended, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.calendar import add_days, working_day
from dunning_desktop.domain.money import Money

MOST_TRIES = 3
"""So often a call that is due is tried; then the ladder goes on in writing."""
TIME_FOR_A_COPY = 7
"""Days in which a client who asked for the invoice again is left alone."""


class CallOutcome(StrEnum):
    """How a call ended."""

    NO_ANSWER = "no-answer"
    PROMISED = "promised"
    DISPUTES = "disputes"
    RESEND = "resend"
    WRONG_CONTACT = "wrong-contact"
    OTHER = "other"

    @property
    def reached(self) -> bool:
        """Whether somebody of the client's was spoken to: that counts as contact."""
        return self not in {CallOutcome.NO_ANSWER, CallOutcome.WRONG_CONTACT}


@dataclass(frozen=True, slots=True)
class Promised:
    """What was promised: the day the money is to be there, and how much."""

    day: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a call brings about.

    ``completes`` the level that was due; ``block`` keeps the client from being chased up to and
    including ``until`` (None: without end); ``drops_number`` takes the number off the contact.
    """

    completes: bool = False
    block: BlockKind | None = None
    until: date | None = None
    drops_number: bool = False


def consequence(
    outcome: CallOutcome,
    today: date,
    *,
    due: bool,
    tries: int = 0,
    works: Callable[[date], bool] = lambda _day: True,
) -> Consequence:
    """What follows. ``due``: a level asked for the call; ``tries`` of it went unanswered before.

    ``works`` says on which days the client can be reached. A promise and a dispute are agreements
    of their own: they keep the client from being chased by themselves.
    """
    if outcome is CallOutcome.NO_ANSWER:
        return _unanswered(today, tries, works) if due else Consequence()
    if outcome is CallOutcome.RESEND:
        return Consequence(due, BlockKind.HOLD, add_days(today, TIME_FOR_A_COPY - 1))
    if outcome is CallOutcome.WRONG_CONTACT:
        return Consequence(drops_number=True)
    return Consequence(completes=due)


def _unanswered(today: date, tries: int, works: Callable[[date], bool]) -> Consequence:
    """Tried again on the next working day, and after the last try never by telephone."""
    if tries + 1 >= MOST_TRIES:
        return Consequence(completes=True)
    again = working_day(add_days(today, 1), works)
    return Consequence(block=BlockKind.CALL_AGAIN, until=add_days(again, -1))
