"""What Today says of offers that wait for an answer: to settle for less, to pay in instalments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dunning_desktop.domain.offers import OfferState
from dunning_desktop.domain.plans import PlanState
from dunning_desktop.usecases.planning import Situation
from dunning_desktop.usecases.today_rows import Task, TaskRow
from dunning_desktop.usecases.today_sets import of_parties

SOON = timedelta(days=1)
NEWS = timedelta(days=7)
"""So long one that nobody answered stands there; by then the ladder has gone on."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An offer of either kind and the last day for an answer to it."""

    client_id: int
    until: date
    over: bool


def offered(now: Situation) -> list[TaskRow | None]:
    """Offers that lapsed within a week, and those that end today or tomorrow, the first first."""
    found = sorted(
        (*_settlements(now), *_plans(now)), key=lambda one: (one.until, one.client_id)
    )
    lapsed = [one for one in found if one.over and now.today <= one.until + NEWS]
    ending = [one for one in found if not one.over and one.until <= now.today + SOON]
    return [_row(Task.OFFERS_LAPSED, lapsed, now), _row(Task.OFFERS_ENDING, ending, now)]


def _settlements(now: Situation) -> Iterator[_Waiting]:
    for one in now.agreed.offers:
        state = one.state(now.today)
        if state in {OfferState.OPEN, OfferState.EXPIRED}:
            yield _Waiting(one.client_id, one.expires_on, state is OfferState.EXPIRED)


def _plans(now: Situation) -> Iterator[_Waiting]:
    for plan, stands in now.agreed.plans:
        if plan.answer_by is not None and stands.state in {PlanState.OFFERED, PlanState.LAPSED}:
            yield _Waiting(plan.client_id, plan.answer_by, stands.state is PlanState.LAPSED)


def _row(task: Task, offers: Sequence[_Waiting], now: Situation) -> TaskRow | None:
    """Of clients that owe still and are not archived."""
    names = {one.client.id: one.client.name for one in now.clients if not one.client.archived}
    mine = [one for one in offers if one.client_id in names]
    row = of_parties(task, len(mine), ((one.client_id, names[one.client_id]) for one in mine))
    return replace(row, until=mine[0].until) if row else None
