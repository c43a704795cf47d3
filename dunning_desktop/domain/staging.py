"""What an invoice is due in: one part, or several as its terms say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dunning_desktop.domain.invoice import DueItem
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import WHOLE, Terms


def due_items(terms: Terms, issued: date, total: Money) -> tuple[DueItem, ...]:
    """The due items of a new invoice, earliest first; their amounts make the total.

    Each part is rounded half up, and the last takes the remainder to the penny. Parts that come to
    nothing, and parts that fall on one day, are not told apart.
    """
    days: dict[date, int] = {}
    for day, minor in _parts(terms, issued, total.minor):
        days[day] = days.get(day, 0) + minor
    return tuple(
        DueItem(Money(minor, total.currency), day, day) for day, minor in days.items() if minor
    )


def _parts(terms: Terms, issued: date, total: int) -> Iterator[tuple[date, int]]:
    left = total
    for stage in terms.stages[:-1]:
        exact = Decimal(total) * stage.percent / WHOLE
        part = min(int(exact.quantize(Decimal(1), ROUND_HALF_UP)), left)
        left -= part
        yield terms.day_for(issued, stage.net_days), part
    yield terms.due_on(issued), left
