"""What can be done with a statement of interest: copy, print, save; and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.tables.export import as_tsv
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.working_lines import as_rows


class WorkingButtons(QWidget):
    """A row of buttons under a statement; they wait until there is one."""

    closed = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._facts: StatementFacts | None = None
        # A look with a padding must be there from the start: it is not measured again.
        self._good, self._bad = label(look="note", wrap=True), label(look="alarm", wrap=True)
        self._be_quiet()
        self.copy = button(self.tr("Copy"), self._on_copy, icon_name="copy")
        self.copy.setToolTip(self.tr("Copy the working, to paste it into a spreadsheet"))
        self.print = button(self.tr("Print…"), self._on_print, icon_name="printer")
        self.save = button(
            self.tr("Save as PDF…"), self._on_save, look="primary", icon_name="file-down"
        )
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.copy)
        row.addStretch()
        row.addWidget(button(self.tr("Close"), self.closed.emit))
        row.addWidget(self.print)
        row.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self._good)
        layout.addWidget(self._bad)
        layout.addLayout(row)
        self.take(None)

    def take(self, facts: StatementFacts | None) -> None:
        """Work on that statement, or on none."""
        self._facts = facts
        for one in (self.copy, self.print, self.save):
            one.setEnabled(facts is not None)
        # What was said was said of another statement.
        self._be_quiet()

    @property
    def over(self) -> QWidget:
        """The dialog it is part of."""
        return self.window()

    @property
    def told(self) -> QLabel:
        """What became of it, when something was done."""
        return self._bad if self._good.isHidden() else self._good

    def say(self, words: str) -> None:
        """All went well."""
        self._tell(self._good, words)

    def explain(self, error: DunningError) -> None:
        """It did not."""
        self._tell(self._bad, sentence(error))

    def _tell(self, shown: QLabel, words: str) -> None:
        self._be_quiet()
        shown.setText(words)
        shown.show()

    def _be_quiet(self) -> None:
        self._good.hide()
        self._bad.hide()

    def _on_copy(self) -> None:
        if self._facts is not None:
            QGuiApplication.clipboard().setText(as_tsv(as_rows(self._facts)))
            self.say(self.tr("Copied: paste it into a spreadsheet."))

    def _on_print(self) -> None:
        if self._facts is not None:
            views_of(self._shell.as_parent()).paper.print_statement(self._facts, teller=self)

    def _on_save(self) -> None:
        if self._facts is not None:
            views_of(self._shell.as_parent()).paper.save_statement(self._facts, teller=self)
