"""What the import reads in the desk lane: the draft, and each row's verdict in words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dunning_desktop.ui.progress import JobProgress
from dunning_desktop.ui.text.imports import row_reason, verdict
from dunning_desktop.ui.text.money import money
from dunning_desktop.usecases.drafts import (
    DraftKind,
    FilePreview,
    ImportDraft,
    InvoiceDraft,
    RowVerdict,
    Verdict,
)
from dunning_desktop.usecases.imports import draft
from dunning_desktop.usecases.office import Office


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of the file as the list shows it; ``search`` is what a filter looks through."""

    row: int
    kind: Verdict
    verdict: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft with its rows in words."""

    draft: ImportDraft
    rows: tuple[Judged, ...]

    def count(self, kind: Verdict) -> int:
        """How many rows have that verdict."""
        return sum(one.kind is kind for one in self.rows)

    @property
    def open_invoices(self) -> int:
        """How many invoices come in with something still open."""
        invoices = (one for one in self.draft.drafts if one.kind is DraftKind.INVOICE)
        return sum(one.open.minor > 0 for one in invoices)


def draft_rows(
    office: Office, path: Path, preview: FilePreview, *, progress: JobProgress
) -> Drafted | None:
    """The draft with every row in words; None when the owner stopped it."""
    try:
        drafted = draft(office, path, preview, progress=progress)
    except Exception:
        # A stopped reader raises what only its own room knows.
        if progress.cancelled:
            return None
        raise
    return Drafted(drafted, judged(drafted))


def judged(drafted: ImportDraft) -> tuple[Judged, ...]:
    """Every row: what becomes of it, what it holds, and why."""
    of_row = {row: one for one in drafted.drafts for row in one.rows}
    notes: dict[int, list[str]] = {}
    for note in drafted.notes:
        notes.setdefault(note.row, []).append(row_reason(note.code, note.text))
    return tuple(
        _judged(one, of_row.get(one.row), notes.get(one.row, [])) for one in drafted.verdicts
    )


def _judged(one: RowVerdict, invoice: InvoiceDraft | None, notes: list[str]) -> Judged:
    what = ""
    if invoice is not None:
        what = f"{invoice.number} · {invoice.client.name} · {money(invoice.open)}"
    reasons = [row_reason(one.code, one.text), *notes]
    why = "; ".join(reason for reason in reasons if reason)
    return Judged(one.row, one.verdict, verdict(one.verdict), what, why)
