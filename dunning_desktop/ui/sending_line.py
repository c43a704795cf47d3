"""The line under the pages while mail is on its way, and the question before the window closes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMessageBox, QWidget

from dunning_desktop.ui.look.metrics import MEDIUM, SMALL, TINY, WIDE
from dunning_desktop.ui.sender import Sender, SendingState
from dunning_desktop.ui.text.mail import fault_in_short
from dunning_desktop.ui.text.review import emails
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label

translate = QCoreApplication.translate


class SendingLine(QFrame):
    """Hidden while nothing waits and nothing goes."""

    def __init__(self, sender: Sender, show_outbox: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("sendingLine")
        self._icon = IconLabel("mail", "quiet")
        self.words = label()
        row = QHBoxLayout(self)
        row.setContentsMargins(WIDE, TINY, MEDIUM, TINY)
        row.setSpacing(SMALL)
        row.addWidget(self._icon)
        row.addWidget(self.words)
        row.addStretch()
        row.addWidget(button(self.tr("See the outbox"), show_outbox, look="link"))
        sender.changed.connect(self.show_state)
        self.hide()

    def show_state(self, state: SendingState) -> None:
        """Say what the mail does."""
        words = said(state)
        self.words.setText(words)
        held = bool(state.waiting and state.paused)
        self._icon.show_icon("circle-pause" if held else "send", "warning" if held else "quiet")
        self.setVisible(bool(words))


def said(state: SendingState) -> str:
    """One line; empty while there is nothing to say. The toast and the outbox tell of the Undo."""
    if state.sending and state.waiting:
        words = translate("SendingLine", "Sending: {sent} of {count} gone")
        return words.format(sent=state.sent, count=max(state.waiting, state.sent))
    if state.waiting and state.paused:
        words = translate("SendingLine", "{emails} held back: {why}")
        return words.format(emails=emails(state.waiting), why=fault_in_short(state.paused))
    tried = state.waiting - state.undoable
    if tried:
        words = translate("SendingLine", "{emails} waiting to be tried again")
        return words.format(emails=emails(tried))
    return ""


class MailBeforeLeaving:
    """Asks what becomes of mail that can still be taken back when the window is closed."""

    def __init__(
        self, window: QWidget, sender: Sender, show_outbox: Callable[[], object]
    ) -> None:
        self._window = window
        self._sender = sender
        self._show_outbox = show_outbox

    def __call__(self, close: Callable[[], None]) -> bool:
        """Whether the window may close at once; else ``close`` does it after the answer."""
        if not self._sender.state.undoable:
            self._sender.stop()
            return True
        self._ask(close)
        return False

    def _ask(self, close: Callable[[], None]) -> None:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("Dunning Desktop")
        box.setIcon(QMessageBox.Icon.Question)
        words = translate("SendingLine", "{emails} not sent yet.")
        box.setText(words.format(emails=emails(self._sender.state.undoable)))
        box.setInformativeText(
            translate("SendingLine", "They wait in the outbox and can be sent next time.")
        )
        role = QMessageBox.ButtonRole
        now = box.addButton(translate("SendingLine", "Send now and quit"), role.AcceptRole)
        keep = box.addButton(translate("SendingLine", "Keep for next time"), role.DestructiveRole)
        box.addButton(translate("SendingLine", "Stay here"), role.RejectRole)
        box.setDefaultButton(now)

        def leave(all_gone: bool) -> None:
            if all_gone:
                self._sender.stop()
                close()
            else:
                # Something went wrong: the outbox says what, and nothing is lost by staying.
                self._show_outbox()

        now.clicked.connect(lambda: self._sender.send_everything(leave))
        keep.clicked.connect(lambda: leave(all_gone=True))
        box.open()
