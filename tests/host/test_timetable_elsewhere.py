"""The daily run on Windows and on a Mac: their texts, and stand-ins for their tools."""

import plistlib
import subprocess
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.host import timetable_mac
from dunning_desktop.host.errors import ScheduleError
from dunning_desktop.host.task_xml import read_task, split, task_xml
from dunning_desktop.host.timetable_entry import TimetableState, entry_for
from dunning_desktop.host.timetable_mac import LaunchdTimetable, agent, read_agent
from dunning_desktop.host.timetable_windows import TaskTimetable, next_start
from dunning_desktop.host.tools import MISSING, Answer

NOON = time(12)
FIRST = datetime(2026, 11, 26, 8, 30)  # noqa: DTZ001 - on the wall, as the task scheduler reads it
BOOK = Path("/books/Müller & Söhne.dunning")
PROGRAM = "C:\\Program Files\\Dunning <Desktop>\\dunning.exe"
COMMAND = (PROGRAM, "run", "--book", 'D:\\my "books"\\', "", "a&b")
ENTRY = entry_for(COMMAND, BOOK)
TASK = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}


def missing(_command: Sequence[str]) -> Answer:
    return Answer(MISSING, err=b"not there")


class Schtasks:
    """A stand-in for schtasks.exe that keeps tasks, or refuses, or keeps another time."""

    def __init__(
        self, *, refuses: bool = False, forgets: bool = False, stays: bool = False
    ) -> None:
        self.tasks: dict[str, bytes] = {}
        self.refuses, self.forgets, self.stays = refuses, forgets, stays

    def __call__(self, command: Sequence[str]) -> Answer:
        program, verb, switch, name, *rest = command
        assert (program, switch) == ("schtasks", "/TN")
        if verb == "/Create":
            return self._create(name, rest)
        if name not in self.tasks:
            return Answer(1, err=b"ERROR: The system cannot find the file specified.\r\n")
        if verb == "/Query":
            assert rest == ["/XML"]
            return Answer(0, self.tasks[name].decode("utf-16").encode())
        assert (verb, rest) == ("/Delete", ["/F"])
        if not self.stays:
            del self.tasks[name]
        return Answer(0)

    def _create(self, name: str, rest: list[str]) -> Answer:
        if self.refuses:
            return Answer(1, err=b"\r\nERROR: Access is denied.\r\n\r\n")
        assert (rest[0], rest[2]) == ("/XML", "/F")
        if not self.forgets:
            self.tasks[name] = Path(rest[1]).read_bytes()
        return Answer(0)


