"""What the buttons of Today do, how the keyboard walks it, and how it is read out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.ui.dialogs.import_dialog import ImportDialog
from dunning_desktop.ui.dialogs.payment import PaymentDialog
from dunning_desktop.ui.dialogs.printing import PrintDialog
from dunning_desktop.ui.pages.clients import ClientsPage
from dunning_desktop.ui.pages.outbox import OutboxPage
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import mark_printed, outbox
from dunning_desktop.usecases.today_rows import Task
from tests.ui.accessible import nameless, tab_order
from tests.ui.books import HandClock, add_client, clients
from tests.ui.conftest import dispose
from tests.ui.today_page import line_of, said, today_of


@pytest.fixture
def surroundings(office: Office, tmp_path: Path) -> Surroundings:
    return Surroundings(
        open_office=lambda: office,
        settings_folder=tmp_path,
        printers=lambda: (("office", "Office printer", True),),
    )


def remind_all(office: Office) -> None:
    choices = [Choice(one, one.words, one.chase.channel) for one in review(office).prepared]
    issue(office, choices)


def fail_all(office: Office, state: MessageState = MessageState.FAILED) -> None:
    with office.write() as ledger:
        for one in ledger.post.messages():
            ledger.post.finish(one.id, state, at=office.clock.now(), fault=Fault.RECIPIENT)


# What the buttons do


def test_review_and_send_opens_the_review_of_all(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    page = today_of(window)
    asked: list[object] = []
    window.review_requested.connect(asked.append)
    line_of(page, Task.REMINDERS_READY).button.click()
    assert asked == [None]
    window.go_to("today")
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert asked == [None, None]


def test_letters_are_printed_and_marked_as_posted_from_here(
    office: Office, window: Window
) -> None:
    add_client(office, "Paper Only", email="", due=[("P-1", 9, 10_000)])
    remind_all(office)
    page = today_of(window)
    page.mark_stale()
    assert said(page) == ["1 letter is to be printed"]
    line_of(page, Task.LETTERS_TO_PRINT).button.click()
    dialog = window.findChild(PrintDialog)
    assert dialog is not None
    dispose(dialog)
    letters = [one.id for one in outbox(office).letters]
    window.desk.do(mark_printed, letters, owner=window)
    assert said(page) == ["1 printed letter is to be posted"]
    line_of(page, Task.LETTERS_TO_POST).button.click()
    assert window._toast.text == "1 letter posted."
    assert Task.LETTERS_TO_POST not in [one.row.task for one in page.list.lines]


@pytest.mark.parametrize(
    ("state", "task"),
    [
        (MessageState.FAILED, Task.EMAILS_FAILED),
        (MessageState.UNCERTAIN, Task.EMAILS_UNCERTAIN),
    ],
)
def test_what_got_stuck_opens_the_outbox_at_it(
    furnished: Office, window: Window, state: MessageState, task: Task
) -> None:
    remind_all(furnished)
    fail_all(furnished, state)
    with furnished.write() as ledger:
        first = ledger.post.messages()[0].id
        ledger.post.finish(first, MessageState.ACCEPTED, at=furnished.clock.now())
    page = today_of(window)
    page.mark_stale()
    line_of(page, task).button.click()
    shown = window.page
    assert isinstance(shown, OutboxPage)
    assert shown.mails.which.currentText() == "Those that need you"
    model = shown.mails.listing.model
    assert [model.row(at).state for at in range(model.rowCount())] == [state]
    window.show_outbox("letters")
    assert shown.tabs.currentWidget() is shown.letters
    window.show_outbox()
    assert shown.mails.which.currentText() == "All e-mails"


def test_a_paused_account_opens_the_outbox_and_a_missing_one_its_settings(
    furnished: Office, window: Window
) -> None:
    remind_all(furnished)
    with furnished.write() as ledger:
        ledger.post.pause_account(ledger.post.accounts()[0].id, Fault.LOGIN)
    page = today_of(window)
    page.mark_stale()
    line = line_of(page, Task.SENDING_PAUSED)
    assert line.sentence.text() == "Sending is paused: user name or password not accepted"
    assert line.under.text() == "Waiting in the outbox: 2 e-mails. Nothing is lost."
    line.button.click()
    assert window.page is window.pages["outbox"]
    page._on_button(replace(line.row, fault=Fault.NO_ACCOUNT))
    settings = window.pages["settings"]
    assert window.page is settings
    assert isinstance(settings, SettingsPage)
    assert settings.section == "mail"


def test_one_client_is_shown_with_its_details_several_in_a_list_of_their_own(
    furnished: Office, window: Window
) -> None:
    add_client(furnished, "Nowhere", email="", street="", due=[("N-1", 9, 1_000)])
    page = today_of(window)
    page.mark_stale()
    line_of(page, Task.NO_ADDRESS).button.click()
    shown = window.pages["clients"]
    assert window.page is shown
    assert shown.only.isHidden()  # type: ignore[attr-defined]
    add_client(furnished, "Nobody", email="", street="", due=[("N-2", 9, 5_000)])
    page = today_of(window)
    page.mark_stale()
    line = line_of(page, Task.NO_ADDRESS)
    assert line.button.text() == "Show the clients"
    line.button.click()
    model = shown.listing.model  # type: ignore[attr-defined]
    assert [model.row(at).name for at in range(model.rowCount())] == ["Nobody", "Nowhere"]
    only = shown.only  # type: ignore[attr-defined]
    assert only.title.text() == "2 invoices cannot be chased without an address: £60.00"
    row = shown.listing.table.current_row()  # type: ignore[attr-defined]
    assert row.name == "Nobody", "the one that owes most"
    only.buttons[0].click()
    assert model.rowCount() == 5
    assert only.isHidden()


def test_clients_that_wait_are_shown_where_the_archived_ones_stood(
    furnished: Office, window: Window
) -> None:
    """What the box above the list says is what the list shows."""
    ids = sorted(clients(furnished).values())[:2]
    window.go_to("clients")
    page = window.pages["clients"]
    assert isinstance(page, ClientsPage)
    page.which.setCurrentIndex(1)
    assert page.listing.model.rowCount() == 0
    window.show_clients(ids, "why")
    assert page.which.currentText() == "Active clients"
    assert page.listing.model.rowCount() == 2
    page.show_all()
    assert page.listing.model.rowCount() == 3


def test_rates_open_their_settings(furnished: Office, window: Window) -> None:
    clock = furnished.clock
    assert isinstance(clock, HandClock)
    clock.turn(days=90)
    page = today_of(window)
    page.mark_stale()
    line = line_of(page, Task.RATES_MISSING)
    assert "Bank of England base rate" in line.under.text()
    line.button.click()
    settings = window.page
    assert isinstance(settings, SettingsPage)
    assert settings._keys[settings.list.currentRow()] == "rates"


def test_import_and_payment_are_one_press_away(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    page = today_of(window)
    with qtbot.waitSignal(window.import_requested):
        page.fresh.button.click()
    imports = window.findChild(ImportDialog)
    assert imports is not None
    dispose(imports)
    QTest.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(PaymentDialog)
    assert dialog is not None
    dispose(dialog)


# The keyboard, and a screen reader


def busy(office: Office) -> None:
    """Three lines: reminders, an address that is missing, a debtor type that is a guess."""
    add_client(office, "Nowhere", email="", street="", due=[("N-1", 9, 1_000)])
    client = add_client(office, "Maybe Ltd", due=[("M-1", 9, 1_000)])
    with office.write() as ledger:
        known = ledger.parties.client(client)
        ledger.parties.save_client(replace(known, debtor_confirmed=False))


def test_the_arrow_keys_walk_the_rows_and_enter_presses(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    busy(furnished)
    page = today_of(window)
    page.mark_stale()
    buttons = [one.button for one in page.list.lines]
    assert len(buttons) == 3
    assert window.focusWidget() is buttons[0]
    for key, at in (
        (Qt.Key.Key_Down, 1), (Qt.Key.Key_End, 2), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1),
        (Qt.Key.Key_Home, 0), (Qt.Key.Key_Up, 0),
    ):  # fmt: skip
        QTest.keyClick(window.focusWidget(), key)
        assert window.focusWidget() is buttons[at]
    assert page.list.lines[0].property("look") == "task-current"
    with qtbot.waitSignal(window.review_requested):
        QTest.keyClick(buttons[0], Qt.Key.Key_Return)


def test_the_keyboard_stays_where_it_was_through_a_reload(
    furnished: Office, window: Window
) -> None:
    busy(furnished)
    page = today_of(window)
    page.mark_stale()
    page.list.focus_on(1)
    page.mark_stale()
    assert window.focusWidget() is page.list.lines[1].button
    for client in (1, 2, 5):
        window.desk.do(hold, client, owner=window)
    assert [one.row.task for one in page.list.lines] == [Task.NO_ADDRESS, Task.DEBTOR_GUESSED]
    assert window.focusWidget() is page.list.lines[0].button


def test_every_row_is_read_out_whole(furnished: Office, window: Window) -> None:
    busy(furnished)
    page = today_of(window)
    page.mark_stale()
    line = line_of(page, Task.NO_ADDRESS)
    assert line.button.accessibleName() == (
        "1 invoice cannot be chased without an address: £10.00. Nowhere. Show the client"
    )
    assert line.accessibleName() == line.button.accessibleName()
    assert nameless(window) == []
    order = tab_order(window)
    places = [order.index(one.button) for one in page.list.lines]
    assert places == sorted(places)
    assert order.index(page.fresh.button) < places[0]
