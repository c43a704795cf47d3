"""Tab goes where the eye goes: in the order of the layouts, not in that of the making."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QStackedWidget, QWidget


def follow_layout(root: QWidget) -> None:
    """Set the tab order of everything inside, top to bottom and left to right."""
    for one, following in pairwise(_in_order(root)):
        QWidget.setTabOrder(one, following)


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(widget, QSplitter | QStackedWidget):
        for at in range(widget.count()):
            yield from _child(widget.widget(at))
    elif isinstance(widget, QScrollArea):
        yield from _child(widget.widget())
    elif widget.layout() is not None:
        yield from _of_layout(widget.layout())


def _of_layout(layout: QLayout | None) -> Iterator[QWidget]:
    for at in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(at) if layout is not None else None
        if item is not None and item.layout() is not None:
            yield from _of_layout(item.layout())
        elif item is not None:
            yield from _child(item.widget())


def _child(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is not None:
        yield from _in_order(widget)
