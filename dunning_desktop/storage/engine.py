"""Opening a book: the one place that speaks SQLite's own dialect."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from dunning_desktop.domain.errors import BookError

# "DUND": tells a book from any other SQLite file.
APPLICATION_ID = 0x44554E44
# How long a writer waits for another. An import of 100,000 invoices holds the book for nine
# seconds on a slow machine; the worker that sends mail meanwhile must outwait it, or a message
# that was accepted could not be written down.
BUSY_MS = 60_000


def open_engine(path: Path) -> Engine:
    """An engine on the book's file; connections are made when they are needed."""
    engine = create_engine(
        url_of(path), connect_args={"isolation_level": None, "check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def url_of(path: Path) -> URL:
    """The file as SQLAlchemy wants it; in a plain string a question mark would end the path."""
    return URL.create("sqlite", database=str(path))


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Writers take the lock at once: a read that later writes could not wait for it."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def revision_of(path: Path) -> str | None:
    """The schema revision of the file, None for an empty or missing one; stdlib only, about 1 ms.

    Raises ``BookError``: ``not-a-book``, ``not-permitted``, ``locked``.
    """
    try:
        if _is_new(path):
            return None
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=2)
        try:
            return _revision_in(connection, path)
        finally:
            connection.close()
    except (OSError, sqlite3.DatabaseError) as error:
        raise BookError(reason=reason_of(error), path=str(path)) from error


def _is_new(path: Path) -> bool:
    """Whether there is nothing yet. A folder or a device is never taken for an empty file."""
    if not path.exists():
        return True
    if not path.is_file():
        raise BookError(reason="not-a-book", path=str(path))
    return path.stat().st_size == 0


def _revision_in(connection: sqlite3.Connection, path: Path) -> str:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        raise BookError(reason="not-a-book", path=str(path))
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise BookError(reason="damaged", path=str(path))
    return str(row[0])


_SAID = {
    "database or disk is full": "disk-full",
    "is locked": "locked",
    "readonly database": "read-only",
    "unable to open": "not-permitted",
    "not a database": "not-a-book",
    "no such table: alembic_version": "not-a-book",
    "disk i/o error": "disk-error",
    "malformed": "damaged",
}
_NUMBERED = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EROFS: "read-only",
    errno.EIO: "disk-error",
}


def known_reason(error: BaseException) -> str | None:
    """Which of the owner's troubles an error of the driver or the system is, if any."""
    if isinstance(error, OSError):
        return _NUMBERED.get(error.errno or 0, "not-permitted")
    words = str(error).lower()
    return next((reason for mark, reason in _SAID.items() if mark in words), None)


def reason_of(error: BaseException) -> str:
    """The same where something must be said: ``damaged`` for what nobody knows."""
    return known_reason(error) or "damaged"
