"""A table model of rows that are all known: its titles, and the side its columns stand on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class WholeModel(QAbstractTableModel, Generic[Row]):
    """``rows`` in order; a subclass says what a ``cell`` shows, ``figures`` stand at the right."""

    def __init__(
        self, titles: Sequence[str], rows: Sequence[Row] = (), *, figures: Collection[int] = ()
    ) -> None:
        super().__init__()
        self.titles = titles
        self.rows = rows
        self._figures = frozenset(figures)

    def cell(self, row: Row, column: int, role: int) -> object:
        """What a cell answers for a role of Qt's; None for nothing."""
        raise NotImplementedError

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows in the place of the others."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.titles)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        return self._side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        return self.cell(self.rows[index.row()], index.column(), role)

    def _side(self, column: int) -> Qt.AlignmentFlag:
        return _RIGHT if column in self._figures else _LEFT
