"""The work list: one line for each thing that waits, each with its one button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import ICON, LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.pages.today_quotes import Quotes
from dunning_desktop.ui.text import today as words
from dunning_desktop.ui.text.today_mail import Also, also
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label, wear
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.today_rows import Task, TaskRow

PRESSES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
TO_THE_END = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class TaskLine(QFrame):
    """An icon, a sentence, a quiet line under it, and a button whose name says all of it.

    Under these stand answers that are quoted, and what else can be pressed: ``also_pressed``
    carries the row and that.
    """

    pressed = Signal(object)
    also_pressed = Signal(object, object)

    def __init__(self, row: TaskRow, today: date) -> None:
        super().__init__()
        self.setProperty("look", "task")
        self.row = row
        self._icon = IconLabel(*words.LOOKS[row.task], size=ICON)
        self.sentence = label(wrap=True)
        as_heading(self.sentence)
        self.under = label(look="quiet", wrap=True)
        main = row.task is Task.REMINDERS_READY
        self.button = button(
            words.press(row), lambda: self.pressed.emit(self.row), look="primary" if main else ""
        )
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self.sentence)
        lines.addWidget(self.under)
        self.quotes = Quotes()
        lines.addWidget(self.quotes)
        self.also: dict[Also, QPushButton] = {}
        self._also = QHBoxLayout()
        self._also.setSpacing(TINY)
        self._also.addStretch()
        lines.addLayout(self._also)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        layout.setSpacing(MEDIUM)
        layout.addWidget(self._icon)
        layout.addLayout(lines, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_row(row, today)

    def show_row(self, row: TaskRow, today: date) -> None:
        """Say it as it stands now."""
        self.row = row
        self.sentence.setText(words.sentence(row, today))
        self.under.setText(words.under(row, today))
        self.under.setVisible(bool(self.under.text()))
        self.button.setText(words.press(row))
        said = words.spoken(row, today)
        self.button.setAccessibleName(said)
        self.setAccessibleName(said)
        self.quotes.show_row(row, today)
        self._offer_also(row)

    def _offer_also(self, row: TaskRow) -> None:
        offered = also(row)
        if list(offered) == list(self.also):
            return
        for old in self.also.values():
            old.clearFocus()
            self._also.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.also = {kind: self._link(kind, said) for kind, said in offered.items()}

    def _link(self, kind: Also, said: str) -> QPushButton:
        made = button(said, lambda: self.also_pressed.emit(self.row, kind), look="link")
        self._also.insertWidget(self._also.count() - 1, made)
        return made

    def mark(self, *, current: bool) -> None:
        """Whether the keyboard is here."""
        wear(self, "task-current" if current else "task")


class WorkList(QFrame):
    """The arrow keys walk, Enter presses.

    ``pressed`` carries the row whose button was pressed, ``also_pressed`` the row and what else
    was pressed there, ``walked`` the line the keyboard is on.
    """

    pressed = Signal(object)
    also_pressed = Signal(object, object)
    walked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(self.tr("What waits for you"))
        self.lines: list[TaskLine] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(0)

    def show_rows(self, rows: Sequence[TaskRow], today: date) -> None:
        """Show these; a line that was there stays where the keyboard may be, and says the new."""
        at = self._place_of_focus()
        known = {line.row.task: line for line in self.lines}
        self.setUpdatesEnabled(False)
        self.lines = [self._line(row, today, known) for row in rows]
        for line in known.values():
            # Else Qt would hand the keyboard on, to the rail.
            for one in (line.button, *line.also.values()):
                one.clearFocus()
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        for place, line in enumerate(self.lines):
            self._layout.insertWidget(place, line)
            # Now, and not when Qt comes to it: the keyboard may have to go there.
            line.show()
            line.setProperty("last", place == len(self.lines) - 1)
            line.mark(current=line.button.hasFocus())
        self.setUpdatesEnabled(True)
        follow_layout(self.window())
        if at is not None and self._place_of_focus() is None:
            self.focus_on(at)

    def _line(self, row: TaskRow, today: date, known: dict[Task, TaskLine]) -> TaskLine:
        line = known.pop(row.task, None)
        if line is not None:
            line.show_row(row, today)
            return line
        line = TaskLine(row, today)
        line.pressed.connect(self.pressed)
        line.also_pressed.connect(self.also_pressed)
        line.button.installEventFilter(self)
        return line

    def first_button(self) -> QPushButton | None:
        """Where the keyboard begins: at what can be sent, else at the first line."""
        main = [one for one in self.lines if one.row.task is Task.REMINDERS_READY]
        return next((one.button for one in (main or self.lines)), None)

    def focus_on(self, place: int) -> None:
        """Put the keyboard on the line at that place, or on the nearest there is."""
        if self.lines:
            line = self.lines[max(0, min(place, len(self.lines) - 1))]
            line.button.setFocus(Qt.FocusReason.TabFocusReason)
            self.walked.emit(line)

    def _place_of_focus(self) -> int | None:
        focus: QWidget | None = self.window().focusWidget()
        places = [at for at, one in enumerate(self.lines) if one.button is focus]
        return places[0] if places and self.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        place = next((at for at, one in enumerate(self.lines) if one.button is watched), None)
        if place is None:
            return False
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.lines[place].mark(current=event.type() == QEvent.Type.FocusIn)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(place, event)
        return False

    def _on_key(self, place: int, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in PRESSES:
            self.lines[place].button.click()
        elif key in STEPS:
            self.focus_on(place + STEPS[key])
        elif key in TO_THE_END:
            self.focus_on(len(self.lines) - 1 if TO_THE_END[key] else 0)
        else:
            return False
        return True


class Skeleton(QFrame):
    """Pale lines where the work list will stand."""

    def __init__(self, lines: int = 4) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(self.tr("Loading…"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        layout.setSpacing(LARGE)
        for _ in range(lines):
            pale = QFrame()
            pale.setProperty("look", "pale")
            pale.setFixedHeight(LARGE + SMALL)
            layout.addWidget(pale)
