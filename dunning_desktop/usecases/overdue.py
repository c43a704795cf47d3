"""Who is late: the overdue list with its next steps, and the ageing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.proposal import ChaseLine, ItemFacts, NotToday, reasons
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.planning import situation
from dunning_desktop.usecases.rows import (
    AgeingRow,
    InvoiceRow,
    ListQuery,
    OverdueRow,
    Page,
    Totals,
)


def overdue_page(office: Office, query: ListQuery) -> Page[OverdueRow]:
    """A page of late items, each with its next step or the reason why there is none today.

    Only the clients on the page are planned: a page costs the same in a book of any size.
    """
    with office.read() as ledger:
        page = ledger.lists.overdue(query, today=office.clock.today())
        now = situation(ledger, office, {row.client_id for row in page.rows})
    proposal = now.plan()
    chases = (*proposal.chases, *proposal.calls)
    ready = {line.item_id: line for chase in chases for line in chase.lines}
    called = {line.item_id for chase in proposal.calls for line in chase.lines}
    waiting = reasons(proposal)
    items = {item.item_id: item for item in now.items}
    clients = {one.client.id: one for one in now.clients}
    rows = tuple(
        _row(
            row,
            items[row.id],
            ready=ready.get(row.id),
            waiting=waiting.get(row.id),
            claim=now.claim(clients[row.client_id], items[row.id]),
            call=row.id in called,
        )
        for row in page.rows
    )
    return Page(rows, page.next)


def _row(
    row: InvoiceRow,
    item: ItemFacts,
    *,
    ready: ChaseLine | None,
    waiting: NotToday | None,
    claim: Claim,
    call: bool,
) -> OverdueRow:
    done = (one for one in item.completed if not one.skipped)
    last = max(done, key=lambda one: one.order, default=None)
    return OverdueRow(
        item_id=row.id,
        invoice_id=item.invoice_id,
        client_id=row.client_id,
        client=row.client,
        number=row.number,
        due=row.due,
        days_late=row.days_late,
        amount=row.total,
        open=row.open,
        reached=last.tone if last else None,
        reached_on=last.day if last else None,
        ready=ready.level if ready else None,
        waiting=waiting,
        claim=claim,
        call=call,
    )


def overdue_totals(office: Office, query: ListQuery) -> Totals:
    """How many items are late, and what is open on them."""
    with office.read() as ledger:
        return ledger.lists.overdue_totals(query, today=office.clock.today())


def ageing(office: Office) -> Sequence[AgeingRow]:
    """What each client owes by age, the largest debts first."""
    with office.read() as ledger:
        return ledger.lists.ageing(today=office.clock.today())


def ageing_totals(rows: Sequence[AgeingRow]) -> Mapping[str, tuple[int, ...]]:
    """The buckets of all clients together, one row a currency, in minor units."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * 5)
    for row in rows:
        for position, minor in enumerate(row.buckets):
            sums[row.currency][position] += minor
    return {currency: tuple(sums[currency]) for currency in sorted(sums)}
