"""Instalment plans: drafted, offered, accepted, cancelled, and each of it taken back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import CannotUndo, InvalidField, PlanRefused, ProposalOutdated
from dunning_desktop.domain.exempt_credit import stops
from dunning_desktop.domain.instalments import Plan
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.papers import PaperFacts
from dunning_desktop.domain.plans import LIVE, PlanState
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.promises import How
from dunning_desktop.usecases.acceptance import Evidence
from dunning_desktop.usecases.agreed import standings
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.paper_issue import (
    IssuedPaper,
    record_paper,
    render_paper,
    strike_paper,
)

TOUCHED = frozenset(
    {Touched.AGREEMENTS, Touched.CLIENTS, Touched.INVOICES, Touched.REMINDERS, Touched.OUTBOX}
)


@dataclass(frozen=True, slots=True)
class Sending:
    """The agreement as the owner saw it, and how it goes out."""

    facts: PaperFacts
    words: Words
    channel: Channel


@dataclass(frozen=True, slots=True)
class Offered:
    """What an offer made; all of it together takes it back. ``replaced`` are plans in default."""

    plan_id: int
    replaced: tuple[int, ...] = ()
    paper: IssuedPaper | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an acceptance made; both take it back."""

    plan_id: int
    document_id: int | None = None


# Offering


def offer_plan(office: Office, plan: Plan, sending: Sending | None = None) -> Outcome[Offered]:
    """Offer a plan, or agree it at once where ``accepted_on`` is set; send its agreement.

    A plan in default over the same items ends with it. Raises ``PlanRefused`` where the law stops
    it, ``InvalidField`` (``items``: ``in-plan``; ``accepted_on``), ``ProposalOutdated`` when
    other sums are open by now, and what ``issue_paper`` does.
    """
    check_guard(office, plan, plan.accepted_on or plan.offered_on)
    plan = replace(plan, author=office.user)
    made = None
    if sending is not None:
        facts = replace(sending.facts, plan=plan)
        made = render_paper(office, facts, sending.words, channel=sending.channel)
    with office.write() as ledger:
        _check_items(ledger, plan)
        replaced = _make_room(ledger, office, plan)
        plan_id = _save(ledger, office, plan)
        paper = record_paper(ledger, office, made, plan_id=plan_id) if made else None
    return Outcome(Offered(plan_id, replaced, paper), TOUCHED)


def check_guard(office: Office, plan: Plan, agreed_on: date) -> None:
    """Refuse what would be regulated consumer credit. Raises ``PlanRefused``."""
    with office.read() as ledger:
        _check_guard(ledger, plan, agreed_on)


def _check_guard(ledger: Ledger, plan: Plan, agreed_on: date) -> None:
    client = ledger.parties.client(plan.client_id)
    found = stops(
        plan.instalments,
        agreed_on=agreed_on,
        interest=plan.interest,
        debtor=client.debtor_type,
        jurisdiction=client.jurisdiction,
    )
    if found:
        raise PlanRefused(stops=tuple(one.value for one in found))


def _check_items(ledger: Ledger, plan: Plan) -> None:
    open_ = {one.item_id: one.open for one in ledger.chasing.items([plan.client_id])}
    if any(open_.get(one.item_id) != one.amount for one in plan.items):
        raise ProposalOutdated(client_ids=(plan.client_id,))


def _make_room(ledger: Ledger, office: Office, plan: Plan) -> tuple[int, ...]:
    """End plans in default over the same items; their ids."""
    today, ended = office.clock.today(), []
    for other, stands in standings(ledger, today, [plan.client_id]):
        if not other.item_ids & plan.item_ids:
            continue
        if stands.state in LIVE:
            raise InvalidField(field="items", reason="in-plan")
        if stands.state is PlanState.DEFAULTED:
            ledger.agreements.cancel_plan(other.id, cancelled_on=today)
            _tell(ledger, office, AuditCode.PLAN_CANCELLED, other)
            ended.append(other.id)
    return tuple(ended)


def _save(ledger: Ledger, office: Office, plan: Plan) -> int:
    if plan.accepted_on is not None:
        _check_answer(office, plan, plan.accepted_on)
    plan_id = ledger.agreements.save_plan(plan, at=office.clock.now())
    saved = replace(plan, id=plan_id)
    code = AuditCode.PLAN_OFFERED if plan.accepted_on is None else AuditCode.PLAN_ACCEPTED
    _tell(ledger, office, code, saved, how=plan.accepted_how)
    return plan_id


def undo_offer(office: Office, offered: Offered) -> Outcome[None]:
    """Take an offer back with its agreement, and bring back the plans that it replaced.

    Raises ``CannotUndo`` once the agreement has left.
    """
    with office.write() as ledger:
        plan = ledger.agreements.plan(offered.plan_id)
        if offered.paper is not None:
            strike_paper(ledger, office, offered.paper)
        ledger.agreements.answer_plan(plan.id, accepted_on=None, how="")
        ledger.agreements.cancel_plan(plan.id, cancelled_on=plan.offered_on)
        _tell(ledger, office, AuditCode.PLAN_OFFER_TAKEN_BACK, plan)
        for key in offered.replaced:
            ledger.agreements.cancel_plan(key, cancelled_on=None)
            _tell(ledger, office, AuditCode.PLAN_RESUMED, ledger.agreements.plan(key))
    return Outcome(None, TOUCHED)


# The client's answer


