"""Recording that a client took the terms: when, how, and what shows it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from dunning_desktop.domain.acceptance import Acceptance, AcceptedHow
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.evidence import record_with_file
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.terms import accepted_how
from dunning_desktop.ui.widgets.fields import Choice, DayEdit
from dunning_desktop.ui.widgets.file_row import FileRow
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.acceptance import take_back_acceptance

LONGEST_NOTE = 500
NAME_WIDTH = 165


class AcceptanceDialog(FormDialog):
    """The file is copied into the book: the one on disk may go."""

    def __init__(self, shell: Shell, client_id: int, client: str) -> None:
        super().__init__(shell, width=500)
        self.name_it(self.tr("{client} accepted your terms").format(client=client))
        self._client_id = client_id
        self._client = client
        self._build()

    def _build(self) -> None:
        self.form.wide(
            label(
                self.tr(
                    "Fees, agreed rates and goods that stay yours hold only where they were "
                    "agreed. Keep here what shows it."
                ),
                "quiet",
                wrap=True,
            )
        )
        self.accepted_on = DayEdit(self.shell.desk.today())
        self.form.row(self.tr("Accepted on"), self.accepted_on)
        self.how = Choice((one, accepted_how(one)) for one in AcceptedHow)
        self.form.row(self.tr("How"), self.how)
        self.note = QLineEdit()
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setPlaceholderText(self.tr("Who, and for which order"))
        self.form.row(self.tr("Note"), self.note)
        self.file = FileRow(NAME_WIDTH)
        self.form.row(self.tr("File"), self.file)

    def take_file(self, path: Path) -> None:
        """Keep this file with it."""
        self.file.take(path)

    def fields(self) -> Mapping[str, QWidget]:
        return {"accepted_on": self.accepted_on}

    def acceptance(self) -> Acceptance:
        """What was typed."""
        return Acceptance(
            client_id=self._client_id,
            accepted_on=self.accepted_on.day(),
            how=self.how.value() or AcceptedHow.OTHER,
            note=self.note.text().strip(),
        )

    def save(self) -> None:
        self.shell.desk.do(
            record_with_file,
            self.acceptance(),
            self.file.path,
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, acceptance_id: int) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        self.shell.toast(
            self.tr("Kept: {client} accepted your terms.").format(client=self._client),
            undo=partial(desk.do, take_back_acceptance, acceptance_id, owner=parent),
        )
        self.accept()
