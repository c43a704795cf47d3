"""A short message at the foot of the window, with Undo where something can be taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, WIDE
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label

SECONDS = 6.0


class Toast(QFrame):
    """Shown over its parent's lower edge, spoken by a screen reader, gone after some seconds.

    ``undo_changed`` says whether there is something to take back just now.
    """

    undo_changed = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("toast")
        self._undo: Callable[[], object] | None = None
        self._words = label()
        self._undo_button = button(self.tr("Undo"), self.undo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        layout.setSpacing(LARGE)
        layout.addWidget(self._words)
        layout.addWidget(self._undo_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        parent.installEventFilter(self)
        self.hide()

    def say(
        self,
        text: str,
        *,
        undo: Callable[[], object] | None = None,
        seconds: float = SECONDS,
    ) -> None:
        """Show the text in the place of any earlier one."""
        self._words.setText(text)
        self._undo = undo
        self._undo_button.setVisible(undo is not None)
        self.undo_changed.emit(undo is not None)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(round(seconds * 1000))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def undo(self) -> None:
        """Take back what the toast speaks of, while it is shown."""
        taken = self._undo
        self.dismiss()
        if taken is not None:
            taken()

    def dismiss(self) -> None:
        """Hide it; what it spoke of can no longer be taken back here."""
        self._timer.stop()
        self._undo = None
        self.undo_changed.emit(False)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, or said last."""
        return self._words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        area = self._over.rect()
        left = (area.width() - self.width()) // 2
        self.move(max(left, 0), area.height() - self.height() - WIDE)
