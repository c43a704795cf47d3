"""Putting a client, or one invoice of it, on hold."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QCheckBox, QLineEdit

from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.widgets.fields import Choice, DayEdit
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.usecases.blocks import end_block, hold

TWO_WEEKS = timedelta(days=14)
LONGEST_REASON = 200


class HoldDialog(FormDialog):
    """``item`` is a due item's id and its invoice number, when one can be held alone."""

    def __init__(
        self, shell: Shell, client_id: int, client: str, *, item: tuple[int, str] | None = None
    ) -> None:
        super().__init__(shell, width=480)
        self.name_it(self.tr("Hold {client}").format(client=client), self.tr("Hold"))
        self._client_id = client_id
        self._client = client
        self._build(item)

    def _build(self, item: tuple[int, str] | None) -> None:
        self.form.wide(
            label(
                self.tr("Nothing is sent while the hold lasts. Interest goes on counting."),
                "quiet",
                wrap=True,
            )
        )
        self._what: Choice[int | None] = Choice([(None, self.tr("Everything they owe"))])
        if item is not None:
            item_id, number = item
            self._what.add(item_id, self.tr("Only invoice {number}").format(number=number))
            self.form.row(self.tr("What"), self._what)
        today = self.shell.desk.today()
        self._until = DayEdit(today + TWO_WEEKS)
        self._forever = QCheckBox(self.tr("No end date"))
        self._forever.toggled.connect(self._until.setDisabled)
        self.form.row(self.tr("Up to and with"), self._until, beside=self._forever)
        self._reason = QLineEdit()
        self._reason.setMaxLength(LONGEST_REASON)
        self._reason.setPlaceholderText(self.tr("For your own timeline"))
        self.form.row(self.tr("Why"), self._reason)

    def check(self) -> bool:
        if not self._forever.isChecked() and self._until.day() < self.shell.desk.today():
            self.form.wrong(self._until, self.tr("Choose today or a later day."))
        return super().check()

    def save(self) -> None:
        until = None if self._forever.isChecked() else self._until.day()
        self.shell.desk.do(
            hold,
            self._client_id,
            item_id=self._what.value(),
            until=until,
            reason=self._reason.text().strip(),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, block_id: int) -> None:
        desk, client_id, parent = self.shell.desk, self._client_id, self.shell.as_parent()
        if self._forever.isChecked():
            words = self.tr("{client} is on hold.").format(client=self._client)
        else:
            words = self.tr("{client} is on hold until {day}.").format(
                client=self._client, day=day(self._until.day())
            )
        self.shell.toast(
            words,
            undo=lambda: desk.do(end_block, client_id, block_id=block_id, owner=parent),
        )
        self.accept()
