"""The days beside the editor of a ladder: they follow what is typed, and say why one moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from dunning_desktop.ui.dialogs.ladder import LadderDialog
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.office import Office
from tests.ui.books import clients
from tests.ui.conftest import dispose
from tests.ui.ladders import key, put


@pytest.fixture
def editor(furnished: Office, window: Window) -> Iterator[LadderDialog]:
    """The editor of the standard ladder."""
    made = LadderDialog(window, key(furnished, "standard"))
    made.open()
    yield made
    dispose(made)


def test_the_days_follow_what_is_typed(editor: LadderDialog) -> None:
    editor.calendar.due.set_day(date(2026, 12, 24))
    assert [one[:2] for one in editor.calendar.lines] == [
        ("Mon 21 Dec", "Courtesy note, by e-mail"),
        ("Thu 24 Dec", "The invoice falls due"),
        ("Sun 27 Dec", "Friendly reminder, by e-mail"),
        ("Thu 7 Jan 2027", "Firm reminder, by e-mail"),
        ("Thu 21 Jan 2027", "Final reminder, by e-mail and letter"),
    ]
    put(editor.levels.cards[1], 5)
    editor.look_ahead()
    assert editor.calendar.lines[2][0] == "Tue 29 Dec"
    assert editor.calendar.lines[4][2] == (
        "To pay by Thu 28 Jan 2027, asks for interest and compensation"
    )


def test_the_days_follow_by_themselves_a_moment_later(editor: LadderDialog, qtbot: QtBot) -> None:
    before = editor.calendar.lines
    editor.levels.cards[-1].out.click()
    qtbot.waitUntil(lambda: len(editor.calendar.lines) == len(before) - 1)


def test_why_a_day_was_moved_is_said(editor: LadderDialog) -> None:
    editor.rules.gap.setValue(15)
    editor.look_ahead()
    moved = [one[-1] for one in editor.calendar.lines if one[-1].startswith("Moved")]
    assert moved[0].endswith("too soon after the one before")


def test_the_days_are_those_of_a_client_who_is_chosen(
    furnished: Office, window: Window
) -> None:
    client_id = clients(furnished)["Aldgate Joinery"]
    client = client_card(furnished, client_id).client
    save_client(furnished, replace(client, contacts=()))
    dialog = LadderDialog(window, key(furnished, "standard"))
    dialog.open()
    dialog.calendar.client.choose(client_id, "Aldgate Joinery")
    assert dialog.calendar.lines[0][1:] == (
        "Courtesy note, by letter", "Not by e-mail: no address that works is known",
    )  # fmt: skip
    assert "Aldgate Joinery" in dialog.calendar.prompt.text()
    dialog.calendar.client.clear()
    dialog.calendar.client.client_id = None
    dialog.calendar.client.textEdited.emit("")
    assert dialog.calendar.lines[0][1] == "Courtesy note, by e-mail"
    dispose(dialog)


def test_who_cannot_be_written_to_is_named_so(furnished: Office, window: Window) -> None:
    client_id = clients(furnished)["Aldgate Joinery"]
    client = client_card(furnished, client_id).client
    nowhere = replace(client, contacts=(), address=replace(client.address, lines=()))
    save_client(furnished, nowhere)
    dialog = LadderDialog(window, key(furnished, "standard"))
    dialog.open()
    dialog.calendar.client.choose(client_id, "Aldgate Joinery")
    assert "neither an e-mail nor a postal address" in dialog.calendar.prompt.text()
    dispose(dialog)


def test_while_something_is_wrong_there_are_no_days_and_the_reason(editor: LadderDialog) -> None:
    editor.levels.cards[1].day.setValue(14)
    editor.look_ahead()
    assert editor.calendar.lines == ()
    assert "There is a step on that day already" in editor.calendar.prompt.text()
    editor.levels.cards[1].day.setValue(3)
    editor.look_ahead()
    assert len(editor.calendar.lines) == 5


def test_a_note_that_has_no_place_is_named(editor: LadderDialog) -> None:
    put(editor.levels.cards[0], -40)
    editor.look_ahead()
    assert editor.calendar.lines[-1] == (
        "", "40 days before is left out: there is no day for it before it is due.",
    )  # fmt: skip
