"""The two fields of a reference rate: its half-year, and the percentage exactly as typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from dunning_desktop.ui.look.fonts import tabular
from dunning_desktop.ui.text.money import MINUS
from dunning_desktop.ui.widgets.fields import Choice

_PERCENT = re.compile(r"-?(?:\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})")


class HalfYearChoice(Choice[date]):
    """One of the half-years of a rate table; what is offered changes with the table."""

    def offer(self, choices: Iterable[tuple[date, str]], *, chosen: date) -> None:
        """Offer these in the place of the earlier ones; nothing is signalled."""
        blocked = self.blockSignals(True)
        self.clear()
        self._values.clear()
        for half_year, text in choices:
            self.add(half_year, text)
        self.choose(chosen)
        self.blockSignals(blocked)


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
