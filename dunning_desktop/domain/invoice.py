"""Invoices and credit notes as issued, and the due items that are chased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.domain.money import Money


class InvoiceState(StrEnum):
    """How an invoice stands, computed from its facts."""

    CANCELLED = "cancelled"
    PAID = "paid"
    OVERDUE = "overdue"
    PARTLY_PAID = "partly-paid"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class DueItem:
    """What is chased: an amount of an invoice and its last day for payment.

    ``due`` moves when the owner extends it, ``original_due`` never does. ``cycle`` counts how
    often the ladder was started afresh for the item.
    """

    amount: Money
    due: date
    original_due: date
    cycle: int = 1
    id: int = 0
    invoice_id: int = 0


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice as issued; never edited by dunning. ``total`` is gross and positive.

    ``performed`` is the day the work was done and ``noticed`` the day the client got the invoice,
    None where that is the day of the invoice or not known; ``advance`` marks a deposit or
    pro-forma, which bears nothing before the work is done. ``policy_id`` is None where the ladder
    is the client's, ``late`` where its late-payment terms are.
    """

    client_id: int
    number: str
    issued: date
    total: Money
    items: tuple[DueItem, ...]
    reference: str = ""
    cancelled: bool = False
    source: str = ""
    performed: date | None = None
    noticed: date | None = None
    advance: bool = False
    policy_id: int | None = None
    late: LateTerms | None = None
    id: int = 0

    def __post_init__(self) -> None:
        if not self.number.strip():
            raise InvalidField(field="number", reason="empty")
        if self.total.minor <= 0:
            raise InvalidField(field="total", reason="not-positive")
        if sum(item.amount.minor for item in self.items) != self.total.minor:
            raise InvalidField(field="total", reason="items-differ")
        if any(item.amount.currency != self.total.currency for item in self.items):
            raise InvalidField(field="total", reason="items-differ")


@dataclass(frozen=True, slots=True)
class CreditNote:
    """What the owner credited: a positive amount that settles due items through allocations.

    ``payment_id`` is that of the payment which took a discount, where it credits that.
    """

    client_id: int
    number: str
    issued: date
    amount: Money
    source: str = ""
    payment_id: int | None = None
    id: int = 0

    def __post_init__(self) -> None:
        if self.amount.minor <= 0:
            raise InvalidField(field="amount", reason="not-positive")


def state_of(*, total: int, settled: int, due: date, today: date, cancelled: bool) -> InvoiceState:
    """The state of an invoice: amounts in minor units, ``due`` its earliest open due day."""
    if cancelled:
        return InvoiceState.CANCELLED
    if settled >= total:
        return InvoiceState.PAID
    if due < today:
        return InvoiceState.OVERDUE
    return InvoiceState.PARTLY_PAID if settled else InvoiceState.OPEN
