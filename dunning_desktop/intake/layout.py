"""What kind of row a row is: empty, a heading, a sum, or data."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from dunning_desktop.intake.cells import Row, clean_cell, filled, is_filled
from dunning_desktop.intake.mapping import AMOUNTS, DATES
from dunning_desktop.intake.synonyms import TOTAL_LABEL
from dunning_desktop.usecases.drafts import ColumnMapping, Field


class Shape(Enum):
    """What kind of row it is."""

    BLANK = auto()
    HEADING = auto()
    TOTAL = auto()
    DATA = auto()


class Sight(NamedTuple):
    """A row's shape, and the text that heads it where it is a heading or a sum."""

    shape: Shape
    label: str = ""


_DATA = Sight(Shape.DATA)
_BLANK = Sight(Shape.BLANK)


class Layout:
    """Tells rows apart by what stands in the mapped columns, and follows the groups of a report."""

    def __init__(self, mapping: ColumnMapping) -> None:
        columns = mapping.columns
        self._number = columns.get(Field.NUMBER, -1)
        self._client = columns.get(Field.CLIENT, -1)
        self._dates = [columns[field] for field in DATES if field in columns]
        self._amounts = [columns[field] for field in AMOUNTS if field in columns]
        self._groups: list[str] = []

    @property
    def group(self) -> str:
        """The heading the row stands under, empty outside any group."""
        return self._groups[-1] if self._groups else ""

    def look(self, row: Row) -> Sight:
        """The shape of the next row; rows must come in their order."""
        if _at(row, self._number) and self._dated(row):
            return _DATA
        sight = self._look_closer(row)
        if sight.shape is Shape.HEADING:
            self._groups.append(sight.label)
        elif sight.shape is Shape.TOTAL:
            self._leave(sight.label)
        return sight

    def _look_closer(self, row: Row) -> Sight:
        places = filled(row)
        if not places:
            return _BLANK
        label = clean_cell(row[places[0]])
        if self._is_total(row, places, label):
            return Sight(Shape.TOTAL, label)
        return Sight(Shape.HEADING, label) if len(places) == 1 else _DATA

    def _is_total(self, row: Row, places: list[int], label: str) -> bool:
        """A sum has no date and no number; its label may stand where the numbers do."""
        if self._dated(row):
            return False
        if _at(row, self._number) and places[0] != self._number:
            return False
        sums = any(column in places for column in self._amounts)
        nameless = not _at(row, self._number) and not _at(row, self._client)
        return (sums and nameless) or (len(places) > 1 and bool(TOTAL_LABEL.match(label)))

    def _dated(self, row: Row) -> bool:
        return any(_at(row, column) for column in self._dates)

    def _leave(self, label: str) -> None:
        """A sum "Total for Acme" ends the group Acme and those inside it."""
        found = TOTAL_LABEL.match(label)
        name = label[found.end() :].strip() if found else ""
        if name in self._groups:
            del self._groups[self._groups.index(name) :]


def _at(row: Row, column: int) -> bool:
    return 0 <= column < len(row) and is_filled(row[column])
