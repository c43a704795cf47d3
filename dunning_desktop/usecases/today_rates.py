"""Reference rates that the open items of this book stand on, and that want a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dunning_desktop.domain.calendar import add_days
from dunning_desktop.domain.late_terms import terms_that_hold
from dunning_desktop.domain.rates import RateTable
from dunning_desktop.domain.terms import LateBasis, Terms
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.planning import Situation
from dunning_desktop.usecases.rates import KnownRates
from dunning_desktop.usecases.today_rows import Task, TaskRow
from dunning_desktop.usecases.today_sets import FIRST_FEW


def rates_to_confirm(ledger: Ledger, now: Situation) -> list[TaskRow | None]:
    """Publishers whose rate of today is missing, and those with one never compared."""
    law = now.law
    known = KnownRates(tuple(law.tables.values()), {}, now.today)
    used = _used(now, ledger.parties.business().terms)
    missing = [law.table(code) for code in used if known.stale(law.table(code))]
    unchecked = [
        law.table(code)
        for code, since in used.items()
        if law.table(code) not in missing and _unchecked(law.table(code), since, now.today)
    ]
    return [_row(Task.RATES_MISSING, missing), _row(Task.RATES_UNCHECKED, unchecked)]


def _row(task: Task, tables: Sequence[RateTable]) -> TaskRow | None:
    names = tuple(one.name for one in tables)
    return TaskRow(task, len(names), len(names), names[:FIRST_FEW]) if names else None


def _used(now: Situation, terms: Terms) -> Mapping[str, date]:
    """The tables that statutory interest on open items is made from, each with its first day."""
    clients = {facts.client.id: facts.client for facts in now.clients}
    oldest: dict[int, date] = {}
    for item in now.items:
        held = terms_that_hold(terms, clients[item.client_id].terms, item.late)
        if held.late_basis is LateBasis.STATUTORY:
            oldest[item.client_id] = min(item.due, oldest.get(item.client_id, item.due))
    found: dict[str, date] = {}
    for client in clients.values():
        if client.archived or not client.debtor_confirmed or client.id not in oldest:
            continue
        first = min(add_days(oldest[client.id], 1), now.today)
        for day in (first, now.today):
            regime = now.law.regime(client.jurisdiction, day)
            if regime and regime.table and regime.covers(client.debtor_type):
                code = regime.table.code
                found[code] = min(first, found.get(code, first))
    return dict(sorted(found.items()))


def _unchecked(table: RateTable, since: date, today: date) -> bool:
    """Whether a rate that held on any of these days was never compared with its publisher."""
    quote = table.at(since)
    first = quote.rate.half_year if quote else since
    return any(not one.checked for one in table.rates if first <= one.half_year <= today)
