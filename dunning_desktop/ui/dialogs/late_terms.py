"""The late-payment terms of one invoice: as for the client, or what was agreed for this one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QWidget

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.late_terms import LateTerms, late_part
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import LateBasis, RatePer
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import claims, words
from dunning_desktop.ui.text import late_terms as text
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.ui.widgets.wheel import WheelGuard
from dunning_desktop.usecases.late_terms import (
    LatePrice,
    LateView,
    late_price,
    late_view,
    set_late_terms,
)

USUAL_RATE = Decimal(8)


def ask_for_late_terms(shell: Shell, invoice_id: int) -> None:
    """Look at the invoice, and ask what late payment of it costs."""
    shell.desk.ask(
        late_view,
        invoice_id,
        then=lambda view: LateTermsDialog(shell, view).open(),
        owner=shell.as_parent(),
        latest="late-terms",
    )


class LateTermsDialog(FormDialog):
    """What it would change is said before it is saved."""

    def __init__(self, shell: Shell, view: LateView) -> None:
        super().__init__(shell, width=540)
        self._view = view
        invoice = view.invoice
        self.name_it(self.tr("Late payment of invoice {number}").format(number=invoice.number))
        self._usual = text.in_short(late_part(view.usual), invoice.total.currency)
        self._basis: Choice[LateBasis | None] = Choice(
            [
                (None, self.tr("As for the client")),
                *((one, words.late_basis(one)) for one in LateBasis),
            ]
        )
        self._rate = QDoubleSpinBox()
        self._rate.setRange(0, 100)
        self._rate.setDecimals(2)
        self._rate.setSuffix(self.tr(" %"))
        self._per = Choice(
            [(RatePer.YEAR, self.tr("a year")), (RatePer.MONTH, self.tr("a month"))],
            name=self.tr("Rate by the year or month"),
        )
        self._has_fee = QCheckBox(self.tr("A fee for each reminder"))
        self._fee = MoneyEdit(invoice.total.currency)
        self._fee.setAccessibleName(self.tr("Fee"))
        self._effect = label(wrap=True)
        self._notes = label(look="warning", wrap=True)
        self._fill(invoice.late or late_part(view.usual), own=invoice.late is not None)
        self._build()

    def _fill(self, late: LateTerms, *, own: bool) -> None:
        self._basis.choose(late.basis if own else None)
        self._rate.setValue(float(late.rate if late.rate is not None else USUAL_RATE))
        self._per.choose(late.per)
        self._has_fee.setChecked(late.fee is not None)
        if late.fee is not None:
            self._fee.set_amount(Money(late.fee, self._fee.currency))

    def _build(self) -> None:
        about = self.tr(
            "For what you agreed for this one invoice. What was claimed already keeps its figures."
        )
        self.form.wide(label(about, "quiet", wrap=True))
        self.form.row(self.tr("Interest"), self._basis)
        self.form.row(self.tr("Agreed rate"), self._rate, beside=self._per)
        self.form.wide(self._has_fee)
        self.form.row(self.tr("Fee"), self._fee)
        self.form.wide(self._effect)
        self.form.wide(self._notes)
        self._notes.hide()
        for choice in (self._basis, self._per):
            choice.currentIndexChanged.connect(lambda _at: self._follow())
        self._rate.valueChanged.connect(lambda _value: self._follow())
        self._has_fee.toggled.connect(lambda _on: self._follow())
        self._fee.textChanged.connect(lambda _text: self._follow())
        WheelGuard(self._basis, self._rate, self._per, parent=self)
        self._follow()

    def _follow(self) -> None:
        """Show what belongs to the choice, and ask what it would change."""
        basis = self._basis.value()
        agreed = basis is LateBasis.CONTRACT
        self.form.hint(self._basis, f"{self._usual}." if basis is None else "")
        self._rate.setEnabled(agreed)
        self._per.setEnabled(agreed)
        self._has_fee.setEnabled(basis is not None)
        self._fee.setEnabled(basis is not None and self._has_fee.isChecked())
        by_month = agreed and self._per.value() is RatePer.MONTH
        self.form.hint(self._rate, text.yearly(self._typed_rate()) if by_month else "")
        try:
            late = self.late()
        except InvalidField:
            return
        self.shell.desk.ask(
            late_price,
            self._view.invoice.id,
            late,
            then=self._on_price,
            owner=self,
            latest="late-price",
        )

    def _on_price(self, found: LatePrice) -> None:
        self._effect.setText(text.effect(found))
        said = list(dict.fromkeys(self._cautions(found)))
        self._notes.setText("\n".join(said))
        self._notes.setVisible(bool(said))
        self.grow()

    def _cautions(self, found: LatePrice) -> Iterator[str]:
        if found.unasked:
            yield text.not_agreed(self._view.client.name)
        for claim in found.claims:
            yield from claims.cautions(claim)
            if claims.refused(claim):
                yield claims.refused(claim)

    def _typed_rate(self) -> Decimal:
        # The text is exact; the spin box's own value is a float.
        return Decimal(self._rate.cleanText())

    def late(self) -> LateTerms | None:
        """What was chosen; None: as for the client. Raises ``InvalidField``."""
        basis = self._basis.value()
        if basis is None:
            return None
        agreed = basis is LateBasis.CONTRACT
        per = (self._per.value() if agreed else None) or RatePer.YEAR
        made = LateTerms(basis, self._typed_rate() if agreed else None, per)
        if not self._has_fee.isChecked():
            return made
        fee = self._fee.amount()
        if fee is None:
            raise InvalidField(field="reminder_fee", reason="form")
        return replace(made, fee=fee.minor)

    def fields(self) -> Mapping[str, QWidget]:
        return {
            "reminder_fee": self._fee,
            "contract_rate": self._rate,
            "invoice": self._basis,
        }

    def save(self) -> None:
        try:
            late = self.late()
        except InvalidField as error:
            self.explain(error)
            return
        self.shell.desk.do(
            set_late_terms,
            self._view.invoice.id,
            late,
            owner=self,
            then=self._done,
            failed=self.explain,
        )

    def _done(self, before: LateTerms | None) -> None:
        desk, parent = self.shell.desk, self.shell.as_parent()
        invoice = self._view.invoice
        self.shell.toast(
            self.tr("Late-payment terms of invoice {number} are saved.").format(
                number=invoice.number
            ),
            undo=lambda: desk.do(set_late_terms, invoice.id, before, owner=parent),
        )
        self.accept()
