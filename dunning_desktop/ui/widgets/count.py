"""A number with its word beside it: ``1 day``, ``at most 3 times``."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox


class Count(QSpinBox):
    """``one`` and ``many`` are what follows the number, with the blank before them."""

    def __init__(self, lowest: int, highest: int, *, one: str, many: str, before: str = "") -> None:
        super().__init__()
        self._one, self._many = one, many
        self.setRange(lowest, highest)
        self.setPrefix(before)
        self.valueChanged.connect(lambda _value: self._follow())
        self._follow()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)

    def _follow(self) -> None:
        self.setSuffix(self._one if self.value() == 1 else self._many)
