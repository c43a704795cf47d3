"""The text of a task of the Windows task scheduler, and what can be read back from it."""

from __future__ import annotations

import re
import subprocess
from datetime import datetime, time
from xml.etree import ElementTree as ET

from dunning_desktop.host.timetable_entry import Entry

_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_IN = {"t": _NAMESPACE}
# On batteries too: a laptop in the kitchen has reminders to send like any other.
_SETTINGS = {
    "MultipleInstancesPolicy": "IgnoreNew",
    "DisallowStartIfOnBatteries": "false",
    "StopIfGoingOnBatteries": "false",
    "StartWhenAvailable": "true",
    "Enabled": "true",
    "ExecutionTimeLimit": "PT2H",
}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Backslashes count in pairs, and only before a quotation mark; an odd one makes it a character.
_CHARACTER = r'\\+(?!["\\])|(?:\\\\)*\\"'
_QUOTED = rf'(?:\\\\)*"(?:[^"\\]|{_CHARACTER})*(?:\\\\)*"'
_WORD = re.compile(rf'(?:[^"\\ \t]|{_CHARACTER}|{_QUOTED})+')
_MARK = re.compile(r'(\\*)"')


def task_xml(entry: Entry, first: datetime, *, user: str) -> bytes:
    """A task that starts every day from ``first``, in local time, while the user is logged in.

    ``first`` lies ahead: a start that was missed is made up for as soon as the computer can.
    UTF-16 is what schtasks reads.
    """
    root = ET.Element("Task", version="1.2", xmlns=_NAMESPACE)
    _put(root, "RegistrationInfo/Description", entry.description)
    _put(root, "Triggers/CalendarTrigger/StartBoundary", first.isoformat(timespec="seconds"))
    _put(root, "Triggers/CalendarTrigger/Enabled", "true")
    _put(root, "Triggers/CalendarTrigger/ScheduleByDay/DaysInterval", "1")
    _put_principal(root, user)
    for name, value in _SETTINGS.items():
        _put(root, f"Settings/{name}", value)
    _put(root, "Actions/Exec/Command", entry.command[0])
    _put(root, "Actions/Exec/Arguments", subprocess.list2cmdline(entry.command[1:]))
    text: bytes = ET.tostring(root, encoding="utf-16", xml_declaration=True)
    return text


def read_task(text: str) -> tuple[time | None, tuple[str, ...]]:
    """When a task starts and what; no time where it is disabled or no task of ours."""
    try:
        # Its own computer wrote it.
        root = ET.fromstring(_DECLARATION.sub("", text.lstrip("\ufeff")))  # noqa: S314
        at = datetime.fromisoformat(_text(root, "Triggers/CalendarTrigger/StartBoundary")).time()
    except (ET.ParseError, ValueError):
        return None, ()
    switches = ("Settings/Enabled", "Triggers/CalendarTrigger/Enabled")
    if "false" in [_text(root, switch) for switch in switches]:
        return None, ()
    arguments = split(_text(root, "Actions/Exec/Arguments"))
    return at.replace(tzinfo=None), (_text(root, "Actions/Exec/Command"), *arguments)


def split(line: str) -> list[str]:
    """The words of a line that ``subprocess.list2cmdline`` joined."""
    return [_MARK.sub(_unescaped, word) for word in _WORD.findall(line)]


def _unescaped(mark: re.Match[str]) -> str:
    slashes = len(mark[1])
    return "\\" * (slashes // 2) + '"' * (slashes % 2)


def _put_principal(root: ET.Element, user: str) -> None:
    """Only while that user is logged in, and with no more rights than any program has."""
    if user:
        _put(root, "Principals/Principal/UserId", user)
    _put(root, "Principals/Principal/LogonType", "InteractiveToken")
    _put(root, "Principals/Principal/RunLevel", "LeastPrivilege")
    _at(root, "Principals/Principal").set("id", "Author")
    _at(root, "Actions").set("Context", "Author")


def _put(root: ET.Element, path: str, text: str) -> None:
    _at(root, path).text = _NOT_XML.sub("?", text)


def _at(root: ET.Element, path: str) -> ET.Element:
    """The element there, made with all above it when it is missing."""
    node = root
    for name in path.split("/"):
        below = node.find(name)
        node = ET.SubElement(node, name) if below is None else below
    return node


def _text(root: ET.Element, path: str) -> str:
    return root.findtext("/".join(f"t:{name}" for name in path.split("/")), "", _IN)
