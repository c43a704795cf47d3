"""Rows as text for other programs: tab-separated for the clipboard, CSV for a file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from dunning_desktop.domain.errors import CannotSave
from dunning_desktop.domain.money import Money

# A spreadsheet runs a cell that starts with one of these as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}")


def as_tsv(lines: Iterable[Sequence[str]]) -> str:
    """Lines of cells, ready to be pasted into a spreadsheet."""
    return "\n".join("\t".join(_one_line(cell) for cell in line) for line in lines)


def write_csv(path: Path, titles: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """Write a CSV file that any spreadsheet opens: days as ISO, amounts as plain numbers.

    Raises ``CannotSave``.
    """
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([safe(title) for title in titles])
            writer.writerows([[plain(cell) for cell in line] for line in lines])
    except OSError as error:
        raise CannotSave(name=path.name, reason=error.strerror or "") from error


def plain(value: object) -> str:
    """A native value as a CSV cell. A real number may start with a minus; a text may not."""
    if value is None:
        return ""
    if isinstance(value, Money):
        return str(value.amount)
    if isinstance(value, int | date):
        return str(value)
    return safe(str(value))


def safe(text: str) -> str:
    """The text with an apostrophe before anything a spreadsheet would run."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def _one_line(cell: str) -> str:
    """A cell without what would end it; as in CSV, nothing that a spreadsheet would run."""
    flat = " ".join(cell.split())
    return safe(flat)

