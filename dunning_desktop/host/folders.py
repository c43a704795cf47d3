"""Where the book, the logs and the letters lie on this computer.

``DUNNING_HOME`` puts all of them under one folder: a USB stick, a test, a second set.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

from dunning_desktop.host.errors import FolderUnusable

HOME_VARIABLE = "DUNNING_HOME"
BOOK_NAME = "book.dunning"
_APP = "dunning-desktop" if sys.platform.startswith("linux") else "Dunning Desktop"


def book_folder() -> Path:
    """The folder of the book, made when it is missing."""
    return _made(_home() or platformdirs.user_data_path(_APP, appauthor=False))


def default_book() -> Path:
    """The book that opens when none is named; it need not exist yet."""
    return book_folder() / BOOK_NAME


def log_folder() -> Path:
    """The folder of the logs, made when it is missing."""
    home = _home()
    return _made(home / "logs" if home else platformdirs.user_log_path(_APP, appauthor=False))


def letters_folder() -> Path:
    """Where letters are saved unless the owner chooses, made when it is missing."""
    home = _home()
    return _made(home / "letters" if home else _documents() / "Dunning Desktop")


def runtime_folder() -> Path:
    """A short-lived place for sockets, private to the owner, made when it is missing."""
    return _made(platformdirs.user_runtime_path(_APP, appauthor=False))


def _home() -> Path | None:
    chosen = os.environ.get(HOME_VARIABLE, "").strip()
    return Path(chosen).expanduser().absolute() if chosen else None


def _documents() -> Path:
    return platformdirs.user_documents_path()


def _made(folder: Path) -> Path:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise FolderUnusable(path=str(folder), reason=error.strerror or "") from error
    return folder
