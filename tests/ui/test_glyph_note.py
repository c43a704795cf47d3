"""What the type of letters cannot print is said before a letter goes out, and only then."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from dunning_desktop.letters import fonts
from dunning_desktop.ui.dialogs.plain_paper import PlainPaperDialog, ask_for_statement
from dunning_desktop.ui.review.page import ReviewPage
from dunning_desktop.ui.text.letters import no_glyphs
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office
from tests.ui.books import add_client, clients
from tests.ui.conftest import dispose
from tests.ui.test_review import pick, review_of

COMPANY = "株式会社"
NOTE = (
    "The type of letters has no sign for: 株 式 会 社 A square is printed in its place. Write it "
    "in Latin, Greek or Cyrillic letters, or send an e-mail."
)
PLAIN = ["Müller & Søn Żółw OÜ", "Παπαδόπουλος Α.Ε.", "ООО «Ромашка» № 5", "O’Neill – “Best” €"]


@pytest.fixture(autouse=True)
def _glyphs_are_missing() -> Iterator[None]:
    """Characters without a glyph are the point here, not trouble."""
    logger = logging.getLogger(fonts.__name__)
    logger.setLevel(logging.ERROR)
    yield
    logger.setLevel(logging.NOTSET)


def shown(page: ReviewPage, name: str, *, letter: bool = True) -> str:
    """What is noted over the letter, or over the e-mail, to a client; empty where nothing is."""
    pick(page, name)
    preview = page.preview
    preview.tabs.setCurrentWidget(preview.sheets if letter else preview.mail)
    preview.draw_now()
    return preview.glyphs.text() if preview.glyphs.isVisible() else ""


def statement(window: Window, client_id: int) -> PlainPaperDialog:
    ask_for_statement(window, client_id)
    return window.findChildren(PlainPaperDialog)[-1]


def noted(dialog: PlainPaperDialog) -> str:
    label = dialog.preview.glyphs
    return label.text() if label.isVisible() else ""


# In the review


def test_signs_that_cannot_be_printed_are_named_over_the_letter(
    furnished: Office, window: Window
) -> None:
    add_client(furnished, COMPANY, email="", due=[("J-1", 9, 10_000)])
    assert shown(review_of(window), COMPANY) == NOTE


@pytest.mark.parametrize("name", PLAIN)
def test_a_name_that_can_be_printed_gets_no_note(
    furnished: Office, window: Window, name: str
) -> None:
    add_client(furnished, name, email="", due=[("J-1", 9, 10_000)])
    assert shown(review_of(window), name) == ""


@pytest.mark.parametrize("email", ["", "accounts@client.example"])
def test_the_note_goes_with_its_letter(furnished: Office, window: Window, email: str) -> None:
    add_client(furnished, COMPANY, email=email, due=[("J-1", 9, 10_000)])
    page = review_of(window)
    assert shown(page, COMPANY) == NOTE
    assert shown(page, "Brindle") == ""
    assert shown(page, COMPANY) == NOTE


def test_the_note_is_not_of_an_e_mail(furnished: Office, window: Window) -> None:
    add_client(furnished, COMPANY, due=[("J-1", 9, 10_000)])
    page = review_of(window)
    assert shown(page, COMPANY, letter=False) == ""
    assert shown(page, COMPANY) == NOTE
    assert shown(page, COMPANY, letter=False) == ""


def test_the_note_of_a_letter_is_gone_from_the_e_mail_that_follows_it(
    furnished: Office, window: Window
) -> None:
    add_client(furnished, COMPANY, email="", due=[("J-1", 9, 10_000)])
    page = review_of(window)
    assert shown(page, COMPANY) == NOTE
    assert shown(page, "Brindle", letter=False) == ""


def test_words_that_are_typed_are_looked_at_too(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    page = review_of(window)
    assert shown(page, "Brindle") == ""
    page.preview.wording.personal.setText("謝謝, 謝謝 Priya")
    qtbot.waitUntil(page.preview.glyphs.isVisible)
    assert page.preview.glyphs.text() == NOTE.replace("株 式 会 社", "謝")


# Of a paper


def test_a_paper_says_the_same(furnished: Office, window: Window) -> None:
    key = add_client(furnished, COMPANY, due=[("J-1", 9, 10_000)])
    dialog = statement(window, key)
    assert noted(dialog) == NOTE
    dialog.preview.setCurrentWidget(dialog.preview.mail)
    assert noted(dialog) == ""
    dispose(dialog)


def test_an_ordinary_paper_says_nothing(furnished: Office, window: Window) -> None:
    dialog = statement(window, clients(furnished)["Brindle & Sons"])
    assert noted(dialog) == ""
    dispose(dialog)


def test_the_note_of_a_paper_follows_its_words(
    furnished: Office, window: Window, qtbot: QtBot
) -> None:
    dialog = statement(window, clients(furnished)["Brindle & Sons"])
    closing = dialog.preview.wording.closing
    closing.setPlainText("谢谢")
    qtbot.waitUntil(lambda: "谢" in noted(dialog))
    closing.setPlainText("Thank you")
    qtbot.waitUntil(lambda: noted(dialog) == "")
    dispose(dialog)


# The words


def test_a_long_list_of_signs_is_cut_short() -> None:
    said = no_glyphs("".join(chr(0x4E00 + at) for at in range(100)))
    assert said.count(" 一") == 1
    assert chr(0x4E00 + 23) in said
    assert chr(0x4E00 + 24) not in said
