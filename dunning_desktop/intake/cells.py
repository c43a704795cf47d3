"""Cells: what a reader finds in a row, and how it becomes clean text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

Cell = str | Decimal | date | datetime | None
"""Text, or what a spreadsheet stores typed. None is an empty cell of a spreadsheet."""
Row = Sequence[Cell]

# Controls, zero-width and direction marks say nothing; every kind of space is one space.
_INVISIBLE = (*range(32), *range(0x7F, 0xA0), 0xAD, *range(0x200B, 0x2010))
_MARKS = (*range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFFE)
_SPACES = (9, 10, 11, 12, 13, 0x85, 0xA0, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x3000)
_CLEAN: dict[int, str | None] = {
    **dict.fromkeys((*_INVISIBLE, *_MARKS), None),
    **dict.fromkeys(_SPACES, " "),
}
# Excel's text mark 'text, but not the article of 't Hooft or 's-Gravenhage.
_TEXT_MARK = re.compile(r"'(?![a-z][ -])")


def as_text(cell: Cell) -> str:
    """The cell as the owner would read it, uncleaned; a whole number has no decimals."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.date().isoformat() if isinstance(cell, datetime) else cell.isoformat()


def clean(text: str) -> str:
    """One line, no invisible characters, single spaces, no spreadsheet text mark."""
    if not (text.isascii() and text.isprintable()):
        text = text.translate(_CLEAN)
    text = " ".join(text.split())
    if text.startswith("'") and _TEXT_MARK.match(text):
        return text[1:].lstrip()
    return text


def clean_cell(cell: Cell) -> str:
    """The cell as clean text."""
    return clean(as_text(cell))


def is_filled(cell: Cell) -> bool:
    """Whether anything readable stands in the cell."""
    if not isinstance(cell, str):
        return cell is not None
    if not cell or cell.isspace():
        return False
    return cell.isprintable() or bool(clean(cell))


def texts(row: Row, width: int) -> tuple[str, ...]:
    """The row as clean text, padded or cut to ``width``."""
    cells = [clean_cell(cell) for cell in row[:width]]
    return tuple(cells + [""] * (width - len(cells)))


def filled(row: Row) -> list[int]:
    """The places of the cells that are not empty."""
    return [index for index, cell in enumerate(row) if is_filled(cell)]
