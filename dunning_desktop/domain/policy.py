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
    PHONE = "phone"

    @property
    def by_email(self) -> bool:
        """Whether an e-mail goes out."""
        return self in {Channel.EMAIL, Channel.EMAIL_AND_LETTER}

    @property
    def by_post(self) -> bool:
        """Whether a letter is to be posted."""
        return self in {Channel.LETTER, Channel.EMAIL_AND_LETTER}


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


CLAIMING = frozenset({ChargeRule.SHOW, ChargeRule.DEMAND})
"""The rules by which a letter says what is owed on top."""


class OldDebts(StrEnum):
    """How chasing begins for what was late before the program was there."""

    FIRST = "first"
    BY_AGE = "by-age"
    LEAVE = "leave"
    ASK = "ask"


class PartPayment(StrEnum):
    """What the ladder does when part of an item is paid."""

    CONTINUE = "continue"
    RESTART = "restart"


class BrokenPromise(StrEnum):
    """What the ladder does once a promise to pay was broken."""

    RESUME = "resume"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class DunningLevel:
    """One step of the ladder. ``day`` is relative to the due day, negative before it.

    ``minimum`` is, for each currency that has one, the least sum asked for that the level is worth
    taking for. ``unattended``: it may go out in a run nobody watches.
    """

    position: int
    day: int
    tone: Tone
    channel: Channel
    days_to_pay: int = 7
    charges: ChargeRule = ChargeRule.NONE
    unattended: bool = False
    minimum: tuple[Money, ...] = ()
    id: int = 0

    def minimum_for(self, currency: str) -> int:
        """The least sum asked for that it is worth taking for, in minor units."""
        return _minor_of(self.minimum, currency)


def _minor_of(sums: tuple[Money, ...], currency: str) -> int:
    return next((one.minor for one in sums if one.currency == currency), 0)


@dataclass(frozen=True, slots=True)
class DunningPolicy:
    """The ladder. ``gap_days`` is the least number of days between two contacts with a client.

    ``minimum`` holds, for each currency that has one, the smallest open amount worth chasing.
    ``repeat_every`` days after its last level that level goes out again, ``repeat_most`` times at
    the most; None: it does not. With ``working_days`` nothing goes out on a weekend or on a bank
    holiday of the client's.

    A change makes a new version: all versions of a ladder have the same ``root``, the id of the
    first. Items under way keep the version they were reminded by, unless a later one
    ``takes_over``. A ``retired`` ladder is offered no more.
    """

    name: str
    levels: tuple[DunningLevel, ...]
    gap_days: int = 5
    minimum: tuple[Money, ...] = ()
    repeat_every: int | None = None
    repeat_most: int = 0
    working_days: bool = False
    part_payment: PartPayment = PartPayment.CONTINUE
    broken_promise: BrokenPromise = BrokenPromise.RESUME
    version: int = 1
    root: int = 0
    takes_over: bool = False
    retired: bool = False
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
        if self.gap_days < 0 or any(level.days_to_pay < 0 for level in self.levels):
            raise InvalidField(field="gap_days", reason="range")

    def minimum_for(self, currency: str) -> int:
        """The least open amount worth chasing, in minor units."""
        return _minor_of(self.minimum, currency)
