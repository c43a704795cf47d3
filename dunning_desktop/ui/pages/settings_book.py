"""The book: where its file lies, and the imports that made it, each of which can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.look.fonts import as_heading
from dunning_desktop.ui.look.metrics import LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text.dates import moment
from dunning_desktop.ui.text.importing import batch_summary
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.layouts import empty
from dunning_desktop.usecases.imports import batches, undo
from dunning_desktop.usecases.rows import BatchRow

SHOWN = 30


class BookPart(QWidget):
    """Path, folder, imports."""

    def __init__(self, shell: Shell, surroundings: Surroundings) -> None:
        super().__init__()
        self._shell = shell
        self._open_file = surroundings.open_file
        self._path = surroundings.book_path
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(MEDIUM)
        layout.addWidget(self._where())
        heading = label(self.tr("Imports"))
        as_heading(heading)
        layout.addWidget(heading)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SMALL)
        layout.addLayout(self._rows)
        layout.addStretch()

    def _where(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        words = QVBoxLayout()
        words.setSpacing(TINY)
        heading = label(self.tr("Your book is one file on this computer"))
        as_heading(heading)
        words.addWidget(heading)
        self.path = label(str(self._path or ""), "quiet", wrap=True, selectable=True)
        words.addWidget(self.path)
        row.addLayout(words, 1)
        self.folder = button(self.tr("Open folder"), self._open_folder, icon_name="folder-open")
        self.folder.setEnabled(self._path is not None)
        row.addWidget(self.folder)
        return card

    def _open_folder(self) -> None:
        if self._path is None:
            return
        try:
            self._open_file(Path(self._path).parent)
        except DunningError as error:
            self._shell.desk.trouble.emit(error)

    def reload(self) -> None:
        """Ask for the imports."""
        self._shell.desk.ask(batches, then=self._show, owner=self, latest="batches")

    def _show(self, rows: Sequence[BatchRow]) -> None:
        empty(self._rows)
        for row in rows[:SHOWN]:
            self._rows.addWidget(self._row(row))
        if not rows:
            self._rows.addWidget(label(self.tr("Nothing was imported yet."), "quiet"))

    def _row(self, row: BatchRow) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        line = QHBoxLayout(card)
        line.setContentsMargins(LARGE, MEDIUM, MEDIUM, MEDIUM)
        words = QVBoxLayout()
        words.setSpacing(TINY)
        words.addWidget(label(row.file_name))
        said = f"{moment(row.at)} · {batch_summary(row.summary)}"
        words.addWidget(label(said, "quiet", wrap=True))
        line.addLayout(words, 1)
        if row.undone_at is not None:
            line.addWidget(label(self.tr("Taken back"), "quiet"))
        else:
            made = button(self.tr("Undo import"), lambda: self._ask(row), icon_name="undo-2")
            made.setAccessibleName(self.tr("Undo the import of {name}").format(name=row.file_name))
            line.addWidget(made)
        return card

    def _ask(self, row: BatchRow) -> None:
        box = QMessageBox(self._shell.as_parent())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("Dunning Desktop")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(self.tr("Undo the import of {name}?").format(name=row.file_name))
        box.setInformativeText(
            self.tr("Everything it brought in goes; what it changed becomes what it was before.")
        )
        yes = box.addButton(self.tr("Undo import"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        yes.clicked.connect(lambda: self.take_back(row))
        box.open()

    def take_back(self, row: BatchRow) -> None:
        """Undo an import; one that something was built on stays, and that is said."""
        said = self.tr("The import of {name} was taken back.").format(name=row.file_name)
        self._shell.desk.do(
            undo, row.id, owner=self, then=lambda _none: self._shell.toast(said)
        )
