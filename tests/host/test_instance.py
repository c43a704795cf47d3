"""One running copy, with real processes: started together, called again, killed."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from dunning_desktop.host.errors import FolderUnusable
from dunning_desktop.host.instance import Call, Claim, Instance
from tests.helpers.samples import ROOT

SCRIPT = Path(__file__).with_name("one_copy.py")
Start = subprocess.Popen[str]


class Copies:
    """Starts of the program for one folder; all of them are ended at the end of the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[Start] = []

    def start(self, *arguments: str) -> Start:
        command = [sys.executable, str(SCRIPT), str(self.folder), *arguments]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
        self.started.append(process)
        return process

    def end(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    opened = Copies(tmp_path)
    yield opened
    opened.end()


def line(process: Start) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def six(copies: Copies) -> Start:
    """Start six at once; return the first after checking that it heard the other five."""
    started = [copies.start(f"arg{n}", "two words") for n in range(6)]
    said = [line(p) for p in started]
    assert sorted(said) == ["FIRST"] + ["FORWARDED"] * 5
    first = started[said.index("FIRST")]
    calls = {line(first) for _ in range(5)}
    others = [n for n in range(6) if started[n] is not first]
    assert calls == {f"CALLED arg{n} two words" for n in others}
    assert [p.wait(10) for p in started if p is not first] == [0] * 5
    return first


def test_of_six_starts_one_is_first_and_five_are_heard(copies: Copies) -> None:
    six(copies)


def test_after_a_kill_the_next_six_agree_again(copies: Copies) -> None:
    first = copies.start()
    assert line(first) == "FIRST"
    first.kill()
    first.wait()
    six(copies)


def test_two_books_are_two_copies(tmp_path: Path, qtbot: QtBot) -> None:
    one, other = Instance("one", folder=tmp_path), Instance("other", folder=tmp_path)
    assert one.claim() is Claim.FIRST
    assert other.claim() is Claim.FIRST
    one.release()
    other.release()


def test_a_released_claim_is_free(tmp_path: Path, qtbot: QtBot) -> None:
    one, other = Instance("book", folder=tmp_path), Instance("book", folder=tmp_path)
    assert one.claim() is Claim.FIRST
    one.release()
    assert other.claim() is Claim.FIRST
    other.release()


def test_a_first_copy_that_does_not_listen_is_said_so(tmp_path: Path, qtbot: QtBot) -> None:
    instance = Instance("book", folder=tmp_path)
    held = QLockFile(instance._lock.fileName())
    assert held.tryLock(0)
    began = time.monotonic()
    assert instance.claim(patience=0.3) is Claim.UNANSWERED
    assert time.monotonic() - began >= 0.3
    held.unlock()


def test_a_long_folder_still_gets_a_socket(tmp_path: Path, qtbot: QtBot) -> None:
    deep = tmp_path / ("deep" * 30)
    deep.mkdir()
    instance = Instance("book", folder=deep)
    assert instance.claim() is Claim.FIRST
    assert instance._server.isListening()
    instance.release()


def test_a_folder_that_takes_no_lock_is_named(tmp_path: Path, qtbot: QtBot) -> None:
    instance = Instance("book", folder=tmp_path / "missing")
    with pytest.raises(FolderUnusable):
        instance.claim(patience=0)


@pytest.mark.parametrize("words", [b"no json\n", b"{}\n", b'{"arguments": 7}\n', b"[1]\n"])
def test_nonsense_on_the_socket_calls_nobody(tmp_path: Path, qtbot: QtBot, words: bytes) -> None:
    instance, calls = Instance("book", folder=tmp_path), list[object]()
    instance.called.connect(calls.append)
    instance.claim()
    say(instance, words, qtbot)
    assert calls == []
    good = {"arguments": ["--invoice", "12"], "folder": "/x", "token": "t"}
    say(instance, json.dumps(good).encode() + b"\n", qtbot)
    assert calls == [Call(("--invoice", "12"), "/x", "t")]
    instance.release()


def say(instance: Instance, words: bytes, qtbot: QtBot) -> None:
    socket = QLocalSocket()
    socket.connectToServer(instance._address)
    assert socket.waitForConnected(1000)
    socket.write(words)
    socket.flush()
    qtbot.waitUntil(lambda: socket.bytesAvailable() > 0)
    socket.close()
