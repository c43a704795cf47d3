"""The reader of invoice files: sniff, decode, find the headings, map, and draft."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from dunning_desktop.intake.cells import Row, texts
from dunning_desktop.intake.columns import decide, survey
from dunning_desktop.intake.drafting import Drafting
from dunning_desktop.intake.headings import Header, find_header
from dunning_desktop.intake.mapping import guess
from dunning_desktop.intake.profiles import (
    lists_open_items_only,
    profile_named,
    says_not_invoices,
)
from dunning_desktop.intake.refusal import Reason, refusal
from dunning_desktop.intake.table import Table, open_table
from dunning_desktop.usecases.drafts import ColumnMapping, FilePreview, ImportDraft
from dunning_desktop.usecases.mapping import missing_fields
from dunning_desktop.usecases.ports import Progress

_SAMPLE = 20
_GUESSED_FROM = 300
_PROGRESS_EVERY = 1_000


class Cancelled(Exception):
    """The progress callback said to stop; nothing was made."""


class InvoiceReader:
    """Reads files of invoices; stateless, writes nothing. See ``usecases.ports.InvoiceFiles``."""

    def preview(
        self,
        path: Path,
        *,
        today: date,  # noqa: ARG002 (part of the port; only drafting needs it)
        sheet: str | None = None,
        encoding: str | None = None,
        delimiter: str | None = None,
    ) -> FilePreview:
        """How the file reads and how it would be mapped; ``row_count`` is rows under the headings.

        Raises ``UnreadableFile``: data ``name``, ``reason`` (an ``intake.refusal.Reason``) and
        ``detail``.
        """
        table = open_table(path, sheet=sheet, encoding=encoding, delimiter=delimiter)
        header = table.header()
        title = says_not_invoices(header.preamble)
        if title:
            raise refusal(path, Reason.NOT_INVOICES, title)
        return _preview(table, header)

    def draft(
        self,
        path: Path,
        preview: FilePreview,
        *,
        today: date,
        progress: Progress | None = None,
    ) -> ImportDraft:
        """What would be imported by the preview's mapping, with one verdict for each row.

        A paid or void invoice is skipped (verdict SKIP), and still has a draft with nothing open,
        so that importing a later file can settle what the book holds; for an invoice the book
        does not hold such a draft means nothing. Where the mapping has no total, a draft's total
        is what is open. While ``questions`` remain, the drafts follow their preselected answers.

        Raises ``UnreadableFile``, and ``Cancelled`` where ``progress`` answers False.
        """
        missing = missing_fields(preview.mapping)
        if missing:
            raise refusal(path, Reason.UNMAPPED, ", ".join(missing))
        table = _same_table(path, preview)
        above = _preamble(table, preview.mapping)
        columns = survey(preview.mapping, _under(table, preview.mapping.header_row))
        mapping, questions = decide(preview.mapping, columns, preamble=above, today=today)
        open_only = lists_open_items_only(profile_named(mapping.profile), above)
        with _no_collection():
            drafting = Drafting(replace(preview, mapping=mapping))
            for number, row in _numbered(table, preview, progress):
                drafting.take(number, row)
            return drafting.finish(questions, open_items_only=open_only)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Holds the cycle collector off: 100,000 rows keep a million values and make no cycle.

    Going through them again and again took 3 of 11 seconds.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _preview(table: Table, header: Header) -> FilePreview:
    width = len(header.headings)
    return FilePreview(
        name=table.content.path.name,
        digest=table.content.digest,
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet=table.sheet,
        sheets=table.sheets,
        headings=header.headings,
        sample=tuple(texts(row, width) for row in islice(_under(table, header.row), _SAMPLE)),
        row_count=sum(1 for _ in _under(table, header.row)),
        mapping=guess(header, islice(_under(table, header.row), _GUESSED_FROM)),
    )


def _same_table(path: Path, preview: FilePreview) -> Table:
    """The file of the preview, opened as it was then."""
    table = open_table(
        path,
        sheet=preview.sheet or None,
        encoding=preview.encoding or None,
        delimiter=preview.delimiter or None,
    )
    if table.content.digest != preview.digest:
        raise refusal(path, Reason.CHANGED)
    return table


def _preamble(table: Table, mapping: ColumnMapping) -> tuple[str, ...]:
    above = table.head(mapping.header_row)
    found = find_header(above)
    return found.preamble if found else ()


def _under(table: Table, header_row: int) -> Iterator[Row]:
    return islice(table.rows(), header_row, None)


def _numbered(
    table: Table, preview: FilePreview, progress: Progress | None
) -> Iterator[tuple[int, Row]]:
    """Rows under the headings with their numbers in the file, telling the progress now and then."""
    first = preview.mapping.header_row + 1
    for done, row in enumerate(_under(table, preview.mapping.header_row)):
        if progress and done % _PROGRESS_EVERY == 0 and not progress(done, preview.row_count):
            raise Cancelled
        yield first + done, row
    if progress:
        progress(preview.row_count, preview.row_count)
