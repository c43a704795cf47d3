"""Who starts a run: the open window always, and the computer where the owner sets it up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.look.fonts import as_heading, scaled
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Timetable, TimetableState
from dunning_desktop.ui.text import automation as words
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, iconed, label, rule
from dunning_desktop.usecases.automation import ByItself
from dunning_desktop.usecases.office import Office, Outcome


class StartCard(QFrame):
    """What the system has set up is read back each time the card is shown, and after a change."""

    def __init__(self, shell: Shell, timetable: Timetable | None) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._shell = shell
        self._timetable = timetable
        self._at = time(9)
        self._found: TimetableState | None = None
        self._has_keys = False
        self._mark = IconLabel("circle-dashed", "quiet")
        self.state = label(wrap=True)
        self.small = label(look="quiet", wrap=True)
        self.small.setFont(scaled(0.9))
        self.trouble = label(look="alarm", wrap=True)
        self.set_up = button(self.tr("Set up"), self._on_set_up)
        self.remove = button(self.tr("Remove"), self._on_remove)
        self._build()
        self._say(None)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        column.setSpacing(MEDIUM)
        always = label(self.tr("While this window is open"))
        as_heading(always)
        column.addWidget(
            iconed(
                "circle-check",
                always,
                colour="good",
                under=label(
                    self.tr("Always: it looks every few minutes whether a run is due."),
                    "quiet",
                    wrap=True,
                ),
            )
        )
        column.addWidget(rule())
        column.addLayout(self._closed())
        column.addWidget(self.trouble)
        self.trouble.hide()

    def _closed(self) -> QHBoxLayout:
        heading = label(self.tr("Also when it is closed"))
        as_heading(heading)
        lines = QVBoxLayout()
        lines.setSpacing(TINY)
        for one in (heading, self.state, self.small):
            lines.addWidget(one)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self._mark)
        row.addLayout(lines, 1)
        row.addWidget(self.set_up)
        row.addWidget(self.remove)
        return row

    # What there is

    @property
    def timetable(self) -> Timetable | None:
        """The system's timetable; none for the demo book."""
        return None if self._shell.desk.demo else self._timetable

    def show_known(self, known: ByItself) -> None:
        """Another time of day may be wanted now, or another book is open."""
        self._at = known.automation.at
        self._say(self._found)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()

    def look(self) -> None:
        """Ask the system what it has set up."""
        if self.timetable is not None:
            self._work(self._state)

    def _work(self, work: Callable[[Office], Outcome[TimetableState]]) -> None:
        """In the mail lane, like all that may keep us waiting for others."""
        self.trouble.hide()
        self._shell.desk.mail(work, owner=self, then=self._say, failed=self._explain)

    def _state(self, _office: Office) -> Outcome[TimetableState]:
        return Outcome(self._needed().state())

    def _needed(self) -> Timetable:
        if self._timetable is None:
            raise LookupError("nothing to set up")
        return self._timetable

    def _say(self, found: TimetableState | None) -> None:
        self._found = found
        there = found is not None and self.timetable is not None
        at = found.at if found is not None and there else None
        moved = found is not None and at is not None and found.command != self._needed().command
        fits = at is not None and not moved and f"{at:%H:%M}" == f"{self._at:%H:%M}"
        self.state.setText(self._words(found, moved=moved))
        self.small.setText(words.kind(found) if found is not None and there else "")
        self.small.setVisible(bool(self.small.text()))
        good = ("circle-check", "good") if fits else ("circle-alert", "warning")
        self._mark.show_icon(*(good if at is not None else ("circle-dashed", "quiet")))
        offered = found is not None and there and bool(found.kind)
        self.set_up.setText(self.tr("Set up") if at is None else self.tr("Change"))
        self.set_up.setAccessibleName(
            self.tr("{press}: also when the window is closed").format(press=self.set_up.text())
        )
        self.remove.setAccessibleName(self.tr("Remove: only while the window is open"))
        self.set_up.setVisible(offered and not fits)
        self.remove.setVisible(offered and at is not None)
        self.set_up.setEnabled(True)
        self.remove.setEnabled(True)
        self._keep_keys()

    def _keep_keys(self) -> None:
        """A button that was pressed may be gone now: the keyboard stays on the card."""
        if self._has_keys:
            self._has_keys = False
            (self.remove if self.set_up.isHidden() else self.set_up).setFocus()

    def _words(self, found: TimetableState | None, *, moved: bool) -> str:
        if self._shell.desk.demo:
            return self.tr("Not for the demo book.")
        if self._timetable is None:
            return self.tr("Nothing on this computer can start it. Keep this window open.")
        if found is None:
            return self.tr("Looking at what your computer has set up…")
        if moved:
            return words.moved()
        return words.timetable(found, f"{self._at:%H:%M}")

    # Setting up and removing

    def _on_set_up(self) -> None:
        at = self._at
        self._wait()
        self._work(lambda _office: Outcome(self._needed().set(at)))

    def _on_remove(self) -> None:
        self._wait()
        self._work(self._take_away)

    def _take_away(self, office: Office) -> Outcome[TimetableState]:
        self._needed().remove()
        return self._state(office)

    def _wait(self) -> None:
        self._has_keys = self.set_up.hasFocus() or self.remove.hasFocus()
        self.state.setText(self.tr("A moment…"))
        self.set_up.setEnabled(False)
        self.remove.setEnabled(False)

    def _explain(self, error: DunningError) -> None:
        self._say(self._found)
        self.trouble.setText(sentence(error))
        self.trouble.show()
