"""Letter texts in the owner's words: the list of them, and the dialog that edits one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.letter_texts import LetterText, OwnText
from dunning_desktop.ui.dialogs import letter_text
from dunning_desktop.ui.dialogs.letter_text import LetterTextDialog
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_texts import LetterTexts
from dunning_desktop.ui.review.sheets import drawn
from dunning_desktop.ui.widgets.chips import ChipEdit
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.dunning import review
from dunning_desktop.usecases.letter_texts import save_text, text_in_use
from dunning_desktop.usecases.office import Office
from tests.letters.reading import text
from tests.ui.accessible import doubled_shortcuts, nameless
from tests.ui.books import clients
from tests.ui.conftest import dispose

CHIP = "\N{OBJECT REPLACEMENT CHARACTER}"
CTRL = Qt.KeyboardModifier.ControlModifier
OWN = Words("About {{ numbers }}", "{{ greeting }}\n\nKindly pay {{ total }}.", "Cheers")


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every letter that the dialog drew."""
    kept: list[bytes] = []

    def keep(pdf: bytes, width: int) -> tuple[QImage, ...]:
        kept.append(pdf)
        return drawn(pdf, width)

    monkeypatch.setattr(letter_text, "drawn", keep)
    return kept


@pytest.fixture
def texts(furnished: Office, window: Window) -> LetterTexts:
    window.show_settings("texts")
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    return page.texts


@pytest.fixture
def dialog(texts: LetterTexts, letters: list[bytes], window: Window) -> LetterTextDialog:
    """Of the friendly reminder in English."""
    return opened(texts, window)


def opened(
    texts: LetterTexts, window: Window, which: LetterText = LetterText.FRIENDLY
) -> LetterTextDialog:
    texts.edits[which].click()
    (dialog,) = window.findChildren(LetterTextDialog)
    return dialog


def keep(office: Office, window: Window, language: str, words: Words = OWN) -> None:
    window.desk.do(save_text, OwnText(LetterText.FRIENDLY, language, words), owner=window)


def choose(texts: LetterTexts, language: str) -> None:
    texts.language.choose(language)
    texts.language.activated.emit(texts.language.currentIndex())


def mark(texts: LetterTexts, which: LetterText = LetterText.FRIENDLY) -> str:
    return texts._marks[which].text()


def offered(button: QPushButton) -> list[QAction]:
    menu = button.menu()
    assert isinstance(menu, QMenu)
    return menu.actions()


def press(button: QPushButton, words: str) -> None:
    next(one for one in offered(button) if one.text() == words).trigger()


def write(box: ChipEdit, source: str) -> None:
    box.selectAll()
    QTest.keyClicks(box, source)


def answer(dialog: LetterTextDialog, words: str) -> None:
    (box,) = dialog.findChildren(QMessageBox)
    assert box.text() == "Your words are not saved."
    next(one for one in box.buttons() if one.text() == words).click()


def in_use(office: Office) -> tuple[Words, bool]:
    found = text_in_use(office, LetterText.FRIENDLY, "en-GB")
    return found.words, found.own


# The list


def test_every_text_is_listed_as_built_in(texts: LetterTexts) -> None:
    assert {mark(texts, one) for one in LetterText} == {"built in"}
    assert [one.accessibleName() for one in texts.edits.values()][:2] == [
        "Edit: Courtesy note", "Edit: Friendly reminder",
    ]  # fmt: skip


def test_own_words_are_listed_with_their_languages(
    furnished: Office, texts: LetterTexts, window: Window
) -> None:
    for language in ("nl", "de"):
        keep(furnished, window, language)
    assert mark(texts) == "your own words in Deutsch, Nederlands"
    assert mark(texts, LetterText.FIRM) == "built in"
    choose(texts, "de")
    assert mark(texts) == "your own words"
    choose(texts, "fr")
    assert mark(texts) == "your own words in Deutsch, Nederlands"


def test_the_text_of_the_chosen_language_is_opened(
    furnished: Office, texts: LetterTexts, letters: list[bytes], window: Window
) -> None:
    choose(texts, "de")
    dialog = opened(texts, window, LetterText.THANKS)
    assert dialog.windowTitle() == "Thank you, Deutsch"
    assert dialog.opening.source == text_in_use(furnished, LetterText.THANKS, "de").words.opening
    assert "Willow & Stone Interiors Ltd" in text(letters[-1])
    assert "20. November 2026" in text(letters[-1])
    dispose(dialog)


# What is shown


