"""Letters on their way to paper: print them, save them, open one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir
from PySide6.QtWidgets import QFileDialog, QMessageBox

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.dialogs.printing import PrintDialog
from dunning_desktop.ui.paper_files import open_copy, write_bundle, write_by_client
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text.review import letters
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import bundle, mark_printed


class Paper(QObject):
    """Asks where to, lets the desk lane do it, and says what became of it."""

    def __init__(self, shell: Shell, surroundings: Surroundings) -> None:
        super().__init__(shell.as_parent())
        self._shell = shell
        self._surroundings = surroundings
        self._copies = QTemporaryDir()

    # Printing

    def print_letters(self, letter_ids: Sequence[int]) -> None:
        """Choose a printer, print all letters in one job, then ask whether they came out."""
        printers = self._surroundings.printers()
        if not letter_ids:
            return
        if not printers:
            self._tell_no_printer()
            return
        dialog = PrintDialog(self._shell, printers, self.tr("Print {what}").format(
            what=letters(len(letter_ids))
        ))
        dialog.chosen.connect(lambda printer: self._print(tuple(letter_ids), printer))
        dialog.open()

    def _tell_no_printer(self) -> None:
        box = self._box(
            self.tr("No printer was found."),
            self.tr("Switch it on or set it up in your system's settings, or save the letters "
                    "as a PDF and print that elsewhere."),
        )
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.open()

    def _print(self, letter_ids: tuple[int, ...], printer: str) -> None:
        title = self.tr("Letters")

        def run(office: Office) -> int:
            self._surroundings.print_pdf(bundle(office, letter_ids), printer, title)
            return len(letter_ids)

        self._shell.desk.ask(run, then=lambda _count: self._ask_came_out(letter_ids), owner=self)

    def _ask_came_out(self, letter_ids: tuple[int, ...]) -> None:
        box = self._box(
            self.tr("Did the letters come out well?"),
            self.tr("{what} went to the printer. Printed letters can no longer be taken back; "
                    "mark them as posted once they are in the post.").format(
                what=letters(len(letter_ids))
            ),
        )
        yes = box.addButton(self.tr("Yes, all printed"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("No"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(yes)
        yes.clicked.connect(lambda: self._mark_printed(letter_ids))
        box.open()

    def _mark_printed(self, letter_ids: tuple[int, ...]) -> None:
        self._shell.desk.do(mark_printed, letter_ids, owner=self)

    def _box(self, text: str, more: str) -> QMessageBox:
        box = QMessageBox(self._shell.as_parent())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("Dunning Desktop")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(text)
        box.setInformativeText(more)
        return box

    # Saving and opening

    def save_as_one(self, letter_ids: Sequence[int]) -> None:
        """One PDF of all letters, to print elsewhere."""
        today = self._shell.desk.today().isoformat()
        start = str(self._folder() / self.tr("Letters {day}.pdf").format(day=today))
        name, _kind = QFileDialog.getSaveFileName(
            self._shell.as_parent(),
            self.tr("Save letters as one PDF"),
            start,
            self.tr("PDF files (*.pdf)"),
        )
        if name:
            path = Path(name if name.lower().endswith(".pdf") else f"{name}.pdf")
            words = self.tr("{what} saved as {name}.")
            said = words.format(what=letters(len(letter_ids)), name=path.name)
            self._shell.desk.ask(
                write_bundle,
                tuple(letter_ids),
                path,
                then=lambda _done: self._shell.toast(said),
                owner=self,
            )

    def save_by_client(self, letter_ids: Sequence[int]) -> None:
        """A PDF for each client, named by the client; nothing that lies there is replaced."""
        name = QFileDialog.getExistingDirectory(
            self._shell.as_parent(),
            self.tr("Choose a folder for the letters"),
            str(self._folder()),
        )
        if name:
            folder = Path(name)
            self._shell.desk.ask(
                write_by_client,
                tuple(letter_ids),
                folder,
                then=lambda files: self._say_saved(files, folder),
                owner=self,
            )

    def _say_saved(self, files: Collection[Path], folder: Path) -> None:
        words = self.tr("{count} PDF files saved in {folder}.")
        self._shell.toast(words.format(count=len(files), folder=folder.name))

    def open_letter(self, letter_id: int) -> None:
        """Open a copy of a letter in the system's PDF viewer."""
        folder = Path(self._copies.path())
        self._shell.desk.ask(open_copy, letter_id, folder, then=self._open, owner=self)

    def _open(self, path: Path) -> None:
        try:
            self._surroundings.open_file(path)
        except DunningError as error:
            self._shell.desk.trouble.emit(error)

    def _folder(self) -> Path:
        return self._surroundings.documents_folder or Path.home()
