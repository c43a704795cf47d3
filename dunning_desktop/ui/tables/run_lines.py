"""The reminders of a run as a table: to whom, what, how much, what became of it and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dunning_desktop.domain.money import Money
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.tables.export import as_tsv
from dunning_desktop.ui.tables.rows import set_up_rows
from dunning_desktop.ui.tables.whole import WholeModel
from dunning_desktop.ui.text import runs as words
from dunning_desktop.ui.text.money import sums
from dunning_desktop.ui.text.plain import tip
from dunning_desktop.ui.text.words import channel, tone
from dunning_desktop.usecases.run_rows import RunLine

CLIENT, REMINDER, CHANNEL, AMOUNT, DID, WHY = range(6)
OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# Longer words are cut, and shown whole under the table.
WIDEST = {CLIENT: 240, AMOUNT: 220}
LEAST = 120
SPARE = 0


class RunLinesModel(WholeModel[RunLine]):
    """Ready strings; ``rehearsed`` says what would become of each."""

    def __init__(self, lines: Sequence[RunLine], *, rehearsed: bool) -> None:
        super().__init__(
            (
                self.tr("Client"),
                self.tr("Reminder"),
                self.tr("How"),
                self.tr("Amount"),
                self.tr("Outcome"),
                self.tr("Why not"),
            ),
            lines,
            figures=(AMOUNT,),
        )
        self._rehearsed = rehearsed

    def text(self, line: RunLine, column: int) -> str:
        """What a cell says."""
        if column == CLIENT:
            return line.client
        if column == REMINDER:
            return words.reminder(line)
        if column == CHANNEL:
            return channel(line.channel)
        if column == AMOUNT:
            return sums(line.amounts)
        return words.did_line(line, rehearsed=self._rehearsed) if column == DID else words.why(line)

    def cell(self, row: RunLine, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.text(row, column)) or None
        if role == Qt.ItemDataRole.DecorationRole and column == DID:
            return icon(*words.DID_LOOKS[row.did])
        return None


class RunLinesTable(QTableView):
    """``picked`` comes when another row is current, ``opened`` on Enter or a double click."""

    picked = Signal()
    opened = Signal()

    def __init__(self, lines: Sequence[RunLine], *, rehearsed: bool) -> None:
        super().__init__()
        self.lines = RunLinesModel(lines, rehearsed=rehearsed)
        self._wanted: dict[int, int] = {}
        self.setModel(self.lines)
        self.setAccessibleName(self.tr("Reminders of the run"))
        set_up_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        if lines:
            self.selectRow(0)

    def fit_columns(self) -> int:
        """Give each column the room its words need, within reason; how wide all of them are."""
        header = self.horizontalHeader()
        for one in (self, header):
            one.ensurePolished()
        self.setColumnHidden(WHY, not any(words.why(one) for one in self.lines.rows))
        shown = [at for at in range(WHY + 1) if not self.isColumnHidden(at)]
        for at in shown:
            wanted = max(self.sizeHintForColumn(at), header.sectionSizeHint(at)) + SPARE
            self._wanted[at] = min(wanted, WIDEST.get(at, wanted))
        self._share_out()
        return sum(self._wanted[at] for at in shown) + 2 * self.frameWidth()

    def _share_out(self) -> None:
        """What is left over goes to the last column; what is lacking, reasons and names give."""
        shown = [at for at in self._wanted if not self.isColumnHidden(at)]
        widths = {at: self._wanted[at] for at in shown}
        lacking = sum(widths.values()) - self.viewport().width()
        for at in (WHY, CLIENT):
            given = min(max(lacking, 0), max(widths.get(at, 0) - LEAST, 0))
            if given:
                widths[at] -= given
                lacking -= given
        if shown and lacking < 0:
            widths[shown[-1]] -= lacking
        for at, width in widths.items():
            self.setColumnWidth(at, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def current(self) -> RunLine | None:
        """The line the keyboard is on."""
        at = self.currentIndex().row()
        return self.lines.rows[at] if 0 <= at < len(self.lines.rows) else None

    def as_rows(self) -> list[list[str]]:
        """Every line with its title, as text."""
        cells = [[self.lines.text(one, at) for at in range(WHY + 1)] for one in self.lines.rows]
        return [list(self.lines.titles), *cells]

    def for_export(self) -> list[list[object]]:
        """Every line with native values: sums as numbers, one line a currency."""
        return [
            [one.client, ", ".join(one.numbers), tone(one.tone), channel(one.channel),
             asked.currency if asked else "", asked, self.lines.text(one, DID), words.why(one)]
            for one in self.lines.rows
            for asked in _sums(one)
        ]  # fmt: skip

    def export_titles(self) -> list[str]:
        """The titles of ``for_export``."""
        client, reminder, how, amount, happened, reason = self.lines.titles
        return [client, self.tr("Invoices"), reminder, how, self.tr("Currency"), amount, happened,
                reason]  # fmt: skip

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type]
        self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in OPENS:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the chosen rows on the clipboard."""
        places = sorted(one.row() for one in self.selectionModel().selectedRows())
        rows = self.as_rows()
        QGuiApplication.clipboard().setText(as_tsv([rows[0], *(rows[at + 1] for at in places)]))


def _sums(line: RunLine) -> Sequence[Money | None]:
    return line.amounts or (None,)
