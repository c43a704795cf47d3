"""Drafts as a reader would make them, without a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dunning_desktop.domain.client import Address
from dunning_desktop.domain.money import Money
from dunning_desktop.usecases.drafts import (
    ClientDraft,
    ColumnMapping,
    DraftKind,
    FilePreview,
    ImportDraft,
    InvoiceDraft,
    Question,
)
from dunning_desktop.usecases.imports import Imported, ImportOptions, commit
from tests.helpers.books import Book

ISSUED = date(2026, 2, 1)
DUE = date(2026, 3, 3)


def row(
    number: str,
    client: str = "Acme Ltd",
    *,
    total: str = "100.00",
    open: str | None = None,  # noqa: A002 - the word of the trade
    due: date | None = DUE,
    issued: date = ISSUED,
    currency: str = "GBP",
    void: bool = False,
    credit: bool = False,
    email: str = "",
    address: Address | None = None,
    stated: bool = True,
    reference: str = "",
) -> InvoiceDraft:
    """An invoice of the file; ``open`` is its total unless given."""
    left = total if open is None else open
    return InvoiceDraft(
        kind=DraftKind.CREDIT_NOTE if credit else DraftKind.INVOICE,
        client=ClientDraft(client, email=email, address=address or Address()),
        number=number,
        issued=issued,
        due=due,
        total=Money.of(total, currency),
        open=Money.of(left, currency),
        reference=reference,
        void=void,
        total_stated=stated,
    )


def drafted(
    rows: Sequence[InvoiceDraft],
    *,
    profile: str = "xero",
    open_items_only: bool = False,
    questions: Sequence[Question] = (),
) -> ImportDraft:
    """A file of these rows."""
    preview = FilePreview(
        name="invoices.csv",
        digest="0" * 64,
        encoding="utf-8",
        delimiter=",",
        sheet="",
        sheets=(),
        headings=(),
        sample=(),
        row_count=len(rows),
        mapping=ColumnMapping({}, 1, profile=profile),
    )
    return ImportDraft(
        preview,
        tuple(rows),
        (),
        questions=tuple(questions),
        open_items_only=open_items_only,
    )


def bring_in(
    book: Book, *rows: InvoiceDraft, options: ImportOptions | None = None, open_only: bool = False
) -> Imported:
    """Commit a file of these rows."""
    return commit(book.office, drafted(rows, open_items_only=open_only), options).value
