"""What a payment leaves open by what it settles first, the chosen order marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, SMALL, TINY
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.text.payments import payment_order
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.sharing import Effect


class EffectTable(QWidget):
    """A row for each order; hidden while the choice changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SMALL, 0, 0)
        self._sheet = QWidget()
        self._column.addWidget(self._sheet)
        self.hide()

    def show_effects(self, found: Sequence[Effect], chosen: PaymentOrder) -> None:
        """Show what each order leaves open."""
        left = {(one.principal_open.minor, one.on_top_open.minor) for one in found}
        self._sheet.deleteLater()
        self._sheet = QWidget()
        self._column.addWidget(self._sheet)
        grid = QGridLayout(self._sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(LARGE)
        grid.setVerticalSpacing(TINY + 2)
        grid.setColumnStretch(0, 1)
        titles = (self.tr("Left open if this comes first"), self.tr("Invoices"), self.tr("On top"))
        for column, title in enumerate(titles):
            grid.addWidget(_cell(title, "quiet", right=column > 0, strong=True), 0, column)
        for row, one in enumerate(found, 1):
            mine = one.order is chosen
            cells = (payment_order(one.order), money(one.principal_open), money(one.on_top_open))
            for column, text in enumerate(cells):
                look = "" if mine else "quiet"
                grid.addWidget(_cell(text, look, right=column > 0, strong=mine), row, column)
        self.setVisible(len(left) > 1)

    def rows(self) -> list[str]:
        """What is shown, a line each: for tests and for those who cannot see it."""
        return [one.text() for one in self._sheet.findChildren(QLabel)]


def _cell(text: str, look: str, *, right: bool, strong: bool) -> QLabel:
    made = label(text, look, selectable=True)
    if right:
        made.setAlignment(Qt.AlignmentFlag.AlignTrailing)
    if strong:
        as_heading(made)
    return made