class Launchctl:
    """A stand-in for launchctl that keeps labels; it unloads a moment later, as the real one."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.loaded: set[str] = set()
        self.unloading = ""
        self.refuses = refuses

    def __call__(self, command: Sequence[str]) -> Answer:
        program, verb, target, *rest = command
        assert program == "launchctl"
        assert target.startswith("gui/")
        label = Path(rest[0]).stem if rest else target.rpartition("/")[2]
        done: bool = getattr(self, f"_{verb}")(label)
        return Answer(0 if done else 5, err=b"" if done else b"5: Input/output error\n")

    def _print(self, label: str) -> bool:
        there = label in self.loaded
        if self.unloading == label:
            self.loaded.discard(label)
        return there

    def _bootout(self, label: str) -> bool:
        self.unloading = label
        return label in self.loaded

    def _bootstrap(self, label: str) -> bool:
        if self.refuses or label in self.loaded:
            return False
        self.loaded.add(label)
        self.unloading = ""
        return True


def test_a_task_is_what_the_scheduler_reads() -> None:
    xml = task_xml(ENTRY, FIRST, user="HOME\\jo")
    assert xml.startswith((b"\xff\xfe", b"\xfe\xff"))
    root = ET.fromstring(xml)
    found = {e.tag.partition("}")[2]: e.text for e in root.iter() if e.text}
    assert found["StartBoundary"] == "2026-11-26T08:30:00"
    assert found["DaysInterval"] == "1"
    assert found["UserId"] == "HOME\\jo"
    assert found["LogonType"] == "InteractiveToken"
    assert found["RunLevel"] == "LeastPrivilege"
    assert found["StartWhenAvailable"] == "true"
    assert found["ExecutionTimeLimit"] == "PT2H"
    assert found["Command"] == PROGRAM
    assert found["Arguments"] == subprocess.list2cmdline(COMMAND[1:])
    assert "Müller & Söhne" in str(found["Description"])
    assert root.find("t:Actions[@Context='Author']", TASK) is not None
    assert root.find("t:Principals/t:Principal[@id='Author']", TASK) is not None
    assert ET.fromstring(task_xml(ENTRY, FIRST, user="")).find(".//t:UserId", TASK) is None


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_a_task_reads_back_the_same(encoding: str) -> None:
    text = task_xml(ENTRY, FIRST, user="jo").decode("utf-16").encode(encoding).decode(encoding)
    assert read_task(text) == (time(8, 30), COMMAND)
    assert read_task(f"\ufeff\r\n{text}") == (time(8, 30), COMMAND)


@pytest.mark.parametrize("text", ["", "<Task/>", "no task", "<a><b></a>"])
def test_another_task_reads_as_nothing(text: str) -> None:
    assert read_task(text) == (None, ())


def test_a_disabled_task_starts_nothing() -> None:
    text = task_xml(ENTRY, FIRST, user="jo").decode("utf-16")
    assert text.count("<Enabled>true</Enabled>") == 2
    for count in (1, 2):
        off = text.replace("<Enabled>true", "<Enabled>false", count)
        assert read_task(off) == (None, ())


@given(st.lists(st.text('ab\\" \té') | st.text()))
def test_words_joined_for_windows_are_split_again(words: list[str]) -> None:
    assert split(subprocess.list2cmdline(words)) == words


@pytest.mark.parametrize(
    ("now", "first"),
    [("08:29", "2026-11-26"), ("08:30", "2026-11-27"), ("23:59", "2026-11-27")],
)
def test_the_first_start_lies_ahead(now: str, first: str) -> None:
    start = next_start(datetime.fromisoformat(f"2026-11-26T{now}"), time(8, 30))
    assert start.isoformat() == f"{first}T08:30:00"


def test_windows_sets_changes_and_deletes_the_task() -> None:
    tool = Schtasks()
    table = TaskTimetable(ENTRY, tool, now=lambda: FIRST)
    assert table.state() == TimetableState("task-scheduler", None, ())
    for at in (NOON, time(8, 30, 15)):
        kept = TimetableState("task-scheduler", at.replace(second=0), COMMAND)
        assert table.set(at) == kept
        assert table.state() == kept
    assert list(tool.tasks) == [ENTRY.name]
    for _ in range(2):
        table.remove()
        assert tool.tasks == {}


def test_windows_says_why_not() -> None:
    reasons = {}
    for tool in (Schtasks(refuses=True), Schtasks(forgets=True), missing):
        with pytest.raises(ScheduleError) as caught:
            TaskTimetable(ENTRY, tool).set(NOON)
        reasons[str(caught.value.data["reason"])] = caught.value.data["detail"]
    assert list(reasons) == ["refused", "not-kept", "not-offered"]
    assert reasons["refused"] == "ERROR: Access is denied."
    assert TaskTimetable(ENTRY, missing).state() == TimetableState("")
    TaskTimetable(ENTRY, missing).remove()


def test_a_task_that_will_not_go_is_said() -> None:
    table = TaskTimetable(ENTRY, Schtasks(stays=True))
    table.set(NOON)
    with pytest.raises(ScheduleError) as caught:
        table.remove()
    assert caught.value.data["reason"] == "not-removed"


def test_an_agent_is_what_launchd_reads() -> None:
    assert plistlib.loads(agent(ENTRY, time(8, 30))) == {
        "Label": ENTRY.name,
        "ProgramArguments": list(COMMAND),
        "StartCalendarInterval": {"Hour": 8, "Minute": 30},
        "RunAtLoad": False,
        "ProcessType": "Background",
    }
    assert read_agent(agent(ENTRY, NOON)) == TimetableState("launchd", NOON, COMMAND)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense",
        b"<plist><dict>",
        plistlib.dumps({}),
        plistlib.dumps([1]),
        plistlib.dumps({"StartCalendarInterval": {"Hour": 25, "Minute": 0}}),
    ],
)
def test_another_agent_reads_as_nothing(data: bytes) -> None:
    assert read_agent(data) == TimetableState("launchd", None, ())


def test_a_mac_sets_changes_and_removes_the_agent(private_home: Path) -> None:
    tool, file = Launchctl(), private_home / "Library" / "LaunchAgents" / f"{ENTRY.name}.plist"
    table = LaunchdTimetable(ENTRY, tool)
    assert table.state() == TimetableState("launchd", None, ())
    for at in (NOON, time(8, 30)):
        assert table.set(at) == TimetableState("launchd", at, COMMAND)
        assert read_agent(file.read_bytes()).at == at
        assert list(file.parent.iterdir()) == [file]
    for _ in range(2):
        table.remove()
        assert tool.loaded == set()
        assert not file.exists()


def test_a_mac_counts_only_what_is_loaded(private_home: Path) -> None:
    tool = Launchctl()
    table = LaunchdTimetable(ENTRY, tool)
    table.set(NOON)
    tool.loaded.clear()
    assert table.state().at is None
    table.set(NOON)
    (file,) = (private_home / "Library" / "LaunchAgents").iterdir()
    file.unlink()
    assert table.state().at is None


def test_a_mac_that_refuses_keeps_nothing(
    private_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timetable_mac, "_UNLOAD_PAUSE", 0)
    with pytest.raises(ScheduleError) as caught:
        LaunchdTimetable(ENTRY, Launchctl(refuses=True)).set(NOON)
    assert caught.value.data == {"reason": "refused", "detail": "5: Input/output error"}
    assert list((private_home / "Library" / "LaunchAgents").iterdir()) == []
    with pytest.raises(ScheduleError) as caught:
        LaunchdTimetable(ENTRY, missing).set(NOON)
    assert caught.value.data["reason"] == "not-offered"


def test_a_folder_that_takes_no_file_is_said(private_home: Path) -> None:
    (private_home / "Library").write_text("in the way")
    with pytest.raises(ScheduleError) as caught:
        LaunchdTimetable(ENTRY, Launchctl()).set(NOON)
    assert caught.value.data["reason"] in {"not-written", "not-removed"}
