"""An e-mail as the client will see it: the lines at its head, and its body on white."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QFrame, QTextBrowser, QVBoxLayout, QWidget

from dunning_desktop.domain.letter import EmailBody
from dunning_desktop.ui.look.colours import LIGHT
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class MailHead:
    """The lines over an e-mail."""

    sender: str
    recipient: str
    subject: str
    attachment: str = ""


class MailView(QWidget):
    """Subject, sender, recipient, attachment, and the body as HTML or as plain text."""

    def __init__(self) -> None:
        super().__init__()
        self._body = EmailBody("", "")
        self.subject = label(wrap=True, selectable=True)
        as_heading(self.subject)
        self.sender_line = label(selectable=True)
        self.recipient = label(wrap=True, selectable=True)
        self.attachment = label(selectable=True)
        self.plain = QCheckBox(self.tr("Show the plain text version"))
        self.plain.setAccessibleName(self.plain.text())
        self.plain.toggled.connect(self._show_body)
        self.body = QTextBrowser()
        self.body.setAccessibleName(self.tr("Text of the e-mail"))
        self.body.setFrameShape(QFrame.Shape.NoFrame)
        self.body.setOpenLinks(False)
        self._whiten()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(TINY, MEDIUM, TINY, MEDIUM)
        layout.setSpacing(SMALL)
        layout.addWidget(self.subject)
        layout.addLayout(self._head())
        layout.addWidget(self.body, 1)
        layout.addWidget(self.plain)

    def _head(self) -> QFormLayout:
        rows = QFormLayout()
        rows.setHorizontalSpacing(LARGE)
        rows.setVerticalSpacing(TINY)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeading)
        rows.addRow(label(self.tr("From"), "quiet"), self.sender_line)
        rows.addRow(label(self.tr("To"), "quiet"), self.recipient)
        rows.addRow(label(self.tr("Attached"), "quiet"), self.attachment)
        return rows

    def _whiten(self) -> None:
        """An e-mail is read on the client's screen: dark words on white in either scheme."""
        self.body.setStyleSheet(
            f"QTextBrowser {{ background: {LIGHT.paper}; color: {LIGHT.text}; "
            f"border: 1px solid {LIGHT.line}; border-radius: 6px; padding: {MEDIUM}px; }}"
        )

    def show_mail(self, head: MailHead, body: EmailBody) -> None:
        """Show another e-mail."""
        self.subject.setText(head.subject)
        self.sender_line.setText(head.sender or "–")
        self.recipient.setText(head.recipient)
        self.attachment.setText(head.attachment or "–")
        self._body = body
        self.plain.setVisible(bool(body.html))
        self._show_body()

    def _show_body(self) -> None:
        place = self.body.verticalScrollBar().value()
        if self.plain.isChecked() or not self._body.html:
            self.body.setPlainText(self._body.text)
        else:
            self.body.setHtml(self._body.html)
        self.body.verticalScrollBar().setValue(place)
