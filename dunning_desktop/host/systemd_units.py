"""The text of a systemd service and its timer, and what can be read back from both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from dunning_desktop.host.timetable_entry import Entry

# A path systemd takes for a program holds none of these, however they are written.
_NO_PROGRAM = re.compile(r"[\x00-\x1f\x7f\"'\\]")
# Such a program is started by the shell, which only hands everything on.
_HAND_ON = ("/bin/sh", "-c", 'exec "$0" "$@"')
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\x([0-9a-f]{2})|\\(.)|%(%)")
_CALENDAR = re.compile(r"OnCalendar=\*-\*-\* (\d\d):(\d\d):00\b")


def service_text(entry: Entry) -> str:
    """A service that runs the command once; a run that hangs must not stop the next day's."""
    return (
        "[Unit]\n"
        f"Description={_plain(entry.description)}\n"
        "\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"ExecStart={exec_start(entry.command)}\n"
        "TimeoutStartSec=2h\n"
    )


def timer_text(entry: Entry, at: time) -> str:
    """A timer for every day; a computer that was off catches up when it is on again."""
    return (
        "[Unit]\n"
        f"Description={_plain(entry.description)}\n"
        "\n"
        "[Timer]\n"
        f"OnCalendar=*-*-* {at:%H:%M}:00\n"
        "Persistent=true\n"
        "\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


def exec_start(command: Sequence[str]) -> str:
    """The command as one line of a unit: its words arrive in the program as they are here.

    The colon keeps ``$`` as it is: doubled, it would stay double in the program's own path.
    """
    words = [*_HAND_ON, *command] if _NO_PROGRAM.search(command[0]) else list(command)
    return " ".join(_quoted(word) for word in [f":{words[0]}", *words[1:]])


def command_of(service: str) -> tuple[str, ...]:
    """The command of a service that ``service_text`` wrote, empty where it is another's."""
    lines = [x.removeprefix("ExecStart=") for x in service.split("\n") if "ExecStart=" in x]
    words = [_ESCAPE.sub(_unescaped, word) for word in _WORD.findall(lines[0])] if lines else []
    if not words or not words[0].startswith(":"):
        return ()
    words[0] = words[0].removeprefix(":")
    handed_on = tuple(words[: len(_HAND_ON)]) == _HAND_ON
    return tuple(words[len(_HAND_ON) :] if handed_on else words)


def time_of(calendar: str) -> time | None:
    """The time of day in ``TimersCalendar`` as systemctl shows it, None for any other plan."""
    found = _CALENDAR.search(calendar)
    return time(int(found[1]), int(found[2])) if found else None


def _quoted(word: str) -> str:
    return f'"{"".join(_escaped(character) for character in word)}"'


def _escaped(character: str) -> str:
    if character < " " or character == "\x7f":
        return f"\\x{ord(character):02x}"
    if character in '"\\':
        return f"\\{character}"
    return "%%" if character == "%" else character


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2] or found[3]


def _plain(text: str) -> str:
    """A description: no specifiers, no backslash that would carry on the line."""
    return text.replace("%", "%%").replace("\\", "/")
