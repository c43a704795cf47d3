"""Units for systemd: what is written reads back the same, and systemd's own check takes it."""

import re
import shutil
import subprocess
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.host.systemd_units import (
    command_of,
    exec_start,
    service_text,
    time_of,
    timer_text,
)
from dunning_desktop.host.timetable_entry import Entry, entry_for

needs_analyze = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed"
)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def entry(*command: str, book: str = "/home/jo/100% \\ mine.dunning") -> Entry:
    return entry_for(command, Path(book))


def analyze(*arguments: str) -> str:
    command = ["systemd-analyze", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_a_plain_command_is_written_plainly() -> None:
    assert exec_start(["/usr/bin/dunning", "run", "--book", "/a b"]) == (
        '":/usr/bin/dunning" "run" "--book" "/a b"'
    )


@pytest.mark.parametrize("program", ["/o'brien/dunning", '/a"b', "/a\\b", "/a\nb"])
def test_a_program_systemd_takes_for_none_is_handed_to_the_shell(program: str) -> None:
    line = exec_start([program, "run"])
    assert line.startswith('":/bin/sh" "-c" ')
    assert command_of(f"ExecStart={line}\n") == (program, "run")


@given(st.lists(words, min_size=1))
def test_what_is_written_reads_back_the_same(command: list[str]) -> None:
    text = service_text(entry("/usr/bin/dunning", *command))
    assert command_of(text) == ("/usr/bin/dunning", *command)
    assert len(text.split("\n")) == 8


@pytest.mark.parametrize("service", ["", "[Service]\n", "ExecStart=/bin/true\n", "ExecStart=\n"])
def test_another_service_reads_as_nothing(service: str) -> None:
    assert command_of(service) == ()


@pytest.mark.parametrize(
    ("shown", "at"),
    [
        ("{ OnCalendar=*-*-* 08:30:00 ; next_elapse=Thu 2026-11-26 08:30:00 UTC }", time(8, 30)),
        ("{ OnCalendar=*-*-* 00:00:00 ; next_elapse=n/a }", time(0, 0)),
        ("{ OnCalendar=Mon *-*-* 08:30:00 ; next_elapse=n/a }", None),
        ("", None),
    ],
)
def test_the_time_is_read_from_what_systemctl_shows(shown: str, at: time | None) -> None:
    assert time_of(shown) == at


@needs_analyze
@pytest.mark.parametrize(
    "book", ["/a/book.dunning", "/a/100% %h\nExecStart=/bin/false\\", "/a/é\u2028\x07\udcff"]
)
def test_systemd_finds_no_fault(book: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    made = entry("/bin/true", "run", "it's", "100%", "$X", "\\", '"', ";", "", book=book)
    service, timer = tmp_path / f"{made.name}.service", tmp_path / f"{made.name}.timer"
    service.write_text(service_text(made))
    timer.write_text(timer_text(made, time(7, 5)))
    assert analyze("verify", "--user", "--man=no", str(service), str(timer)) == ""


@needs_analyze
def test_systemd_reads_the_calendar_as_every_day() -> None:
    made = timer_text(entry("/bin/true"), time(7, 5))
    (calendar,) = [x for x in made.splitlines() if x.startswith("OnCalendar=")]
    said = analyze("calendar", "--iterations=3", calendar.removeprefix("OnCalendar="))
    assert "Normalized form: *-*-* 07:05:00" in said
    assert said.count(" 07:05:00 UTC") >= 3


def test_two_books_have_two_names_and_a_book_has_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    books = (f"{tmp_path}/a", f"{tmp_path}/b", "a", f"{tmp_path}/\udcff")
    names = [entry("x", book=book).name for book in books]
    assert names[0] == names[2]
    assert len(set(names)) == 3
    assert all(re.fullmatch("dunning-desktop-[0-9a-f]{8}", name) for name in names)
