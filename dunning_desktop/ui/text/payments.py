"""What a payment settles first, and the discount it takes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import money
from dunning_desktop.usecases.discounts import Taken

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


def takes_discount(taken: Taken) -> str:
    """The tick that credits what a payment takes off."""
    numbers = ", ".join(one.number for one in taken.granted)
    words = translate("Payments", "Grant the discount of {sum} on {numbers}")
    return words.format(sum=money(taken.off) if taken.off else "", numbers=numbers)


def about_discount(taken: Taken) -> str:
    """Whether it was still in time, and what becomes of the difference."""
    until = day(min(one.until for one in taken.granted))
    if taken.in_time:
        words = translate(
            "Payments",
            "Paid by {day}, as your terms allow: the difference is credited, and nothing is left "
            "open.",
        )
    else:
        words = translate(
            "Payments",
            "The discount ended on {day}. Without the tick the difference stays open and is asked "
            "for.",
        )
    return words.format(day=until)
