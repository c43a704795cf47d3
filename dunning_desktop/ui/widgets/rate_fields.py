"""The percentage of a reference rate, exactly as typed."""

from __future__ import annotations

import re
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from dunning_desktop.ui.look.fonts import tabular
from dunning_desktop.ui.text.money import MINUS

_PERCENT = re.compile(r"-?(?:\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})")


class PercentEdit(QLineEdit):
    """A percentage without floats; ``percent`` is None while what stands there is none.

    A spin box would not do: of 375 it silently drops the figure that makes it too large.
    """

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(tabular())
        self.setAlignment(Qt.AlignmentFlag.AlignTrailing)

    def percent(self) -> Decimal | None:
        """What was typed; a comma can only be a decimal one here."""
        bare = self.text().strip().removesuffix("%").strip()
        bare = bare.replace(MINUS, "-").replace(",", ".")
        return Decimal(bare) if bare.isascii() and _PERCENT.fullmatch(bare) else None
