"""How letters were posted: when, by which class of post, and under which number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.calendar import add_days, days_between

LONGEST_NUMBER = 64


class PostClass(StrEnum):
    """What the post does with a letter; only some of them can prove that it was there."""

    FIRST = "first"
    SECOND = "second"
    PROOF = "proof-of-posting"
    SIGNED = "signed-for"
    GUARANTEED = "guaranteed"
    HAND = "by-hand"


@dataclass(frozen=True, slots=True)
class Posting:
    """``tracking`` are the numbers to follow letters by, by the id of each letter."""

    day: date
    post_class: PostClass | None = None
    tracking: Mapping[int, str] = field(default_factory=dict)


def from_posting(deadline: date, *, issued: date, posted: date | None) -> date:
    """The deadline of a letter as it counts: a day later for each day that it lay in the house.

    The letter names the day it was made for; who gets it later has as many days all the same.
    """
    late = days_between(issued, posted) if posted is not None else 0
    return add_days(deadline, late) if late > 0 else deadline
