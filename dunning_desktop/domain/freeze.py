"""Days that bear no interest: those of a breathing space, cut out of the time that counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dunning_desktop.domain.calendar import add_days

Days = tuple[date, date]
"""A range of days, both counted; one without an end lasts until ``date.max``."""


def merged(ranges: Iterable[Days]) -> tuple[Days, ...]:
    """The same days as ranges in order that neither overlap nor touch; empty ones are left out."""
    found: list[Days] = []
    for start, end in sorted(one for one in ranges if one[0] <= one[1]):
        last = found[-1][1] if found else None
        if last is not None and (last == date.max or start <= add_days(last, 1)):
            found[-1] = (found[-1][0], max(last, end))
        else:
            found.append((start, end))
    return tuple(found)


def cut(start: date, end: date, frozen: Sequence[Days]) -> Iterator[tuple[date, date, bool]]:
    """A span of days in parts, each with whether it is frozen. ``frozen`` is ``merged``."""
    for first, last in frozen:
        if last < start or first > end:
            continue
        if first > start:
            yield start, add_days(first, -1), False
        yield max(first, start), min(last, end), True
        if last >= end:
            return
        start = add_days(last, 1)
    yield start, end, False


def touches(start: date, end: date, frozen: Sequence[Days]) -> bool:
    """Whether a frozen day lies in the span."""
    return any(first <= end and start <= last for first, last in frozen)
