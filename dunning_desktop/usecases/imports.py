"""Imports: a file becomes drafts, drafts one batch, and a batch can be taken back.

The same or a later file updates what the book holds and never doubles it; what the owner did
meanwhile (payments, holds, moved due days) is never overwritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.errors import BatchInUse, UnreadableFile
from dunning_desktop.usecases.committing import Commit, Counts
from dunning_desktop.usecases.drafts import FilePreview, ImportDraft
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import EVERYTHING, Office, Outcome
from dunning_desktop.usecases.ports import Progress
from dunning_desktop.usecases.restoring import changed_since, restore
from dunning_desktop.usecases.rows import BatchRow


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the owner says of the new clients; None leaves their debtor type to be confirmed."""

    debtor_type: DebtorType | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What a committed import did.

    ``conflicts`` are invoices the file and the book do not agree on, left as they were;
    ``missing`` are open invoices of the same source that the file no longer lists: probably paid.
    """

    batch_id: int
    clients: int
    added: int
    updated: int
    settled: int
    discounts: int
    unchanged: int
    credit_notes: int
    conflicts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def preview(
    office: Office,
    path: Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> FilePreview:
    """How a file reads and how it would be mapped. Raises ``UnreadableFile``."""
    return office.files.preview(
        path,
        today=office.clock.today(),
        sheet=sheet,
        encoding=encoding,
        delimiter=delimiter,
    )


def draft(
    office: Office, path: Path, previewed: FilePreview, *, progress: Progress | None = None
) -> ImportDraft:
    """What would be imported, row by row; nothing is written. Raises ``UnreadableFile``."""
    return office.files.draft(path, previewed, today=office.clock.today(), progress=progress)


def commit(
    office: Office, drafted: ImportDraft, options: ImportOptions | None = None
) -> Outcome[Imported]:
    """Write the drafts as one batch, all or nothing. Raises ``UnreadableFile`` (``questions``)."""
    previewed = drafted.preview
    if drafted.questions:
        raise UnreadableFile(name=previewed.name, reason="questions")
    with office.write() as ledger:
        batch_id = ledger.imports.open_batch(
            profile=previewed.mapping.profile,
            file_name=previewed.name,
            digest=previewed.digest,
            at=office.clock.now(),
        )
        work = Commit(
            ledger,
            office,
            batch_id=batch_id,
            source=previewed.mapping.profile,
            debtor_type=(options or ImportOptions()).debtor_type,
        )
        work.run(drafted.drafts)
        missing = work.missing() if drafted.open_items_only else ()
        ledger.imports.close_batch(
            batch_id, summary=work.counts.as_dict(), before=work.before
        )
        ledger.diary.note(
            AuditCode.IMPORTED,
            at=office.clock.now(),
            batch_id=batch_id,
            file=previewed.name,
            digest=previewed.digest,
            **work.counts.as_dict(),
        )
    return Outcome(_imported(batch_id, work.counts, work.conflicts, missing), EVERYTHING)


def _imported(
    batch_id: int, counts: Counts, conflicts: Sequence[str], missing: Sequence[str]
) -> Imported:
    return Imported(
        batch_id=batch_id,
        clients=counts.clients,
        added=counts.added,
        updated=counts.updated,
        settled=counts.settled,
        discounts=counts.discounts,
        unchanged=counts.unchanged,
        credit_notes=counts.credit_notes,
        conflicts=tuple(conflicts),
        missing=tuple(missing),
    )


def undo(office: Office, batch_id: int) -> Outcome[None]:
    """Take an import back whole. Raises ``BatchInUse`` when something was built on it since."""
    with office.write() as ledger:
        used = _built_on(ledger, batch_id)
        if used or ledger.imports.batch(batch_id).undone_at is not None:
            number = ledger.receivables.invoice(used[0]).number if used else ""
            raise BatchInUse(number=number, count=len(used))
        _take_back(ledger, batch_id)
        ledger.imports.mark_undone(batch_id, office.clock.now())
        ledger.diary.note(AuditCode.IMPORT_UNDONE, at=office.clock.now(), batch_id=batch_id)
    return Outcome(None, EVERYTHING)


def _built_on(ledger: Ledger, batch_id: int) -> list[int]:
    """The batch's invoices, made or changed, that were worked on since."""
    made = ledger.imports.made_by(batch_id)["invoice"]
    used = set(ledger.receivables.in_use(made, besides_batch=batch_id))
    used |= set(ledger.receivables.told_of(made))
    befores = list(ledger.imports.before(batch_id))
    return sorted(used | set(changed_since(ledger, befores, batch_id=batch_id)))


def _take_back(ledger: Ledger, batch_id: int) -> None:
    made = ledger.imports.made_by(batch_id)
    for payment_id in made["payment"]:
        ledger.receivables.delete_payment(payment_id)
    for note_id in made["credit_note"]:
        ledger.receivables.delete_credit_note(note_id)
    for invoice_id in made["invoice"]:
        ledger.receivables.delete_invoice(invoice_id)
    for one in reversed(ledger.imports.before(batch_id)):
        restore(ledger, one)
    for client_id in ledger.parties.unused(made["client"]):
        ledger.parties.delete_client(client_id)


def batches(office: Office) -> Sequence[BatchRow]:
    """Every import, newest first."""
    with office.read() as ledger:
        return ledger.imports.batches()
