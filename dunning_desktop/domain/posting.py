"""How letters were posted: when, by which class of post, and under which number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

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
