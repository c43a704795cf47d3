"""Migrations with alembic: in one transaction, without foreign keys, checked afterwards."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError

from dunning_desktop.domain.errors import BookError
from dunning_desktop.storage.engine import BUSY_MS, known_reason, url_of

MIGRATIONS = Path(__file__).parent / "migrations"


def config() -> Config:
    """Alembic's settings for the book's migrations."""
    made = Config()
    # Alembic's own interpolation would trip over a percent sign in a folder's name.
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return made


def upgrade(path: Path, revision: str) -> None:
    """Bring the file to the revision, or leave it as it was. Raises ``BookError``."""
    engine = create_engine(url_of(path), connect_args={"isolation_level": None})
    event.listen(engine, "begin", lambda one: one.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.connect() as connection:
            _pragmas(connection)
            with connection.begin():
                settings = config()
                settings.attributes["connection"] = connection
                command.upgrade(settings, revision)
                _check(connection, path)
    except DBAPIError as error:
        reason = known_reason(error.orig or error)
        if reason is None:
            raise
        raise BookError(reason=reason, path=str(path)) from error
    finally:
        engine.dispose()


def _pragmas(connection: Connection) -> None:
    """Foreign keys off: rebuilding a parent table with them on deleted every child."""
    raw = connection.connection.cursor()
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    raw.close()


def _check(connection: Connection, path: Path) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise BookError(reason="damaged", path=str(path), tables=sorted({row[0] for row in broken}))
