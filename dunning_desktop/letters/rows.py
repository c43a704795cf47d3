"""A table of words on paper: every cell wraps, the heading is repeated, no row is split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dunning_desktop.letters.fonts import Face, regular, strong
from dunning_desktop.letters.geometry import Box
from dunning_desktop.letters.sheet import FAINT, Sheet
from dunning_desktop.letters.wrapping import shortened, wrapped

GAP = 9.0
_LEADING = 1.24
_ROUND = 4.0
"""The space above and below the lines of a row."""
_BASE = 0.78
_KEPT = 2
"""So many rows stay with the heading."""
_MOST_LINES = 30
"""What is longer than that in one cell is cut: it stands in an exhibit."""

Cells = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """A column: its heading and its width in points; one without a width takes what is left."""

    heading: str
    width: float = 0.0
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table from ``of``; ``cells`` are wrapped already."""

    lanes: tuple[Lane, ...]
    cells: tuple[Cells, ...]
    size: float
    first: int = 0
    """Which row of the whole table stands first here."""
    above: float = 0.0

    @classmethod
    def of(
        cls,
        lanes: Sequence[Lane],
        rows: Sequence[Sequence[str]],
        *,
        size: float,
        width: float,
        above: float = 0.0,
    ) -> Rows:
        """A table for a column of text of that width."""
        left = width - GAP * (len(lanes) - 1) - sum(one.width for one in lanes)
        fitted = tuple(replace(one, width=one.width or left) for one in lanes)
        cells = tuple(
            tuple(_lines(text, size, one) for text, one in zip(row, fitted, strict=True))
            for row in rows
        )
        return cls(fitted, cells, size, above=above)

    def height(self, _width: float, /) -> float:
        """Heading and rows."""
        return self._head + sum(self._row(one) for one in self.cells)

    def split(self, _width: float, room: float, /) -> tuple[Rows, Rows] | None:
        """Between rows; a few stay with the heading."""
        used, count = self._head, 0
        while count < len(self.cells) and used + self._row(self.cells[count]) <= room:
            used += self._row(self.cells[count])
            count += 1
        if count < min(_KEPT, len(self.cells)) or count == len(self.cells):
            return None
        rest = replace(self, cells=self.cells[count:], first=self.first + count)
        return replace(self, cells=self.cells[:count]), rest

    def draw(self, sheet: Sheet, box: Box) -> None:
        """Heading and rows, a thin line between two."""
        y = box.top + self.size
        for lane, left in self._lefts(box.left):
            _cell(sheet, lane, left, y=y, text=lane.heading, face=strong(), size=self.size)
        sheet.rule(box.left, box.right, box.top + self._head, weight=0.8)
        for row, area in self.areas(box):
            if area.top > box.top + self._head:
                sheet.rule(box.left, box.right, area.top, weight=0.3, ink=FAINT)
            for (lane, left), lines in zip(self._lefts(box.left), row, strict=True):
                y = area.top + _ROUND + self.size * _BASE
                for text in lines:
                    _cell(sheet, lane, left, y=y, text=text, face=regular(), size=self.size)
                    y += self.size * _LEADING
        sheet.rule(box.left, box.right, box.bottom, weight=0.3, ink=FAINT)

    def areas(self, box: Box) -> Iterator[tuple[Cells, Box]]:
        """Each row with the room that it takes in the box."""
        top = box.top + self._head
        for row in self.cells:
            bottom = top + self._row(row)
            yield row, Box(box.left, top, box.right, bottom)
            top = bottom

    @property
    def _head(self) -> float:
        return self.size * _LEADING + _ROUND

    def _row(self, row: Cells) -> float:
        return max(len(lines) for lines in row) * self.size * _LEADING + 2 * _ROUND

    def _lefts(self, left: float) -> Iterator[tuple[Lane, float]]:
        for lane in self.lanes:
            yield lane, left
            left += lane.width + GAP


def _lines(text: str, size: float, lane: Lane) -> tuple[str, ...]:
    lines = tuple(
        line for part in text.split("\n") for line in wrapped(part, regular(), size, lane.width)
    )
    if len(lines) <= _MOST_LINES:
        return lines
    last = shortened(lines[_MOST_LINES - 1] + " …", regular(), size, lane.width)
    return (*lines[: _MOST_LINES - 1], last)


def _cell(
    sheet: Sheet, lane: Lane, left: float, *, y: float, text: str, face: Face, size: float
) -> None:
    if not text:
        return
    if lane.figures:
        sheet.text_right(left + lane.width, y, text, face, size)
    else:
        sheet.text(left, y, text, face, size)
