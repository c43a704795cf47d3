"""The charges ledger: claim, enter, waive, and take any of it back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.charges import BY_HAND, Charge, ChargeKind, ChargeState
from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.errors import CannotUndo, InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.agreed import all_blocks
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.planning import claim_for

TOUCHED = frozenset({Touched.CHARGES, Touched.CLIENTS, Touched.INVOICES, Touched.REMINDERS})
BY_LAW = (ChargeKind.INTEREST, ChargeKind.COMPENSATION)


def unclaimed(
    item_id: int,
    claim: Claim,
    *,
    today: date,
    reminder_id: int | None = None,
    kinds: Collection[ChargeKind] = BY_LAW,
    state: ChargeState = ChargeState.OPEN,
) -> Iterator[Charge]:
    """The interest to date and the fixed sum as charges, as far as they were never entered.

    A fixed sum in another currency than the item's is entered only to be given up: no payment of
    the item could settle it.
    """
    for kind in BY_LAW:
        full = claim.full(kind)
        if kind not in kinds or full is None:
            continue
        if full.currency != claim.currency and state is not ChargeState.WAIVED:
            continue
        entered = claim.dealt[kind].entered if kind in claim.dealt else 0
        if full.minor > entered:
            last = claim.interest.last_day if claim.interest else None
            amount = Money(full.minor - entered, full.currency)
            yield Charge(item_id, kind, amount, last or today, state, reminder_id=reminder_id)


def claims_on(
    ledger: Ledger, office: Office, client_id: int, *, day: date
) -> Callable[[ItemFacts], Claim]:
    """What is owed on top of an item of the client on a day, as this book and its terms have it."""
    return partial(
        claim_for,
        ledger.parties.client(client_id),
        today=day,
        terms=ledger.parties.business().terms,
        law=office.law_in(ledger),
        blocks=all_blocks(ledger, office.clock.today(), [client_id]).get(client_id, ()),
    )


def claim_in(ledger: Ledger, office: Office, item: ItemFacts, *, day: date) -> Claim:
    """The same for one item."""
    return claims_on(ledger, office, item.client_id, day=day)(item)


def claim_charges(office: Office, item_ids: Sequence[int]) -> Outcome[int]:
    """Claim interest to date and compensation without a reminder; how many charges were entered.

    For an invoice that was paid late: paying the principal does not end what is owed on top.
    """
    entered, today = 0, office.clock.today()
    with office.write() as ledger:
        of_client = cache(partial(claims_on, ledger, office, day=today))
        for item_id in item_ids:
            item = ledger.chasing.item(item_id)
            claim = of_client(item.client_id)(item)
            for charge in unclaimed(item_id, claim, today=today):
                ledger.charges.add(charge, at=office.clock.now())
                _note(ledger, office, AuditCode.CHARGE_CLAIMED, item, charge)
                entered += 1
    return Outcome(entered, TOUCHED)


def add_charge(
    office: Office, item_id: int, kind: ChargeKind, amount: Money, *, note: str
) -> Outcome[int]:
    """Enter a reminder fee that was agreed, or a cost of recovery in full; its id.

    Of the costs only what is above the fixed sum is claimed. Raises ``InvalidField``.
    """
    if kind not in BY_HAND:
        raise InvalidField(field="kind", reason="by-law")
    if not note.strip():
        raise InvalidField(field="note", reason="empty")
    with office.write() as ledger:
        item = ledger.chasing.item(item_id)
        if amount.currency != item.amount.currency:
            raise InvalidField(field="currency", reason="differs")
        charge = Charge(
            item_id, kind, amount, office.clock.today(), note=note.strip(), author=office.user
        )
        charge_id = ledger.charges.add(charge, at=office.clock.now())
        _note(ledger, office, AuditCode.CHARGE_ADDED, item, charge)
    return Outcome(charge_id, TOUCHED)


def remove_charge(office: Office, charge_id: int) -> Outcome[None]:
    """Strike out a fee or cost entered by mistake. Raises ``CannotUndo`` once it was paid of."""
    with office.write() as ledger:
        charge = ledger.charges.charge(charge_id)
        if charge.kind not in BY_HAND or charge.paid:
            raise CannotUndo(state=charge.state.value)
        item = ledger.chasing.item(charge.item_id)
        ledger.charges.remove(charge_id)
        _note(ledger, office, AuditCode.CHARGE_REMOVED, item, charge)
    return Outcome(None, TOUCHED)


def waive(
    office: Office, item_id: int, kinds: Collection[ChargeKind], *, reason: str
) -> Outcome[tuple[int, ...]]:
    """Give up what is owed today of these kinds; the ids of the waived charges.

    Interest goes on from tomorrow. Raises ``InvalidField`` without a reason or anything to waive.
    """
    if not reason.strip():
        raise InvalidField(field="reason", reason="empty")
    with office.write() as ledger:
        item = ledger.chasing.item(item_id)
        waived = tuple(
            waive_in(ledger, office, item, kinds=frozenset(kinds), reason=reason.strip())
        )
    if not waived:
        raise InvalidField(field="kind", reason="nothing-open")
    return Outcome(waived, TOUCHED)


def waive_in(
    ledger: Ledger,
    office: Office,
    item: ItemFacts,
    *,
    kinds: frozenset[ChargeKind],
    reason: str,
) -> Iterator[int]:
    """The same inside a transaction that is open; the ids of the waived charges.

    What was claimed already changes its state; what was not is entered as waived at once.
    """
    today, now = office.clock.today(), office.clock.now()
    claim = claim_in(ledger, office, item, day=today)
    fresh = unclaimed(item.item_id, claim, today=today, kinds=kinds, state=ChargeState.WAIVED)
    known = [one for one in item.charges if one.kind in kinds and one.open.minor]
    for charge in (*known, *fresh):
        given_up = replace(
            charge, state=ChargeState.WAIVED, reason=reason, author=office.user
        )
        if charge.paid:
            # What was paid stays a charge: it is owed again should the payment be taken back.
            given_up = replace(given_up, id=0, amount=charge.rest, paid=0)
            ledger.charges.reduce(charge.id, Money(charge.paid, charge.amount.currency))
        if given_up.id:
            ledger.charges.decide(given_up, at=now)
            yield given_up.id
        else:
            yield ledger.charges.add(given_up, at=now)
        _note(ledger, office, AuditCode.CHARGE_WAIVED, item, given_up)


def restore_charges(office: Office, charge_ids: Sequence[int]) -> Outcome[None]:
    """Claim again what was waived: by mistake, or because the client did not keep its word."""
    with office.write() as ledger:
        for charge_id in charge_ids:
            charge = ledger.charges.charge(charge_id)
            if charge.state is not ChargeState.WAIVED:
                raise CannotUndo(state=charge.state.value)
            item = ledger.chasing.item(charge.item_id)
            back = replace(charge, state=ChargeState.OPEN, reason="", author=office.user)
            ledger.charges.decide(back, at=office.clock.now())
            _note(ledger, office, AuditCode.CHARGE_RESTORED, item, back)
    return Outcome(None, TOUCHED)


def _note(
    ledger: Ledger, office: Office, code: AuditCode, item: ItemFacts, charge: Charge
) -> None:
    ledger.diary.note(
        code,
        at=office.clock.now(),
        client_id=item.client_id,
        invoice_id=item.invoice_id,
        number=item.number,
        kind=charge.kind.value,
        minor=charge.rest.minor,
        currency=charge.amount.currency,
        through=charge.through.isoformat(),
        reason=charge.reason,
        note=charge.note,
        by=charge.author or office.user,
    )
