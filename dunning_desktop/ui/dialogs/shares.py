"""How a payment is shared out over what a client owes: the invoices, and what is on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Share
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.layouts import empty
from dunning_desktop.ui.widgets.money_edit import MoneyEdit

AMOUNT_WIDTH = 120


class SharesEdit(QWidget):
    """One line for each item: number, due day, what is open, and what this settles.

    What settles interest and costs follows from the order chosen, and is shown beside it.
    """

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
        self._on_top: dict[int, QLabel] = {}
        self._title = QLabel()
        self._shares: dict[int, Share] = {}

    def show_items(self, items: Sequence[ItemFacts]) -> None:
        """Begin anew with these items, nothing shared out yet."""
        empty(self._grid)
        self._fields.clear()
        self._on_top.clear()
        self._shares.clear()
        self._open = {one.item_id: one.open for one in items}
        self._title = label(self.tr("On top"), "quiet")
        as_heading(self._title)
        self._title.setAlignment(Qt.AlignmentFlag.AlignTrailing)
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
        self._grid.addWidget(self._title, 0, len(titles))
        self._title.hide()

    def _line(self, row: int, item: ItemFacts) -> None:
        field = MoneyEdit(item.open.currency)
        field.setAccessibleName(self.tr("Settles of {number}").format(number=item.number))
        field.setFixedWidth(AMOUNT_WIDTH)
        field.edited.connect(self.edited)
        owed = label(money(item.open))
        owed.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._fields[item.item_id] = field
        on_top = label(look="quiet")
        on_top.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        on_top.setAccessibleName(self.tr("Settles on top of {number}").format(number=item.number))
        on_top.hide()
        self._on_top[item.item_id] = on_top
        for column, widget in enumerate(
            (label(item.number), label(day(item.due), "quiet"), owed, field, on_top)
        ):
            self._grid.addWidget(widget, row, column)

    def show_shares(self, shares: Sequence[Share]) -> None:
        """Fill in what each item gets; the others get nothing."""
        self._shares = {share.item_id: share for share in shares}
        some = any(share.on_top.minor for share in shares)
        for item_id, field in self._fields.items():
            share = self._shares.get(item_id)
            field.set_amount(share.amount if share and share.amount.minor else None)
            on_top = self._on_top[item_id]
            on_top.setText(money(share.on_top) if share and share.on_top.minor else "–")
            on_top.setVisible(some)
        if self._fields:
            self._title.setVisible(some)

    def shares(self) -> tuple[Share, ...] | None:
        """What was typed; None when a line is no amount."""
        found = []
        for item_id, field in self._fields.items():
            amount = field.amount() if field.text().strip() else Money.zero(field.currency)
            if amount is None:
                return None
            known = self._shares.get(item_id)
            share = Share(
                item_id,
                amount,
                interest=known.interest if known else None,
                costs=known.costs if known else None,
            )
            if share.whole.minor:
                found.append(share)
        return tuple(found)

    def over(self) -> Mapping[int, Money]:
        """Items that get more than is open, with what is open."""
        shares = self.shares() or ()
        return {
            one.item_id: self._open[one.item_id]
            for one in shares
            if one.amount > self._open[one.item_id]
        }
