"""What a payment would settle: suggested, and each order side by side before it is saved."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.assessment import default_order
from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import PaymentOrder, Share
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.domain.sharing import Sharing, share_out
from dunning_desktop.usecases.charges import claims_on
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office

INTEREST_KINDS = (ChargeKind.INTEREST,)
COST_KINDS = (ChargeKind.COMPENSATION, ChargeKind.FEE, ChargeKind.COSTS)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a payment would settle in an order, and what of the client would then be open.

    ``on_top_open`` is interest, compensation and costs to the day the payment came in.
    """

    order: PaymentOrder
    shares: tuple[Share, ...]
    principal_open: Money
    on_top_open: Money


def suggest_shares(
    office: Office,
    client_id: int,
    amount: Money,
    *,
    invoice_id: int | None = None,
    order: PaymentOrder | None = None,
    received: date | None = None,
) -> tuple[Share, ...]:
    """What the amount would settle: the invoice it names first, then the oldest.

    Principal first takes all that is open, then what was claimed on top; the other orders take each
    invoice's interest and costs to the day it came in, claimed or not, before its principal.
    Without an order the one of the client's law holds.
    """
    with office.read() as ledger:
        return shares_in(
            ledger, office, client_id, amount,
            invoice_id=invoice_id, order=order, received=received,
        )  # fmt: skip


def shares_in(
    ledger: Ledger,
    office: Office,
    client_id: int,
    amount: Money,
    *,
    invoice_id: int | None = None,
    order: PaymentOrder | None = None,
    received: date | None = None,
) -> tuple[Share, ...]:
    """The same inside a transaction that is open."""
    chosen = order or usual_order(office, ledger.parties.client(client_id))
    owed = _owed(ledger, office, client_id, day=received or office.clock.today())
    return share_out(amount, owed, order=chosen, named=_items_of(ledger, invoice_id))


def effects(
    office: Office,
    client_id: int,
    amount: Money,
    *,
    invoice_id: int | None = None,
    received: date | None = None,
) -> tuple[Effect, ...]:
    """Every order side by side, so that the owner sees what a choice changes before saving."""
    with office.read() as ledger:
        owed = _owed(ledger, office, client_id, day=received or office.clock.today())
        named = _items_of(ledger, invoice_id)
    return tuple(_effect(amount, owed, order, named) for order in PaymentOrder)


def usual_order(office: Office, client: Client) -> PaymentOrder:
    """What a payment of the client settles first by its law, where nobody said otherwise."""
    return default_order(office.law.regime(client.jurisdiction, office.clock.today()))


def _owed(ledger: Ledger, office: Office, client_id: int, *, day: date) -> list[Sharing]:
    """What a payment of that day can settle of each item, oldest first."""
    claim = claims_on(ledger, office, client_id, day=day)
    return [_sharing(item, claim(item)) for item in payable_items(ledger, client_id)]


def payable_items(ledger: Ledger, client_id: int) -> list[ItemFacts]:
    """What a client has open, and what was paid but for the charges claimed on it, oldest first."""
    items = [
        *ledger.chasing.items([client_id]),
        *(one for one in ledger.chasing.settled_late([client_id]) if _has_open_charges(one)),
    ]
    return sorted(items, key=lambda one: (one.due, one.item_id))


def _has_open_charges(item: ItemFacts) -> bool:
    return any(one.open.minor for one in item.charges)


def _items_of(ledger: Ledger, invoice_id: int | None) -> Collection[int]:
    if invoice_id is None:
        return ()
    return {item.id for item in ledger.receivables.invoice(invoice_id).items}


def _effect(
    amount: Money, owed: Sequence[Sharing], order: PaymentOrder, named: Collection[int]
) -> Effect:
    zero = Money.zero(amount.currency)
    same = [one for one in owed if one.principal.currency == amount.currency]
    shares = share_out(amount, owed, order=order, named=named)
    principal = sum((one.principal for one in same), zero)
    on_top = sum((one.interest + one.costs for one in same), zero)
    paid = sum((one.amount for one in shares), zero)
    paid_on_top = sum((one.on_top for one in shares), zero)
    return Effect(order, shares, principal - paid, max(on_top - paid_on_top, zero))


def _sharing(item: ItemFacts, claim: Claim) -> Sharing:
    """What a payment can settle of an item."""
    zero = Money.zero(item.open.currency)
    return Sharing(
        item_id=item.item_id,
        principal=max(item.open, zero),
        interest=claim.open(ChargeKind.INTEREST) or zero,
        costs=sum((_here(claim.open(kind), zero) for kind in COST_KINDS), zero),
        claimed_interest=_claimed(item, INTEREST_KINDS),
        claimed_costs=_claimed(item, COST_KINDS),
    )


def _claimed(item: ItemFacts, kinds: Collection[ChargeKind]) -> Money:
    """What the client was asked for of these kinds and has not paid."""
    zero = Money.zero(item.open.currency)
    asked = (one.open for one in item.charges if one.kind in kinds)
    return sum((one for one in asked if one.currency == zero.currency), zero)


def _here(money: Money | None, zero: Money) -> Money:
    """An amount in this currency; nothing where it is none or another one."""
    return money if money is not None and money.currency == zero.currency else zero
