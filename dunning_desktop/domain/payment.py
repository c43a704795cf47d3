"""Money in, and how it settles what is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.errors import AllocationTooLarge, InvalidField
from dunning_desktop.domain.money import Money


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
    """The part of a payment or a credit note that settles one due item."""

    item_id: int
    amount: Money


def allocate_oldest_first(amount: Money, items: Iterable[OpenItem]) -> tuple[Share, ...]:
    """Settle the items in the order of their due days until the amount is used up.

    Items of another currency are passed over. What is left stays the client's credit.
    """
    shares: list[Share] = []
    left = amount
    for item in sorted(items, key=lambda one: (one.due, one.item_id)):
        if not left.minor:
            break
        if item.open.currency == amount.currency and item.open.minor > 0:
            part = min(left, item.open)
            shares.append(Share(item.item_id, part))
            left -= part
    return tuple(shares)


def check_shares(amount: Money, shares: Sequence[Share], items: Iterable[OpenItem]) -> None:
    """Refuse shares that settle more than was paid, or more than is open on an item."""
    open_by_id = {item.item_id: item.open for item in items}
    used = Money.zero(amount.currency)
    for share in shares:
        if share.amount.minor <= 0:
            raise InvalidField(field="amount", reason="not-positive")
        if share.item_id not in open_by_id or share.amount > open_by_id[share.item_id]:
            raise AllocationTooLarge(side="item", item_id=share.item_id)
        open_by_id[share.item_id] -= share.amount
        used += share.amount
    if used > amount:
        raise AllocationTooLarge(side="payment", amount=used)
