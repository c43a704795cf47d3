"""A time of day, and a number that may be left out."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSpinBox, QTimeEdit, QWidget

from dunning_desktop.ui.look.metrics import SMALL


class TimeEdit(QTimeEdit):
    """Hours and minutes."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setDisplayFormat("HH:mm")
        self.setAccessibleName(name)

    def time_of_day(self) -> time:
        """The time that is shown."""
        shown = self.time()
        return time(shown.hour(), shown.minute())

    def set_time_of_day(self, at: time) -> None:
        """Show a time."""
        self.setTime(QTime(at.hour, at.minute))


class OptionalNumber(QWidget):
    """A box to tick, and the number beside it once it is ticked."""

    changed = Signal()

    def __init__(self, words: str, *, most: int, name: str) -> None:
        super().__init__()
        self.box = QCheckBox(words)
        self.number = QSpinBox()
        self.number.setRange(1, most)
        self.number.setAccessibleName(name)
        self.number.setEnabled(False)
        self.box.toggled.connect(self.number.setEnabled)
        self.box.toggled.connect(lambda _on: self.changed.emit())
        self.number.valueChanged.connect(lambda _value: self.changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self.box)
        row.addWidget(self.number)
        row.addStretch()
        self.setFocusProxy(self.box)

    def value(self) -> int | None:
        """The number, None while the box is not ticked."""
        return self.number.value() if self.box.isChecked() else None

    def show_value(self, value: int | None) -> None:
        """Show a number, or that there is none."""
        self.box.setChecked(value is not None)
        if value is not None:
            self.number.setValue(value)
