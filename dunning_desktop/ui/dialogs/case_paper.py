"""Adding a paper to a case: a contract, an order, a copy of an invoice, a proof of delivery."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from dunning_desktop.domain.pre_action import Enclosure
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.evidence import evidence_from
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import cases as text
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.file_row import FileRow
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.agreement_ports import DocumentKind
from dunning_desktop.usecases.case_papers import (
    ADDED,
    OF_AN_INVOICE,
    AddedPaper,
    add_form,
    add_paper,
    remove_form,
    take_paper_back,
)
from dunning_desktop.usecases.case_views import CaseView
from dunning_desktop.usecases.office import Office, Outcome

NAME_WIDTH = 165


def add_from(
    office: Office, path: Path, client_id: int, kind: DocumentKind, invoice_id: int | None
) -> Outcome[AddedPaper]:
    """Read the file and keep it. Raises ``UnreadableFile``, and what ``add_paper`` raises."""
    return add_paper(office, client_id, kind, evidence_from(path), invoice_id=invoice_id)


def add_form_from(office: Office, path: Path, kind: Enclosure) -> Outcome[Enclosure]:
    """The same with an official form."""
    return add_form(office, kind, evidence_from(path))


class CasePaperDialog(FormDialog):
    """The file is copied into the book: the one on disk may go."""

    def __init__(self, shell: Shell, view: CaseView, kind: DocumentKind) -> None:
        super().__init__(shell, width=500)
        self._view = view
        self.name_it(
            self.tr("Add a paper: {client}").format(client=view.client.name), self.tr("Add")
        )
        self.kind = Choice((one, text.paper(one)) for one in ADDED)
        self.kind.choose(kind)
        self.invoice: Choice[int | None] = Choice(
            [(one.item.invoice_id, one.item.number) for one in view.items]
        )
        self.file = FileRow(NAME_WIDTH)
        self.form.row(self.tr("What it is"), self.kind)
        self.form.row(self.tr("Invoice"), self.invoice)
        self.form.row(self.tr("File"), self.file)
        self.kind.currentIndexChanged.connect(lambda _at: self._follow())
        self._follow()

    def _follow(self) -> None:
        self.invoice.setEnabled(self.kind.value() in OF_AN_INVOICE)

    def fields(self) -> Mapping[str, QWidget]:
        return {"file": self.file, "invoice": self.invoice, "kind": self.kind}

    def check(self) -> bool:
        if self.file.path is None:
            self.form.wrong(self.file, self.tr("Choose the file."))
        return super().check()

    def save(self) -> None:
        kind = self.kind.value() or DocumentKind.OTHER
        self.shell.desk.do(
            add_from,
            self.file.path,
            self._view.client.id,
            kind,
            self.invoice.value() if kind in OF_AN_INVOICE else None,
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, added: AddedPaper) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        self.shell.toast(
            self.tr("{name} is in the book.").format(name=added.name),
            undo=partial(desk.do, take_paper_back, added, owner=parent),
        )
        self.accept()


class OfficialFormDialog(FormDialog):
    """The forms that go with a letter to a private person; each is added once."""

    def __init__(self, shell: Shell, missing: tuple[Enclosure, ...]) -> None:
        super().__init__(shell, width=500)
        self.name_it(self.tr("Add an official form"), self.tr("Add"))
        said = self.tr(
            "Annexes of the Pre-Action Protocol for Debt Claims, as the Ministry of Justice "
            "publishes them. Each is added once, as a PDF, and goes with every such letter."
        )
        self.form.wide(label(said, "quiet", wrap=True))
        self.kind = Choice((one, text.form(one)) for one in Enclosure)
        self.kind.choose(next(iter(missing), Enclosure.INFORMATION_SHEET))
        self.file = FileRow(NAME_WIDTH)
        self.form.row(self.tr("Form"), self.kind)
        self.form.row(self.tr("File"), self.file)

    def fields(self) -> Mapping[str, QWidget]:
        return {"file": self.file}

    def check(self) -> bool:
        if self.file.path is None:
            self.form.wrong(self.file, self.tr("Choose the file."))
        return super().check()

    def save(self) -> None:
        self.shell.desk.do(
            add_form_from,
            self.file.path,
            self.kind.value() or Enclosure.INFORMATION_SHEET,
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, kind: Enclosure) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        self.shell.toast(
            self.tr("{form} is in the book.").format(form=text.form(kind)),
            undo=partial(desk.do, remove_form, kind, owner=parent),
        )
        self.accept()
