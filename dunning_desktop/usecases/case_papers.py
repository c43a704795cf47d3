"""The papers of a case: contracts, orders, proofs of delivery, and the official forms."""

from __future__ import annotations

from dataclasses import dataclass

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import CannotUndo, InvalidField
from dunning_desktop.domain.pre_action import Enclosure
from dunning_desktop.usecases.acceptance import Evidence
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind
from dunning_desktop.usecases.case_ports import Form
from dunning_desktop.usecases.office import Office, Outcome, Touched

TOUCHED = frozenset({Touched.CASES, Touched.AGREEMENTS, Touched.CLIENTS, Touched.INVOICES})
ADDED = (
    DocumentKind.CONTRACT,
    DocumentKind.ORDER,
    DocumentKind.INVOICE,
    DocumentKind.DELIVERY,
    DocumentKind.CORRESPONDENCE,
    DocumentKind.OTHER,
)
"""What the owner adds; everything else the program files itself."""
OF_AN_INVOICE = frozenset({DocumentKind.INVOICE, DocumentKind.DELIVERY})
PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class AddedPaper:
    """A paper that was added; its document takes it back."""

    client_id: int
    document_id: int
    name: str


def add_paper(
    office: Office,
    client_id: int,
    kind: DocumentKind,
    evidence: Evidence,
    *,
    invoice_id: int | None = None,
) -> Outcome[AddedPaper]:
    """Keep a paper of a client, of one of its invoices where it belongs to one.

    Raises ``InvalidField``: ``kind`` (``filed-by-itself``), ``invoice`` (``missing``, or
    ``elsewhere`` for one of another client), ``file`` (``empty``).
    """
    if kind not in ADDED:
        raise InvalidField(field="kind", reason="filed-by-itself")
    if kind in OF_AN_INVOICE and invoice_id is None:
        raise InvalidField(field="invoice", reason="missing")
    if not evidence.content:
        raise InvalidField(field="file", reason="empty")
    with office.write() as ledger:
        ledger.parties.client(client_id)
        if invoice_id is not None:
            invoice = ledger.receivables.invoice(invoice_id)
            if invoice.client_id != client_id:
                raise InvalidField(field="invoice", reason="elsewhere")
        document = Document(
            client_id, kind, evidence.name, evidence.media_type, invoice_id=invoice_id
        )
        now = office.clock.now()
        document_id = ledger.agreements.add_document(document, evidence.content, at=now)
        ledger.diary.note(
            AuditCode.DOCUMENT_ADDED,
            at=now,
            client_id=client_id,
            invoice_id=invoice_id,
            document_id=document_id,
            kind=kind,
            name=evidence.name,
            by=office.user,
        )
    return Outcome(AddedPaper(client_id, document_id, evidence.name), TOUCHED)


def take_paper_back(office: Office, added: AddedPaper) -> Outcome[None]:
    """Strike out a paper that was added by mistake. Raises ``NotFound``.

    Raises ``CannotUndo`` for one that the program filed itself.
    """
    with office.write() as ledger:
        papers = {one.id: one for one in ledger.agreements.documents(added.client_id)}
        known = papers.get(added.document_id)
        if known is not None and known.kind not in ADDED:
            raise CannotUndo(state="filed-by-itself")
        ledger.agreements.remove_document(added.document_id)
        ledger.diary.note(
            AuditCode.DOCUMENT_REMOVED,
            at=office.clock.now(),
            client_id=added.client_id,
            document_id=added.document_id,
            name=added.name,
            by=office.user,
        )
    return Outcome(None, TOUCHED)


# Official forms


def official_forms(office: Office) -> tuple[Form, ...]:
    """Those that are in the book."""
    with office.read() as ledger:
        return tuple(ledger.cases.forms())


def add_form(office: Office, kind: Enclosure, evidence: Evidence) -> Outcome[Enclosure]:
    """Keep an official form, in the place of an older one; it goes with letters from then on.

    Raises ``InvalidField`` (``file``, ``not-a-pdf``).
    """
    if not evidence.content.lstrip().startswith(PDF):
        raise InvalidField(field="file", reason="not-a-pdf")
    with office.write() as ledger:
        now = office.clock.now()
        ledger.cases.save_form(kind, evidence.name, evidence.content, at=now)
        ledger.diary.note(
            AuditCode.FORM_ADDED, at=now, kind=kind, name=evidence.name, by=office.user
        )
    return Outcome(kind, TOUCHED)


def remove_form(office: Office, kind: Enclosure) -> Outcome[None]:
    """Take a form out of the book. Raises ``NotFound``."""
    with office.write() as ledger:
        ledger.cases.remove_form(kind)
        ledger.diary.note(AuditCode.FORM_REMOVED, at=office.clock.now(), kind=kind)
    return Outcome(None, TOUCHED)
