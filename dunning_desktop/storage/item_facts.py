"""Due items as the planner and the interest engine see them, with all that hangs on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, or_, select

from dunning_desktop.domain.charges import Charge, ChargeKind, ChargeState
from dunning_desktop.domain.freeze import Days
from dunning_desktop.domain.interest import Settlement
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import DunningPolicy, OldDebts, Tone
from dunning_desktop.domain.posting import from_posting
from dunning_desktop.domain.proposal import Completed, ItemFacts
from dunning_desktop.storage import tables
from dunning_desktop.storage.balances import item_open, live_items
from dunning_desktop.storage.charges import by_item, with_paid
from dunning_desktop.storage.codec import late_of
from dunning_desktop.storage.deliveries import deliveries, posted_days
from dunning_desktop.storage.extensions import rested
from dunning_desktop.storage.parties import SqlParties
from dunning_desktop.storage.statements import within

Conditions = Sequence[ColumnElement[bool]]


def open_items(client_ids: Collection[int] | None) -> Conditions:
    """With something open, of these clients or of all."""
    return [item_open() > 0, *within(tables.due_item.c.client_id, client_ids)]


def settled_late(client_ids: Collection[int]) -> Conditions:
    """With nothing open, but settled after the due day or with a charge in the ledger."""
    item, allocation, charge = tables.due_item, tables.allocation, tables.charge
    late = (
        exists()
        .where(allocation.c.item_id == item.c.id, allocation.c.day > item.c.original_due)
        .correlate(item)
    )
    charged = (
        exists()
        .where(charge.c.item_id == item.c.id, charge.c.state != ChargeState.WITHDRAWN.value)
        .correlate(item)
    )
    return [item_open() <= 0, item.c.client_id.in_(list(client_ids)), or_(late, charged)]


def item_facts(
    connection: Connection, wanted: Conditions, *, client_ids: Collection[int] | None = None
) -> list[ItemFacts]:
    """The live due items that fulfil the conditions.

    ``client_ids`` names the clients they are of, where that is known: it narrows what is read of
    their reminders.
    """
    item, invoice = tables.due_item, tables.invoice
    rows = connection.execute(
        live_items(
            item.c.id,
            item.c.invoice_id,
            item.c.client_id,
            item.c.amount,
            item.c.currency,
            item.c.due,
            item.c.original_due,
            item.c.cycle,
            item.c.start,
            item.c.interest_due,
            invoice.c.number,
            invoice.c.issued,
            invoice.c.performed,
            invoice.c.noticed,
            invoice.c.advance,
            invoice.c.policy_id,
            invoice.c.late_basis,
            invoice.c.contract_rate,
            invoice.c.contract_per,
            invoice.c.reminder_fee,
            item_open(),
        ).where(*wanted)
    ).all()
    hung = _hung_on(connection, wanted, client_ids)
    return [_facts(row, hung) for row in rows]


@dataclass(frozen=True, slots=True)
class _Hung:
    """All that hangs on due items, by their ids; ladders by their own."""

    ladders: Mapping[int, DunningPolicy]
    completed: Mapping[int, Sequence[Completed]]
    settled: Mapping[int, Sequence[Settlement]]
    charges: Mapping[int, Sequence[Charge]]
    rested: Mapping[int, tuple[Days, ...]]
    old: OldDebts
    before: date


def _hung_on(
    connection: Connection, wanted: Conditions, client_ids: Collection[int] | None
) -> _Hung:
    own = tables.invoice.c.policy_id
    any_own = connection.execute(select(own).where(own.is_not(None)).limit(1)).first()
    old, before = _old_debts(connection)
    return _Hung(
        ladders=SqlParties(connection).policies() if any_own else {},
        completed=_completed(connection, client_ids),
        settled=_settlements(connection, wanted),
        charges=_charges(connection, wanted),
        rested=rested(connection),
        old=old,
        before=before,
    )


def _old_debts(connection: Connection) -> tuple[OldDebts, date]:
    """How chasing begins for what fell due before a day; where nothing is old, that is the first.

    What the owner decided for one item goes before it.
    """
    business = tables.business
    row = connection.execute(select(business.c.old_debts, business.c.old_before)).first()
    if row is None or row.old_before is None:
        return OldDebts.FIRST, date.min
    return OldDebts(row.old_debts), row.old_before


def _completed(
    connection: Connection, client_ids: Collection[int] | None
) -> Mapping[int, Sequence[Completed]]:
    """What was issued for each item, and what the owner passed over."""
    line, reminder = tables.reminder_line, tables.reminder
    rows = connection.execute(
        select(
            line.c.item_id,
            line.c.cycle,
            line.c.level_day,
            line.c.tone,
            line.c.policy_id,
            line.c.open,
            reminder.c.id,
            reminder.c.issued_on,
            reminder.c.deadline,
        )
        .join(reminder, reminder.c.id == line.c.reminder_id)
        .where(line.c.withdrawn.is_(False), *within(reminder.c.client_id, client_ids))
        .order_by(line.c.level_day, reminder.c.issued_on)
    ).all()
    state = deliveries(connection, client_ids) if rows else {}
    posted = posted_days(connection, client_ids) if rows else {}
    found: dict[int, list[Completed]] = defaultdict(list)
    for item_id, cycle, level_day, tone, policy_id, open_, reminder_id, day, deadline in rows:
        found[item_id].append(
            Completed(
                level_day,
                Tone(tone),
                day,
                from_posting(deadline, issued=day, posted=posted.get(reminder_id)),
                state[reminder_id],
                cycle=cycle,
                policy_id=policy_id or 0,
                open=open_,
            )
        )
    for item_id, skipped in _skipped(connection, client_ids):
        found[item_id].append(skipped)
    return found


def _skipped(
    connection: Connection, client_ids: Collection[int] | None
) -> list[tuple[int, Completed]]:
    skip, item = tables.skip, tables.due_item
    rows = connection.execute(
        select(skip)
        .join(item, item.c.id == skip.c.item_id)
        .where(skip.c.withdrawn.is_(False), *within(item.c.client_id, client_ids))
        .order_by(skip.c.id)
    )
    return [
        (
            row.item_id,
            Completed(
                row.level_day,
                Tone(row.tone),
                row.day,
                row.day,
                cycle=row.cycle,
                policy_id=row.policy_id or 0,
                skipped=True,
            ),
        )
        for row in rows
    ]


def _settlements(connection: Connection, wanted: Conditions) -> Mapping[int, Sequence[Settlement]]:
    """What settled each item, by its days: the principal, and the interest and costs on top."""
    item, allocation = tables.due_item, tables.allocation
    rows = connection.execute(
        live_items(
            item.c.id,
            allocation.c.day,
            allocation.c.amount,
            item.c.currency,
            allocation.c.payment_id,
        )
        .join(allocation, allocation.c.item_id == item.c.id)
        .where(*wanted)
        .order_by(allocation.c.day)
    )
    found: dict[int, list[Settlement]] = defaultdict(list)
    for item_id, day, minor, currency, payment_id in rows:
        settled = Settlement(day, Money(minor, currency), paid=payment_id is not None)
        found[item_id].append(settled)
    for item_id, settlements in _settled_on_top(connection, wanted).items():
        found[item_id] = sorted([*found[item_id], *settlements], key=lambda one: one.day)
    return found


def _settled_on_top(
    connection: Connection, wanted: Conditions
) -> Mapping[int, Sequence[Settlement]]:
    item, allocation, charge = tables.due_item, tables.allocation, tables.charge
    rows = connection.execute(
        live_items(
            item.c.id, allocation.c.day, allocation.c.amount, charge.c.currency, charge.c.kind
        )
        .join(charge, charge.c.item_id == item.c.id)
        .join(allocation, allocation.c.charge_id == charge.c.id)
        .where(*wanted)
    )
    found: dict[int, list[Settlement]] = defaultdict(list)
    for item_id, day, minor, currency, kind in rows:
        found[item_id].append(_on_top(day, Money(minor, currency), ChargeKind(kind)))
    return found


def _on_top(day: date, amount: Money, kind: ChargeKind) -> Settlement:
    zero = Money.zero(amount.currency)
    if kind is ChargeKind.INTEREST:
        return Settlement(day, zero, interest=amount)
    return Settlement(day, zero, costs=amount)


def _charges(connection: Connection, wanted: Conditions) -> Mapping[int, Sequence[Charge]]:
    item, invoice, charge = tables.due_item, tables.invoice, tables.charge
    rows = connection.execute(
        with_paid()
        .join(item, item.c.id == charge.c.item_id)
        .join(invoice, invoice.c.id == item.c.invoice_id)
        .where(invoice.c.cancelled.is_(False), *wanted)
    ).mappings()
    return by_item(rows.all())


def _facts(row: Sequence[Any], hung: _Hung) -> ItemFacts:
    # Unpacked at once: looking each up by its name cost half of reading 100,000 items.
    (
        item_id, invoice_id, client_id, amount, currency, due, original_due, cycle, start,
        interest_due, number, issued, performed, noticed, advance, policy_id,
        late_basis, rate, per, fee, open_,
    ) = row  # fmt: skip
    whole, done = Money(amount, currency), hung.completed.get(item_id)
    return ItemFacts(
        item_id=item_id,
        invoice_id=invoice_id,
        client_id=client_id,
        number=number,
        issued=issued,
        due=due,
        original_due=original_due,
        amount=whole,
        open=whole if open_ == amount else Money(open_, currency),
        cycle=cycle,
        policy=hung.ladders.get(policy_id) if policy_id else None,
        completed=tuple(one for one in done if one.cycle >= cycle) if done else (),
        settlements=tuple(hung.settled.get(item_id, ())),
        charges=tuple(hung.charges.get(item_id, ())),
        noticed=noticed,
        performed=performed,
        advance=advance,
        interest_due=interest_due,
        rested=hung.rested.get(item_id, ()),
        late=late_of(late_basis, rate, per, fee) if late_basis else None,
        start=OldDebts(start) if start else hung.old if due < hung.before else OldDebts.FIRST,
    )
