"""The owner's mail program: a draft reaches it whole, whatever stands in it, and nothing else."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.mail_draft import Draft
from dunning_desktop.host import mail_program
from dunning_desktop.host.errors import CannotOpen, FolderUnusable
from dunning_desktop.host.mail_program import compose
from tests.host.test_open_file import Desktop

PDF = b"%PDF-1.7\n" + bytes(range(256))
EML = b"X-Unsent: 1\r\nTo: a@client.example\r\nSubject: Invoice 42\r\n\r\nPlease pay.\r\n"
DRAFT = Draft(
    to=("Client Ltd.", "a@client.example"),
    subject="Invoice 42",
    text="Dear client,\nplease pay.",
    attachments=(("Invoice 42.pdf", PDF),),
    eml=EML,
)
SCRIPT = """#!/bin/sh
for one; do printf '%s\\0' "$one"; done >"{record}"
{ending}
"""
WEEK = 7 * 24 * 3600

Tool = Callable[[str], None]


@pytest.fixture
def desktop(qtbot: QtBot) -> Iterator[Desktop]:
    stand_in = Desktop()
    slot: Any = "show_url"  # PySide's stubs say bytes; only text is taken.
    QDesktopServices.setUrlHandler("file", stand_in, slot)
    yield stand_in
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def xdg_email(tmp_path: Path, record: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Put a tool on the path that records its arguments, then does as it is told."""
    tools = tmp_path / "bin"
    tools.mkdir()
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setattr(sys, "platform", "linux")

    def make(ending: str) -> None:
        tool = tools / "xdg-email"
        tool.write_text(SCRIPT.format(record=record, ending=ending))
        tool.chmod(0o755)

    make("exit 0")
    return make


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "to send"


def arguments(record: Path) -> list[str]:
    return record.read_bytes().decode().split("\0")[:-1]


def shown(desktop: Desktop) -> bytes:
    (path,) = desktop.shown
    assert path.name == "message.eml"
    return path.read_bytes()


@pytest.mark.usefixtures("xdg_email")
def test_the_tool_gets_words_file_and_recipient(
    record: Path, folder: Path, desktop: Desktop
) -> None:
    assert compose(DRAFT, folder) == "xdg-email"
    *words, attach, file, address = arguments(record)
    assert words == ["--utf8", "--subject", "Invoice 42", "--body", "Dear client,\nplease pay."]
    assert (attach, address) == ("--attach", "a@client.example")
    assert Path(file).name == "Invoice 42.pdf"
    assert Path(file).parent.parent == folder
    assert Path(file).read_bytes() == PDF
    assert desktop.shown == []


@pytest.mark.usefixtures("xdg_email", "desktop")
def test_what_is_empty_is_not_said(record: Path, folder: Path) -> None:
    assert compose(replace(DRAFT, subject="", text="", attachments=()), folder) == "xdg-email"
    assert arguments(record) == ["--utf8", "a@client.example"]


@pytest.mark.usefixtures("xdg_email", "desktop")
@pytest.mark.parametrize(
    "words",
    [
        "$(touch evil) `touch evil`",
        "; touch evil #",
        "\"quoted\" and 'x',attachment='/etc/passwd'",
        "%0ABcc: evil@x.example&attach=/etc/passwd?cc=x",
        "Größe ✓ 株式会社",
        "*",
        "--attach /etc/passwd"[2:],
    ],
)
def test_words_stay_words(words: str, record: Path, folder: Path) -> None:
    assert compose(replace(DRAFT, subject=words, text=f"{words}\n{words}"), folder) == "xdg-email"
    assert arguments(record)[1:5] == ["--subject", words, "--body", f"{words}\n{words}"]
    assert len(arguments(record)) == 8
    assert not list(folder.parent.rglob("evil"))


@pytest.mark.usefixtures("xdg_email", "desktop")
def test_a_subject_is_one_line(record: Path, folder: Path) -> None:
    assert compose(replace(DRAFT, subject="Two\r\nBcc: evil@x.example "), folder) == "xdg-email"
    assert arguments(record)[2] == "Two Bcc: evil@x.example"


@pytest.mark.usefixtures("xdg_email")
@pytest.mark.parametrize(
    "crooked",
    [
        {"subject": "-n"},
        {"subject": "--attach"},
        {"text": "-e"},
        {"subject": "a\\c"},
        {"text": "a\\nb"},
        {"text": "zero\0byte"},
        {"text": "é" * 20_000},
        {"to": ("", "-x@client.example")},
        {"to": ("", "o'brien@client.example")},
        {"to": ("", "a@b.example?cc=x")},
        {"to": ("", "a@b.example,evil@x.example")},
        {"to": ("", "")},
        {"attachments": (("a.pdf", PDF), ("b.pdf", PDF))},
        {"attachments": (("../a.pdf", PDF),)},
        {"attachments": (("..", PDF),)},
        {"attachments": (("-a.pdf", PDF),)},
        {"attachments": (("a',x='b.pdf", PDF),)},
        {"attachments": (("straße.pdf", PDF),)},
    ],
)
def test_what_the_tool_would_spoil_goes_as_a_file(
    crooked: dict[str, Any], record: Path, folder: Path, desktop: Desktop
) -> None:
    assert compose(replace(DRAFT, **crooked), folder) == "eml"
    assert shown(desktop) == EML
    assert not record.exists()
    assert [one.name for one in folder.rglob("*") if one.is_file()] == ["message.eml"]


