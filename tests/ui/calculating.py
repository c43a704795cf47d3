"""The interest calculator in tests: typed in from a worked example, and read off the screen."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from dunning_desktop.ui.dialogs.calculator import CalculatorDialog
from dunning_desktop.ui.widgets.working_table import WorkingTable
from tests.helpers.debts import ORDERS, debt_of


def type_in(dialog: CalculatorDialog, vector: dict[str, Any]) -> None:
    """Fill in the fields as somebody would who has the example on paper."""
    fields, debt = dialog.fields, debt_of(vector)
    fields.law.choose(vector["jurisdiction"])
    fields.debtor.choose(debt.debtor)
    QTest.keyClicks(fields.amount, vector["principal"])
    assert fields.currency.value() == vector["currency"]
    if debt.days.agreed is not None:
        fields.days.due.set_day(debt.days.agreed)
    fields.days.advance.setChecked(debt.days.advance)
    if debt.days.notice is not None:
        fields.days.notice.set_day(debt.days.notice)
    if debt.days.performance is not None:
        fields.days.unknown.setChecked(False)
        fields.days.performance.set_day(debt.days.performance)
    for one in vector["payments"]:
        line = fields.payments.add()
        line.day.set_day(date.fromisoformat(one["date"]))
        QTest.keyClicks(line.amount, one["amount"])
        line.order.choose(ORDERS[one["allocation"]])
    fields.as_of.set_day(date.fromisoformat(vector["as_of"]))
    dialog.work_out()


def texts(widget: QWidget) -> list[str]:
    """Everything that is written in it, from top to bottom as it was made."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


def rows(table: WorkingTable) -> list[list[str]]:
    model = table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def simple(dialog: CalculatorDialog, amount: str = "1000") -> None:
    dialog.fields.amount.setText(amount)
    dialog.fields.days.due.set_day(date(2026, 3, 31))
    dialog.fields.as_of.set_day(date(2026, 7, 31))
    dialog.work_out()
