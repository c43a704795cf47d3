"""What Today says of cases whose clock has run, and of debts that are nearly out of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dunning_desktop.domain.cases import CaseState
from dunning_desktop.domain.limitation import limitation
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.planning import Situation
from dunning_desktop.usecases.today_rows import Task, TaskRow
from dunning_desktop.usecases.today_sets import of_parties


def case_tasks(now: Situation) -> list[TaskRow | None]:
    """Of clients that owe something and are not archived."""
    return [_ready(now), _near(now)]


def _names(now: Situation) -> dict[int, str]:
    return {one.client.id: one.client.name for one in now.clients if not one.client.archived}


def _ready(now: Situation) -> TaskRow | None:
    """Cases in which the owner can decide, the one that has waited longest first."""
    names = _names(now)
    found = sorted(
        (stands.since, case.client_id)
        for case, stands in now.agreed.cases
        if stands.state is CaseState.READY and case.client_id in names
    )
    return of_parties(
        Task.CASES_READY, len(found), ((client_id, names[client_id]) for _, client_id in found)
    )


def _near(now: Situation) -> TaskRow | None:
    """Debts that are out of time within a year, and are not in court: the first day first."""
    in_court = {
        item_id
        for case, stands in now.agreed.cases
        if stands.state is CaseState.IN_COURT
        for item_id in case.item_ids
    }
    names, laws = _names(now), {one.client.id: one.client.jurisdiction for one in now.clients}
    first: dict[int, date] = {}
    for item in now.items:
        if item.client_id in names and item.item_id not in in_court:
            last = _last_day(item, laws[item.client_id], now.today)
            if last is not None:
                first[item.client_id] = min(last, first.get(item.client_id, last))
    found = sorted((last, client_id) for client_id, last in first.items())
    row = of_parties(
        Task.LIMITATION_NEAR,
        len(found),
        ((client_id, names[client_id]) for _, client_id in found),
    )
    return replace(row, until=found[0][0]) if row else None


def _last_day(item: ItemFacts, jurisdiction: str, today: date) -> date | None:
    """The last day of one that is near; None of one that is not, or is over already."""
    if (today - item.due).days < _LEAST:
        return None
    found = limitation(jurisdiction, item.original_due or item.due)
    return found.last_day if found is not None and found.is_near(today) else None


# No law here gives less than three years: with less behind it no debt is near its end.
_LEAST = 2 * 365
