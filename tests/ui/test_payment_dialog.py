"""Recording a payment: what is suggested, what is shared out by hand, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.money import Money
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.payments import payments_of
from tests.ui.books import clients, invoices
from tests.ui.conftest import dispose

TODAY = date(2026, 11, 20)


def test_a_payment_for_an_invoice_begins_with_what_is_open(
    furnished: Office, window: Window
) -> None:
    client_id, invoice_id = clients(furnished)["Aldgate Joinery"], invoices(furnished)["A-2"]
    dialog = PaymentDialog(window, client_id=client_id, invoice_id=invoice_id)
    dialog.open()
    assert dialog._amount.text() == "450.50"
    shares = dialog._shares.shares()
    assert shares is not None
    assert [share.amount for share in shares] == [Money(45_050, "GBP")]
    dialog._save.click()
    assert invoice_card(furnished, invoice_id).open == Money(0, "GBP")
    assert invoice_card(furnished, invoices(furnished)["A-1"]).open == Money(120_000, "GBP")


def test_the_oldest_is_settled_first_and_the_rest_stays_as_credit(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    client_id = clients(furnished)["Aldgate Joinery"]
    dialog = PaymentDialog(window, client_id=client_id)
    dialog.open()
    QTest.keyClicks(dialog._amount, "1300")
    assert dialog.left_over == "All of it is shared out."
    fields = list(dialog._shares._fields.values())
    assert [one.text() for one in fields] == ["1,200.00", "100.00"]
    dialog._amount.clear()
    QTest.keyClicks(dialog._amount, "2000")
    assert dialog.left_over.startswith("£349.50 is left over")
    dialog._save.click()
    card = client_card(furnished, client_id)
    assert card.balance == ()
    assert card.credit == (Money(34_950, "GBP"),)


def test_what_is_shared_out_by_hand_is_kept(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    client_id = clients(furnished)["Aldgate Joinery"]
    dialog = PaymentDialog(window, client_id=client_id)
    dialog.open()
    QTest.keyClicks(dialog._amount, "100")
    first, second = dialog._shares._fields.values()
    first.clear()
    QTest.keyClicks(second, "100")
    QTest.keyClicks(dialog._amount, "0")
    assert (first.text(), second.text()) == ("", "100")
    assert dialog.left_over.startswith("£900.00 is left over")
    dialog._save.click()
    assert invoice_card(furnished, invoices(furnished)["A-1"]).open == Money(120_000, "GBP")
    assert invoice_card(furnished, invoices(furnished)["A-2"]).open == Money(35_050, "GBP")


def test_no_more_is_shared_out_than_was_paid_or_is_open(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    client_id = clients(furnished)["Aldgate Joinery"]
    dialog = PaymentDialog(window, client_id=client_id)
    dialog.open()
    QTest.keyClicks(dialog._amount, "500")
    _first, second = dialog._shares._fields.values()
    QTest.keyClicks(second, "460")
    assert "more is shared out than was paid" in dialog.left_over
    dialog._save.click()
    assert "Only £450.50 is open" in dialog.left_over
    second.setText("abc")
    dialog._save.click()
    assert dialog.left_over == "One of the parts is not an amount."
    assert len(payments_of(furnished, client_id)) == 0
    dispose(dialog)


def test_a_payment_can_be_taken_back(furnished: Office, window: Window, qtbot: QtBot) -> None:
    client_id = clients(furnished)["Brindle & Sons"]
    dialog = PaymentDialog(window, client_id=client_id)
    dialog.open()
    QTest.keyClicks(dialog._amount, "780")
    dialog._save.click()
    assert len(payments_of(furnished, client_id)) == 1
    assert window.menus.undo.isEnabled()
    window.menus.undo.trigger()
    assert len(payments_of(furnished, client_id)) == 0
    assert not window.menus.undo.isEnabled()


def test_money_does_not_come_in_tomorrow(furnished: Office, window: Window) -> None:
    dialog = PaymentDialog(window, client_id=clients(furnished)["Brindle & Sons"])
    dialog.open()
    dialog._amount.setText("1")
    dialog._received.set_day(TODAY + timedelta(days=1))
    dialog._save.click()
    assert dialog.form.complaint(dialog._received) == "That day has not come yet."
    dispose(dialog)


