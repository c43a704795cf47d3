"""A table on paper: figures flush right, the heading repeated, no row split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dunning_desktop.letters.fonts import Face
from dunning_desktop.letters.geometry import Box
from dunning_desktop.letters.sheet import FAINT, GREY, INK, Sheet
from dunning_desktop.letters.style import Style
from dunning_desktop.letters.table import Column, Table
from dunning_desktop.letters.wrapping import ELLIPSIS, shortened, wrapped

_GAP = 10.0
"""The least space between two columns."""
_NUMBER = 92.0
"""What an invoice number gets before the whole table is set smaller, and at least..."""
_NUMBER_LEAST = 46.0
_SMALLER = (1.0, 0.95, 0.9, 0.85, 0.8, 0.74, 0.68)
_MOST_LINES = 4
_HAIR = 0.01
"""So that words measured together and one by one fit the same width."""
_KEPT = 2
"""So many rows stay with the heading, and with the ending."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a table in a column of text: size, left edges, widths, wrapped numbers."""

    size: float
    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    numbers: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Rows ``start`` to ``stop`` of a table; its ending stands below the last row."""

    table: Table
    style: Style
    grid: Grid
    start: int
    stop: int
    below: float = 8.0
    """The space below the ending."""

    @classmethod
    def of(cls, table: Table, style: Style, width: float, *, below: float = 8.0) -> Ledger:
        """The whole table, for a column of text of that width."""
        rows = len(table.columns[0].cells)
        return cls(table, style, grid_of(table, style, width), 0, rows, below)

    @property
    def above(self) -> float:
        """The space of a section."""
        return self.style.section

    def height(self, _width: float, /) -> float:
        """Heading, rows, and the ending where the last row is among them."""
        rows = sum(self._row(row) for row in range(self.start, self.stop))
        return self._head + rows + (self._ending if self._ends else 0)

    def split(self, _width: float, room: float, /) -> tuple[Ledger, Ledger] | None:
        """Between rows; a few stay with the heading, and a few with the ending."""
        last = self.stop - _KEPT if self._ends else self.stop
        used, row = self._head, self.start
        while row < last and used + self._row(row) <= room:
            used += self._row(row)
            row += 1
        if row - self.start < _KEPT:
            return None
        return replace(self, stop=row), replace(self, start=row)

    def draw(self, sheet: Sheet, box: Box) -> None:
        """Heading, rows, sums."""
        y = self._draw_head(sheet, box)
        for row in range(self.start, self.stop):
            y = self._draw_row(sheet, box, row, top=y)
        if self._ends:
            self._draw_ending(sheet, box, top=y)

    @property
    def _ends(self) -> bool:
        return self.stop == len(self.table.columns[0].cells)

    @property
    def _head(self) -> float:
        return self.style.row

    @property
    def _ending(self) -> float:
        if not self.table.ending:
            return 0
        sums = self.style.row if self.table.sums else 0
        return sums + self.style.row * len(self.table.ending) + self.below

    def _row(self, row: int) -> float:
        lines = len(self.grid.numbers[row])
        return self.style.row + (lines - 1) * self._line

    @property
    def _line(self) -> float:
        return self.style.table * 1.22

    @property
    def _base(self) -> float:
        """Where text stands in a row: its capitals and figures centred."""
        return self.style.row / 2 + self.style.table * 0.31

    def _draw_head(self, sheet: Sheet, box: Box) -> float:
        y = box.top + self._base - 1
        for index, column in enumerate(self.table.columns):
            self._cell(sheet, box, index, y=y, text=column.heading, face=self.style.look.bold)
        y = box.top + self.style.row
        sheet.rule(box.left, box.right, y, weight=0.8, ink=self.style.look.line)
        return y

    def _draw_row(self, sheet: Sheet, box: Box, row: int, *, top: float) -> float:
        if row > self.start:
            sheet.rule(box.left, box.right, top, weight=0.3, ink=FAINT)
        y = top + self._base
        number = self.grid.numbers[row]
        sheet.lines(box.left, y, number, self.style.look.plain, self.grid.size, self._line)
        for index, column in enumerate(self.table.columns[1:], 1):
            self._cell(sheet, box, index, y=y, text=column.cells[row], face=self.style.look.plain)
        return top + self._row(row)

    def _draw_ending(self, sheet: Sheet, box: Box, *, top: float) -> None:
        weight = 0.8 if self.table.ending else 0.3
        sheet.rule(box.left, box.right, top, weight=weight, ink=self.style.look.line)
        if not self.table.ending:
            return
        y = top + 1
        if self.table.sums:
            self._draw_sums(sheet, box, y=y + self._base)
            y += self.style.row
        *rest, (caption, amount) = self.table.ending
        plain = self.style.look.plain
        for text, figure in rest:
            sheet.text(box.left, y + self._base, text, plain, self.grid.size)
            sheet.text_right(box.right, y + self._base, figure, plain, self.grid.size)
            y += self.style.row
        if rest or self.table.sums:
            sheet.rule(box.left, box.right, y, weight=0.3, ink=GREY)
        y += 1 + self._base
        sheet.text(box.left, y, caption, self.style.look.bold, self.style.text)
        ink = self.style.look.accent
        sheet.text_right(box.right, y, amount, self.style.look.bold, self.style.text, ink=ink)

    def _draw_sums(self, sheet: Sheet, box: Box, *, y: float) -> None:
        sheet.text(box.left, y, self.table.sums, self.style.look.plain, self.grid.size)
        for index, column in enumerate(self.table.columns):
            self._cell(sheet, box, index, y=y, text=column.sum, face=self.style.look.plain)

    def _cell(self, sheet: Sheet, box: Box, index: int, *, y: float, text: str, face: Face) -> None:
        if not text:
            return
        left = box.left + self.grid.lefts[index]
        if self.table.columns[index].figures:
            right = left + self.grid.widths[index]
            sheet.text_right(right, y, text, face, self.grid.size, ink=INK)
        else:
            sheet.text(left, y, text, face, self.grid.size, ink=INK)


def grid_of(table: Table, style: Style, width: float) -> Grid:
    """The columns of the table in a column of text of that width."""
    first, *others = table.columns
    gaps = _GAP * len(others)
    natural = _natural(first, style)
    beside = [_natural(column, style) for column in others]

    def fits(scale: float) -> bool:
        return width - gaps - sum(beside) * scale >= min(natural * scale, _NUMBER)

    scale = next((one for one in _SMALLER if fits(one)), _SMALLER[-1])
    widths = [one * scale for one in beside]
    number = max(min(natural * scale, width - gaps - sum(widths)), _NUMBER_LEAST)
    size = style.table * scale
    face, room = style.look.plain, number + _HAIR
    numbers = tuple(_number_lines(cell, face, size, room) for cell in first.cells)
    return Grid(size, *_spread([number, *widths], width), numbers)


def _number_lines(number: str, face: Face, size: float, width: float) -> tuple[str, ...]:
    """An invoice number in the lines it needs; one of absurd length is cut."""
    lines = wrapped(number, face, size, width)
    if len(lines) <= _MOST_LINES:
        return lines
    last = shortened(lines[_MOST_LINES - 1] + ELLIPSIS * 2, face, size, width)
    return (*lines[: _MOST_LINES - 1], last)


def _natural(column: Column, style: Style) -> float:
    """The width of its widest cell; the strings of a long column of days or amounts repeat."""
    plain, size = style.look.plain, style.table
    cells = max((plain.width(cell, size) for cell in {*column.cells, column.sum}), default=0)
    return max(cells, style.look.bold.width(column.heading, size))


def _spread(widths: Sequence[float], width: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Left edges and widths: what room is left over is shared out between the columns."""
    gap = max((width - sum(widths)) / max(len(widths) - 1, 1), 0)
    lefts, left = [], 0.0
    for one in widths:
        lefts.append(left)
        left += one + gap
    return tuple(lefts), tuple(widths)
