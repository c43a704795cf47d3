"""A field for an amount: strict, no floats, in one currency at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from dunning_desktop.domain.errors import InvalidAmount
from dunning_desktop.domain.money import Money
from dunning_desktop.ui.look.fonts import tabular
from dunning_desktop.ui.text.money import figure, parse_money


class MoneyEdit(QLineEdit):
    """``amount`` is None while what stands there is no amount."""

    edited = Signal()

    def __init__(self, currency: str = "GBP", *, name: str = "") -> None:
        super().__init__()
        self._currency = currency
        self.setPlaceholderText("0.00")
        self.setFont(tabular())
        self.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        if name:
            self.setAccessibleName(name)
        self.textEdited.connect(lambda _text: self.edited.emit())
        self.editingFinished.connect(self._tidy)

    @property
    def currency(self) -> str:
        """The currency of what is typed."""
        return self._currency

    def set_currency(self, currency: str) -> None:
        """Take what is typed as an amount of another currency."""
        self._currency = currency

    def amount(self) -> Money | None:
        """What was typed."""
        try:
            return parse_money(self.text(), self._currency)
        except InvalidAmount:
            return None

    def set_amount(self, amount: Money | None) -> None:
        """Show an amount, or nothing."""
        if amount is not None:
            self._currency = amount.currency
        self.setText(figure(amount) if amount is not None else "")

    def _tidy(self) -> None:
        amount = self.amount()
        if amount is not None:
            self.setText(figure(amount))
