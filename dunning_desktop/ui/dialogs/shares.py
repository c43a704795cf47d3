"""How a payment is shared out over what a client has open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Share
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.money_edit import MoneyEdit

AMOUNT_WIDTH = 120


class SharesEdit(QWidget):
    """One line for each open item: number, due day, what is open, and what this settles."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(MEDIUM)
        self._grid.setVerticalSpacing(SMALL)
        self._grid.setColumnStretch(1, 1)
        self._fields: dict[int, MoneyEdit] = {}
        self._open: dict[int, Money] = {}

    def show_items(self, items: Sequence[ItemFacts]) -> None:
        """Begin anew with these items, nothing shared out yet."""
        while (taken := self._grid.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._fields.clear()
        self._open = {one.item_id: one.open for one in items}
        if items:
            self._titles()
        for row, item in enumerate(items, 1):
            self._line(row, item)

    def _titles(self) -> None:
        titles = (self.tr("Invoice"), self.tr("Due"), self.tr("Open"), self.tr("Settles"))
        for column, title in enumerate(titles):
            made = label(title, "quiet")
            as_heading(made)
            if column > 1:
                made.setAlignment(Qt.AlignmentFlag.AlignTrailing)
            self._grid.addWidget(made, 0, column)

    def _line(self, row: int, item: ItemFacts) -> None:
        field = MoneyEdit(item.open.currency)
        field.setAccessibleName(self.tr("Settles of {number}").format(number=item.number))
        field.setFixedWidth(AMOUNT_WIDTH)
        field.edited.connect(self.edited)
        owed = label(money(item.open))
        owed.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._fields[item.item_id] = field
        for column, widget in enumerate(
            (label(item.number), label(day(item.due), "quiet"), owed, field)
        ):
            self._grid.addWidget(widget, row, column)

    def show_shares(self, shares: Sequence[Share]) -> None:
        """Fill in what each item gets; the others get nothing."""
        by_item = {share.item_id: share.amount for share in shares}
        for item_id, field in self._fields.items():
            field.set_amount(by_item.get(item_id))

    def shares(self) -> tuple[Share, ...] | None:
        """What was typed; None when a line is no amount."""
        found = []
        for item_id, field in self._fields.items():
            if not field.text().strip():
                continue
            amount = field.amount()
            if amount is None:
                return None
            if amount.minor:
                found.append(Share(item_id, amount))
        return tuple(found)

    def over(self) -> Mapping[int, Money]:
        """Items that get more than is open, with what is open."""
        shares = self.shares() or ()
        return {
            one.item_id: self._open[one.item_id]
            for one in shares
            if one.amount > self._open[one.item_id]
        }
