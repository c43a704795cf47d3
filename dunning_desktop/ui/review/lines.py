"""Two lists of ready lines: what would go out, with a tick each, and what would not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is drawn; ``key`` is the client's id, ``ticked`` None has no box."""

    key: int
    title: str
    amount: str
    step: str
    reason: str
    icon: str
    ticked: bool | None = None
    marked: bool = False

    @property
    def spoken(self) -> str:
        """The same for a screen reader."""
        return ", ".join(one for one in (self.title, self.amount, self.step, self.reason) if one)


class Lines(QAbstractListModel):
    """A list of lines; ``on_tick`` hears a box that was ticked or unticked."""

    def __init__(
        self, on_tick: Callable[[int, bool], object] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._on_tick = on_tick

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines; entries that stay keep their place and the selection."""
        if [one.key for one in lines] == [one.key for one in self._lines]:
            self._lines = list(lines)
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, place: int) -> Line:
        """The line at that place."""
        return self._lines[place]

    def place_of(self, key: int) -> int:
        """Where a client stands; -1 where it does not."""
        return next((at for at, one in enumerate(self._lines) if one.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        basic = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        ticks = index.isValid() and self._lines[index.row()].ticked is not None
        return basic | Qt.ItemFlag.ItemIsUserCheckable if ticks else basic

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and line.ticked is not None:
            return Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
        said: dict[int, object] = {
            LINE_ROLE: line,
            int(Qt.ItemDataRole.DisplayRole): line.title,
            int(Qt.ItemDataRole.AccessibleTextRole): line.spoken,
            int(Qt.ItemDataRole.ToolTipRole): line.reason or None,
        }
        return said.get(int(role))

    def setData(
        self, index: Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)
    ) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self._on_tick is None:
            return False
        self._on_tick(self._lines[index.row()].key, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True
