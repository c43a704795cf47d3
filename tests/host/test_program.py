"""Which program does the daily run: the command, the window's program, or Python itself."""

from __future__ import annotations

import sys
import sysconfig
from datetime import time
from pathlib import Path

import pytest

from dunning_desktop.bootstrap import _window_options, surroundings, window
from dunning_desktop.host import program
from dunning_desktop.host.errors import ScheduleError
from tests.helpers.offices import new_book

BOOK = Path("/home/sam/my book.dunning")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program lies; nothing else is installed."""
    nowhere = str(tmp_path / "nowhere")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setattr(sys, "argv", [nowhere + "/dunning-desktop"])
    monkeypatch.setattr(sysconfig, "get_path", lambda _name: nowhere)
    return tmp_path


def test_the_command_beside_python_is_what_is_started(folder: Path) -> None:
    (folder / "dunning").touch()
    assert program.daily_run(BOOK) == (
        str(folder / "dunning"), "run", "--scheduled", "--book", str(BOOK),
    )  # fmt: skip


def test_it_is_found_among_the_scripts_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = folder / "scripts"
    scripts.mkdir()
    (scripts / "dunning").touch()
    monkeypatch.setattr(sysconfig, "get_path", lambda _name: str(scripts))
    assert program.beside("dunning") == scripts / "dunning"


def test_a_checkout_that_was_never_installed_starts_its_python(folder: Path) -> None:
    assert program.daily_run(BOOK) == (
        str(folder / "python"), "-m", "dunning_desktop", "--run", "--book", str(BOOK),
    )  # fmt: skip


def test_a_package_with_the_window_alone_starts_the_window_s_program(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(folder / "dunning-desktop"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program.daily_run(BOOK) == (
        str(folder / "dunning-desktop"), "--run", "--book", str(BOOK),
    )  # fmt: skip
    (folder / "dunning").touch()
    assert program.daily_run(BOOK)[0] == str(folder / "dunning")


def test_on_windows_no_console_flashes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    for name in ("dunning", "dunning-desktop"):
        (folder / name).touch()
    assert program.daily_run(BOOK) == (
        str(folder / "dunning-desktop"), "--run", "--book", str(BOOK),
    )  # fmt: skip


def test_this_very_program_can_be_started() -> None:
    found = program.daily_run(BOOK)
    assert Path(found[0]).is_absolute()
    assert Path(found[0]).is_file()


def test_the_window_has_the_timetable_of_its_book_and_none_for_the_demo(tmp_path: Path) -> None:
    book = tmp_path / "book.dunning"
    own = surroundings(_window_options(["--book", str(book)])).timetable
    assert own is not None
    assert own.command == program.daily_run(book)
    # In a test nothing answers for this user.
    assert (own.state().kind, own.state().at) == ("", None)
    with pytest.raises(ScheduleError):
        own.set(time(9))
    assert surroundings(_window_options(["--demo"])).timetable is None


def test_the_window_s_program_does_the_run_without_a_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    book = new_book(tmp_path / "book.dunning")
    assert window(["--run", "--book", str(book)]) == 0
    assert "switch it on" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert window(["--run", "--book", str(book)]) == 0
    assert window(["--run", "--book", str(tmp_path / "none.dunning")]) == 1
