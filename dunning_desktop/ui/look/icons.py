"""Icons: line drawings (Lucide) that take their colour from the palette they are shown on."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from dunning_desktop.resources import read_text
from dunning_desktop.ui.look.theme import colours_now

PIXMAP_LIMIT = 400


def icon(name: str, colour: str = "") -> QIcon:
    """The icon of that name; ``colour`` names one of ``Colours``, else the text colour is used."""
    return QIcon(_LineIcon(name, colour))


class _LineIcon(QIconEngine):
    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # From Qt 6.8 on, the size is what is seen; the scale is what makes it sharp.
        colour = self._colour_for(mode, state)
        width, height = round(size.width() * scale), round(size.height() * scale)
        picture = QPixmap(drawn(self._name, colour, width, height))
        picture.setDevicePixelRatio(scale)
        return picture

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._colour)

    def _colour_for(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        colours = colours_now()
        if mode is QIcon.Mode.Disabled:
            return colours.disabled
        name = self._colour or ("accent" if state is QIcon.State.On else "text")
        return str(getattr(colours, name))


@lru_cache(maxsize=PIXMAP_LIMIT)
def drawn(name: str, colour: str, width: int, height: int) -> QPixmap:
    """The icon in one colour and size, in device pixels."""
    picture = QPixmap(QSize(width, height))
    picture.fill(QColor(Qt.GlobalColor.transparent))
    side = min(width, height)
    frame = QRectF((width - side) / 2, (height - side) / 2, side, side)
    # Read before painting begins: an error in between would take the program down with it.
    drawing = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
    painter = QPainter(picture)
    drawing.render(painter, frame)
    painter.end()
    return picture


@lru_cache(maxsize=PIXMAP_LIMIT)
def _svg(name: str) -> str:
    # 1.75 sits better beside the weight of interface type than the drawing's own 2.
    text = read_text("icons", f"{name}.svg")
    return text.replace('stroke-width="2"', 'stroke-width="1.75"')


def plain_pixmap(name: str, colour: str, size: int, *, ratio: float) -> QPixmap:
    """An icon for a label: so many pixels, sharp at that device ratio."""
    side = round(size * ratio)
    picture = QPixmap(drawn(name, colour, side, side))
    picture.setDevicePixelRatio(ratio)
    return picture


