"""The first five minutes: a calm start, and four steps that can be skipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from dunning_desktop.ui.dialogs.client import ClientDialog
from dunning_desktop.ui.dialogs.import_dialog import ImportDialog
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.welcome.page import WelcomePage
from dunning_desktop.ui.welcome.setup import SetupDialog
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.clients import archive_client, save_client
from dunning_desktop.usecases.mail_accounts import account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import business
from dunning_desktop.usecases.waiting import is_empty
from tests.helpers.facts import CLIENT
from tests.ui.accessible import nameless
from tests.ui.books import add_client


@pytest.fixture
def surroundings(office: Office, tmp_path: Path) -> Surroundings:
    return Surroundings(
        open_office=lambda: office, settings_folder=tmp_path, open_demo=lambda: office
    )


@pytest.fixture
def welcome(window: Window) -> WelcomePage:
    return views_of(window).open_welcome()


def button(welcome: WelcomePage, text: str) -> QPushButton:
    return next(one for one in welcome.findChildren(QPushButton) if one.text() == text)


def test_an_empty_book_begins_with_the_welcome(window: Window, welcome: WelcomePage) -> None:
    window.go_to("overdue")
    window.desk.opened.emit()
    assert window.page is welcome


def test_a_book_with_somebody_in_it_does_not(furnished: Office, window: Window) -> None:
    window.desk.opened.emit()
    assert window.page is window.pages["today"]


def test_put_away_is_not_empty(office: Office) -> None:
    assert is_empty(office)
    client_id = add_client(office, "Aldgate")
    archive_client(office, client_id)
    assert not is_empty(office)


def test_it_goes_as_soon_as_something_is_there(
    office: Office, window: Window, welcome: WelcomePage
) -> None:
    window.desk.do(save_client, CLIENT, owner=window)
    assert window.page is window.pages["today"]


def test_the_three_ways_lead_where_they_say(
    office: Office, window: Window, welcome: WelcomePage
) -> None:
    asked: list[str] = []
    window.demo_requested.connect(lambda: asked.append("demo"))
    button(welcome, "Choose a file…").click()
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    dialog.close()
    button(welcome, "Open the demo book").click()
    assert asked == ["demo"]
    views_of(window).open_welcome()
    button(welcome, "Add a client…").click()
    client = window.findChild(ClientDialog)
    assert client is not None
    client._name.setText("First Ltd")
    client._type.setCurrentIndex(0)
    client._save.click()
    invoice = window.findChild(InvoiceDialog)
    assert invoice is not None
    assert invoice.isVisible()
    invoice.reject()


def test_every_step_can_be_skipped(
    office: Office, window: Window, welcome: WelcomePage
) -> None:
    before = business(office)
    dialog = welcome.open_setup()
    for step in range(3):
        assert dialog.place.text() == f"Step {step + 1} of 4"
        dialog.skip.click()
    assert dialog.skip.isHidden()
    dialog.next.click()
    assert not dialog.isVisible()
    assert business(office) == before


def test_each_step_saves_for_itself(
    office: Office, window: Window, welcome: WelcomePage
) -> None:
    dialog = welcome.open_setup()
    dialog.identity.name.setText("Hartley & Finch")
    dialog.bank.sort_code.setText("1")
    dialog.next.click()
    assert dialog.place.text() == "Step 1 of 4"
    assert "six figures" in dialog.bank.form.complaint(dialog.bank.sort_code)
    dialog.bank.sort_code.setText("12-34-56")
    dialog.next.click()
    assert business(office).name == "Hartley & Finch"
    dialog.terms.terms._days.setValue(14)
    dialog.next.click()
    assert business(office).terms.net_days == 14
    assert business(office).name == "Hartley & Finch"
    dialog.account.address.setText("rosa@finch.example")
    dialog.account.password_field.setText("secret")
    dialog.next.click()
    saved = account(office)
    assert saved is not None
    assert saved.address == "rosa@finch.example"
    assert dialog.place.text() == "Step 4 of 4"
    dialog.back.click()
    assert dialog.account.address.text() == "rosa@finch.example"
    dialog.reject()


def test_the_last_step_opens_the_import(window: Window, welcome: WelcomePage) -> None:
    dialog = welcome.open_setup()
    dialog._go(3)
    next(
        one for one in dialog.invoices.findChildren(QPushButton) if one.text() == "Import invoices…"
    ).click()
    assert not dialog.isVisible()
    opened = window.findChild(ImportDialog)
    assert opened is not None
    opened.close()


def test_everything_has_a_name(window: Window, welcome: WelcomePage) -> None:
    assert nameless(window) == []
    dialog: SetupDialog = welcome.open_setup()
    for step in range(4):
        dialog._go(step)
        assert nameless(dialog) == []
    dialog.reject()
