"""The text of an offer to settle, to copy into a letter or an e-mail."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout

from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, WIDE
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label

WIDTH, HEIGHT = 640, 560


class OfferLetterDialog(QDialog):
    """Read only: what was offered stays as it was written down."""

    def __init__(self, shell: Shell, letter: str) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell = shell
        self.setWindowTitle(self.tr("The letter of your offer"))
        self._text = QPlainTextEdit(letter)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.tr("Text of the letter"))
        self._copy = button(self.tr("Copy the text"), self.copy, look="primary", icon_name="copy")
        self._copy.setDefault(True)
        close = QDialogButtonBox()
        close.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        close.addButton(
            button(self.tr("Close"), self.accept), QDialogButtonBox.ButtonRole.RejectRole
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        said = self.tr(
            "Copy it into an e-mail or a letter. A copy is kept with the client's papers, marked "
            "without prejudice."
        )
        layout.addWidget(label(said, "quiet", wrap=True))
        layout.addWidget(self._text, 1)
        layout.addWidget(close)
        self.resize(WIDTH, HEIGHT)

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self._text.toPlainText())
        self._shell.toast(self.tr("The text of the letter is on the clipboard."))
