"""More time to pay: a new due day, the first one kept, and interest that runs on or rests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.calendar import add_days, days_between
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.freeze import Days, merged

MOST_DAYS = 90
"""Days beyond the first due day after which more time is refused: pay by instalments instead."""
MOST_TIMES = 3
"""So often more time is given; from the third on it is warned about, then refused."""


class InterestMeanwhile(StrEnum):
    """What interest does while more time runs."""

    RUNS = "runs"
    RESTS = "rests"


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for an item: due ``new_due`` instead of ``old_due``."""

    item_id: int
    made_on: date
    old_due: date
    new_due: date
    interest: InterestMeanwhile = InterestMeanwhile.RUNS
    note: str = ""
    author: str = ""
    withdrawn: bool = False
    id: int = 0

    def __post_init__(self) -> None:
        if self.new_due <= self.old_due:
            raise InvalidField(field="new_due", reason="not-later")
        if self.new_due < self.made_on:
            raise InvalidField(field="new_due", reason="past")


class Warn(StrEnum):
    """What the owner should know before giving more time."""

    OFTEN = "often"
    LONG = "long"


def check_extension(
    wanted: Extension, earlier: Sequence[Extension], *, original_due: date
) -> tuple[Warn, ...]:
    """What to know of it. Raises ``InvalidField`` (``new_due``: ``too-often`` or ``too-far``)."""
    given = sum(not one.withdrawn for one in earlier)
    beyond = days_between(original_due, wanted.new_due)
    if given >= MOST_TIMES:
        raise InvalidField(field="new_due", reason="too-often")
    if beyond > MOST_DAYS:
        raise InvalidField(field="new_due", reason="too-far")
    found = [Warn.OFTEN] if given == MOST_TIMES - 1 else []
    return (*found, Warn.LONG) if beyond > MOST_DAYS // 2 else tuple(found)


@dataclass(frozen=True, slots=True)
class Clock:
    """What extensions do to the clock of interest.

    ``due`` is the last day for payment in law, None where it is the first of all; the ``rested``
    days after it bear no interest. What had run up before them stays owed.
    """

    due: date | None = None
    rested: tuple[Days, ...] = ()


def clock(extensions: Iterable[Extension], original_due: date) -> Clock:
    """The clock of interest after extensions, oldest first.

    Agreed in time, interest that rests begins after the new day. Agreed once the clock has run, it
    stops on the day after and goes on after the new one. Where interest runs on, nothing changes.
    """
    due, rested = original_due, list[Days]()
    for one in extensions:
        if one.withdrawn or one.interest is InterestMeanwhile.RUNS:
            continue
        if one.made_on <= due:
            due = one.new_due
        else:
            rested.append((add_days(one.made_on, 1), one.new_due))
    return Clock(due if due != original_due else None, merged(rested))
