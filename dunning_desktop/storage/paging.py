"""Keyset paging: a page starts after the last key of the page before, whatever the table's size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, or_

from dunning_desktop.usecases.rows import ListQuery, Page

Row = TypeVar("Row")


def page_of(
    connection: Connection,
    statement: Select[Any],
    query: ListQuery,
    *,
    keys: Mapping[str, ColumnElement[Any]],
    default: str,
    id_column: ColumnElement[int],
    make: Callable[[RowMapping], Row],
) -> Page[Row]:
    """One page of a statement, sorted by one of the keys and then by id."""
    key = keys.get(query.sort, keys[default])
    descending = query.descending
    if query.after is not None:
        statement = statement.where(_after(key, id_column, query.after, descending=descending))
    order = [key.desc(), id_column.desc()] if descending else [key, id_column]
    found = (
        connection.execute(
            statement.add_columns(key.label("_key"), id_column.label("_id"))
            .order_by(*order)
            .limit(query.limit + 1)
        )
        .mappings()
        .all()
    )
    rows = found[: query.limit]
    more = len(found) > query.limit
    return Page(
        tuple(make(row) for row in rows),
        (rows[-1]["_key"], rows[-1]["_id"]) if more else None,
    )


def _after(
    key: ColumnElement[Any],
    id_column: ColumnElement[int],
    after: tuple[object, ...],
    *,
    descending: bool,
) -> ColumnElement[bool]:
    last_key, last_id = after
    if descending:
        return or_(key < last_key, and_(key == last_key, id_column < last_id))
    return or_(key > last_key, and_(key == last_key, id_column > last_id))
