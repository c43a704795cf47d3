"""A dispute: what of an invoice the client does not accept, why, and until when to answer."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.domain.disputes import Dispute, DisputeReason
from dunning_desktop.domain.money import Money
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.look.metrics import SMALL, TINY
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.agreements import dispute_reason
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.ui.widgets.optional_day import OptionalDay
from dunning_desktop.ui.widgets.wheel import WheelGuard
from dunning_desktop.usecases.acceptance import Evidence
from dunning_desktop.usecases.disputes import (
    DisputeView,
    dispute_view,
    open_dispute,
    take_back_dispute,
)
from dunning_desktop.usecases.office import Office

TWO_WEEKS = timedelta(days=14)
LONGEST_SAID = 1000
NOTE_HEIGHT = 84
LARGEST_FILE = 20_000_000
"""Bytes: a book is no place for films."""


def ask_for_dispute(shell: Shell, item_id: int) -> None:
    """Look at the invoice, and ask what of it is disputed."""
    shell.desk.ask(
        dispute_view,
        item_id,
        then=lambda view: DisputeDialog(shell, view).open(),
        owner=shell.as_parent(),
        latest="dispute",
    )


def read_evidence(_office: Office, path: Path) -> Evidence | str:
    """The file, or why it cannot be taken: ``large``, ``unreadable``."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return "large"
        content = path.read_bytes()
    except OSError:
        return "unreadable"
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Evidence(path.name, kind, content)


class DisputeDialog(FormDialog):
    """What is disputed is not chased until the dispute is closed."""

    def __init__(self, shell: Shell, view: DisputeView) -> None:
        super().__init__(shell, width=540)
        self._view = view
        self._evidence: Evidence | None = None
        self.name_it(
            self.tr("Invoice {number} is disputed").format(number=view.item.number),
            self.tr("Record the dispute"),
        )
        self._part = Choice(
            [(False, self.tr("All that is open, {sum}").format(sum=money(view.open))),
             (True, self.tr("A part of it…"))]
        )  # fmt: skip
        self._amount = MoneyEdit(view.open.currency)
        self._reason = Choice([(one, dispute_reason(one)) for one in DisputeReason])
        self._said = QPlainTextEdit()
        self._answer = OptionalDay(
            self.tr("Answer by"), self.shell.desk.today() + TWO_WEEKS, name=self.tr("Answer by")
        )
        self._file = self._make_file()
        self._build()

    def _build(self) -> None:
        words = self.tr(
            "{client}. What is disputed is not chased until you close the dispute; the rest is."
        )
        self.form.wide(label(words.format(client=self._view.client), "quiet", wrap=True))
        self._said.setTabChangesFocus(True)
        self._said.setFixedHeight(NOTE_HEIGHT)
        self._answer.show_day(self.shell.desk.today() + TWO_WEEKS)
        self.form.row(self.tr("What of it"), self._part)
        self.form.row(self.tr("How much"), self._amount)
        self.form.row(self.tr("Reason"), self._reason)
        self.form.row(self.tr("What they say"), self._said)
        self.form.row(self.tr("Your answer"), self._answer)
        self.form.hint(self._answer, self.tr("Today reminds you before that day."))
        self.form.row(self.tr("File"), self._file)
        self._part.currentIndexChanged.connect(lambda _at: self._on_part())
        WheelGuard(self._part, self._reason, parent=self)
        self._on_part()

    def _make_file(self) -> QWidget:
        """Their letter or a photograph, kept with the dispute."""
        box = QWidget()
        self._choose = button(self.tr("Add a file…"), self._ask_file)
        self._drop = button(self.tr("Remove"), self._drop_file)
        self._drop.setAccessibleName(self.tr("Remove the file"))
        self._name = label(look="quiet", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self._choose)
        row.addWidget(self._drop)
        row.addStretch()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addLayout(row)
        column.addWidget(self._name)
        box.setFocusProxy(self._choose)
        self._show_file()
        return box

    def _show_file(self) -> None:
        self._drop.setVisible(self._evidence is not None)
        self._name.setVisible(self._evidence is not None)
        self._name.setText(self._evidence.name if self._evidence else "")

    def _ask_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, self.tr("Choose a file"))
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Take a file into the book with the dispute."""
        self.shell.desk.ask(read_evidence, path, then=self._on_read, owner=self, latest="file")

    def _on_read(self, found: Evidence | str) -> None:
        self.form.all_right()
        if isinstance(found, str):
            words = {
                "large": self.tr("That file is larger than 20 MB. Keep it elsewhere."),
                "unreadable": self.tr("That file cannot be read."),
            }
            self.form.wrong(self._file, words[found])
            return
        self._evidence = found
        self._show_file()

    def _drop_file(self) -> None:
        self._evidence = None
        self._show_file()

    def _on_part(self) -> None:
        part = bool(self._part.value())
        self._amount.setEnabled(part)
        self._amount.set_amount(None if part else self._view.open)
        if part:
            self._amount.setFocus()

    def fields(self) -> Mapping[str, QWidget]:
        return {"amount": self._amount, "said": self._said, "answer_by": self._answer}

    def check(self) -> bool:
        amount = self._amount.amount()
        if self._part.value() and (amount is None or amount.minor <= 0):
            self.form.wrong(self._amount, self.tr("Type an amount, like 1,234.50."))
        if not self._said.toPlainText().strip():
            self.form.wrong(self._said, self.tr("Write down in a few words what they say."))
        if len(self._said.toPlainText()) > LONGEST_SAID:
            words = self.tr("Keep it to {count} letters, and add the rest as a file.")
            self.form.wrong(self._said, words.format(count=LONGEST_SAID))
        return super().check()

    def save(self) -> None:
        item, day = self._view.item, self._answer.day()
        wanted = Dispute(
            client_id=item.client_id,
            item_id=item.item_id,
            opened_on=self.shell.desk.today(),
            reason=self._reason.value() or DisputeReason.OTHER,
            amount=self._disputed(),
            answer_by=day,
            said=self._said.toPlainText().strip(),
        )
        self.shell.desk.do(
            open_dispute,
            wanted,
            evidence=self._evidence,
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _disputed(self) -> Money | None:
        """What of it; None where it is all."""
        return self._amount.amount() if self._part.value() else None

    def _done(self, dispute_id: int) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        part = self._disputed()
        if part is None:
            words = self.tr("Invoice {number} is disputed and not chased.")
        else:
            words = self.tr("{sum} of invoice {number} is disputed; the rest is chased.")
        said = words.format(number=self._view.item.number, sum=money(part) if part else "")
        self.shell.toast(
            said, undo=lambda: desk.do(take_back_dispute, dispute_id, owner=parent)
        )
        self.accept()
