"""An e-mail of the outbox, to read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from dunning_desktop.ui.look.metrics import LARGE, MEDIUM
from dunning_desktop.ui.pages.outbox_rows import ShownMail
from dunning_desktop.ui.review.mail_view import MailView
from dunning_desktop.ui.shell import Shell


class MailDialog(QDialog):
    """Reads the exact bytes that go out, or went."""

    def __init__(self, shell: Shell, shown: ShownMail) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(shown.head.subject)
        self.view = MailView()
        self.view.show_mail(shown.head, shown.body)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(LARGE, MEDIUM, LARGE, LARGE)
        layout.addWidget(self.view, 1)
        layout.addWidget(close)
        self.resize(680, 640)
