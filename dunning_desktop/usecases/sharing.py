"""What a payment would settle: suggested, and each order side by side before it is saved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dunning_desktop.domain.assessment import default_order
from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import PaymentOrder, Share
from dunning_desktop.domain.plans import KEPT
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.domain.sharing import Sharing, share_out
from dunning_desktop.usecases.agreed import standings
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
    """What the amount would settle: the invoice it names, a running plan's, then the oldest.

    A plan is about principal, and its money goes to that alone before anything else is settled.
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
    return _shared(amount, owed, chosen, named=_items_of(ledger, invoice_id))


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
    """What a payment of that day can settle: a running plan's principal first, then the oldest.

    What is owed on top of an item of a plan stands for itself, in the item's own place.
    """
    owed = [_sharing(*one) for one in payable_items(ledger, office, client_id, day=day)]
    planned = planned_items(ledger, office, client_id)
    if not planned:
        return owed
    mine = [one for one in owed if one.item_id in planned]
    rest = [_on_top_only(one) if one.item_id in planned else one for one in owed]
    return [*(_principal_only(one) for one in mine), *rest]


def planned_items(ledger: Ledger, office: Office, client_id: int) -> Collection[int]:
    """The due items of a client's plans that run."""
    found = standings(ledger, office.clock.today(), [client_id])
    return {key for plan, stands in found if stands.state in KEPT for key in plan.item_ids}


def _principal_only(one: Sharing) -> Sharing:
    zero = Money.zero(one.principal.currency)
    return Sharing(one.item_id, one.principal, zero, zero, zero, zero)


def _on_top_only(one: Sharing) -> Sharing:
    return replace(one, principal=Money.zero(one.principal.currency))


def _shared(
    amount: Money, owed: Sequence[Sharing], order: PaymentOrder, named: Collection[int]
) -> tuple[Share, ...]:
    return _merged(share_out(amount, owed, order=order, named=named))


def _merged(shares: Iterable[Share]) -> tuple[Share, ...]:
    """One share an item: what a plan was given and what was settled on top are the same payment."""
    found: dict[int, Share] = {}
    for one in shares:
        other = found.get(one.item_id)
        found[one.item_id] = one if other is None else Share(
            one.item_id,
            other.amount + one.amount,
            _sum(other.interest, one.interest),
            _sum(other.costs, one.costs),
        )
    return tuple(found.values())


def _sum(left: Money | None, right: Money | None) -> Money | None:
    return left + right if left and right else left or right


def payable_items(
    ledger: Ledger, office: Office, client_id: int, *, day: date
) -> list[tuple[ItemFacts, Claim]]:
    """What a client has open, and what was paid but for the charges claimed on it, oldest first.

    Each with what is owed on top of it on that day.
    """
    claim = claims_on(ledger, office, client_id, day=day)
    open_ = [(one, claim(one)) for one in ledger.chasing.items([client_id])]
    settled = ledger.chasing.settled_late([client_id])
    paid = [(one, claim(one)) for one in settled if _has_open_charges(one)]
    # Less than was claimed can be owed: of costs the law takes off the fixed sum.
    items = [*open_, *(one for one in paid if one[1].amount)]
    return sorted(items, key=lambda one: (one[0].due, one[0].item_id))


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
    shares = _shared(amount, owed, order, named)
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
        claimed_interest=_claimed(item, claim, INTEREST_KINDS),
        claimed_costs=_claimed(item, claim, COST_KINDS),
    )


def _claimed(item: ItemFacts, claim: Claim, kinds: Collection[ChargeKind]) -> Money:
    """What the client was asked for of these kinds and has not paid, as far as it is owed.

    Less than was asked for can be owed: of costs the law takes off the fixed sum, and a payment
    that came in earlier, other terms or another debtor type make what was claimed too much.
    """
    zero = Money.zero(item.open.currency)
    owed = zero
    for kind in kinds:
        charges = (_here(one.open, zero) for one in item.charges if one.kind is kind)
        owed += min(sum(charges, zero), _here(claim.open(kind), zero))
    return owed


def _here(money: Money | None, zero: Money) -> Money:
    """An amount in this currency; nothing where it is none or another one."""
    return money if money is not None and money.currency == zero.currency else zero
