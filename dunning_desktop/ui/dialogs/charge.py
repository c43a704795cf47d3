"""Entering a cost of recovery or an agreed fee on an invoice."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.usecases.charges import add_charge, remove_charge

LONGEST_NOTE = 200


class ChargeDialog(FormDialog):
    """What it was for and how much; the note says what of it can be claimed.

    ``fee`` is what the terms name for a reminder.
    """

    def __init__(self, shell: Shell, owed: OwedItem, *, fee: Money | None = None) -> None:
        super().__init__(shell, width=500)
        self._owed = owed
        self._fee = fee
        self.name_it(
            self.tr("Add a cost or fee to {number}").format(number=owed.item.number),
            self.tr("Add"),
        )
        self._build()

    def _build(self) -> None:
        kinds = [(ChargeKind.FEE, self.tr("Reminder fee, agreed beforehand"))]
        if self._owed.claim.interest is not None:
            # Costs go with interest: where none is owed, the client owes no costs either.
            kinds.insert(0, (ChargeKind.COSTS, self.tr("Cost of recovery")))
        self._kind = Choice(kinds, name=self.tr("Kind"))
        self._kind.currentIndexChanged.connect(lambda _at: self._explain_kind())
        self.form.row(self.tr("What"), self._kind)
        self._amount = MoneyEdit(self._owed.item.amount.currency)
        self.form.row(self.tr("Amount"), self._amount)
        self._note = QLineEdit()
        self._note.setMaxLength(LONGEST_NOTE)
        self._note.setPlaceholderText(self.tr("Tracing agent, invoice 4711"))
        self.form.row(self.tr("What for"), self._note)
        self._about = label(look="note", wrap=True)
        self.form.wide(self._about)
        self._explain_kind()

    def _explain_kind(self) -> None:
        is_fee = self._kind.value() is ChargeKind.FEE
        if self._fee is not None:
            self._suggest_fee(self._fee, wanted=is_fee)
        if is_fee:
            self._about.setText(self._explain_fee())
            return
        fixed = self._owed.claim.compensation
        if fixed is None:
            self._about.setText(
                self.tr("No fixed sum is owed here; a cost can be claimed as far as your contract "
                        "or the law gives it.")
            )
            return
        words = self.tr(
            "Enter costs in full. The fixed sum of {sum} covers the first part of them: only what "
            "is above it is claimed."
        )
        self._about.setText(words.format(sum=money(fixed)))

    def _suggest_fee(self, fee: Money, *, wanted: bool) -> None:
        """Fill in what the terms name where nothing was typed; take back what was not touched."""
        words = self.tr("Reminder fee as agreed in the terms")
        if wanted:
            if not self._amount.text().strip():
                self._amount.set_amount(fee)
            if not self._note.text().strip():
                self._note.setText(words)
            return
        if self._amount.amount() == fee:
            self._amount.clear()
        if self._note.text() == words:
            self._note.clear()

    def _explain_fee(self) -> str:
        if self._fee is None:
            return self.tr(
                "Your terms name no fee. One can be asked for only if the client agreed to it "
                "beforehand."
            )
        words = self.tr("Your terms name {fee} for a reminder. It is owed if the client took them.")
        return words.format(fee=money(self._fee))

    def check(self) -> bool:
        amount = self._amount.amount()
        if amount is None:
            self.form.wrong(self._amount, self.tr("Type the amount like 1,234.50."))
        elif amount.minor <= 0:
            self.form.wrong(self._amount, self.tr("The amount must be more than nothing."))
        if not self._note.text().strip():
            self.form.wrong(self._note, self.tr("Say what it was for: a court will ask."))
        return super().check()

    def fields(self) -> Mapping[str, QWidget]:
        return {"amount": self._amount, "note": self._note, "kind": self._kind}

    def save(self) -> None:
        self.shell.desk.do(
            add_charge,
            self._owed.item.item_id,
            self._kind.value() or ChargeKind.COSTS,
            self._amount.amount(),
            note=self._note.text().strip(),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, charge_id: int) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        self.shell.toast(
            self.tr("It is added to {number}.").format(number=self._owed.item.number),
            undo=lambda: desk.do(remove_charge, charge_id, owner=parent),
        )
        self.accept()
