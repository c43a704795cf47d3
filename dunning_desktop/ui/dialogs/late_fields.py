"""The fields of an invoice's late-payment terms, in whichever form they stand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import LateBasis, RatePer
from dunning_desktop.ui.text import late_terms as text
from dunning_desktop.ui.text import words
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.ui.widgets.wheel import WheelGuard

USUAL_RATE = Decimal(8)


class LateFields(QObject):
    """``late`` is None while the client's own terms hold; what those are stands under the choice.

    ``usual`` is that sentence.
    """

    changed = Signal()

    def __init__(self, form: Form, currency: str = "GBP") -> None:
        super().__init__(form)
        self._form = form
        self.usual = ""
        self.basis: Choice[LateBasis | None] = Choice(
            [
                (None, self.tr("As for the client")),
                *((one, words.late_basis(one)) for one in LateBasis),
            ]
        )
        self.rate = QDoubleSpinBox()
        self.rate.setRange(0, 100)
        self.rate.setDecimals(2)
        self.rate.setSuffix(self.tr(" %"))
        self.per = Choice(
            [(RatePer.YEAR, self.tr("a year")), (RatePer.MONTH, self.tr("a month"))],
            name=self.tr("Rate by the year or month"),
        )
        self.has_fee = QCheckBox(self.tr("A fee for each reminder"))
        self.fee = MoneyEdit(currency)
        self._build()

    def _build(self) -> None:
        self._form.row(self.tr("Interest"), self.basis)
        self._form.row(self.tr("Agreed rate"), self.rate, beside=self.per)
        self._form.wide(self.has_fee)
        self._form.row(self.tr("Fee"), self.fee)
        self.rate.setValue(float(USUAL_RATE))
        for choice in (self.basis, self.per):
            choice.currentIndexChanged.connect(lambda _at: self._follow())
        self.rate.valueChanged.connect(lambda _value: self._follow())
        self.has_fee.toggled.connect(lambda _on: self._follow())
        self.fee.textChanged.connect(lambda _text: self._follow())
        WheelGuard(self.basis, self.rate, self.per, parent=self._form)
        self._follow()

    def show_usual(self, usual: LateTerms) -> None:
        """Say what holds as long as nothing else was agreed."""
        self.usual = f"{text.in_short(usual, self.fee.currency)}."
        self._follow()

    def show_late(self, late: LateTerms, *, own: bool) -> None:
        """Show terms; those that are not its own are what typing begins with."""
        if late.rate is not None:
            self.rate.setValue(float(late.rate))
        self.per.choose(late.per)
        self.has_fee.setChecked(late.fee is not None)
        if late.fee is not None:
            self.fee.set_amount(Money(late.fee, self.fee.currency))
        self.basis.choose(late.basis if own else None)

    def _follow(self) -> None:
        """Only what belongs to the choice can be typed."""
        basis = self.basis.value()
        agreed = basis is LateBasis.CONTRACT
        self._form.hint(self.basis, self.usual if basis is None else "")
        self.rate.setEnabled(agreed)
        self.per.setEnabled(agreed)
        self.has_fee.setEnabled(basis is not None)
        self.fee.setEnabled(basis is not None and self.has_fee.isChecked())
        by_month = agreed and self.per.value() is RatePer.MONTH
        self._form.hint(self.rate, text.yearly(self._typed_rate()) if by_month else "")
        self.changed.emit()

    def _typed_rate(self) -> Decimal:
        # The text is exact; the spin box's own value is a float.
        return Decimal(self.rate.cleanText())

    def _interest(self) -> LateTerms | None:
        basis = self.basis.value()
        if basis is None:
            return None
        agreed = basis is LateBasis.CONTRACT
        per = (self.per.value() if agreed else None) or RatePer.YEAR
        return LateTerms(basis, self._typed_rate() if agreed else None, per)

    def late(self) -> LateTerms | None:
        """What was chosen; None: as for the client. Raises ``InvalidField``."""
        made = self._interest()
        if made is None or not self.has_fee.isChecked():
            return made
        fee = self.fee.amount()
        if fee is None:
            raise InvalidField(field="reminder_fee", reason="form")
        return replace(made, fee=fee.minor)

    def so_far(self) -> LateTerms | None:
        """The same while it is being typed: without a fee that makes none yet."""
        try:
            return self.late()
        except InvalidField:
            return self._interest()

    def check(self) -> None:
        """Complain beside the fee where it cannot be taken."""
        try:
            self.late()
        except InvalidField as error:
            self._form.wrong(self.fee, sentence(error))

    @property
    def complaint(self) -> str:
        """What stands under the fee."""
        return self._form.complaint(self.fee)
