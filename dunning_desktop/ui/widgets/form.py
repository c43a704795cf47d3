"""Forms: a name beside each field, and under it what is wrong with what was typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import CONTROL_HEIGHT, MEDIUM, SMALL, TINY
from dunning_desktop.ui.widgets.labels import label, wear

NAME_WIDTH = 132


class Form(QWidget):
    """Rows of name and field; ``wrong`` puts a sentence under a field and frames it."""

    def __init__(self, *, name_width: int = NAME_WIDTH) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(MEDIUM)
        self._grid.setVerticalSpacing(SMALL)
        self._grid.setColumnMinimumWidth(0, name_width)
        self._grid.setColumnStretch(1, 1)
        self._notes: dict[QWidget, QLabel] = {}

    def section(self, title: str) -> None:
        """A heading over the rows that follow."""
        heading = label(title)
        as_heading(heading)
        heading.setContentsMargins(0, MEDIUM if self._grid.rowCount() > 1 else 0, 0, 0)
        self._grid.addWidget(heading, self._grid.rowCount(), 0, 1, 2)

    def row(self, name: str, field: QWidget, *, beside: QWidget | None = None) -> QLabel:
        """Add a field; the label under it, for a hint. ``beside`` stands at its right."""
        title = label(name, "quiet")
        title.setBuddy(field)
        title.setMinimumHeight(CONTROL_HEIGHT)
        if not field.accessibleName():
            field.setAccessibleName(name)
        note = label(look="quiet", wrap=True)
        note.hide()
        self._notes[field] = note
        at = self._grid.rowCount()
        self._grid.addWidget(title, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(_stacked(field, beside, note), at, 1)
        return note

    def under(self, name: str, field: QWidget) -> None:
        """Add a field over both columns, under its name."""
        title, note = label(name, "quiet"), label(look="quiet", wrap=True)
        title.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(name)
        note.hide()
        self._notes[field] = note
        self.wide(title)
        self._grid.addLayout(_stacked(field, None, note), self._grid.rowCount(), 0, 1, 2)

    def wide(self, widget: QWidget) -> None:
        """Add a widget over both columns."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def first_field(self) -> QWidget | None:
        """Where typing begins."""
        return next((one for one in self._notes if one.isEnabled()), None)

    def hint(self, field: QWidget, text: str) -> None:
        """Put a quiet line under a field, or take it away."""
        note = self._notes[field]
        note.setText(text)
        wear(note, "quiet")
        note.setVisible(bool(text))

    def wrong(self, field: QWidget, text: str) -> None:
        """Say under the field what is wrong, and put the cursor there when it is the first."""
        first = not self.is_wrong
        note = self._notes[field]
        note.setText(text)
        wear(note, "trouble")
        note.show()
        _frame(field, wrong=True)
        field.setAccessibleDescription(text)
        if first:
            field.setFocus()

    def all_right(self) -> None:
        """Take every complaint away."""
        for field, note in self._notes.items():
            if field.property("wrong"):
                _frame(field, wrong=False)
                field.setAccessibleDescription("")
                note.clear()
                note.hide()

    @property
    def is_wrong(self) -> bool:
        """Whether any field was complained of."""
        return any(field.property("wrong") for field in self._notes)

    def complaint(self, field: QWidget) -> str:
        """What stands under the field."""
        return self._notes[field].text()


def _stacked(field: QWidget, beside: QWidget | None, note: QLabel) -> QVBoxLayout:
    both = QVBoxLayout()
    both.setSpacing(TINY)
    if beside is None:
        both.addWidget(field)
    else:
        across = QHBoxLayout()
        across.setSpacing(SMALL)
        across.addWidget(field, 1)
        across.addWidget(beside)
        both.addLayout(across)
    both.addWidget(note)
    return both


def _frame(field: QWidget, *, wrong: bool) -> None:
    field.setProperty("wrong", wrong)
    field.style().unpolish(field)
    field.style().polish(field)
