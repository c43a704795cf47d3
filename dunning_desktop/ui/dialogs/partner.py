"""An agency or a solicitor: how to reach them, and what they keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QWidget

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.partners import Partner, PartnerKind
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.dialogs.partner_columns import ColumnsEdit
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import cases as text
from dunning_desktop.ui.widgets.fields import Choice
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.ui.widgets.wheel import WheelGuard
from dunning_desktop.usecases.partners import save_partner


class PartnerDialog(FormDialog):
    """A new one, or one that is changed; ``saved`` carries its id."""

    saved = Signal(object)

    def __init__(self, shell: Shell, known: Partner | None = None) -> None:
        super().__init__(shell, width=560)
        self._known = known
        self.name_it(self.tr("An agency or a solicitor"))
        self.name = QLineEdit()
        self.kind = Choice((one, text.partner_kind(one)) for one in PartnerKind)
        self.contact, self.email, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.commission = QDoubleSpinBox()
        self.commission.setRange(0, 100)
        self.commission.setDecimals(2)
        self.commission.setSuffix(self.tr(" % of what comes in"))
        self.fee = MoneyEdit()
        for words, field in (
            (self.tr("Name"), self.name),
            (self.tr("What they are"), self.kind),
            (self.tr("Contact"), self.contact),
            (self.tr("E-mail"), self.email),
            (self.tr("Telephone"), self.phone),
            (self.tr("Commission"), self.commission),
            (self.tr("Fee for a case"), self.fee),
        ):
            self.form.row(words, field)
        self.columns = ColumnsEdit()
        self.form.section(self.tr("Columns of their list of invoices"))
        self.form.wide(self.columns)
        WheelGuard(self.kind, self.commission, parent=self)
        if known is not None:
            self._show(known)

    def _show(self, known: Partner) -> None:
        self.name.setText(known.name)
        self.kind.choose(known.kind)
        self.contact.setText(known.contact)
        self.email.setText(known.email)
        self.phone.setText(known.phone)
        self.commission.setValue(float(known.commission or 0))
        if known.fee is not None:
            self.fee.set_amount(known.fee)
        self.columns.show_columns(known.columns)

    def fields(self) -> Mapping[str, QWidget]:
        return {"name": self.name, "commission": self.commission, "fee": self.fee}

    def check(self) -> bool:
        if not self.name.text().strip():
            self.form.wrong(self.name, self.tr("Type their name."))
        if self.fee.text().strip() and self.fee.amount() is None:
            self.form.wrong(self.fee, self.tr("Type the amount like 1,234.50."))
        return super().check()

    def partner(self) -> Partner:
        """What was typed. Raises ``DunningError``."""
        percent = Decimal(f"{self.commission.value():.2f}")
        fee = self.fee.amount()
        return replace(
            self._known or Partner(self.name.text()),
            name=self.name.text().strip(),
            kind=self.kind.value() or PartnerKind.AGENCY,
            contact=self.contact.text().strip(),
            email=self.email.text().strip(),
            phone=self.phone.text().strip(),
            fee=fee if fee is not None and fee.minor else None,
            commission=percent or None,
            columns=self.columns.columns(),
        )

    def save(self) -> None:
        try:
            partner = self.partner()
        except DunningError as error:
            self.explain(error)
            return
        self.shell.desk.do(save_partner, partner, owner=self, then=self._done, failed=self.explain)

    def _done(self, partner_id: int) -> None:
        self.saved.emit(partner_id)
        self.accept()
