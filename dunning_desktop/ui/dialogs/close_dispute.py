"""Closing a dispute: who was right, and the credit note that follows from it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from dunning_desktop.domain.disputes import DisputeOutcome
from dunning_desktop.domain.money import Money
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.agreements import dispute_outcome, dispute_reason, disputed
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.ui.widgets.wheel import WheelGuard
from dunning_desktop.usecases.disputes import (
    Closed,
    DisputeView,
    close_dispute,
    closing_view,
    reopen_dispute,
)

LONGEST_NOTE = 400
NOTE_HEIGHT = 64


def ask_to_close(shell: Shell, dispute_id: int) -> None:
    """Look at the dispute, and ask how it ended."""
    shell.desk.ask(
        closing_view,
        dispute_id,
        then=lambda view: CloseDisputeDialog(shell, view, dispute_id).open(),
        owner=shell.as_parent(),
        latest="close-dispute",
    )


class CloseDisputeDialog(FormDialog):
    """What is left of the invoice is chased again from today on."""

    def __init__(self, shell: Shell, view: DisputeView, dispute_id: int) -> None:
        super().__init__(shell, width=540)
        self._view, self._dispute_id = view, dispute_id
        self.name_it(
            self.tr("Close the dispute of {number}").format(number=view.item.number),
            self.tr("Close the dispute"),
        )
        self._outcome = Choice(
            [(one, dispute_outcome(one)) for one in DisputeOutcome],
            prompt=self.tr("Choose how it ended"),
        )
        self._credits = QCheckBox(self.tr("Enter the credit note now"))
        self._amount = MoneyEdit(view.open.currency)
        self._number = QLineEdit()
        self._follows = label(look="quiet", wrap=True)
        self._note = QPlainTextEdit()
        self._build()

    def _build(self) -> None:
        self.form.wide(label(self._about(), "quiet", wrap=True))
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(NOTE_HEIGHT)
        self._note.setPlaceholderText(self.tr("What you agreed, for your own timeline"))
        self._amount.set_amount(self._view.open)
        self.form.row(self.tr("How it ended"), self._outcome)
        self.form.wide(self._follows)
        self.form.row(self.tr("Credit note"), self._credits)
        self.form.row(self.tr("Its amount"), self._amount)
        self.form.row(self.tr("Its number"), self._number)
        self.form.row(self.tr("Note"), self._note)
        self._outcome.currentIndexChanged.connect(lambda _at: self._on_outcome())
        self._credits.toggled.connect(lambda _on: self._follow())
        WheelGuard(self._outcome, parent=self)
        self._follow()

    def _about(self) -> str:
        dispute = self._view.dispute
        if dispute is None:
            return self._view.client
        what = disputed(dispute, self._view.item.number)
        words = self.tr("{client}, {what}. {reason}: {said}")
        return words.format(
            client=self._view.client,
            what=what,
            reason=dispute_reason(dispute.reason),
            said=dispute.said,
        )

    def _on_outcome(self) -> None:
        upheld = self._outcome.value() is DisputeOutcome.UPHELD
        self._credits.setChecked(upheld and bool(self._view.open))
        self._follow()

    def _follow(self) -> None:
        """What the outcome means, and the fields of a credit note where one is to be entered."""
        outcome = self._outcome.value()
        can = outcome in {DisputeOutcome.UPHELD, DisputeOutcome.SETTLED} and bool(self._view.open)
        self._credits.setEnabled(can)
        credited = can and self._credits.isChecked()
        self._amount.setEnabled(credited)
        self._number.setEnabled(credited)
        self._follows.setText(self._meaning(outcome))

    def _meaning(self, outcome: DisputeOutcome | None) -> str:
        if outcome is DisputeOutcome.UPHELD:
            return self.tr(
                "Send them a credit note for it. Entered here, it takes its amount off the "
                "invoice; until one is entered, all of the invoice is chased."
            )
        if outcome is DisputeOutcome.SETTLED:
            return self.tr(
                "If you let them off a part, enter it as a credit note. The rest is chased."
            )
        if outcome is DisputeOutcome.REJECTED:
            return self.tr("All that is open is chased again from today on.")
        return self.tr("Chasing goes on from where it stood.")

    def fields(self) -> Mapping[str, QWidget]:
        return {
            "credit": self._amount,
            "amount": self._amount,
            "credit_number": self._number,
        }

    def check(self) -> bool:
        if self._outcome.value() is None:
            self.form.wrong(self._outcome, self.tr("Choose how it ended."))
        if self._credited() and not self._number.text().strip():
            self.form.wrong(self._number, self.tr("Enter the number of your credit note."))
        amount = self._amount.amount()
        if self._credited() and (amount is None or amount.minor <= 0):
            self.form.wrong(self._amount, self.tr("Type an amount, like 1,234.50."))
        if len(self._note.toPlainText()) > LONGEST_NOTE:
            words = self.tr("Keep it to {count} letters.")
            self.form.wrong(self._note, words.format(count=LONGEST_NOTE))
        return super().check()

    def _credited(self) -> bool:
        return self._credits.isEnabled() and self._credits.isChecked()

    def save(self) -> None:
        outcome = self._outcome.value()
        if outcome is None:
            return
        credit: Money | None = self._amount.amount() if self._credited() else None
        self.shell.desk.do(
            close_dispute,
            self._dispute_id,
            outcome,
            note=self._note.toPlainText().strip(),
            credit=credit,
            credit_number=self._number.text().strip(),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, closed: Closed) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        words = self.tr("The dispute of invoice {number} is closed.")
        if closed.credit_note_id is not None:
            words = self.tr("The dispute of invoice {number} is closed, the credit note entered.")
        self.shell.toast(
            words.format(number=self._view.item.number),
            undo=lambda: desk.do(reopen_dispute, closed, owner=parent),
        )
        self.accept()
