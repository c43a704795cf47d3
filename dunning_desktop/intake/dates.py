"""Dates as people and programs write them: explicit forms only, and no order is ever guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from dunning_desktop.usecases.drafts import DateOrder

# What a living business invoices lies between; anything else is a slip or a number.
_YEARS = range(1990, 2101)
_CENTURY = 2000
_ZONE = r"(?:[A-Z]{1,4}|[+-][0-9]{2}:?[0-9]{2})?"
_TIME = rf"(?:[T ,]+[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:[.,][0-9]+)?)?\s*(?:[AP]M)?\s*{_ZONE})?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_MONTH = r"(?P<month>[A-Z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4}|'?[0-9]{2})"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{_WEEKDAY}{pattern}{_TIME}", re.IGNORECASE)


_FIGURES = _form(r"([0-9]{1,2})([/.\-])\s?([0-9]{1,2})\2\s?([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = _form(r"([0-9]{4})([/.\-])([0-9]{1,2})\2([0-9]{1,2})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_WORDS = (
    _form(rf"{_DAY}[\s\-/.,]*{_MONTH}[\s\-/.,]*{_YEAR}"),
    _form(rf"{_MONTH}[\s\-/.]*{_DAY}[\s\-/.,]+{_YEAR}"),
    _form(rf"(?P<year>[0-9]{{4}})[\s\-/.]*{_MONTH}[\s\-/.]*{_DAY}"),
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_NUMBERS = {
    **{name: number for number, name in enumerate(_MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
# Day 1 of Excel is 1 January 1900, and it believes in a 29 February of that year.
_EXCEL_EPOCH = date(1899, 12, 30)


class Figures(NamedTuple):
    """Three figures whose order the text does not say: 03/04/2026."""

    first: int
    second: int
    third: int


class Evidence(NamedTuple):
    """Which orders make a date of the text, and whether they make different ones."""

    orders: tuple[DateOrder, ...]
    ambiguous: bool


def read_text(text: str) -> date | Figures | None:
    """A date that can be read one way only, figures that need an order, or None for no date."""
    text = " ".join(text.removeprefix("'").split())
    if found := _FIGURES.fullmatch(text):
        return _from_figures(int(found[1]), found[2], int(found[3]), int(found[4]))
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _COMPACT.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    return _from_words(text)


def _from_figures(first: int, mark: str, second: int, third: int) -> date | Figures | None:
    """Dots are written where the day comes first, and nowhere else."""
    figures = Figures(first, second, third)
    return in_order(figures, DateOrder.DAY_FIRST) if mark == "." else figures


def _from_words(text: str) -> date | None:
    for form in _WORDS:
        found = form.fullmatch(text)
        number = _MONTH_NUMBERS.get(found["month"].lower()) if found else None
        if found and number:
            return _day(_full_year(int(found["year"].lstrip("'"))), number, int(found["day"]))
    return None


def in_order(figures: Figures, order: DateOrder) -> date | None:
    """The date the figures make in that order, None where they make none."""
    first, second, third = figures
    if order is DateOrder.DAY_FIRST:
        return _day(_full_year(third), second, first)
    if order is DateOrder.MONTH_FIRST:
        return _day(_full_year(third), first, second)
    return _day(_full_year(first), second, third)


def _full_year(year: int) -> int:
    return year + _CENTURY if year < 100 else year  # noqa: PLR2004 (two figures)


def _day(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_date(cell: object, order: DateOrder) -> date | None:
    """The date in a cell: typed, an Excel serial number, or text read in that order."""
    if isinstance(cell, str):
        read = read_text(cell)
        return in_order(read, order) if isinstance(read, Figures) else read
    if isinstance(cell, Decimal):
        return _from_number(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    return cell if isinstance(cell, date) and cell.year in _YEARS else None


def _from_number(number: Decimal) -> date | None:
    """A number in a date column counts days, unless its eight digits are a date themselves."""
    if number == number.to_integral_value() and _COMPACT.fullmatch(f"{number:f}"):
        read = read_text(f"{number:f}")
        return read if isinstance(read, date) else None
    if not 0 < number < 100_000:  # noqa: PLR2004 (the year 2173)
        return None
    day = _EXCEL_EPOCH + timedelta(days=int(number))
    return day if day.year in _YEARS else None


def evidence(text: str) -> Evidence:
    """What one text says about the order of its column; no orders for what needs none."""
    figures = read_text(text)
    if not isinstance(figures, Figures):
        return Evidence((), ambiguous=False)
    asked = (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
    readings = {order: in_order(figures, order) for order in asked}
    orders = tuple(order for order, day in readings.items() if day)
    return Evidence(orders, ambiguous=len(set(readings.values()) - {None}) > 1)
