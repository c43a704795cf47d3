"""Which date order is likelier where no date decides: only ever a suggestion to the owner."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from dunning_desktop.intake.cells import Cell, Row, clean
from dunning_desktop.intake.dates import read_date, read_text
from dunning_desktop.usecases.drafts import ColumnMapping, DateOrder, Field

# Longer than any usual term of payment.
_LONGEST_TERM = 120
_AS_AT = re.compile(r"as (?:at|of|on):?\s+(.+)", re.IGNORECASE)


def suggest_order(
    mapping: ColumnMapping,
    rows: Sequence[Row],
    meaning: Field,
    *,
    usual: str,
    preamble: Sequence[str],
    today: date,
) -> DateOrder:
    """The order under which terms are plausible, the file is sorted and nothing lies ahead.

    Where both are as likely: ``usual``, else what is written in the country.
    """
    last = _as_at(preamble) or today
    scores = {
        order: _plausible(mapping, rows, meaning, order=order, other=usual, last=last)
        for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
    }
    day_first, month_first = scores.values()
    if day_first != month_first:
        return max(scores, key=lambda order: scores[order])
    home = DateOrder.MONTH_FIRST if mapping.country == "US" else DateOrder.DAY_FIRST
    return DateOrder(usual or home)


def _as_at(preamble: Sequence[str]) -> date | None:
    """The day a report was drawn up, where it says so in words."""
    for text in preamble:
        if found := _AS_AT.fullmatch(text):
            day = read_text(found[1])
            return day if isinstance(day, date) else None
    return None


def _plausible(
    mapping: ColumnMapping,
    rows: Sequence[Row],
    meaning: Field,
    *,
    order: DateOrder,
    other: str,
    last: date,
) -> int:
    """How many facts speak for the order; ``other`` is that of the other column, where known."""
    beside = DateOrder(other) if other else order
    orders = {**dict.fromkeys((Field.ISSUED, Field.DUE), beside), **mapping.date_orders}
    orders[meaning] = order
    days = {f: _days(mapping, rows, f, order=orders[f]) for f in orders}
    return (
        _terms(days[Field.ISSUED], days[Field.DUE])
        + _sorted([day for day in days[meaning] if day])
        + sum(1 for day in days[Field.ISSUED] if day and day <= last)
    )


def _days(
    mapping: ColumnMapping, rows: Sequence[Row], meaning: Field, *, order: DateOrder
) -> list[date | None]:
    column = mapping.columns.get(meaning)
    if column is None:
        return [None] * len(rows)
    return [_day(row[column], order) if column < len(row) else None for row in rows]


def _day(cell: Cell, order: DateOrder) -> date | None:
    return read_date(clean(cell) if isinstance(cell, str) else cell, order)


def _terms(issued: Sequence[date | None], due: Sequence[date | None]) -> int:
    pairs = [(a, b) for a, b in zip(issued, due, strict=True) if a and b]
    return sum(1 for a, b in pairs if 0 <= (b - a).days <= _LONGEST_TERM)


def _sorted(days: Sequence[date]) -> int:
    rising = sum(1 for a, b in pairwise(days) if a <= b)
    return max(rising, len(days) - 1 - rising)
