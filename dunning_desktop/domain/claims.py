"""What may be claimed on top of a late invoice, from this client, under these terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.client import Client
from dunning_desktop.domain.interest import (
    Interest,
    Regime,
    Settlement,
    contractual_interest,
    statutory_interest,
)
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import LateBasis, Terms


class ChargeKind(StrEnum):
    """What a charge is for."""

    INTEREST = "interest"
    COMPENSATION = "compensation"
    FEE = "fee"
    COSTS = "costs"


class ChargeState(StrEnum):
    """How a charge stands."""

    OPEN = "open"
    PAID = "paid"
    WAIVED = "waived"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Charge:
    """A sum claimed on top of a due item, with its own state. ``through``: the last day counted."""

    item_id: int
    kind: ChargeKind
    amount: Money
    through: date
    state: ChargeState = ChargeState.OPEN
    reminder_id: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """Interest to date and the fixed compensation for one due item."""

    interest: Interest | None
    compensation: Money | None

    @property
    def amount(self) -> int:
        """Both together, in minor units of the item's currency."""
        interest = self.interest.total.minor if self.interest else 0
        return interest + (self.compensation.minor if self.compensation else 0)


NOTHING = Claim(None, None)


def claim_on(
    principal: Money,
    due: date,
    *,
    as_of: date,
    client: Client,
    terms: Terms,
    regimes: Mapping[str, Regime],
    settlements: Sequence[Settlement] = (),
) -> Claim:
    """What is owed on top of an item today.

    Nothing unless the debtor type is confirmed and the terms ask for it; a contractual rate
    displaces the statutory one and its compensation.
    """
    if not client.debtor_confirmed or as_of <= due or terms.late_basis is LateBasis.NONE:
        return NOTHING
    if terms.late_basis is LateBasis.CONTRACT and terms.contract_rate is not None:
        interest = contractual_interest(
            terms.contract_rate, principal, due, as_of=as_of, settlements=settlements
        )
        return Claim(interest, None)
    regime = regimes.get(client.jurisdiction.split("-")[0])
    if regime is None or client.debtor_type not in regime.debtor_types:
        return NOTHING
    interest = statutory_interest(
        regime, principal, due, as_of=as_of, settlements=settlements
    )
    if interest is None or not interest.segments:
        return NOTHING
    return Claim(interest, regime.compensation_for(_debt_at_start(principal, due, settlements)))


def _debt_at_start(principal: Money, due: date, settlements: Sequence[Settlement]) -> Money:
    """What was owed when interest began: it fixes the band, whatever is paid later.

    Unsettled in the Act's words for a debt part-paid in time; this is the cautious reading.
    """
    in_time = (one.amount for one in settlements if one.day <= due)
    return principal - sum(in_time, Money.zero(principal.currency))
