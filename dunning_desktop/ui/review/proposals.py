"""The left side of the review: what would go out, and folded away below it, what would not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QToolButton,
    QVBoxLayout,
)

from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import MEDIUM, SMALL
from dunning_desktop.ui.review.drawing import LineDrawing
from dunning_desktop.ui.review.lines import Line, Lines
from dunning_desktop.ui.widgets.labels import rule


class Proposals(QFrame):
    """``picked`` carries the client whose reminder is to be shown, ``ticked`` client and box."""

    picked = Signal(object)
    ticked = Signal(object, bool)
    all_ticked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._all = QCheckBox(self.tr("All"))
        self._all.setAccessibleName(self.tr("Tick all reminders"))
        self._all.setTristate(False)
        self._all.clicked.connect(self.all_ticked)
        self.lines = Lines(self.ticked.emit, self)
        self.list = _list(self.lines, self.tr("Reminders for today"))
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.rest_lines = Lines(parent=self)
        self.rest = _list(self.rest_lines, self.tr("Not today"))
        self.rest.hide()
        self._fold = QToolButton()
        self._fold.setCheckable(True)
        self._fold.setProperty("look", "fold")
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.toggled.connect(self.unfold)
        self._build()
        self.unfold(shown=False)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(MEDIUM, SMALL, MEDIUM, SMALL)
        head.addWidget(self._all)
        head.addStretch()
        foot = QHBoxLayout()
        foot.setContentsMargins(SMALL, SMALL, SMALL, SMALL)
        foot.addWidget(self._fold)
        foot.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.list, 3)
        self._line = rule()
        layout.addWidget(self._line)
        layout.addLayout(foot)
        layout.addWidget(self.rest, 2)

    def show_lines(self, lines: Sequence[Line], rest: Sequence[Line]) -> None:
        """Show what would go out and what would not; the reminder that was looked at stays."""
        before = self.current
        self.lines.show(lines)
        self.rest_lines.show(rest)
        self._mark_all(lines)
        self._fold.setText(self.tr("Not today ({count})").format(count=f"{len(rest):,}"))
        self._fold.setAccessibleName(self._fold.text())
        self._fold.setVisible(bool(rest))
        self._line.setVisible(bool(rest))
        self.rest.setVisible(bool(rest) and self._fold.isChecked())
        if lines and self.current is None:
            place = max(self.lines.place_of(before) if before is not None else 0, 0)
            self.list.setCurrentIndex(self.lines.index(place))

    def show_changed(self, lines: Sequence[Line]) -> None:
        """Show the same lines after something was decided."""
        self.lines.show(lines)
        self._mark_all(lines)

    def _mark_all(self, lines: Sequence[Line]) -> None:
        on = sum(one.ticked is True for one in lines)
        state = Qt.CheckState.PartiallyChecked
        if on in {0, len(lines)}:
            state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        self._all.setCheckState(state)
        self._all.setTristate(False)
        self._all.setEnabled(bool(lines))
        words = self.tr("{on} of {count} ticked")
        self._all.setText(words.format(on=on, count=len(lines)))

    @property
    def current(self) -> int | None:
        """The client whose reminder is marked."""
        index = self.list.currentIndex()
        return self.lines.line(index.row()).key if index.isValid() else None

    def unfold(self, shown: bool) -> None:
        """Show or fold away what is not for today."""
        self._fold.setChecked(shown)
        self._fold.setIcon(icon("chevron-down" if shown else "chevron-right"))
        self.rest.setVisible(shown and bool(self.rest_lines.rowCount()))

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.picked.emit(self.lines.line(index.row()).key if index.isValid() else None)


class _LineList(QListView):
    """A list whose space bar ticks, whatever the style makes of it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        state = index.data(Qt.ItemDataRole.CheckStateRole) if index.isValid() else None
        if event.key() != Qt.Key.Key_Space or state is None:
            super().keyPressEvent(event)
            return
        on = Qt.CheckState(state) is Qt.CheckState.Checked
        after = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        self.model().setData(index, after, Qt.ItemDataRole.CheckStateRole)


def _list(lines: Lines, name: str) -> QListView:
    made = _LineList()
    made.setModel(lines)
    made.setItemDelegate(LineDrawing(made))
    made.setAccessibleName(name)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setUniformItemSizes(True)
    made.setMouseTracking(True)
    made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made
