"""Passing over a level of an invoice's ladder, with a reason, and taking that back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import CannotUndo, InvalidField
from dunning_desktop.domain.foresight import Foreseen, foresee
from dunning_desktop.domain.policy import OldDebts
from dunning_desktop.domain.proposal import ClientFacts, Completed, ItemFacts
from dunning_desktop.domain.standing import policy_of
from dunning_desktop.domain.steps import Step, next_step
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.planning import situation

TOUCHED = frozenset({Touched.REMINDERS, Touched.INVOICES, Touched.CLIENTS})
# Nothing is chased of these yet: there is nothing to pass over.
_LEFT_ALONE = frozenset({OldDebts.LEAVE, OldDebts.ASK})


@dataclass(frozen=True, slots=True)
class SkipView:
    """What would be passed over, and what comes then as long as nothing is paid.

    ``ahead`` is empty where the owner has to step in before; ``ends``: nothing is left then.
    """

    number: str
    step: Step
    today: date
    ahead: tuple[Foreseen, ...] = ()
    ends: bool = False


def skip_view(office: Office, item_id: int) -> SkipView:
    """Look before passing over. Raises ``NotFound``, and ``InvalidField`` (``nothing-left``)."""
    with office.read() as ledger:
        facts, item, step = _standing(ledger, office, item_id)
    today = office.clock.today()
    after = replace(item, completed=(*item.completed, _completed(facts, item, step, today)))
    return SkipView(
        item.number,
        step,
        today,
        ahead=foresee(today, facts, after, is_working=office.is_working),
        ends=next_step(policy_of(facts, after), after, today) is None,
    )


def skip_level(office: Office, item_id: int, *, reason: str) -> Outcome[int]:
    """Pass over the next level of an item, as if it had been done today; the skip's id.

    Raises ``NotFound``, and ``InvalidField`` without a reason or where nothing is left to skip.
    """
    reason = reason.strip()
    if not reason:
        raise InvalidField(field="reason", reason="empty")
    with office.write() as ledger:
        facts, item, step = _standing(ledger, office, item_id)
        skipped = _completed(facts, item, step, office.clock.today())
        skip_id = ledger.chasing.add_skip(item_id, skipped, reason=reason, author=office.user)
        _note(ledger, office, AuditCode.LEVEL_SKIPPED, item, skipped, reason=reason)
    return Outcome(skip_id, TOUCHED)


def take_back_skip(office: Office, skip_id: int) -> Outcome[None]:
    """Let a level count again. Raises ``CannotUndo`` once the ladder has gone on."""
    with office.write() as ledger:
        item_id, skipped = ledger.chasing.skipped(skip_id)
        item = ledger.chasing.item(item_id)
        if item.last != skipped:
            raise CannotUndo(state="built-on")
        ledger.chasing.withdraw_skip(skip_id)
        _note(ledger, office, AuditCode.SKIP_TAKEN_BACK, item, skipped)
    return Outcome(None, TOUCHED)


def _standing(
    ledger: Ledger, office: Office, item_id: int
) -> tuple[ClientFacts, ItemFacts, Step]:
    """The item with its next step. Raises ``InvalidField`` where there is none to take."""
    now = situation(ledger, office, [ledger.chasing.item(item_id).client_id])
    item = next((one for one in now.items if one.item_id == item_id), None)
    if item is None or (item.start in _LEFT_ALONE and not item.completed):
        raise InvalidField(field="level", reason="nothing-left")
    facts = next(one for one in now.clients if one.client.id == item.client_id)
    step = next_step(policy_of(facts, item), item, now.today)
    if step is None:
        raise InvalidField(field="level", reason="nothing-left")
    return facts, item, step


def _completed(facts: ClientFacts, item: ItemFacts, step: Step, today: date) -> Completed:
    return Completed(
        step.level.day,
        step.level.tone,
        today,
        today,
        cycle=step.cycle,
        policy_id=policy_of(facts, item).id,
        skipped=True,
    )


def _note(
    ledger: Ledger,
    office: Office,
    code: AuditCode,
    item: ItemFacts,
    skipped: Completed,
    *,
    reason: str = "",
) -> None:
    ledger.diary.note(
        code,
        at=office.clock.now(),
        client_id=item.client_id,
        invoice_id=item.invoice_id,
        number=item.number,
        tone=skipped.tone,
        reason=reason,
        by=office.user,
    )
