"""A rehearsal on demand, and the last runs, each of which opens with what it did."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.ui.dialogs.run import RunDialog
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.tables.runs import RunsTable
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.automation import ByItself, Rehearsal, rehearsal


class RehearsalCard(QFrame):
    """What a run would do at this moment; nothing is written."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._shell = shell
        title = label(self.tr("See what a run would do"), wrap=True)
        as_heading(title)
        text = label(
            self.tr("Every reminder that is ready, and whether it would go by itself or be left "
                    "to you, and why. Nothing is sent and nothing is written."),
            "quiet",
            wrap=True,
        )
        self.button = button(self.tr("Rehearse now…"), self.rehearse, icon_name="eye")
        lines = QVBoxLayout()
        lines.setSpacing(TINY)
        lines.addWidget(title)
        lines.addWidget(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        row.setSpacing(MEDIUM)
        row.addLayout(lines, 1)
        row.addWidget(self.button)

    def rehearse(self) -> None:
        """Show what a run would do now."""
        self._shell.desk.ask(rehearsal, then=self._show, owner=self, latest="rehearsal")

    def _show(self, found: Rehearsal) -> None:
        RunDialog.rehearse(self._shell, found)


class LastRuns(QWidget):
    """A table, and a button for those who do not double-click."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        heading = label(self.tr("The last runs"))
        as_heading(heading)
        self.none = label(
            self.tr("There was no run yet. Once it is switched on, each day's run stands here."),
            "quiet",
            wrap=True,
        )
        self.table = RunsTable()
        self.open_button = button(self.tr("See what it did…"), self._open, icon_name="eye")
        self.table.opened.connect(self._open)
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        for one in (heading, self.none, self.table):
            column.addWidget(one)
        column.addLayout(row)
        self.table.hide()
        self.open_button.hide()

    def show_known(self, known: ByItself) -> None:
        """Show the runs."""
        self.none.setVisible(not known.runs)
        self.table.setVisible(bool(known.runs))
        self.open_button.setVisible(bool(known.runs))
        self.table.show_runs(known.runs)

    def _open(self) -> None:
        run = self.table.current()
        if run is not None:
            RunDialog(self._shell, run).open()
