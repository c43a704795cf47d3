"""Invoices: list, look at, save, cancel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypedDict

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import AllocationTooLarge, InvalidField, NotFound
from dunning_desktop.domain.foresight import Foreseen, foresee
from dunning_desktop.domain.invoice import Invoice, InvoiceState, state_of
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.names import key_of
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.domain.policy import DunningLevel
from dunning_desktop.domain.proposal import ClientFacts, ItemFacts, NotToday
from dunning_desktop.domain.standing import policy_of
from dunning_desktop.usecases.charges import claims_on
from dunning_desktop.usecases.holding import holder
from dunning_desktop.usecases.late_terms import late_in, tell_late
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.planning import Situation, situation
from dunning_desktop.usecases.rows import (
    InvoiceCard,
    InvoiceRow,
    LadderOwner,
    ListQuery,
    Page,
    Totals,
)

# No import batch has this id.
NO_BATCH = -1
TOUCHED = frozenset({Touched.INVOICES, Touched.CLIENTS, Touched.REMINDERS})


def invoice_page(office: Office, query: ListQuery) -> Page[InvoiceRow]:
    """A page of invoices."""
    with office.read() as ledger:
        return ledger.lists.invoices(query, today=office.clock.today())


def invoice_totals(office: Office, query: ListQuery) -> Totals:
    """How many invoices the list has, and what is open on them."""
    with office.read() as ledger:
        return ledger.lists.invoice_totals(query, today=office.clock.today())


def invoice_card(office: Office, invoice_id: int) -> InvoiceCard:
    """One invoice with what settled it, what was sent, and what comes next. Raises ``NotFound``."""
    with office.read() as ledger:
        invoice = ledger.receivables.invoice(invoice_id)
        open_ = _open(ledger, invoice)
        now = situation(ledger, office, [invoice.client_id])
        step, waiting, call = _next_step(now, invoice)
        owed = _owed(ledger, office, invoice)
        late = late_in(ledger, invoice)
        return InvoiceCard(
            invoice=invoice,
            client=late.client,
            open=open_,
            state=_state(office, invoice, owed, open_),
            owed=owed,
            settlements=tuple(ledger.receivables.settlements(invoice_id)),
            reminders=tuple(ledger.chasing.of_invoice(invoice_id)),
            next_step=step,
            waiting=waiting,
            call=call,
            ahead=_ahead(now, invoice),
            late=late.held,
            late_owner=late.owner,
            **_ladder(ledger, now, invoice),
        )


class _Ladder(TypedDict):
    ladder: str
    ladder_owner: LadderOwner
    ladder_tag: str
    ladder_version: int
    ladder_older: bool


def _ladder(ledger: Ledger, now: Situation, invoice: Invoice) -> _Ladder:
    """Which ladder holds, and whose it is."""
    client = ledger.parties.client(invoice.client_id)
    owner, policy, tag = holder(ledger).whose(client, invoice.policy_id)
    item, facts = _mine(now, invoice)
    chased_by = policy if item is None or facts is None else policy_of(facts, item)
    return _Ladder(
        ladder=policy.name,
        ladder_owner=owner,
        ladder_tag=tag,
        ladder_version=chased_by.version,
        ladder_older=chased_by.version < policy.version,
    )


def _mine(now: Situation, invoice: Invoice) -> tuple[ItemFacts | None, ClientFacts | None]:
    """The first open item of the invoice, with its client."""
    mine = {item.id for item in invoice.items}
    item = next((one for one in now.items if one.item_id in mine), None)
    facts = next((one for one in now.clients if one.client.id == invoice.client_id), None)
    return item, facts


def _open(ledger: Ledger, invoice: Invoice) -> Money:
    if invoice.cancelled:
        return Money.zero(invoice.total.currency)
    return ledger.receivables.open_of([invoice.id])[invoice.id]


def _state(
    office: Office, invoice: Invoice, owed: Sequence[OwedItem], open_: Money
) -> InvoiceState:
    """Of several parts the first that is open counts: an earlier one may be paid."""
    days = [one.item.due for one in owed if one.item.open.minor > 0]
    return state_of(
        total=invoice.total.minor,
        settled=invoice.total.minor - open_.minor,
        due=min(days or [item.due for item in invoice.items]),
        today=office.clock.today(),
        cancelled=invoice.cancelled,
    )


def _owed(ledger: Ledger, office: Office, invoice: Invoice) -> tuple[OwedItem, ...]:
    """Its due items with what is claimed on top, those that are paid as well."""
    if invoice.cancelled:
        return ()
    claim = claims_on(ledger, office, invoice.client_id, day=office.clock.today())
    items = [ledger.chasing.item(one.id) for one in invoice.items]
    return tuple(OwedItem(one, claim(one)) for one in items)


def _next_step(
    now: Situation, invoice: Invoice
) -> tuple[DunningLevel | None, NotToday | None, bool]:
    """What can be done today, or why nothing can; and whether it is a telephone call."""
    proposal = now.plan()
    mine = {item.id for item in invoice.items}
    found = [
        (line.level, chase in proposal.calls)
        for chase in (*proposal.chases, *proposal.calls)
        for line in chase.lines
        if line.item_id in mine
    ]
    rest = [one for one in proposal.rest if one.item_id in mine]
    level, call = found[0] if found else (None, False)
    return level, rest[0] if rest else None, call


def _ahead(now: Situation, invoice: Invoice) -> tuple[Foreseen, ...]:
    item, facts = _mine(now, invoice)
    if item is None or facts is None:
        return ()
    return foresee(now.today, facts, item, is_working=now.is_working)


def find_invoice(office: Office, client_id: int, number: str) -> int:
    """The id of a client's invoice by its number, whatever its case. Raises ``NotFound``."""
    with office.read() as ledger:
        found = ledger.receivables.find_invoices([client_id]).get((client_id, key_of(number)))
    if found is None:
        raise NotFound(kind="invoice", key=number)
    return found


