"""What Today says of promises and disputes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dunning_desktop.domain.money import totals
from dunning_desktop.domain.promises import PromiseStanding, PromiseState
from dunning_desktop.usecases.planning import Situation
from dunning_desktop.usecases.today_rows import Task, TaskRow
from dunning_desktop.usecases.today_sets import of_parties

SOON = timedelta(days=1)
TIME_TO_ANSWER = timedelta(days=3)
"""So long before its day a dispute that is to be answered stands there."""
NEWS = timedelta(days=7)
"""So long a broken promise stands there; by then the ladder has gone on or the owner knows."""


def agreed_tasks(now: Situation) -> list[TaskRow | None]:
    """Promises that were broken or fall due, and disputes that wait for an answer."""
    words = now.agreed.words
    return [
        _disputes(now),
        _broken(now, words),
        _due(now, words),
    ]


def _names(now: Situation) -> dict[int, str]:
    """Of those that owe something and are not archived."""
    return {one.client.id: one.client.name for one in now.clients if not one.client.archived}


def _broken(now: Situation, words: Sequence[PromiseStanding]) -> TaskRow | None:
    """Those broken within a week by clients that owe still, what is missing most first."""
    names = _names(now)
    found = sorted(
        (one for one in words if _is_news(one, now.today) and one.promise.client_id in names),
        key=lambda one: (-one.missing.minor, one.promise.id),
    )
    parties = ((one.promise.client_id, names[one.promise.client_id]) for one in found)
    row = of_parties(Task.PROMISES_BROKEN, len(found), parties)
    return replace(row, amounts=totals(one.missing for one in found)) if row else None


def _is_news(stands: PromiseStanding, today: date) -> bool:
    broken = stands.broken_on
    return broken is not None and broken <= today < broken + NEWS


def _due(now: Situation, words: Sequence[PromiseStanding]) -> TaskRow | None:
    """Open ones whose day is today or tomorrow, the soonest first."""
    names = _names(now)
    found = sorted(
        (
            one
            for one in words
            if one.state is PromiseState.OPEN
            and now.today <= one.promise.day <= now.today + SOON
            and one.promise.client_id in names
        ),
        key=lambda one: (one.promise.day, one.promise.id),
    )
    parties = ((one.promise.client_id, names[one.promise.client_id]) for one in found)
    row = of_parties(Task.PROMISES_DUE, len(found), parties)
    if row is None:
        return None
    return replace(
        row, amounts=totals(one.missing for one in found), until=found[0].promise.day
    )


def _disputes(now: Situation) -> TaskRow | None:
    """Open ones whose answer is due soon or late already, the soonest first."""
    names = _names(now)
    found = sorted(
        (
            (one.answer_by, one)
            for one in now.agreed.disputes
            if one.answer_by is not None
            and one.answer_by <= now.today + TIME_TO_ANSWER
            and one.client_id in names
        ),
        key=lambda pair: (pair[0], pair[1].id),
    )
    parties = ((one.client_id, names[one.client_id]) for _, one in found)
    row = of_parties(Task.DISPUTES_TO_ANSWER, len(found), parties)
    return replace(row, until=found[0][0]) if row else None
