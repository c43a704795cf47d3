"""From drafts to rows: what is new is added in bulk, what is known is brought up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from dunning_desktop.domain.client import Client, Contact, DebtorType
from dunning_desktop.domain.invoice import CreditNote, DueItem, Invoice
from dunning_desktop.domain.jurisdiction import usual_jurisdiction
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.names import key_of
from dunning_desktop.domain.payment import Payment, Share
from dunning_desktop.domain.terms import Terms
from dunning_desktop.usecases.debtors import guess_debtor
from dunning_desktop.usecases.drafts import ClientDraft, DraftKind, InvoiceDraft
from dunning_desktop.usecases.import_discounts import ImportDiscounts, Told
from dunning_desktop.usecases.ledger import Before, Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.restoring import before_client, before_invoice


@dataclass(slots=True)
class Counts:
    """How many of each kind a commit dealt with."""

    clients: int = 0
    added: int = 0
    updated: int = 0
    settled: int = 0
    discounts: int = 0
    unchanged: int = 0
    credit_notes: int = 0
    conflicts: int = 0

    def as_dict(self) -> dict[str, int]:
        """The counts by name."""
        return asdict(self)


class Commit:
    """One batch at work inside one transaction."""

    def __init__(
        self,
        ledger: Ledger,
        office: Office,
        *,
        batch_id: int,
        source: str,
        debtor_type: DebtorType | None,
    ) -> None:
        self._ledger = ledger
        self._batch_id = batch_id
        self._source = source
        self._today = office.clock.today()
        self._discounts = ImportDiscounts(ledger, office, batch_id=batch_id, source=source)
        self._debtor_type = debtor_type
        self._business = ledger.parties.business()
        self._clients: dict[str, int] = {}
        self._terms: dict[int, Terms] = {}
        self._seen: set[int] = set()
        self.counts = Counts()
        self.conflicts: list[str] = []
        self.before: list[Before] = []

    def run(self, drafts: Sequence[InvoiceDraft]) -> None:
        """Write every draft."""
        self._know_clients(drafts)
        known = self._ledger.receivables.find_invoices(set(self._clients.values()))
        fresh: list[InvoiceDraft] = []
        changed: list[tuple[int, InvoiceDraft]] = []
        met: set[tuple[int, str]] = set()
        for draft in drafts:
            client_id = self._clients.get(key_of(draft.client.name))
            if draft.kind is not DraftKind.INVOICE or client_id is None:
                continue
            key = (client_id, key_of(draft.number))
            if key in met:
                self._conflict(draft)
            elif key in known:
                changed.append((known[key], draft))
            elif _worth_adding(draft):
                fresh.append(draft)
            met.add(key)
        self._add(fresh)
        self._update(changed)
        self._add_credit_notes([one for one in drafts if one.kind is DraftKind.CREDIT_NOTE])

    def missing(self) -> tuple[str, ...]:
        """Open invoices that came from the same source and are not in this file."""
        still_open = self._ledger.imports.open_from(self._source)
        return tuple(number for key, number in still_open.items() if key not in self._seen)

    def _know_clients(self, drafts: Sequence[InvoiceDraft]) -> None:
        """Find or add the clients of every draft that the book will take or may know."""
        merged: dict[str, ClientDraft] = {}
        wanted: set[str] = set()
        currencies: dict[str, str] = {}
        for draft in drafts:
            key = key_of(draft.client.name)
            merged[key] = _merge(merged[key], draft.client) if key in merged else draft.client
            currencies.setdefault(key, draft.total.currency)
            if _worth_adding(draft):
                wanted.add(key)
        known = dict(self._ledger.parties.find_clients(list(merged)))
        self._fill_in({key: merged[key] for key in known}, known)
        fresh = [key for key in merged if key not in known and key in wanted]
        clients = [self._client(merged[key], currencies[key]) for key in fresh]
        ids = self._ledger.parties.add_clients(clients, batch_id=self._batch_id)
        self.counts.clients = len(ids)
        self._clients = known | dict(zip(fresh, ids, strict=True))
        self._terms = {
            client_id: client.terms or self._business.terms
            for client_id, client in self._ledger.parties.clients(known.values()).items()
        }

    def _client(self, draft: ClientDraft, currency: str) -> Client:
        debtor, sure = guess_debtor(draft.name)
        if not sure and self._debtor_type is not None:
            debtor, sure = self._debtor_type, True
        return Client(
            name=draft.name,
            debtor_type=debtor,
            debtor_confirmed=sure,
            jurisdiction=self._jurisdiction(draft),
            language=self._business.language,
            currency=currency,
            address=draft.address,
            contacts=_contacts(draft),
        )

    def _jurisdiction(self, draft: ClientDraft) -> str:
        """Whose law holds by the address; without one, the business's own."""
        country = draft.address.country
        if not country:
            return self._business.jurisdiction
        return usual_jurisdiction(country, draft.address.postcode)

    def _fill_in(self, drafts: dict[str, ClientDraft], known: dict[str, int]) -> None:
        """Complete known clients where the book has nothing; what it has stays."""
        clients = self._ledger.parties.clients(known.values())
        for key, draft in drafts.items():
            client = clients[known[key]]
            completed = client
            if not client.address.usable and draft.address.usable:
                completed = replace(completed, address=draft.address)
            if not any(one.email for one in client.contacts) and draft.email:
                completed = replace(completed, contacts=(*client.contacts, *_contacts(draft)))
            if completed is not client:
                self.before.append(before_client(client, completed))
                self._ledger.parties.save_client(completed)

    def _add(self, drafts: Sequence[InvoiceDraft]) -> None:
        invoices = [self._invoice(draft) for draft in drafts]
        ids = self._ledger.receivables.add_invoices(invoices, batch_id=self._batch_id)
        self._seen.update(ids)
        self.counts.added += len(ids)
        # What was paid before the first import counts from the day of the invoice, so that no
        # interest is asked for it: a file seldom says when.
        self._settle(
            [
                Told(
                    replace(invoice, id=key),
                    draft.total - draft.open,
                    day=invoice.issued,
                    left=draft.open,
                )
                for key, invoice, draft in zip(ids, invoices, drafts, strict=True)
            ]
        )

    def _invoice(self, draft: InvoiceDraft) -> Invoice:
        client_id = self._clients[key_of(draft.client.name)]
        terms = self._terms.get(client_id, self._business.terms)
        # A file knows one due day and one balance: terms in parts give it their last day.
        due = draft.due or terms.due_on(draft.issued)
        return Invoice(
            client_id=client_id,
            number=draft.number,
            issued=draft.issued,
            total=draft.total,
            items=(DueItem(draft.total, due, due),),
            reference=draft.reference,
            source=self._source,
        )

    def _settle(self, told: Sequence[Told]) -> None:
        """Enter what the file says was paid, and what that took off for being early."""
        rows = [one for one in told if one.paid.minor > 0]
        items = self._ledger.receivables.items_of([one.invoice.id for one in rows])
        plain: list[tuple[Payment, Sequence[Share]]] = []
        for one in rows:
            terms = self._terms.get(one.invoice.client_id, self._business.terms)
            taken = self._discounts.taken(one, terms)
            if taken.discounts:
                self._discounts.record(one.payment, taken)
                self.counts.discounts += 1
                continue
            plain.append((one.payment, [Share(items[one.invoice.id], one.paid)]))
        self._ledger.receivables.add_settled(plain, batch_id=self._batch_id)

    def _update(self, changed: Sequence[tuple[int, InvoiceDraft]]) -> None:
        ids = [invoice_id for invoice_id, _ in changed]
        self._seen.update(ids)
        in_book = self._ledger.receivables.open_of(ids)
        edited = set(self._ledger.receivables.edited(ids))
        used = set(self._ledger.receivables.in_use(ids, besides_batch=self._batch_id))
        invoices = self._ledger.receivables.invoices(ids)
        granted = self._ledger.receivables.discounts_granted(ids)
        settled = []
        for invoice_id, stated in changed:
            invoice = invoices[invoice_id]
            draft = _with_total(stated, invoice)
            if draft.void or invoice.cancelled:
                self._cancel(invoice, draft)
                continue
            wanted = invoice if invoice_id in edited else _corrected(invoice, draft)
            paid = _paid_since(invoice, draft, in_book[invoice_id], granted.get(invoice_id))
            fixed = invoice_id in edited or invoice_id in used
            if paid is None or (fixed and draft.total != invoice.total):
                self._conflict(draft)
                continue
            self._change(invoice, wanted)
            if paid.minor:
                settled.append(Told(wanted, paid, day=self._today, left=draft.open))
        self._settle(settled)
        self.counts.settled += len(settled)

    def _cancel(self, invoice: Invoice, draft: InvoiceDraft) -> None:
        """The file's void cancels; the balance of either is not to be read."""
        self._change(invoice, replace(invoice, cancelled=invoice.cancelled or draft.void))

    def _change(self, invoice: Invoice, wanted: Invoice) -> None:
        if wanted == invoice:
            self.counts.unchanged += 1
            return
        self.before.append(before_invoice(invoice, wanted))
        self._ledger.receivables.save_invoice(wanted)
        self.counts.updated += 1

    def _conflict(self, draft: InvoiceDraft) -> None:
        self.conflicts.append(draft.number)
        self.counts.conflicts += 1

    def _add_credit_notes(self, drafts: Sequence[InvoiceDraft]) -> None:
        """New notes become credit; a known one of which the file has another sum is named."""
        known = dict(self._ledger.receivables.find_credit_notes(set(self._clients.values())))
        left = self._ledger.imports.credit_left(known.values())
        for draft in drafts:
            client_id = self._clients.get(key_of(draft.client.name))
            if client_id is None:
                continue
            still = Money.zero(draft.total.currency) if draft.void else draft.open
            key = (client_id, key_of(draft.number))
            if key not in known and still.minor > 0:
                note = CreditNote(
                    client_id, draft.number, draft.issued, still, source=self._source
                )
                known[key] = self._ledger.receivables.save_credit_note(
                    note, batch_id=self._batch_id
                )
                self.counts.credit_notes += 1
            elif key in known and left.get(known[key]) == still:
                self.counts.unchanged += 1
            elif key in known:
                self._conflict(draft)


