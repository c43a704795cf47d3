"""Bringing in a file of invoices: choose, check the columns, see every row, import, undo."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.policy import OldDebts
from dunning_desktop.ui.choosing_start import choose
from dunning_desktop.ui.dialogs.import_choose import ChooseStep
from dunning_desktop.ui.dialogs.import_mapping import MappingStep
from dunning_desktop.ui.dialogs.import_reading import Drafted, draft_rows
from dunning_desktop.ui.dialogs.import_result import ResultStep
from dunning_desktop.ui.dialogs.import_rows import RowsStep
from dunning_desktop.ui.look.fonts import as_title
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, WIDE
from dunning_desktop.ui.progress import JobProgress
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.importing import invoices
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.notices import Working
from dunning_desktop.usecases.drafts import FilePreview
from dunning_desktop.usecases.imports import Imported, ImportOptions, commit, preview, undo
from dunning_desktop.usecases.mapping import missing_fields
from dunning_desktop.usecases.old_debts import came_in_late


class ImportDialog(QDialog):
    """Nothing is written before the last button; a refused file changes nothing."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell.as_parent())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import invoices"))
        self.shell = shell
        self.desk = shell.desk
        self._path = Path()
        self._preview: FilePreview | None = None
        self._drafted: Drafted | None = None
        self._imported: Imported | None = None
        self._job: JobProgress | None = None
        self.choose = ChooseStep()
        self.mapping = MappingStep()
        self.rows = RowsStep()
        self.outcome = ResultStep(self.take_back)
        self.stack = QStackedWidget()
        for step in (self.choose, self.mapping, self.rows, self.outcome):
            self.stack.addWidget(step)
        self.heading = label(wrap=True)
        as_title(self.heading)
        self.trouble = label(look="alarm", wrap=True)
        self.trouble.hide()
        self.working = Working(self._stop)
        self.working.hide()
        self.cancel = button(self.tr("Cancel"), self.reject)
        self.back = button(self.tr("Back"), self.go_back)
        self.next = button(self.tr("Next"), self.go_on, look="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, LARGE, WIDE, LARGE)
        layout.setSpacing(MEDIUM)
        for one in (self.heading, self.trouble, self.working):
            layout.addWidget(one)
        layout.addWidget(self.stack, 1)
        layout.addLayout(self._buttons())
        self.choose.chosen.connect(self.read)
        self.outcome.old.choice.chosen.connect(self._on_start_chosen)
        self.mapping.remapped.connect(self._on_remapped)
        self.mapping.reread.connect(self._on_reread)
        self.resize(*_size(shell.as_parent()))
        self._show_step(self.choose)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.cancel)
        row.addStretch()
        row.addWidget(self.back)
        row.addWidget(self.next)
        return row

    # Steps

    @property
    def step(self) -> QWidget | None:
        """The step that is shown."""
        return self.stack.currentWidget()

    def _show_step(self, step: QWidget) -> None:
        self.stack.setCurrentWidget(step)
        titles: dict[QWidget, str] = {
            self.choose: self.tr("Import invoices"),
            self.mapping: self.tr("What the columns hold"),
            self.rows: self.tr("What comes in"),
            self.outcome: self.tr("Import invoices"),
        }
        self.heading.setText(titles[step])
        self.trouble.hide()
        self._follow()

    def _follow(self) -> None:
        step = self.step
        done = step is self.outcome
        self.cancel.setVisible(not done)
        self.back.setVisible(step in {self.mapping, self.rows})
        self.next.setVisible(step is not self.choose)
        words = self.tr("Next")
        if step is self.rows and self._drafted is not None:
            count = self._drafted.open_invoices
            words = self.tr("Import {what}").format(what=invoices(count))
        elif done:
            words = self.tr("Done")
        self.next.setText(words)
        self.next.setAccessibleName(words)
        self.next.setEnabled(self._may_go_on())

    def _may_go_on(self) -> bool:
        if self._job is not None:
            return False
        if self.step is self.mapping:
            return self.mapping.ready and self._drafted is not None
        if self.step is self.rows:
            return self._drafted is not None and bool(self._drafted.draft.drafts)
        return True

    def go_back(self) -> None:
        """One step back; nothing is forgotten."""
        self._show_step(self.mapping if self.step is self.rows else self.choose)

    def go_on(self) -> None:
        """One step on."""
        if self.step is self.mapping and self._drafted is not None:
            self.rows.show_draft(self._drafted)
            self._show_step(self.rows)
        elif self.step is self.rows:
            self.commit()
        elif self.step is self.outcome:
            self.accept()

    # Reading

    def read(self, path: Path) -> None:
        """See how a file reads; a refused one is named with its reason."""
        self._path = Path(path)
        self._ask_preview({})

    def _ask_preview(self, how: Mapping[str, str | None]) -> None:
        self.choose.refused.hide()
        self.desk.ask(
            preview,
            self._path,
            then=self._on_preview,
            failed=self._on_refused,
            owner=self,
            latest="preview",
            **how,
        )

    def _on_preview(self, found: FilePreview) -> None:
        self._take(found)
        self._show_step(self.mapping)

    def _on_refused(self, error: DunningError) -> None:
        if self.step is self.choose:
            self.choose.refuse(error)
        else:
            self._explain(error)
            if self._preview is not None:
                # The boxes show again how the file was read.
                self.mapping.show_preview(self._preview)

    def _on_reread(self, how: Mapping[str, str | None]) -> None:
        self._ask_preview(how)

    def _on_remapped(self, changed: FilePreview) -> None:
        self.trouble.hide()
        self._take(changed)

    def _take(self, found: FilePreview) -> None:
        self._preview = found
        self._drafted = None
        self.mapping.show_preview(found)
        if missing_fields(found.mapping):
            self.mapping.show_questions(())
            self._follow()
        else:
            self._draft(found)

    def _draft(self, found: FilePreview) -> None:
        self._stop()
        self._job = JobProgress(self)
        self._job.moved.connect(self.working.move_to)
        self.working.begin(self.tr("Reading every row…"))
        self._follow()
        self.desk.ask(
            draft_rows,
            self._path,
            found,
            progress=self._job,
            then=self._on_drafted,
            failed=self._on_draft_failed,
            owner=self,
            latest="draft",
        )

    def _on_drafted(self, drafted: Drafted | None) -> None:
        self._finish()
        self._drafted = drafted
        self.mapping.show_questions(drafted.draft.questions if drafted else ())
        if drafted is None:
            self.trouble.setText(self.tr("Stopped. Change a column or press Back to go on."))
            self.trouble.show()
        self._follow()

    def _on_draft_failed(self, error: DunningError) -> None:
        self._finish()
        self._explain(error)
        self._follow()

    def _finish(self) -> None:
        self._job = None
        self.working.hide()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.working.stopping()

    def _explain(self, error: DunningError) -> None:
        self.trouble.setText(sentence(error))
        self.trouble.show()

    # Writing

    def commit(self) -> None:
        """Write everything as one batch, all or nothing."""
        if self._drafted is None:
            return
        self.next.setEnabled(False)
        self.working.begin(self.tr("Writing into your book…"))
        self.working.stop.hide()
        self.desk.do(
            commit,
            self._drafted.draft,
            ImportOptions(debtor_type=self.rows.debtor_type),
            owner=self,
            then=self._on_committed,
            failed=self._on_commit_failed,
        )

    def _on_committed(self, imported: Imported) -> None:
        self._finish()
        self._imported = imported
        if self._drafted is not None:
            self.outcome.show_result(imported, self._drafted)
            self._ask_old_debts(imported)
        self._show_step(self.outcome)

    def _ask_old_debts(self, imported: Imported) -> None:
        """What came in late already: how does chasing begin for it?"""
        self.desk.ask(
            came_in_late,
            imported.batch_id,
            then=self.outcome.old.show_debts,
            owner=self,
            latest="old",
        )

    def _on_start_chosen(self, start: OldDebts) -> None:
        choose(self.shell, start, self)

    def _on_commit_failed(self, error: DunningError) -> None:
        self._finish()
        self._explain(error)
        self.next.setEnabled(True)

    def take_back(self) -> None:
        """Undo what was just imported."""
        if self._imported is None:
            return
        self.desk.do(
            undo,
            self._imported.batch_id,
            owner=self,
            then=lambda _none: self.outcome.show_undone(self._path.name),
            failed=self._explain,
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)


def _size(parent: QWidget) -> tuple[int, int]:
    return min(1000, parent.width() - 80), min(700, parent.height() - 60)


def open_import(shell: Shell, path: Path | None = None) -> ImportDialog:
    """Open the import, at a file where there is one."""
    dialog = ImportDialog(shell)
    dialog.open()
    if path is not None:
        dialog.read(path)
    return dialog
