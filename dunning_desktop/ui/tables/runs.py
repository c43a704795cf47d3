"""The last runs as a table: when, who started it, what it did, how it ended."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import ROW_HEIGHT
from dunning_desktop.ui.tables.rows import set_up_rows
from dunning_desktop.ui.tables.whole import WholeModel
from dunning_desktop.ui.text import runs as words
from dunning_desktop.ui.text.dates import moment
from dunning_desktop.usecases.run_rows import Run

WHEN, STARTER, DID, STATE = range(4)
OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOST_ROWS = 8
BORDERS = 2
# Below this width who started it makes room for what it did.
NARROW = 600
LEAST_DID = 120


class RunsModel(WholeModel[Run]):
    """Ready strings."""

    def __init__(self) -> None:
        super().__init__(
            (self.tr("When"), self.tr("Started by"), self.tr("What it did"), self.tr("State"))
        )

    def cell(self, row: Run, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == DID:
            return words.in_short(row)
        if role == Qt.ItemDataRole.DecorationRole and column == STATE:
            return icon(*words.STATE_LOOKS[row.state])
        return None


def _text(row: Run, column: int) -> str:
    if column == WHEN:
        return moment(row.started_at)
    if column == STARTER:
        return words.started_by(row.started_by)
    return words.in_short(row) if column == DID else words.run_state(row.state)


class RunsTable(QTableView):
    """``picked`` comes when another row is current, ``opened`` on Enter or a double click."""

    picked = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.runs = RunsModel()
        self.setModel(self.runs)
        self.setAccessibleName(self.tr("The last runs"))
        set_up_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Some dozens of rows: measuring them costs nothing, and a larger font finds its room.
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(DID, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(LEAST_DID // 2)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Show these; the one that was current stays so."""
        before = self.current()
        self.runs.show(runs)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + min(len(runs), MOST_ROWS) * ROW_HEIGHT + BORDERS)
        places = {one.id: at for at, one in enumerate(runs)}
        if runs:
            self.selectRow(places.get(before.id, 0) if before is not None else 0)
        self.picked.emit()

    def current(self) -> Run | None:
        """The run the keyboard is on."""
        at = self.currentIndex().row()
        return self.runs.rows[at] if 0 <= at < len(self.runs.rows) else None

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.picked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnHidden(STARTER, self.width() < NARROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPENS:
            self.opened.emit()
        else:
            super().keyPressEvent(event)
