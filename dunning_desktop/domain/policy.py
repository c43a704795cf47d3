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
    """Which built-in text a level speaks with."""

    COURTESY = "courtesy"
    FRIENDLY = "friendly"
    FIRM = "firm"
    FINAL = "final"


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
    """

    name: str
    levels: tuple[DunningLevel, ...]
    gap_days: int = 5
    minimum: tuple[Money, ...] = ()
    version: int = 1
    id: int = 0

    def __post_init__(self) -> None:
        if not self.levels:
            raise InvalidField(field="levels", reason="empty")
        if [level.position for level in self.levels] != list(range(1, len(self.levels) + 1)):
            raise InvalidField(field="levels", reason="positions")
        if any(later.day <= earlier.day for earlier, later in pairwise(self.levels)):
            raise InvalidField(field="levels", reason="order")

    def minimum_for(self, currency: str) -> int:
        """The least open amount worth chasing, in minor units."""
        return next((one.minor for one in self.minimum if one.currency == currency), 0)


STANDARD = DunningPolicy(
    name="standard",
    levels=(
        DunningLevel(1, -3, Tone.COURTESY, Channel.EMAIL, days_to_pay=0),
        DunningLevel(2, 3, Tone.FRIENDLY, Channel.EMAIL, days_to_pay=7),
        DunningLevel(3, 14, Tone.FIRM, Channel.EMAIL, days_to_pay=7, charges=ChargeRule.SHOW),
        DunningLevel(
            4, 28, Tone.FINAL, Channel.EMAIL_AND_LETTER, days_to_pay=7, charges=ChargeRule.DEMAND
        ),
    ),
)
