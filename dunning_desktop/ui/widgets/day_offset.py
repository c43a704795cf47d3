"""A number of days before or after another day, said in words."""

from __future__ import annotations

import re

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QSpinBox

from dunning_desktop.ui.text.dates import days

EARLIEST, LATEST = -90, 365
MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")


class DayOffset(QSpinBox):
    """``3 days after``, ``on the due day``, ``3 days before``; a bare ``-3`` is taken, too."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setRange(EARLIEST, LATEST)
        self.setKeyboardTracking(False)
        self.setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)

    def textFromValue(self, value: int) -> str:
        if value == 0:
            return self.tr("on the due day")
        said = self.tr("{days} before") if value < 0 else self.tr("{days} after")
        return said.format(days=days(abs(value)))

    def valueFromText(self, text: str) -> int:
        number = re.search(r"\d+", text)
        if number is None:
            return 0
        size = int(number.group())
        return -size if self._is_before(text) else size

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        number = re.search(r"\d+", text)
        if number is None:
            known = text.strip() == self.textFromValue(0)
            state = QValidator.State.Acceptable if known else QValidator.State.Intermediate
        elif EARLIEST <= self.valueFromText(text) <= LATEST:
            state = QValidator.State.Acceptable
        else:
            state = QValidator.State.Invalid
        return state, text, pos

    def _is_before(self, text: str) -> bool:
        before = self.tr("{days} before").format(days="").strip()
        return text.strip().startswith(MINUS) or before in text