def _worth_adding(draft: InvoiceDraft) -> bool:
    return draft.open.minor > 0 and not draft.void


def _merge(one: ClientDraft, other: ClientDraft) -> ClientDraft:
    return ClientDraft(
        name=one.name,
        email=one.email or other.email,
        phone=one.phone or other.phone,
        address=one.address if one.address.usable else other.address,
    )


def _contacts(draft: ClientDraft) -> tuple[Contact, ...]:
    if not draft.email and not draft.phone:
        return ()
    return (Contact(email=draft.email, phone=draft.phone),)


def _with_total(draft: InvoiceDraft, invoice: Invoice) -> InvoiceDraft:
    """A file that names only what is open says nothing of the total, unless it is more."""
    if draft.total_stated or draft.total.currency != invoice.total.currency:
        return draft
    return replace(draft, total=max(invoice.total, draft.open))


def _paid_since(
    invoice: Invoice, draft: InvoiceDraft, in_book: Money, granted: Money | None
) -> Money | None:
    """What was paid since the book last heard; None where file and book do not agree.

    They agree as well where the file lacks only the discounts that the book has ``granted``.
    """
    if len(invoice.items) > 1 or draft.total.currency != invoice.total.currency:
        return None
    paid = in_book + (draft.total - invoice.total) - draft.open
    if granted is not None and paid == -granted:
        return Money.zero(paid.currency)
    return paid if paid.minor >= 0 else None


def _corrected(invoice: Invoice, draft: InvoiceDraft) -> Invoice:
    """The invoice as the file has it; a due day the owner moved is left alone."""
    item = invoice.items[0]
    due = item.due
    if draft.due is not None and item.due == item.original_due:
        due = draft.due
    original = due if item.due == item.original_due else item.original_due
    return replace(
        invoice,
        issued=draft.issued,
        total=draft.total,
        reference=draft.reference or invoice.reference,
        items=(replace(item, amount=draft.total, due=due, original_due=original),),
    )
