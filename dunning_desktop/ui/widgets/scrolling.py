"""Bringing a part of a long page into view."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget


def area_of(part: QWidget) -> QScrollArea | None:
    """The nearest area that a part is scrolled in."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def bring_into_view(part: QWidget) -> None:
    """Scroll as far as it takes to see it."""
    area = area_of(part)
    if area is not None:
        area.ensureWidgetVisible(part)
