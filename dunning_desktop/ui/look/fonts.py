"""Type: the system's own font, with figures that stand in columns."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget


def tabular(base: QFont | None = None) -> QFont:
    """The font with figures of equal width."""
    font = QFont(base or QApplication.font())
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def scaled(factor: float, *, bold: bool = False) -> QFont:
    """The system font, larger or smaller."""
    font = tabular()
    font.setPointSizeF(font.pointSizeF() * factor)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def as_title(widget: QWidget) -> None:
    """A page's or a dialog's heading."""
    widget.setFont(scaled(1.5, bold=True))


def as_heading(widget: QWidget) -> None:
    """A heading inside a page."""
    widget.setFont(scaled(1.0, bold=True))


def as_figure(widget: QWidget) -> None:
    """An amount that should be seen first."""
    widget.setFont(scaled(1.6, bold=True))
