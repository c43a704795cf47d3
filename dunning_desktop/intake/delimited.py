"""Rows from delimited text: which delimiter, and how a stray quote is survived."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from dunning_desktop.intake.headings import header_score

DELIMITERS = (",", ";", "\t", "|")
_SEP_LINE = re.compile(r'"?sep=([^\w\s"]|\t)"?\s*$', re.IGNORECASE)
# The end of the file as a line: swallowed by a field whose quote is never closed.
_END = "\x1eend\x1e"
# A broken quote costs a new pass over the rest; nobody's list has more of them than this.
_MOST_REPAIRS = 50
# Twice this is under csv's own limit for one field, 131,072.
_HALF = 50_000
_LOOKED_AT = 200


class BrokenQuotes(Exception):
    """The quotes of a text cannot be made sense of."""


def guess_delimiter(lines: Iterable[str]) -> str:
    """The delimiter under which most headings are known, then most rows have the same width.

    A comma where none is found: such a file is no table, which is for others to say.
    """
    head = list(islice(lines, _LOOKED_AT))
    said = _SEP_LINE.match(head[0]) if head else None
    if said:
        return said[1]
    return max(DELIMITERS, key=lambda mark: _fitness(head, mark))


def _fitness(head: list[str], delimiter: str) -> tuple[int, int, int]:
    rows = [row for row in _parse(head, delimiter) if any(row)]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return max(map(header_score, rows[:30]), default=0), count, width


def _parse(head: list[str], delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(head, delimiter=delimiter))
    except csv.Error:
        # What was read so far tells enough.
        return rows
    return rows


def records(open_lines: Callable[[], Iterator[str]], delimiter: str) -> Iterator[list[str]]:
    """Every record in order, an empty list for an empty line.

    A quote that is opened and never closed would swallow the rest of the file: its line is read
    again with its quotes removed, and reading goes on behind it. Raises ``BrokenQuotes``.
    """
    start, mended = 0, False
    for _ in range(_MOST_REPAIRS):
        start_of_record = start
        for row, read in _numbered(open_lines, delimiter, start, mended=mended):
            if row is None:
                break
            yield row
            start_of_record = start + read
        else:
            return
        start, mended = start_of_record, True
    raise BrokenQuotes


def _numbered(
    open_lines: Callable[[], Iterator[str]], delimiter: str, start: int, *, mended: bool
) -> Iterator[tuple[list[str] | None, int]]:
    """Records from line ``start`` on with the lines read so far; None where a quote stays open."""
    reader = csv.reader(_from_line(open_lines(), start, mended=mended), delimiter=delimiter)
    try:
        for row in reader:
            if row == [_END]:
                return
            swallowed = bool(row) and row[-1].endswith(_END)
            yield (None if swallowed else row), reader.line_num
    except csv.Error:
        # A field longer than 131,072 characters: the same open quote, noticed earlier.
        yield None, 0


def _from_line(lines: Iterator[str], start: int, *, mended: bool) -> Iterator[str]:
    rest = islice(lines, start, None)
    if mended:
        first = next(rest, "").replace('"', "")
        return chain((_shortened(first),), rest, (_END,))
    return chain(rest, (_END,))


def _shortened(line: str) -> str:
    """The line without its middle, so that the cells at both ends keep their places."""
    return line if len(line) <= 2 * _HALF else line[:_HALF] + line[-_HALF:]