def test_the_dialog_shows_chips_and_the_letter_they_make(
    furnished: Office, dialog: LetterTextDialog, letters: list[bytes], qtbot: QtBot
) -> None:
    assert dialog.typed.words == in_use(furnished)[0]
    assert dialog.subject.toPlainText() == f"Reminder: {CHIP}"
    assert dialog.opening.toPlainText().startswith(f"{CHIP}\n\n{CHIP}This may have slipped")
    assert "This may have slipped your attention" in text(letters[-1])
    sheets = dialog.sheets
    qtbot.waitUntil(lambda: sheets.images[0].width() == sheets.wanted_width)
    assert sheets.images == drawn(letters[-1], sheets.wanted_width)
    assert dialog.trouble.isHidden()
    dispose(dialog)


def test_the_letter_follows_the_words_a_moment_later(
    dialog: LetterTextDialog, letters: list[bytes], qtbot: QtBot
) -> None:
    before = dialog.sheets.images
    dialog.opening.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(dialog.opening, " Any **questions**?")
    qtbot.waitUntil(lambda: dialog.sheets.images != before)
    assert "Any questions?" in text(letters[-1])
    dispose(dialog)


def test_a_client_that_is_chosen_is_written_to_about_what_it_owes(
    furnished: Office, dialog: LetterTextDialog, letters: list[bytes]
) -> None:
    assert "Willow & Stone Interiors Ltd" in text(letters[-1])
    dialog.client.choose(clients(furnished)["Aldgate Joinery"], "Aldgate Joinery")
    said = text(letters[-1])
    assert "Aldgate Joinery" in said
    assert "Willow" not in said
    assert "£1,650.50" in said
    assert "A-1" in said
    dispose(dialog)


def test_a_client_is_found_by_typing_and_left_by_deleting(
    dialog: LetterTextDialog, letters: list[bytes], qtbot: QtBot
) -> None:
    QTest.keyClicks(dialog.client, "brindle & sons")
    qtbot.waitUntil(lambda: "Brindle & Sons" in text(letters[-1]))
    dialog.client.selectAll()
    QTest.keyClick(dialog.client, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "Willow & Stone Interiors Ltd" in text(letters[-1]))
    dispose(dialog)


# Fields and conditions


def test_a_field_is_inserted_from_the_menu_where_the_cursor_is(
    dialog: LetterTextDialog, letters: list[bytes], qtbot: QtBot
) -> None:
    dialog.subject.moveCursor(QTextCursor.MoveOperation.Start)
    dialog.subject.moveCursor(QTextCursor.MoveOperation.End)
    press(dialog.fields, "Pay by")
    assert dialog.subject.source == "Reminder: {{ about }}{{ deadline }}"
    qtbot.waitUntil(lambda: len(letters) > 1)
    assert "£1,600.5027 November 2026" in text(letters[-1])
    dispose(dialog)


def test_a_field_and_a_condition_are_inserted_by_the_keyboard(dialog: LetterTextDialog) -> None:
    write(dialog.opening, "Pay ")
    for button, downs in ((dialog.fields, 1), (dialog.conditions, 2)):
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        menu = button.menu()
        assert isinstance(menu, QMenu)
        assert menu.isVisible()
        for _time in range(downs):
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        assert dialog.focusWidget() is dialog.opening
    assert dialog.opening.source == "{% if previous %}Pay {{ total }}{% endif %}"
    dispose(dialog)


def test_a_condition_is_put_around_the_words_that_are_chosen(dialog: LetterTextDialog) -> None:
    write(dialog.closing, "Cheers, and hurry")
    dialog.closing.find("and hurry", dialog.closing.document().FindFlag.FindBackward)
    press(dialog.conditions, "Unless a part was paid")
    assert dialog.closing.source == "Cheers, {% if not part_paid %}and hurry{% endif %}"
    dispose(dialog)


@pytest.mark.parametrize("part", ["subject", "opening", "closing"])
def test_a_field_goes_into_the_box_that_has_the_keyboard(
    dialog: LetterTextDialog, part: str
) -> None:
    box: ChipEdit = getattr(dialog, part)
    before = box.source
    box.setFocus()
    press(dialog.fields, "Your phone")
    assert "{{ phone }}" in box.source
    assert box.source.replace("{{ phone }}", "") == before
    dispose(dialog)


def test_the_menus_offer_what_the_letter_knows(
    dialog: LetterTextDialog, texts: LetterTexts, window: Window
) -> None:
    assert "Days late" in [one.text() for one in offered(dialog.fields)]
    assert len([one for one in offered(dialog.conditions) if one.isSeparator()]) == 1
    dispose(dialog)
    thanks = opened(texts, window, LetterText.THANKS)
    names = [one.text() for one in offered(thanks.fields)]
    assert "your payment of …" in names
    assert "Days late" not in names
    assert names == sorted(names, key=str.casefold)
    dispose(thanks)


def test_enter_opens_no_menu(dialog: LetterTextDialog) -> None:
    for field in (dialog.subject, dialog.client):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert not [one for one in dialog.findChildren(QMenu) if one.isVisible()]
    dispose(dialog)


