"""What interest on an invoice depends on besides its due day; most invoices need none of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QToolButton, QVBoxLayout, QWidget

from dunning_desktop.domain.invoice import Invoice
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.optional_day import OptionalDay


class InvoiceDays(QWidget):
    """Folded away until it is asked for, or until the invoice has something of it."""

    resized = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._fold = QToolButton()
        self._fold.setText(self.tr("Deposits, public bodies and the days that count"))
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setCheckable(True)
        self._fold.setProperty("look", "fold")
        self._fold.toggled.connect(self._on_fold)
        self._form = Form()
        self.advance = QCheckBox(self.tr("Deposit or pro-forma"))
        self._form.row(self.tr("Kind"), self.advance)
        self._form.hint(
            self.advance,
            self.tr("It bears no interest before the work is done, whatever day was agreed."),
        )
        self.performed = OptionalDay(self.tr("Done on"), today, name=self.tr("Work done on"))
        self._form.row(self.tr("The work"), self.performed)
        self.noticed = OptionalDay(self.tr("Received on"), today, name=self.tr("Received on"))
        self._form.row(self.tr("The invoice"), self.noticed)
        self._form.hint(
            self.noticed,
            self.tr("A public body has 30 days from the later of both days."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self._fold)
        column.addWidget(self._form)
        self._on_fold(unfolded=False)

    def show_invoice(self, invoice: Invoice) -> None:
        """Show what an invoice has of it."""
        self.advance.setChecked(invoice.advance)
        self.performed.show_day(invoice.performed)
        self.noticed.show_day(invoice.noticed)
        if invoice.advance or invoice.performed or invoice.noticed:
            self._fold.setChecked(True)

    def put(self, invoice: Invoice) -> Invoice:
        """The invoice with what was typed."""
        return replace(
            invoice,
            advance=self.advance.isChecked(),
            performed=self.performed.day(),
            noticed=self.noticed.day(),
        )

    def unfold(self) -> None:
        """Show the fields."""
        self._fold.setChecked(True)

    def _on_fold(self, unfolded: bool) -> None:
        self._fold.setIcon(icon("chevron-down" if unfolded else "chevron-right", "quiet"))
        self._form.setVisible(unfolded)
        self.resized.emit()
