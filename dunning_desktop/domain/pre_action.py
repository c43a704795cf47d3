"""Before court: what a letter before action must be for a debtor, and how long it gives.

Source for England and Wales: the Pre-Action Protocol for Debt Claims (individuals, sole traders
included) and the Practice Direction on Pre-Action Conduct (everybody else).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.jurisdiction import country_of


class LetterKind(StrEnum):
    """Which letter before action a debtor gets; each has words of its own."""

    PROTOCOL = "protocol"
    BUSINESS = "business"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"
    IRELAND = "ireland"
    GERMANY = "germany"
    NEUTRAL = "neutral"


class Enclosure(StrEnum):
    """An official form that goes with the letter; the owner adds each one once, as a PDF."""

    INFORMATION_SHEET = "information-sheet"
    REPLY_FORM = "reply-form"
    FINANCIAL_STATEMENT = "financial-statement"


@dataclass(frozen=True, slots=True)
class LetterRule:
    """What holds for a letter before action. All periods are days.

    ``days`` is what it gives; ``by_post``: it goes by post unless the debtor asked otherwise.
    ``answer_days`` begin once the debtor answered in a way that stops the clock, ``papers_days``
    once it got the papers it asked for, ``notice_days`` once talks about paying have failed.
    """

    kind: LetterKind
    days: int
    by_post: bool = False
    enclosures: tuple[Enclosure, ...] = ()
    answer_days: int = 14
    papers_days: int = 14
    notice_days: int = 14


PROTOCOL = LetterRule(
    LetterKind.PROTOCOL,
    30,
    by_post=True,
    enclosures=tuple(Enclosure),
    answer_days=30,
    papers_days=30,
)
BUSINESS = LetterRule(LetterKind.BUSINESS, 14)
_ELSEWHERE: Mapping[str, LetterRule] = MappingProxyType(
    {
        "GB-SCT": LetterRule(LetterKind.SCOTLAND, 14),
        "GB-NIR": LetterRule(LetterKind.NORTHERN_IRELAND, 14),
        "IE": LetterRule(LetterKind.IRELAND, 14),
        "DE": LetterRule(LetterKind.GERMANY, 14),
    }
)
NEUTRAL = LetterRule(LetterKind.NEUTRAL, 14)
INDIVIDUALS = frozenset({DebtorType.CONSUMER, DebtorType.SOLE_TRADER})
"""Whom the protocol protects. A partnership is no individual, nor is a public authority."""


def letter_rule(jurisdiction: str, debtor: DebtorType) -> LetterRule:
    """What a letter before action to such a debtor must be.

    The parts of the United Kingdom have their own; without a part it is England and Wales, as
    everywhere in a book.
    """
    if jurisdiction in _ELSEWHERE:
        return _ELSEWHERE[jurisdiction]
    country = country_of(jurisdiction)
    if country == "GB":
        return PROTOCOL if debtor in INDIVIDUALS else BUSINESS
    return _ELSEWHERE.get(country, NEUTRAL)
