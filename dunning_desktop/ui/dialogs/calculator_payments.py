"""The payments of a debt in the calculator: a line for each, with what it settles first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from dunning_desktop.domain.interest import Receipt
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.text import claims
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.fields import Choice, DayEdit
from dunning_desktop.ui.widgets.labels import label, wear
from dunning_desktop.ui.widgets.money_edit import MoneyEdit


@dataclass(slots=True)
class Line:
    """One payment as it is typed in."""

    box: QWidget
    day: DayEdit
    amount: MoneyEdit
    order: Choice[PaymentOrder]

    @property
    def empty(self) -> bool:
        """Whether nothing was typed yet."""
        return not self.amount.text().strip()

    def receipt(self) -> Receipt | None:
        """What was typed; None while the amount is none."""
        amount = self.amount.amount()
        if amount is None:
            return None
        return Receipt(
            self.day.day(), amount, self.order.value() or PaymentOrder.PRINCIPAL_FIRST
        )


class PaymentsEdit(QWidget):
    """Empty lines do not count. ``reshaped`` comes when a line came or went."""

    changed = Signal()
    reshaped = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._currency = "GBP"
        self._order = PaymentOrder.PRINCIPAL_FIRST
        self.lines: list[Line] = []
        self._note = label(look="trouble", wrap=True)
        self._note.hide()
        self.add_one = button(
            self.tr("Add a payment"), self.add, look="link", icon_name="plus"
        )
        row = QHBoxLayout()
        row.addWidget(self.add_one)
        row.addStretch()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SMALL)
        self._layout.addWidget(self._note)
        self._layout.addLayout(row)

    def use(self, currency: str, order: PaymentOrder) -> None:
        """Take amounts in that currency; new lines begin with what the law settles first."""
        self._currency, self._order = currency, order
        for line in self.lines:
            line.amount.set_currency(currency)

    def add(self) -> Line:
        """Begin another line, ready to be typed in."""
        number = len(self.lines) + 1
        line = Line(
            box=QWidget(),
            day=DayEdit(self._today),
            amount=MoneyEdit(self._currency),
            order=Choice(
                ((one, claims.order_name(one)) for one in PaymentOrder),
                name=self.tr("Payment {n} settles first").format(n=number),
            ),
        )
        line.day.setAccessibleName(self.tr("Day of payment {n}").format(n=number))
        line.amount.setAccessibleName(self.tr("Amount of payment {n}").format(n=number))
        line.order.choose(self._order)
        across = QHBoxLayout(line.box)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SMALL)
        for widget, share in ((line.day, 5), (line.amount, 4), (line.order, 6)):
            across.addWidget(widget, share)
        across.addWidget(self._remover(line, number))
        line.day.dateChanged.connect(self.changed)
        line.amount.edited.connect(self.changed)
        line.order.currentIndexChanged.connect(self.changed)
        self.lines.append(line)
        self._layout.insertWidget(self._layout.count() - 2, line.box)
        self.reshaped.emit()
        line.day.setFocus()
        return line

    def _remover(self, line: Line, number: int) -> QToolButton:
        made = QToolButton()
        made.setIcon(icon("x", "quiet"))
        made.setAutoRaise(True)
        made.setAccessibleName(self.tr("Remove payment {n}").format(n=number))
        made.setToolTip(self.tr("Remove this payment"))
        made.clicked.connect(lambda: self.remove(line))
        return made

    def remove(self, line: Line) -> None:
        """Take a line away; the keyboard goes to the button under the lines."""
        self.lines.remove(line)
        line.box.hide()
        line.box.deleteLater()
        self.add_one.setFocus()
        self.reshaped.emit()
        self.changed.emit()

    def receipts(self) -> tuple[Receipt, ...] | None:
        """What was typed; None while a line is no amount."""
        found = [line.receipt() for line in self.lines if not line.empty]
        right = tuple(one for one in found if one is not None)
        return right if len(right) == len(found) else None

    def complain(self, words: str) -> None:
        """Say under the lines what is wrong with one of them; nothing takes it away."""
        self._note.setText(words)
        self._note.setVisible(bool(words))
        for line in self.lines:
            bad = bool(words) and not line.empty and not _is_positive(line)
            line.amount.setProperty("wrong", bad)
            wear(line.amount, "")
            line.amount.setAccessibleDescription(words if bad else "")

    @property
    def complaint(self) -> str:
        """What is said under the lines."""
        return self._note.text()


def _is_positive(line: Line) -> bool:
    amount = line.amount.amount()
    return amount is not None and amount.minor > 0