def accept_plan(
    office: Office,
    plan_id: int,
    accepted_on: date,
    *,
    how: How,
    proof: Evidence | None = None,
) -> Outcome[Accepted]:
    """The client agreed on that day: from then on the plan runs.

    The law is asked again with that day. Raises ``PlanRefused``, ``CannotUndo`` for a plan that
    waits for no answer, and ``InvalidField`` (``accepted_on``: ``future``, ``too-late``;
    ``items``: ``in-plan``).
    """
    with office.write() as ledger:
        today = office.clock.today()
        plan = _waiting(ledger, plan_id, today)
        _check_guard(ledger, plan, accepted_on)
        _check_answer(office, plan, accepted_on)
        _check_free(ledger, today, plan)
        ledger.agreements.answer_plan(plan_id, accepted_on=accepted_on, how=how.value)
        document_id = _file(ledger, office, plan, proof) if proof else None
        _tell(ledger, office, AuditCode.PLAN_ACCEPTED, plan, how=how.value)
    return Outcome(Accepted(plan_id, document_id), TOUCHED)


def _waiting(ledger: Ledger, plan_id: int, today: date) -> Plan:
    """A plan that was offered and not answered. Raises ``CannotUndo``, ``NotFound``."""
    client_id = ledger.agreements.plan(plan_id).client_id
    found = {plan.id: (plan, one) for plan, one in standings(ledger, today, [client_id])}
    plan, stands = found[plan_id]
    if stands.state not in {PlanState.OFFERED, PlanState.LAPSED}:
        raise CannotUndo(state="answered")
    return plan


def _check_answer(office: Office, plan: Plan, accepted_on: date) -> None:
    """No day to come, and none on which the first payment would have been missed already."""
    if accepted_on > office.clock.today():
        raise InvalidField(field="accepted_on", reason="future")
    if plan.last_day(plan.instalments[0]) < accepted_on:
        raise InvalidField(field="accepted_on", reason="too-late")


def _check_free(ledger: Ledger, today: date, plan: Plan) -> None:
    """After an offer lapsed its items may have gone into another plan."""
    for other, stands in standings(ledger, today, [plan.client_id]):
        if other.id != plan.id and stands.state in LIVE and other.item_ids & plan.item_ids:
            raise InvalidField(field="items", reason="in-plan")


def _file(ledger: Ledger, office: Office, plan: Plan, proof: Evidence) -> int:
    document = Document(
        client_id=plan.client_id,
        kind=DocumentKind.PLAN,
        name=proof.name,
        media_type=proof.media_type,
        plan_id=plan.id,
    )
    document_id = ledger.agreements.add_document(document, proof.content, at=office.clock.now())
    ledger.diary.note(
        AuditCode.DOCUMENT_ADDED,
        at=office.clock.now(),
        client_id=plan.client_id,
        document_id=document_id,
        name=proof.name,
    )
    return document_id


def undo_accept(office: Office, accepted: Accepted) -> Outcome[None]:
    """The client did not agree after all: the plan waits for an answer again."""
    with office.write() as ledger:
        plan = ledger.agreements.plan(accepted.plan_id)
        ledger.agreements.answer_plan(plan.id, accepted_on=None, how="")
        if accepted.document_id is not None:
            ledger.agreements.remove_document(accepted.document_id)
        _tell(ledger, office, AuditCode.PLAN_ANSWER_TAKEN_BACK, plan)
    return Outcome(None, TOUCHED)


# The end


def cancel_plan(office: Office, plan_id: int, *, reason: str = "") -> Outcome[int]:
    """End a plan, or withdraw its offer: its items are chased again. The plan's id.

    Raises ``CannotUndo`` for one that is over.
    """
    with office.write() as ledger:
        today = office.clock.today()
        plan = ledger.agreements.plan(plan_id)
        if _state(ledger, today, plan) in {PlanState.CANCELLED, PlanState.COMPLETED}:
            raise CannotUndo(state="plan-over")
        ledger.agreements.cancel_plan(plan_id, cancelled_on=today)
        _tell(ledger, office, AuditCode.PLAN_CANCELLED, plan, reason=reason.strip())
    return Outcome(plan_id, TOUCHED)


def resume_plan(office: Office, plan_id: int) -> Outcome[int]:
    """Undo a cancellation. Raises ``InvalidField`` (``items``: ``in-plan``)."""
    with office.write() as ledger:
        plan = ledger.agreements.plan(plan_id)
        _check_free(ledger, office.clock.today(), plan)
        ledger.agreements.cancel_plan(plan_id, cancelled_on=None)
        _tell(ledger, office, AuditCode.PLAN_RESUMED, plan)
    return Outcome(plan_id, TOUCHED)


def _state(ledger: Ledger, today: date, plan: Plan) -> PlanState:
    found = standings(ledger, today, [plan.client_id])
    return next(stands.state for other, stands in found if other.id == plan.id)


def live_items(ledger: Ledger, today: date, client_id: int) -> Collection[int]:
    """The due items of a client that are in a plan, offered or running."""
    found = standings(ledger, today, [client_id])
    return {key for plan, stands in found if stands.state in LIVE for key in plan.item_ids}


def _tell(
    ledger: Ledger,
    office: Office,
    code: AuditCode,
    plan: Plan,
    *,
    how: str = "",
    reason: str = "",
) -> None:
    ledger.diary.note(
        code,
        at=office.clock.now(),
        client_id=plan.client_id,
        plan_id=plan.id,
        minor=plan.total.minor,
        currency=plan.total.currency,
        payments=len(plan.instalments),
        how=how,
        reason=reason,
        by=office.user,
    )
