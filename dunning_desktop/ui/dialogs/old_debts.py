"""Old debts one by one: tick some, and say how chasing begins for them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.domain.money import totals
from dunning_desktop.domain.policy import OldDebts
from dunning_desktop.ui.look.fonts import as_title, tabular
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.tables.rows import set_up_rows
from dunning_desktop.ui.tables.whole import WholeModel
from dunning_desktop.ui.text import old_debts as words
from dunning_desktop.ui.text.dates import day, late
from dunning_desktop.ui.text.money import money, sums
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.old_debts import OldDebt, OldDebtsNow, decide_start, old_debts

Index = QModelIndex | QPersistentModelIndex
CLIENT, NUMBER, DUE, OPEN, AGE, NOW = range(6)
WAYS = (OldDebts.FIRST, OldDebts.BY_AGE, OldDebts.LEAVE)


class DebtsModel(WholeModel[OldDebt]):
    """Ready strings, and a tick before each client. ``ticked_changed`` comes with every tick."""

    ticked_changed = Signal()

    def __init__(self) -> None:
        super().__init__(
            (
                self.tr("Client"),
                self.tr("Invoice"),
                self.tr("Due"),
                self.tr("Open"),
                self.tr("For its age"),
                self.tr("Begins with"),
            ),
            figures=(OPEN,),
        )
        self.ticked: set[int] = set()

    def show_debts(self, debts: Sequence[OldDebt]) -> None:
        """Show these; ticks stay where the debt does."""
        self.show(debts)
        self.ticked &= {one.item_id for one in debts}
        self.ticked_changed.emit()

    def chosen(self) -> tuple[OldDebt, ...]:
        """The debts that are ticked."""
        return tuple(one for one in self.rows if one.item_id in self.ticked)

    def tick_all(self, *, ticked: bool) -> None:
        """Tick every one, or none."""
        self.ticked = {one.item_id for one in self.rows} if ticked else set()
        self._redraw()

    def toggle(self, rows: Sequence[int]) -> None:
        """Tick those rows; where all of them are ticked, no longer."""
        ids = {self.rows[at].item_id for at in rows}
        self.ticked = self.ticked - ids if ids <= self.ticked else self.ticked | ids
        self._redraw()

    def _redraw(self) -> None:
        last = self.index(max(len(self.rows) - 1, 0), len(self.titles) - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.ticked_changed.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == CLIENT else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != CLIENT:
            return False
        del value
        self.toggle([index.row()])
        return True

    def cell(self, row: OldDebt, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.CheckStateRole and column == CLIENT:
            return Qt.CheckState.Checked if row.item_id in self.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == DUE:
            return late(row.days_late)
        return None


def _text(row: OldDebt, column: int) -> str:
    if column == DUE:
        return day(row.due)
    if column == OPEN:
        return money(row.open)
    if column == AGE:
        return words.by_age(row)
    if column == NOW:
        return words.decided(row.start)
    return row.client if column == CLIENT else row.number


class DebtsTable(QTableView):
    """Space ticks the chosen rows, Ctrl+A chooses all."""

    def __init__(self) -> None:
        super().__init__()
        self.debts = DebtsModel()
        self.setModel(self.debts)
        self.setAccessibleName(self.tr("Old debts"))
        self.setFont(tabular())
        set_up_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        columns = self.horizontalHeader()
        columns.setSectionsClickable(False)
        columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns.setStretchLastSection(True)
        columns.setSectionResizeMode(CLIENT, QHeaderView.ResizeMode.Interactive)
        for column, width in ((CLIENT, 240), (NUMBER, 110), (DUE, 110), (OPEN, 120), (AGE, 150)):
            self.setColumnWidth(column, width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = [one.row() for one in self.selectionModel().selectedRows()]
        if event.key() == Qt.Key.Key_Space and rows:
            self.debts.toggle(rows)
        else:
            super().keyPressEvent(event)


class OldDebtsDialog(QDialog):
    """Decisions are saved at once, and can be taken again; the dialog stays until it is closed."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Old debts"))
        self._shell = shell
        self.table = DebtsTable()
        self.table.debts.ticked_changed.connect(self._follow)
        self.all = button(self.tr("Tick all"), self._tick_all)
        self.said = label(look="quiet")
        self.buttons = {
            start: button(words.way(start), partial(self._decide, start)) for start in WAYS
        }
        self._build()
        self._follow()
        shell.desk.changed.connect(self._reload)
        self._reload()

    def _build(self) -> None:
        heading = label(self.tr("How does chasing begin for each?"))
        as_title(heading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addWidget(heading)
        layout.addWidget(
            label(
                self.tr(
                    "Late, and nobody was reminded of them yet. Tick some, then press what is to "
                    "be done with them. Nothing is sent by that."
                ),
                "quiet",
                wrap=True,
            )
        )
        layout.addLayout(_row(self.all, self.said))
        layout.addWidget(self.table, 1)
        close = button(self.tr("Close"), self.accept)
        layout.addLayout(_row(*self.buttons.values(), last=close))
        self.resize(940, 560)

    def open(self) -> None:
        follow_layout(self)
        super().open()
        self.table.setFocus()

    def _reload(self) -> None:
        self._shell.desk.ask(old_debts, then=self._show, owner=self, latest="old-debts")

    def _show(self, now: OldDebtsNow) -> None:
        # What is still to be decided comes first.
        order = sorted(now.late, key=lambda one: one.start is not OldDebts.ASK)
        self.table.debts.show_debts(order)
        if order and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _tick_all(self) -> None:
        debts = self.table.debts
        debts.tick_all(ticked=len(debts.chosen()) < len(debts.rows))

    def _follow(self) -> None:
        debts = self.table.debts
        chosen = debts.chosen()
        for one in self.buttons.values():
            one.setEnabled(bool(chosen))
        self.all.setEnabled(bool(debts.rows))
        every = bool(debts.rows) and len(chosen) == len(debts.rows)
        self.all.setText(self.tr("Tick none") if every else self.tr("Tick all"))
        words_ = self.tr("{n} of {all} ticked: {sum}") if chosen else self.tr("{all} in all: {sum}")
        sum_ = sums(totals(one.open for one in chosen or debts.rows))
        self.said.setText(words_.format(n=len(chosen), all=len(debts.rows), sum=sum_))

    def _decide(self, start: OldDebts) -> None:
        ids = [one.item_id for one in self.table.debts.chosen()]
        desk, parent = self._shell.desk, self._shell.as_parent()

        def told(count: int) -> None:
            said = self.tr("{way}: {n} decided.").format(way=words.way(start), n=count)
            self._shell.toast(said, undo=lambda: desk.do(decide_start, ids, None, owner=parent))

        desk.do(decide_start, ids, start, owner=self, then=told)


def _row(*widgets: QWidget, last: QWidget | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SMALL)
    for one in widgets:
        row.addWidget(one)
    row.addStretch()
    if last is not None:
        row.addWidget(last)
    return row

