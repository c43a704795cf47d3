"""Settlement offers: to take less and let the rest go, without prejudice, until a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.errors import CannotUndo, InvalidField
from dunning_desktop.domain.money import Money


class OfferState(StrEnum):
    """How an offer stands. That it expired follows from the day; the others were decided."""

    OPEN = "open"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Offer:
    """That ``amount`` is taken for all that is open: on a disputed item, else of the client.

    It can be accepted up to and including ``expires_on``. ``decided`` is what became of it, None
    while nothing did.
    """

    client_id: int
    amount: Money
    offered_on: date
    expires_on: date
    dispute_id: int | None = None
    decided: OfferState | None = None
    said: str = ""
    author: str = ""
    id: int = 0

    def __post_init__(self) -> None:
        if self.amount.minor <= 0:
            raise InvalidField(field="amount", reason="not-positive")
        if self.expires_on < self.offered_on:
            raise InvalidField(field="expires", reason="past")

    def state(self, today: date) -> OfferState:
        """How it stands on a day."""
        if self.decided is not None:
            return self.decided
        return OfferState.OPEN if today <= self.expires_on else OfferState.EXPIRED

    def check_open(self, today: date) -> None:
        """Raises ``CannotUndo`` with the ``state``: only an open offer can be answered."""
        state = self.state(today)
        if state is not OfferState.OPEN:
            raise CannotUndo(state=state.value)


def block_of(offer: Offer, today: date) -> Block | None:
    """Who was offered to pay less is not asked for all of it meanwhile.

    None for an offer on a disputed item: the dispute keeps that back.
    """
    if offer.dispute_id is not None or offer.state(today) is not OfferState.OPEN:
        return None
    return Block(BlockKind.OFFER, offer.client_id, offer.offered_on, until=offer.expires_on)


def forgone(offer: Offer, open_: Money) -> Money:
    """What is let go if the offer is accepted. Raises ``InvalidField`` where that is nothing."""
    if open_.currency != offer.amount.currency:
        raise InvalidField(field="amount", reason="currency")
    if offer.amount >= open_:
        raise InvalidField(field="amount", reason="no-less")
    return open_ - offer.amount


def spread(credit: Money, open_: Sequence[tuple[int, Money]]) -> tuple[tuple[int, Money], ...]:
    """What of a credit settles which items, in their order: the last first, so the oldest stay."""
    left, found = credit.minor, []
    for item_id, money in reversed(open_):
        part = min(left, money.minor)
        if part > 0:
            found.append((item_id, Money(part, credit.currency)))
            left -= part
    return tuple(found)
