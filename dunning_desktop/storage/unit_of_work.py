"""One session, one transaction: commit on a clean exit, roll back otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from dunning_desktop.domain.errors import BookError
from dunning_desktop.storage.engine import known_reason


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """A connection inside one transaction; the driver's troubles become ``BookError``."""
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(writes=writes)
            with connection.begin():
                yield connection
    except DBAPIError as error:
        reason = known_reason(error.orig or error)
        if reason is None:
            raise
        raise BookError(reason=reason) from error
