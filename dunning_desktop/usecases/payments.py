"""Payments: what one would settle, record it, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.charges import Charge, ChargeKind
from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.discounts import Discount, check_discounts
from dunning_desktop.domain.errors import AllocationTooLarge
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import (
    OpenItem,
    Payment,
    PaymentOrder,
    Share,
    check_shares,
)
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.charges import claim_in, unclaimed
from dunning_desktop.usecases.discounts import credit_discounts, note_discounts
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.rows import PaymentRow
from dunning_desktop.usecases.sharing import (
    COST_KINDS,
    INTEREST_KINDS,
    payable_items,
    shares_in,
    usual_order,
)

TOUCHED = frozenset(
    {
        Touched.PAYMENTS,
        Touched.INVOICES,
        Touched.CLIENTS,
        Touched.REMINDERS,
        Touched.CHARGES,
    }
)


def open_items(office: Office, client_id: int) -> Sequence[OpenItem]:
    """What a client has open, oldest first."""
    with office.read() as ledger:
        return ledger.receivables.open_items(client_id)


@dataclass(frozen=True, slots=True)
class Payable:
    """A client, what a payment of it can settle, and what its law lets it settle first."""

    client: Client
    items: tuple[ItemFacts, ...]
    order: PaymentOrder


def payable(office: Office, client_id: int) -> Payable:
    """What a payment of the client can settle, oldest first. Raises ``NotFound``."""
    with office.read() as ledger:
        client = ledger.parties.client(client_id)
        items = payable_items(ledger, office, client_id, day=office.clock.today())
    return Payable(client, tuple(item for item, _ in items), usual_order(office, client))


def payments_of(office: Office, client_id: int) -> Sequence[PaymentRow]:
    """A client's payments, newest first."""
    with office.read() as ledger:
        return ledger.receivables.payments(client_id)


def record_payment(
    office: Office,
    payment: Payment,
    shares: Sequence[Share] | None = None,
    *,
    discounts: Sequence[Discount] = (),
) -> Outcome[int]:
    """Record money received; without shares it settles what its law says. The payment's id.

    What the shares leave over stays the client's credit. ``discounts`` are what it takes off for
    being early: they are credited with it, and the shares must be what they say it pays. Raises
    ``AllocationTooLarge`` and ``DiscountOutdated``.
    """
    with office.write() as ledger:
        items = ledger.receivables.open_items(payment.client_id)
        taken = tuple(shares) if shares is not None else shares_in(
            ledger, office, payment.client_id, payment.amount, received=payment.received
        )
        check_shares(payment.amount, taken, items)
        check_discounts(discounts, taken, items)
        payment_id = ledger.receivables.save_payment(payment)
        principal = [one for one in taken if one.amount.minor]
        ledger.receivables.allocate(principal, day=payment.received, payment_id=payment_id)
        entered = replace(payment, id=payment_id)
        credit_discounts(ledger, entered, discounts)
        note_discounts(ledger, office, entered, discounts=discounts)
        for one in taken:
            _settle_on_top(ledger, office, one, entered)
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


def _settle_on_top(ledger: Ledger, office: Office, share: Share, payment: Payment) -> None:
    """Let a share settle interest and costs: what was claimed first, then what is only accrued.

    Raises ``AllocationTooLarge`` where more would be settled than is owed on the day.
    """
    if not share.on_top.minor:
        return
    item = ledger.chasing.item(share.item_id)
    claim = claim_in(ledger, office, item, day=payment.received)
    for kinds, part in ((INTEREST_KINDS, share.interest), (COST_KINDS, share.costs)):
        if part is not None and part.minor:
            _settle_kinds(ledger, office, item, claim, kinds=kinds, part=part, payment=payment)


def _settle_kinds(
    ledger: Ledger,
    office: Office,
    item: ItemFacts,
    claim: Claim,
    *,
    kinds: Sequence[ChargeKind],
    part: Money,
    payment: Payment,
) -> None:
    """No more of a kind than is owed of it, whatever was claimed."""
    room = {kind: _owed(claim, kind, part.currency) for kind in kinds}
    fresh = unclaimed(item.item_id, claim, today=payment.received, kinds=kinds)
    left = part
    for charge in (*(one for one in item.charges if one.kind in room), *fresh):
        if charge.open.currency != part.currency:
            continue
        some = min(left, charge.open, room[charge.kind])
        if some.minor:
            _settle(ledger, office, charge, some, payment=payment)
            room[charge.kind] -= some
            left -= some
    if left.minor:
        raise AllocationTooLarge(side="charge", item_id=item.item_id)


def _owed(claim: Claim, kind: ChargeKind, currency: str) -> Money:
    """What is owed of a kind in that currency."""
    owed = claim.open(kind)
    return owed if owed and owed.currency == currency else Money.zero(currency)


def _settle(
    ledger: Ledger, office: Office, charge: Charge, some: Money, *, payment: Payment
) -> None:
    """Let the payment settle so much of a charge; one not in the ledger is entered with it."""
    charge_id = charge.id
    if not charge_id:
        entered = replace(charge, amount=some, payment_id=payment.id)
        charge_id = ledger.charges.add(entered, at=office.clock.now())
    ledger.charges.settle(charge_id, some, day=payment.received, payment_id=payment.id)


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
