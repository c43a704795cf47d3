"""Cases: open one, take a step in it, take that back; what of a debt is in one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.cases import (
    Case,
    CaseStanding,
    CaseState,
    CaseStep,
    StepKind,
    case_standing,
    check_step,
)
from dunning_desktop.domain.errors import CannotUndo, InvalidField
from dunning_desktop.domain.pre_action import letter_rule
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.recalling import recall

TOUCHED = frozenset(
    {
        Touched.CASES,
        Touched.CLIENTS,
        Touched.INVOICES,
        Touched.REMINDERS,
        Touched.OUTBOX,
        Touched.LETTERS,
    }
)
_AWAY = frozenset({StepKind.HANDED_OVER, StepKind.TO_COURT})


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that was opened; its id takes it back."""

    case_id: int


def cases_in(
    ledger: Ledger, today: date, client_ids: Collection[int] | None = None
) -> list[tuple[Case, CaseStanding]]:
    """Every case with how it stands, oldest first."""
    return [(one, case_standing(one, today)) for one in ledger.cases.cases(client_ids)]


def taken_items(cases: Iterable[tuple[Case, CaseStanding]]) -> frozenset[int]:
    """The due items that are in a case already: all but those that were taken back."""
    return frozenset(
        item_id
        for case, stands in cases
        if stands.state is not CaseState.RECALLED
        for item_id in case.item_ids
    )


def items_for_case(ledger: Ledger, today: date, client_id: int) -> Sequence[ItemFacts]:
    """What of a client can be taken further: overdue, open, in no case yet, oldest first."""
    taken = taken_items(cases_in(ledger, today, [client_id]))
    found = [
        one
        for one in ledger.chasing.items([client_id])
        if one.due < today and one.item_id not in taken
    ]
    return sorted(found, key=lambda one: (one.due, one.item_id))


def open_case(
    office: Office,
    client_id: int,
    item_ids: Collection[int] | None = None,
    *,
    note: str = "",
) -> Outcome[Opened]:
    """Take what is overdue of a client further; from then on nothing of it is chased.

    Without items all that can be taken further in the currency of the oldest. Raises
    ``InvalidField`` (``items``): ``nothing-overdue``, ``not-overdue`` for one that cannot,
    ``currency`` where they are of several.
    """
    today = office.clock.today()
    with office.write() as ledger:
        client = ledger.parties.client(client_id)
        chosen = _chosen(items_for_case(ledger, today, client_id), item_ids)
        case = Case(
            client_id,
            frozenset(one.item_id for one in chosen),
            today,
            letter_rule(client.jurisdiction, client.debtor_type),
            note=note.strip(),
            author=office.user,
        )
        case_id = ledger.cases.save_case(
            case,
            jurisdiction=client.jurisdiction,
            debtor=client.debtor_type,
            at=office.clock.now(),
        )
        _tell(ledger, office, AuditCode.CASE_OPENED, replace(case, id=case_id), reason=case.note)
    return Outcome(Opened(case_id), TOUCHED)


def _chosen(
    free: Sequence[ItemFacts], item_ids: Collection[int] | None
) -> Sequence[ItemFacts]:
    if not free:
        raise InvalidField(field="items", reason="nothing-overdue")
    if item_ids is None:
        currency = free[0].open.currency
        return [one for one in free if one.open.currency == currency]
    wanted = set(item_ids)
    chosen = [one for one in free if one.item_id in wanted]
    if len(chosen) != len(wanted) or not wanted:
        raise InvalidField(field="items", reason="not-overdue")
    if len({one.open.currency for one in chosen}) > 1:
        raise InvalidField(field="items", reason="currency")
    return chosen


