"""Walks a window as a screen reader would, and names what it could not name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCalendarWidget,
    QWidget,
)

DEPTH = 4
PARTS_OF_QT = ("qt_", "QComboBox", "QCalendar")


def nameless(window: QWidget) -> list[str]:
    """Every widget that takes the keyboard and has no name to be read out."""
    return [
        describe(one)
        for one in controls(window)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not spoken(one)
    ]


def controls(window: QWidget) -> Iterator[QWidget]:
    """The widgets of the window itself: no other window over it, no inner parts of Qt's own."""
    for one in [window, *window.findChildren(QWidget)]:
        mine = one is window or one.window() is window
        inner = one.objectName().startswith(PARTS_OF_QT) or _inside_qt(one)
        if mine and not inner:
            yield one


def _inside_qt(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QCalendarWidget):
            return True
        if isinstance(parent, QAbstractItemView) and not isinstance(widget, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    # A spin box, a date and a combo box speak for the line edit inside them.
    return type(widget.parentWidget()).__name__ in {
        "QSpinBox", "QDoubleSpinBox", "DayEdit", "QDateEdit", "Choice", "QComboBox", "QLineEdit",
        "MoneyEdit", "ClientPicker",
    }  # fmt: skip


def spoken(widget: QWidget) -> str:
    """What a screen reader would call it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def describe(widget: QWidget) -> str:
    """The kind of a widget and where it stands."""
    chain = [type(widget).__name__]
    parent = widget.parentWidget()
    while parent is not None and len(chain) < DEPTH:
        chain.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " < ".join(chain)


def doubled_shortcuts(window: QWidget) -> list[str]:
    """Shortcuts that two live actions of the window share: Qt would run neither."""
    live = [one for one in window.findChildren(QAction) if _reachable(one)]
    keys = Counter(
        one.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        for one in live
        if not one.shortcut().isEmpty()
    )
    return [key for key, count in keys.items() if count > 1]


def _reachable(shown: QAction) -> bool:
    return bool(shown.associatedObjects()) and shown.isVisible()


def tab_order(window: QWidget) -> list[QWidget]:
    """Where Tab goes, from the first widget that takes the keyboard once round."""
    found: list[QWidget] = []
    one = window.nextInFocusChain()
    while one is not None and one is not window and one not in found:
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(window):
            found.append(one)
        one = one.nextInFocusChain()
    return found


def focused() -> QWidget | None:
    """What has the keyboard."""
    return QApplication.focusWidget()
