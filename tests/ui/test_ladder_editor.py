"""The editor of a ladder: its steps, its rules, what cannot be saved, and saving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMessageBox
from shiboken6 import isValid

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, ChargeRule, PartPayment, Tone
from dunning_desktop.ui.dialogs.ladder import LadderDialog
from dunning_desktop.ui.dialogs.ladder_level import LevelCard
from dunning_desktop.ui.dialogs.ladder_levels import BETWEEN
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.ladders import policies, save_ladder
from dunning_desktop.usecases.office import Office
from tests.ui.books import invoices
from tests.ui.conftest import dispose
from tests.ui.ladders import chase_all, key, named, put


@pytest.fixture
def editor(furnished: Office, window: Window) -> Iterator[LadderDialog]:
    """The editor of the standard ladder."""
    made = LadderDialog(window, key(furnished, "standard"))
    made.open()
    yield made
    if isValid(made):
        dispose(made)


def days(editor: LadderDialog) -> list[int]:
    return [one.day.value() for one in editor.levels.cards]


def question(parent: object) -> QMessageBox:
    assert isinstance(parent, LadderDialog)
    return parent.findChildren(QMessageBox)[-1]


def press(box: QMessageBox, words: str) -> None:
    next(one for one in box.buttons() if one.text() == words).click()


# What it shows


def test_it_shows_the_ladder_as_it_is(editor: LadderDialog, furnished: Office) -> None:
    assert editor._name.text() == "Standard"
    assert days(editor) == [-3, 3, 14, 28]
    assert editor.policy() == named(furnished, "standard")
    assert editor.levels.cards[2].fold.text() == "14 days after: firm reminder, by e-mail"


def test_all_that_a_ladder_can_say_comes_through_the_editor(
    furnished: Office, window: Window
) -> None:
    """Other currencies than the business's are kept."""
    standard = named(furnished, "standard")
    rich = replace(
        standard.levels[1], channel=Channel.PHONE, unattended=True,
        minimum=(Money(900, "EUR"), Money(500, "GBP")),
    )  # fmt: skip
    made = replace(
        standard, id=0, name="All of it", levels=(standard.levels[0], rich, *standard.levels[2:]),
        gap_days=0, minimum=(Money(100, "EUR"), Money(2_500, "GBP")), repeat_every=9,
        repeat_most=4, working_days=True, part_payment=PartPayment.RESTART,
    )  # fmt: skip
    saved = save_ladder(furnished, made, move=False).value
    dialog = LadderDialog(window, saved)
    dialog.open()
    assert dialog.policy() == policies(furnished)[saved]
    dispose(dialog)


def test_every_field_of_a_step_is_saved(editor: LadderDialog, furnished: Office) -> None:
    card = editor.levels.cards[1]
    put(card, 5)
    card.tone.choose(Tone.FIRM)
    card.channel.choose(Channel.PHONE)
    card.days_to_pay.setValue(10)
    card.charges.choose(ChargeRule.SHOW)
    card.least.setText("50")
    card.unattended.setChecked(True)
    editor._save.click()
    saved = named(furnished, "standard").levels[1]
    assert replace(saved, id=0) == replace(
        saved, id=0, position=2, day=5, tone=Tone.FIRM, channel=Channel.PHONE, days_to_pay=10,
        charges=ChargeRule.SHOW, minimum=(Money(5_000, "GBP"),), unattended=True,
    )  # fmt: skip


def test_every_rule_is_saved(editor: LadderDialog, furnished: Office) -> None:
    rules = editor.rules
    assert rules.every.isHidden()
    rules.gap.setValue(8)
    rules.working.setChecked(True)
    rules.repeats.setChecked(True)
    assert not rules.every.isHidden()
    rules.every.setValue(12)
    rules.most.setValue(3)
    rules.least.setText("25.50")
    rules.parts.choose(PartPayment.RESTART)
    editor._save.click()
    saved = named(furnished, "standard")
    assert (saved.gap_days, saved.working_days, saved.part_payment) == (
        8, True, PartPayment.RESTART,
    )  # fmt: skip
    assert (saved.repeat_every, saved.repeat_most) == (12, 3)
    assert saved.minimum == (Money(2_550, "GBP"),)


