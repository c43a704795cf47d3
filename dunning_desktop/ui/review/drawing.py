"""How a line of the review is drawn: box, name and amount, then the step, then the reason."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dunning_desktop.ui.look.fonts import scaled, tabular
from dunning_desktop.ui.look.icons import plain_pixmap
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.look.theme import colours_now
from dunning_desktop.ui.review.lines import LINE_ROLE, Line

Index = QModelIndex | QPersistentModelIndex
BOX = 18
LEFT = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
SMALL_ICON = 15


class LineDrawing(QStyledItemDelegate):
    """Draws a ``Line``; a click on its box ticks it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(240, sum(self._heights()) + 2 * SMALL + 2 * TINY)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        painter.save()
        self._ground(painter, option)
        inner = option.rect.adjusted(MEDIUM, SMALL, -MEDIUM, -SMALL)
        if line.ticked is not None:
            self._box(painter, option, ticked=line.ticked)
            inner.setLeft(inner.left() + BOX + MEDIUM)
        self._words(painter, inner, line)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = colours_now()
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colours.accent_soft))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(colours.hover))
        painter.setPen(QColor(colours.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))

    def _box(self, painter: QPainter, option: QStyleOptionViewItem, *, ticked: bool) -> None:
        colours = colours_now()
        box = box_in(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.accent if ticked else colours.quiet))
        painter.setBrush(QColor(colours.accent if ticked else colours.paper))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if ticked:
            ratio = painter.device().devicePixelRatioF()
            tick = plain_pixmap("check", colours.on_accent, BOX - TINY, ratio=ratio)
            painter.drawPixmap(box.left() + TINY // 2, box.top() + TINY // 2, tick)

    def _words(self, painter: QPainter, inner: QRect, line: Line) -> None:
        colours = colours_now()
        off = line.ticked is False
        first, second, third = self._heights()
        top = QRect(inner.left(), inner.top(), inner.width(), first)
        middle = QRect(inner.left(), top.bottom() + 1 + TINY, inner.width(), second)
        low = QRect(inner.left(), middle.bottom() + 1 + TINY, inner.width(), third)
        painter.setPen(QColor(colours.quiet if off else colours.text))
        amount = _say(painter, top, line.amount, _bold(), align=RIGHT)
        _say(painter, top.adjusted(0, 0, -amount - LARGE, 0), line.title, _bold())
        ratio = painter.device().devicePixelRatioF()
        picture = plain_pixmap(line.icon, colours.quiet, SMALL_ICON, ratio=ratio)
        painter.drawPixmap(middle.left(), middle.top() + (second - SMALL_ICON) // 2, picture)
        beside = middle.adjusted(SMALL_ICON + TINY + 2, 0, 0, 0)
        _say(painter, beside, line.step, tabular())
        painter.setPen(QColor(colours.quiet))
        _say(painter, low, line.reason, scaled(0.92))

    def _heights(self) -> tuple[int, int, int]:
        return (
            QFontMetrics(_bold()).height(),
            QFontMetrics(tabular()).height(),
            QFontMetrics(scaled(0.92)).height(),
        )

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if isinstance(event, QMouseEvent) and not box_in(option.rect).adjusted(
            -MEDIUM, -SMALL, SMALL, SMALL
        ).contains(event.position().toPoint()):
            return False
        mouse = isinstance(event, QMouseEvent)
        released = event.type() == QEvent.Type.MouseButtonRelease
        if mouse and not released:
            # Pressing on the box is the first half of a tick; the row is still selected by it.
            return False
        if mouse:
            return _toggle(model, index)
        return super().editorEvent(event, model, option, index)


def box_in(row: QRect) -> QRect:
    """Where the box of a row is drawn."""
    return QRect(row.left() + MEDIUM, row.top() + SMALL + 1, BOX, BOX)


def _toggle(model: QAbstractItemModel, index: Index) -> bool:
    before = index.data(Qt.ItemDataRole.CheckStateRole)
    if before is None:
        return False
    on = Qt.CheckState(before) is Qt.CheckState.Checked
    after = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
    return model.setData(index, after, Qt.ItemDataRole.CheckStateRole)


def _bold() -> QFont:
    return scaled(1.0, bold=True)


def _say(
    painter: QPainter,
    place: QRect,
    text: str,
    font: QFont,
    *,
    align: Qt.AlignmentFlag = LEFT,
) -> int:
    """Write one line, shortened where it must be; how wide it became."""
    painter.setFont(font)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, int(align), shown)
    return metrics.horizontalAdvance(shown)
