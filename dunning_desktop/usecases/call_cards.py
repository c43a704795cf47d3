"""What is looked at during a call: whom to call about what, and what went before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from dunning_desktop.domain.calendar import add_days, days_between
from dunning_desktop.domain.calls import CallOutcome, consequence
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.proposal import Chase, ItemFacts
from dunning_desktop.usecases.agreed import promise_standings
from dunning_desktop.usecases.call_rows import CallCard, CallLine
from dunning_desktop.usecases.chasing import CALLED, PASSED_OVER
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.planning import plan_in


def call_card(office: Office, client_id: int) -> CallCard:
    """Whom to call about what, and what went before. Raises ``NotFound``."""
    with office.read() as ledger:
        client = ledger.parties.client(client_id)
        chase = due_call(ledger, office, client_id)
        items = ledger.chasing.items([client_id])
        lines = _lines(chase) if chase else _late_or_open(items, office.clock.today())
        about = [one for one in items if one.item_id in {line.item_id for line in lines}]
        tries = tries_of(ledger, client_id, chase)
        missed = consequence(
            CallOutcome.NO_ANSWER,
            office.clock.today(),
            due=True,
            tries=tries,
            works=partial(office.is_working, client.jurisdiction),
        )
        return CallCard(
            client=client,
            business=ledger.parties.business(),
            today=office.clock.today(),
            contact=client.phone_contact,
            chase=chase,
            lines=lines,
            credit=chase.credit if chase else (),
            sent=_sent(ledger, about),
            calls=tuple(ledger.calls.of_client(client_id)),
            promises=tuple(promise_standings(ledger, office.clock.today(), [client_id])[::-1]),
            tries=tries,
            again=add_days(missed.until, 1) if missed.until else None,
        )


def due_call(ledger: Ledger, office: Office, client_id: int) -> Chase | None:
    """The call that the planner asks for today."""
    calls = plan_in(ledger, office, {client_id}).calls
    return next((one for one in calls if one.client_id == client_id), None)


def tries_of(ledger: Ledger, client_id: int, chase: Chase | None) -> int:
    """How many calls of its level went unanswered so far."""
    if chase is None:
        return 0
    return ledger.calls.tries(client_id, [line.item_id for line in chase.lines])


def _lines(chase: Chase) -> tuple[CallLine, ...]:
    return tuple(
        CallLine(
            one.item_id,
            one.number,
            one.due,
            one.days_late,
            one.undisputed,
            one.demanded - one.undisputed,
        )
        for one in chase.lines
    )


def _late_or_open(items: Sequence[ItemFacts], today: date) -> tuple[CallLine, ...]:
    """What is late; of a client with nothing late, what is open."""
    late = [one for one in items if one.due < today]
    shown = sorted(late or items, key=lambda one: (one.due, one.item_id))
    return tuple(
        CallLine(
            one.item_id,
            one.number,
            one.due,
            max(days_between(one.due, today), 0),
            one.open,
            Money.zero(one.open.currency),
        )
        for one in shown
    )


def _sent(ledger: Ledger, items: Sequence[ItemFacts]) -> tuple[tuple[date, Tone], ...]:
    """The written reminders of these items, each day and tone once."""
    told = {
        (day, tone)
        for invoice_id in {one.invoice_id for one in items}
        for day, tone, how in ledger.chasing.of_invoice(invoice_id)
        if how not in {CALLED, PASSED_OVER}
    }
    return tuple(sorted(told, key=lambda one: (one[0], one[1].rank)))


def calls_due(office: Office) -> Sequence[int]:
    """The clients to be called today, the sternest and the largest first."""
    with office.read() as ledger:
        calls = plan_in(ledger, office).calls
    return [one.client_id for one in in_order(calls)]


def in_order(chases: Sequence[Chase]) -> Sequence[Chase]:
    """The sternest first, and of those the largest."""
    return sorted(
        chases,
        key=lambda one: (
            -one.level.tone.rank,
            -max((money.minor for money in one.demanded), default=0),
        ),
    )
