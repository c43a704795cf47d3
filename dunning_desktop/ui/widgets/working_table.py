"""The working of interest as a table: a row for each balance at one rate, figures in columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView

from dunning_desktop.domain.interest import Segment
from dunning_desktop.ui.look.fonts import tabular
from dunning_desktop.ui.tables.export import as_tsv
from dunning_desktop.ui.tables.rows import set_up_rows
from dunning_desktop.ui.tables.whole import WholeModel
from dunning_desktop.ui.widgets.working_lines import Row, rows_of, titles

ROW = 32
# From and To read from the left; Days, Balance, Rate and Interest stand in columns.
FIRST_FIGURE = 2
_TIPS = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole)


class WorkingTable(QTableView):
    """As high as its rows and never scrolled; Ctrl+C copies the rows that are marked, or all."""

    def __init__(self, segments: Sequence[Segment], *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._rows = rows_of(segments)
        self._model = _Model(self._rows)
        self._least: list[int] = []
        self.setModel(self._model)
        self.setFont(tabular())
        self._set_up()
        self.set_least(self.wanted())

    def _set_up(self) -> None:
        set_up_rows(self, height=ROW)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ensurePolished()
        # The line under the last row would double the frame: it lies under it.
        height = header.sizeHint().height() + ROW * len(self._rows) + 2 * self.frameWidth() - 1
        self.setFixedHeight(height)

    def wanted(self) -> list[int]:
        """How wide each column must be for its widest words."""
        header = self.horizontalHeader()
        return [
            max(self.sizeHintForColumn(at), header.sectionSizeHint(at))
            for at in range(self._model.columnCount())
        ]

    def set_least(self, widths: Sequence[int]) -> None:
        """Keep columns at least so wide: tables under each other share theirs."""
        self._least = list(widths)
        self.setMinimumWidth(sum(self._least) + 2 * self.frameWidth())
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Give each column the same part of what is left over; the last takes the odd pixels."""
        spare = max(self.viewport().width() - sum(self._least), 0)
        each, odd = divmod(spare, len(self._least))
        for at, least in enumerate(self._least):
            last = at == len(self._least) - 1
            self.setColumnWidth(at, least + each + (odd if last else 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the marked rows on the clipboard, or all where none is marked."""
        marked = sorted(one.row() for one in self.selectionModel().selectedRows())
        rows = [self._rows[at].cells for at in marked or range(len(self._rows))]
        QGuiApplication.clipboard().setText(as_tsv([titles(), *rows]))


class _Model(WholeModel[Row]):
    def __init__(self, rows: Sequence[Row]) -> None:
        names = titles()
        super().__init__(names, rows, figures=range(FIRST_FIGURE, len(names)))

    def cell(self, row: Row, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.titles[column]}: {row.cells[column]}"
        return (row.tip or None) if role in _TIPS else None
