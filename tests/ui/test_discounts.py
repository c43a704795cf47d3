"""A payment that takes the discount, from the owner's chair."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtTest import QTest

from dunning_desktop.domain.terms import Terms
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import save_terms
from tests.ui.books import clients, invoices
from tests.ui.conftest import dispose

# C-1 was issued twenty days before today, and is due in ten.
WINDOW = 21


@pytest.fixture
def dialog(furnished: Office, window: Window) -> PaymentDialog:
    save_terms(furnished, Terms(discount_percent=Decimal(2), discount_days=WINDOW))
    made = PaymentDialog(
        window,
        client_id=clients(furnished)["Cassidy Dental"],
        invoice_id=invoices(furnished)["C-1"],
    )
    made.open()
    return made


def _pay(dialog: PaymentDialog, amount: str) -> None:
    dialog._amount.selectAll()
    QTest.keyClicks(dialog._amount, amount)


def _open(office: Office) -> int:
    return invoice_card(office, invoices(office)["C-1"]).open.minor


def test_it_is_granted_while_it_is_in_time(
    furnished: Office, window: Window, dialog: PaymentDialog
) -> None:
    assert not dialog._discount.isVisibleTo(dialog)
    _pay(dialog, "3528")
    assert dialog._discount.text() == "Grant the discount of £72.00 on C-1"
    assert dialog._discount.isChecked()
    assert "nothing is left open" in dialog._about_discount.text()
    assert dialog.left_over == "All of it is shared out."
    assert not dialog._order.isEnabled()
    dialog._save.click()
    assert _open(furnished) == 0
    window.menus.undo.trigger()
    assert _open(furnished) == 360_000


def test_without_the_tick_the_rest_stays_open(furnished: Office, dialog: PaymentDialog) -> None:
    _pay(dialog, "3528")
    dialog._discount.click()
    assert dialog._order.isEnabled()
    dialog._save.click()
    assert _open(furnished) == 7_200


def test_too_late_it_is_offered_without_the_tick(
    furnished: Office, window: Window, dialog: PaymentDialog
) -> None:
    save_terms(furnished, Terms(discount_percent=Decimal(2), discount_days=5))
    _pay(dialog, "3528")
    assert not dialog._discount.isChecked()
    assert "The discount ended on" in dialog._about_discount.text()
    # Received earlier, it was in time.
    dialog._received.set_day(window.desk.today() - timedelta(days=16))
    assert dialog._discount.isChecked()
    dispose(dialog)


def test_another_amount_or_parts_by_hand_take_none(dialog: PaymentDialog) -> None:
    _pay(dialog, "3528")
    _pay(dialog, "3000")
    assert not dialog._discount.isVisibleTo(dialog)
    _pay(dialog, "3528")
    assert dialog._discount.isVisibleTo(dialog)
    dialog._shares.edited.emit()
    assert not dialog._discount.isVisibleTo(dialog)
    assert not dialog._discount.isChecked()
    dispose(dialog)
