"""Payments: what one would settle, record it, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import (
    OpenItem,
    Payment,
    Share,
    allocate_oldest_first,
    check_shares,
)
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.rows import PaymentRow

TOUCHED = frozenset({Touched.PAYMENTS, Touched.INVOICES, Touched.CLIENTS, Touched.REMINDERS})


def open_items(office: Office, client_id: int) -> Sequence[OpenItem]:
    """What a client has open, oldest first."""
    with office.read() as ledger:
        return ledger.receivables.open_items(client_id)


@dataclass(frozen=True, slots=True)
class Payable:
    """A client and its open items."""

    client: Client
    items: tuple[ItemFacts, ...]


def payable(office: Office, client_id: int) -> Payable:
    """What a payment of the client can settle, oldest first. Raises ``NotFound``."""
    with office.read() as ledger:
        client = ledger.parties.client(client_id)
        items = ledger.chasing.items([client_id])
    return Payable(client, tuple(sorted(items, key=lambda one: (one.due, one.item_id))))


def payments_of(office: Office, client_id: int) -> Sequence[PaymentRow]:
    """A client's payments, newest first."""
    with office.read() as ledger:
        return ledger.receivables.payments(client_id)


def suggest_shares(
    office: Office, client_id: int, amount: Money, *, invoice_id: int | None = None
) -> tuple[Share, ...]:
    """What the amount would settle: the invoice it names first, then the oldest."""
    with office.read() as ledger:
        items = ledger.receivables.open_items(client_id)
        named: set[int] = set()
        if invoice_id is not None:
            named = {item.id for item in ledger.receivables.invoice(invoice_id).items}
    return _named_first(amount, items, named)


def _named_first(
    amount: Money, items: Sequence[OpenItem], named: set[int]
) -> tuple[Share, ...]:
    first = allocate_oldest_first(amount, [one for one in items if one.item_id in named])
    left = amount - sum((share.amount for share in first), Money.zero(amount.currency))
    rest = allocate_oldest_first(left, [one for one in items if one.item_id not in named])
    return first + rest


def record_payment(
    office: Office, payment: Payment, shares: Sequence[Share] | None = None
) -> Outcome[int]:
    """Record money received; without shares it settles the oldest first. The payment's id.

    What the shares leave over stays the client's credit. Raises ``AllocationTooLarge``.
    """
    with office.write() as ledger:
        items = ledger.receivables.open_items(payment.client_id)
        taken = allocate_oldest_first(payment.amount, items) if shares is None else tuple(shares)
        check_shares(payment.amount, taken, items)
        payment_id = ledger.receivables.save_payment(payment)
        ledger.receivables.allocate(taken, day=payment.received, payment_id=payment_id)
        ledger.diary.note(
            AuditCode.PAYMENT_RECORDED,
            at=office.clock.now(),
            client_id=payment.client_id,
            payment_id=payment_id,
            minor=payment.amount.minor,
            currency=payment.amount.currency,
            received=payment.received.isoformat(),
        )
    return Outcome(payment_id, TOUCHED)


def remove_payment(office: Office, payment_id: int) -> Outcome[None]:
    """Take back a payment that was recorded by mistake; the history keeps both."""
    with office.write() as ledger:
        payment = ledger.receivables.payment(payment_id)
        ledger.receivables.delete_payment(payment_id)
        ledger.diary.note(
            AuditCode.PAYMENT_REMOVED,
            at=office.clock.now(),
            client_id=payment.client_id,
            minor=payment.amount.minor,
            currency=payment.amount.currency,
            received=payment.received.isoformat(),
        )
    return Outcome(None, TOUCHED)
