"""What the owner's paper says about payment: the facts it is written from, and its texts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dunning_desktop.domain.client import Business, DebtorType
from dunning_desktop.domain.policy import DunningPolicy
from dunning_desktop.domain.regime import Regime
from dunning_desktop.domain.terms import LateBasis, Terms


class Audience(StrEnum):
    """Who the paper is for: the law has little in common for a business and a private person."""

    BUSINESSES = "businesses"
    CONSUMERS = "consumers"
    BOTH = "both"

    @property
    def has_businesses(self) -> bool:
        """Whether a business may read it."""
        return self is not Audience.CONSUMERS

    @property
    def has_consumers(self) -> bool:
        """Whether a private person may read it."""
        return self is not Audience.BUSINESSES


def audience_of(debtor: DebtorType) -> Audience:
    """Who a paper for one client is for."""
    return Audience.CONSUMERS if debtor is DebtorType.CONSUMER else Audience.BUSINESSES


@dataclass(frozen=True, slots=True)
class TermsFacts:
    """Everything the clause, the footer and the credit policy are written from.

    ``regime`` is the law of the business's jurisdiction, None where none is known. ``client`` is
    the name of the one the paper is for, empty for everybody.
    """

    business: Business
    terms: Terms
    policy: DunningPolicy
    regime: Regime | None
    audience: Audience = Audience.BUSINESSES
    language: str = "en-GB"
    client: str = ""
    specimen: bool = False

    @property
    def statute_holds(self) -> bool:
        """Whether the law gives interest to what these terms ask for."""
        known = self.regime is not None and self.regime.table is not None
        return known and self.terms.late_basis is LateBasis.STATUTORY


@dataclass(frozen=True, slots=True)
class TermsTexts:
    """Plain text to copy: the clause for terms and conditions, the foot of an invoice, the policy.

    ``policy`` is what the credit policy says, without the slip to sign.
    """

    clause: str
    footer: str
    policy: str = ""
