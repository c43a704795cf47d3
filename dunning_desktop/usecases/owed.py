"""Owed today: by a client, on an invoice, and what could still be claimed of money paid late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dunning_desktop.domain.charges import ChargeState
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.owed import Owed, OwedItem, owed_in_all
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.usecases.agreed import let_be, standings
from dunning_desktop.usecases.charges import claims_on
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office


@dataclass(frozen=True, slots=True)
class ClientOwed:
    """What a client owes today.

    ``items`` are what is open and what was claimed on invoices paid since; ``claimable`` are paid
    late and nothing was claimed on them: their figures are in no sum. A plan that was kept
    without interest leaves nothing to claim.
    """

    client: Client
    today: date
    items: tuple[OwedItem, ...] = ()
    claimable: tuple[OwedItem, ...] = ()
    sums: tuple[Owed, ...] = field(default=())

    @property
    def late(self) -> tuple[OwedItem, ...]:
        """The items on which something is owed besides the principal."""
        return tuple(one for one in self.items if one.has_more)


def client_owed(office: Office, client_id: int) -> ClientOwed:
    """What a client owes today. Raises ``NotFound``."""
    with office.read() as ledger:
        return owed_in(ledger, office, client_id)


def owed_in(ledger: Ledger, office: Office, client_id: int) -> ClientOwed:
    """The same inside a transaction that is open."""
    client = ledger.parties.client(client_id)
    today = office.clock.today()
    open_ = _with_claims(ledger, office, client, ledger.chasing.items([client_id]))
    paid = _with_claims(ledger, office, client, ledger.chasing.settled_late([client_id]))
    done = let_be(standings(ledger, today, [client_id]))
    claimed = [one for one in paid if was_claimed(one) and one.claim.amount]
    items = (*open_, *claimed)
    return ClientOwed(
        client=client,
        today=today,
        items=items,
        claimable=tuple(
            one
            for one in paid
            if not was_claimed(one) and one.claim.amount and one.item.item_id not in done
        ),
        sums=owed_in_all(items),
    )


def was_claimed(one: OwedItem) -> bool:
    """Whether something was claimed on the item, and not given up."""
    return any(charge.state is ChargeState.OPEN for charge in one.item.charges)


def _with_claims(
    ledger: Ledger, office: Office, client: Client, items: Sequence[ItemFacts]
) -> list[OwedItem]:
    claim = claims_on(ledger, office, client.id, day=office.clock.today())
    return [OwedItem(item, claim(item)) for item in items]


def client_statement(office: Office, client_id: int) -> StatementFacts:
    """The statement of interest of everything a client owes."""
    with office.read() as ledger:
        owed = owed_in(ledger, office, client_id)
        return _statement(ledger, office, owed.items, owed.client)


def item_statement(office: Office, item_ids: Sequence[int]) -> StatementFacts:
    """The statement of interest of some due items of one client. Raises ``NotFound``."""
    with office.read() as ledger:
        items = [ledger.chasing.item(one) for one in item_ids]
        client = ledger.parties.client(items[0].client_id)
        return _statement(ledger, office, _with_claims(ledger, office, client, items), client)


def _statement(
    ledger: Ledger, office: Office, items: Sequence[OwedItem], client: Client
) -> StatementFacts:
    return StatementFacts(
        today=office.clock.today(),
        business=ledger.parties.business(),
        client=client,
        items=tuple(items),
        specimen=office.demo,
    )


def statement_pdf(office: Office, facts: StatementFacts) -> bytes:
    """The statement as a PDF. No transaction is open while it is made."""
    return office.stationery.statement(facts)
