"""Lets the computer start the daily run by itself, without a window."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import time
from pathlib import Path
from typing import Protocol

from dunning_desktop.host.timetable_entry import Entry, TimetableState, entry_for
from dunning_desktop.host.timetable_linux import SystemdTimetable
from dunning_desktop.host.timetable_mac import LaunchdTimetable
from dunning_desktop.host.timetable_windows import TaskTimetable

__all__ = ["Timetable", "TimetableState", "timetable"]


class Timetable(Protocol):
    """The system's timetable, as far as one book is concerned; every call may take seconds."""

    def state(self) -> TimetableState:
        """What is really set up, read back from the system."""

    def set(self, at: time) -> TimetableState:
        """Start the command every day at that local time, from the next such time on.

        What was set before is replaced. The answer was read back. Raises ``ScheduleError``.
        """

    def remove(self) -> None:
        """Start nothing any more. Raises ``ScheduleError`` where the system keeps on."""


_MADE_BY: dict[str, Callable[[Entry], Timetable]] = {
    "win32": TaskTimetable,
    "darwin": LaunchdTimetable,
}


def timetable(command: Sequence[str], *, book: Path) -> Timetable:
    """The timetable of this system for that book.

    ``command`` names its program by an absolute path: the system has its own idea of PATH.
    """
    return _MADE_BY.get(sys.platform, SystemdTimetable)(entry_for(command, book))
