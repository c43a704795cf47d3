"""Disputes: opened on an invoice or a part of it, closed with an outcome, and taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.disputes import Dispute, DisputeOutcome, undisputed
from dunning_desktop.domain.errors import CannotUndo, DuplicateNumber, InvalidField
from dunning_desktop.domain.invoice import CreditNote
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Share
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.acceptance import Evidence
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched

TOUCHED = frozenset(
    {Touched.AGREEMENTS, Touched.CLIENTS, Touched.INVOICES, Touched.REMINDERS, Touched.PAYMENTS}
)
_MINE = "dispute"
"""What credit notes that were entered when a dispute ended have as their source."""


@dataclass(frozen=True, slots=True)
class DisputeView:
    """What is looked at before a dispute is opened or closed. ``open`` is what it can be about."""

    item: ItemFacts
    client: str
    open: Money
    dispute: Dispute | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing brought about; both take it back."""

    dispute_id: int
    credit_note_id: int | None = None


# Looking


def dispute_view(office: Office, item_id: int) -> DisputeView:
    """An item before something of it is disputed. Raises ``NotFound``."""
    with office.read() as ledger:
        item = ledger.chasing.item(item_id)
        name = ledger.parties.client(item.client_id).name
        return DisputeView(item, name, _free(ledger, office, item))


def closing_view(office: Office, dispute_id: int) -> DisputeView:
    """A dispute before it is closed; ``open`` is what a credit note could be about."""
    with office.read() as ledger:
        dispute = ledger.agreements.dispute(dispute_id)
        item = ledger.chasing.item(dispute.item_id)
        about = min(dispute.amount, item.open) if dispute.amount else item.open
        return DisputeView(item, ledger.parties.client(item.client_id).name, about, dispute)


def _free(ledger: Ledger, office: Office, item: ItemFacts) -> Money:
    """What of an item is not disputed yet."""
    known = [one for one in ledger.agreements.disputes([item.client_id])
             if one.item_id == item.item_id]  # fmt: skip
    return undisputed(item.open, tuple(known), office.clock.today())


# Opening


def open_dispute(
    office: Office, wanted: Dispute, *, evidence: Evidence | None = None
) -> Outcome[int]:
    """Do not chase what is disputed; the dispute's id.

    Raises ``InvalidField``: ``amount`` (``too-much``), ``item`` (``already-disputed``),
    ``answer_by`` (``past``), ``said`` (``empty``).
    """
    wanted = replace(wanted, said=wanted.said.strip(), author=office.user)
    if not wanted.said:
        raise InvalidField(field="said", reason="empty")
    if wanted.answer_by is not None and wanted.answer_by < wanted.opened_on:
        raise InvalidField(field="answer_by", reason="past")
    with office.write() as ledger:
        dispute_id = note_dispute(ledger, office, wanted)
        if evidence is not None:
            _file(ledger, office, replace(wanted, id=dispute_id), evidence)
    return Outcome(dispute_id, TOUCHED)


def note_dispute(ledger: Ledger, office: Office, wanted: Dispute) -> int:
    """Save a dispute inside a transaction that is open; its id. All of an item is no part."""
    item = ledger.chasing.item(wanted.item_id)
    free = _free(ledger, office, item)
    if free.minor <= 0:
        raise InvalidField(field="item", reason="already-disputed")
    if wanted.amount is not None and wanted.amount.currency != free.currency:
        raise InvalidField(field="amount", reason="currency")
    if wanted.amount is not None and wanted.amount > free:
        raise InvalidField(field="amount", reason="too-much")
    if wanted.amount == item.open:
        wanted = replace(wanted, amount=None)
    dispute_id = ledger.agreements.save_dispute(wanted, at=office.clock.now())
    _tell(ledger, office, AuditCode.DISPUTE_OPENED, replace(wanted, id=dispute_id))
    return dispute_id


def _file(ledger: Ledger, office: Office, dispute: Dispute, evidence: Evidence) -> None:
    item = ledger.chasing.item(dispute.item_id)
    document = Document(
        client_id=dispute.client_id,
        kind=DocumentKind.DISPUTE,
        name=evidence.name,
        media_type=evidence.media_type,
        invoice_id=item.invoice_id,
        dispute_id=dispute.id,
    )
    document_id = ledger.agreements.add_document(
        document, evidence.content, at=office.clock.now()
    )
    ledger.diary.note(
        AuditCode.DOCUMENT_ADDED,
        at=office.clock.now(),
        client_id=dispute.client_id,
        invoice_id=item.invoice_id,
        document_id=document_id,
        name=evidence.name,
    )


