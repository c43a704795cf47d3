"""A promise to pay: how much, by which day, who said it, and a confirmation by e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.promises import How, Promise
from dunning_desktop.ui.dialogs.confirming import ConfirmTick, print_confirmation
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.agreements import how, kept
from dunning_desktop.ui.text.dates import near
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.fields import Choice, DayEdit
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.ui.widgets.wheel import WheelGuard
from dunning_desktop.usecases.promises import (
    PromiseMade,
    PromiseView,
    make_promise,
    promise_view,
    take_back_promise,
)

A_WEEK = timedelta(days=7)
LONGEST_NOTE = 200


def ask_for_promise(shell: Shell, client_id: int, *, item_id: int | None = None) -> None:
    """Look at what is open, and ask what was promised; of one invoice, where one is named."""
    shell.desk.ask(
        promise_view,
        client_id,
        then=lambda view: PromiseDialog(shell, view, item_id=item_id).open(),
        owner=shell.as_parent(),
        latest="promise",
    )


class PromiseDialog(FormDialog):
    """Nothing is chased until the promised day has passed."""

    def __init__(self, shell: Shell, view: PromiseView, *, item_id: int | None = None) -> None:
        super().__init__(shell, width=520)
        self._view = view
        self.name_it(
            self.tr("{client} promises to pay").format(client=view.client.name),
            self.tr("Record the promise"),
        )
        self.form.wide(
            label(
                self.tr("Nothing is sent about it until that day and two more have passed. "
                        "Whether it was kept, the payments say."),
                "quiet",
                wrap=True,
            )
        )
        self._what = self._what_it_is_about(item_id)
        self._amount = MoneyEdit(self._currency())
        self._day = DayEdit(view.today + A_WEEK)
        self._who = self._people()
        self._how = Choice([(one, how(one)) for one in How])
        self._note = QLineEdit()
        self._confirm = ConfirmTick(view.confirms)
        self._build()

    def _what_it_is_about(self, item_id: int | None) -> Choice[tuple[int | None, str]]:
        """Everything in a currency, or one invoice."""
        view = self._view
        made: Choice[tuple[int | None, str]] = Choice([])
        for code in dict.fromkeys(one.open.currency for one in view.items):
            words = self.tr("Everything they owe, {sum}")
            made.add((None, code), words.format(sum=money(view.open(None, code))))
        for one in view.items:
            words = self.tr("Invoice {number}, {sum}")
            said = words.format(number=one.number, sum=money(one.open))
            made.add((one.item_id, one.open.currency), said)
            if one.item_id == item_id:
                made.choose((one.item_id, one.open.currency))
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(20)
        return made

    def _people(self) -> QComboBox:
        made = QComboBox()
        made.setEditable(True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        made.addItems([one.name for one in self._view.client.contacts if one.name])
        return made

    def _build(self) -> None:
        self._note.setMaxLength(LONGEST_NOTE)
        self._note.setPlaceholderText(self.tr("For your own timeline"))
        self.form.row(self.tr("What for"), self._what)
        self.form.row(self.tr("How much"), self._amount)
        self.form.row(self.tr("They pay by"), self._day)
        self.form.row(self.tr("Who said it"), self._who)
        self.form.row(self.tr("How"), self._how)
        self.form.row(self.tr("Note"), self._note)
        self.form.row(self.tr("Confirm"), self._confirm)
        self._confirm.explain_in(self.form)
        self._what.currentIndexChanged.connect(lambda _at: self._on_what())
        self._day.dateChanged.connect(lambda _day: self._on_day())
        WheelGuard(self._what, self._day, self._who, self._how, parent=self)
        said = kept(self._view.kept)
        if said:
            self.form.wide(label(f"{said}.", "quiet", wrap=True))
        self._on_what()
        self._on_day()

    def _currency(self) -> str:
        chosen = self._what.value()
        return chosen[1] if chosen else self._view.client.currency

    def _on_what(self) -> None:
        chosen = self._what.value()
        if chosen is not None:
            self._amount.set_amount(self._view.open(*chosen))

    def _on_day(self) -> None:
        self.form.hint(self._day, near(self._day.day(), self._view.today))

    def fields(self) -> Mapping[str, QWidget]:
        return {"amount": self._amount, "promised": self._day}

    def check(self) -> bool:
        amount = self._amount.amount()
        if amount is None or amount.minor <= 0:
            self.form.wrong(self._amount, self.tr("Type an amount, like 1,234.50."))
        return super().check()

    def save(self) -> None:
        chosen = self._what.value()
        try:
            wanted = Promise(
                client_id=self._view.client.id,
                made_on=self._view.today,
                day=self._day.day(),
                amount=self._amount.amount() or Money.zero(self._currency()),
                how=self._how.value() or How.PHONE,
                item_id=chosen[0] if chosen else None,
                said_by=self._who.currentText().strip(),
                note=self._note.text().strip(),
            )
        except DunningError as error:
            self.explain(error)
            return
        self.shell.desk.do(
            make_promise,
            wanted,
            confirm=self._confirm.isChecked(),
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, made: PromiseMade) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        words = self.tr("{client} promised {sum} by {day}.").format(
            client=self._view.client.name,
            sum=money(self._amount.amount() or Money.zero(self._currency())),
            day=near(self._day.day(), self._view.today),
        )
        self.shell.toast(
            words,
            undo=lambda: desk.do(
                take_back_promise, made.promise_id, paper=made.paper, owner=parent
            ),
        )
        self.accept()
        print_confirmation(self.shell, made.paper)
