"""The charges ledger: what is claimed on top of a due item, each sum with its own state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money


class ChargeKind(StrEnum):
    """What a charge is for."""

    INTEREST = "interest"
    COMPENSATION = "compensation"
    FEE = "fee"
    COSTS = "costs"


class ChargeState(StrEnum):
    """How a charge stands. Withdrawn: it went back with the reminder that claimed it."""

    OPEN = "open"
    PAID = "paid"
    WAIVED = "waived"
    WITHDRAWN = "withdrawn"


# What an owner enters by hand; interest and compensation follow from the law or the contract.
BY_HAND = (ChargeKind.FEE, ChargeKind.COSTS)


@dataclass(frozen=True, slots=True)
class Charge:
    """A sum claimed on top of a due item. ``through``: the last day counted, or the day incurred.

    ``paid`` is what payments settled of it; of a waived charge the rest is given up, for ``reason``
    and by ``author``. ``reminder_id`` and ``payment_id`` say what entered it, when that was not the
    owner's own hand.
    """

    item_id: int
    kind: ChargeKind
    amount: Money
    through: date
    state: ChargeState = ChargeState.OPEN
    reminder_id: int | None = None
    payment_id: int | None = None
    note: str = ""
    paid: int = 0
    reason: str = ""
    author: str = ""
    id: int = 0

    def __post_init__(self) -> None:
        if self.amount.minor <= 0:
            raise InvalidField(field="amount", reason="not-positive")

    @property
    def rest(self) -> Money:
        """What was not paid of it."""
        return Money(max(self.amount.minor - self.paid, 0), self.amount.currency)

    @property
    def open(self) -> Money:
        """What is still to be paid of it."""
        return self.rest if self.state is ChargeState.OPEN else Money.zero(self.amount.currency)


@dataclass(frozen=True, slots=True)
class Dealt:
    """What was entered, paid and waived of one kind, in minor units of one currency."""

    entered: int = 0
    paid: int = 0
    waived: int = 0

    @property
    def settled(self) -> int:
        """Paid and waived together: what is not owed any more."""
        return self.paid + self.waived


def dealt_with(charges: Iterable[Charge], currency: str) -> Mapping[ChargeKind, Dealt]:
    """What became of the charges in a currency, by kind; withdrawn ones count for nothing."""
    sums = {kind: [0, 0, 0] for kind in ChargeKind}
    for one in charges:
        if one.state is ChargeState.WITHDRAWN or one.amount.currency != currency:
            continue
        of_kind = sums[one.kind]
        of_kind[0] += one.amount.minor
        of_kind[1] += one.paid
        of_kind[2] += one.rest.minor if one.state is ChargeState.WAIVED else 0
    return {kind: Dealt(*three) for kind, three in sums.items()}
