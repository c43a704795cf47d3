"""Keeping that a client took the terms: the evidence for fees, rates and ownership."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dunning_desktop.domain.acceptance import Acceptance, check_acceptance
from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched

TOUCHED = frozenset({Touched.AGREEMENTS, Touched.CLIENTS})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that shows it: its name, what it is, and its bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Accepted:
    """An acceptance, and the paper that shows it where there is one."""

    acceptance: Acceptance
    document: Document | None = None


def accepted_by(office: Office, client_id: int) -> tuple[Accepted, ...]:
    """What a client accepted, newest first."""
    with office.read() as ledger:
        return accepted_in(ledger, client_id)


def accepted_in(ledger: Ledger, client_id: int) -> tuple[Accepted, ...]:
    """The same inside a transaction that is open."""
    found: Sequence[Acceptance] = ledger.agreements.acceptances([client_id])
    papers = {one.id: one for one in ledger.agreements.documents(client_id)} if found else {}
    return tuple(Accepted(one, papers.get(one.document_id or 0)) for one in found)


def record_acceptance(
    office: Office, acceptance: Acceptance, evidence: Evidence | None = None
) -> Outcome[int]:
    """Keep that a client took the terms; the id. Raises ``InvalidField`` (``accepted_on``)."""
    check_acceptance(acceptance, today=office.clock.today())
    now = office.clock.now()
    with office.write() as ledger:
        ledger.parties.client(acceptance.client_id)
        document_id = None
        if evidence is not None:
            document = Document(
                acceptance.client_id, DocumentKind.TERMS, evidence.name, evidence.media_type
            )
            document_id = ledger.agreements.add_document(document, evidence.content, at=now)
        kept = replace(acceptance, document_id=document_id, author=office.user)
        acceptance_id = ledger.agreements.save_acceptance(kept, at=now)
        _note(ledger, office, kept, withdrawn=False)
    return Outcome(acceptance_id, TOUCHED)


def take_back_acceptance(
    office: Office, acceptance_id: int, *, withdrawn: bool = True
) -> Outcome[None]:
    """Strike out what was recorded by mistake, or bring it back; its paper stays in the book."""
    with office.write() as ledger:
        acceptance = ledger.agreements.acceptance(acceptance_id)
        ledger.agreements.withdraw_acceptance(acceptance_id, withdrawn=withdrawn)
        _note(ledger, office, acceptance, withdrawn=withdrawn)
    return Outcome(None, TOUCHED)


def evidence_of(office: Office, document_id: int) -> bytes:
    """The bytes of a paper. Raises ``NotFound``."""
    with office.read() as ledger:
        return ledger.agreements.content(document_id)


def _note(
    ledger: Ledger, office: Office, acceptance: Acceptance, *, withdrawn: bool
) -> None:
    back = AuditCode.TERMS_ACCEPTANCE_TAKEN_BACK
    ledger.diary.note(
        back if withdrawn else AuditCode.TERMS_ACCEPTED,
        at=office.clock.now(),
        client_id=acceptance.client_id,
        accepted_on=acceptance.accepted_on.isoformat(),
        accepted_how=acceptance.how.value,
    )