def test_what_a_check_box_takes_back_is_taken_back(furnished: Office, window: Window) -> None:
    dialog = LadderDialog(window, key(furnished, "strict"))
    dialog.open()
    dialog.rules.repeats.setChecked(False)
    dialog._save.click()
    assert named(furnished, "strict").repeat_every is None


# Steps


def test_steps_stand_in_the_order_of_their_days(editor: LadderDialog) -> None:
    first = editor.levels.cards[0]
    put(first, 20)
    assert days(editor) == [3, 14, 20, 28]
    assert editor.levels.cards[2] is first
    places = [editor.levels._column.indexOf(one) for one in editor.levels.cards]
    assert places == [0, 1, 2, 3]


def test_a_step_added_stands_half_way_to_the_next_and_is_unfolded(editor: LadderDialog) -> None:
    editor.levels.cards[1].after.click()
    assert days(editor) == [-3, 3, 8, 14, 28]
    assert [not one.sheet.isHidden() for one in editor.levels.cards] == [
        False, False, True, False, False,
    ]  # fmt: skip
    editor.levels.cards[-1].after.click()
    editor.levels.cards[0].before.click()
    assert days(editor) == [-6, -3, 3, 8, 14, 28, 35]
    assert editor.levels.problems() == []
    assert [one.position for one in editor.levels.levels()] == list(range(1, 8))


def test_a_step_without_room_for_it_says_so(editor: LadderDialog) -> None:
    put(editor.levels.cards[1], 13)
    editor.levels.cards[1].after.click()
    assert days(editor) == [-3, 13, 14, 14, 28]
    assert [one.words for one in editor.levels.problems()] == [
        "There is a step on that day already. Choose another day."
    ]


def test_steps_can_be_removed_all_but_one(editor: LadderDialog) -> None:
    while len(editor.levels.cards) > 1:
        editor.levels.cards[0].out.click()
    assert days(editor) == [28]
    assert not editor.levels.cards[0].out.isEnabled()
    editor.levels.remove(editor.levels.cards[0])
    assert days(editor) == [28]


def test_one_step_is_unfolded_at_a_time(editor: LadderDialog) -> None:
    first, second = editor.levels.cards[:2]
    first.fold.click()
    second.fold.click()
    assert (first.sheet.isHidden(), second.sheet.isHidden()) == (True, False)
    second.fold.click()
    assert second.sheet.isHidden()


def test_a_call_says_what_happens_without_a_number(editor: LadderDialog) -> None:
    card = editor.levels.cards[1]
    assert card.form.complaint(card.channel) == ""
    card.channel.choose(Channel.PHONE)
    assert "no telephone number" in card.form.complaint(card.channel)
    assert card.fold.text() == "3 days after: friendly reminder, by telephone"


# What cannot be saved


def complaint(card: LevelCard, editor: LadderDialog) -> list[str]:
    return [
        card.form.complaint(one)
        for one in (card.day, card.tone, card.least)
        if one.property("wrong")
    ]


@pytest.mark.parametrize(
    ("at", "spoil", "words"),
    [
        (2, {"day": 3}, "There is a step on that day already"),
        (3, {"tone": Tone.FRIENDLY}, "cannot be friendlier than the one before (firm reminder)"),
        (0, {"tone": Tone.FINAL}, "Nothing is late by then"),
        (1, {"least": "a lot"}, "Type the amount like 1,234.50"),
    ],
)
def test_what_cannot_be_saved_is_said_beside_its_field(
    editor: LadderDialog, furnished: Office, at: int, spoil: dict[str, object], words: str
) -> None:
    before = policies(furnished)
    card = editor.levels.cards[at]
    for name, value in spoil.items():
        if name == "day":
            card.day.setValue(int(str(value)))
        elif name == "tone":
            card.tone.choose(Tone(str(value)))
        else:
            card.least.setText(str(value))
    editor._save.click()
    assert any(words in one for one in complaint(card, editor))
    assert not card.sheet.isHidden()
    assert policies(furnished) == before
    assert editor.isVisible()
    # What is mended is not complained of any more.
    editor.levels.show_levels(named(furnished, "standard").levels, "GBP")
    assert editor.check()


