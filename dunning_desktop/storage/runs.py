"""How the book works by itself, and what its runs did."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select, update

from dunning_desktop.domain.automation import Automation
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, Tone
from dunning_desktop.storage import tables
from dunning_desktop.storage.statements import add, change, one_row, within
from dunning_desktop.usecases.run_rows import Did, Run, RunLine, RunMode, RunState, StartedBy

MINUTES = 60


class SqlRuns:
    """``usecases.ledger.Runs`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def automation(self) -> Automation:
        row = self._connection.execute(select(tables.automation)).mappings().first()
        return Automation() if row is None else _automation(row)

    def save_automation(self, automation: Automation) -> None:
        values = _automation_values(automation)
        changed = self._connection.execute(update(tables.automation).values(**values))
        if not changed.rowcount:
            add(self._connection, tables.automation, values)

    def open(self, run: Run) -> int:
        return add(self._connection, tables.run, _run_values(run))

    def record(self, run: Run) -> None:
        change(self._connection, tables.run, run.id, _run_values(run))

    def run(self, run_id: int) -> Run:
        return _run(one_row(self._connection, tables.run, run_id))

    def latest(self, limit: int = 30) -> Sequence[Run]:
        table = tables.run
        rows = self._connection.execute(
            select(table).order_by(table.c.id.desc()).limit(limit)
        ).mappings()
        return [_run(row) for row in rows]

    def interrupt(self, *, at: datetime) -> int:
        table = tables.run
        running = table.c.state == RunState.RUNNING.value
        values = {"state": RunState.INTERRUPTED.value, "ended_at": at}
        return self._connection.execute(update(table).where(running).values(**values)).rowcount

    def ended_on(self, day: date) -> int:
        table = tables.run
        finished = table.c.state.in_([RunState.DONE.value, RunState.WARNING.value])
        return self._connection.execute(
            select(func.count()).select_from(table).where(table.c.day == day, finished)
        ).scalar_one()

    def sent_on(self, day: date) -> int:
        reminder = tables.reminder
        return self._connection.execute(
            select(func.count())
            .select_from(reminder)
            .where(
                reminder.c.issued_on == day,
                reminder.c.unattended.is_(True),
                reminder.c.withdrawn.is_(False),
            )
        ).scalar_one()

    def sent_since(self, day: date, client_ids: Collection[int]) -> Mapping[int, int]:
        reminder = tables.reminder
        rows = self._connection.execute(
            select(reminder.c.client_id, func.count())
            .where(
                reminder.c.issued_on >= day,
                reminder.c.withdrawn.is_(False),
                *within(reminder.c.client_id, client_ids),
            )
            .group_by(reminder.c.client_id)
        )
        return dict(rows.all())


def _automation_values(one: Automation) -> dict[str, Any]:
    return {
        "on": one.on,
        "on_since": one.on_since,
        "drafts_until": one.drafts_until,
        "at": _minutes(one.at),
        "quiet_from": _minutes(one.quiet_from),
        "quiet_until": _minutes(one.quiet_until),
        "rests": one.rests,
        "most_in_a_run": one.most_in_a_run,
        "most_in_a_day": one.most_in_a_day,
        "most_to_a_client": one.most_to_a_client,
        "stale_after": one.stale_after,
        "instalments": one.instalments,
    }


def _automation(row: RowMapping) -> Automation:
    return Automation(
        on=row["on"],
        on_since=row["on_since"],
        drafts_until=row["drafts_until"],
        at=_time(row["at"]),
        quiet_from=_time(row["quiet_from"]),
        quiet_until=_time(row["quiet_until"]),
        rests=row["rests"],
        most_in_a_run=row["most_in_a_run"],
        most_in_a_day=row["most_in_a_day"],
        most_to_a_client=row["most_to_a_client"],
        stale_after=row["stale_after"],
        instalments=row["instalments"],
    )


def _minutes(of_day: time) -> int:
    return of_day.hour * MINUTES + of_day.minute


def _time(minutes: int) -> time:
    return time(*divmod(minutes, MINUTES))


def _run_values(run: Run) -> dict[str, Any]:
    return {
        "code": run.code,
        "started_by": run.started_by.value,
        "mode": run.mode.value,
        "state": run.state.value,
        "day": run.day,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "accepted": run.accepted,
        "failed": run.failed,
        "lines": [_line_values(one) for one in run.lines],
        "trouble": run.trouble[:255],
    }


def _run(row: RowMapping) -> Run:
    return Run(
        id=row["id"],
        code=row["code"],
        started_by=StartedBy(row["started_by"]),
        mode=RunMode(row["mode"]),
        state=RunState(row["state"]),
        day=row["day"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        accepted=row["accepted"],
        failed=row["failed"],
        lines=tuple(_line(one) for one in row["lines"]),
        trouble=row["trouble"],
    )


def _line_values(line: RunLine) -> dict[str, Any]:
    return {
        "did": line.did.value,
        "client_id": line.client_id,
        "client": line.client,
        "tone": line.tone.value,
        "channel": line.channel.value,
        "numbers": list(line.numbers),
        "amounts": [[one.minor, one.currency] for one in line.amounts],
        "why": line.why,
        "detail": line.detail,
        "notice": line.notice,
    }


def _line(kept: dict[str, Any]) -> RunLine:
    return RunLine(
        did=Did(kept["did"]),
        client_id=kept["client_id"],
        client=kept["client"],
        tone=Tone(kept["tone"]),
        channel=Channel(kept["channel"]),
        numbers=tuple(kept["numbers"]),
        amounts=tuple(Money(minor, currency) for minor, currency in kept["amounts"]),
        why=kept["why"],
        detail=kept["detail"],
        # Runs before there were any did not name it.
        notice=kept.get("notice", ""),
    )
