"""Notifications: taken by a real service on a real bus, refused, or nobody there at all."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dunning_desktop.host import notify as module
from dunning_desktop.host.notify import mac_command, notify, windows_command
from tests.helpers.samples import ROOT

SERVICE = Path(__file__).with_name("notice_service.py")
TEXT = "3 reminders to Smith & Sons <Ltd>: 'sent' \"today\"; $(id) é\n2 letters"

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the bus is Linux's")


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A message bus of the test's own."""
    assert shutil.which("dbus-daemon"), "dbus-daemon is missing: run packaging/set_up test"
    # A socket's path may hold 107 bytes: a test's own folder is too deep.
    with tempfile.TemporaryDirectory(prefix="bus-") as folder:
        address = f"unix:path={folder}/bus"
        command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
        with ended([*command, f"--address={address}"]) as daemon:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", line(daemon))
            yield


@contextmanager
def ended(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """Run a program for as long as the test runs."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def system(platform: str) -> type:
    """Another system for the one module: Python's own go on with the real one."""
    return type("System", (), {"platform": platform})


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


@contextmanager
def service(how: str) -> Iterator[subprocess.Popen[str]]:
    with ended([sys.executable, str(SERVICE), how]) as process:
        assert line(process) == "ready"
        yield process


@linux_only
@pytest.mark.usefixtures("bus")
@pytest.mark.parametrize(
    ("how", "shown"),
    [
        ("plain", TEXT),
        ("marked-up", TEXT.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
    ],
)
def test_a_service_gets_the_words(how: str, shown: str) -> None:
    with service(how) as process:
        assert notify("The daily run & more", TEXT) is True
        got: list[Any] = eval(line(process))
    app, replaces, icon, title, text, actions, hints, expiry = got
    assert (app, icon) == ("Dunning Desktop", "dunning-desktop")
    assert (title, text) == ("The daily run & more", shown)
    assert (replaces, actions, expiry) == (0, [], -1)
    assert hints == {"desktop-entry": ("s", "dunning-desktop")}


@linux_only
@pytest.mark.usefixtures("bus")
def test_words_no_message_can_carry_do_not_stop_it() -> None:
    with service("plain") as process:
        assert notify("a\0b", "\udcff") is True
        got: list[Any] = eval(line(process))
    assert got[3:5] == ["ab", "?"]


@linux_only
@pytest.mark.usefixtures("bus")
@pytest.mark.parametrize("how", ["refuses", "strange"])
def test_a_service_that_refuses_or_talks_nonsense_is_no(how: str) -> None:
    with service(how):
        assert notify("title", "text") is False


@linux_only
@pytest.mark.usefixtures("bus")
def test_a_bus_without_a_service_is_no() -> None:
    assert notify("title", "text") is False


@linux_only
@pytest.mark.usefixtures("bus")
def test_a_service_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SECONDS", 0.2)
    with service("silent"):
        assert notify("title", "text") is False


@linux_only
@pytest.mark.parametrize("address", [None, "", "nonsense", "unix:path=/nowhere/bus", "tcp:host=x"])
def test_without_a_bus_it_is_no(address: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    if address is not None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert notify("title", "text") is False


@linux_only
def test_a_bus_that_takes_the_call_and_says_nothing_is_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SECONDS", 0.2)
    with (
        tempfile.TemporaryDirectory(prefix="bus-") as folder,
        socket.socket(socket.AF_UNIX) as deaf,
    ):
        deaf.bind(f"{folder}/bus")
        deaf.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={folder}/bus")
        assert notify("title", "text") is False


def test_without_the_library_it_is_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setitem(sys.modules, "jeepney.io.blocking", None)
    assert notify("title", "text") is False


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="there it is")
@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_without_the_systems_tool_it_is_no(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "sys", system(platform))
    monkeypatch.setenv("PATH", "")
    assert notify("title", "text") is False


def test_a_mac_gets_the_words_as_arguments() -> None:
    command = mac_command("-e title", TEXT)
    assert command[0] == "osascript"
    assert command[-3:] == ["--", "-e title", TEXT]
    assert "Smith" not in "".join(command[:-2])


def test_windows_gets_the_words_by_its_environment() -> None:
    command, more = windows_command("title", TEXT)
    assert command[:4] == ["powershell.exe", "-NoProfile", "-NonInteractive", "-Command"]
    assert set(more.values()) == {"title", TEXT}
    assert all(f"$env:{name}" in command[4] for name in more)
    # It passes through a command line: with quotation marks in it, it would need quoting twice.
    assert '"' not in command[4]


@pytest.mark.skipif(sys.platform == "win32", reason="a script with a shebang")
@pytest.mark.parametrize(
    ("platform", "tool"), [("darwin", "osascript"), ("win32", "powershell.exe")]
)
def test_the_systems_tool_is_started_and_its_end_counts(
    platform: str, tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in = tmp_path / tool
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(module, "sys", system(platform))
    for code in (0, 1):
        stand_in.write_text(f'#!/bin/sh\necho "$*$DUNNING_NOTICE_TEXT" > "$0.said"\nexit {code}\n')
        stand_in.chmod(0o755)
        assert notify("title", TEXT) is (code == 0)
        assert TEXT in (tmp_path / f"{tool}.said").read_text()
