"""Letters and statements on their way to paper: print them, save them, open one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTemporaryDir
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from shiboken6 import isValid

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.letterhead import Letterhead
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.domain.terms_paper import TermsFacts
from dunning_desktop.ui.busy import with_progress
from dunning_desktop.ui.dialogs.printing import PrintDialog, PrintHow
from dunning_desktop.ui.file_names import safe_name, with_ending
from dunning_desktop.ui.paper_files import (
    listed,
    open_copy,
    write_bundle,
    write_by_client,
    write_calibration,
    write_document,
    write_policy,
    write_posting_list,
    write_statement,
)
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text.review import letters
from dunning_desktop.usecases.batches import Order, batch
from dunning_desktop.usecases.letter_samples import calibration_page
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import mark_printed
from dunning_desktop.usecases.owed import statement_pdf
from dunning_desktop.usecases.ports import Progress
from dunning_desktop.usecases.terms import credit_policy_pdf

Made = TypeVar("Made")


class Paper(QObject):
    """Asks where to, lets the desk lane do it, and says what became of it."""

    def __init__(self, shell: Shell, surroundings: Surroundings) -> None:
        super().__init__(shell.as_parent())
        self._shell = shell
        self._surroundings = surroundings
        self._copies = QTemporaryDir()
        # The list for the post office follows the pile that was printed last.
        self._order = Order.MADE

    # Printing

    def print_letters(self, letter_ids: Sequence[int]) -> None:
        """Choose a printer, print all letters in one job, then ask whether they came out."""
        if not letter_ids:
            return
        title = self.tr("Print {what}").format(what=letters(len(letter_ids)))

        def send(printer: str) -> None:
            if dialog is not None:
                self._print(tuple(letter_ids), printer, dialog.how)

        dialog = self._choose_printer(title, send)
        if dialog is not None and len(letter_ids) > 1:
            dialog.ask_how()
            dialog.fit()

    def _choose_printer(
        self, title: str, then: Callable[[str], object], *, over: QWidget | None = None
    ) -> PrintDialog | None:
        """Ask which printer, over the window or over a dialog; None where there is no printer."""
        printers = self._surroundings.printers()
        if not printers:
            self._tell_no_printer(over)
            return None
        dialog = PrintDialog(self._shell, printers, title)
        if over is not None:
            dialog.setParent(over, dialog.windowFlags())
        dialog.chosen.connect(then)
        dialog.open()
        return dialog

    def _tell_no_printer(self, over: QWidget | None = None) -> None:
        box = self._box(
            self.tr("No printer was found."),
            self.tr("Switch it on or set it up in your system's settings, or save a PDF and "
                    "print that elsewhere."),
            over=over,
        )
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.open()

    def _print(self, letter_ids: tuple[int, ...], printer: str, how: PrintHow) -> None:
        title, both = self.tr("Letters"), how.both_sides
        self._order = how.order
        to_paper = (
            self._surroundings.print_both_sides if both else self._surroundings.print_pdf
        )

        def run(office: Office, *, progress: Progress) -> None:
            pdf = batch(office, letter_ids, order=how.order, duplex=both, progress=progress)
            to_paper(pdf, printer, title)

        with_progress(
            self._shell,
            self.tr("Putting {what} together…").format(what=letters(len(letter_ids))),
            run,
            then=lambda _none: self._ask_came_out(letter_ids),
        )

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

    def _box(self, text: str, more: str, *, over: QWidget | None = None) -> QMessageBox:
        box = QMessageBox(over or self._shell.as_parent())
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
        path = self._ask_where(
            self.tr("Save letters as one PDF"), self.tr("Letters {day}.pdf").format(day=today)
        )
        if path is not None:
            words = self.tr("{what} saved as {name}.")
            said = words.format(what=letters(len(letter_ids)), name=path.name)
            with_progress(
                self._shell,
                self.tr("Putting {what} together…").format(what=letters(len(letter_ids))),
                write_bundle,
                tuple(letter_ids),
                path,
                then=lambda _done: self._shell.toast(said),
            )

    def _ask_where(self, title: str, name: str, *, over: QWidget | None = None) -> Path | None:
        """Where a PDF shall lie; None where the owner thought better of it."""
        start = str(self._folder() / name)
        kinds = self.tr("PDF files (*.pdf)")
        parent = over or self._shell.as_parent()
        chosen, _kind = QFileDialog.getSaveFileName(parent, title, start, kinds)
        if not chosen:
            return None
        return with_ending(chosen, ".pdf")

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

    def open_document(self, document_id: int, name: str) -> None:
        """Open a copy of a document of the book in the system's viewer."""
        # Its number keeps two of the same name apart.
        path = Path(self._copies.path()) / f"{document_id}-{_file_name(name)}"
        self._shell.desk.ask(write_document, document_id, path, then=self._open, owner=self)

    def save_document(self, document_id: int, name: str) -> None:
        """Ask where to, write the document there, and say so."""
        start = str(self._folder() / _file_name(name))
        chosen, _kind = QFileDialog.getSaveFileName(
            self._shell.as_parent(), self.tr("Save {name}").format(name=name), start
        )
        if chosen:
            path = Path(chosen)
            said = self.tr("Saved as {name}.").format(name=path.name)
            self._shell.desk.ask(
                write_document,
                document_id,
                path,
                then=lambda _path: self._shell.toast(said),
                owner=self,
            )

    def _open(self, path: Path) -> None:
        try:
            self._surroundings.open_file(path)
        except DunningError as error:
            self._shell.desk.trouble.emit(error)

    def _folder(self) -> Path:
        return self._surroundings.documents_folder or Path.home()

    # Statements of interest

    def save_statement(self, facts: StatementFacts, *, teller: Teller) -> None:
        """Ask where to, write the statement there, and tell what became of it."""
        title = self.tr("Save the working as a PDF")
        path = self._ask_where(title, self._statement_name(facts), over=teller.over)
        if path is not None:
            said = self.tr("Saved as {name}.").format(name=path.name)
            self._shell.desk.ask(
                write_statement,
                facts,
                path,
                then=lambda _path: self._tell(teller, said),
                failed=lambda error: self._explain(teller, error),
                owner=self,
            )

    def print_statement(self, facts: StatementFacts, *, teller: Teller) -> None:
        """Choose a printer, print the statement, and tell that it is on its way."""
        title = self.tr("Statement of interest")

        def run(office: Office, printer: str) -> None:
            self._surroundings.print_pdf(statement_pdf(office, facts), printer, title)

        def send(printer: str) -> None:
            self._shell.desk.ask(
                run,
                printer,
                then=lambda _none: self._tell(teller, self.tr("It went to the printer.")),
                failed=lambda error: self._explain(teller, error),
                owner=self,
            )

        dialog = self._choose_printer(self.tr("Print the working"), send, over=teller.over)
        if dialog is not None:
            dialog.form.hint(dialog.printer, self.tr("On A4, at 100 %."))

    # The credit policy, and the test page of an envelope

    def save_policy(self, facts: TermsFacts) -> None:
        """Ask where to, write the credit policy there, and say so."""
        whom = facts.client or facts.business.name
        name = self.tr("Payment terms {name}.pdf").format(
            name=safe_name(whom, otherwise=self.tr("for new clients"))
        )
        self._save_made(self.tr("Save the credit policy as a PDF"), name, write_policy, facts)

    def print_policy(self, facts: TermsFacts) -> None:
        """Choose a printer, and print the credit policy."""
        dialog = self._print_made(
            (self.tr("Print the credit policy"), self.tr("Credit policy")),
            credit_policy_pdf,
            facts,
        )
        if dialog is not None:
            dialog.form.hint(dialog.printer, self.tr("On A4, at 100 %."))

    def save_calibration(self, letterhead: Letterhead) -> None:
        """Ask where to, write the test page there, and say so."""
        name = self.tr("Test page of the envelope.pdf")
        title = self.tr("Save the test page as a PDF")
        self._save_made(title, name, write_calibration, letterhead)

    def print_calibration(self, letterhead: Letterhead) -> None:
        """Choose a printer, and print the test page."""
        dialog = self._print_made(
            (self.tr("Print the test page"), self.tr("Test page")), calibration_page, letterhead
        )
        if dialog is not None:
            dialog.form.hint(dialog.printer, self.tr("At 100 %, not fitted to the page."))

    def save_posting_list(self, letter_ids: Sequence[int]) -> None:
        """Ask where to, write the list for the post office there, and say so."""
        today = self._shell.desk.today().isoformat()
        name = self.tr("Posting list {day}.pdf").format(day=today)
        title = self.tr("Save the list for the post office as a PDF")
        made = (tuple(letter_ids), self._order)
        self._save_made(title, name, write_posting_list, made)

    def print_posting_list(self, letter_ids: Sequence[int]) -> None:
        """Choose a printer, and print the list for the post office."""
        titles = (self.tr("Print the list for the post office"), self.tr("Posting list"))
        self._print_made(titles, listed, (tuple(letter_ids), self._order))

    def _save_made(
        self, title: str, name: str, write: Callable[[Office, Made, Path], Path], made: Made
    ) -> None:
        path = self._ask_where(title, name)
        if path is not None:
            said = self.tr("Saved as {name}.").format(name=path.name)
            self._shell.desk.ask(
                write, made, path, then=lambda _path: self._shell.toast(said), owner=self
            )

    def _print_made(
        self, titles: tuple[str, str], make: Callable[[Office, Made], bytes], made: Made
    ) -> PrintDialog | None:
        """``titles``: of the dialog, and of the job at the printer."""
        asked, title = titles

        def run(office: Office, printer: str) -> None:
            self._surroundings.print_pdf(make(office, made), printer, title)

        def send(printer: str) -> None:
            self._shell.desk.ask(
                run,
                printer,
                then=lambda _none: self._shell.toast(self.tr("It went to the printer.")),
                owner=self,
            )

        return self._choose_printer(asked, send)

    def _statement_name(self, facts: StatementFacts) -> str:
        number = facts.items[0].item.number if len(facts.items) == 1 else ""
        what = number or (facts.client.name if facts.client else "")
        words = self.tr("Interest-{what}-{day}.pdf")
        return words.format(
            what=safe_name(what, otherwise=self.tr("calculation")), day=facts.today.isoformat()
        )

    def _tell(self, teller: Teller, words: str) -> None:
        """Say it where it was asked for; at the foot of the window once that is closed."""
        if isValid(teller):
            teller.say(words)
        else:
            self._shell.toast(words)

    def _explain(self, teller: Teller, error: DunningError) -> None:
        if isValid(teller):
            teller.explain(error)
        else:
            self._shell.desk.trouble.emit(error)


def _file_name(name: str) -> str:
    """A document's own name as every system takes it, with its ending."""
    path = Path(name)
    return f"{safe_name(path.stem, otherwise='Document')}{path.suffix}"


class Teller(Protocol):
    """A widget that asked for a statement, and says what became of it while it lives."""

    @property
    def over(self) -> QWidget:
        """The dialog it is part of."""

    def say(self, words: str) -> None:
        """All went well."""

    def explain(self, error: DunningError) -> None:
        """It did not."""
