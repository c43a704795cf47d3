"""A colour: shown on a button that opens the system's choice, and taken away beside it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QPushButton, QWidget

from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.widgets.buttons import button

_SIZE = 18
_ROUND = 4


class ColourField(QWidget):
    """``colour`` is ``#rrggbb``, or empty for none."""

    changed = Signal()

    def __init__(self, none: str, *, name: str) -> None:
        super().__init__()
        self._none = none
        self._name = name
        self.colour = ""
        self.choose: QPushButton = button(none, self._ask)
        self.choose.setIconSize(QSize(_SIZE, _SIZE))
        self.remove = button(self.tr("Remove"), lambda: self._take(""))
        self.remove.setAccessibleName(self.tr("Remove the colour"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        row.addStretch()
        self.show_colour("")

    def show_colour(self, colour: str) -> None:
        """Show it; nothing is signalled."""
        self.colour = colour
        self.choose.setText(colour or self._none)
        self.choose.setAccessibleName(f"{self._name}: {colour or self._none}")
        self.choose.setIcon(_swatch(colour, self.devicePixelRatioF()) if colour else QIcon())
        self.remove.setVisible(bool(colour))

    def _ask(self) -> None:
        begin = QColor(self.colour) if self.colour else self.palette().highlight().color()
        dialog = QColorDialog(begin, self)
        dialog.setWindowTitle(self._name)
        dialog.colorSelected.connect(lambda one: self._take(one.name()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, colour: str) -> None:
        self.show_colour(colour)
        self.changed.emit()


def _swatch(colour: str, ratio: float) -> QIcon:
    picture = QPixmap(QSize(_SIZE, _SIZE) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour).darker(130), 1))
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(1, 1, _SIZE - 2, _SIZE - 2, _ROUND, _ROUND)
    painter.end()
    return QIcon(picture)
