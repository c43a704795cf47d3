"""Clients: list, look at, save, archive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.money import totals
from dunning_desktop.usecases.agreed import agreed_blocks
from dunning_desktop.usecases.blocks import OWN, SILENT
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.rows import ClientCard, ClientRow, ListQuery, Page, Totals

TOUCHED = frozenset({Touched.CLIENTS, Touched.INVOICES, Touched.REMINDERS})


def client_page(office: Office, query: ListQuery) -> Page[ClientRow]:
    """A page of clients."""
    today = office.clock.today()
    with office.read() as ledger:
        page = ledger.lists.clients(query, today=today)
        agreed = agreed_blocks(ledger, today, [row.id for row in page.rows])
    rows = tuple(
        replace(row, blocked=row.blocked or _whole(agreed.get(row.id, ()), today))
        for row in page.rows
    )
    return Page(rows, page.next)


def _whole(blocks: Iterable[Block], today: date) -> BlockKind | None:
    """Why a client is left alone altogether, where that follows from an agreement."""
    holding = (one.kind for one in blocks if one.item_id is None and one.holds_on(today))
    return next(holding, None)


def client_totals(office: Office, query: ListQuery) -> Totals:
    """How many clients the list has, and what they owe."""
    with office.read() as ledger:
        return ledger.lists.client_totals(query, today=office.clock.today())


def client_card(office: Office, client_id: int) -> ClientCard:
    """One client with its balance and its timeline. Raises ``NotFound``."""
    today = office.clock.today()
    with office.read() as ledger:
        items = ledger.receivables.open_items(client_id)
        blocks = ledger.chasing.blocks([client_id])
        holding = [one for one in blocks if one.holds_on(today)]
        return ClientCard(
            client=ledger.parties.client(client_id),
            balance=totals(item.open for item in items),
            overdue=totals(item.open for item in items if item.due < today),
            credit=ledger.receivables.credit([client_id]).get(client_id, ()),
            events=tuple(ledger.diary.events(client_id)),
            holds=tuple(one for one in holding if one.kind in OWN),
            silent=tuple(one for one in blocks if one.kind in SILENT and not one.is_over(today)),
        )


def client_names(office: Office, client_ids: Collection[int]) -> Mapping[int, str]:
    """The names of clients, by their ids."""
    with office.read() as ledger:
        found = ledger.parties.clients(client_ids)
    return {key: client.name for key, client in found.items()}


def find_client(office: Office, name: str) -> Client:
    """The client of that name, whatever its case. Raises ``NotFound``."""
    with office.read() as ledger:
        found = ledger.parties.find_clients([name])
        if not found:
            raise NotFound(kind="client", key=name)
        return ledger.parties.client(next(iter(found.values())))


def save_client(office: Office, client: Client) -> Outcome[int]:
    """Add a client (id 0) or change one; the id."""
    code = AuditCode.CLIENT_CHANGED if client.id else AuditCode.CLIENT_ADDED
    with office.write() as ledger:
        client_id = ledger.parties.save_client(client)
        ledger.diary.note(code, at=office.clock.now(), client_id=client_id)
    return Outcome(client_id, TOUCHED)


def archive_client(office: Office, client_id: int, *, archived: bool = True) -> Outcome[None]:
    """Put a client away, or bring it back. Its history stays; it is not chased while archived."""
    with office.write() as ledger:
        client = ledger.parties.client(client_id)
        ledger.parties.save_client(replace(client, archived=archived))
        ledger.diary.note(
            AuditCode.CLIENT_ARCHIVED,
            at=office.clock.now(),
            client_id=client_id,
            archived=archived,
        )
    return Outcome(None, TOUCHED)
