"""What runs that nobody watches ask of the owner today: trouble to look at, and what they did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dunning_desktop.domain.automation import Automation, Held
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.run_rows import Did, Run, RunState
from dunning_desktop.usecases.today_rows import Task, TaskRow

LOOKED_AT = 10
SILENT_DAYS = 2
"""Working days without a run after which something must be wrong with what starts them."""
A_DAY = timedelta(days=1)
LONGEST = timedelta(days=60)
BAD = frozenset({RunState.WARNING, RunState.STOPPED, RunState.INTERRUPTED})
ENDED = frozenset({RunState.DONE, RunState.WARNING})


def ran(ledger: Ledger, office: Office) -> list[TaskRow | None]:
    """A row for trouble with the latest run, or one for what it did."""
    runs, today = ledger.runs.latest(LOOKED_AT), office.clock.today()
    latest = next((one for one in runs if not _is_alive(one, today)), None)
    trouble = _bad(latest) or _silent(ledger, office, runs)
    return [trouble, None if trouble else _done(latest, today)]


def _is_alive(run: Run, today: date) -> bool:
    """Whether it may still be going on: one of another day was cut off, and nobody noticed."""
    return run.state is RunState.RUNNING and run.day == today


def _bad(latest: Run | None) -> TaskRow | None:
    if latest is None or not (latest.state in BAD or latest.state is RunState.RUNNING):
        return None
    return TaskRow(Task.RUN_TROUBLE, latest.count(Did.FAILED), run=latest, mark=latest.code)


def _silent(ledger: Ledger, office: Office, runs: Sequence[Run]) -> TaskRow | None:
    """It is on, and yet no run came to its end for some working days. Told again each week."""
    automation, today = ledger.runs.automation(), office.clock.today()
    since = _last_sign(automation, runs)
    if since is None:
        return None
    place = ledger.parties.business().jurisdiction
    missed, day = 0, max(since, today - LONGEST) + A_DAY
    while day < today:
        missed += not automation.rests or office.is_working(place, day)
        day += A_DAY
    if missed < SILENT_DAYS:
        return None
    year, week, _day = today.isocalendar()
    mark = f"silent-{since.isoformat()}-{year}-{week}"
    return TaskRow(Task.RUN_TROUBLE, missed, until=since, mark=mark)


def _last_sign(automation: Automation, runs: Sequence[Run]) -> date | None:
    """The latest day on which a run ended or it was switched on; None while it is off."""
    if not automation.on or automation.on_since is None:
        return None
    return max([automation.on_since, *(one.day for one in runs if one.state in ENDED)])


def _done(latest: Run | None, today: date) -> TaskRow | None:
    """What the run of today or yesterday did, where that is news."""
    if latest is None or latest.day < today - A_DAY or not _is_news(latest):
        return None
    return TaskRow(Task.RUN_DONE, len(latest.lines), run=latest, mark=latest.code)


def _is_news(run: Run) -> bool:
    """Reminders that the owner wants to see himself stand in a line of their own."""
    usual = Held.NEEDS_APPROVAL.value
    return any(one.did is not Did.LEFT or one.why != usual for one in run.lines)
