"""On one's own to a county court: what a claim comes to, its fee, and its particulars.

Sources: the Civil Proceedings Fees Order (dated data); Money Claim Online, which takes particulars
of 24 lines of 45 characters; Insolvency Act 1986, sections 123 and 267 (statutory demands).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_UP, Decimal
from enum import StrEnum

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.pre_action import INDIVIDUALS

LINES, WIDTH = 24, 45
"""What Money Claim Online takes; of punctuation only full stop, comma and the pound sign."""
_KEPT = re.compile(r"[^A-Za-z0-9.,£ ]+")
_ACT = "Late Payment of Commercial Debts Interest Act 1998"
_COMPANY_FROM = Decimal(750)
_INDIVIDUAL_FROM = Decimal(5000)


@dataclass(frozen=True, slots=True)
class CourtFees:
    """What it costs to issue a claim. ``bands`` are the most that a fee is for, and the fee.

    Above the last band it is ``percent`` of the claim, and above ``percent_upto`` it is ``most``.
    ``checked`` is the day it was last compared with its ``source``; a claim of more than
    ``online_upto`` cannot be made online.
    """

    checked: date
    source: str
    bands: tuple[tuple[Money, Money], ...]
    percent: Decimal
    percent_upto: Money
    most: Money
    online_upto: Money

    def fee(self, claimed: Money) -> Money:
        """The fee for a claim, interest to date included; part of a penny counts as one."""
        for upto, fee in self.bands:
            if claimed <= upto:
                return fee
        if claimed > self.percent_upto:
            return self.most
        exact = Decimal(claimed.minor) * self.percent / 100
        return Money(int(exact.to_integral_value(ROUND_UP)), claimed.currency)


class Demand(StrEnum):
    """Whether a statutory demand may be served."""

    POSSIBLE = "possible"
    TOO_SMALL = "too-small"
    DISPUTED = "disputed"
    NOT_FOR_THEM = "not-for-them"


def statutory_demand(debtor: DebtorType, owed: Money, *, disputed: bool) -> Demand:
    """For a company more than £750, for an individual at least £5,000; never of what is disputed.

    A partnership has rules of its own, and an authority cannot be made bankrupt.
    """
    if debtor in {DebtorType.PUBLIC_AUTHORITY, DebtorType.PARTNERSHIP}:
        return Demand.NOT_FOR_THEM
    if disputed:
        return Demand.DISPUTED
    if debtor in INDIVIDUALS:
        return Demand.POSSIBLE if owed.amount >= _INDIVIDUAL_FROM else Demand.TOO_SMALL
    return Demand.POSSIBLE if owed.amount > _COMPANY_FROM else Demand.TOO_SMALL


class Ground(StrEnum):
    """What the interest of a claim rests on."""

    STATUTORY = "statutory"
    CONTRACT = "contract"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class ClaimedItem:
    """One invoice of a claim; ``rate`` is percent a year from ``since`` on."""

    number: str
    issued: date
    due: date
    amount: Money
    open: Money
    interest: Money
    rate: Decimal | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class CourtClaim:
    """A claim as it would be issued on ``today``.

    ``daily`` is what interest grows by; ``fee`` is on all that is claimed. ``letter_on`` is the day
    the letter before action was posted.
    """

    today: date
    creditor: str
    debtor: str
    items: tuple[ClaimedItem, ...]
    ground: Ground
    principal: Money
    interest: Money
    daily: Money
    compensation: Money
    costs: Money
    fees: CourtFees
    demand: Demand
    letter_on: date | None = None

    @property
    def claimed(self) -> Money:
        """All of it but the fee."""
        return self.principal + self.interest + self.compensation + self.costs

    @property
    def fee(self) -> Money:
        """What the court takes for issuing it."""
        return self.fees.fee(self.claimed)

    @property
    def total(self) -> Money:
        """With the fee, which the debtor bears if the claim succeeds."""
        return self.claimed + self.fee

    @property
    def online(self) -> bool:
        """Whether it is small enough to be made online."""
        return self.claimed <= self.fees.online_upto


# Particulars


def particulars(claim: CourtClaim) -> tuple[str, ...]:
    """The particulars of claim, in at most 24 lines of 45 characters.

    Each invoice is named while there is room, else they are counted and the statement of account
    is referred to.
    """
    for told in (_each(claim.items), _together(claim.items)):
        lines = wrapped(" ".join(_sentences(claim, told)))
        if len(lines) <= LINES:
            return lines
    # Names of absurd length: what is claimed stands at the end and must not be lost.
    short = " ".join(_sentences(claim, _together(claim.items), named=False))
    return wrapped(short)[:LINES]


def _sentences(claim: CourtClaim, told: Iterable[str], *, named: bool = True) -> list[str]:
    found = []
    if named:
        creditor, debtor = plain(claim.creditor), plain(claim.debtor)
        found.append(f"The claimant is {creditor}. The defendant is {debtor}.")
    found.append("The claim is for goods or services that the claimant supplied and invoiced.")
    found += told
    if claim.letter_on is not None:
        found.append(f"A letter before action was posted on {day(claim.letter_on)}.")
    found.append(f"The claimant claims {pounds(claim.principal)} and")
    extra = [*_interest(claim), *_more(claim)]
    if not extra:
        found[-1] = f"The claimant claims {pounds(claim.principal)}."
        return found
    return [*found, " and ".join(extra) + "."]


def _each(items: Sequence[ClaimedItem]) -> list[str]:
    return [
        f"Invoice {plain(one.number)} of {day(one.issued)} for {pounds(one.amount)} was due on "
        f"{day(one.due)}. Unpaid is {pounds(one.open)}."
        for one in items
    ]


def _together(items: Sequence[ClaimedItem]) -> list[str]:
    first, last = min(one.issued for one in items), max(one.issued for one in items)
    if len(items) == 1:
        return _each(items)
    count = f"{len(items)} invoices dated {day(first)} to {day(last)} are unpaid."
    return [count, "They are listed in the statement of account that the defendant was sent."]


def _interest(claim: CourtClaim) -> list[str]:
    if not claim.interest.minor:
        return []
    law = {
        Ground.STATUTORY: f"under the {_ACT}",
        Ground.CONTRACT: "as agreed by contract",
        Ground.COURT: "under section 69 of the County Courts Act 1984",
    }[claim.ground]
    rates = {one.rate for one in claim.items if one.rate is not None}
    rate = f" at {rates.pop().normalize():f} percent a year" if len(rates) == 1 else ""
    since = [one.since for one in claim.items if one.since is not None]
    start = f" from {day(min(since))}" if since else ""
    until = f" to {day(claim.today)} of {pounds(claim.interest)}"
    daily = (
        f" and at {pounds(claim.daily)} a day until judgment or sooner payment"
        if claim.daily.minor
        else ""
    )
    return [f"interest {law}{rate}{start}{until}{daily}"]


def _more(claim: CourtClaim) -> list[str]:
    found = []
    if claim.compensation.minor:
        act = "that Act" if _interest(claim) else f"the {_ACT}"
        found.append(f"fixed compensation of {pounds(claim.compensation)} under {act}")
    if claim.costs.minor:
        found.append(f"reasonable costs of recovery of {pounds(claim.costs)}")
    return found


def plain(text: str) -> str:
    """What the form takes: letters without accents, figures, and no other punctuation."""
    bare = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("'", ""))
    ascii_ = "".join(one for one in bare if not unicodedata.combining(one))
    return " ".join(_KEPT.sub(" ", ascii_).split())


def day(day: date) -> str:
    """``1 March 2026``, in English whatever the computer speaks."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def pounds(money: Money) -> str:
    """``£1,234.50``; another currency by its code."""
    sign = "£" if money.currency == "GBP" else f"{money.currency} "
    return f"{sign}{money.amount:,}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def wrapped(text: str) -> tuple[str, ...]:
    """Lines of at most 45 characters; a word that is longer is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) <= WIDTH:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        while len(word) > WIDTH:
            lines.append(word[:WIDTH])
            word = word[WIDTH:]  # noqa: PLW2901 - what is left of it
        line = word
    return (*lines, line) if line else tuple(lines)
