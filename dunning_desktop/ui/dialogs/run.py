"""What a run did, or what one would do now: each reminder with its reason, to copy or to save."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.file_names import with_ending
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, ROW_HEIGHT, SMALL, SMALL_ICON, WIDE
from dunning_desktop.ui.looked_at import remember
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.tables.export import as_tsv, write_csv
from dunning_desktop.ui.tables.run_lines import RunLinesTable
from dunning_desktop.ui.text import runs as words
from dunning_desktop.ui.text.dates import moment
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.review import reminders
from dunning_desktop.ui.text.words import channel
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import IconLabel, label
from dunning_desktop.ui.widgets.tab_order import follow_layout
from dunning_desktop.usecases.automation import Fate, Rehearsal, fate
from dunning_desktop.usecases.issue import undo
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.run_rows import Did, Run, RunMode, RunState

LEAST = QSize(620, 240)
WIDEST, TALLEST = 1080, 760
AROUND_THE_ROWS = 300


class RunDialog(QDialog):
    """Of a run that was; ``rehearsal`` makes one of what would be."""

    def __init__(self, shell: Shell, run: Run, *, rehearsal: Rehearsal | None = None) -> None:
        super().__init__(shell.as_parent())
        self.shell = shell
        self.run = run
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self._title() if rehearsal is None else self.tr("What a run would do now")
        self.setWindowTitle(title)
        self._heading = label(title, wrap=True)
        as_title(self._heading)
        self.state = label(self._state(rehearsal), wrap=True)
        self.note = label(self._note(rehearsal), "note", wrap=True)
        self.note.setVisible(bool(self.note.text()))
        self.trouble = label(look="alarm", wrap=True)
        self.trouble.hide()
        self.totals = label(words.totals_of(run.lines, rehearsed=rehearsal is not None), wrap=True)
        self.table = RunLinesTable(run.lines, rehearsed=rehearsal is not None)
        self.one = label(look="quiet", wrap=True, selectable=True)
        self.table.picked.connect(self._follow)
        self.table.opened.connect(self._show_client)
        self._make_buttons()
        self._build(rehearsal)
        self._follow()
        if rehearsal is None:
            remember(shell.settings, run.code)
            self._ask_fate()

    @classmethod
    def rehearse(cls, shell: Shell, found: Rehearsal) -> RunDialog:
        """What a run would do."""
        made = cls(shell, found.run, rehearsal=found)
        made.open()
        return made

    # Words

    def _title(self) -> str:
        return self.tr("Run of {when}").format(when=moment(self.run.started_at))

    def _state(self, rehearsal: Rehearsal | None) -> str:
        if rehearsal is not None:
            return self.tr("Nothing was sent and nothing was written: this is a rehearsal.")
        parts = [
            words.run_state(self.run.state),
            self.tr("started by: {who}").format(
                who=words.started_by(self.run.started_by).lower()
            ),
        ]
        if self.run.accepted or self.run.failed:
            taken = self.tr("{n} taken by your mail provider").format(n=self.run.accepted)
            parts.append(taken)
        if self.run.failed:
            parts.append(self.tr("{n} did not go").format(n=self.run.failed))
        return "  ·  ".join(parts)

    def _note(self, rehearsal: Rehearsal | None) -> str:
        if rehearsal is not None:
            said = [words.refused(rehearsal.refused)] if rehearsal.refused else []
        else:
            said = [words.state_explained(self.run.state)]
        if self.run.mode is RunMode.DRAFTS:
            said.append(self._drafts(rehearsal))
        return " ".join(one for one in said if one)

    def _drafts(self, rehearsal: Rehearsal | None) -> str:
        if rehearsal is None:
            return self.tr("It was one of the first thirty days: a run only says what it would do.")
        return self.tr("For its first thirty days a run only tells you what it would send.")

    # Widgets

    def _make_buttons(self) -> None:
        self.copy = button(self.tr("Copy"), self._on_copy, icon_name="copy")
        self.copy.setToolTip(self.tr("Copy the list, to paste it into a spreadsheet"))
        self.save = button(self.tr("Save as CSV…"), self._on_save, icon_name="download")
        self.client = button(self.tr("Show the client"), self._show_client, icon_name="users")
        self.back = button(self.tr("Take back"), self._on_undo, icon_name="undo-2")
        self.back.hide()
        self.close_button = button(self.tr("Close"), self.reject, look="primary")
        self.close_button.setDefault(True)
        for one in (self.copy, self.save, self.client):
            one.setEnabled(bool(self.run.lines))

    def _build(self, rehearsal: Rehearsal | None) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        layout.addWidget(self._heading)
        line = QHBoxLayout()
        line.setSpacing(SMALL)
        looks = ("eye", "accent") if rehearsal else words.STATE_LOOKS[self.run.state]
        line.addWidget(IconLabel(*looks, size=SMALL_ICON))
        line.addWidget(self.state, 1)
        layout.addLayout(line)
        for one in (self.note, self.trouble):
            layout.addWidget(one)
        if self.run.lines:
            layout.addWidget(self.table, 1)
            layout.addWidget(self.one)
            layout.addWidget(self.totals)
        else:
            self.table.hide()
            layout.addWidget(label(self._nothing(), "quiet", wrap=True))
            layout.addStretch()
        layout.addLayout(self._foot())

    def _nothing(self) -> str:
        return self.tr("No reminder was ready: there was nothing to send and nothing to decide.")

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        for one in (self.copy, self.save, self.back):
            row.addWidget(one)
        row.addStretch()
        row.addWidget(self.client)
        row.addWidget(self.close_button)
        return row

    def open(self) -> None:
        room = self.screen().availableGeometry()
        wide = self.table.fit_columns() + 2 * WIDE + SMALL if self.run.lines else LEAST.width()
        high = AROUND_THE_ROWS + len(self.run.lines) * ROW_HEIGHT if self.run.lines else 0
        self.setMinimumSize(LEAST)
        self.resize(
            max(LEAST.width(), min(wide, WIDEST, room.width() - 2 * WIDE)),
            max(LEAST.height(), min(high, TALLEST, room.height() - 80)),
        )
        follow_layout(self)
        super().open()

    def _follow(self) -> None:
        """Say the current line in full: its cells may be cut."""
        line = self.table.current()
        self.client.setEnabled(line is not None)
        if line is None:
            self.one.clear()
            return
        said = self.tr("{client}, {reminder} {how}, {numbers}.").format(
            client=line.client,
            reminder=words.reminder(line, within=True),
            how=channel(line.channel),
            numbers=", ".join(line.numbers),
        )
        reason = words.why(line)
        self.one.setText(f"{said} {reason}." if reason else said)

    def _show_client(self) -> None:
        line = self.table.current()
        if line is not None:
            self.accept()
            self.shell.show_client(line.client_id)

    # Copy and save

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(as_tsv(self.table.as_rows()))
        self.shell.toast(self.tr("Copied: paste it into a spreadsheet."))

    def _on_save(self) -> None:
        name = self.tr("Run {day}.csv").format(day=self.run.day.isoformat())
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the list"), str(Path.home() / name), self.tr("CSV files (*.csv)")
        )
        if chosen:
            self.save_to(with_ending(chosen, ".csv"))

    def save_to(self, path: Path) -> None:
        """Write the list as CSV."""
        titles, lines = self.table.export_titles(), self.table.for_export()

        def write(_office: Office) -> None:
            write_csv(path, titles, lines)

        said = self.tr("Saved as {name}.").format(name=path.name)
        self.shell.desk.ask(
            write, then=lambda _none: self.shell.toast(said), failed=self.explain, owner=self
        )

    # Taking back

    def _ask_fate(self) -> None:
        if self.run.count(Did.SENT):
            self.shell.desk.ask(fate, self.run.code, then=self._on_fate, owner=self)

    def _on_fate(self, found: Fate) -> None:
        gone = self.run.count(Did.SENT) - found.standing
        self.back.setVisible(bool(found.undoable))
        words_ = self.tr("Take back {reminders}").format(reminders=reminders(found.undoable))
        self.back.setText(words_)
        self.back.setAccessibleName(words_)
        if gone > 0 and self.run.state is not RunState.RUNNING:
            said = self.tr("Taken back since: {reminders}.").format(reminders=reminders(gone))
            self.note.setText(" ".join((self._note(None), said)).strip())
            self.note.show()
        follow_layout(self)

    def _on_undo(self) -> None:
        self.shell.desk.do(undo, self.run.code, owner=self, then=self._undone, failed=self.explain)

    def _undone(self, count: int) -> None:
        said = self.tr("Taken back: {reminders}.").format(reminders=reminders(count))
        self.shell.toast(said)
        self.close_button.setFocus()
        self._ask_fate()

    def explain(self, error: DunningError) -> None:
        """Say what could not be done."""
        self.trouble.setText(sentence(error))
        self.trouble.show()
