"""A client's own terms, or those of the business."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.terms import (
    LONGEST_MONTH,
    LONGEST_NET_DAYS,
    ContractRate,
    DueBasis,
    LateBasis,
    RatePer,
    Terms,
)
from dunning_desktop.ui.dialogs.terms_more import TermsMore
from dunning_desktop.ui.look.icons import icon
from dunning_desktop.ui.look.metrics import CONTROL_HEIGHT, SMALL
from dunning_desktop.ui.text import words
from dunning_desktop.ui.text.claims import percent
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.wheel import WheelGuard

USUAL_DUE_DAY = 20


class MoreShown(StrEnum):
    """How much is shown of what few terms have."""

    ALWAYS = "always"
    FOLDED = "folded"
    NEVER = "never"


class TermsEdit(QWidget):
    """``terms`` is None while the business's own hold; those are offered only with ``inherit``.

    What is not shown stays as it was.
    """

    changed = Signal()
    resized = Signal()

    def __init__(self, *, inherit: bool = True, more: MoreShown = MoreShown.FOLDED) -> None:
        super().__init__()
        self._inherit = inherit
        self._known = Terms()
        self._more_shown = more
        self._days = QSpinBox()
        self._days.setRange(0, LONGEST_NET_DAYS)
        self._days.setAccessibleName(self.tr("Days to pay"))
        self._days.setSuffix(self.tr(" days"))
        self._basis = Choice(
            [
                (DueBasis.INVOICE_DATE, self.tr("from the invoice date")),
                (DueBasis.END_OF_MONTH, self.tr("from the end of the month")),
                (DueBasis.DAY_OF_MONTH, self.tr("then a day of next month")),
            ],
            name=self.tr("Counted from"),
        )
        self._due_day = QSpinBox()
        self._due_day.setRange(1, LONGEST_MONTH)
        self._due_day.setValue(USUAL_DUE_DAY)
        self._due_day.setPrefix(self.tr("on day "))
        self._due_day.setAccessibleName(self.tr("Day of the month"))
        self._due_day.lineEdit().setAccessibleName(self.tr("Day of the month"))
        self._spoken = label(look="quiet", wrap=True)
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
        self.more = TermsMore()
        self._fold = QToolButton()
        self._fold.setText(self.tr("Parts, discount, fee and what follows"))
        self._fold.setProperty("look", "fold")
        self._fold.setCheckable(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setMinimumHeight(CONTROL_HEIGHT)
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
        lines.addWidget(self._due_day)
        lines.addWidget(self._spoken)
        lines.addWidget(label(self.tr("Interest when it is paid late"), "quiet"))
        lines.addWidget(self._late)
        lines.addLayout(_across(self._rate, self._per))
        lines.addWidget(self._equal)
        lines.addWidget(self._fold)
        lines.addWidget(self.more)
        self._fold.setVisible(self._more_shown is MoreShown.FOLDED)
        self.more.setVisible(self._more_shown is MoreShown.ALWAYS)
        self._fold.setIcon(icon("chevron-right", "quiet"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SMALL)
        layout.addWidget(self._mode)
        layout.addWidget(self._own)
        self._mode.setVisible(self._inherit)
        for one in (self._mode, self._late, self._basis, self._per):
            one.currentIndexChanged.connect(lambda _at: self._follow())
        for field in (self._days, self._due_day, self._rate):
            field.valueChanged.connect(lambda _value: self._follow())
        self._basis.activated.connect(lambda _at: self._on_basis())
        self.more.changed.connect(self._follow)
        self._fold.toggled.connect(self._on_fold)
        WheelGuard(
            *(self._days, self._basis, self._due_day, self._late, self._rate, self._per),
            parent=self,
        )

    def _on_basis(self) -> None:
        """The 20th of the next month is meant by most who choose a day: no days before it."""
        if self._basis.value() is DueBasis.DAY_OF_MONTH:
            self._days.setValue(0)

    def _on_fold(self, unfolded: bool) -> None:
        self._fold.setIcon(icon("chevron-down" if unfolded else "chevron-right", "quiet"))
        self.more.setVisible(unfolded)
        self.resized.emit()

    def show_terms(
        self, own: Terms | None, *, business: Terms, currency: str = "GBP"
    ) -> None:
        """Show a client's terms; None shows that the business's hold. ``currency`` is its own."""
        self._known = shown = own or business
        if self._inherit:
            said = self.tr("As in Settings ({terms})").format(terms=words.terms(business))
            self._mode.setItemText(0, said)
        self._mode.choose(own is not None or not self._inherit)
        self._days.setValue(shown.net_days)
        self._basis.choose(shown.due_basis)
        self._due_day.setValue(shown.due_day or USUAL_DUE_DAY)
        self._late.choose(shown.late_basis)
        self._per.choose(shown.contract_per)
        self._rate.setValue(float(shown.contract_rate or 8))
        self.more.show_terms(shown, currency=currency)
        if self._more_shown is MoreShown.FOLDED:
            self._fold.setChecked(own is not None and _has_more(own))
        self._follow()

    def terms(self) -> Terms | None:
        """What was chosen. Raises ``InvalidField`` where it makes no terms."""
        if not self._mode.value():
            return None
        terms = self._plain()
        if self._more_shown is MoreShown.NEVER:
            return terms
        more = self.more.more()
        return replace(
            terms,
            stages=more.stages,
            discount_percent=more.discount_percent,
            discount_days=more.discount_days,
            reminder_fee=more.reminder_fee,
            consequences=more.consequences,
        )

    @property
    def trouble(self) -> InvalidField | None:
        """Why what was typed makes no terms; None where it does."""
        try:
            self.terms()
        except InvalidField as error:
            return error
        return None

    def _plain(self) -> Terms:
        """Without what few terms have: that is as it was."""
        basis = self._basis.value() or DueBasis.INVOICE_DATE
        by_day = basis is DueBasis.DAY_OF_MONTH
        late = self._late.value() or LateBasis.STATUTORY
        # The text is exact; the spin box's own value is a float.
        rate = Decimal(self._rate.cleanText()) if late is LateBasis.CONTRACT else None
        return replace(
            self._known,
            net_days=self._days.value(),
            due_basis=basis,
            due_day=self._due_day.value() if by_day else None,
            late_basis=late,
            contract_rate=rate,
            contract_per=self._per.value() or RatePer.YEAR,
        )

    def _follow(self) -> None:
        self._own.setVisible(bool(self._mode.value()))
        self._due_day.setVisible(self._basis.value() is DueBasis.DAY_OF_MONTH)
        # Of an invoice in parts each has its days.
        self._days.setEnabled(not (self.more.in_parts.isChecked() and self._more_counts))
        self._speak()
        agreed = self._late.value() is LateBasis.CONTRACT
        self._rate.setVisible(agreed)
        self._per.setVisible(agreed)
        by_month = agreed and self._per.value() is RatePer.MONTH
        self._equal.setVisible(by_month)
        if by_month:
            self._equal.setText(self._yearly())
        self.changed.emit()

    @property
    def _more_counts(self) -> bool:
        return self._more_shown is not MoreShown.NEVER

    def _speak(self) -> None:
        """In a sentence what is hard to see from the fields."""
        plain = self._basis.value() is not DueBasis.DAY_OF_MONTH
        said = "" if plain or self.trouble else words.terms(self.terms() or Terms())
        self._spoken.setText(f"{said[:1].upper()}{said[1:]}." if said else "")
        self._spoken.setVisible(bool(said))

    def _yearly(self) -> str:
        """A monthly rate is never shown without its yearly equivalent."""
        rate = ContractRate(Decimal(self._rate.cleanText()), RatePer.MONTH)
        words_ = self.tr("That is {rate} a year, for whole months. State both in your terms.")
        return words_.format(rate=percent(rate.yearly))


def _has_more(terms: Terms) -> bool:
    fee = terms.reminder_fee is not None
    return bool(terms.stages or terms.discount_percent or terms.consequences) or fee


def _across(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SMALL)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row
