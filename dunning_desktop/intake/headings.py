"""Which row holds the headings, which column each one names, and what stands above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dunning_desktop.intake.cells import Row, as_text, clean_cell, filled
from dunning_desktop.intake.synonyms import NAMES, key
from dunning_desktop.usecases.drafts import Field

HEADER_WITHIN = 40
"""How many rows at the top are searched for headings."""
_FEWEST_KNOWN = 2
_FIGURE = re.compile(r"[\d.,/: \-+()£€$%]+")


@dataclass(frozen=True, slots=True)
class Header:
    """The headings, the 1-based row they stand in (0 for none), and the texts above them.

    ``known`` is how many different meanings the headings name.
    """

    row: int
    headings: tuple[str, ...]
    preamble: tuple[str, ...] = ()
    known: int = 0


def columns_by_name(headings: Sequence[str]) -> dict[Field, int]:
    """For each field the column with the best-known name; no column has two meanings."""
    keys = [key(heading) for heading in headings]
    found = sorted(
        (rank, column, field)
        for field, names in NAMES.items()
        for column, word in enumerate(keys)
        if (rank := names.get(word)) is not None
    )
    columns: dict[Field, int] = {}
    for _, column, field in found:
        if field not in columns and column not in columns.values():
            columns[field] = column
    return _settle(columns)


def _settle(columns: Mapping[Field, int]) -> dict[Field, int]:
    """Lines are summed only where nothing says the total; a reference may serve as the number."""
    settled = dict(columns)
    if Field.NUMBER not in settled and Field.REFERENCE in settled:
        settled[Field.NUMBER] = settled.pop(Field.REFERENCE)
    if Field.TOTAL in settled or Field.OPEN in settled:
        settled.pop(Field.LINE_TOTAL, None)
    return settled


def header_score(cells: Sequence[str]) -> int:
    """How many different meanings the cells name, when they are taken for headings."""
    return len(columns_by_name(cells)) if len(cells) > 1 else 0


def find_header(rows: Sequence[Row]) -> Header | None:
    """The row with the most known headings among the first; None where there is no table."""
    words = [[clean_cell(cell) for cell in row] for row in rows[:HEADER_WITHIN]]
    scores = [header_score(row) for row in words]
    best = max(scores, default=0)
    if best >= _FEWEST_KNOWN:
        return _header(words, scores.index(best), best)
    return _unknown_header(rows)


def _header(words: Sequence[Sequence[str]], index: int, known: int = 0) -> Header:
    preamble = tuple(cell for row in words[:index] for cell in row if cell)
    return Header(index + 1, tuple(words[index]), preamble, known)


def _unknown_header(rows: Sequence[Row]) -> Header | None:
    """Headings in a language that is not known here: the last row of words before figures."""
    wide = [index for index, row in enumerate(rows) if len(filled(row)) > 1]
    if len(wide) < _FEWEST_KNOWN:
        return None
    width = Counter(len(rows[index]) for index in wide).most_common(1)[0][0]
    first = next((index for index in wide if _has_figures(rows[index])), None)
    if first is None:
        return None
    above = [index for index in wide if index < first]
    if above:
        words = [[clean_cell(cell) for cell in row] for row in rows]
        return _header(words, above[-1])
    return Header(0, tuple(f"{number}" for number in range(1, width + 1)))


def _has_figures(row: Row) -> bool:
    return any(isinstance(cell, Decimal | date) or _is_figure(as_text(cell)) for cell in row)


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(text.strip())) and any(letter.isdigit() for letter in text)
