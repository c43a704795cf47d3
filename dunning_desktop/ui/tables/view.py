"""The table view: fixed rows, sort by the header, columns remembered, copy with Ctrl+C."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dunning_desktop.ui.look.metrics import ICON, MEDIUM
from dunning_desktop.ui.tables.export import as_tsv
from dunning_desktop.ui.tables.model import PagedModel
from dunning_desktop.ui.tables.rows import set_up_rows

Row = TypeVar("Row")
OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ASCENDING = Qt.SortOrder.AscendingOrder
DESCENDING = Qt.SortOrder.DescendingOrder
MIN_STRETCH = 140


class TableView(QTableView, Generic[Row]):
    """Shows a ``PagedModel``. ``sort_asked`` carries a column's key and whether it descends.

    ``picked`` comes when another row (or none) is current, ``opened`` on Enter or a double click,
    ``menu_asked`` with a place on the screen on a right click or the Menu key.
    """

    sort_asked = Signal(str, bool)
    picked = Signal()
    opened = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, model: PagedModel[Row], *, name: str, settings: QSettings) -> None:
        super().__init__()
        self._model = model
        self._settings_key = f"tables/{name}"
        self._settings = settings
        self._sort = ("", False)
        self._widths: dict[int, int] = {}
        self.setModel(model)
        self._set_up()
        self._set_up_header()
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def _set_up(self) -> None:
        set_up_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.setIconSize(QSize(ICON - 2, ICON - 2))

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)
        header.setMinimumSectionSize(56)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.sectionClicked.connect(self._on_header)
        for place, column in enumerate(self._model.columns):
            self.setColumnWidth(place, column.width)
        self._restore_columns(header)
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(lambda *_places: self._remember_columns())

    # Sorting

    def mark_sort(self, key: str, *, descending: bool) -> None:
        """Show in the header what the rows are sorted by."""
        self._sort = (key, descending)
        places = [at for at, one in enumerate(self._model.columns) if one.key == key]
        header = self.horizontalHeader()
        header.setSortIndicatorShown(bool(places))
        if places:
            header.setSortIndicator(places[0], DESCENDING if descending else ASCENDING)

    def _on_header(self, place: int) -> None:
        column = self._model.columns[place]
        key, descending = self._sort
        if column.sortable:
            self.sort_asked.emit(column.key, not descending if key == column.key else False)
        else:
            self.mark_sort(key, descending=descending)

    # Rows

    def rows_selected(self) -> Sequence[Row]:
        """The selected rows, in the order of the table; the current one when none is selected."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self._model.row(place) for place in places]

    def current_row(self) -> Row | None:
        """The row the keyboard is on, when it is selected too."""
        index = self.currentIndex()
        chosen = index.isValid() and self.selectionModel().isRowSelected(index.row(), QModelIndex())
        return self._model.row(index.row()) if chosen else None

    def select_key(self, key: int) -> bool:
        """Make the row with that key current; False when it is not loaded."""
        place = self._model.place_of(key)
        if place >= 0:
            self.selectRow(place)
            self.scrollTo(self._model.index(place, 0))
        return place >= 0

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in OPENS and self.current_row() is not None:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            # The Menu key means the row the keyboard is on, wherever the mouse is.
            row = self.visualRect(self.currentIndex())
            corner = row.bottomLeft() + QPoint(MEDIUM, 0) if row.isValid() else QPoint()
            place = self.viewport().mapToGlobal(corner)
        event.accept()
        self.menu_asked.emit(place)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, so that a spreadsheet takes them."""
        order = self._visible_columns()
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = [[self._text(row, column) for column in order] for row in places]
        if lines:
            titles = [self._model.columns[column].title for column in order]
            QGuiApplication.clipboard().setText(as_tsv([titles, *lines]))

    def _text(self, row: int, column: int) -> str:
        return str(self._model.index(row, column).data())

    # Columns

    def _visible_columns(self) -> list[int]:
        header = self.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return [at for at in places if not self.isColumnHidden(at)]

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._stretch()
        return done

    def _stretch(self) -> None:
        """Hide shy columns that have no room, and give what is left to the stretching one."""
        columns = self._model.columns
        room = self.viewport().width()
        widths = {at: self._width(at) for at in range(len(columns))}
        header = self.horizontalHeader()
        blocked = header.blockSignals(True)
        for at in sorted(widths, key=lambda one: -columns[one].shy):
            crowded = columns[at].shy > 0 and sum(widths.values()) > room
            self.setColumnHidden(at, crowded)
            if crowded:
                widths[at] = 0
        lacking = max(sum(widths.values()) - room, 0)
        for at, column in enumerate(columns):
            if column.least and widths[at]:
                given = min(lacking, max(widths[at] - column.least, 0))
                widths[at] -= given
                lacking -= given
                self.setColumnWidth(at, widths[at])
        flexible = next((at for at, one in enumerate(columns) if one.stretch), None)
        if flexible is not None:
            others = sum(widths.values()) - widths[flexible]
            self.setColumnWidth(flexible, max(room - others, MIN_STRETCH))
        header.blockSignals(blocked)
        self.updateGeometries()
        self.viewport().update()

    def _width(self, at: int) -> int:
        """The width a column wants; a hidden one keeps it in the header."""
        column = self._model.columns[at]
        if column.stretch:
            return max(column.width, MIN_STRETCH)
        return self._widths.get(at, column.width)

    def _on_resized(self, place: int, _before: int, after: int) -> None:
        if after > 0:
            self._widths[place] = after
        self._stretch()
        self._remember_columns()

    def _remember_columns(self) -> None:
        keys = [one.key for one in self._model.columns]
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        kept = [f"{keys[at]}:{self._width(at)}" for at in order]
        self._settings.setValue(self._settings_key, ",".join(kept))

    def _restore_columns(self, header: QHeaderView) -> None:
        keys = {one.key: at for at, one in enumerate(self._model.columns)}
        kept = str(self._settings.value(self._settings_key, "")).split(",")
        pairs = [one.partition(":")[::2] for one in kept]
        for place, (key, width) in enumerate(pairs):
            if key in keys and width.isdigit():
                self._widths[keys[key]] = int(width)
                self.setColumnWidth(keys[key], int(width))
                header.moveSection(header.visualIndex(keys[key]), place)
