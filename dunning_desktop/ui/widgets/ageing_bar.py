"""A bar that shows how old a debt is, with its figures in words under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from dunning_desktop.domain.money import Money
from dunning_desktop.ui.look.metrics import LARGE, SMALL, TINY
from dunning_desktop.ui.look.theme import colours_now
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.labels import label

BAR_HEIGHT = 10
MARK = 10
# From what is not due to what is long overdue: the accent, ever stronger, never an alarm.
STRENGTHS = (0.22, 0.42, 0.62, 0.82, 1.0)


class AgeingBar(QWidget):
    """Buckets as ``AgeingRow`` has them, in minor units of one currency.

    ``across``: the figures stand beside each other under the bar, for a wide place.
    """

    def __init__(self, buckets: Sequence[int], currency: str, *, across: bool = False) -> None:
        super().__init__()
        names = (
            self.tr("Not due yet"),
            self.tr("1 to 30 days late"),
            self.tr("31 to 60 days late"),
            self.tr("61 to 90 days late"),
            self.tr("Over 90 days late"),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        shown = [
            (place, name, money(Money(minor, currency)))
            for place, (name, minor) in enumerate(zip(names, buckets, strict=True))
            if minor
        ]
        # In a wide place a bar of one colour says nothing that its one line does not.
        if not across or len(shown) > 1:
            layout.addWidget(_Bar(buckets))
        layout.addLayout(_beside(shown) if across else _below(shown))
        self.setAccessibleName(self.tr("Age of what is owed"))
        self.setAccessibleDescription(", ".join(f"{name}: {sum_}" for _, name, sum_ in shown))


Shown = Sequence[tuple[int, str, str]]


def _below(shown: Shown) -> QGridLayout:
    """One line a bucket: its mark, its name, its sum at the right."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(SMALL)
    grid.setVerticalSpacing(TINY)
    grid.setColumnStretch(1, 1)
    for row, (place, name, sum_) in enumerate(shown):
        value = label(sum_)
        value.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        grid.addWidget(_Mark(place), row, 0)
        grid.addWidget(label(name, "quiet"), row, 1)
        grid.addWidget(value, row, 2)
    return grid


def _beside(shown: Shown) -> QGridLayout:
    """One column a bucket: its mark and its name, its sum under them; a single one in one line."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(SMALL)
    grid.setVerticalSpacing(TINY)
    for at, (place, name, sum_) in enumerate(shown):
        alone = len(shown) == 1
        grid.addWidget(_Mark(place), 0, 2 * at)
        grid.addWidget(label(name, "quiet"), 0, 2 * at + 1)
        grid.addWidget(label(sum_), 0 if alone else 1, 2 * at + 1 + alone)
        grid.setColumnStretch(2 * at + 1 + alone, 1)
    return grid


class _Bar(QWidget):
    def __init__(self, buckets: Sequence[int]) -> None:
        super().__init__()
        self._buckets = buckets
        self.setFixedHeight(BAR_HEIGHT)
        self.setMinimumWidth(LARGE * 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        painter.setClipPath(shape)
        whole = sum(self._buckets) or 1
        left = 0.0
        for place, minor in enumerate(self._buckets):
            width = self.width() * minor / whole
            painter.fillRect(QRectF(left, 0, width, BAR_HEIGHT), strength(place))
            left += width
        painter.end()


class _Mark(QWidget):
    def __init__(self, place: int) -> None:
        super().__init__()
        self._place = place
        self.setFixedSize(MARK, MARK)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(strength(self._place))
        painter.drawRoundedRect(self.rect(), 3, 3)
        painter.end()


def strength(place: int) -> QColor:
    """The colour of a bucket."""
    colour = QColor(colours_now().accent)
    colour.setAlphaF(STRENGTHS[place])
    return colour
