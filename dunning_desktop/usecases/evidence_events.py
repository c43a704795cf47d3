"""The chronology of a case: what happened, oldest first, as the book has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.cases import Case, CaseStep, StepKind
from dunning_desktop.domain.evidence import Event, Exhibit, ExhibitKind, Happened
from dunning_desktop.domain.plans import PlanState
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.agreed import promise_standings, standings
from dunning_desktop.usecases.ledger import Ledger

# Inner matters of the owner and his adviser: no fact about the debt.
_INNER = frozenset({StepKind.HANDED_OVER, StepKind.LETTER})
_ENDED = {PlanState.DEFAULTED, PlanState.COMPLETED, PlanState.CANCELLED}


def events_in(
    ledger: Ledger,
    case: Case,
    items: Sequence[ItemFacts],
    exhibits: Sequence[Exhibit],
    *,
    today: date,
) -> tuple[Event, ...]:
    """Everything about the case's items, oldest first; nothing that was said without prejudice."""
    shown = {one.key: one.number for one in exhibits}
    found = [
        *_invoices(items, exhibits),
        *_sent(exhibits),
        *_settled(items),
        *_terms(ledger, case, shown),
        *_more_time(ledger, case, items, shown),
        *_calls(ledger, case),
        *_promises(ledger, case, items, today),
        *_plans(ledger, case, items, today=today),
        *_disputes(ledger, case, items),
        *_breathing(ledger, case, today),
        *_steps(case, shown),
    ]
    order = list(Happened)
    return tuple(sorted(found, key=lambda one: (one.day, order.index(one.what))))


def _invoices(items: Sequence[ItemFacts], exhibits: Sequence[Exhibit]) -> Iterator[Event]:
    copies = {one.invoice: one.number for one in exhibits if one.kind is ExhibitKind.INVOICE}
    for one in items:
        told = {"number": one.number, "amount": one.amount}
        yield Event(one.issued, Happened.INVOICED, told, copies.get(one.number, 0))
        yield Event(one.original_due or one.due, Happened.FELL_DUE, told)


def _sent(exhibits: Sequence[Exhibit]) -> Iterator[Event]:
    for one in exhibits:
        if one.kind is not ExhibitKind.REMINDER or one.sending is None or one.day is None:
            continue
        what = Happened.EMAILED if one.sending.recipient else Happened.POSTED
        if one.sending.uncertain:
            what = Happened.UNCERTAIN
        told: dict[str, object] = {"subject": one.title, "recipient": one.sending.recipient}
        if one.sending.post_class is not None:
            what = Happened.POSTED_BY
            told |= {"post": one.sending.post_class, "tracking": one.sending.tracking}
        yield Event(one.day, what, told, one.number)


def _settled(items: Sequence[ItemFacts]) -> Iterator[Event]:
    for item in items:
        for one in item.settlements:
            what = Happened.PAID if one.paid else Happened.CREDITED
            yield Event(one.day, what, {"number": item.number, "amount": one.whole})


def _terms(ledger: Ledger, case: Case, shown: Mapping[str, int]) -> Iterator[Event]:
    for one in ledger.agreements.acceptances([case.client_id]):
        exhibit = shown.get(f"document-{one.document_id}", 0)
        yield Event(one.accepted_on, Happened.TERMS, {"how": one.how}, exhibit)


def _more_time(
    ledger: Ledger, case: Case, items: Sequence[ItemFacts], shown: Mapping[str, int]
) -> Iterator[Event]:
    numbers = {one.item_id: one.number for one in items}
    papers = {
        one.extension_id: shown.get(f"document-{one.id}", 0)
        for one in ledger.agreements.documents(case.client_id)
        if one.extension_id is not None
    }
    for one in ledger.agreements.extensions(case.item_ids):
        told = {
            "number": numbers[one.item_id],
            "from": one.old_due,
            "to": one.new_due,
            "interest": one.interest,
        }
        yield Event(one.made_on, Happened.MORE_TIME, told, papers.get(one.id, 0))


