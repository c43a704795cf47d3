"""The letter before action: what it says of the debt, the agreement behind it, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.owed import Owed
from dunning_desktop.domain.pre_action import LetterKind, LetterRule


class Following(StrEnum):
    """What the owner means to do if nothing comes; the letter says no more than that."""

    COURT = "court"
    AGENCY = "agency"
    SOLICITOR = "solicitor"


@dataclass(frozen=True, slots=True)
class Agreement:
    """What the debt rests on: a written agreement of a day, else an oral one in words.

    ``words`` says of an oral one who made it, what was agreed, when and where, as the protocol
    asks; of a written one what it is called.
    """

    written_on: date | None = None
    words: str = ""

    @property
    def written(self) -> bool:
        """Whether there is something on paper."""
        return self.written_on is not None

    def check(self, rule: LetterRule) -> None:
        """Raises ``InvalidField`` (``agreement``, ``empty``) where the letter must say more."""
        if rule.kind is LetterKind.PROTOCOL and not self.written and not self.words.strip():
            raise InvalidField(field="agreement", reason="empty")


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What a letter before action claims, in one currency, to date.

    ``until`` is the last day that it gives, counted from the day it is dated; the clock of the case
    counts from the day it is posted.
    """

    rule: LetterRule
    until: date
    owed: Owed
    agreement: Agreement
    following: frozenset[Following] = frozenset()
