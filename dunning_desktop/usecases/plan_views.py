"""What is looked at before a plan is made, and the plans there are with how they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.client import Client
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.exempt_credit import Stop, is_guarded, last_exempt_day, stops
from dunning_desktop.domain.instalments import (
    GRACE_DAYS,
    Deposit,
    Every,
    Instalment,
    Plan,
    PlanItem,
    by_amount,
    by_number,
    total_of,
)
from dunning_desktop.domain.money import Money, totals
from dunning_desktop.domain.papers import PaperLine
from dunning_desktop.domain.plans import PlanStanding
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.agreed import standings
from dunning_desktop.usecases.agreement_ports import Document
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.papers import plan_lines
from dunning_desktop.usecases.plans import live_items

By = int | Money | tuple[tuple[date, Money], ...]
"""How a schedule is made: so many payments, payments of so much, or all of them by hand."""


@dataclass(frozen=True, slots=True)
class PlanView:
    """What a plan can be made of. ``on_top`` was claimed on it and is no part of a plan."""

    client: Client
    today: date
    items: tuple[ItemFacts, ...]
    has_account: bool

    @property
    def guarded(self) -> bool:
        """Whether the law limits the instalments of this client."""
        return is_guarded(self.client.debtor_type, self.client.jurisdiction)

    @property
    def last_day(self) -> date:
        """The last day of a payment where it does, agreed today."""
        return last_exempt_day(self.today)

    def on_top(self, item_ids: Sequence[int]) -> tuple[Money, ...]:
        """Interest and costs that were claimed on these items and are still open."""
        chosen = [one for one in self.items if one.item_id in set(item_ids)]
        return tuple(
            one
            for one in totals(charge.open for item in chosen for charge in item.charges)
            if one.minor
        )


@dataclass(frozen=True, slots=True)
class PlanWish:
    """What the owner chose: which items, how they are divided, when, and on what terms."""

    client_id: int
    item_ids: tuple[int, ...]
    by: By
    first: date
    every: Every = Every.MONTH
    deposit: Deposit | None = None
    interest: bool = False
    grace_days: int = GRACE_DAYS
    answer_by: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A schedule as it would be; ``stops`` is why the law refuses it.

    ``left`` is what it does not cover, less than nothing where it asks for too much.
    """

    wish: PlanWish
    items: tuple[PlanItem, ...]
    instalments: tuple[Instalment, ...]
    left: Money
    stops: tuple[Stop, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether it may be offered."""
        return not self.left.minor and not self.stops

    def plan(self, offered_on: date, *, accepted_on: date | None = None, how: str = "") -> Plan:
        """The plan, not saved yet. Raises ``InvalidField``."""
        wish = self.wish
        return Plan(
            client_id=wish.client_id,
            items=self.items,
            instalments=self.instalments,
            offered_on=offered_on,
            every=wish.every,
            interest=wish.interest,
            grace_days=wish.grace_days,
            answer_by=None if accepted_on else wish.answer_by,
            accepted_on=accepted_on,
            accepted_how=how if accepted_on else "",
            note=wish.note,
        )


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan with how it stands, its invoices and its papers."""

    plan: Plan
    stands: PlanStanding
    client: Client
    lines: tuple[PaperLine, ...]
    documents: tuple[Document, ...] = ()


def plan_view(office: Office, client_id: int) -> PlanView:
    """What is open of a client and in no plan, oldest first. Raises ``NotFound``."""
    with office.read() as ledger:
        today = office.clock.today()
        taken = live_items(ledger, today, client_id)
        items = [
            one
            for one in ledger.chasing.items([client_id])
            if one.item_id not in taken and one.open.minor > 0
        ]
        return PlanView(
            client=ledger.parties.client(client_id),
            today=today,
            items=tuple(sorted(items, key=lambda one: (one.due, one.item_id))),
            has_account=bool(ledger.post.accounts()),
        )


def drafted(view: PlanView, wish: PlanWish) -> Drafted:
    """The schedule of what was chosen; nothing is written.

    Raises ``InvalidField``: ``items`` (``empty``, ``currency``), ``number``, ``each``, ``deposit``.
    """
    chosen = [one for one in view.items if one.item_id in set(wish.item_ids)]
    if not chosen or len(chosen) != len(set(wish.item_ids)):
        raise InvalidField(field="items", reason="empty")
    if len({one.open.currency for one in chosen}) > 1:
        raise InvalidField(field="items", reason="currency")
    total = totals(one.open for one in chosen)[0]
    instalments = _schedule(total, wish)
    covered = total_of(instalments) if instalments else Money.zero(total.currency)
    return Drafted(
        wish=wish,
        items=tuple(
            PlanItem(one.item_id, one.open, before=(one.amount - one.open).minor)
            for one in chosen
        ),
        instalments=instalments,
        left=total - covered,
        stops=stops(
            instalments,
            agreed_on=view.today,
            interest=wish.interest,
            debtor=view.client.debtor_type,
            jurisdiction=view.client.jurisdiction,
        ),
    )


def _schedule(total: Money, wish: PlanWish) -> tuple[Instalment, ...]:
    if isinstance(wish.by, int):
        return by_number(
            total, wish.by, first=wish.first, every=wish.every, deposit=wish.deposit
        )
    if isinstance(wish.by, Money):
        return by_amount(
            total, wish.by, first=wish.first, every=wish.every, deposit=wish.deposit
        )
    return tuple(Instalment(at, *part) for at, part in enumerate(wish.by, 1))


def draft_plan(office: Office, wish: PlanWish) -> Drafted:
    """The same with a fresh look at what is open."""
    return drafted(plan_view(office, wish.client_id), wish)


def plans_of(office: Office, client_id: int) -> tuple[PlanRow, ...]:
    """The plans of a client, newest first."""
    with office.read() as ledger:
        found = standings(ledger, office.clock.today(), [client_id])
        return tuple(_row(ledger, plan, stands) for plan, stands in found[::-1])


def plan_row(office: Office, plan_id: int) -> PlanRow:
    """One plan. Raises ``NotFound``."""
    with office.read() as ledger:
        client_id = ledger.agreements.plan(plan_id).client_id
        found = standings(ledger, office.clock.today(), [client_id])
        plan, stands = next(one for one in found if one[0].id == plan_id)
        return _row(ledger, plan, stands)


def _row(ledger: Ledger, plan: Plan, stands: PlanStanding) -> PlanRow:
    papers = ledger.agreements.documents(plan.client_id)
    return PlanRow(
        plan=plan,
        stands=stands,
        client=ledger.parties.client(plan.client_id),
        lines=plan_lines(ledger, plan),
        documents=tuple(one for one in papers if one.plan_id == plan.id),
    )
