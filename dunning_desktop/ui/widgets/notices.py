"""The cards over the review: no mail account yet, the book changed, and the progress of sending."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label

translate = QCoreApplication.translate
Press = tuple[str, Callable[[], object]]


class Notice(QFrame):
    """One thing the owner should know, and what can be pressed about it, the main one first.

    ``plain`` leaves the page its own main button.
    """

    def __init__(
        self,
        icon_name: str,
        title: str,
        *,
        text: str = "",
        presses: Sequence[Press] = (),
        colour: str = "accent",
        plain: bool = False,
    ) -> None:
        super().__init__()
        self._plain = plain
        self.setProperty("look", {"warning": "notice-warning", "trouble": "notice-trouble"}.get(
            colour, "notice"
        ))
        self.icon = IconLabel(icon_name, colour)
        self.title = label(title, wrap=True)
        as_heading(self.title)
        self.text = label(text, wrap=True)
        self.text.setVisible(bool(text))
        words = QVBoxLayout()
        words.setSpacing(TINY)
        words.addWidget(self.title)
        words.addWidget(self.text)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        self._row.setSpacing(MEDIUM)
        self._row.addWidget(self.icon, 0, _beside(text))
        self._row.addLayout(words, 1)
        self.buttons: list[QPushButton] = []
        self.offer(presses)

    def offer(self, presses: Sequence[Press]) -> None:
        """Offer these buttons in the place of the earlier ones."""
        for old in self.buttons:
            self._row.removeWidget(old)
            old.deleteLater()
        self.buttons = [
            button(text, run, look="" if place or self._plain else "primary")
            for place, (text, run) in enumerate(presses)
        ]
        for one in self.buttons:
            self._row.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, title: str, text: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self._row.setAlignment(self.icon, _beside(text))


def _beside(text: str) -> Qt.AlignmentFlag:
    """The icon stands beside the title: at the top where lines follow under it."""
    return Qt.AlignmentFlag.AlignTop if text else Qt.AlignmentFlag.AlignVCenter


class Working(QFrame):
    """How far a long job is, and a button that stops it between two items."""

    def __init__(self, stop: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("look", "notice")
        self.text: QLabel = label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(translate("Working", "Progress"))
        self.stop = button(translate("Working", "Stop"), stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        row.setSpacing(SMALL * 2)
        row.addWidget(self.text)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)

    def begin(self, text: str) -> None:
        """Show the job at its beginning; an unknown length moves to and fro."""
        self.text.setText(text)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.show()

    def move_to(self, place: tuple[int, int]) -> None:
        """Show how far it is."""
        done, total = place
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def stopping(self) -> None:
        """The owner wants it to stop; the item in hand is finished first."""
        self.stop.setEnabled(False)
        self.text.setText(translate("Working", "Stopping…"))
