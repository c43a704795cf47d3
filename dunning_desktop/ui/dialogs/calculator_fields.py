"""What the interest calculator asks for: the law, the debt, its days, costs and payments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QVBoxLayout, QWidget

from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.errors import DunningError, InvalidAmount
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import ContractRate, RatePer
from dunning_desktop.ui.dialogs.calculator_days import DaysFields
from dunning_desktop.ui.dialogs.calculator_form import LiveForm, Offers
from dunning_desktop.ui.dialogs.calculator_payments import PaymentsEdit
from dunning_desktop.ui.text import claims, words
from dunning_desktop.ui.text.claim_errors import claim_field, claim_sentence
from dunning_desktop.ui.text.laws import in_order, law_name
from dunning_desktop.ui.widgets.fields import Choice, DayEdit, currency_choice
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.usecases.calculating import Offered, Start

CURRENCY_WIDTH = 96
PER_WIDTH = 116


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed in, ready to be worked out."""

    debt: Debt
    as_of: date


class CalculatorFields(QWidget):
    """``asked`` is None while something is missing or wrong; what is wrong is said beside it."""

    changed = Signal()
    reshaped = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._start: Start | None = None
        self._own_currency = False
        self.form = LiveForm()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addStretch()
        self._add_law()
        self._add_debt(today)
        self._connect()
        self._show_rate()

    def _add_law(self) -> None:
        form = self.form
        self.law = Offers(self.tr("Law of"), "GB")
        self.debtor = Choice((one, words.debtor_type(one)) for one in DebtorType)
        self.basis = Offers(self.tr("Interest by"), Basis.STATUTORY)
        self.basis.offer_these([(one, claims.basis_name(one)) for one in Basis])
        self.rate = QDoubleSpinBox()
        self.rate.setRange(0, 100)
        self.rate.setDecimals(2)
        self.rate.setSuffix("\N{NO-BREAK SPACE}%")
        self.rate.setValue(8)
        self.per = Choice(
            [(RatePer.YEAR, self.tr("a year")), (RatePer.MONTH, self.tr("a month"))],
            name=self.tr("Rate by"),
        )
        self.per.setFixedWidth(PER_WIDTH)
        self.stated = QCheckBox(self.tr("The contract states the rate by the year, too"))
        form.row(self.tr("Law of"), self.law)
        form.row(self.tr("Who owes"), self.debtor)
        form.row(self.tr("Interest by"), self.basis)
        form.row(self.tr("Agreed rate"), self.rate, beside=self.per)
        form.wide(self.stated)

    def _add_debt(self, today: date) -> None:
        form = self.form
        self.amount = MoneyEdit()
        self.currency = currency_choice(self.tr("Currency"))
        self.currency.setFixedWidth(CURRENCY_WIDTH)
        form.row(self.tr("Amount"), self.amount, beside=self.currency)
        self.days = DaysFields(form, today)
        self.costs = MoneyEdit()
        form.row(self.tr("Costs of recovery"), self.costs)
        self.payments = PaymentsEdit(today)
        self.as_of = DayEdit(today)
        form.row(self.tr("Worked out to"), self.as_of)
        form.section(self.tr("Payments"))
        form.wide(self.payments)

    def _connect(self) -> None:
        self.law.currentIndexChanged.connect(lambda _at: self._on_law())
        self.currency.activated.connect(self._on_own_currency)
        self.currency.currentIndexChanged.connect(lambda _at: self._use_currency())
        self.debtor.currentIndexChanged.connect(lambda _at: self._on_debtor())
        for choice in (self.basis, self.per):
            choice.currentIndexChanged.connect(lambda _at: self._show_rate())
        for line in (self.amount, self.costs):
            line.edited.connect(self.changed)
        self.rate.valueChanged.connect(self.changed)
        self.stated.toggled.connect(self.changed)
        self.as_of.dateChanged.connect(self.changed)
        self.days.changed.connect(self.changed)
        self.days.changed.connect(self.reshaped)
        self.payments.changed.connect(self.changed)
        self.payments.reshaped.connect(self.reshaped)

    # What follows from what

    def begin(self, start: Start) -> None:
        """Offer the laws that are known first, and begin at home."""
        self._start = start
        self.law.offer_these([(code, law_name(code)) for code in in_order(start.laws)])
        self.law.choose(start.jurisdiction, text=law_name(start.jurisdiction))
        self._on_law()

    @property
    def _offered(self) -> Offered:
        return self._start.offered(self.law.value() or "") if self._start else Offered()

    def _on_law(self) -> None:
        offered = self._offered
        self.basis.offer_these([(one, claims.basis_name(one)) for one in offered.bases])
        unknown = Basis.STATUTORY not in offered.bases
        self.form.hint(self.law, claims.caution(Caution.NO_STATUTE) if unknown else "")
        if not self._own_currency:
            home = self._start.currency if self._start else "GBP"
            self.currency.choose(offered.currency or home)
        self._use_currency()
        self._show_rate()

    def _on_own_currency(self, _at: int) -> None:
        self._own_currency = True

    def _use_currency(self) -> None:
        currency = self.currency.value() or "GBP"
        self.amount.set_currency(currency)
        self.costs.set_currency(currency)
        self.payments.use(currency, self._offered.order)
        self.changed.emit()

    def _on_debtor(self) -> None:
        self.days.set_authority(self.debtor.value() is DebtorType.PUBLIC_AUTHORITY)

    def _show_rate(self) -> None:
        agreed = self.basis.value() is Basis.CONTRACT
        caps = self._offered.caps_months
        self.form.show_row(self.rate, shown=agreed)
        self.stated.setVisible(agreed and caps and self.per.value() is RatePer.MONTH)
        self.reshaped.emit()
        self.changed.emit()

    # What was typed

    def asked(self) -> Asked | None:
        """The debt as it stands; an amount that is none is complained of, an empty one is not."""
        self.form.all_right()
        self.payments.complain("")
        amount, costs = self._money(self.amount), self._money(self.costs)
        received = self.payments.receipts()
        if received is None:
            self.payments.complain(claim_sentence(InvalidAmount(reason="number")))
        if self._start is None or self.is_wrong or received is None or amount is None:
            return None
        debt = Debt(
            amount,
            self.days.days(),
            jurisdiction=self.law.value() or "",
            debtor=self.debtor.value() or DebtorType.COMPANY,
            basis=self.basis.value() or Basis.CONTRACT,
            contract=self._contract(),
            received=received,
            costs=costs,
        )
        return Asked(debt, self.as_of.day())

    @property
    def is_wrong(self) -> bool:
        """Whether anything is complained of."""
        return self.form.is_wrong or bool(self.payments.complaint)

    def _money(self, field: MoneyEdit) -> Money | None:
        amount = field.amount()
        if amount is None and field.text().strip():
            self.form.wrong(field, claim_sentence(InvalidAmount(reason="number")))
        return amount

    def _contract(self) -> ContractRate | None:
        if self.basis.value() is not Basis.CONTRACT:
            return None
        # The text is exact; the spin box's own value is a float.
        percent = Decimal(self.rate.cleanText().replace(",", "."))
        stated = self.stated.isVisibleTo(self) and self.stated.isChecked()
        return ContractRate(percent, self.per.value() or RatePer.YEAR, yearly_stated=stated)

    def explain(self, error: DunningError) -> None:
        """Say beside the field it belongs to what cannot be taken."""
        name = claim_field(error)
        if name == "payments":
            self.payments.complain(claim_sentence(error))
            return
        fields: dict[str, QWidget] = {
            "jurisdiction": self.law,
            "basis": self.basis,
            "rate": self.rate,
            "costs": self.costs,
            "as_of": self.as_of,
        }
        field = self.days.field(name) or fields.get(name, self.amount)
        self.form.wrong(field, claim_sentence(error))
