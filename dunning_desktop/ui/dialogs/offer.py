"""Offering to take less: the sum, until when, and the letter to copy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.offers import Offer
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.dialogs.offer_letter import OfferLetterDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import offers as text
from dunning_desktop.ui.text.dates import near
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.widgets.fields import DayEdit
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.usecases.offers import (
    MadeOffer,
    OfferBasis,
    make_offer,
    offer_basis,
    withdraw_offer,
)

TWO_WEEKS = timedelta(days=14)
LONGEST_WORDS = 600
WORDS_HEIGHT = 76


def ask_for_offer(shell: Shell, client_id: int, *, dispute_id: int | None = None) -> None:
    """Look at what an offer would settle, and ask for it."""
    shell.desk.ask(
        offer_basis,
        client_id,
        dispute_id=dispute_id,
        then=lambda basis: OfferDialog(shell, basis).open(),
        owner=shell.as_parent(),
        latest="offer",
    )


class OfferDialog(FormDialog):
    """What is offered is without prejudice: it never goes into papers for a court."""

    def __init__(self, shell: Shell, basis: OfferBasis) -> None:
        super().__init__(shell, width=540)
        self._basis = basis
        self._today = shell.desk.today()
        self.name_it(
            self.tr("Offer {client} to settle").format(client=basis.client),
            self.tr("Make the offer"),
        )
        self._amount = MoneyEdit(basis.open.currency)
        self._until = DayEdit(self._today + TWO_WEEKS)
        self._words = QPlainTextEdit()
        self._build()

    def _build(self) -> None:
        words = self.tr(
            "{sum} is open, {what}. You offer to take less, and to let the rest go. The offer is "
            "without prejudice: it is kept out of everything that a court may see. They are not "
            "chased while it stands; once it ran out, chasing goes on."
        )
        said = words.format(sum=money(self._basis.open), what=text.about(self._basis.numbers))
        self.form.wide(label(said, "quiet", wrap=True))
        self.form.row(self.tr("You take"), self._amount)
        self.form.row(self.tr("If they pay by"), self._until)
        self._words.setTabChangesFocus(True)
        self._words.setFixedHeight(WORDS_HEIGHT)
        self._words.setPlaceholderText(self.tr("Stands in the letter, in your own words"))
        self.form.row(self.tr("Add"), self._words)
        self._amount.textChanged.connect(lambda _text: self._follow())
        self._follow()

    def _follow(self) -> None:
        """What is let go."""
        amount = self._amount.amount()
        said = ""
        if amount is not None and 0 < amount.minor < self._basis.open.minor:
            words = self.tr("You let {sum} go.")
            said = words.format(sum=money(self._basis.open - amount))
        self.form.hint(self._amount, said)

    def fields(self) -> Mapping[str, QWidget]:
        return {"amount": self._amount, "expires": self._until}

    def check(self) -> bool:
        amount = self._amount.amount()
        if amount is None or amount.minor <= 0:
            self.form.wrong(self._amount, self.tr("Type an amount, like 1,234.50."))
        elif amount >= self._basis.open:
            self.form.wrong(
                self._amount, self.tr("An offer to settle is for less than what is open.")
            )
        if self._until.day() < self._today:
            self.form.wrong(self._until, self.tr("Choose today or a later day."))
        if len(self._words.toPlainText()) > LONGEST_WORDS:
            said = self.tr("Keep it to {count} letters.").format(count=LONGEST_WORDS)
            self.form.wrong(self._words, said)
        return super().check()

    def save(self) -> None:
        amount = self._amount.amount() or Money.zero(self._basis.open.currency)
        wanted = Offer(
            self._basis.client_id,
            amount,
            offered_on=self._today,
            expires_on=self._until.day(),
            dispute_id=self._basis.dispute_id,
            said=" ".join(self._words.toPlainText().split()),
        )
        self.shell.desk.do(
            make_offer, wanted, owner=self, then=self._done, failed=self.explain
        )

    def _done(self, made: MadeOffer) -> None:
        desk, shell, parent = self.shell.desk, self.shell, self.shell.as_parent()
        words = self.tr("The offer to {client} stands until {day}.").format(
            client=self._basis.client, day=near(self._until.day(), self._today)
        )
        shell.toast(
            words, undo=lambda: desk.do(withdraw_offer, made.offer_id, owner=parent)
        )
        self.accept()
        OfferLetterDialog(shell, made.letter).open()
