"""A column: how a row's value reads, sorts and looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Look:
    """An icon and a colour (names of ``Colours``) beside a cell's words, never instead of them."""

    icon: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """``key`` is remembered with the width, and is what ``ListQuery.sort`` gets when ``sortable``.

    ``value`` is the native value, for export and tests; without it the text is used. A ``shy``
    column steps back while there is no room for it, the shyest first; one with a ``least`` width
    then shrinks down to that.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    value: Callable[[Row], object] | None = None
    look: Callable[[Row], Look] | None = None
    tip: Callable[[Row], str] | None = None
    width: int = 110
    sortable: bool = True
    numeric: bool = False
    stretch: bool = False
    strong: bool = False
    shy: int = 0
    least: int = 0


@dataclass(frozen=True, slots=True)
class Cells(Generic[Row]):
    """One row with everything the view asks for, made once when it arrives."""

    row: Row
    texts: tuple[str, ...]
    looks: tuple[Look | None, ...]
    tips: tuple[str, ...]


def cells(row: Row, columns: tuple[Column[Row], ...]) -> Cells[Row]:
    """The row's ready strings."""
    return Cells(
        row,
        tuple(column.text(row) for column in columns),
        tuple(column.look(row) if column.look else None for column in columns),
        tuple(column.tip(row) if column.tip else "" for column in columns),
    )
