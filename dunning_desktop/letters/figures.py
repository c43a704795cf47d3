"""Amounts, days and rates as they are written in a language and its region."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import NumberPattern, format_decimal, format_percent

from dunning_desktop.domain.money import Money, exponent

_KEPT = 4096
"""The same amount stands in the table, in the words, in the box and in the e-mail."""
MINUS = "\N{MINUS SIGN}"
NBSP = "\N{NO-BREAK SPACE}"
# CLDR asks for a space between a code and its digits; Babel leaves it out.
_CODE_BEFORE_DIGIT = re.compile(r"(?<=[A-Z]{3})(?=\d)")


def locale_for(language: str, text_language: str) -> Locale:
    """The client's own region where the text is in the client's language, else the text's.

    An English text for a client in Ireland writes Irish dates; an English text for a client
    whose language has no texts yet does not mix two languages in one sentence. A bare ``en``
    names no region: it takes the text's, not America.
    """
    text = Locale.parse(text_language, sep="-")
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return text
    return locale if locale.language == text.language and locale.territory else text


class Figures:
    """Writes figures for one locale. Get one from ``figures_for``: patterns are kept."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self._patterns: dict[int, NumberPattern] = {}
        self._written: dict[Money, str] = {}

    @cached_property
    def tag(self) -> str:
        """The locale as a language tag: ``en-GB``."""
        return str(self.locale).replace("_", "-")

    def money(self, money: Money) -> str:
        """``£1,234.50``; always with exactly the currency's decimals, which CLDR may not show."""
        if money not in self._written:
            if len(self._written) > _KEPT:
                self._written.clear()
            self._written[money] = self._write(money)
        return self._written[money]

    def _write(self, money: Money) -> str:
        pattern = self._pattern(exponent(money.currency))
        text = pattern.apply(
            money.amount, self.locale, currency=money.currency, currency_digits=False
        )
        return _CODE_BEFORE_DIGIT.sub(NBSP, text.replace("-", MINUS))

    def monies(self, amounts: Iterable[Money]) -> str:
        """``£1,234.50 and €20.00``: currencies stand side by side, they never add up."""
        return self.joined(self.money(one) for one in amounts)

    def day(self, day: date) -> str:
        """``22 November 2026``."""
        return _long_date(day, self.locale)

    def short_day(self, day: date) -> str:
        """``22 Nov 2026``, for tables."""
        return _short_date(day, self.locale)

    def percent(self, percent: Decimal) -> str:
        """``11.75%`` for a rate in percent."""
        text = format_percent(percent / 100, locale=self.locale, decimal_quantization=False)
        return text.replace("-", MINUS)

    def percents(self, rates: Iterable[Decimal]) -> tuple[str, ...]:
        """Rates of one column, all with as many decimals as the finest of them has."""
        found = tuple(rates)
        pattern = copy(self.locale.percent_formats[None])
        decimals = max((_decimals(one) for one in found), default=0)
        pattern.frac_prec = (decimals, decimals)
        written = (pattern.apply(one / 100, self.locale) for one in found)
        return tuple(one.replace("-", MINUS) for one in written)

    def points(self, points: Decimal) -> str:
        """``9.2`` for percentage points."""
        text = format_decimal(points, locale=self.locale, decimal_quantization=False)
        return text.replace("-", MINUS)

    def number(self, number: int) -> str:
        """``1,234``."""
        return format_decimal(number, locale=self.locale)

    def joined(self, parts: Iterable[str]) -> str:
        """``A, B and C``."""
        return format_list(tuple(parts), locale=self.locale)

    def _pattern(self, decimals: int) -> NumberPattern:
        if decimals not in self._patterns:
            pattern = copy(self.locale.currency_formats["standard"])
            pattern.frac_prec = (decimals, decimals)
            self._patterns[decimals] = pattern
        return self._patterns[decimals]


def _decimals(rate: Decimal) -> int:
    """How many decimals say all of it."""
    exponent_ = rate.normalize().as_tuple().exponent
    return max(-exponent_, 0) if isinstance(exponent_, int) else 0


@lru_cache(maxsize=2048)
def _long_date(day: date, locale: Locale) -> str:
    return _first_of_month(format_date(day, "long", locale=locale), day, locale)


@lru_cache(maxsize=2048)
def _short_date(day: date, locale: Locale) -> str:
    return _first_of_month(format_date(day, "medium", locale=locale), day, locale)


def _first_of_month(written: str, day: date, locale: Locale) -> str:
    """French counts the first of a month as an ordinal, which Babel does not."""
    first = locale.language == "fr" and day.day == 1 and written.startswith("1 ")
    return f"1er {written[2:]}" if first else written


@cache
def figures_for(language: str, text_language: str) -> Figures:
    """The figures of a client's language (see ``locale_for``)."""
    return Figures(locale_for(language, text_language))
