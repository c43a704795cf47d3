"""Interest worked out a second time, day by day and in fractions, from the written conventions.

A day bears interest on what is open in the morning; what comes in settles in the evening. A line is
one balance at one rate: it ends where a rate, a half-year or a year of compounding ends, and on a
day on which money came in. Only whole lines are rounded, half up.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from dunning_desktop.domain.interest import Account

ONE = timedelta(days=1)
WATERFALLS = {
    "principal-first": "pic",
    "interest-first": "ipc",
    "costs-interest-principal": "cip",
}
Line = tuple[date, date, int, Fraction, int]


@dataclass(frozen=True, slots=True)
class Paid:
    """Minor units that came in, and the order in which they settle."""

    day: date
    minor: int
    order: str = "principal-first"


@dataclass(slots=True)
class Sheet:
    """A debt on paper, in minor units. ``exact`` is the interest before any rounding."""

    principal: int
    costs: int = 0
    interest: int = 0
    unpaid: int = 0
    added: int = 0
    credit: int = 0
    exact: Fraction = Fraction(0)
    lines: list[Line] = field(default_factory=list)
    settled: list[tuple[int, int, int, int]] = field(default_factory=list)

    def receive(self, one: Paid, *, late: bool) -> None:
        left, took = one.minor, dict.fromkeys("pic", 0)
        for part in WATERFALLS[one.order]:
            if part == "p":
                there = self.principal
            else:
                there = (self.unpaid if part == "i" else self.costs) if late else 0
            took[part] = min(left, there)
            left -= took[part]
        self.principal -= took["p"]
        self.unpaid -= took["i"]
        self.costs -= took["c"]
        self.added = min(self.added, self.unpaid)
        self.credit += left
        self.settled.append((took["p"], took["i"], took["c"], left))


def half_up(amount: Fraction) -> int:
    """Rounded to a whole number, a half upwards."""
    return (amount + Fraction(1, 2)).__floor__()


def work_out(
    principal: int,
    rate_on: Callable[[date], Fraction],
    *,
    first: date,
    last: date,
    paid: Iterable[Paid] = (),
    costs: int = 0,
    half_yearly: bool = True,
    own_years: bool = False,
    compounds: bool = False,
) -> Sheet:
    """The debt from the first day that bears interest to the last."""
    sheet = Sheet(principal, costs)
    events = sorted(paid, key=lambda one: one.day)
    for one in events:
        if one.day < first:
            sheet.receive(one, late=False)
    start, running, day = first, dict.fromkeys((365, 366), 0), first
    while day <= last:
        if compounds and is_anniversary(first, day):
            sheet.added = sheet.unpaid
        balance, rate = sheet.principal + sheet.added, rate_on(day)
        running[366 if own_years and isleap(day.year) else 365] += 1
        today = [one for one in events if one.day == day]
        following = day + ONE
        ends = (
            day == last
            or today
            or rate_on(following) != rate
            or (half_yearly and (following.month, following.day) in {(1, 1), (7, 1)})
            or (compounds and is_anniversary(first, following))
        )
        if ends:
            parts = sum(Fraction(days, in_year) for in_year, days in running.items())
            _rule_off(sheet, (start, day), balance, rate, balance * rate / 100 * parts)
            start, running = following, dict.fromkeys((365, 366), 0)
        for one in today:
            sheet.receive(one, late=True)
        day = following
    return sheet


def _rule_off(
    sheet: Sheet, days: tuple[date, date], balance: int, rate: Fraction, exact: Fraction
) -> None:
    if not balance:
        return
    amount = half_up(exact)
    sheet.lines.append((*days, balance, rate, amount))
    sheet.exact += exact
    sheet.interest += amount
    sheet.unpaid += amount


def is_anniversary(first: date, day: date) -> bool:
    """The same day of a later year; of 29 February the 28th, where the year has no such day."""
    if day.year <= first.year or day.month != first.month:
        return False
    wanted = 28 if (first.month, first.day) == (2, 29) and not isleap(day.year) else first.day
    return day.day == wanted


def sheet_of(account: Account) -> Sheet:
    """The program's account as such a sheet, to lay them side by side."""
    return Sheet(
        principal=account.principal_open.minor,
        costs=account.costs_open.minor,
        interest=account.interest.minor,
        unpaid=account.interest_open.minor,
        credit=account.credit.minor,
        lines=[
            (one.start, one.end, one.balance.minor, Fraction(one.percent), one.amount.minor)
            for one in account.segments
        ],
        settled=[
            (one.principal.minor, one.interest.minor, one.costs.minor, one.credit.minor)
            for one in account.applied
        ],
    )


def same(ours: Sheet, account: Account) -> bool:
    """Whether the program says line for line what the sheet says."""
    theirs = sheet_of(account)
    theirs.exact, theirs.added = ours.exact, ours.added
    return ours == theirs
