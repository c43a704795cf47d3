"""A client's own terms, or those of the business."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from dunning_desktop.domain.terms import (
    LONGEST_NET_DAYS,
    ContractRate,
    DueBasis,
    LateBasis,
    RatePer,
    Terms,
)
from dunning_desktop.ui.look.metrics import SMALL
from dunning_desktop.ui.text import words
from dunning_desktop.ui.text.claims import percent
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label


class TermsEdit(QWidget):
    """``terms`` is None while the business's own hold; those are offered only with ``inherit``."""

    changed = Signal()

    def __init__(self, *, inherit: bool = True) -> None:
        super().__init__()
        self._inherit = inherit
        self._days = QSpinBox()
        self._days.setRange(0, LONGEST_NET_DAYS)
        self._days.setAccessibleName(self.tr("Days to pay"))
        self._days.setSuffix(self.tr(" days"))
        self._basis = Choice(
            [
                (DueBasis.INVOICE_DATE, self.tr("from the invoice date")),
                (DueBasis.END_OF_MONTH, self.tr("from the end of the month")),
            ],
            name=self.tr("Counted from"),
        )
        self._late = Choice(
            ((kind, words.late_basis(kind)) for kind in LateBasis), name=self.tr("Late interest")
        )
        self._rate = QDoubleSpinBox()
        self._rate.setRange(0, 100)
        self._rate.setDecimals(2)
        self._rate.setSuffix(self.tr(" %"))
        self._rate.setAccessibleName(self.tr("Agreed rate"))
        self._per = Choice(
            [(RatePer.YEAR, self.tr("a year")), (RatePer.MONTH, self.tr("a month"))],
            name=self.tr("Rate by the year or month"),
        )
        self._equal = label(look="quiet", wrap=True)
        self._mode = Choice(
            [(False, self.tr("As in Settings")), (True, self.tr("Own terms for this client"))],
            name=self.tr("Terms"),
        )
        self._build()
        self.show_terms(None if inherit else Terms(), business=Terms())

    def _build(self) -> None:
        self._own = QWidget()
        lines = QVBoxLayout(self._own)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SMALL)
        lines.addLayout(_across(self._days, self._basis))
        lines.addWidget(label(self.tr("Interest when it is paid late"), "quiet"))
        lines.addLayout(_across(self._late, self._rate, self._per))
        lines.addWidget(self._equal)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self._mode)
        layout.addWidget(self._own)
        self._mode.setVisible(self._inherit)
        self._mode.currentIndexChanged.connect(lambda _at: self._follow())
        self._late.currentIndexChanged.connect(lambda _at: self._follow())
        self._days.valueChanged.connect(lambda _days: self.changed.emit())
        self._basis.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self._rate.valueChanged.connect(lambda _rate: self._follow())
        self._per.currentIndexChanged.connect(lambda _at: self._follow())

    def show_terms(self, own: Terms | None, *, business: Terms) -> None:
        """Show a client's terms; None shows that the business's hold."""
        shown = own or business
        if self._inherit:
            said = self.tr("As in Settings ({terms})").format(terms=words.terms(business))
            self._mode.setItemText(0, said)
        self._mode.choose(own is not None or not self._inherit)
        self._days.setValue(shown.net_days)
        self._basis.choose(shown.due_basis)
        self._late.choose(shown.late_basis)
        self._per.choose(shown.contract_per)
        self._rate.setValue(float(shown.contract_rate or 8))
        self._follow()

    def terms(self) -> Terms | None:
        """What was chosen."""
        if not self._mode.value():
            return None
        late = self._late.value() or LateBasis.STATUTORY
        # The text is exact; the spin box's own value is a float.
        rate = Decimal(self._rate.cleanText()) if late is LateBasis.CONTRACT else None
        return Terms(
            net_days=self._days.value(),
            due_basis=self._basis.value() or DueBasis.INVOICE_DATE,
            late_basis=late,
            contract_rate=rate,
            contract_per=self._per.value() or RatePer.YEAR,
        )

    def _follow(self) -> None:
        self._own.setVisible(bool(self._mode.value()))
        agreed = self._late.value() is LateBasis.CONTRACT
        self._rate.setVisible(agreed)
        self._per.setVisible(agreed)
        by_month = agreed and self._per.value() is RatePer.MONTH
        self._equal.setVisible(by_month)
        if by_month:
            self._equal.setText(self._yearly())
        self.changed.emit()

    def _yearly(self) -> str:
        """A monthly rate is never shown without its yearly equivalent."""
        rate = ContractRate(Decimal(self._rate.cleanText()), RatePer.MONTH)
        words_ = self.tr("That is {rate} a year, for whole months. State both in your terms.")
        return words_.format(rate=percent(rate.yearly))


def _across(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SMALL)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row
