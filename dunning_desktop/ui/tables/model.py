"""A table model that fetches rows page by page from the desk and answers from ready strings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QIcon

from dunning_desktop.ui.look.fonts import tabular
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.theme import colours_now
from dunning_desktop.ui.tables.columns import Cells, Column, Look, cells
from dunning_desktop.ui.text.plain import tip
from dunning_desktop.usecases.rows import ListQuery, Page

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
Take = Callable[[Page[Row]], None]
Fetch = Callable[[ListQuery, Take[Row]], None]

PAGE = 200
VALUE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2
_LEFT = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_LOOKS = frozenset(
    {
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ForegroundRole,
    }
)
_RIGHT = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Rows of one query. ``fetch`` asks for a page and calls back; stale answers are dropped.

    The old rows stay until the new first page is here, so that nothing flickers.
    """

    loaded = Signal()

    def __init__(
        self,
        columns: tuple[Column[Row], ...],
        fetch: Fetch[Row],
        *,
        key: Callable[[Row], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self._fetch = fetch
        self._key = key
        self._rows: list[Cells[Row]] = []
        self._query = ListQuery()
        self._next: tuple[object, ...] | None = None
        self._ticket = 0
        self._fetching = False
        self.is_loaded = False
        self._fonts = {True: _strong(), False: tabular()}

    # Loading

    @property
    def query(self) -> ListQuery:
        """What is shown, or about to be."""
        return self._query

    def show(self, query: ListQuery) -> None:
        """Load the query's first page; as many rows as are loaded when it is the same query."""
        same = replace(query, limit=0, after=None) == replace(self._query, limit=0, after=None)
        limit = max(PAGE, len(self._rows)) if same else PAGE
        self._query = replace(query, after=None, limit=limit)
        self._ask(self._query, self._replace)

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's own default
        return not parent.isValid() and self._next is not None and not self._fetching

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008 - Qt's own default
        if self.canFetchMore(parent):
            self._ask(replace(self._query, after=self._next, limit=PAGE), self._append)

    def _ask(self, query: ListQuery, take: Take[Row]) -> None:
        self._ticket += 1
        mine = self._ticket
        self._fetching = True

        def arrive(page: Page[Row]) -> None:
            if mine == self._ticket:
                self._fetching = False
                take(page)

        self._fetch(query, arrive)

    def _replace(self, page: Page[Row]) -> None:
        self.beginResetModel()
        self._rows = [cells(row, self.columns) for row in page.rows]
        self._next = page.next
        self.is_loaded = True
        self.endResetModel()
        self.loaded.emit()

    def _append(self, page: Page[Row]) -> None:
        first = len(self._rows)
        self._next = page.next
        if page.rows:
            self.beginInsertRows(QModelIndex(), first, first + len(page.rows) - 1)
            self._rows += [cells(row, self.columns) for row in page.rows]
            self.endInsertRows()

    # What the view asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return one.texts[column]
        if role in _LOOKS:
            return self._look(one, column, role)
        return self._rarely(one, column, role)

    def _look(self, one: Cells[Row], column: int, role: int) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[column].numeric else _LEFT
        if role == Qt.ItemDataRole.FontRole:
            return self._fonts[self.columns[column].strong]
        look = one.looks[column]
        return _picture(look) if role == Qt.ItemDataRole.DecorationRole else _colour(look)

    def _rarely(self, one: Cells[Row], column: int, role: int) -> object:
        if role == ROW_ROLE:
            return one.row
        if role == VALUE_ROLE:
            value = self.columns[column].value
            return value(one.row) if value else one.texts[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(one.tips[column]) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[column].title}: {one.texts[column] or '–'}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[section].numeric else _LEFT
        return None

    def row(self, number: int) -> Row:
        """The row at that place."""
        return self._rows[number].row

    def place_of(self, key: int) -> int:
        """Where the row with that key is; -1 when it is not loaded."""
        places = (at for at, one in enumerate(self._rows) if self._key(one.row) == key)
        return next(places, -1)

    def key_at(self, number: int) -> int:
        """The key of the row at that place."""
        return self._key(self._rows[number].row)


def _strong() -> QFont:
    font = tabular()
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _picture(look: Look | None) -> QIcon | None:
    return icon(look.icon, look.colour) if look and look.icon else None


def _colour(look: Look | None) -> QColor | None:
    return QColor(getattr(colours_now(), look.colour)) if look and look.colour else None
