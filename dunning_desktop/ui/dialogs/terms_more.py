"""What few terms have: parts, a discount, an agreed fee, and what follows if nobody pays."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import LONGEST_NET_DAYS, Consequence, Stage, Terms
from dunning_desktop.ui.dialogs.terms_stages import USUAL, StagesEdit
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.text.terms import consequence
from dunning_desktop.ui.widgets.count import Count
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.ui.widgets.wheel import WheelGuard

USUAL_DISCOUNT, USUAL_WINDOW = Decimal(2), 10
FEE_WIDTH = 140


@dataclass(frozen=True, slots=True)
class More:
    """What was chosen, as ``Terms`` has it."""

    stages: tuple[Stage, ...]
    discount_percent: Decimal | None
    discount_days: int | None
    reminder_fee: int | None
    consequences: frozenset[Consequence]


class TermsMore(QWidget):
    """Each is ticked first; its fields wait for that. The fee is in the business's currency."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.in_parts = QCheckBox(self.tr("An invoice is due in several parts"))
        self.stages = StagesEdit()
        self._make_discount()
        self.has_fee = QCheckBox(self.tr("An agreed fee for each reminder"))
        self.fee = MoneyEdit(name=self.tr("Reminder fee"))
        self.fee.setFixedWidth(FEE_WIDTH)
        self.boxes = {one: QCheckBox(consequence(one)) for one in Consequence}
        self._build()
        self._connect()

    def _make_discount(self) -> None:
        self.has_discount = QCheckBox(self.tr("A discount for paying early"))
        self.percent = QDoubleSpinBox()
        self.percent.setRange(0.01, 99.99)
        self.percent.setDecimals(2)
        self.percent.setSuffix(self.tr(" %"))
        self.percent.setAccessibleName(self.tr("Discount"))
        self.percent.lineEdit().setAccessibleName(self.tr("Discount"))
        self.window_days = Count(
            0, LONGEST_NET_DAYS, one=self.tr(" day"), many=self.tr(" days")
        )
        self.window_days.setAccessibleName(self.tr("Days for the discount"))
        WheelGuard(self.percent, self.window_days, parent=self)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        self._discount = _within(
            _across(self.percent, label(self.tr("within"), "quiet"), self.window_days)
        )
        self._fee = _within(_across(self.fee))
        self._parts = _within(_across(self.stages))
        for box, fields in (
            (self.in_parts, self._parts),
            (self.has_discount, self._discount),
            (self.has_fee, self._fee),
        ):
            column.addWidget(box)
            column.addWidget(fields)
        column.addWidget(label(self.tr("If an invoice stays unpaid"), "quiet"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SMALL)
        grid.setVerticalSpacing(SMALL)
        for at, box in enumerate(self.boxes.values()):
            grid.addWidget(box, at, 0)
        column.addLayout(grid)

    def _connect(self) -> None:
        for box in (self.in_parts, self.has_discount, self.has_fee):
            box.toggled.connect(lambda _on: self._follow())
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self.changed.emit())
        self.stages.changed.connect(self.changed)
        self.percent.valueChanged.connect(lambda _value: self.changed.emit())
        self.window_days.valueChanged.connect(lambda _value: self.changed.emit())
        self.fee.textChanged.connect(lambda _text: self.changed.emit())
        self._follow()

    def _follow(self) -> None:
        self._parts.setVisible(self.in_parts.isChecked())
        self._discount.setVisible(self.has_discount.isChecked())
        self._fee.setVisible(self.has_fee.isChecked())
        self.changed.emit()

    def show_terms(self, terms: Terms, *, currency: str) -> None:
        """Show what these terms have of it."""
        self.in_parts.setChecked(bool(terms.stages))
        self.stages.show_stages(terms.stages or USUAL)
        self.has_discount.setChecked(terms.discount_percent is not None)
        self.percent.setValue(float(terms.discount_percent or USUAL_DISCOUNT))
        days = USUAL_WINDOW if terms.discount_days is None else terms.discount_days
        self.window_days.setValue(days)
        self.has_fee.setChecked(terms.reminder_fee is not None)
        self.fee.set_currency(currency)
        fee = terms.reminder_fee
        self.fee.set_amount(None if fee is None else Money(fee, currency))
        for one, box in self.boxes.items():
            box.setChecked(one in terms.consequences)

    def more(self) -> More:
        """What was chosen. Raises ``InvalidField`` for a fee that is no amount."""
        discount = self.has_discount.isChecked()
        # The text is exact; the spin box's own value is a float.
        percent = Decimal(self.percent.cleanText()) if discount else None
        return More(
            stages=self.stages.stages() if self.in_parts.isChecked() else (),
            discount_percent=percent,
            discount_days=self.window_days.value() if discount else None,
            reminder_fee=self._fee_minor() if self.has_fee.isChecked() else None,
            consequences=frozenset(one for one, box in self.boxes.items() if box.isChecked()),
        )

    def _fee_minor(self) -> int:
        amount = self.fee.amount()
        if amount is None:
            raise InvalidField(field="reminder_fee", reason="form")
        return amount.minor


def _across(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SMALL)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row


def _within(layout: QLayout) -> QWidget:
    """A row that stands a little to the right, below the box that it belongs to."""
    made = QWidget()
    layout.setContentsMargins(28, 0, 0, 0)
    made.setLayout(layout)
    return made
