"""Rows from a workbook: which sheet, typed cells, and no float behind this door."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from dunning_desktop.intake.cells import Cell
from dunning_desktop.intake.content import ARCHIVE_FAULTS, Content
from dunning_desktop.intake.refusal import Reason, refusal

# The reader below holds a sheet as one block: a value in A1 and one in XFD1048576 ask it for
# 512 GB and it aborts the whole program, so the block is measured first.
_MOST_CELLS = 50_000_000
_ROW_NUMBER = re.compile(rb'<(?:\w+:)?row [^>]*?\br="([0-9]+)"')
_CELL_COLUMN = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})[0-9]')
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="[A-Z]+[0-9]+:([A-Z]+)([0-9]+)"')
_SHEET_FILE = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_FLOAT_NOISE = 6


class Workbook:
    """An open workbook: its sheets, visible ones first, and their rows."""

    def __init__(self, content: Content) -> None:
        self._path = content.path
        with _named_troubles(content.path):
            _refuse_boundless(content)
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(content.data))
            self.sheets, self.visible = _sheet_names(self._book)
        if not self.sheets:
            raise refusal(content.path, Reason.NO_SHEET)

    def open_sheet(self, name: str) -> Sheet:
        """The sheet of that name; ``UnreadableFile`` where there is none."""
        if name not in self.sheets:
            raise refusal(self._path, Reason.NO_SHEET, name)
        with _named_troubles(self._path):
            return Sheet(self._book.get_sheet_by_name(name))


class Sheet:
    """One sheet, which can be read any number of times."""

    def __init__(self, sheet: CalamineSheet) -> None:
        self._sheet = sheet

    def rows(self) -> Iterator[list[Cell]]:
        """Every row from the first of the sheet on; columns begin at the first one in use."""
        if self._sheet.end is None:
            return
        for row in self._sheet.iter_rows():
            yield [_cell(value) for value in row]


def _sheet_names(book: CalamineWorkbook) -> tuple[tuple[str, ...], int]:
    """Worksheets by name, hidden ones last, and how many are visible."""
    sheets = [one for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
    shown = [one.name for one in sheets if one.visible is SheetVisibleEnum.Visible]
    hidden = [one.name for one in sheets if one.visible is not SheetVisibleEnum.Visible]
    return (*shown, *hidden), len(shown)


def _cell(value: float | str | bool | time | date | datetime | timedelta) -> Cell:  # noqa: FBT001
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | int):
        return _number(value)
    return value if isinstance(value, date) else str(value)


def _number(value: float) -> Decimal | None:
    """A spreadsheet's number without the noise of binary fractions: 0.1 + 0.2 is 0.3."""
    if not math.isfinite(value):
        return None
    if value == int(value):
        return Decimal(int(value))
    return round(Decimal(repr(value)), _FLOAT_NOISE).normalize()


@contextmanager
def _named_troubles(path: Path) -> Iterator[None]:
    try:
        yield
    except PasswordError:
        raise refusal(path, Reason.PASSWORD) from None
    except (CalamineError, *ARCHIVE_FAULTS) as error:
        raise refusal(path, Reason.DAMAGED, type(error).__name__) from error
    except BaseException as error:
        # A panic of the Rust library is no Exception; everything else is not for us.
        if type(error).__name__ == "PanicException":
            raise refusal(path, Reason.DAMAGED, "panic") from error
        raise


def _refuse_boundless(content: Content) -> None:
    if not content.data.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(content.data)) as archive:
        for name in filter(_SHEET_FILE.fullmatch, archive.namelist()):
            if _block(archive.read(name)) > _MOST_CELLS:
                raise refusal(content.path, Reason.TOO_LARGE, f"{_MOST_CELLS} cells")


def _block(xml: bytes) -> int:
    """How many cells the rectangle holds that spans all cells of a sheet."""
    said = _DIMENSION.search(xml, 0, 4096)
    corner = [(int(said[2]), said[1])] if said else []
    rows = [int(xml[m.start(1) : m.end(1)]) for m in _ROW_NUMBER.finditer(xml)]
    columns = set(_CELL_COLUMN.findall(xml)) | {column for _, column in corner}
    widest = max(map(_column_number, columns), default=0)
    return max([*rows, *(row for row, _ in corner)], default=0) * widest


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
