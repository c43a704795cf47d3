"""What a payment settles first."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

_ORDERS = {
    PaymentOrder.PRINCIPAL_FIRST: QT_TRANSLATE_NOOP("Payments", "The invoices"),
    PaymentOrder.INTEREST_FIRST: QT_TRANSLATE_NOOP("Payments", "Interest, then the invoices"),
    PaymentOrder.COSTS_FIRST: QT_TRANSLATE_NOOP(
        "Payments", "Costs, interest, then the invoices"
    ),
}


def payment_order(order: PaymentOrder) -> str:
    """What a payment settles first."""
    return translate("Payments", _ORDERS[order])
