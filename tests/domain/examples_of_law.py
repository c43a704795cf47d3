"""Worked examples for each row of the law, with answers from the pinned table and by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache

from dunning_desktop.domain.assessment import assess, default_order
from dunning_desktop.domain.cautions import Caution
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.rates import ReferenceRate
from dunning_desktop.domain.regime import LawBook
from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.domain.terms import ContractRate, RatePer
from tests.domain.by_hand import ONE, work_out
from tests.domain.pinned_law import PINS, Pin, rates

# From when to when a table's rate changes, known or not, for more than a year.
SPANS = {
    "boe": ("2024-05-31", "2025-08-31"),
    "ecb": ("2024-05-31", "2025-08-31"),
    "de": ("2024-05-31", "2025-08-31"),
    "at": ("2024-05-31", "2025-08-31"),
    "dk": ("2022-05-31", "2023-08-31"),
    "se": ("2023-08-31", "2024-10-15"),
    "pl": ("2025-08-31", "2026-10-15"),
    "cz": ("2024-05-31", "2025-08-31"),
    "": ("2024-05-31", "2025-08-31"),
}
DE_OF_OLD = ("2013-05-31", "2014-08-31")
ODD = Decimal("2.15")
# Cautions that follow from facts of the law alone.
PLAIN = {
    Caution.PROVISIONAL, Caution.UNCHECKED, Caution.LONG_TERMS, Caution.AUTHORITY_CUT,
    Caution.NO_STATUTE, Caution.NOT_COVERED, Caution.MONTHLY_CAPPED, Caution.NO_BAND,
    Caution.FOREIGN_COMPENSATION, Caution.STATUTE_BARRED, Caution.WEAK_REMEDY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What is owed on an example, or the ``refused`` field and reason.

    ``reference``: the last rate as it was published. ``odd``: what a company would owe at a
    reference rate of 2.15 %, which stands between the half points.
    """

    refused: tuple[str, str] = ("", "")
    day: date | None = None
    lines: tuple[tuple[date, date, int, Fraction, int], ...] = ()
    fixed_on: date | None = None
    reference: Decimal | None = None
    odd: Fraction | None = None
    fixed: Money | None = None
    cautions: frozenset[Caution] = frozenset()
    order: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A debt and the day it is worked out to."""

    debt: Debt
    as_of: date


def seen(example: Example, book: LawBook) -> Answer:
    """What the program says of an example under a book of law."""
    try:
        found = assess(example.debt, book, as_of=example.as_of)
    except InvalidField as error:
        return Answer(refused=(str(error.data["field"]), str(error.data["reason"])))
    regime, reference = found.regime, found.reference
    odd = ReferenceRate(example.as_of, example.as_of, ODD)
    return Answer(
        day=found.relevant.day,
        lines=tuple(
            (one.start, one.end, one.balance.minor, Fraction(one.percent), one.amount.minor)
            for one in found.segments
        ),
        fixed_on=reference.fixed_on if reference else None,
        reference=reference.percent if reference else None,
        odd=(
            Fraction(regime.percent(odd, DebtorType.COMPANY)) if regime and regime.table else None
        ),
        fixed=found.fixed,
        cautions=frozenset(found.cautions) & PLAIN,
        order=default_order(found.regime).value,
    )


# The same by hand


def answer(example: Example) -> Answer:
    """What is owed on an example by the pinned table, the law folder and day-by-day sums."""
    debt = example.debt
    days = debt.days
    pins = [one for one in PINS if one.place == debt.jurisdiction]
    about = _held(pins, max(day for day in (days.agreed, days.notice) if day))
    due, why = _last_day(debt, about)
    pin = _held(pins, due + ONE)
    if pin is None and debt.basis is Basis.STATUTORY:
        return Answer(refused=("due", "before-the-law"))
    if pin is None:
        raise ValueError(example)
    if debt.basis is Basis.COUNTY_COURT and not pin.court:
        return Answer(refused=("basis", "no-county-court"))
    return _late(example, pin, due, why)


def _held(pins: list[Pin], day: date) -> Pin | None:
    held = [one for one in pins if date.fromisoformat(one.since) <= day]
    return max(held, key=lambda one: one.since, default=None)


def _last_day(debt: Debt, pin: Pin | None) -> tuple[date, set[Caution]]:
    """Every example has its day of notice, or one agreed and nothing else."""
    agreed, notice = debt.days.agreed, debt.days.notice
    unagreed, authority, longest = pin.limits if pin and pin.table else (30, None, None)
    early = 1 if pin and pin.notice_counts else 0
    if agreed is None and notice is not None:
        return notice + timedelta(days=unagreed - early), set()
    if agreed is None:
        raise ValueError(debt)
    if notice is None:
        return agreed, set()
    if debt.debtor is DebtorType.PUBLIC_AUTHORITY:
        cut = notice + timedelta(days=authority - early) if authority else agreed
        return min(cut, agreed), {Caution.AUTHORITY_CUT} if cut < agreed else set()
    too_long = longest is not None and (agreed - notice).days > longest
    consumer = debt.debtor is DebtorType.CONSUMER
    return agreed, {Caution.LONG_TERMS} if too_long and not consumer else set()


def _late(example: Example, pin: Pin, due: date, why: set[Caution]) -> Answer:
    debt, first = example.debt, due + ONE
    statutory = debt.basis is Basis.STATUTORY
    covered = bool(pin.table) and debt.debtor in pin.margins()
    said = set(why)
    if statutory and not covered:
        said.add(Caution.NOT_COVERED if pin.table else Caution.NO_STATUTE)
    if pin.years and example.as_of > _years_later(due, pin.years):
        said.add(Caution.STATUTE_BARRED)
    if _is_capped(debt, pin):
        said.add(Caution.MONTHLY_CAPPED)
    if _is_weak(debt, pin, first):
        said.add(Caution.WEAK_REMEDY)
    fixed_on, percent, lines = None, None, []
    if not statutory:
        lines = _lines(example, pin, first)
    elif covered:
        if min(rates()[pin.table]) > first:
            return Answer(refused=("due", "before-the-rates"))
        lines = _lines(example, pin, first)
        days = [first] if pin.fixed_rate else [one[0] for one in lines]
        fixed_on, percent = _read_off(pin, days, said)
    displaced = pin.displaced or debt.basis is Basis.COUNTY_COURT
    fixed = _fixed(debt, pin, said) if covered and (statutory or not displaced) else None
    half = Fraction("2.5") if pin.rounded_up else Fraction(ODD)
    odd = half + Fraction(pin.points) if pin.table else None
    return Answer(
        ("", ""), due, tuple(lines), fixed_on, percent, odd, fixed, frozenset(said), pin.order
    )


def _is_weak(debt: Debt, pin: Pin, first: date) -> bool:
    """Less than the reference rate and half of the points, where it stands in the law's place."""
    if debt.contract is None or not pin.displaced:
        return False
    reference = rates()[pin.table][_half_year(first)][0]
    return debt.contract.yearly < reference + Decimal(pin.points) / 2


