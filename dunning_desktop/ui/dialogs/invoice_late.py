"""What late payment of a new invoice costs, where something else was agreed for it alone."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from dunning_desktop.domain.invoice import Invoice
from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.ui.dialogs.late_fields import LateFields
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.widgets.form import Form


class InvoiceLate(QWidget):
    """Folded away until it is asked for: most invoices cost what the client's terms say."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fold = QToolButton()
        self._fold.setText(self.tr("Late payment of this invoice"))
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setCheckable(True)
        self._fold.setProperty("look", "fold")
        self._fold.toggled.connect(self._on_fold)
        self._form = Form()
        self.fields = LateFields(self._form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addWidget(self._fold)
        column.addWidget(self._form)
        self._on_fold(unfolded=False)

    def show_usual(self, usual: LateTerms, currency: str) -> None:
        """Say what the client's terms are, as far as they hold for an invoice in that currency."""
        self.fields.fee.set_currency(currency)
        self.fields.show_usual(usual)

    def put(self, invoice: Invoice) -> Invoice:
        """The invoice with what was typed. Raises ``InvalidField``."""
        return replace(invoice, late=self.fields.late())

    def check(self) -> bool:
        """Complain of what cannot be taken, and show it; whether all is well."""
        self._form.all_right()
        self.fields.check()
        if self._form.is_wrong:
            self.unfold()
        return not self._form.is_wrong

    def unfold(self) -> None:
        """Show the fields."""
        self._fold.setChecked(True)

    def _on_fold(self, unfolded: bool) -> None:
        self._fold.setIcon(icon("chevron-down" if unfolded else "chevron-right", "quiet"))
        self._form.setVisible(unfolded)
        self.resized.emit()
