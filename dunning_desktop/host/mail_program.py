"""Hands a draft to the owner's own mail program, which sends it or does not."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

from dunning_desktop.domain.mail_draft import Draft
from dunning_desktop.host.errors import FolderUnusable
from dunning_desktop.host.open_file import open_file

How = Literal["xdg-email", "eml"]

_KEPT_SECONDS = 7 * 24 * 3600
_OURS = re.compile(r"hand-over-[0-9a-f]{12}")

# A call that found no mail program ends at once; one that became the mail program goes on.
_PATIENCE = 1.0
# Encoded three bytes for one it must stay below the 128 kB that Linux allows an argument.
_LONGEST_TEXT = 30_000
# What xdg-email 1.1.3 hands on unharmed. It puts recipient and file between single quotes, parted
# by commas, and its shell takes a backslash, and a lone -n or -e, for an order.
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9.-]+")
_PLAIN_PATH = re.compile(r"[A-Za-z0-9 ._/-]+")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]*")
_UNFIT = re.compile(r"^-|[\\\0]")

# Python complains of a child that is forgotten while it runs.
_started: list[subprocess.Popen[bytes]] = []


def compose(
    draft: Draft, folder: Path, *, show: Callable[[Path], None] = open_file
) -> How:
    """Show the draft in the owner's mail program, and how: the program is not waited for.

    ``folder`` takes the files. A mail program from Flatpak sees nothing of /tmp nor of this
    program's own folders: give it one with an ASCII name in the owner's documents. What earlier
    calls left there is removed after seven days. ``show`` opens a file from the thread this is
    called on: the usual one from the GUI thread. Raises ``CannotOpen`` where no program takes it,
    and ``FolderUnusable`` where the files cannot be written.
    """
    try:
        place = _place(folder.absolute())
        command = _xdg_email(draft, place)
        if command and _starts(command):
            return "xdg-email"
        message = place / "message.eml"
        message.write_bytes(draft.eml)
    except OSError as error:
        raise FolderUnusable(path=str(folder), reason=error.strerror or "") from error
    show(message)
    return "eml"


def _place(folder: Path) -> Path:
    """A new folder in that one, for one hand-over."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove_old(folder)
    place = folder / f"hand-over-{uuid.uuid4().hex[:12]}"
    place.mkdir(mode=0o700)
    return place


def _remove_old(folder: Path) -> None:
    """Remove the files of earlier hand-overs; a folder with anything else in it stays."""
    for place in folder.iterdir():
        if _OURS.fullmatch(place.name) and not place.is_symlink() and place.is_dir():
            with suppress(OSError):
                _empty(place)
                place.rmdir()


def _empty(place: Path) -> None:
    for file in place.iterdir():
        found = file.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_mtime < time.time() - _KEPT_SECONDS:
            file.unlink()


def _xdg_email(draft: Draft, place: Path) -> list[str]:
    """The call that shows the draft, its attachment written; empty where it cannot be called."""
    tool = shutil.which("xdg-email") if sys.platform.startswith("linux") else None
    subject, address = " ".join(draft.subject.split()), draft.to[1]
    if tool is None or not _fits(draft, subject, place):
        return []
    command = [tool, "--utf8"]
    command += ["--subject", subject] if subject else []
    command += ["--body", draft.text] if draft.text else []
    for name, content in draft.attachments:
        (place / name).write_bytes(content)
        command += ["--attach", str(place / name)]
    return [*command, address]


def _fits(draft: Draft, subject: str, place: Path) -> bool:
    """Whether xdg-email hands on all of it, and nothing else."""
    files = [name for name, _ in draft.attachments]
    return (
        len(files) <= 1
        and all(_PLAIN_NAME.fullmatch(name) for name in files)
        and _PLAIN_PATH.fullmatch(str(place)) is not None
        and _PLAIN_ADDRESS.fullmatch(draft.to[1]) is not None
        and not any(_UNFIT.search(words) for words in (subject, draft.text))
        and len(draft.text.encode()) <= _LONGEST_TEXT
    )


def _starts(command: Sequence[str]) -> bool:
    """Whether the tool runs on, or ended well, after a moment."""
    _started[:] = [one for one in _started if one.poll() is None]
    nowhere = subprocess.DEVNULL
    try:
        # In a session of its own: it outlives this program.
        child = subprocess.Popen(
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
    except OSError:
        return False
    try:
        return child.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        _started.append(child)
        return True