# What cannot be used


@pytest.mark.parametrize(
    ("part", "source", "words"),
    [
        ("subject", "", "The subject is empty. Write something there."),
        ("opening", "{{ bribe }}", "The text before the table names “bribe”, which this letter"),
        ("closing", "{% if late %}Hi", "In the text after the table, a condition does not end"),
        ("closing", "{% endif %}Hi", "In the text after the table, a condition does not end"),
        ("opening", "{% for x in y %}", "In the text before the table, “{% for x in y %}” cannot"),
    ],
)
def test_what_cannot_be_used_is_said_until_it_is_mended(
    dialog: LetterTextDialog, qtbot: QtBot, part: str, source: str, words: str
) -> None:
    box: ChipEdit = getattr(dialog, part)
    before = dialog.sheets.images
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    QTest.keyClicks(box, source)
    qtbot.waitUntil(lambda: not dialog.save_button.isEnabled())
    assert dialog.trouble.text().startswith(words)
    assert not dialog.trouble.isHidden()
    assert dialog.sheets.images == before
    write(box, "Cheers")
    qtbot.waitUntil(dialog.save_button.isEnabled)
    assert dialog.trouble.isHidden()
    dispose(dialog)


def test_a_quick_hand_saves_nothing_that_cannot_be_used(
    furnished: Office, dialog: LetterTextDialog
) -> None:
    write(dialog.opening, "{{ bribe }}")
    dialog.save_button.click()
    assert "“bribe”" in dialog.trouble.text()
    assert dialog.isVisible()
    assert in_use(furnished)[1] is False
    dispose(dialog)


# Keeping it


def test_what_is_saved_goes_into_letters_and_is_taken_back(
    furnished: Office, texts: LetterTexts, dialog: LetterTextDialog, window: Window
) -> None:
    before = in_use(furnished)
    write(dialog.opening, "Kindly pay {{ total }}.")
    dialog.save_button.click()
    assert window._toast.text == "The text is saved."
    assert mark(texts) == "your own words"
    assert review(furnished).prepared[0].words.opening == "Kindly pay £1,650.50."
    window.undo()
    assert in_use(furnished) == before
    assert mark(texts) == "built in"


def test_undo_puts_back_the_own_words_there_were(
    furnished: Office, texts: LetterTexts, letters: list[bytes], window: Window
) -> None:
    keep(furnished, window, "en-GB")
    dialog = opened(texts, window)
    assert dialog.typed.words == OWN
    write(dialog.closing, "Yours")
    dialog.save_button.click()
    assert in_use(furnished)[0].closing == "Yours"
    window.undo()
    assert in_use(furnished) == (OWN, True)


def test_the_built_in_words_are_shown_and_kept_only_when_saved(
    furnished: Office, texts: LetterTexts, dialog: LetterTextDialog, window: Window
) -> None:
    built_in = dialog.typed.words
    dispose(dialog)
    keep(furnished, window, "en-GB")
    again = opened(texts, window)
    again.reset.click()
    assert again.typed.words == built_in
    assert in_use(furnished) == (OWN, True)
    again.save_button.click()
    assert in_use(furnished) == (built_in, False)
    assert mark(texts) == "built in"
    window.undo()
    assert in_use(furnished) == (OWN, True)


def test_what_was_not_changed_is_left_without_a_question(
    texts: LetterTexts, window: Window, letters: list[bytes]
) -> None:
    choose(texts, "pl")
    for which in LetterText:
        dialog = opened(texts, window, which)
        assert not dialog.changed
        dialog.reject()
        assert not dialog.isVisible()
        dispose(dialog)


def test_what_was_changed_is_left_only_when_it_may_be_lost(
    furnished: Office, dialog: LetterTextDialog
) -> None:
    write(dialog.closing, "Yours")
    dialog.reject()
    answer(dialog, "Go on writing")
    assert dialog.isVisible()
    assert dialog.closing.source == "Yours"
    dispose(dialog.findChildren(QMessageBox)[0])
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    answer(dialog, "Discard them")
    assert not dialog.isVisible()
    assert in_use(furnished)[1] is False


def test_what_was_changed_and_changed_back_is_no_change(dialog: LetterTextDialog) -> None:
    QTest.keyClicks(dialog.closing, "!")
    assert dialog.changed
    QTest.keyClick(dialog.closing, Qt.Key.Key_Z, CTRL)
    dialog.reject()
    assert not dialog.isVisible()


def test_everything_has_a_name(dialog: LetterTextDialog, window: Window) -> None:
    assert nameless(dialog) == []
    assert doubled_shortcuts(dialog) == []
    dispose(dialog)
    assert nameless(window) == []
