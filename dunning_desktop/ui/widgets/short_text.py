"""Plain text of a few lines at most, the last one cut with dots."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

NARROWEST = 120


class ShortText(QWidget):
    """Draws strangers' words itself: no markup, no links, and never more than ``most`` lines."""

    def __init__(self, text: str = "", *, most: int = 3) -> None:
        super().__init__()
        self._most = most
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(text)

    def say(self, text: str) -> None:
        """Show these words."""
        self.text = text
        self.setAccessibleName(text)
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self.text) + 2
        return QSize(wide, self.heightForWidth(max(self.width(), NARROWEST)))

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, self.fontMetrics().lineSpacing())

    def heightForWidth(self, width: int) -> int:
        layout = QTextLayout(self.text, self.font())
        return self.fontMetrics().lineSpacing() * max(len(list(self._lines(layout, width))), 1)

    def _lines(self, layout: QTextLayout, width: int) -> Iterator[QTextLine]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        for _ in range(self._most):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, 1))
            yield line
        layout.endLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        # The layout owns its lines: it has to live as long as they do.
        layout = QTextLayout(self.text, self.font())
        lines = list(self._lines(layout, self.width()))
        for at, line in enumerate(lines):
            self._draw(painter, line, at, last=at == self._most - 1)

    def _draw(self, painter: QPainter, line: QTextLine, at: int, *, last: bool) -> None:
        top = at * self.fontMetrics().lineSpacing()
        rest = self.text[line.textStart() :]
        if last and len(rest) > line.textLength():
            elide = Qt.TextElideMode.ElideRight
            said = self.fontMetrics().elidedText(rest, elide, self.width())
            painter.drawText(QPointF(0, top + self.fontMetrics().ascent()), said)
        else:
            line.draw(painter, QPointF(0, top - line.y()))