@pytest.mark.usefixtures("xdg_email")
@pytest.mark.parametrize("name", ["Größe", "o'brien", "a,b"])
def test_a_folder_the_tool_cannot_say_gets_a_file(
    name: str, record: Path, tmp_path: Path, desktop: Desktop
) -> None:
    assert compose(DRAFT, tmp_path / name) == "eml"
    assert shown(desktop) == EML
    assert not record.exists()


def test_a_tool_that_finds_no_mail_program_leaves_it_to_the_file(
    xdg_email: Tool, record: Path, folder: Path, desktop: Desktop
) -> None:
    xdg_email("exit 3")
    assert compose(DRAFT, folder) == "eml"
    assert arguments(record)[-1] == "a@client.example"
    assert shown(desktop) == EML


def test_a_tool_that_cannot_be_started_leaves_it_to_the_file(
    xdg_email: Tool, tmp_path: Path, folder: Path, desktop: Desktop
) -> None:
    xdg_email("")
    (tmp_path / "bin" / "xdg-email").write_text("#!/no/such/shell\n")
    assert compose(DRAFT, folder) == "eml"
    assert shown(desktop) == EML


@pytest.mark.usefixtures("desktop")
def test_a_mail_program_is_not_waited_for(
    xdg_email: Tool, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_program, "_PATIENCE", 0.3)
    number = tmp_path / "number"
    xdg_email(f'echo $$ >"{number}"\nexec /bin/sleep 300')
    assert compose(DRAFT, folder) == "xdg-email"
    (child,) = mail_program._started
    process = int(number.read_text())
    assert process == child.pid
    assert child.poll() is None
    assert os.getsid(process) == process
    os.kill(process, signal.SIGTERM)
    child.wait(5)
    xdg_email("exit 0")
    assert compose(DRAFT, folder) == "xdg-email"
    assert mail_program._started == []


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_without_the_tool_the_file_is_opened(
    system: str, folder: Path, desktop: Desktop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert compose(DRAFT, folder) == "eml"
    assert shown(desktop) == EML


@pytest.mark.usefixtures("xdg_email")
@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_do_not_ask_for_the_tool(
    system: str, record: Path, folder: Path, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert compose(DRAFT, folder) == "eml"
    assert shown(desktop) == EML
    assert not record.exists()


def test_where_nothing_opens_it_the_owner_is_told(
    xdg_email: Tool, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    xdg_email("exit 3")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    with pytest.raises(CannotOpen) as caught:
        compose(DRAFT, folder)
    assert caught.value.data == {"name": "message.eml", "reason": "no-program"}


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderUnusable) as caught:
        compose(DRAFT, tmp_path / "file" / "folder")
    assert caught.value.data["path"] == str(tmp_path / "file" / "folder")


def aged(path: Path, seconds: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    then = time.time() - seconds
    os.utime(path, (then, then))
    return path


@pytest.mark.usefixtures("xdg_email", "desktop")
def test_the_files_of_last_week_go_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    compose(DRAFT, folder)
    (young,) = folder.iterdir()
    old = aged(folder / "hand-over-0123456789ab" / "a.pdf", WEEK + 60)
    mixed = aged(folder / "hand-over-0123456789ac" / "a.pdf", WEEK + 60)
    elsewhere = aged(tmp_path / "elsewhere" / "a.pdf", 2 * WEEK)
    kept = [
        aged(mixed.parent / "mine.pdf", WEEK - 60),
        aged(folder / "hand-over-0123456789ad" / "a.pdf", WEEK - 60),
        aged(folder / "mine.pdf", 2 * WEEK),
        aged(folder / "hand-over-0123456789ae", 2 * WEEK),
        aged(folder / "hand-over-mine" / "a.pdf", 2 * WEEK),
        aged(folder / "hand-over-0123456789af" / "deeper" / "a.pdf", 2 * WEEK),
        elsewhere,
    ]
    (folder / "hand-over-0123456789b0").symlink_to(elsewhere.parent)
    linked = folder / "hand-over-0123456789ad" / "link.pdf"
    linked.symlink_to(elsewhere)
    compose(DRAFT, folder)
    assert not old.parent.exists()
    assert not mixed.exists()
    assert all(one.exists() for one in kept)
    assert linked.is_symlink()
    assert [one.read_bytes() for one in young.iterdir()] == [PDF]


@pytest.mark.usefixtures("xdg_email", "desktop")
def test_what_is_handed_over_is_the_owners_alone(folder: Path) -> None:
    compose(DRAFT, folder)
    (place,) = folder.iterdir()
    assert place.stat().st_mode & 0o077 == 0
