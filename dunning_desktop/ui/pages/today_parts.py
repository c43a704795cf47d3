"""The line of Today that says how fresh the payments are, and what stands where no work is."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dunning_desktop.ui.look.fonts import scaled
from dunning_desktop.ui.look.metrics import LARGE, SMALL, TINY
from dunning_desktop.ui.text import today as words
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label
from dunning_desktop.usecases.today_rows import Freshness

# After so many days without a payment or an import a client may have paid long ago.
STALE_DAYS = 7


class FreshLine(QWidget):
    """Up to which day payments are known, and a way to bring in newer ones."""

    def __init__(self, bring_in: QAction) -> None:
        super().__init__()
        self._icon = IconLabel("clock", "quiet")
        self.text = _OneLine()
        self.text.setProperty("look", "quiet")
        self.button = button(bring_in.text(), bring_in.trigger, look="link")
        self.button.setToolTip(bring_in.toolTip())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self._icon)
        row.addWidget(self.text)
        row.addWidget(self.button)
        row.addStretch()
        self.wait()

    def wait(self) -> None:
        """Nothing is known yet."""
        self.text.setText(self.tr("Looking at your book…"))

    def say(self, known: Freshness) -> None:
        """Say it; old news with a warning."""
        self.text.setText(words.freshness(known))
        stale = known.known_to is None or known.days_old > STALE_DAYS
        if stale:
            self._icon.show_icon("clock-alert", "warning")
        else:
            self._icon.show_icon("clock", "quiet")


class _OneLine(QLabel):
    """One line as long as there is room, and wrapped where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text()) + SMALL
        return QSize(wide, super().sizeHint().height())


class Nothing(QFrame):
    """Nothing needs the owner today; and when something will."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._heading = label(self.tr("Nothing needs you today"), wrap=True)
        self._heading.setFont(scaled(1.2, bold=True))
        self.text = label(look="quiet", wrap=True)
        lines = QVBoxLayout()
        lines.setSpacing(TINY)
        lines.addWidget(self._heading)
        lines.addWidget(self.text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        layout.setSpacing(LARGE)
        layout.addWidget(IconLabel("circle-check", "good", size=32))
        layout.addLayout(lines, 1)

    def say(self, following: str, *, empty: bool) -> None:
        """What comes next, if anything does."""
        if empty:
            following = self.tr("Nobody owes you anything. New invoices appear here by themselves.")
        self.text.setText(following or self.tr("Nothing comes by itself: every invoice rests."))
        self.setAccessibleName(f"{self._heading.text()}. {self.text.text()}")
