"""A day that may be left out."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.widgets.fields import DayEdit


class OptionalDay(QWidget):
    """A box to tick, and the day beside it once it is ticked."""

    def __init__(self, words: str, day: date, *, name: str) -> None:
        super().__init__()
        self._box = QCheckBox(words)
        self._edit = DayEdit(day, name=name)
        self._edit.setEnabled(False)
        self._box.toggled.connect(self._edit.setEnabled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self._box)
        row.addWidget(self._edit, 1)
        self.setFocusProxy(self._box)

    def day(self) -> date | None:
        """The day, None while the box is not ticked."""
        return self._edit.day() if self._box.isChecked() else None

    def show_day(self, day: date | None) -> None:
        """Show a day, or that there is none."""
        self._box.setChecked(day is not None)
        if day is not None:
            self._edit.set_day(day)
