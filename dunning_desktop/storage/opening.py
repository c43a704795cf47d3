"""Opening a book: make it, bring it to the newest revision, refuse what is none."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from dunning_desktop.domain.errors import BookError
from dunning_desktop.domain.ladders import LADDERS
from dunning_desktop.storage.backup import copy_before
from dunning_desktop.storage.engine import APPLICATION_ID, reason_of, revision_of

# The newest revision this program knows, and all it can migrate from. A test compares them with
# the migrations themselves: reading those would import alembic, 290 ms, at every start.
HEAD = "0010"
KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")


def bring_to_head(path: Path) -> None:
    """Make or migrate the book at the path; a copy is kept before every migration.

    Raises ``BookError`` with one of the reasons of ``storage.engine``, or ``newer``.
    """
    revision = revision_of(path)
    if revision == HEAD:
        return
    if revision is not None and revision not in KNOWN:
        raise BookError(reason="newer", path=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if revision is None:
            _create(path)
        else:
            copy_before(path, revision)
            _migrate(path)
    except (OSError, sqlite3.DatabaseError) as error:
        raise BookError(reason=reason_of(error), path=str(path)) from error


def _create(path: Path) -> None:
    """Build the book beside its place and move it there whole: no half book is ever found."""
    part = path.with_name(f".{path.name}.{os.getpid()}.new")
    _clear(part)
    try:
        # The clients are nobody else's business on a computer that several people use.
        part.touch(mode=0o600)
        _migrate(part)
        _first_rows(part)
        _place(part, path)
    finally:
        _clear(part)


def _place(part: Path, path: Path) -> None:
    """Move the finished book; one that another copy of the program made meanwhile stands."""
    try:
        os.link(part, path)
    except FileExistsError:
        if path.stat().st_size == 0:
            part.replace(path)
    except OSError:
        # A memory stick's file system knows no links.
        part.replace(path)


def _clear(part: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + tail).unlink(missing_ok=True)


def _migrate(path: Path) -> None:
    from dunning_desktop.storage.migrating import upgrade  # noqa: PLC0415 - alembic costs 290 ms

    upgrade(path, HEAD)


def _first_rows(path: Path) -> None:
    from dunning_desktop.storage.store import SqlStore  # noqa: PLC0415 - only for a new book

    store = SqlStore(path)
    try:
        with store.write() as ledger:
            ledger.found(datetime.now(UTC), LADDERS)
    finally:
        store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        # Everything into the one file that is moved: a forgotten -wal would take the rows with it.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
