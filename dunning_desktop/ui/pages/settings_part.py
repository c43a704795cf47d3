"""What every part of the business's settings is: shows a business, gives back a changed one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from dunning_desktop.domain.client import Business
from dunning_desktop.ui.widgets.form import Form


class BusinessPart(QWidget):
    """Subclasses fill ``self.form`` and override ``fill``, ``put`` and ``check``."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        self.form = Form()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)

    def show_business(self, business: Business) -> None:
        """Show it; nothing counts as changed by that."""
        self._filling = True
        self.form.all_right()
        self.fill(business)
        self._filling = False

    def fill(self, business: Business) -> None:
        """Put its values into the fields."""

    def put(self, business: Business) -> Business:
        """The business with what was typed."""
        return business

    def check(self) -> bool:
        """Complain beside every field that cannot be taken; whether none was found."""
        return not self.form.is_wrong

    def field(self, name: str, field: QWidget, *, beside: QWidget | None = None) -> None:
        """Add a row whose changes count."""
        self.form.row(name, field, beside=beside)
        for one in (field, beside):
            self.watch(one)

    def watch(self, field: QWidget | None) -> None:
        """Let a field's changes count."""
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.textChanged.connect(self.touch)
        elif isinstance(field, QComboBox):
            field.currentIndexChanged.connect(self.touch)

    def touch(self) -> None:
        """Something was changed by the owner."""
        if not self._filling:
            self.changed.emit()
