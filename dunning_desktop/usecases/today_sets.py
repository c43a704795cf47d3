"""Small sets for the work list: each client once, and the names of the first few."""

from __future__ import annotations

from collections.abc import Iterable

from dunning_desktop.usecases.planning import Situation
from dunning_desktop.usecases.today_rows import Task, TaskRow

FIRST_FEW = 3


def once(client_ids: Iterable[int]) -> tuple[int, ...]:
    """Each client once, in the order of their first appearance."""
    return tuple(dict.fromkeys(client_ids))


def named(now: Situation, client_ids: Iterable[int]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The names of the first few clients, and all of them, each once."""
    parties = once(client_ids)
    wanted = set(parties[:FIRST_FEW])
    names = {one.client.id: one.client.name for one in now.clients if one.client.id in wanted}
    return tuple(names[key] for key in parties[:FIRST_FEW] if key in names), parties


def of_parties(task: Task, count: int, parties: Iterable[tuple[int, str]]) -> TaskRow | None:
    """A row about clients that are known by id and name; None where there is nothing."""
    if not count:
        return None
    by_id = dict(parties)
    names = tuple(name for name in by_id.values() if name)[:FIRST_FEW]
    return TaskRow(task, count, len(by_id), names, client_ids=tuple(by_id))
