"""Settlement offers in the book."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.offers import Offer, OfferState
from dunning_desktop.storage import tables
from dunning_desktop.storage.statements import add, change, one_row, within


class SqlOffers:
    """``usecases.agreement_ports.Offers`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def offers(self, client_ids: Collection[int] | None = None) -> Sequence[Offer]:
        table = tables.offer
        rows = self._connection.execute(
            select(table).where(*within(table.c.client_id, client_ids)).order_by(table.c.id)
        ).mappings()
        return [_offer(row) for row in rows]

    def offer(self, offer_id: int) -> Offer:
        return _offer(one_row(self._connection, tables.offer, offer_id))

    def add_offer(self, offer: Offer, *, at: datetime) -> int:
        values = {
            "client_id": offer.client_id,
            "dispute_id": offer.dispute_id,
            "amount": offer.amount.minor,
            "currency": offer.amount.currency,
            "offered_on": offer.offered_on,
            "expires_on": offer.expires_on,
            "state": (offer.decided or OfferState.OPEN).value,
            "said": offer.said,
            "author": offer.author[:255],
            "at": at,
        }
        return add(self._connection, tables.offer, values)

    def decide_offer(self, offer_id: int, decided: OfferState | None) -> None:
        state = decided or OfferState.OPEN
        change(self._connection, tables.offer, offer_id, {"state": state.value})


def _offer(row: RowMapping) -> Offer:
    state = OfferState(row["state"])
    return Offer(
        id=row["id"],
        client_id=row["client_id"],
        dispute_id=row["dispute_id"],
        amount=Money(row["amount"], row["currency"]),
        offered_on=row["offered_on"],
        expires_on=row["expires_on"],
        decided=None if state is OfferState.OPEN else state,
        said=row["said"],
        author=row["author"],
    )
