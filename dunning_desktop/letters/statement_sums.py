"""The sums of a statement: what is owed on one invoice, and on all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dunning_desktop.domain.charges import BY_HAND, ChargeKind, Dealt
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.owed import Owed, OwedItem
from dunning_desktop.letters.statement_content import Statement, owed_on
from dunning_desktop.letters.table import Column, Table
from dunning_desktop.letters.vocabulary import one_line


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what is owed: in full, what was received of it and given up, and what is left."""

    name: str
    full: Money
    received: Money
    waived: Money
    open: Money


def sums_table(statement: Statement, one: OwedItem) -> Table:
    """What is owed on one item, part by part, and in all."""
    parts = tuple(_parts(statement, one))
    owed = owed_on(one)
    return Table(
        columns=tuple(_columns(statement, parts)),
        ending=((_total_caption(statement, owed), statement.figures.money(owed.total)),),
    )


def _parts(statement: Statement, one: OwedItem) -> Iterator[Part]:
    item, claim = one.item, one.claim
    owed = owed_on(one).principal
    nothing = Money.zero(owed.currency)
    name = statement.say("sums", "principal")
    yield Part(name, item.amount, item.amount - item.open, nothing, owed)
    for kind in ChargeKind:
        full = claim.full(kind)
        if full is None or full.currency != owed.currency:
            continue
        dealt = claim.dealt.get(kind, Dealt())
        above = kind is ChargeKind.COSTS and claim.fixed_taken_off
        yield Part(
            statement.say("sums", "costs_above" if above else kind.value),
            full,
            Money(dealt.paid, full.currency),
            Money(dealt.waived, full.currency),
            claim.open(kind) or nothing,
        )


def _columns(statement: Statement, parts: Sequence[Part]) -> Iterator[Column]:
    """The parts; what was received or given up only where something was."""
    say, cell = statement.say, statement.cell
    received, waived = any(one.received for one in parts), any(one.waived for one in parts)
    yield Column(say("sums", "heading"), tuple(one.name for one in parts), figures=False)
    if not received and not waived:
        yield Column(say("sums", "only"), tuple(cell(one.open) for one in parts))
        return
    yield Column(say("sums", "full"), tuple(cell(one.full) for one in parts))
    if received:
        yield Column(say("sums", "received"), tuple(cell(one.received) for one in parts))
    if waived:
        yield Column(say("sums", "waived"), tuple(cell(one.waived) for one in parts))
    yield Column(say("sums", "open"), tuple(cell(one.open) for one in parts))


def _total_caption(statement: Statement, owed: Owed) -> str:
    key = "total_provisional" if owed.provisional else "total"
    return statement.say("sums", key, day=statement.today)


def growing(statement: Statement, one: OwedItem) -> tuple[str, ...]:
    """How it grows from here; and the fixed sum that stands beside it."""
    interest = one.claim.interest
    months = interest is not None and any(part.months for part in interest.segments)
    monthly = (statement.say("sums", "monthly"),) if months and one.item.open.minor > 0 else ()
    return (*_daily(statement, one.daily), *monthly, *_elsewhere(statement, one))


def _daily(statement: Statement, daily: Money) -> tuple[str, ...]:
    if not daily:
        return ()
    return (statement.say("sums", "daily", amount=statement.figures.money(daily)),)


def _elsewhere(statement: Statement, one: OwedItem) -> tuple[str, ...]:
    """A fixed sum in another currency than the item's."""
    full = one.claim.full(ChargeKind.COMPENSATION)
    if full is None or full.currency == one.item.open.currency:
        return ()
    dealt = one.claim.dealt.get(ChargeKind.COMPENSATION, Dealt())
    left = one.claim.open(ChargeKind.COMPENSATION) or Money.zero(full.currency)
    amounts = {
        "full": full,
        "paid": Money(dealt.paid, full.currency),
        "waived": Money(dealt.waived, full.currency),
        "amount": left,
    }
    written = {name: statement.figures.money(amount) for name, amount in amounts.items()}
    key = "elsewhere_settled" if dealt.settled else "elsewhere"
    return (statement.say("sums", key, **written),)


def summary_table(statement: Statement, owed: Owed) -> Table:
    """All invoices on which something is owed in a currency, with their sums."""
    currency = owed.total.currency
    items = [one for one in statement.facts.items if _is_in(one, currency)]
    return Table(
        columns=tuple(_summary_columns(statement, items, owed)),
        sums=statement.say("summary", "sums"),
        ending=((_total_caption(statement, owed), statement.figures.money(owed.total)),),
    )


def summary_note(statement: Statement, owed: Owed) -> tuple[str, ...]:
    """What interest on all of them grows by."""
    return _daily(statement, owed.daily)


def _is_in(one: OwedItem, currency: str) -> bool:
    elsewhere = one.claim.elsewhere
    return one.item.open.currency == currency or (
        elsewhere is not None and elsewhere.currency == currency
    )


def _summary_columns(
    statement: Statement, items: Sequence[OwedItem], owed: Owed
) -> Iterator[Column]:
    say, currency = statement.say, owed.total.currency
    numbers = tuple(one_line(one.item.number) for one in items)
    yield Column(say("summary", "invoice"), numbers, figures=False)
    parts: tuple[tuple[str, Money, Callable[[OwedItem], Money | None]], ...] = (
        ("principal", owed.principal, lambda one: _principal(one, currency)),
        ("interest", owed.interest, lambda one: _open(one, currency, ChargeKind.INTEREST)),
        (
            "compensation",
            owed.compensation,
            lambda one: _open(one, currency, ChargeKind.COMPENSATION),
        ),
        ("costs", owed.costs, lambda one: _open(one, currency, *BY_HAND)),
    )
    for key, total, of in parts:
        if total:
            cells = tuple(statement.cell(of(one)) for one in items)
            yield Column(say("summary", key), cells, sum=statement.figures.money(total))
    every = [_principal(one, currency) + _open(one, currency, *ChargeKind) for one in items]
    yield Column(say("summary", "total"), tuple(statement.cell(one) for one in every))


def _principal(one: OwedItem, currency: str) -> Money:
    nothing = Money.zero(currency)
    return max(one.item.open, nothing) if one.item.open.currency == currency else nothing


def _open(one: OwedItem, currency: str, *kinds: ChargeKind) -> Money:
    found = (one.claim.open(kind) for kind in kinds)
    return sum((x for x in found if x and x.currency == currency), Money.zero(currency))
