"""Money in, and how it settles what is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.errors import AllocationTooLarge, InvalidField
from dunning_desktop.domain.money import Money


class PaymentOrder(StrEnum):
    """What a payment settles first; what it leaves over goes to the next.

    Principal first: then interest, then compensation and costs. Interest first: then principal,
    then compensation and costs. The last is the order of section 367 BGB.
    """

    PRINCIPAL_FIRST = "principal-first"
    INTEREST_FIRST = "interest-first"
    COSTS_FIRST = "costs-interest-principal"


@dataclass(frozen=True, slots=True)
class Payment:
    """Money from a client. ``method`` is a code: bank, card, cash, cheque, import or other."""

    client_id: int
    received: date
    amount: Money
    method: str = "bank"
    reference: str = ""
    note: str = ""
    id: int = 0

    def __post_init__(self) -> None:
        if self.amount.minor <= 0:
            raise InvalidField(field="amount", reason="not-positive")


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A due item and what is still open on it, for allocation."""

    item_id: int
    due: date
    open: Money


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a payment or a credit note that settles one due item.

    ``amount`` settles its principal; ``interest`` and ``costs`` what is claimed on top of it.
    """

    item_id: int
    amount: Money
    interest: Money | None = None
    costs: Money | None = None

    @property
    def on_top(self) -> Money:
        """What of it does not settle the principal."""
        zero = Money.zero(self.amount.currency)
        return (self.interest or zero) + (self.costs or zero)

    @property
    def whole(self) -> Money:
        """All of it."""
        return self.amount + self.on_top


def check_shares(amount: Money, shares: Sequence[Share], items: Iterable[OpenItem]) -> None:
    """Refuse shares that settle more than was paid, or more principal than is open on an item."""
    open_by_id = {item.item_id: item.open for item in items}
    used = Money.zero(amount.currency)
    for share in shares:
        parts = (share.amount, share.interest, share.costs)
        if share.whole.minor <= 0 or any(one is not None and one.minor < 0 for one in parts):
            raise InvalidField(field="amount", reason="not-positive")
        if share.amount > open_by_id.get(share.item_id, Money.zero(share.amount.currency)):
            raise AllocationTooLarge(side="item", item_id=share.item_id)
        if share.amount.minor:
            open_by_id[share.item_id] -= share.amount
        used += share.whole
    if used > amount:
        raise AllocationTooLarge(side="payment", amount=used)
