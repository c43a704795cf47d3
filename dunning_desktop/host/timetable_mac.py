"""The daily run as a launch agent: a Mac that slept catches up, one that was off does not."""

from __future__ import annotations

import os
import plistlib
from datetime import time
from pathlib import Path
from time import sleep
from xml.parsers.expat import ExpatError

from dunning_desktop.host.errors import ScheduleError
from dunning_desktop.host.timetable_entry import (
    Entry,
    TimetableState,
    call,
    check_gone,
    check_kept,
    check_words,
    erase,
    to_the_minute,
    undone_by,
    write_whole,
)
from dunning_desktop.host.tools import MISSING, Run, run

KIND = "launchd"
_UNLOAD_TRIES = 20
_UNLOAD_PAUSE = 0.1


def agent(entry: Entry, at: time) -> bytes:
    """The property list of the launch agent."""
    return plistlib.dumps(
        {
            "Label": entry.name,
            "ProgramArguments": list(entry.command),
            "StartCalendarInterval": {"Hour": at.hour, "Minute": at.minute},
            "RunAtLoad": False,
            "ProcessType": "Background",
        }
    )


def read_agent(data: bytes) -> TimetableState:
    """What a property list of ``agent`` says; no time where it is another's."""
    try:
        values = plistlib.loads(data)
        when = values["StartCalendarInterval"]
        at = time(when["Hour"], when["Minute"])
        return TimetableState(KIND, at, tuple(values["ProgramArguments"]))
    except (plistlib.InvalidFileException, ExpatError, ValueError, KeyError, TypeError):
        return TimetableState(KIND)


class LaunchdTimetable:
    """A property list in the owner's folder of launch agents."""

    def __init__(self, entry: Entry, run: Run = run) -> None:
        self._entry = entry
        self._run = run
        self._file = Path.home() / "Library" / "LaunchAgents" / f"{entry.name}.plist"
        # There is no such number on Windows, where only the tests come by.
        self._domain = f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"
        self._target = f"{self._domain}/{entry.name}"

    def state(self) -> TimetableState:
        """What the file says, where launchd has loaded it."""
        loaded = self._run(["launchctl", "print", self._target])
        if loaded.code == MISSING:
            return TimetableState("")
        try:
            return read_agent(self._file.read_bytes()) if loaded.ok else TimetableState(KIND)
        except OSError:
            return TimetableState(KIND)

    def set(self, at: time) -> TimetableState:
        """Write the file and have it loaded anew."""
        check_words(self._entry)
        if not self.state().kind:
            raise ScheduleError(reason="not-offered", detail="launchctl")
        self.remove()
        with undone_by(self.remove):
            return self._install(to_the_minute(at))

    def remove(self) -> None:
        """Unload and delete the file."""
        self._unload()
        erase(self._file)
        check_gone(self.state())

    def _install(self, at: time) -> TimetableState:
        write_whole(self._file, agent(self._entry, at))
        call(self._run, "launchctl", "bootstrap", self._domain, str(self._file))
        return check_kept(self.state(), TimetableState(KIND, at, self._entry.command))

    def _unload(self) -> None:
        """Unload it and see it gone: launchd refuses to load what it still unloads."""
        self._run(["launchctl", "bootout", self._target])
        for _ in range(_UNLOAD_TRIES):
            if not self._run(["launchctl", "print", self._target]).ok:
                return
            sleep(_UNLOAD_PAUSE)
