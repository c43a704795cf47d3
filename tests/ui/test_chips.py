"""The box with chips: what stands in it is the source, typed, copied, undone and pointed at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.letter_markup import Piece
from dunning_desktop.domain.letter_texts import LetterText
from dunning_desktop.letters.press import Press
from dunning_desktop.ui.text.languages import LANGUAGES
from dunning_desktop.ui.widgets.chips import ChipEdit

CHIP = "\N{OBJECT REPLACEMENT CHARACTER}"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENDS = ["\n", "\r\n", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}"]


def named(piece: Piece) -> str:
    return f"{piece.mark} {piece.text}"


@pytest.fixture
def box(qtbot: QtBot) -> ChipEdit:
    return shown(qtbot, ChipEdit("Words", named))


@pytest.fixture
def line(qtbot: QtBot) -> ChipEdit:
    return shown(qtbot, ChipEdit("Subject", named, lines=False))


@pytest.fixture
def no_tip(qtbot: QtBot) -> Iterator[None]:
    yield
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def shown(qtbot: QtBot, made: ChipEdit) -> ChipEdit:
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


def select(box: ChipEdit, first: int, last: int) -> None:
    cursor = box.textCursor()
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)


def pasted(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def over_chip(box: ChipEdit, at: int, part: float) -> QPoint:
    """A point on the chip at a place of the text, so far of its width from its left."""
    cursor = QTextCursor(box.document())
    edges = []
    for place in (at, at + 1):
        cursor.setPosition(place)
        edges.append(box.cursorRect(cursor).center())
    left, right = edges
    return QPoint(left.x() + round((right.x() - left.x()) * part), left.y())


# The source


@pytest.mark.parametrize("language", [code for code, _name in LANGUAGES])
def test_a_built_in_text_is_shown_and_read_back_as_it_is(box: ChipEdit, language: str) -> None:
    press = Press()
    for text in LetterText:
        words = press.built_in(text, language)
        for part in (words.subject, words.opening, words.closing):
            box.show_source(part)
            assert box.source == part
            assert "{" not in box.toPlainText()


def test_every_language_of_the_letters_can_be_chosen() -> None:
    assert sorted(code for code, _name in LANGUAGES) == sorted(Press().languages())


@pytest.mark.parametrize(
    "text",
    [
        "", "\n\n", " a  b ", "{{ total }}{{ total }}", "a\N{NO-BREAK SPACE}b \N{GRINNING FACE}",
        "{% if not late %}a\n{% endif %}\nb", "- {{ number }}\n- **{{ total }}**", "{{ a b }}",
    ],
)  # fmt: skip
def test_any_text_is_read_back_as_it_is(box: ChipEdit, text: str) -> None:
    box.show_source(text)
    assert box.source == text


def test_names_and_conditions_are_one_sign_each(box: ChipEdit) -> None:
    box.show_source("{% if late %}Pay {{total}}{% endif %} now")
    assert box.toPlainText() == f"{CHIP}Pay {CHIP}{CHIP} now"
    assert box.source == "{% if late %}Pay {{ total }}{% endif %} now"


def test_words_typed_beside_a_chip_are_words(box: ChipEdit) -> None:
    box.show_source("Pay {{ total }} now")
    select(box, 5, 5)
    QTest.keyClicks(box, "!")
    select(box, 4, 4)
    QTest.keyClicks(box, "us ")
    assert box.source == "Pay us {{ total }}! now"


def test_words_typed_behind_a_chip_do_not_say_what_the_chip_says(box: ChipEdit) -> None:
    box.show_source("Pay {{ total }} now")
    select(box, 5, 5)
    QTest.keyClicks(box, "!")
    select(box, 6, 6)
    assert box.textCursor().charFormat().toolTip() == ""


def test_a_chip_goes_with_one_press(box: ChipEdit) -> None:
    box.show_source("Pay {{ total }}!")
    select(box, 5, 5)
    QTest.keyClick(box, Qt.Key.Key_Backspace)
    assert box.source == "Pay !"


def test_a_text_that_is_shown_is_no_change_and_cannot_be_undone(
    box: ChipEdit, qtbot: QtBot
) -> None:
    box.show_source("one")
    with qtbot.assertNotEmitted(box.textChanged):
        box.show_source("two {{ total }}")
    QTest.keyClick(box, Qt.Key.Key_Z, CTRL)
    assert box.source == "two {{ total }}"


# Fields and conditions


def test_a_field_goes_where_the_cursor_is_in_the_place_of_what_is_chosen(box: ChipEdit) -> None:
    box.show_source("Pay this now")
    select(box, 4, 8)
    box.insert_name("total")
    assert box.source == "Pay {{ total }} now"
    assert box.hasFocus()
    QTest.keyClicks(box, "!")
    assert box.source == "Pay {{ total }}! now"


def test_a_condition_is_put_around_the_paragraph_of_the_cursor(box: ChipEdit) -> None:
    box.show_source("one\n\ntwo {{ total }}\nthree")
    select(box, 7, 7)
    box.insert_condition("late")
    assert box.source == "one\n\n{% if late %}two {{ total }}{% endif %}\nthree"


def test_a_condition_is_put_around_the_first_paragraph(box: ChipEdit) -> None:
    box.show_source("one\ntwo")
    select(box, 0, 0)
    box.insert_condition("late")
    assert box.source == "{% if late %}one{% endif %}\ntwo"


def test_a_condition_is_put_around_what_is_chosen_from_either_end(box: ChipEdit) -> None:
    for first, last in ((4, 7), (7, 4)):
        box.show_source("one two three")
        select(box, first, last)
        box.insert_condition("late", negated=True)
        assert box.source == "one {% if not late %}two{% endif %} three"


def test_a_condition_is_put_around_chosen_paragraphs(box: ChipEdit) -> None:
    box.show_source("one\ntwo {{ total }}")
    box.selectAll()
    box.insert_condition("several")
    assert box.source == "{% if several %}one\ntwo {{ total }}{% endif %}"


def test_a_condition_in_an_empty_paragraph_waits_for_its_words(box: ChipEdit) -> None:
    box.show_source("one\n\ntwo")
    select(box, 4, 4)
    box.insert_condition("late")
    QTest.keyClicks(box, "hurry")
    assert box.source == "one\n{% if late %}hurry{% endif %}\ntwo"


# Undo


def test_a_condition_is_taken_back_at_once_and_put_back_at_once(box: ChipEdit) -> None:
    box.show_source("one\ntwo")
    box.insert_condition("late")
    QTest.keyClick(box, Qt.Key.Key_Z, CTRL)
    assert box.source == "one\ntwo"
    QTest.keyClick(box, Qt.Key.Key_Z, CTRL | SHIFT)
    assert box.source == "one\n{% if late %}two{% endif %}"


def test_a_chip_that_was_deleted_comes_back_as_it_was(box: ChipEdit) -> None:
    box.show_source("Pay {{ total }} now")
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    assert box.source == ""
    QTest.keyClick(box, Qt.Key.Key_Z, CTRL)
    assert box.source == "Pay {{ total }} now"


# Copy and paste


def test_what_is_copied_is_the_source_and_pasted_it_is_chips_again(box: ChipEdit) -> None:
    source = "{% if late %}Pay {{ total }}\nby **{{ deadline }}**{% endif %}\n\nThank you"
    box.show_source(source)
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == source
    box.show_source("")
    QTest.keyClick(box, Qt.Key.Key_V, CTRL)
    assert box.source == source
    assert box.toPlainText().count(CHIP) == 4


@pytest.mark.parametrize(
    ("first", "last", "copied"),
    [
        (0, 3, "one"),
        (2, 6, "e {{ total }}{{ total }}"),
        (4, 5, "{{ total }}"),
        (5, 6, "{{ total }}"),
        (5, 9, "{{ total }} a\n"),
        (8, 11, "\nb "),
        (7, 12, "a\nb {{ day }}"),
    ],
)
def test_a_part_is_copied_as_it_is_written(
    box: ChipEdit, first: int, last: int, copied: str
) -> None:
    box.show_source("one {{ total }}{{ total }} a\nb {{ day }}")
    select(box, first, last)
    box.copy()
    assert QGuiApplication.clipboard().text() == copied


def test_what_is_copied_behind_a_picture_sign_is_what_is_chosen(box: ChipEdit) -> None:
    box.show_source("a\N{GRINNING FACE}bc {{ total }}")
    box.moveCursor(QTextCursor.MoveOperation.Start)
    assert box.find("bc")
    box.copy()
    assert QGuiApplication.clipboard().text() == "bc"


def test_what_is_cut_is_moved(box: ChipEdit) -> None:
    box.show_source("Pay {{ total }} now")
    select(box, 3, 5)
    QTest.keyClick(box, Qt.Key.Key_X, CTRL)
    assert box.source == "Pay now"
    box.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(box, Qt.Key.Key_V, CTRL)
    assert box.source == "Pay now {{ total }}"


def test_only_words_are_taken_from_a_rich_text(box: ChipEdit) -> None:
    data = QMimeData()
    data.setHtml("<b>Pay</b> {{ total }}")
    data.setText("Pay {{ total }}")
    box.insertFromMimeData(data)
    assert box.source == "Pay {{ total }}"
    assert not box.document().begin().begin().fragment().charFormat().font().bold()


# A single line


def test_a_single_line_takes_no_line_break(line: ChipEdit) -> None:
    line.show_source("About {{ number }}")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(line, key)
        QTest.keyClick(line, key, SHIFT)
    assert line.source == "About {{ number }}"


@pytest.mark.parametrize("end", ENDS, ids=ascii)
def test_lines_pasted_into_a_single_line_become_one(line: ChipEdit, end: str) -> None:
    line.insertFromMimeData(pasted(f"About {{{{ number }}}}{end}and more"))
    assert line.source == "About {{ number }} and more"
    assert line.document().blockCount() == 1


def test_a_text_of_lines_takes_them(box: ChipEdit) -> None:
    box.insertFromMimeData(pasted("one\r\n\r\ntwo"))
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClicks(box, "three")
    assert box.source == "one\n\ntwo\nthree"


def test_a_line_ended_with_shift_is_a_line_too(box: ChipEdit) -> None:
    box.show_source("one")
    QTest.keyClick(box, Qt.Key.Key_Return, SHIFT)
    QTest.keyClicks(box, "two")
    assert box.source == "one\ntwo"


# What a chip says


@pytest.mark.parametrize("part", [0.1, 0.3, 0.7, 0.9])
def test_a_point_on_a_chip_says_what_it_is(box: ChipEdit, part: float) -> None:
    box.show_source("Pay {{ total }}{% if not late %} now{% endif %}")
    assert box.chip_at(QPointF(over_chip(box, 4, part))) == "name total"
    assert box.chip_at(QPointF(over_chip(box, 5, part))) == "unless late"
    assert box.chip_at(QPointF(over_chip(box, 1, part))) == ""


@pytest.mark.usefixtures("no_tip")
@pytest.mark.parametrize("part", [0.3, 0.7])
def test_the_tool_tip_says_the_whole_name(box: ChipEdit, part: float) -> None:
    box.show_source("Pay {{ total }} now")
    point = over_chip(box, 4, part)
    where = box.viewport().mapToGlobal(point)
    QApplication.sendEvent(box.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, where))
    assert QToolTip.text() == "name total"


def test_a_chip_is_as_wide_as_its_name(box: ChipEdit) -> None:
    widths = []
    for name in ("day", "what_is_overdue"):
        box.show_source(f"a {{{{ {name} }}}} b")
        left, right = over_chip(box, 2, 0), over_chip(box, 2, 1)
        widths.append(right.x() - left.x())
        assert widths[-1] > box.fontMetrics().horizontalAdvance(f"name {name}") * 0.9
    assert widths[1] > widths[0] * 2
