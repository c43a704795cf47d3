"""Old debts: how chasing begins for what was late before the program was there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.calendar import days_between
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.policy import DunningLevel, OldDebts
from dunning_desktop.domain.proposal import ClientFacts, ItemFacts
from dunning_desktop.domain.standing import policy_of
from dunning_desktop.domain.steps import next_step
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.planning import Situation, situation

TOUCHED = frozenset({Touched.BUSINESS, Touched.REMINDERS, Touched.INVOICES})


@dataclass(frozen=True, slots=True)
class OldDebt:
    """An item that is late and was never reminded of; ``by_age`` is the level of its age."""

    item_id: int
    invoice_id: int
    client_id: int
    client: str
    number: str
    due: date
    days_late: int
    open: Money
    start: OldDebts
    by_age: DunningLevel | None


@dataclass(frozen=True, slots=True)
class OldDebtsNow:
    """How the book stands: the choice and the day it was made, None where none was.

    ``fresh`` are late, were never reminded of and are not covered by the choice; ``debts`` are
    those that it covers, or would.
    """

    choice: OldDebts
    before: date | None
    debts: tuple[OldDebt, ...]
    fresh: tuple[OldDebt, ...]

    @property
    def undecided(self) -> tuple[OldDebt, ...]:
        """What the owner has to decide on one by one."""
        return tuple(one for one in self.debts if one.start is OldDebts.ASK)

    @property
    def late(self) -> tuple[OldDebt, ...]:
        """All that is late and was never reminded of."""
        return (*self.debts, *self.fresh)

    @property
    def amounts(self) -> tuple[Money, ...]:
        """What is open on all of them, one sum a currency."""
        return totals(one.open for one in self.late)


def old_debts(office: Office) -> OldDebtsNow:
    """What is late and was never reminded of, by client and age."""
    with office.read() as ledger:
        business = ledger.parties.business()
        now = situation(ledger, office)
    found = sorted(_late(now), key=lambda one: (one.client.casefold(), one.due, one.item_id))
    before = business.old_before
    covered = [one for one in found if before is not None and one.due < before]
    return OldDebtsNow(
        choice=business.old_debts,
        before=before,
        debts=tuple(covered),
        fresh=tuple(one for one in found if before is None or one.due >= before),
    )


def came_in_late(office: Office, batch_id: int) -> OldDebtsNow:
    """The same of what an import brought in: only what no choice covers is asked about."""
    with office.read() as ledger:
        brought = set(ledger.imports.made_by(batch_id).get("invoice", ()))
    now = old_debts(office)
    fresh = tuple(one for one in now.fresh if one.invoice_id in brought)
    return replace(now, debts=(), fresh=fresh)


def _late(now: Situation) -> Iterable[OldDebt]:
    clients = {one.client.id: one for one in now.clients}
    for item in now.items:
        facts = clients[item.client_id]
        if item.due < now.today and not item.completed and not facts.client.archived:
            yield _old_debt(now.today, facts, item)


def _old_debt(today: date, facts: ClientFacts, item: ItemFacts) -> OldDebt:
    step = next_step(policy_of(facts, item), replace(item, start=OldDebts.BY_AGE), today)
    return OldDebt(
        item_id=item.item_id,
        invoice_id=item.invoice_id,
        client_id=item.client_id,
        client=facts.client.name,
        number=item.number,
        due=item.due,
        days_late=days_between(item.due, today),
        open=item.open,
        start=item.start,
        by_age=step.level if step else None,
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice for all old debts, and the day before which a debt is old."""

    choice: OldDebts
    before: date | None


def choose_old_debts(office: Office, choice: OldDebts) -> Outcome[Chosen]:
    """What fell due before today and was never reminded of begins like that; what held before."""
    return put_back_choice(office, Chosen(choice, office.clock.today()))


def put_back_choice(office: Office, chosen: Chosen) -> Outcome[Chosen]:
    """Let a choice hold, with the day it is for; what held before."""
    with office.write() as ledger:
        known = ledger.parties.business()
        changed = replace(known, old_debts=chosen.choice, old_before=chosen.before)
        ledger.parties.save_business(changed)
        ledger.diary.note(
            AuditCode.BUSINESS_CHANGED, at=office.clock.now(), old_debts=chosen.choice
        )
    return Outcome(Chosen(known.old_debts, known.old_before), TOUCHED)


def decide_start(
    office: Office, item_ids: Collection[int], start: OldDebts | None
) -> Outcome[int]:
    """How chasing begins for these alone; None: as for all old debts. How many they are.

    Raises ``NotFound``.
    """
    with office.write() as ledger:
        ledger.chasing.decide_start(item_ids, start)
        for item_id in item_ids:
            _note(ledger, office, ledger.chasing.item(item_id), start)
    return Outcome(len(item_ids), TOUCHED)


def _note(ledger: Ledger, office: Office, item: ItemFacts, start: OldDebts | None) -> None:
    ledger.diary.note(
        AuditCode.START_DECIDED,
        at=office.clock.now(),
        client_id=item.client_id,
        invoice_id=item.invoice_id,
        number=item.number,
        start=start.value if start else "",
    )
