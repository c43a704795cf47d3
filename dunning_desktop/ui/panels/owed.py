"""Owed today in a details panel: the sums, how they grow, and the ledger of charges."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dunning_desktop.domain.charges import BY_HAND, Charge, ChargeState
from dunning_desktop.domain.owed import Owed, OwedItem
from dunning_desktop.ui.dialogs.waive import WaiveDialog
from dunning_desktop.ui.look.metrics import ICON, SMALL, TINY
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import owed as texts
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import iconed, label
from dunning_desktop.usecases.charges import claim_charges, remove_charge, restore_charges

translate = QCoreApplication.translate


def show_sums(
    panel: DetailsPanel, sums: Sequence[Owed], buttons: Sequence[QPushButton] = ()
) -> None:
    """One table a currency, what it grows by, and the buttons under them."""
    panel.part(translate("OwedPart", "Owed today"))
    for owed in sums:
        panel.facts(texts.owed_lines(owed), strong_last=True)
        grows = texts.per_day(owed)
        if grows:
            panel.text(grows, "quiet")
    if buttons:
        panel.add(across(*buttons))


def show_charges(
    panel: DetailsPanel, shell: Shell, charges: Sequence[Charge], items: Sequence[OwedItem]
) -> None:
    """The ledger, a line each, with what can be taken back.

    Less than was claimed can be owed: the law takes the fixed sum off the costs, and other terms
    or another debtor type may have made a claim void.
    """
    claims = {one.item.item_id: one.claim for one in items}
    panel.part(translate("OwedPart", "Charges"))
    for charge in charges:
        owed = claims[charge.item_id].open(charge.kind) is not None
        panel.add(_charge(shell, charge, owed=owed))


def _charge(shell: Shell, charge: Charge, *, owed: bool) -> QWidget:
    icon_name, colour = texts.CHARGE_LOOKS[charge.state]
    under = label(texts.charge_note(charge), "quiet", wrap=True, selectable=True)
    line = iconed(
        icon_name,
        label(texts.charge_line(charge, owed=owed), wrap=True, selectable=True),
        colour=colour,
        under=under,
    )
    press = _taking_back(shell, charge)
    if press is None:
        return line
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(TINY)
    column.addWidget(line)
    under_words = across(press)
    under_words.setContentsMargins(ICON + SMALL, 0, 0, TINY)
    column.addWidget(under_words)
    return box


def _taking_back(shell: Shell, charge: Charge) -> QPushButton | None:
    """What undoes an entry: claim again what was given up, strike out what was typed."""
    desk, parent = shell.desk, shell.as_parent()
    if charge.state is ChargeState.WAIVED:
        return button(
            translate("OwedPart", "Claim again"),
            lambda: desk.do(restore_charges, (charge.id,), owner=parent),
        )
    if charge.state is ChargeState.OPEN and charge.kind in BY_HAND and not charge.paid:
        return button(
            translate("OwedPart", "Strike out"),
            lambda: desk.do(remove_charge, charge.id, owner=parent),
        )
    return None


def waive_button(shell: Shell, owed: OwedItem) -> QPushButton:
    """Give up some of what is on top of an item."""
    return button(translate("OwedPart", "Give up…"), lambda: WaiveDialog(shell, owed).open())


def claim_button(shell: Shell, item_ids: Sequence[int]) -> QPushButton:
    """Claim interest and compensation on what was paid late."""
    desk, parent = shell.desk, shell.as_parent()

    def told(count: int) -> None:
        words = translate("OwedPart", "Claimed: {count} charges are in the ledger.")
        shell.toast(words.format(count=count))

    return button(
        translate("OwedPart", "Claim it"),
        lambda: desk.do(claim_charges, tuple(item_ids), owner=parent, then=told),
    )


def across(*widgets: QWidget) -> QWidget:
    """Widgets side by side, at the left."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SMALL)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return box


