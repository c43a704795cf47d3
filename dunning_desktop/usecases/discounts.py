"""Discounts for paying early: recognised before a payment is recorded, credited with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.discounts import Discount, discounts_taken
from dunning_desktop.domain.invoice import CreditNote
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.names import key_of
from dunning_desktop.domain.payment import Payment, Share
from dunning_desktop.domain.plans import KEPT
from dunning_desktop.usecases.agreed import agreed_in, standings
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office

SOURCE = "discount"


@dataclass(frozen=True, slots=True)
class Taken:
    """The discounts that a payment takes. ``in_time``: every one of them may still be taken."""

    discounts: tuple[Discount, ...] = ()
    in_time: bool = True

    @property
    def shares(self) -> tuple[Share, ...]:
        """What the money itself settles."""
        return tuple(Share(one.item_id, one.pays) for one in self.discounts)

    @property
    def granted(self) -> tuple[Discount, ...]:
        """Those that let something off: others are older items paid in full along with them."""
        return tuple(one for one in self.discounts if one.off.minor)

    @property
    def off(self) -> Money | None:
        """All that is let off; None where nothing is."""
        sums = [one.off for one in self.discounts]
        return sum(sums[1:], sums[0]) if sums else None


def discounts_in(
    ledger: Ledger,
    office: Office,
    client_id: int,
    paid: Money,
    *,
    received: date,
    invoice_id: int | None = None,
) -> Taken:
    """The discounts that such a payment takes, inside a transaction that is open.

    None on what is paid by instalments, or disputed in part.
    """
    client = ledger.parties.client(client_id)
    terms = client.terms or ledger.parties.business().terms
    if terms.discount_percent is None:
        return Taken()
    today = office.clock.today()
    plans = standings(ledger, today, [client_id])
    planned = {key for plan, stands in plans if stands.state in KEPT for key in plan.item_ids}
    disputed = agreed_in(ledger, today, [client_id]).disputed()
    left_out = {*planned, *disputed}
    items = [one for one in ledger.chasing.items([client_id]) if one.item_id not in left_out]
    named: Collection[int] = ()
    if invoice_id is not None:
        named = {item.id for item in ledger.receivables.invoice(invoice_id).items}
    found = discounts_taken(
        paid,
        received,
        sorted(items, key=lambda one: (one.due, one.item_id)),
        terms=terms,
        named=named,
    )
    return Taken(found, all(one.in_time(received) for one in found))


def discounts_for(
    office: Office,
    client_id: int,
    paid: Money,
    *,
    received: date,
    invoice_id: int | None = None,
) -> Taken:
    """The same with a fresh look at the book. Raises ``NotFound``."""
    with office.read() as ledger:
        return discounts_in(
            ledger, office, client_id, paid, received=received, invoice_id=invoice_id
        )


def credit_discounts(ledger: Ledger, payment: Payment, discounts: Sequence[Discount]) -> None:
    """Credit what a payment with an id takes off, inside its own transaction."""
    for one in (one for one in discounts if one.off.minor):
        note = CreditNote(
            payment.client_id,
            _number(ledger, payment.client_id, one.number),
            payment.received,
            one.off,
            source=SOURCE,
            payment_id=payment.id,
        )
        note_id = ledger.receivables.save_credit_note(note)
        ledger.receivables.allocate(
            [Share(one.item_id, one.off)], day=payment.received, credit_note_id=note_id
        )


def note_discounts(
    ledger: Ledger, office: Office, payment: Payment, *, discounts: Sequence[Discount]
) -> None:
    """Say in the diary what a payment with an id took off."""
    for one in (one for one in discounts if one.off.minor):
        ledger.diary.note(
            AuditCode.DISCOUNT_TAKEN,
            at=office.clock.now(),
            client_id=payment.client_id,
            invoice_id=ledger.chasing.item(one.item_id).invoice_id,
            number=one.number,
            minor=one.off.minor,
            currency=one.off.currency,
            payment_id=payment.id,
        )


def _number(ledger: Ledger, client_id: int, invoice: str) -> str:
    """``Discount INV-7``; of an invoice in parts each discount has its own."""
    known = {key for _client, key in ledger.receivables.find_credit_notes([client_id])}
    name, count = f"Discount {invoice}", 1
    while key_of(name) in known:
        count += 1
        name = f"Discount {invoice} ({count})"
    return name
