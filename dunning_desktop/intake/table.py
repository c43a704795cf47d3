"""A file opened as a table: rows that can be read again and again, whatever they came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from dunning_desktop.intake.cells import Row
from dunning_desktop.intake.content import Content, read_content
from dunning_desktop.intake.delimited import BrokenQuotes, guess_delimiter, records
from dunning_desktop.intake.encoding import ENCODINGS, decodes, guess_encoding, lines
from dunning_desktop.intake.headings import HEADER_WITHIN, Header, find_header
from dunning_desktop.intake.refusal import Reason, refusal
from dunning_desktop.intake.workbook import Workbook

MOST_ROWS = 2_000_000
# Client, number, a date and an amount, and one more.
_A_LIST = 5


@dataclass(frozen=True, slots=True)
class Table:
    """What was opened and how it reads. A text has an encoding and a delimiter, a book sheets."""

    content: Content
    encoding: str
    delimiter: str
    sheet: str
    sheets: tuple[str, ...]
    _open: Callable[[], Iterator[Row]]

    def rows(self) -> Iterator[Row]:
        """Every row of the file from its first line on; ``UnreadableFile`` for a broken one."""
        try:
            for number, row in enumerate(self._open()):
                if number == MOST_ROWS:
                    raise refusal(self.content.path, Reason.TOO_LARGE, f"{MOST_ROWS} rows")
                yield row
        except BrokenQuotes:
            raise refusal(self.content.path, Reason.DAMAGED, "quotes") from None

    def head(self, count: int) -> list[Row]:
        """The first rows."""
        return list(islice(self.rows(), count))

    def header(self) -> Header:
        """Where the headings stand; ``UnreadableFile`` where nothing looks like a table."""
        found = find_header(self.head(HEADER_WITHIN))
        if found is None:
            raise refusal(self.content.path, Reason.NO_TABLE)
        return found


def open_table(
    path: Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Table:
    """Open a file by what it holds. Raises ``UnreadableFile`` with a ``Reason``."""
    content = read_content(path)
    if content.workbook:
        return _book(content, sheet)
    return _text(content, encoding, delimiter)


def _text(content: Content, encoding: str | None, delimiter: str | None) -> Table:
    if encoding and not (encoding in ENCODINGS and decodes(content.data, encoding)):
        raise refusal(content.path, Reason.ENCODING, encoding)
    name = encoding or guess_encoding(content.data)
    open_lines = partial(lines, content.data, name)
    mark = delimiter or guess_delimiter(open_lines())
    return Table(content, name, mark, "", (), partial(records, open_lines, mark))


def _book(content: Content, sheet: str | None) -> Table:
    book = Workbook(content)
    if sheet is not None:
        return _sheet_table(content, book, sheet)
    shown = book.sheets[: book.visible] or book.sheets
    return _best_sheet(content, book, shown)


def _best_sheet(content: Content, book: Workbook, names: Sequence[str]) -> Table:
    """The sheet whose headings are known best; the first one that looks like a list will do."""
    best: Table | None = None
    most = -1
    for name in names:
        table = _sheet_table(content, book, name)
        found = find_header(table.head(HEADER_WITHIN))
        if found is not None and found.known > most:
            best, most = table, found.known
        if most >= _A_LIST:
            break
    if best is None:
        raise refusal(content.path, Reason.NO_TABLE)
    return best


def _sheet_table(content: Content, book: Workbook, name: str) -> Table:
    return Table(content, "", "", name, book.sheets, book.open_sheet(name).rows)
