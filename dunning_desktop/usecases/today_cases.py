"""What Today says of cases whose clock has run, and of debts that are nearly out of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dunning_desktop.domain.cases import CaseState
from dunning_desktop.domain.limitation import limitation
from dunning_desktop.domain.money import totals
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.cases import cases_in
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.planning import Situation
from dunning_desktop.usecases.recovery import untold_in
from dunning_desktop.usecases.today_rows import Task, TaskRow
from dunning_desktop.usecases.today_sets import of_parties


def case_tasks(ledger: Ledger, now: Situation) -> list[TaskRow | None]:
    """Of clients that owe something and are not archived; and cases on which nothing is owed."""
    return [_ready(now), _near(now), *_of_money(ledger, now.today)]


def _of_money(ledger: Ledger, today: date) -> list[TaskRow | None]:
    """Cases that are paid and that nobody has closed, and money that a partner does not know of."""
    running = [one for one in cases_in(ledger, today) if one[1].is_open]
    if not running:
        return []
    clients = ledger.parties.clients({case.client_id for case, _ in running})
    live = [one for one in running if not clients[one[0].client_id].archived]
    open_ = {one.item_id for one in ledger.chasing.items({case.client_id for case, _ in live})}
    paid = [case.client_id for case, _ in live if not case.item_ids & open_]
    untold = untold_in(ledger, live)
    rows = [
        of_parties(Task.CASES_PAID, len(paid), ((one, clients[one].name) for one in paid)),
        of_parties(
            Task.PARTNERS_UNTOLD,
            len(untold),
            ((one.client_id, clients[one.client_id].name) for one in untold),
        ),
    ]
    sums = totals(one.untold for one in untold)
    return [replace(one, amounts=sums) if one and one.task is Task.PARTNERS_UNTOLD else one
            for one in rows]


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
