"""How instalment plans stand: computed from their days and from what settled their items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.calendar import add_days
from dunning_desktop.domain.instalments import Instalment, Plan
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.promises import Received


class PlanState(StrEnum):
    """How a plan stands on a day."""

    OFFERED = "offered"
    LAPSED = "lapsed"
    RUNNING = "running"
    LATE = "late"
    DEFAULTED = "defaulted"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


LIVE = frozenset({PlanState.OFFERED, PlanState.RUNNING, PlanState.LATE})
"""A due item is in one such plan at most."""
KEPT = frozenset({PlanState.RUNNING, PlanState.LATE})


class InstalmentState(StrEnum):
    """How one payment of a plan stands; ``late`` within its days of grace, ``missed`` after."""

    PAID = "paid"
    COMING = "coming"
    LATE = "late"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class InstalmentRow:
    """An instalment with what was paid of it."""

    instalment: Instalment
    paid: Money

    @property
    def open(self) -> Money:
        """What is still to come."""
        return self.instalment.amount - self.paid


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """How a plan stands on a day. ``arrears`` is what is due and did not come.

    ``next`` is the first instalment that is not paid in full, ``until`` the last day on which that
    may still come. ``defaulted_on`` is the first day on which the default clause holds,
    ``completed_on`` the day on which the last of it came.
    """

    state: PlanState
    rows: tuple[InstalmentRow, ...]
    arrears: Money
    next: Instalment | None = None
    until: date | None = None
    defaulted_on: date | None = None
    completed_on: date | None = None

    @property
    def paid(self) -> Money:
        """What was paid in all, as far as the plan goes."""
        return Money(sum(one.paid.minor for one in self.rows), self.arrears.currency)

    @property
    def open(self) -> Money:
        """What is still to come of it."""
        return Money(sum(one.open.minor for one in self.rows), self.arrears.currency)


def standing(
    plan: Plan, settled: Mapping[int, Sequence[Received]], today: date
) -> PlanStanding:
    """How the plan stands; ``settled`` is all that ever settled each item, by its days.

    What was not settled yet when the plan was made settles the oldest instalment first, whoever
    recorded it when: money and credit notes alike. Too much on one instalment settles the next. An
    instalment that was not there in full when its days of grace were over puts the plan in
    default, whatever came later; all that it covers paid, it is completed all the same.
    """
    came = [one for one in _since(plan, settled) if one.day <= today]
    rows = _rows(plan, sum(one.amount.minor for one in came))
    due = sum(one.open.minor for one in rows if one.instalment.due < today)
    waiting = next((one.instalment for one in rows if one.open.minor > 0), None)
    defaulted = _defaulted_on(plan, came, today) if plan.accepted_on is not None else None
    return PlanStanding(
        state=_state(plan, today, waiting=waiting, defaulted=defaulted, late=due > 0),
        rows=rows,
        arrears=Money(due, plan.total.currency),
        next=waiting,
        until=plan.last_day(waiting) if waiting else None,
        defaulted_on=defaulted,
        completed_on=came[-1].day if waiting is None and came else None,
    )


def _since(plan: Plan, settled: Mapping[int, Sequence[Received]]) -> list[Received]:
    """What settled the items beyond what was settled before the plan was made, by days."""
    found: list[Received] = []
    for item in plan.items:
        mine = sorted(settled.get(item.item_id, ()), key=lambda one: one.day)
        found += _beyond(mine, item.before)
    return sorted(found, key=lambda one: one.day)


def _beyond(money: Iterable[Received], before: int) -> Iterator[Received]:
    for one in money:
        minor = one.amount.minor - before
        before = max(-minor, 0)
        if minor > 0:
            yield Received(one.day, Money(minor, one.amount.currency))


def _rows(plan: Plan, minor: int) -> tuple[InstalmentRow, ...]:
    rows, left = [], minor
    for one in plan.instalments:
        paid = min(left, one.amount.minor)
        left -= paid
        rows.append(InstalmentRow(one, Money(paid, one.amount.currency)))
    return tuple(rows)


def _defaulted_on(plan: Plan, came: Sequence[Received], today: date) -> date | None:
    due = 0
    for one in plan.instalments:
        due += one.amount.minor
        last = plan.last_day(one)
        if last >= today:
            return None
        if sum(each.amount.minor for each in came if each.day <= last) < due:
            return add_days(last, 1)
    return None


def _state(
    plan: Plan, today: date, *, waiting: Instalment | None, defaulted: date | None, late: bool
) -> PlanState:
    if plan.cancelled_on is not None and plan.cancelled_on <= today:
        return PlanState.CANCELLED
    if plan.accepted_on is None:
        lapsed = plan.answer_by is not None and today > plan.answer_by
        return PlanState.LAPSED if lapsed else PlanState.OFFERED
    if waiting is None:
        return PlanState.COMPLETED
    if defaulted is not None:
        return PlanState.DEFAULTED
    return PlanState.LATE if late else PlanState.RUNNING


def instalment_state(plan: Plan, row: InstalmentRow, today: date) -> InstalmentState:
    """How one payment stands on a day."""
    if row.open.minor <= 0:
        return InstalmentState.PAID
    if today <= row.instalment.due:
        return InstalmentState.COMING
    late = today <= plan.last_day(row.instalment)
    return InstalmentState.LATE if late else InstalmentState.MISSED


# What it means for chasing


def blocks_of(plan: Plan, stands: PlanStanding) -> tuple[Block, ...]:
    """Nothing in a plan is chased while it is kept: until its next instalment would be in default.

    While an offer waits for its answer, its items rest as well. A plan that has ended leaves a
    block that has ended, too: on its days no interest was counted.
    """
    days = _blocked(plan, stands)
    if days is None:
        return ()
    agreed = plan.accepted_on is not None
    return tuple(
        Block(
            BlockKind.PLAN,
            plan.client_id,
            *days,
            item_id=one.item_id,
            rests=agreed and not plan.interest,
        )
        for one in plan.items
    )


def _blocked(plan: Plan, stands: PlanStanding) -> tuple[date, date] | None:
    """The first and the last day; the last one that counts where it was cut short."""
    if plan.accepted_on is None:
        offered = stands.state is PlanState.OFFERED and plan.answer_by is not None
        return (plan.offered_on, plan.answer_by or date.max) if offered else None
    ends = [
        stands.until or stands.completed_on,
        add_days(stands.defaulted_on, -1) if stands.defaulted_on else None,
        add_days(plan.cancelled_on, -1) if stands.state is PlanState.CANCELLED
        and plan.cancelled_on else None,
    ]  # fmt: skip
    end = min((one for one in ends if one is not None), default=date.max)
    return (plan.accepted_on, end) if plan.accepted_on <= end else None