def _calls(ledger: Ledger, case: Case) -> Iterator[Event]:
    for one in ledger.calls.of_client(case.client_id):
        what = Happened.SPOKEN if one.outcome.reached else Happened.TRIED
        yield Event(one.day, what, {"person": one.contact, "outcome": one.outcome})


def _promises(
    ledger: Ledger, case: Case, items: Sequence[ItemFacts], today: date
) -> Iterator[Event]:
    numbers = {one.item_id: one.number for one in items}
    for stands in promise_standings(ledger, today, [case.client_id]):
        one = stands.promise
        if one.item_id is not None and one.item_id not in numbers:
            continue
        told = {"amount": one.amount, "until": one.day, "person": one.said_by, "how": one.how}
        yield Event(one.made_on, Happened.PROMISED, told)
        if stands.broken_on is not None and stands.broken_on <= today:
            came = {**told, "came": stands.came, "state": stands.state}
            yield Event(stands.broken_on, Happened.PROMISE_BROKEN, came)


def _plans(
    ledger: Ledger, case: Case, items: Sequence[ItemFacts], *, today: date
) -> Iterator[Event]:
    mine = {one.item_id for one in items}
    for plan, stands in standings(ledger, today, [case.client_id]):
        if not plan.item_ids & mine:
            continue
        told = {"amount": plan.total, "count": len(plan.instalments), "state": stands.state}
        yield Event(plan.offered_on, Happened.PLAN, told)
        if plan.accepted_on is not None:
            yield Event(plan.accepted_on, Happened.PLAN_AGREED, told)
        ended = stands.defaulted_on or stands.completed_on or plan.cancelled_on
        if stands.state in _ENDED and ended is not None:
            yield Event(ended, Happened.PLAN_ENDED, {**told, "paid": stands.paid})


def _disputes(ledger: Ledger, case: Case, items: Sequence[ItemFacts]) -> Iterator[Event]:
    """How a dispute was settled is not said: offers are made without prejudice."""
    numbers = {one.item_id: one.number for one in items}
    for one in ledger.agreements.disputes([case.client_id]):
        if one.item_id not in numbers or one.withdrawn:
            continue
        told = {"number": numbers[one.item_id], "reason": one.reason, "amount": one.amount}
        yield Event(one.opened_on, Happened.DISPUTED, told)
        if one.closed_on is not None:
            ended = {**told, "outcome": one.outcome}
            yield Event(one.closed_on, Happened.DISPUTE_ENDED, ended)


def _breathing(ledger: Ledger, case: Case, today: date) -> Iterator[Event]:
    """A breathing space stops the interest, and so belongs to the reckoning; nothing else does."""
    for one in ledger.chasing.blocks([case.client_id]):
        held = one.kind is BlockKind.BREATHING_SPACE and not one.is_over(one.start)
        if held and one.start <= today and any(one.covers(item) for item in case.item_ids):
            yield Event(one.start, Happened.BREATHING, {"until": one.until})


def _steps(case: Case, shown: Mapping[str, int]) -> Iterator[Event]:
    yield Event(case.opened_on, Happened.OPENED)
    for one in case.taken:
        if one.kind is StepKind.LETTER:
            yield from _letter(one, shown.get(f"document-{one.document_id}", 0))
        elif one.kind not in _INNER:
            # Why the owner did not wait a court may ask; why he gave in is his own affair.
            reason = one.reason if one.kind is StepKind.NOT_WAITING else ""
            yield Event(one.day, Happened.STEP, {"step": one.kind, "reason": reason})


def _letter(step: CaseStep, exhibit: int) -> Iterable[Event]:
    if step.posted_on is None:
        return [Event(step.day, Happened.CLAIMED, {}, exhibit)]
    return [Event(step.posted_on, Happened.CLAIM_POSTED, {}, exhibit)]
