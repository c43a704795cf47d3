"""The ladder: a dunning policy and its levels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money


class Channel(StrEnum):
    """How a reminder goes out."""

    EMAIL = "email"
    LETTER = "letter"
    EMAIL_AND_LETTER = "email-and-letter"

    @property
    def by_email(self) -> bool:
        """Whether an e-mail goes out."""
        return self is not Channel.LETTER

    @property
    def by_post(self) -> bool:
        """Whether a letter is to be posted."""
        return self is not Channel.EMAIL


class Tone(StrEnum):
    """Which built-in text a level speaks with, the gentlest first."""

    COURTESY = "courtesy"
    FRIENDLY = "friendly"
    FIRM = "firm"
    FINAL = "final"

    @property
    def rank(self) -> int:
        """How firm it is, from nothing up."""
        return _RANKS[self]


_RANKS = {tone: rank for rank, tone in enumerate(Tone)}


class ChargeRule(StrEnum):
    """What a level does about interest and compensation."""

    NONE = "none"
    SHOW = "show"
    DEMAND = "demand"


@dataclass(frozen=True, slots=True)
class DunningLevel:
    """One step of the ladder. ``day`` is relative to the due day, negative before it."""

    position: int
    day: int
    tone: Tone
    channel: Channel
    days_to_pay: int = 7
    charges: ChargeRule = ChargeRule.NONE
    unattended: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class DunningPolicy:
    """The ladder. ``gap_days`` is the least number of days between two contacts with a client.

    ``minimum`` holds, for each currency that has one, the smallest open amount worth chasing.
    ``repeat_every`` days after its last level that level goes out again, ``repeat_most`` times at
    the most; None: it does not. With ``working_days`` nothing goes out on a weekend or on a bank
    holiday of the client's.
    """

    name: str
    levels: tuple[DunningLevel, ...]
    gap_days: int = 5
    minimum: tuple[Money, ...] = ()
    repeat_every: int | None = None
    repeat_most: int = 0
    working_days: bool = False
    version: int = 1
    id: int = 0

    def __post_init__(self) -> None:
        if not self.levels:
            raise InvalidField(field="levels", reason="empty")
        if [level.position for level in self.levels] != list(range(1, len(self.levels) + 1)):
            raise InvalidField(field="levels", reason="positions")
        if any(later.day <= earlier.day for earlier, later in pairwise(self.levels)):
            raise InvalidField(field="levels", reason="order")
        if any(later.tone.rank < earlier.tone.rank for earlier, later in pairwise(self.levels)):
            raise InvalidField(field="levels", reason="tones")
        if self.repeat_every is not None and self.repeat_every < 1:
            raise InvalidField(field="repeat_every", reason="range")

    def minimum_for(self, currency: str) -> int:
        """The least open amount worth chasing, in minor units."""
        return next((one.minor for one in self.minimum if one.currency == currency), 0)
