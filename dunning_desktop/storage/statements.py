"""Small shapes of SQL that every part of the book uses."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    RowMapping,
    Table,
    bindparam,
    func,
    insert,
    select,
    update,
)

from dunning_desktop.domain.errors import NotFound

Key = TypeVar("Key", int, str)

# SQLite takes 32,766 bound values in one statement.
MOST_IDS = 5000


def chunks(ids: Collection[Key], size: int = MOST_IDS) -> Iterator[list[Key]]:
    """The ids in lists short enough for one statement."""
    rest = iter(ids)
    while part := list(islice(rest, size)):
        yield part


def within(column: ColumnElement[int], ids: Collection[int] | None) -> list[ColumnElement[bool]]:
    """The condition that a column is one of the ids, however many; none at all when ids is None.

    More than a statement may bind are written into it: they are numbers.
    """
    if ids is None:
        return []
    these = [int(one) for one in ids]
    if len(these) <= MOST_IDS:
        return [column.in_(these)]
    written: BindParameter[int] = bindparam(None, these, expanding=True, literal_execute=True)
    return [column.in_(written)]


def add(connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
    """Insert one row; its id."""
    key = connection.execute(insert(table).values(**values)).inserted_primary_key
    return int(key[0]) if key is not None else 0


def add_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert rows in bulk; their ids in the same order.

    The ids are taken beforehand: no other writer can come between inside BEGIN IMMEDIATE, and
    asking for them row by row cost a third of an import of 100,000 invoices.
    """
    if not rows:
        return []
    last = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
    ids = list(range(last + 1, last + 1 + len(rows)))
    numbered = [{"id": key, **row} for key, row in zip(ids, rows, strict=True)]
    connection.execute(insert(table), numbered)
    return ids


def change(connection: Connection, table: Table, row_id: int, values: Mapping[str, Any]) -> None:
    """Update one row by its id. Raises ``NotFound``."""
    result = connection.execute(update(table).where(table.c.id == row_id).values(**values))
    if result.rowcount != 1:
        raise NotFound(kind=table.name, key=row_id)


def one_row(connection: Connection, table: Table, row_id: int) -> RowMapping:
    """One row by its id. Raises ``NotFound``."""
    row = connection.execute(select(table).where(table.c.id == row_id)).mappings().first()
    if row is None:
        raise NotFound(kind=table.name, key=row_id)
    return row
