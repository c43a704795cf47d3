"""Copies of the book, made with SQLite's own backup so that they are whole."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path


def copy_before(path: Path, revision: str) -> Path:
    """A copy beside the book, named by the moment and the revision it has; its path."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.stem}-before-{revision}-{stamp}{path.suffix}")
    try:
        _copy(path, target)
    except (OSError, sqlite3.DatabaseError):
        # Half a copy would be taken for a whole one on the day it is needed.
        target.unlink(missing_ok=True)
        raise
    return target


def _copy(path: Path, target: Path) -> None:
    source = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    target.touch(mode=0o600)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
