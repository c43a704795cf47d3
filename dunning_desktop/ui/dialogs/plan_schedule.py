"""The schedule of a plan as a table: worked out, or typed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dunning_desktop.domain.errors import InvalidAmount
from dunning_desktop.domain.money import Money
from dunning_desktop.ui.look.fonts import tabular
from dunning_desktop.ui.tables.rows import set_up_rows
from dunning_desktop.ui.tables.whole import WholeModel
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.money import figure, money, parse_money
from dunning_desktop.ui.widgets.fields import DayEdit
from dunning_desktop.ui.widgets.money_edit import MoneyEdit

Index = QModelIndex | QPersistentModelIndex
Part = tuple[date, Money]
NUMBER, DUE, AMOUNT, LEFT = range(4)
NUMBER_WIDTH, DAY_WIDTH = 54, 110


class ScheduleModel(WholeModel[Part]):
    """Each payment with what is left after it. ``edited`` comes with what is typed by hand."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(
            (self.tr("No."), self.tr("Due by"), self.tr("Amount"), self.tr("Left")),
            figures=(AMOUNT, LEFT),
        )
        self.by_hand = False
        self._total = Money.zero("GBP")

    def show_parts(self, parts: Sequence[Part], total: Money) -> None:
        """Show these payments of a sum."""
        self._total = total
        if not parts or len(parts) != len(self.rows):
            self.show(tuple(parts))
            return
        # In place: a new model would end what is being typed, and lose the keyboard's cell.
        self.rows = tuple(parts)
        last = self.index(len(self.rows) - 1, LEFT)
        self.dataChanged.emit(self.index(0, 0), last)

    def put(self, row: int, part: Part) -> None:
        """Let a payment be another one."""
        parts = [*self.rows]
        parts[row] = part
        self.show_parts(parts, self._total)
        self.edited.emit()

    def add(self, part: Part) -> None:
        """One more payment, at the end."""
        self.show((*self.rows, part))
        self.edited.emit()

    def drop(self, row: int) -> None:
        """One payment fewer."""
        self.show(tuple(one for at, one in enumerate(self.rows) if at != row))
        self.edited.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        typed = self.by_hand and index.column() in {DUE, AMOUNT}
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.by_hand:
            return False
        due, amount = self.rows[index.row()]
        if isinstance(value, date):
            due = value
        elif isinstance(value, Money):
            amount = value
        else:
            try:
                amount = parse_money(str(value), amount.currency)
            except InvalidAmount:
                return False
        self.put(index.row(), (due, amount))
        return True

    def cell(self, row: Part, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.EditRole and column == AMOUNT:
            return figure(row[1])
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return day(row[0]) if column == DUE else money(row[1])

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        # By its place: two payments may be the same in day and amount while they are typed.
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            if index.column() == NUMBER:
                return str(index.row() + 1)
            if index.column() == LEFT:
                return self._left(index.row())
        return super().data(index, role)

    def _left(self, place: int) -> str:
        paid = sum(amount.minor for _, amount in self.rows[: place + 1])
        left = Money(self._total.minor - paid, self._total.currency)
        return money(left) if left.minor else "–"


class _PartEditor(QStyledItemDelegate):
    """A calendar for days, a strict field for amounts."""

    def __init__(self, table: ScheduleTable) -> None:
        super().__init__(table)
        self._table = table

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        del option
        due, amount = self._table.schedule.rows[index.row()]
        if index.column() == DUE:
            field: QWidget = DayEdit(due, name=self._table.tr("Due by"))
        else:
            field = MoneyEdit(amount.currency, name=self._table.tr("Amount"))
        field.setParent(parent)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        due, amount = self._table.schedule.rows[index.row()]
        if isinstance(editor, DayEdit):
            editor.setDate(QDate(due.year, due.month, due.day))
        elif isinstance(editor, MoneyEdit):
            editor.set_amount(amount)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        del model
        if isinstance(editor, DayEdit):
            self._table.schedule.setData(index, editor.day())
        elif isinstance(editor, MoneyEdit):
            amount = editor.amount()
            if amount is not None:
                self._table.schedule.setData(index, amount)


class ScheduleTable(QTableView):
    """Read, unless it is made by hand: then Enter or a double click types, Delete drops a line."""

    def __init__(self) -> None:
        super().__init__()
        self.schedule = ScheduleModel()
        self.setModel(self.schedule)
        self.setItemDelegate(_PartEditor(self))
        self.setAccessibleName(self.tr("Schedule"))
        self.setFont(tabular())
        set_up_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        columns = self.horizontalHeader()
        columns.setSectionsClickable(False)
        columns.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column, width in ((NUMBER, NUMBER_WIDTH), (DUE, DAY_WIDTH)):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, width)

    def let_type(self, *, by_hand: bool) -> None:
        """Whether days and amounts are typed."""
        self.schedule.by_hand = by_hand
        some = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            some.DoubleClicked | some.EditKeyPressed | some.AnyKeyPressed
            if by_hand
            else some.NoEditTriggers
        )
        if by_hand:
            # Whole rows would leave the keyboard no way to a cell.
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        else:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() is QAbstractItemView.State.EditingState:
            # Enter in the field ends the typing; it must not reach the dialog's main button.
            event.accept()
            return
        here = self.currentIndex()
        typing = self.schedule.by_hand and here.isValid()
        if typing and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.drop_line()
        elif typing and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit(here)
        else:
            super().keyPressEvent(event)

    def drop_line(self) -> None:
        """Drop the payment the keyboard is on."""
        here = self.currentIndex()
        if here.isValid() and len(self.schedule.rows) > 1:
            self.schedule.drop(here.row())
            row = min(here.row(), len(self.schedule.rows) - 1)
            self.setCurrentIndex(self.schedule.index(row, here.column()))