def undo_open(office: Office, opened: Opened) -> Outcome[None]:
    """Let a case that was opened by mistake be none.

    Raises ``CannotUndo`` once a step was taken in it.
    """
    with office.write() as ledger:
        case = ledger.cases.case(opened.case_id)
        if case.taken:
            raise CannotUndo(state="built-on")
        ledger.cases.withdraw_case(case.id)
        _tell(ledger, office, AuditCode.CASE_TAKEN_BACK, case)
    return Outcome(None, TOUCHED)


# Steps


def take_step(office: Office, case_id: int, wanted: CaseStep) -> Outcome[int]:
    """Keep a step of a case; its id.

    What leaves the house takes back what waits in the outbox for the client. Raises ``StepRefused``
    where the case does not allow it, ``InvalidField`` (``day``), and ``NotFound`` for a partner
    that is not in the book.
    """
    with office.write() as ledger:
        step_id = note_step(ledger, office, case_id, wanted)
    return Outcome(step_id, TOUCHED)


def note_step(ledger: Ledger, office: Office, case_id: int, wanted: CaseStep) -> int:
    """The same inside a transaction that is open."""
    case = ledger.cases.case(case_id)
    step = replace(
        wanted, reason=wanted.reason.strip(), note=wanted.note.strip(), author=office.user
    )
    check_step(case, step, office.clock.today())
    if step.partner_id is not None:
        ledger.cases.partner(step.partner_id)
    if step.kind is StepKind.LETTER:
        client = ledger.parties.client(case.client_id)
        ledger.cases.set_law(
            case_id, jurisdiction=client.jurisdiction, debtor=client.debtor_type
        )
    step_id = ledger.cases.add_step(case_id, step, at=office.clock.now())
    if step.kind in _AWAY:
        recall(ledger, office, case.client_id)
    _tell(ledger, office, AuditCode.CASE_STEP, case, step=step, reason=step.reason or step.note)
    return step_id


def take_step_back(office: Office, step_id: int) -> Outcome[None]:
    """Let a step that was taken by mistake be none. Raises ``CannotUndo`` unless it is the last."""
    with office.write() as ledger:
        case_id, step = ledger.cases.step(step_id)
        case = ledger.cases.case(case_id)
        if not case.taken or case.taken[-1].id != step_id:
            raise CannotUndo(state="built-on")
        ledger.cases.withdraw_step(step_id)
        _tell(ledger, office, AuditCode.CASE_STEP_TAKEN_BACK, case, step=step)
    return Outcome(None, TOUCHED)


def post_letter(office: Office, step_id: int, posted_on: date) -> Outcome[date | None]:
    """Keep the day on which a letter of a case was posted: its clock begins then; what it was.

    One that waits in the outbox is marked there as well. Raises ``InvalidField`` (``day``:
    ``future``, ``before``).
    """
    with office.write() as ledger:
        case_id, step = ledger.cases.step(step_id)
        if posted_on > office.clock.today():
            raise InvalidField(field="day", reason="future")
        if posted_on < step.day:
            raise InvalidField(field="day", reason="before")
        ledger.cases.post_step(step_id, posted_on)
        _mark_posted(ledger, office, step)
        case = ledger.cases.case(case_id)
        _tell(ledger, office, AuditCode.CASE_LETTER_POSTED, case, step=step)
    return Outcome(step.posted_on, TOUCHED)


def _mark_posted(ledger: Ledger, office: Office, step: CaseStep) -> None:
    if step.document_id is None:
        return
    mine = [one.id for one in ledger.post.letters() if one.document_id == step.document_id]
    ledger.post.mark_printed(mine, office.clock.now())
    ledger.post.mark_posted(mine, office.clock.now())


def _tell(
    ledger: Ledger,
    office: Office,
    code: AuditCode,
    case: Case,
    *,
    step: CaseStep | None = None,
    reason: str = "",
) -> None:
    ledger.diary.note(
        code,
        at=office.clock.now(),
        client_id=case.client_id,
        case_id=case.id,
        step=step.kind if step else "",
        day=(step.day if step else case.opened_on).isoformat(),
        reason=reason,
        by=office.user,
    )
