"""A client's tags in its dialog, and which ladder they bring it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from dunning_desktop.ui.dialogs.client import ClientDialog
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.widgets.tags_edit import TagsEdit
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.ladders import retire_ladder, set_tag_ladder
from dunning_desktop.usecases.office import Office
from tests.ui.books import clients, invoices
from tests.ui.conftest import dispose
from tests.ui.ladders import key


@pytest.fixture
def dialog(furnished: Office, window: Window) -> Iterator[ClientDialog]:
    """The dialog of a client, where two tags are known and one brings a ladder."""
    other = client_card(furnished, clients(furnished)["Brindle & Sons"]).client
    save_client(furnished, replace(other, tags=("Trade", "Slow payer")))
    set_tag_ladder(furnished, "Trade", key(furnished, "gentle"))
    made = ClientDialog.change(window, clients(furnished)["Aldgate Joinery"])
    yield made
    if isValid(made):
        dispose(made)


def saved(office: Office) -> tuple[str, ...]:
    return client_card(office, clients(office)["Aldgate Joinery"]).client.tags


def test_tags_are_saved_as_they_are_known_and_once_each(
    dialog: ClientDialog, furnished: Office
) -> None:
    dialog._tags.setText(" trade, New one ,TRADE,")
    dialog._save.click()
    assert saved(furnished) == ("Trade", "New one")


def test_a_client_shows_its_tags_and_can_lose_them(furnished: Office, window: Window) -> None:
    client_id = clients(furnished)["Aldgate Joinery"]
    client = client_card(furnished, client_id).client
    save_client(furnished, replace(client, tags=("Trade", "Slow payer")))
    again = ClientDialog.change(window, client_id)
    assert again._tags.text() == "Trade, Slow payer"
    again._tags.clear()
    again._save.click()
    assert saved(furnished) == ()


def test_the_choice_says_which_ladder_holds_without_one_of_its_own(
    dialog: ClientDialog,
) -> None:
    assert dialog._policy.itemText(0) == "As in Settings (Standard)"
    dialog._tags.setText("new, trade")
    assert dialog._policy.itemText(0) == "By the tag Trade (Gentle)"
    dialog._tags.setText("new")
    assert dialog._policy.itemText(0) == "As in Settings (Standard)"


def test_a_new_client_is_told_the_ladder_of_settings(furnished: Office, window: Window) -> None:
    fresh = ClientDialog.new(window)
    assert fresh._policy.currentText() == "As in Settings (Standard)"
    dispose(fresh)


def test_a_tag_that_is_too_long_is_said_beside_the_field(
    dialog: ClientDialog, furnished: Office
) -> None:
    dialog._tags.setText("fine, " + "x" * 65)
    dialog._save.click()
    assert "64 letters" in dialog.form.complaint(dialog._tags)
    assert saved(furnished) == ()


def test_the_last_word_is_completed_and_the_others_stay(qtbot: QtBot) -> None:
    field = TagsEdit()
    qtbot.addWidget(field)
    field.offer(["Trade", "Slow payer"])
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.setText("mine, ")
    QTest.keyClicks(field, "sl")
    popup = field.completer().popup()
    assert popup is not None
    assert popup.model().rowCount() == 1
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "mine, Slow payer"
    assert not popup.isVisible()


def test_leaving_the_field_tidies_it(qtbot: QtBot) -> None:
    field = TagsEdit()
    qtbot.addWidget(field)
    field.offer(["Trade"])
    field.setText("trade ,, b,B")
    field.editingFinished.emit()
    assert field.text() == "Trade, b"


# Retired ladders


def test_a_retired_ladder_is_offered_only_to_whoever_has_it(
    furnished: Office, window: Window
) -> None:
    strict = key(furnished, "strict")
    client_id = clients(furnished)["Aldgate Joinery"]
    client = client_card(furnished, client_id).client
    save_client(furnished, replace(client, policy_id=strict))
    retire_ladder(furnished, strict, retired=True)
    theirs = ClientDialog.change(window, client_id)
    assert theirs._policy.currentText() == "Strict"
    theirs._save.click()
    assert client_card(furnished, client_id).client.policy_id == strict
    others = ClientDialog.change(window, clients(furnished)["Brindle & Sons"])
    offered = [others._policy.itemText(at) for at in range(others._policy.count())]
    assert offered == ["As in Settings (Standard)", "Standard", "Gentle", "Private persons"]
    dispose(others)


def test_an_invoice_is_told_the_ladder_of_its_client(furnished: Office, window: Window) -> None:
    strict = key(furnished, "strict")
    client = client_card(furnished, clients(furnished)["Aldgate Joinery"]).client
    save_client(furnished, replace(client, policy_id=strict))
    dialog = InvoiceDialog.correct(window, invoices(furnished)["A-1"])
    assert dialog._ladder.currentText() == "As for the client (Strict)"
    dispose(dialog)