def take_back_dispute(office: Office, dispute_id: int) -> Outcome[None]:
    """Let a dispute that was opened by mistake be none; its documents stay with the client."""
    with office.write() as ledger:
        dispute = ledger.agreements.dispute(dispute_id)
        ledger.agreements.save_dispute(replace(dispute, withdrawn=True), at=office.clock.now())
        _tell(ledger, office, AuditCode.DISPUTE_TAKEN_BACK, dispute)
    return Outcome(None, TOUCHED)


# Closing


def close_dispute(
    office: Office,
    dispute_id: int,
    outcome: DisputeOutcome,
    *,
    note: str = "",
    credit: Money | None = None,
    credit_number: str = "",
) -> Outcome[Closed]:
    """Say how a dispute ended; what is left of the item is chased again from today on.

    ``credit`` is what is credited on the item, under the number of its credit note. Raises
    ``InvalidField`` (``credit``, ``credit_number``), and ``CannotUndo`` for one that is closed.
    """
    with office.write() as ledger:
        dispute = ledger.agreements.dispute(dispute_id)
        if dispute.closed_on is not None or dispute.withdrawn:
            raise CannotUndo(state="closed")
        closed = replace(
            dispute, closed_on=office.clock.today(), outcome=outcome, note=note.strip()
        )
        ledger.agreements.save_dispute(closed, at=office.clock.now())
        note_id = _credit(ledger, office, closed, credit, number=credit_number.strip())
        _tell(ledger, office, AuditCode.DISPUTE_CLOSED, closed, credit=credit)
    return Outcome(Closed(dispute_id, note_id), TOUCHED)


def _credit(
    ledger: Ledger, office: Office, dispute: Dispute, credit: Money | None, *, number: str
) -> int | None:
    """Enter a credit note that settles so much of the item; its id."""
    if credit is None:
        return None
    item, today = ledger.chasing.item(dispute.item_id), office.clock.today()
    if credit.currency != item.open.currency or credit > item.open:
        raise InvalidField(field="credit", reason="too-much")
    if not number:
        raise InvalidField(field="credit_number", reason="empty")
    note = CreditNote(dispute.client_id, number, today, credit, source=_MINE)
    try:
        note_id = ledger.receivables.save_credit_note(note)
    except DuplicateNumber as error:
        raise InvalidField(field="credit_number", reason="taken") from error
    share = Share(dispute.item_id, credit)
    ledger.receivables.allocate([share], day=today, credit_note_id=note_id)
    return note_id


def reopen_dispute(office: Office, closed: Closed) -> Outcome[None]:
    """Take a closing back, with the credit note that was entered at it."""
    with office.write() as ledger:
        dispute = ledger.agreements.dispute(closed.dispute_id)
        ledger.agreements.save_dispute(
            replace(dispute, closed_on=None, outcome=None, note=""), at=office.clock.now()
        )
        if closed.credit_note_id is not None:
            ledger.receivables.delete_credit_note(closed.credit_note_id)
        _tell(ledger, office, AuditCode.DISPUTE_REOPENED, dispute)
    return Outcome(None, TOUCHED)


def _tell(
    ledger: Ledger,
    office: Office,
    code: AuditCode,
    dispute: Dispute,
    *,
    credit: Money | None = None,
) -> None:
    invoice_id, number = ledger.agreements.invoices_of([dispute.item_id])[dispute.item_id]
    data: dict[str, object] = {"outcome": dispute.outcome} if dispute.outcome else {}
    if dispute.amount is not None or credit is not None:
        money = credit or dispute.amount
        data |= {"minor": money.minor, "currency": money.currency} if money else {}
    ledger.diary.note(
        code,
        at=office.clock.now(),
        client_id=dispute.client_id,
        invoice_id=invoice_id,
        dispute_id=dispute.id,
        number=number,
        why=dispute.reason,
        reason=dispute.note or dispute.said,
        by=office.user,
        **data,
    )
