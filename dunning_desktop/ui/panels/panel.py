"""What every details panel is: a heading, parts under it, and a way to close it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.ui.look.fonts import as_heading, scaled
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.widgets.labels import label, rule
from dunning_desktop.ui.widgets.tab_order import follow_layout

MIN_WIDTH = 312
MAX_WIDTH = 520


class DetailsPanel(QFrame):
    """Subclasses override ``load`` and fill the panel with ``start``, ``part`` and ``facts``."""

    closed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.setProperty("look", "card")
        self.setMinimumWidth(MIN_WIDTH)
        self.setMaximumWidth(MAX_WIDTH)
        self._heading = label(wrap=True, selectable=True)
        self._heading.setFont(scaled(1.2, bold=True))
        self._under = label(look="quiet", wrap=True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("Details"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(LARGE, MEDIUM, TINY, TINY)
        layout.setSpacing(SMALL)
        layout.addLayout(self._top())
        layout.addWidget(self._scroll, 1)
        close = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.closed.emit)
        close.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._parts = QVBoxLayout()

    def _top(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(TINY)
        words.addWidget(self._heading)
        words.addWidget(self._under)
        close = QToolButton()
        close.setIcon(icon("x", "quiet"))
        close.setAutoRaise(True)
        close.setAccessibleName(self.tr("Close the details"))
        close.setToolTip(self.tr("Close the details (Esc)"))
        close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def load(self, key: int) -> None:
        """Ask for what is shown of that row."""

    def start(self, heading: str, under: str) -> None:
        """Begin anew under this heading."""
        self._heading.setText(heading)
        self._under.setText(under)
        sheet = QWidget()
        sheet.setProperty("look", "sheet")
        self._parts = QVBoxLayout(sheet)
        self._parts.setContentsMargins(0, SMALL, MEDIUM, LARGE)
        self._parts.setSpacing(SMALL)
        self._scroll.setWidget(sheet)

    def part(self, title: str) -> None:
        """Begin a part with a heading of its own."""
        self._parts.addSpacing(SMALL)
        self._parts.addWidget(rule())
        self._parts.addSpacing(TINY)
        heading = label(title)
        as_heading(heading)
        self._parts.addWidget(heading)

    def add(self, widget: QWidget) -> None:
        """Put a widget under what is there."""
        self._parts.addWidget(widget)

    def text(self, words: str, look: str = "") -> QLabel:
        """Put a paragraph under what is there."""
        made = label(words, look, wrap=True, selectable=True)
        self._parts.addWidget(made)
        return made

    def facts(self, pairs: list[tuple[str, str]], *, strong_last: bool = False) -> None:
        """Put a table of names and values, the values in a column at the right."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(LARGE)
        grid.setVerticalSpacing(TINY + 2)
        grid.setColumnStretch(0, 1)
        for row, (name, value) in enumerate(pairs):
            left, right = label(name, "quiet", wrap=True), label(value, selectable=True)
            right.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
            if strong_last and row == len(pairs) - 1:
                as_heading(right)
                as_heading(left)
            grid.addWidget(left, row, 0)
            grid.addWidget(right, row, 1)
        self._parts.addLayout(grid)

    def finish(self) -> None:
        """Push what is there to the top."""
        self._parts.addStretch()
        follow_layout(self.window())
