"""The right of the call card: a button for each way a call can end, with what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from dunning_desktop.domain.calls import CallOutcome, Promised
from dunning_desktop.domain.money import Money
from dunning_desktop.ui.look.metrics import ICON, ICON_BESIDE, LARGE, MEDIUM, SMALL, TINY
from dunning_desktop.ui.text import calls as text
from dunning_desktop.ui.text.money import sums
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.fields import Choice, DayEdit
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.usecases.call_rows import CallCard
from dunning_desktop.usecases.calls import NEEDS_NOTE

A_WEEK = timedelta(days=7)
NOTE_HEIGHT = 62


class Outcomes(QWidget):
    """``ended`` carries the outcome once all it needs was typed: ``note``, ``promised``, ``item``.

    A promise asks for its day and sum, a dispute of several invoices for which.
    """

    ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._card: CallCard | None = None
        self.buttons: dict[CallOutcome, QPushButton] = {}
        self._follows = {one: label(look="quiet", wrap=True) for one in CallOutcome}
        self.form = Form()
        self._note = QPlainTextEdit()
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(NOTE_HEIGHT)
        self._note.setPlaceholderText(self.tr("For your own timeline"))
        self._day = DayEdit()
        self._amount = MoneyEdit()
        self._which: Choice[int | None] = Choice([])
        self._promise, self._dispute = self._asking()
        self._build()

    def _asking(self) -> tuple[QWidget, QWidget]:
        """What a promise and a dispute need to be told."""
        self._promise_form, self._dispute_form = Form(name_width=0), Form(name_width=0)
        self._promise_form.row(self.tr("They pay by"), self._day)
        self._promise_form.row(self.tr("How much"), self._amount)
        self._dispute_form.row(self.tr("Which invoice"), self._which)
        self.record_promise = button(
            self.tr("Record the promise"), lambda: self._end(CallOutcome.PROMISED), look="primary"
        )
        self.record_dispute = button(
            self.tr("Record the dispute"), lambda: self._end(CallOutcome.DISPUTES), look="primary"
        )
        return (
            _boxed(self._promise_form, self.record_promise),
            _boxed(self._dispute_form, self.record_dispute),
        )

    def _build(self) -> None:
        self.form.under(self.tr("What was said"), self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TINY)
        column.addWidget(self.form)
        column.addSpacing(SMALL)
        for one in CallOutcome:
            made = button("", self._presser(one), icon_name=text.ICONS[one])
            made.setProperty("look", "wide")
            made.setIconSize(QSize(ICON_BESIDE, ICON))
            self.buttons[one] = made
            self._follows[one].setContentsMargins(TINY, 0, 0, SMALL)
            column.addWidget(made)
            column.addWidget(self._follows[one])
            if one is CallOutcome.PROMISED:
                column.addWidget(self._promise)
            if one is CallOutcome.DISPUTES:
                column.addWidget(self._dispute)
        column.addStretch(1)

    def _presser(self, outcome: CallOutcome) -> Callable[[], None]:
        return lambda: self._press(outcome)

    # What is shown

    def show_card(self, card: CallCard) -> None:
        """Begin anew for a card."""
        self._card = card
        self._note.clear()
        self.all_right()
        for one, made in self.buttons.items():
            said = text.press(one, asks=self._asks(one))
            made.setText(said)
            made.setAccessibleName(said.replace("&", "").replace("…", ""))
            follows = text.follows(one, card)
            made.setAccessibleDescription(follows)
            self._follows[one].setText(follows)
        there = card.contact is not None
        for shown in (self.buttons[CallOutcome.WRONG_CONTACT],
                      self._follows[CallOutcome.WRONG_CONTACT]):  # fmt: skip
            shown.setVisible(there)
        self._fill(card)
        self._unfold(None)
        self.setEnabled(True)

    def _fill(self, card: CallCard) -> None:
        self._day.set_day(card.today + A_WEEK)
        asked = next(iter(card.total), Money.zero(card.client.currency))
        self._amount.set_amount(asked if asked.minor > 0 else None)
        others = card.total[1:]
        hint = self.tr("Besides {sum}.").format(sum=sums(others)) if others else ""
        self._promise_form.hint(self._amount, hint)
        every = self.tr("All of them")
        choices = [(None, every), *((one.item_id, one.number) for one in card.lines)]
        self._which.offer(choices, chosen=None)

    def _asks(self, outcome: CallOutcome) -> bool:
        several = self._card is not None and len(self._card.lines) > 1
        return outcome is CallOutcome.PROMISED or (outcome is CallOutcome.DISPUTES and several)

    def _unfold(self, outcome: CallOutcome | None) -> None:
        self._promise.setVisible(outcome is CallOutcome.PROMISED)
        self._dispute.setVisible(outcome is CallOutcome.DISPUTES)

    # What is pressed

    def _press(self, outcome: CallOutcome) -> None:
        self.all_right()
        if not self._asks(outcome):
            self._unfold(None)
            self._end(outcome)
            return
        self._unfold(outcome)
        (self._day if outcome is CallOutcome.PROMISED else self._which).setFocus()

    def _end(self, outcome: CallOutcome) -> None:
        self.all_right()
        if outcome in NEEDS_NOTE and not self.note:
            self.form.wrong(self._note, self.tr("Write down in a few words what was said."))
        amount = self._amount.amount()
        if outcome is CallOutcome.PROMISED and (amount is None or amount.minor <= 0):
            self._promise_form.wrong(self._amount, self.tr("Type an amount, like 1,234.50."))
        if not self.form.is_wrong and not self._promise_form.is_wrong:
            # Pressed twice, it would be recorded twice.
            self.setEnabled(False)
            self.ended.emit(outcome)

    def all_right(self) -> None:
        """Take every complaint away."""
        for form in (self.form, self._promise_form, self._dispute_form):
            form.all_right()

    def fields(self) -> Mapping[str, tuple[Form, QWidget]]:
        """Which field an ``InvalidField`` of that name belongs to, and its form."""
        return {
            "note": (self.form, self._note),
            "promised": (self._promise_form, self._day),
            "amount": (self._promise_form, self._amount),
        }

    @property
    def note(self) -> str:
        """What was written down."""
        return self._note.toPlainText().strip()

    @property
    def promised(self) -> Promised | None:
        """What was promised, where an amount is typed."""
        amount = self._amount.amount()
        return Promised(self._day.day(), amount) if amount is not None else None

    @property
    def item_id(self) -> int | None:
        """What is disputed; None: all of it."""
        return self._which.value() if self._asks(CallOutcome.DISPUTES) else None

    def first_field(self) -> QWidget:
        """Where typing begins."""
        return self._note


def _boxed(form: Form, record: QPushButton) -> QWidget:
    """A form in a card, with room under it."""
    outer, box = QWidget(), QFrame()
    room = QVBoxLayout(outer)
    room.setContentsMargins(0, 0, 0, SMALL)
    room.addWidget(box)
    box.setProperty("look", "card")
    column = QVBoxLayout(box)
    column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
    column.setSpacing(SMALL)
    column.addWidget(form)
    column.addWidget(record)
    return outer
