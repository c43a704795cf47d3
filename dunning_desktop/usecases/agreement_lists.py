"""Promises, more time, disputes and holds of all clients, for lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dunning_desktop.domain.blocks import Block
from dunning_desktop.domain.disputes import Dispute
from dunning_desktop.domain.extensions import Extension
from dunning_desktop.domain.promises import PromiseStanding
from dunning_desktop.usecases.agreed import promise_standings
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office

What = TypeVar("What")


@dataclass(frozen=True, slots=True)
class Listed(Generic[What]):
    """Something of a client's, with the number of its invoice where it is about one."""

    client: str
    number: str
    what: What


def list_promises(
    office: Office, client_id: int | None = None
) -> Sequence[Listed[PromiseStanding]]:
    """Every promise with what became of it, oldest first; of one client or of all."""
    with office.read() as ledger:
        found = promise_standings(ledger, office.clock.today(), _only(client_id))
        return _listed(
            ledger, found, lambda one: (one.promise.client_id, one.promise.item_id)
        )


def list_time(office: Office, client_id: int | None = None) -> Sequence[Listed[Extension]]:
    """Every extension, oldest first; of one client or of all."""
    with office.read() as ledger:
        found = ledger.agreements.extensions_of(client_id)
        owners = ledger.agreements.owners_of({one.item_id for one in found})
        return _listed(ledger, found, lambda one: (owners[one.item_id], one.item_id))


def list_disputes(office: Office, client_id: int | None = None) -> Sequence[Listed[Dispute]]:
    """Every dispute, open or closed, oldest first; of one client or of all."""
    with office.read() as ledger:
        found = ledger.agreements.disputes(_only(client_id))
        return _listed(ledger, found, lambda one: (one.client_id, one.item_id))


def list_holds(office: Office, client_id: int | None = None) -> Sequence[Listed[Block]]:
    """What the owner set that keeps clients from being chased today, or will."""
    today = office.clock.today()
    with office.read() as ledger:
        blocks = ledger.chasing.blocks(_only(client_id))
        found = [one for one in blocks if one.until is None or one.until >= today]
        return _listed(ledger, found, lambda one: (one.client_id, one.item_id))


def item_to_agree_on(office: Office, invoice_id: int) -> int:
    """The due item of an invoice that something is agreed about: the first with something open."""
    with office.read() as ledger:
        invoice = ledger.receivables.invoice(invoice_id)
        open_ = {one.item_id for one in ledger.chasing.items([invoice.client_id])}
        mine = [item.id for item in invoice.items]
        return next((one for one in mine if one in open_), mine[0])


def _only(client_id: int | None) -> list[int] | None:
    return None if client_id is None else [client_id]


def _listed(
    ledger: Ledger, found: Iterable[What], about: Callable[[What], tuple[int, int | None]]
) -> list[Listed[What]]:
    rows = [(one, *about(one)) for one in found]
    clients = ledger.parties.clients({client_id for _, client_id, _ in rows})
    items = {item_id for _, _, item_id in rows if item_id is not None}
    numbers = ledger.agreements.invoices_of(items)
    return [
        Listed(clients[client_id].name, numbers.get(item_id or 0, (0, ""))[1], one)
        for one, client_id, item_id in rows
    ]