def save_invoice(office: Office, invoice: Invoice) -> Outcome[int]:
    """Add an invoice (id 0) or correct one; its id.

    Raises ``DuplicateNumber``, ``AllocationTooLarge`` when more was paid than it would come to,
    and ``InvalidField`` (``in-use``) for what cannot change once it was paid or reminded of.
    """
    code = AuditCode.INVOICE_CHANGED if invoice.id else AuditCode.INVOICE_ADDED
    with office.write() as ledger:
        if invoice.id:
            _check_correction(ledger, invoice)
        invoice_id = ledger.receivables.save_invoice(invoice)
        ledger.diary.note(
            code,
            at=office.clock.now(),
            client_id=invoice.client_id,
            invoice_id=invoice_id,
            number=invoice.number,
            minor=invoice.total.minor,
            currency=invoice.total.currency,
        )
        if invoice.late is not None and not invoice.id:
            tell_late(ledger, office, replace(invoice, id=invoice_id))
    return Outcome(invoice_id, TOUCHED)


def _check_correction(ledger: Ledger, wanted: Invoice) -> None:
    """Money and reminders stay with the client, the currency and the parts they were meant for."""
    known = ledger.receivables.invoice(wanted.id)
    if {item.id for item in wanted.items} != {item.id for item in known.items}:
        raise InvalidField(field="total", reason="items-differ")
    if not ledger.receivables.in_use([wanted.id], besides_batch=NO_BATCH):
        return
    if wanted.client_id != known.client_id:
        raise InvalidField(field="client", reason="in-use")
    if wanted.total.currency != known.total.currency:
        raise InvalidField(field="currency", reason="in-use")
    settled = known.total - ledger.receivables.open_of([wanted.id])[wanted.id]
    if wanted.total < settled:
        raise AllocationTooLarge(side="item", item_id=known.items[0].id)


def cancel_invoice(office: Office, invoice_id: int, *, cancelled: bool = True) -> Outcome[None]:
    """Cancel an invoice that was issued by mistake, or bring it back; nothing is deleted."""
    with office.write() as ledger:
        invoice = ledger.receivables.invoice(invoice_id)
        ledger.receivables.set_cancelled(invoice_id, cancelled=cancelled)
        ledger.diary.note(
            AuditCode.INVOICE_CANCELLED,
            at=office.clock.now(),
            client_id=invoice.client_id,
            invoice_id=invoice_id,
            number=invoice.number,
            cancelled=cancelled,
        )
    return Outcome(None, TOUCHED)
