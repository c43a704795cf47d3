"""The half-years of a reference rate as a table to read, the latest first."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dunning_desktop.domain.rates import RateTable, ReferenceRate
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import ROW_HEIGHT
from dunning_desktop.ui.tables.rows import set_up_rows
from dunning_desktop.ui.tables.whole import WholeModel
from dunning_desktop.ui.text import rates as words

OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOST_ROWS = 8
RATE, FIXED, ORIGIN = 1, 2, 3
BORDERS = 2
# Below this width the day a rate was fixed on makes room for who entered it.
NARROW = 560


Shown = tuple[ReferenceRate, tuple[str, ...]]


class RatesModel(WholeModel[Shown]):
    """Ready strings: half-year, rate, the day it was fixed on, who brought it in."""

    def __init__(self) -> None:
        super().__init__(
            (
                self.tr("Half-year"),
                self.tr("Rate"),
                self.tr("Fixed on"),
                self.tr("Entered by"),
            ),
            figures=(RATE,),
        )

    def show_table(self, table: RateTable) -> None:
        """Show the rates of a table."""
        self.show([(one, _texts(table, one)) for one in table.rates[::-1]])

    def rate(self, row: int) -> ReferenceRate | None:
        """The rate in a row."""
        return self.rows[row][0] if 0 <= row < len(self.rows) else None

    def place_of(self, half_year: date | None) -> int:
        """The row of a half-year; the latest where it has none."""
        places = (at for at, (one, _) in enumerate(self.rows) if one.half_year == half_year)
        return next(places, 0)

    def cell(self, row: Shown, column: int, role: int) -> object:
        rate, texts = row
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[column]
        if column == ORIGIN and role == Qt.ItemDataRole.ToolTipRole:
            return rate.source or None
        if column == ORIGIN and role == Qt.ItemDataRole.DecorationRole:
            return _mark(rate)
        return None


def _texts(table: RateTable, one: ReferenceRate) -> tuple[str, ...]:
    return (
        words.span(one.half_year),
        words.percent(one.percent),
        words.edge(one.fixed_on),
        words.origin(table, one),
    )


def _mark(rate: ReferenceRate) -> QIcon | None:
    """Beside the words that say the same."""
    if rate.own:
        return icon("pencil", "accent")
    return None if rate.checked else icon("triangle-alert", "warning")


class RatesTable(QTableView):
    """``picked`` comes when another row is current, ``opened`` on Enter or a double click."""

    picked = Signal()
    opened = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._code = ""
        self.rates = RatesModel()
        self.setModel(self.rates)
        self.setAccessibleName(self.tr("Rates by half-year"))
        set_up_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        columns = self.horizontalHeader()
        columns.setSectionsClickable(False)
        columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Some dozens of rows: measuring them costs nothing, and a larger font finds its room.
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setStretchLastSection(True)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def show_table(self, table: RateTable) -> None:
        """Show the rates of a table; of the same one, the half-year that was current stays so."""
        before = self.current() if table.code == self._code else None
        self._code = table.code
        self.rates.show_table(table)
        shown = min(self.rates.rowCount(), MOST_ROWS)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + shown * ROW_HEIGHT + BORDERS)
        self.selectRow(self.rates.place_of(before.half_year if before else None))
        self.picked.emit()

    def current(self) -> ReferenceRate | None:
        """The rate the keyboard is on."""
        return self.rates.rate(self.currentIndex().row())

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.picked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnHidden(FIXED, self.width() < NARROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPENS:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)