def _read_off(pin: Pin, days: list[date], said: set[Caution]) -> tuple[date, Decimal]:
    """The last rate and when it was fixed; and what is to be said of any of them."""
    known = rates()[pin.table]
    read = [max(one for one in known if one <= day) for day in days]
    if not all(known[one][1] for one in read):
        said.add(Caution.UNCHECKED)
    if read != [_half_year(day) for day in days]:
        said.add(Caution.PROVISIONAL)
    return read[-1] - ONE if pin.table == "boe" else read[-1], known[read[-1]][0]


def _lines(example: Example, pin: Pin, first: date) -> list[tuple[date, date, int, Fraction, int]]:
    debt = example.debt
    statutory = debt.basis is Basis.STATUTORY
    if debt.contract and debt.contract.per is RatePer.MONTH and not _is_capped(debt, pin):
        # Such an example is shorter than a month.
        return []

    @cache
    def rate_of(half: date) -> Fraction:
        known = rates()[pin.table]
        base = Fraction(known[max(one for one in known if one <= half)][0])
        if pin.rounded_up:
            base = Fraction(-((-base * 2) // 1), 2)
        return base + Fraction(pin.margins()[debt.debtor])

    def rate_on(day: date) -> Fraction:
        if debt.basis is Basis.COUNTY_COURT:
            return Fraction(8)
        if debt.contract is not None:
            return Fraction(pin.cap or 0 if _is_capped(debt, pin) else debt.contract.percent)
        return rate_of(_half_year(first if pin.fixed_rate else day))

    return work_out(
        debt.principal.minor,
        rate_on,
        first=first,
        last=example.as_of,
        half_yearly=statutory and not pin.fixed_rate,
        compounds=statutory and pin.compounds,
    ).lines


def _is_capped(debt: Debt, pin: Pin) -> bool:
    if debt.contract is None or pin.cap is None or debt.contract.per is RatePer.YEAR:
        return False
    return debt.contract.percent * 12 > Decimal(pin.cap) and not debt.contract.yearly_stated


def _fixed(debt: Debt, pin: Pin, said: set[Caution]) -> Money | None:
    if debt.debtor is DebtorType.CONSUMER or not pin.bands:
        return None
    owed = debt.principal
    reached = [fixed for edge, fixed in pin.bands if owed.amount >= Decimal(edge)]
    if owed.currency != pin.currency:
        said.add(Caution.NO_BAND)
        return None
    fixed = Money.of(reached[-1], pin.sums_in or pin.currency)
    if fixed.currency != owed.currency:
        said.add(Caution.FOREIGN_COMPENSATION)
    return fixed


def _half_year(day: date) -> date:
    return date(day.year, 1 if day.month <= 6 else 7, 1)


def _years_later(day: date, years: int) -> date:
    """The same day so many years on. No example falls due on a leap day."""
    return day.replace(year=day.year + years)


# The examples of a row


def examples(pin: Pin) -> Iterator[Example]:
    """Examples that between them stand on every fact of a row."""
    old = pin.place == "DE" and pin.since < "2014"
    due, as_of = (date.fromisoformat(day) for day in (DE_OF_OLD if old else SPANS[pin.table]))
    some = Money.of("1234.56", pin.currency)
    for debtor in DebtorType:
        yield Example(Debt(some, DebtDays(due), pin.place, debtor), as_of)
    yield from _around_edges(pin, due)
    yield from _about_days(pin, some, due)
    yield from _about_contracts(pin, some, due, as_of)
    end = _years_later(due, pin.years or 20)
    for day in (end, end + ONE):
        yield Example(Debt(some, DebtDays(due), pin.place), day)
    since = date.fromisoformat(pin.since)
    if since.year >= 1985:
        for before in (1, 2):
            first = since - timedelta(days=before)
            yield Example(Debt(some, DebtDays(first), pin.place), first + timedelta(days=40))


def _around_edges(pin: Pin, due: date) -> Iterator[Example]:
    for edge, _ in (*pin.bands, ("1000", ""), ("20000000", "")):
        for more in (-1, 0, 1):
            minor = Money.of(edge, pin.currency).minor + more
            if minor:
                debt = Debt(Money(minor, pin.currency), DebtDays(due), pin.place)
                yield Example(debt, due + ONE)
    foreign = Debt(Money(123456, "CHF"), DebtDays(due), pin.place)
    yield Example(foreign, due + ONE)


def _about_days(pin: Pin, some: Money, due: date) -> Iterator[Example]:
    later = due + timedelta(days=420)
    company, authority = DebtorType.COMPANY, DebtorType.PUBLIC_AUTHORITY
    yield Example(Debt(some, DebtDays(notice=due), pin.place), later)
    longest = pin.limits[2] or 60
    for debtor, days in (
        (authority, 100), (authority, 31), (authority, 30), (authority, 29), (authority, 28),
        (company, longest - 1), (company, longest), (company, longest + 1), (company, 300),
        (DebtorType.CONSUMER, 300),
    ):  # fmt: skip
        agreed = DebtDays(due + timedelta(days=days), notice=due)
        yield Example(Debt(some, agreed, pin.place, debtor), later)


def _about_contracts(pin: Pin, some: Money, due: date, as_of: date) -> Iterator[Example]:
    def agreed(rate: str, per: RatePer = RatePer.YEAR, *, stated: bool = False) -> Debt:
        contract = ContractRate(Decimal(rate), per, stated)
        return Debt(some, DebtDays(due), pin.place, basis=Basis.CONTRACT, contract=contract)

    for rate in ("4.5", "1", "9.24", "9.25"):
        yield Example(agreed(rate), as_of)
    yield Example(agreed("2", RatePer.MONTH, stated=True), due + timedelta(days=20))
    yield Example(Debt(some, DebtDays(due), pin.place, basis=Basis.COUNTY_COURT), as_of)
    # 4.9992 and 5.0004 percent a year.
    for rate in ("0.4166", "0.4167"):
        yield Example(agreed(rate, RatePer.MONTH), due + timedelta(days=20))


def examples_of_rates(pin: Pin) -> Iterator[Example]:
    """A day in the first month of each half-year that its table knows, and of the one after."""
    some = Money.of("1000000", pin.currency)
    since = date.fromisoformat(pin.since)
    for day in (*rates()[pin.table], date(2027, 1, 1)):
        due = max(day + timedelta(days=9), since)
        if _half_year(due) == day:
            yield Example(Debt(some, DebtDays(due), pin.place), due + timedelta(days=3))
