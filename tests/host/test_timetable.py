"""The daily run in a real systemd: set, changed, started, caught up and taken away."""

import os
import subprocess
import sys
import time as clock
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from dunning_desktop.host.errors import ScheduleError
from dunning_desktop.host.timetable import TimetableState, timetable
from dunning_desktop.host.timetable_linux import SystemdTimetable
from dunning_desktop.host.timetable_mac import LaunchdTimetable
from dunning_desktop.host.timetable_windows import TaskTimetable
from tests.host.user_manager import NoUserManager, user_manager

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="systemd is Linux's")
NOON = time(12)
# Everything systemd reads as something else: variables, specifiers, quotes, escapes, the end of
# a command, a prefix, a line's end, another alphabet.
NASTY = (
    *("two words", "$HOME", "${HOME}", "$$", "%h", "100%", "%%", 'say "x"', "it's", "\\", "a\\"),
    *("\\n", "C:\\new\\x41", ";", "#", "", " ", "a=b", "-", ":", "@", "é—ü", "a\nb\tc", "\x7f"),
    *("*", "~", "&& true", "`id`", "$(id)"),
)
SCRIPT = """#!{python}
import os, sys
from pathlib import Path
Path({out!r}).write_bytes(b"\\0".join(os.fsencode(x) for x in sys.argv))
"""


class House:
    """A program that writes down what it was started with, and a book."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.book = folder / "book.dunning"
        self.out = folder / "argv"

    def program(self, name: str) -> str:
        script = self.folder / name
        script.write_text(SCRIPT.format(python=sys.executable, out=str(self.out)))
        script.chmod(0o755)
        return str(script)

    def started_with(self) -> list[str]:
        until = clock.monotonic() + 20
        while not self.out.exists() and clock.monotonic() < until:
            clock.sleep(0.02)
        return [os.fsdecode(x) for x in self.out.read_bytes().split(b"\0")]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def systemd(private_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A real user manager, where there can be one."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    try:
        with user_manager(dict(os.environ)) as runtime:
            monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
            yield
    except NoUserManager as why:
        pytest.skip(f"no systemd of the test's own: {why}")


def systemctl(*words: str) -> str:
    command = ["systemctl", "--user", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout


def unit_files(home: Path) -> list[str]:
    units = home / "config" / "systemd" / "user"
    return sorted(p.relative_to(units).as_posix() for p in units.rglob("*") if not p.is_dir())


@linux_only
@pytest.mark.usefixtures("systemd")
def test_it_is_set_changed_and_taken_away(house: House, private_home: Path) -> None:
    command = (house.program("dunning"), "run", "--scheduled", "--book", str(house.book))
    ours, other = timetable(command, book=house.book), timetable(command, book=house.folder / "b")
    assert ours.state() == TimetableState("systemd", None, ())
    for at in (time(8, 30), time(17, 5, 59)):
        kept = TimetableState("systemd", at.replace(second=0), command)
        assert ours.set(at) == kept
        assert timetable(command, book=house.book).state() == kept
        assert other.state().at is None
        listed = systemctl("list-timers", "--no-pager", "--no-legend")
        assert len(listed.splitlines()) == 1
        assert f" {at:%H:%M}:00 " in listed
    assert len(unit_files(private_home)) == 3
    for _ in range(2):
        ours.remove()
        assert ours.state() == TimetableState("systemd", None, ())
        assert unit_files(private_home) == []


@linux_only
@pytest.mark.usefixtures("systemd")
@pytest.mark.parametrize("name", ["dunning", 'it\'s 100% $HOME ${x} %h \\ "x" é', "a;b #c=d\ne"])
def test_every_word_arrives_as_it_was(house: House, name: str) -> None:
    command = (house.program(name), *NASTY)
    ours = timetable(command, book=house.book)
    assert ours.set(NOON).command == command
    (service,) = [x for x in systemctl("show", "*.timer", "--property=Unit").split() if "dunn" in x]
    systemctl("start", service.removeprefix("Unit="))
    assert house.started_with() == list(command)


@linux_only
@pytest.mark.usefixtures("systemd")
def test_a_missed_start_is_made_up_for_but_not_one_before_it_was_set(
    house: House, private_home: Path
) -> None:
    """The computer was off for two days: the timer finds its mark old, and starts at once."""
    ours = timetable((house.program("dunning"), "run"), book=house.book)
    passed = (datetime.now(UTC) - timedelta(minutes=5)).time()
    ours.set(passed)
    (mark,) = (private_home / "data" / "systemd" / "timers").iterdir()
    two_days_ago = clock.time() - 2 * 24 * 3600
    os.utime(mark, (two_days_ago, two_days_ago))
    ours.set(passed)
    assert not house.out.exists()
    timer = mark.name.removeprefix("stamp-")
    systemctl("stop", timer)
    os.utime(mark, (two_days_ago, two_days_ago))
    assert not house.out.exists()
    systemctl("start", timer)
    assert house.started_with() == [str(house.folder / "dunning"), "run"]


@linux_only
@pytest.mark.usefixtures("systemd")
def test_a_timer_that_was_stopped_or_broken_by_hand_is_said_so(
    house: House, private_home: Path
) -> None:
    ours = timetable((house.program("dunning"), "run"), book=house.book)
    ours.set(NOON)
    timer = next(x for x in unit_files(private_home) if x.startswith("dunning") and "timer" in x)
    systemctl("stop", timer)
    assert ours.state().at is None
    ours.set(NOON)
    service = private_home / "config" / "systemd" / "user" / timer.replace(".timer", ".service")
    service.write_text("[Service]\nType=oneshot\nExecStart=/bin/true\n")
    assert ours.state() == TimetableState("systemd", NOON, ())
    systemctl("daemon-reload")
    assert ours.state() == TimetableState("systemd", NOON, ())


@linux_only
@pytest.mark.usefixtures("systemd")
def test_a_program_systemd_will_not_start_is_not_set(house: House, private_home: Path) -> None:
    with pytest.raises(ScheduleError) as caught:
        timetable(("./no absolute path", "run"), book=house.book).set(NOON)
    assert caught.value.data["reason"] in {"refused", "not-kept"}
    assert unit_files(private_home) == []


@linux_only
@pytest.mark.usefixtures("systemd")
def test_bytes_that_are_no_text_are_refused(house: House, private_home: Path) -> None:
    with pytest.raises(ScheduleError) as caught:
        timetable((house.program("dunning"), "\udcff"), book=house.book).set(NOON)
    assert caught.value.data["reason"] == "not-text"
    assert unit_files(private_home) == []


@linux_only
def test_without_a_systemd_that_answers_nothing_is_offered(
    house: House, private_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = timetable((house.program("dunning"),), book=house.book)
    for path in (os.environ["PATH"], ""):
        monkeypatch.setenv("PATH", path)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(private_home))
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
        assert ours.state() == TimetableState("")
        with pytest.raises(ScheduleError) as caught:
            ours.set(NOON)
        assert caught.value.data["reason"] == "not-offered"
        ours.remove()
    assert not (private_home / "config" / "systemd").exists()


@pytest.mark.parametrize(
    ("platform", "kind"),
    [
        ("linux", SystemdTimetable),
        ("freebsd14", SystemdTimetable),
        ("win32", TaskTimetable),
        ("darwin", LaunchdTimetable),
    ],
)
def test_each_system_has_its_own(
    platform: str, kind: type, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert isinstance(timetable(("/x/dunning",), book=house.book), kind)
