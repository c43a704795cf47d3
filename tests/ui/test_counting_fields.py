"""Fields for days and numbers: said in words, read back from them, and safe from the wheel."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dunning_desktop.ui.widgets.count import Count
from dunning_desktop.ui.widgets.day_offset import DayOffset
from dunning_desktop.ui.widgets.wheel import WheelGuard


def test_a_day_is_said_in_words_and_read_back(qtbot: QtBot) -> None:
    field = DayOffset(name="When")
    qtbot.addWidget(field)
    said = {-3: "3 days before", -1: "1 day before", 0: "on the due day", 14: "14 days after"}
    for day, words in said.items():
        assert field.textFromValue(day) == words
        assert field.valueFromText(words) == day
    for typed, day in (("7", 7), ("-2", -2), ("\N{MINUS SIGN}2", -2), ("5 before", -5), ("", 0)):
        assert field.valueFromText(typed) == day


def test_a_day_that_is_none_is_not_taken(qtbot: QtBot) -> None:
    field = DayOffset(name="When")
    qtbot.addWidget(field)
    states = {text: field.validate(text, 0)[0] for text in ("3", "abc", "999", "on the due day")}
    assert states == {
        "3": QValidator.State.Acceptable,
        "abc": QValidator.State.Intermediate,
        "999": QValidator.State.Invalid,
        "on the due day": QValidator.State.Acceptable,
    }


def test_a_day_can_be_typed_as_a_bare_number(qtbot: QtBot) -> None:
    field = DayOffset(name="When")
    qtbot.addWidget(field)
    field.setValue(3)
    field.selectAll()
    QTest.keyClicks(field, "-5")
    field.interpretText()
    assert (field.value(), field.text()) == (-5, "5 days before")


def test_one_is_not_said_in_the_plural(qtbot: QtBot) -> None:
    field = Count(0, 9, one=" day", many=" days", before="after ")
    qtbot.addWidget(field)
    field.setValue(1)
    assert field.text() == "after 1 day"
    field.setValue(2)
    assert field.text() == "after 2 days"


def test_the_wheel_changes_a_field_only_once_it_is_entered(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    first, second = (Count(0, 9, one=" day", many=" days") for _ in range(2))
    layout = QVBoxLayout(form)
    layout.addWidget(first)
    layout.addWidget(second)
    WheelGuard(first, second, parent=form)
    form.show()
    form.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    for one in (first, second):
        _turn(one)
    assert (first.value(), second.value()) == (1, 0)


def _turn(widget: QWidget) -> None:
    """One notch upwards, over the widget."""
    middle = QPointF(widget.rect().center())
    turned = QWheelEvent(
        middle, QPointF(widget.mapToGlobal(middle)), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(widget, turned)
