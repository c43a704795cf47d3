"""One column read cell by cell: each different text once, and a fault instead of a guess."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from dunning_desktop.intake.amounts import read_amount
from dunning_desktop.intake.cells import Cell, Row, clean, clean_cell, is_filled
from dunning_desktop.intake.dates import read_date
from dunning_desktop.intake.parties import LONGEST
from dunning_desktop.usecases.drafts import DateOrder, DecimalMark, Field, RowCode, Verdict

T = TypeVar("T")
# How a report writes "nothing".
_NOTHING = frozenset("-–—")


class Fault(Exception):
    """Why a row is not read: its verdict, the reason, and the cell at fault."""

    def __init__(
        self, code: RowCode, field: Field | None = None, text: str = "", *, skip: bool = False
    ) -> None:
        self.verdict = Verdict.SKIP if skip else Verdict.BAD
        self.code = code
        self.field = field
        self.text = text[:LONGEST]
        super().__init__(code)

    def again(self) -> Fault:
        """The same fault for another row: an exception is raised once."""
        return Fault(self.code, self.field, self.text, skip=self.verdict is Verdict.SKIP)


class Amount(NamedTuple):
    """A number as it stands in a cell, and the symbol or code beside it."""

    value: Decimal
    unit: str


class Reader(Generic[T]):
    """Reads one column of rows that are as wide as the headings; ``empty`` where nothing stands."""

    def __init__(self, column: int | None, read: Callable[[Cell], T], *, empty: T) -> None:
        self._column = column
        self._read = read
        self._empty = empty
        self._seen: dict[Cell, T | Fault] = {None: empty, "": empty}

    def __call__(self, row: Row) -> T:
        """The value of the row's cell. Raises ``Fault``."""
        if self._column is None:
            return self._empty
        cell = row[self._column]
        try:
            found = self._seen[cell]
        except KeyError:
            found = self._seen[cell] = self._fresh(cell)
        if isinstance(found, Fault):
            raise found.again()
        return found

    def _fresh(self, cell: Cell) -> T | Fault:
        if not is_filled(cell):
            return self._empty
        try:
            return self._read(cell)
        except Fault as fault:
            return fault


def read_day(cell: Cell, order: DateOrder, field: Field) -> date | None:
    """The date in a filled cell, None for a dash. Raises ``Fault``."""
    plain = clean(cell) if isinstance(cell, str) else cell
    if plain in _NOTHING:
        return None
    day = read_date(plain, order)
    if day is None:
        raise Fault(RowCode.BAD_DATE, field, clean_cell(cell))
    return day


def read_sum(cell: Cell, mark: DecimalMark, field: Field) -> Amount | None:
    """The amount in a filled cell, None for a dash. Raises ``Fault``."""
    if isinstance(cell, Decimal):
        return Amount(cell, "")
    if not isinstance(cell, str):
        raise Fault(RowCode.BAD_AMOUNT, field, clean_cell(cell))
    if clean(cell) in _NOTHING:
        return None
    found = read_amount(cell, mark)
    if found is None:
        raise Fault(RowCode.BAD_AMOUNT, field, clean_cell(cell))
    return Amount(*found)


def read_text(cell: Cell, field: Field, longest: int) -> str:
    """The clean text of a cell that names something. Raises ``Fault`` where it is too long."""
    text = clean_cell(cell)
    if len(text) > longest:
        raise Fault(RowCode.TOO_LONG, field, text)
    return text
