"""What becomes of an offer or a plan: the client accepted it, or it ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from dunning_desktop.domain.promises import How
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.evidence import evidence_from
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.agreements import how
from dunning_desktop.ui.widgets.fields import Choice, DayEdit
from dunning_desktop.ui.widgets.file_row import FileRow
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.office import Office, Outcome
from dunning_desktop.usecases.plan_views import PlanRow
from dunning_desktop.usecases.plans import (
    Accepted,
    accept_plan,
    cancel_plan,
    resume_plan,
    undo_accept,
)

NAME_WIDTH = 200
LONGEST_REASON = 200


def accept_with_file(
    office: Office, plan_id: int, day: date, said: How, path: Path | None
) -> Outcome[Accepted]:
    """Keep an acceptance, with the file that shows it. Raises ``UnreadableFile``."""
    proof = None if path is None else evidence_from(path)
    return accept_plan(office, plan_id, day, how=said, proof=proof)


class AcceptPlanDialog(FormDialog):
    """From the day of the agreement on the plan runs."""

    def __init__(self, shell: Shell, row: PlanRow) -> None:
        super().__init__(shell, width=500)
        self._row = row
        self.name_it(
            self.tr("{client} accepted the instalments").format(client=row.client.name),
            self.tr("They accepted"),
        )
        self.form.wide(
            label(
                self.tr("Nothing in the plan is chased while it is kept. A signed slip or an "
                        "e-mail is copied into your book."),
                "quiet",
                wrap=True,
            )
        )
        self.day = DayEdit(shell.desk.today())
        self.form.row(self.tr("Accepted on"), self.day)
        self.how = Choice([(one, how(one)) for one in How])
        self.how.choose(How.LETTER)
        self.form.row(self.tr("How"), self.how)
        self.file = FileRow(NAME_WIDTH)
        self.form.row(self.tr("File"), self.file)

    def take_file(self, path: Path) -> None:
        """Keep this file with it."""
        self.file.take(path)

    def fields(self) -> Mapping[str, QWidget]:
        return {"accepted_on": self.day}

    def save(self) -> None:
        self.shell.desk.do(
            accept_with_file,
            self._row.plan.id,
            self.day.day(),
            self.how.value() or How.LETTER,
            self.file.path,
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, accepted: Accepted) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        said = self.tr("Instalments agreed with {client}.")
        self.shell.toast(
            said.format(client=self._row.client.name),
            undo=partial(desk.do, undo_accept, accepted, owner=parent),
        )
        self.accept()


class CancelPlanDialog(FormDialog):
    """The invoices of it are chased again, as if there were no plan."""

    def __init__(self, shell: Shell, row: PlanRow) -> None:
        super().__init__(shell, width=480)
        self._row = row
        self._agreed = row.plan.accepted_on is not None
        title = self.tr("Cancel the plan of {client}")
        if not self._agreed:
            title = self.tr("Withdraw the offer to {client}")
        words = self.tr("Cancel the plan") if self._agreed else self.tr("Withdraw it")
        self.name_it(title.format(client=row.client.name), words)
        self.form.wide(
            label(
                self.tr("Its invoices are chased again, from where they stood. Nothing is sent "
                        "by this: tell the client yourself."),
                "quiet",
                wrap=True,
            )
        )
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setPlaceholderText(self.tr("For your own timeline"))
        self.form.row(self.tr("Why"), self.reason)

    def save(self) -> None:
        self.shell.desk.do(
            cancel_plan,
            self._row.plan.id,
            reason=self.reason.text().strip(),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, plan_id: int) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        said = self.tr("The plan of {client} is cancelled.")
        if not self._agreed:
            said = self.tr("The offer to {client} is withdrawn.")
        self.shell.toast(
            said.format(client=self._row.client.name),
            undo=partial(desk.do, resume_plan, plan_id, owner=parent),
        )
        self.accept()
