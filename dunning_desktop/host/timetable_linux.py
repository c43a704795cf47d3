"""The daily run as a timer of the owner's own systemd: it runs while the owner is logged in."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import time
from pathlib import Path

from dunning_desktop.host.errors import ScheduleError
from dunning_desktop.host.systemd_units import command_of, service_text, time_of, timer_text
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
from dunning_desktop.host.tools import Run, run

KIND = "systemd"
_SYSTEMCTL = ("systemctl", "--user")


class SystemdTimetable:
    """A service and a timer in the owner's folder of units."""

    def __init__(self, entry: Entry, run: Run = run) -> None:
        self._entry = entry
        self._run = run
        units = _folder("XDG_CONFIG_HOME", ".config") / "systemd" / "user"
        self._service = units / f"{entry.name}.service"
        self._timer = units / f"{entry.name}.timer"
        self._wanted = units / "timers.target.wants" / self._timer.name
        stamps = _folder("XDG_DATA_HOME", ".local/share") / "systemd" / "timers"
        self._stamp = stamps / f"stamp-{self._timer.name}"

    def state(self) -> TimetableState:
        """What systemd has loaded; no kind where no systemd answers for this user."""
        timer = self._shown(self._timer.name, "UnitFileState", "ActiveState", "TimersCalendar")
        if timer is None:
            return TimetableState("")
        if timer.get("UnitFileState") != "enabled" or timer.get("ActiveState") != "active":
            return TimetableState(KIND)
        at = time_of(timer.get("TimersCalendar", ""))
        return TimetableState(KIND, at, self._command() if at else ())

    def set(self, at: time) -> TimetableState:
        """Write both units and start the timer.

        The old timer goes first: with its memory of the last start, a time that has passed
        today would count as missed, and the run would start at once.
        """
        check_words(self._entry)
        if not self.state().kind:
            raise ScheduleError(reason="not-offered", detail="systemd")
        self.remove()
        with undone_by(self.remove):
            return self._install(to_the_minute(at))

    def remove(self) -> None:
        """Stop the timer and delete both units, and the mark of the last start."""
        # It fails for a timer that is not there, and where no systemd answers.
        self._run([*_SYSTEMCTL, "disable", "--now", self._timer.name])
        erase(self._wanted, self._timer, self._service, self._stamp)
        self._run([*_SYSTEMCTL, "daemon-reload"])
        check_gone(self.state())

    def _install(self, at: time) -> TimetableState:
        write_whole(self._service, service_text(self._entry).encode())
        write_whole(self._timer, timer_text(self._entry, at).encode())
        call(self._run, *_SYSTEMCTL, "daemon-reload")
        call(self._run, *_SYSTEMCTL, "enable", "--now", self._timer.name)
        return check_kept(self.state(), TimetableState(KIND, at, self._entry.command))

    def _shown(self, unit: str, *names: str) -> dict[str, str] | None:
        answer = self._run([*_SYSTEMCTL, "show", unit, f"--property={','.join(names)}"])
        if not answer.ok:
            return None
        lines = answer.out.decode(errors="replace").splitlines()
        return {name: value for name, _, value in (line.partition("=") for line in lines)}

    def _command(self) -> tuple[str, ...]:
        """What the service starts: read from the file that systemd took, if it took it."""
        shown = self._shown(self._service.name, "LoadState", "FragmentPath", "NeedDaemonReload")
        if not shown or shown.get("LoadState") != "loaded" or shown.get("NeedDaemonReload") != "no":
            return ()
        with suppress(OSError, ValueError):
            return command_of(Path(shown["FragmentPath"]).read_text(encoding="utf-8"))
        return ()


def _folder(variable: str, default: str) -> Path:
    return Path(os.environ.get(variable) or Path.home() / default)