def test_a_ladder_needs_a_name_of_its_own(editor: LadderDialog, furnished: Office) -> None:
    for typed, words in (
        (" ", "Enter a name."),
        ("strict", "Another ladder has that name. Choose another name."),
        ("private PERSONS", "Another ladder has that name. Choose another name."),
    ):
        editor._name.setText(typed)
        editor._save.click()
        assert editor.form.complaint(editor._name) == words
    editor._name.setText("Patient")
    editor._save.click()
    assert named(furnished, "Patient").version == 2


def test_a_sum_that_is_none_is_said_beside_the_rule(editor: LadderDialog) -> None:
    editor.rules.least.setText("some")
    editor.look_ahead()
    assert editor.calendar.lines == ()
    assert "Type the amount" in editor.calendar.prompt.text()
    editor._save.click()
    assert "Type the amount" in editor.rules.form.complaint(editor.rules.least)
    editor.rules.least.setText("")
    assert editor.rules.check()
    assert "must be so much" in editor.rules.form.complaint(editor.rules.least)


# Saving


def test_a_change_is_a_version_and_undo_brings_the_one_before_back(
    editor: LadderDialog, furnished: Office, window: Window
) -> None:
    first = named(furnished, "standard")
    editor.rules.gap.setValue(9)
    editor._save.click()
    assert (named(furnished, "standard").version, named(furnished, "standard").gap_days) == (2, 9)
    window.undo()
    assert named(furnished, "standard").gap_days == first.gap_days


def test_nothing_changed_is_nothing_saved(
    editor: LadderDialog, furnished: Office, window: Window
) -> None:
    before = policies(furnished)
    told: list[object] = []
    editor.saved.connect(told.append)
    editor._save.click()
    assert policies(furnished) == before
    assert told == []


def test_a_copy_becomes_a_ladder_of_its_own_and_undo_retires_it(
    furnished: Office, window: Window
) -> None:
    dialog = LadderDialog(window, key(furnished, "gentle"), copy=True)
    dialog.open()
    assert dialog._name.text() == ""
    dialog._name.setText("Gentle")
    dialog._save.click()
    assert dialog.form.complaint(dialog._name).startswith("Another ladder")
    dialog._name.setText("Old  friends")
    dialog._save.click()
    made = named(furnished, "Old friends")
    assert (made.version, made.root, len(made.levels)) == (1, made.id, 3)
    assert named(furnished, "gentle").version == 1
    window.undo()
    assert policies(furnished)[made.id].retired


@pytest.mark.parametrize(
    ("answer", "version"), [("Keep them on it", 1), ("Move them to the new one", 2)]
)
def test_what_is_being_chased_stays_or_moves_as_the_owner_says(
    furnished: Office, window: Window, answer: str, version: int
) -> None:
    chase_all(furnished)
    dialog = LadderDialog(window, key(furnished, "standard"))
    dialog.open()
    dialog.rules.gap.setValue(9)
    dialog._save.click()
    box = question(dialog)
    assert box.text() == "3 invoices are being chased under the old version."
    assert box.defaultButton().text() == "Keep them on it"
    press(box, answer)
    assert invoice_card(furnished, invoices(furnished)["A-1"]).ladder_version == version
    window.undo()
    said = invoice_card(furnished, invoices(furnished)["A-1"]).ladder_version
    assert said == (3 if version == 2 else 1)


def test_cancel_keeps_the_editor_open_with_what_was_typed(
    furnished: Office, window: Window
) -> None:
    chase_all(furnished)
    dialog = LadderDialog(window, key(furnished, "standard"))
    dialog.open()
    dialog.rules.gap.setValue(9)
    dialog._save.click()
    press(question(dialog), "Cancel")
    assert dialog.isVisible()
    assert dialog.rules.gap.value() == 9
    assert dialog._save.isEnabled()
    assert named(furnished, "standard").version == 1
    dispose(dialog)


def test_a_step_is_added_behind_all_others_without_unfolding_one_first(
    editor: LadderDialog,
) -> None:
    before = [one.day for one in editor.levels.levels()]
    editor.levels.more.click()
    assert [one.day for one in editor.levels.levels()] == [*before, before[-1] + BETWEEN]
    assert [one.tone for one in editor.levels.levels()][-1] is Tone.FINAL
