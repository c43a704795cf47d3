"""What a paper about an agreement says: the facts it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.claim_letter import ClaimFacts
from dunning_desktop.domain.client import Business, Client, Contact
from dunning_desktop.domain.extensions import Extension
from dunning_desktop.domain.instalments import Plan
from dunning_desktop.domain.letter import OwnWords
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.offers import Offer
from dunning_desktop.domain.plans import InstalmentRow
from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.promises import Promise, Received


class PaperKind(StrEnum):
    """What a paper confirms, offers, or reminds of."""

    PROMISE = "promise"
    EXTENSION = "extension"
    PLAN = "plan"
    INSTALMENT = "instalment"
    INSTALMENT_LATE = "instalment-late"
    OFFER = "offer"
    THANKS = "thanks"
    STATEMENT = "statement"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """An invoice that an agreement is about; ``due`` is its first due day."""

    number: str
    issued: date
    due: date
    amount: Money
    open: Money


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """Everything such a paper is made from; of the agreements the one it is about is set.

    ``interest`` is what more time costs where interest runs on, ``reference`` what the client
    should quote. ``instalment`` is the one that is reminded of, with what was paid of it. ``own``
    is the owner's own text of its kind. ``credit`` is money of the client that settles nothing yet:
    a statement takes it off.
    """

    kind: PaperKind
    today: date
    business: Business
    client: Client
    contact: Contact | None
    lines: tuple[PaperLine, ...]
    reference: str
    promise: Promise | None = None
    extension: Extension | None = None
    plan: Plan | None = None
    instalment: InstalmentRow | None = None
    interest: Money | None = None
    offer: Offer | None = None
    claim: ClaimFacts | None = None
    received: Received | None = None
    specimen: bool = False
    own: OwnWords = ()
    credit: tuple[Money, ...] = ()

    @property
    def owed(self) -> tuple[Money, ...]:
        """What the lines come to less the credit, a sum a currency; what is covered is left out."""
        open_ = [one.open for one in self.lines]
        codes = {one.currency for one in open_}
        less = [-one for one in self.credit if one.currency in codes]
        return tuple(one for one in totals([*open_, *less]) if one.minor > 0)

    @property
    def tone(self) -> Tone | None:
        """The tone of reminder it is as serious as: that picks the account it is sent from."""
        return Tone.FINAL if self.kind is PaperKind.CLAIM else None

    @property
    def text(self) -> str:
        """The name of its built-in words: letters before action have some for each kind."""
        return self.kind if self.claim is None else f"{self.kind}-{self.claim.rule.kind}"
