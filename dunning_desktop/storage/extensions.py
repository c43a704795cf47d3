"""More time in the book: its rows, and the days of it on which interest rested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, RowMapping, select

from dunning_desktop.domain.extensions import Extension, InterestMeanwhile, clock
from dunning_desktop.domain.freeze import Days
from dunning_desktop.storage import tables


def extension_of(row: RowMapping) -> Extension:
    """The extension of a row."""
    return Extension(
        id=row["id"],
        item_id=row["item_id"],
        made_on=row["made_on"],
        old_due=row["old_due"],
        new_due=row["new_due"],
        interest=InterestMeanwhile(row["interest"]),
        note=row["note"],
        author=row["author"],
        withdrawn=row["withdrawn"],
    )


def rested(connection: Connection) -> Mapping[int, tuple[Days, ...]]:
    """The days on which interest rested, by due item; there are few in any book."""
    table, item = tables.extension, tables.due_item
    rows = connection.execute(
        select(table, item.c.original_due)
        .join(item, item.c.id == table.c.item_id)
        .where(table.c.withdrawn.is_(False), table.c.interest == InterestMeanwhile.RESTS.value)
        .order_by(table.c.id)
    ).mappings()
    given: dict[int, list[Extension]] = defaultdict(list)
    first: dict[int, date] = {}
    for row in rows:
        given[row["item_id"]].append(extension_of(row))
        first[row["item_id"]] = row["original_due"]
    return {key: clock(these, first[key]).rested for key, these in given.items()}
