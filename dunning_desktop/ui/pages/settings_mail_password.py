"""The password of an account: kept in the keychain, never in the book, never shown back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dunning_desktop.ui.widgets.form import Form


class PasswordPart(QWidget):
    """``changed`` comes with every change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._keychain = ""
        self.form = Form()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.row(self.tr("Password"), self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self.field.textChanged.connect(lambda _text: self.changed.emit())

    def show_stored(self, *, stored: bool, keychain: str) -> None:
        """Say whether there is one, and where it is kept: nowhere where there is no keychain."""
        self._keychain = keychain
        self.form.all_right()
        self.field.clear()
        self.field.setPlaceholderText(
            self.tr("Unchanged: type to replace it") if stored else ""
        )
        self._say_where()

    def _say_where(self) -> None:
        if self._keychain:
            words = self.tr("Kept in {keychain}, never in the book or its backups.")
            self.form.hint(self.field, words.format(keychain=self._keychain))
        else:
            self.form.hint(
                self.field,
                self.tr("This computer has no safe place for it: it is kept only until you close "
                        "the program."),
            )

    @property
    def typed(self) -> str:
        """What was typed; empty while the stored one stays."""
        return self.field.text()

    def check(self, *, needed: bool) -> bool:
        """Complain where there is none; whether all is well."""
        self.form.all_right()
        self._say_where()
        if needed and not self.typed:
            self.form.wrong(self.field, self.tr("Enter the password."))
        return not self.form.is_wrong
