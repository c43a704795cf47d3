"""The daily run as a task of the Windows task scheduler, while the owner is logged in."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

from dunning_desktop.host.errors import ScheduleError
from dunning_desktop.host.task_xml import read_task, task_xml
from dunning_desktop.host.timetable_entry import (
    Entry,
    TimetableState,
    call,
    check_gone,
    check_kept,
    check_words,
    to_the_minute,
    write_whole,
)
from dunning_desktop.host.tools import MISSING, Run, run

KIND = "task-scheduler"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def _now() -> datetime:
    """The time on the owner's wall: the task scheduler counts in nothing else."""
    return datetime.now().astimezone().replace(tzinfo=None)


class TaskTimetable:
    """One task, named for the book."""

    def __init__(self, entry: Entry, run: Run = run, *, now: Callable[[], datetime] = _now) -> None:
        self._entry = entry
        self._run = run
        self._now = now

    def state(self) -> TimetableState:
        """The task as the scheduler shows it.

        schtasks writes in the console's alphabet: letters beyond it read as question marks.
        """
        answer = self._run(["schtasks", "/Query", "/TN", self._entry.name, "/XML"])
        if answer.code == MISSING:
            return TimetableState("")
        return TimetableState(KIND, *(read_task(_decoded(answer.out)) if answer.ok else ()))

    def set(self, at: time) -> TimetableState:
        """Make the task, in the place of the one that was there."""
        check_words(self._entry)
        if not self.state().kind:
            raise ScheduleError(reason="not-offered", detail="schtasks")
        at = to_the_minute(at)
        xml = task_xml(self._entry, next_start(self._now(), at), user=_user())
        with tempfile.TemporaryDirectory(prefix="dunning-") as folder:
            file = Path(folder, "task.xml")
            write_whole(file, xml)
            name = self._entry.name
            call(self._run, "schtasks", "/Create", "/TN", name, "/XML", str(file), "/F")
        found = self.state()
        return check_kept(found, TimetableState(KIND, at, found.command))

    def remove(self) -> None:
        """Delete the task; a task that is not there cannot be deleted, and need not be."""
        self._run(["schtasks", "/Delete", "/TN", self._entry.name, "/F"])
        check_gone(self.state())


def next_start(now: datetime, at: time) -> datetime:
    """The next time the clock shows ``at``."""
    today = datetime.combine(now.date(), at)
    return today if today > now else today + timedelta(days=1)


def _user() -> str:
    """The account the task belongs to; without one it is whoever makes it."""
    domain, name = os.environ.get("USERDOMAIN", ""), os.environ.get("USERNAME", "")
    return f"{domain}\\{name}" if domain and name else name


def _decoded(out: bytes) -> str:
    if out.startswith(_UTF16_MARKS):
        return out.decode("utf-16", errors="replace")
    return out.decode("oem" if sys.platform == "win32" else "utf-8", errors="replace")
