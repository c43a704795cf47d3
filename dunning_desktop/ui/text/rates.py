"""Reference rates in words: half-years, where they are used, how far they are known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.calendar import add_days
from dunning_desktop.domain.jurisdiction import country_of
from dunning_desktop.domain.rates import JULY, RateTable, ReferenceRate, next_half_year
from dunning_desktop.ui.text import claims
from dunning_desktop.ui.text.money import MINUS
from dunning_desktop.ui.widgets.fields import country
from dunning_desktop.usecases.rates import KnownRates

translate = QCoreApplication.translate


def edge(when: date) -> str:
    """``31 December 2026``: the first or the last day of a half-year, at length."""
    months = {
        1: translate("Rates", "January"),
        6: translate("Rates", "June"),
        JULY: translate("Rates", "July"),
        12: translate("Rates", "December"),
    }
    return f"{when.day} {months[when.month]} {when.year}"


def span(half_year: date) -> str:
    """``1 January to 30 June 2027``."""
    if half_year.month == JULY:
        words = translate("Rates", "1 July to 31 December {year}")
    else:
        words = translate("Rates", "1 January to 30 June {year}")
    return words.format(year=half_year.year)


def span_with_day(table: RateTable, half_year: date) -> str:
    """A half-year with the day its rate is read off."""
    words = translate("Rates", "{span} (the rate in force on {day})")
    return words.format(span=span(half_year), day=edge(fixed_on(table, half_year)))


def fixed_on(table: RateTable, half_year: date) -> date:
    """The day the rate of a half-year is read off."""
    return add_days(half_year, -1) if table.day_before else half_year


def percent(rate: Decimal) -> str:
    """``4.00 %``: at least two decimals, so that a column of them stands in line."""
    return claims.percent(rate, places=2).replace("-", MINUS)


def countries(jurisdictions: Iterable[str]) -> str:
    """The countries whose law uses a rate, each once."""
    return ", ".join(dict.fromkeys(country(country_of(one)) for one in jurisdictions))


def choice(known: KnownRates, table: RateTable) -> str:
    """A table's name, and whether a rate is missing in it."""
    if known.stale(table):
        return translate("Rates", "{name} (a rate is missing)").format(name=table.name)
    return table.name


def reach(known: KnownRates, table: RateTable) -> str:
    """How far a table is known, or since when it is not."""
    to = known.known_to(table)
    if known.stale(table):
        words = translate("Rates", "Known only to {day}: the figures of today are provisional.")
    else:
        words = translate("Rates", "Known to {day}.")
    return words.format(day=edge(to))


def missing(known: KnownRates, table: RateTable) -> str:
    """What is missing in a stale table."""
    return translate("Rates", "The rate from {day} is missing").format(
        day=edge(add_days(known.known_to(table), 1))
    )


def origin(table: RateTable, rate: ReferenceRate) -> str:
    """Who brought a rate in."""
    if rate.own:
        source = own_source(table, rate)
        words = translate("Rates", "You: {source}") if source else translate("Rates", "You")
        return words.format(source=source)
    if rate.checked:
        return translate("Rates", "The program")
    return translate("Rates", "The program, unchecked")


def own_source(table: RateTable, rate: ReferenceRate) -> str:
    """What the owner wrote about where a rate is from."""
    return rate.source if rate.own and rate.source != table.source else ""


def half_years(known: KnownRates, table: RateTable) -> list[date]:
    """From the first that is known to two ahead of today, the latest first."""
    found = [table.rates[0].half_year]
    last = next_half_year(next_half_year(known.today))
    while found[-1] < last:
        found.append(next_half_year(found[-1]))
    return found[::-1]
