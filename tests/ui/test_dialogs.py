"""The dialogs: what is missing is said beside the field, what is right is saved."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.client import Address, Client, Contact, ContactRole, DebtorType
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.proposal import WhyNot
from dunning_desktop.domain.terms import DueBasis, LateBasis, Terms
from dunning_desktop.ui.dialogs.client import ClientDialog
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.dialogs.leave_alone import LeaveAloneDialog
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.overdue import overdue_page
from dunning_desktop.usecases.rows import ListQuery
from tests.ui.books import clients, invoices
from tests.ui.conftest import dispose

TODAY = date(2026, 11, 20)


# A client


def test_a_client_needs_a_name_and_what_it_is_in_law(window: Window, office: Office) -> None:
    dialog = ClientDialog.new(window)
    dialog.open()
    dialog._save.click()
    assert dialog.form.complaint(dialog._name) == "Enter a name."
    assert dialog.form.complaint(dialog._type) == "Choose what they are."
    assert dialog.focusWidget() is dialog._name
    assert dialog.isVisible()
    assert clients(office) == {}
    dispose(dialog)


def test_a_complaint_goes_when_it_is_mended(window: Window, office: Office) -> None:
    dialog = ClientDialog.new(window)
    dialog.open()
    dialog._save.click()
    dialog._name.setText("Fern Studio")
    dialog._save.click()
    assert dialog.form.complaint(dialog._name) == ""
    assert dialog.form.is_wrong
    dispose(dialog)


def test_a_new_client_is_saved_with_all_that_was_typed(window: Window, office: Office) -> None:
    dialog = ClientDialog.new(window)
    dialog.open()
    dialog._name.setText("  Fern Studio ")
    dialog._type.choose(DebtorType.SOLE_TRADER)
    assert "30 days" in dialog.form.complaint(dialog._type)
    line = dialog._contacts._lines[0]
    line.name.setText("Ada Fern")
    line.role.choose(ContactRole.DIRECTOR)
    line.email.setText(" ada@fern.example ")
    dialog._street.setPlainText("The Old Forge\n\n 3 Mill Lane ")
    dialog._city.setText("Stroud")
    dialog._postcode.setText("GL5 1AA")
    dialog._terms._mode.choose(True)
    dialog._terms._days.setValue(14)
    dialog._terms._basis.choose(DueBasis.END_OF_MONTH)
    dialog._terms._late.choose(LateBasis.CONTRACT)
    dialog._terms._rate.setValue(4.1)
    dialog._save.click()
    saved = client_card(office, clients(office)["Fern Studio"]).client
    assert saved.debtor_type is DebtorType.SOLE_TRADER
    assert saved.debtor_confirmed
    assert [(one.name, one.email, one.role) for one in saved.contacts] == [
        ("Ada Fern", "ada@fern.example", ContactRole.DIRECTOR)
    ]
    assert saved.address == Address(
        ("The Old Forge", "3 Mill Lane"), city="Stroud", postcode="GL5 1AA"
    )
    assert saved.terms is not None
    assert str(saved.terms.contract_rate) == "4.10"
    assert (saved.terms.net_days, saved.terms.due_basis) == (14, DueBasis.END_OF_MONTH)
    assert window._toast.text == "Fern Studio is saved."


def test_an_address_that_cannot_be_one_is_complained_of(window: Window, office: Office) -> None:
    dialog = ClientDialog.new(window)
    dialog.open()
    dialog._name.setText("Fern Studio")
    dialog._type.choose(DebtorType.COMPANY)
    dialog._contacts._lines[0].email.setText("ada(at)fern.example")
    dialog._save.click()
    assert "ada(at)fern.example" in dialog._contacts.complaint
    assert clients(office) == {}
    dispose(dialog)


def test_changing_a_client_keeps_what_the_form_does_not_show(
    window: Window, office: Office
) -> None:
    contact = Contact(name="Jo", email="jo@x.example", refused="550 no such user")
    client = Client(
        name="Gate Ltd",
        debtor_type=DebtorType.COMPANY,
        note="met at the fair",
        jurisdiction="GB-SCT",
        contacts=(contact,),
        terms=Terms(net_days=7),
    )
    client_id = save_client(office, client).value
    dialog = ClientDialog.change(window, client_id)
    assert dialog._contacts._lines[0].email.text() == "jo@x.example"
    dialog._name.setText("Gate Limited")
    dialog._save.click()
    saved = client_card(office, client_id).client
    assert (saved.name, saved.note, saved.jurisdiction) == (
        "Gate Limited", "met at the fair", "GB-SCT",
    )  # fmt: skip
    assert saved.contacts[0].refused == "550 no such user"
    assert saved.terms == Terms(net_days=7)


def test_the_law_follows_the_address_until_it_is_chosen(window: Window, office: Office) -> None:
    dialog = ClientDialog.new(window)
    dialog.open()
    dialog._name.setText("Fern Studio")
    dialog._type.choose(DebtorType.COMPANY)
    assert dialog._law.currentText() == "England and Wales"
    QTest.keyClicks(dialog._postcode, "EH1 1AA")
    assert dialog._law.currentText() == "Scotland"
    dialog._country.choose("FR")
    assert dialog._law.currentText() == "France"
    dialog._law.choose("GB")
    dialog._law.activated.emit(0)
    dialog._country.choose("DE")
    assert dialog._law.currentText() == "England and Wales"
    dialog._save.click()
    saved = client_card(office, clients(office)["Fern Studio"]).client
    assert (saved.jurisdiction, saved.address.country) == ("GB", "DE")


def test_another_address_has_not_been_refused(window: Window, office: Office) -> None:
    contact = Contact(name="Jo", email="jo@x.example", refused="550 no such user")
    client = Client(name="Gate Ltd", debtor_type=DebtorType.COMPANY, contacts=(contact,))
    client_id = save_client(office, client).value
    dialog = ClientDialog.change(window, client_id)
    dialog._contacts._lines[0].email.setText("accounts@x.example")
    dialog._save.click()
    assert client_card(office, client_id).client.contacts[0].refused == ""


def test_a_guessed_debtor_type_must_be_chosen_before_it_is_saved(
    window: Window, office: Office
) -> None:
    guessed = Client(name="Gate Ltd", debtor_type=DebtorType.COMPANY, debtor_confirmed=False)
    client_id = save_client(office, guessed).value
    dialog = ClientDialog.change(window, client_id)
    assert dialog._type.value() is None
    assert "Company" in dialog.form.complaint(dialog._type)
    dialog._save.click()
    assert not client_card(office, client_id).client.debtor_confirmed
    dialog._type.choose(DebtorType.CONSUMER)
    dialog._save.click()
    saved = client_card(office, client_id).client
    assert (saved.debtor_type, saved.debtor_confirmed) == (DebtorType.CONSUMER, True)


# An invoice


def test_an_empty_invoice_is_complained_of_field_by_field(window: Window, office: Office) -> None:
    dialog = InvoiceDialog.new(window)
    dialog.open()
    dialog._due.set_day(dialog._issued.day() - timedelta(days=1))
    dialog._save.click()
    said = {
        field: dialog.form.complaint(field)
        for field in (dialog._client, dialog._number, dialog._due, dialog._total)
    }
    assert all(said.values())
    assert len(set(said.values())) == 4
    assert invoices(office) == {}
    dispose(dialog)


def test_the_due_day_follows_the_terms_until_it_is_set_by_hand(
    furnished: Office, window: Window
) -> None:
    dialog = InvoiceDialog.new(window, client_id=clients(furnished)["Brindle & Sons"])
    dialog.open()
    assert dialog._due.day() == TODAY + timedelta(days=30)
    dialog._issued.set_day(date(2026, 11, 1))
    assert dialog._due.day() == date(2026, 12, 1)
    dialog._due.setDate(dialog._due.date().addDays(3))
    dialog._issued.set_day(date(2026, 11, 5))
    assert dialog._due.day() == date(2026, 12, 4)
    dispose(dialog)


def test_a_new_invoice_is_saved(furnished: Office, window: Window, qtbot: QtBot) -> None:
    client_id = clients(furnished)["Brindle & Sons"]
    dialog = InvoiceDialog.new(window, client_id=client_id)
    dialog.open()
    dialog._number.setText("B-2")
    QTest.keyClicks(dialog._total, "£1,234.50")
    dialog._save.click()
    card = invoice_card(furnished, invoices(furnished)["B-2"])
    assert card.invoice.total == Money(123_450, "GBP")
    assert card.invoice.client_id == client_id
    assert card.invoice.items[0].original_due == TODAY + timedelta(days=30)


def test_a_number_that_exists_is_said_beside_the_number(furnished: Office, window: Window) -> None:
    dialog = InvoiceDialog.new(window, client_id=clients(furnished)["Brindle & Sons"])
    dialog.open()
    dialog._number.setText("B-1")
    dialog._total.setText("10")
    dialog._save.click()
    assert "already has an invoice" in dialog.form.complaint(dialog._number)
    assert dialog._number.text() == "B-1"
    assert dialog._save.isEnabled()
    dispose(dialog)


def test_correcting_an_invoice_changes_what_was_mistyped(
    furnished: Office, window: Window
) -> None:
    invoice_id = invoices(furnished)["B-1"]
    before = invoice_card(furnished, invoice_id).invoice
    dialog = InvoiceDialog.correct(window, invoice_id)
    assert dialog._total.text() == "780.00"
    assert dialog._client.text() == "Brindle & Sons"
    dialog._total.setText("790")
    dialog._save.click()
    after = invoice_card(furnished, invoice_id).invoice
    assert after.total == Money(79_000, "GBP")
    assert (after.issued, after.items[0].due) == (before.issued, before.items[0].due)
    assert after.items[0].id == before.items[0].id


def test_the_client_is_found_by_its_letters(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    dialog = InvoiceDialog.new(window)
    dialog.open()
    QTest.keyClicks(dialog._client, "brindle & sons")
    assert picked(dialog) is None
    qtbot.waitUntil(lambda: picked(dialog) is not None)
    assert picked(dialog) == clients(furnished)["Brindle & Sons"]
    QTest.keyClicks(dialog._client, "x")
    assert picked(dialog) is None
    dispose(dialog)


def picked(dialog: InvoiceDialog) -> int | None:
    return dialog._client.client_id


# A hold


def test_a_held_client_is_not_chased_and_the_hold_can_be_undone(
    furnished: Office, window: Window
) -> None:
    client_id = clients(furnished)["Brindle & Sons"]
    dialog = LeaveAloneDialog(window, client_id, "Brindle & Sons")
    dialog.open()
    dialog._reason.setText("moving house")
    dialog._save.click()
    assert waiting(furnished, "B-1") is WhyNot.BLOCKED
    assert window._toast.text == "Brindle & Sons is on hold until 4 Dec 2026."
    window.menus.undo.trigger()
    assert waiting(furnished, "B-1") is not WhyNot.BLOCKED


def test_one_invoice_can_be_held_alone_and_for_good(furnished: Office, window: Window) -> None:
    rows = {row.number: row for row in overdue_page(furnished, ListQuery(sort="due")).rows}
    row = rows["A-2"]
    dialog = LeaveAloneDialog(window, row.client_id, row.client, item=(row.item_id, row.number))
    dialog.open()
    dialog._what.choose(row.item_id)
    dialog._forever.click()
    dialog._until.set_day(TODAY - timedelta(days=1))
    dialog._save.click()
    assert waiting(furnished, "A-2") is WhyNot.BLOCKED
    assert waiting(furnished, "A-1") is not WhyNot.BLOCKED


def test_a_hold_cannot_end_in_the_past(furnished: Office, window: Window) -> None:
    dialog = LeaveAloneDialog(window, 1, "Aldgate Joinery")
    dialog.open()
    dialog._until.set_day(TODAY - timedelta(days=1))
    dialog._save.click()
    assert dialog.form.complaint(dialog._until) == "Choose today or a later day."
    dispose(dialog)


def waiting(office: Office, number: str) -> WhyNot | None:
    rows = {row.number: row for row in overdue_page(office, ListQuery(sort="due")).rows}
    reason = rows[number].waiting
    return reason.code if reason else None


# All of them


def test_saving_twice_saves_once(furnished: Office, window: Window) -> None:
    dialog = InvoiceDialog.new(window, client_id=clients(furnished)["Brindle & Sons"])
    dialog.open()
    dialog._number.setText("B-9")
    dialog._total.setText("10")
    saves: list[bool] = []
    dialog.save = lambda: saves.append(True)  # type: ignore[method-assign]
    dialog._save.click()
    dialog._save.click()
    assert saves == [True]
    dispose(dialog)


def test_enter_saves_and_escape_leaves_everything_as_it_was(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    dialog = InvoiceDialog.correct(window, invoices(furnished)["B-1"])
    dialog._total.setText("1")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert invoice_card(furnished, invoices(furnished)["B-1"]).invoice.total.minor == 78_000
    dialog = InvoiceDialog.correct(window, invoices(furnished)["B-1"])
    dialog._total.setText("1")
    dialog._reference.setFocus()
    QTest.keyClick(dialog._reference, Qt.Key.Key_Return)
    assert invoice_card(furnished, invoices(furnished)["B-1"]).invoice.total.minor == 100


def test_a_money_field_tidies_what_it_understands_and_leaves_the_rest(qtbot: QtBot) -> None:
    field = MoneyEdit("GBP", name="Amount")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "£1234.5")
    field.editingFinished.emit()
    assert field.text() == "1,234.50"
    field.setText("1.234,5")
    field.editingFinished.emit()
    assert (field.text(), field.amount()) == ("1.234,5", None)
    field.set_currency("JPY")
    field.setText("1500")
    assert field.amount() == Money(1500, "JPY")


def test_the_main_button_is_the_default_one(window: Window) -> None:
    dialog = LeaveAloneDialog(window, 1, "Aldgate Joinery")
    defaults = [one.text() for one in dialog.findChildren(QPushButton) if one.isDefault()]
    assert defaults == ["Leave alone"]
    dispose(dialog)
