"""The computer's clock, and one that stands on a chosen day."""

from __future__ import annotations

from datetime import UTC, date, datetime


def _local() -> datetime:
    return datetime.now(UTC).astimezone()


class SystemClock:
    """The real time. ``today`` is the day in the computer's own time zone."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return _local().date()


class FixedClock:
    """A chosen day with the real time of day, for ``--today`` and rehearsals."""

    def __init__(self, today: date) -> None:
        self._today = today

    def now(self) -> datetime:
        return datetime.combine(self._today, _local().time()).astimezone(UTC)

    def today(self) -> date:
        return self._today
