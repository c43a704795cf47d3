"""What every details panel is: a heading, parts under it, and a way to close it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.domain.errors import DunningError, NotFound
from dunning_desktop.ui.look.fonts import as_heading, scaled
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, SMALL_ICON, TINY
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.widgets.labels import IconLabel, label, rule
from dunning_desktop.ui.widgets.tab_order import follow_layout

MIN_WIDTH = 328
MAX_WIDTH = 520


class DetailsPanel(QFrame):
    """Subclasses override ``load`` and fill the panel with ``start``, ``part`` and ``facts``.

    What is done now and then goes into the menu behind ``more``, with ``keep_in_more``.
    """

    closed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._key: int | None = None
        self._shown: int | None = None
        self._had_focus = False
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
        # Another book numbers its rows anew.
        shell.desk.opened.connect(self._forget)

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
        self.more = self._make_more()
        row = QHBoxLayout()
        row.setSpacing(TINY)
        row.addLayout(words, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _make_more(self) -> QToolButton:
        more = QToolButton()
        more.setIcon(icon("ellipsis", "quiet"))
        more.setAutoRaise(True)
        more.setProperty("look", "more")
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setAccessibleName(self.tr("More that can be done"))
        more.setToolTip(self.tr("More that can be done"))
        more.setMenu(QMenu(more))
        more.hide()
        return more

    def keep_in_more(self, *actions: QAction) -> None:
        """Offer these behind the three dots beside the heading."""
        self.more.menu().addActions(list(actions))
        self.more.show()

    def load(self, key: int) -> None:
        """Ask for what is shown of that row."""

    def open_at(self, key: int) -> None:
        """Show that row."""
        self._key = key
        self.load(key)
        self.show()

    def refresh(self) -> None:
        """Look again at the row that is shown: it may have left the list, but not the book."""
        if self._key is not None and self.isVisible():
            self.load(self._key)

    def gone(self, error: DunningError) -> None:
        """For ``failed``: what was shown and is no more closes quietly."""
        self.hide()
        if not isinstance(error, NotFound) or self._shown != self._key:
            self.shell.desk.trouble.emit(error)

    def _forget(self) -> None:
        self._key = self._shown = None
        self.hide()

    def start(self, heading: str, under: str) -> None:
        """Begin anew under this heading."""
        self._put_away()
        self._shown = self._key
        self._heading.setText(heading)
        self._under.setText(under)
        sheet = QWidget()
        sheet.setProperty("look", "sheet")
        self._parts = QVBoxLayout(sheet)
        self._parts.setContentsMargins(0, SMALL, MEDIUM, LARGE)
        self._parts.setSpacing(SMALL)
        self._scroll.setWidget(sheet)

    def _put_away(self) -> None:
        """Take off the sheet that is shown; it may be its own button that asked for it."""
        focus: QWidget | None = self.window().focusWidget()
        old: QWidget | None = self._scroll.widget()
        self._had_focus = old is not None and focus is not None and old.isAncestorOf(focus)
        if old is not None:
            self._scroll.takeWidget().deleteLater()

    def notice(self, icon_name: str, words: str, press: QPushButton) -> None:
        """Say how things stand, and offer what changes it."""
        box = QFrame()
        box.setProperty("look", "notice-warning")
        row = QHBoxLayout(box)
        row.setContentsMargins(MEDIUM, SMALL, SMALL, SMALL)
        row.setSpacing(SMALL)
        row.addWidget(IconLabel(icon_name, "warning", size=SMALL_ICON))
        row.addWidget(label(words, wrap=True), 1)
        row.addWidget(press)
        self._parts.addWidget(box)

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
        if self._had_focus:
            self._scroll.setFocus()
