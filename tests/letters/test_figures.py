"""Figures: the locale's way of writing, with exactly the currency's decimals."""

from datetime import date
from decimal import Decimal

import pytest

from dunning_desktop.domain.money import Money
from dunning_desktop.letters.figures import figures_for

GB = figures_for("en-GB", "en-GB")


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [
        (123_450, "GBP", "£1,234.50"),
        (-5, "GBP", "−£0.05"),
        (1_999, "EUR", "€19.99"),
        (1_234_567, "JPY", "JP¥1,234,567"),
        (1_234_567, "KWD", "KWD\u00a01,234.567"),
        # CLDR shows no decimals for these; a claim does.
        (1_250, "RSD", "RSD\u00a012.50"),
        (99, "COP", "COP\u00a00.99"),
        (10**15, "GBP", "£10,000,000,000,000.00"),
    ],
)
def test_money(minor: int, currency: str, written: str) -> None:
    assert GB.money(Money(minor, currency)) == written


def test_currencies_stand_side_by_side() -> None:
    assert GB.monies([Money(100, "EUR"), Money(200, "GBP")]) == "€1.00 and £2.00"


def test_days_and_rates() -> None:
    assert GB.day(date(2026, 11, 22)) == "22 November 2026"
    assert GB.short_day(date(2026, 11, 2)) == "2 Nov 2026"
    assert [GB.percent(Decimal(x)) for x in ("11.75", "8", "12.125")] == ["11.75%", "8%", "12.125%"]


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("en-IE", "en-IE"),
        ("en-US", "en-US"),
        ("en", "en-GB"),
        # No German texts yet: an English sentence does not get a German date.
        ("de-DE", "en-GB"),
        ("xx-??", "en-GB"),
        ("", "en-GB"),
    ],
)
def test_whose_figures(language: str, tag: str) -> None:
    assert figures_for(language, "en-GB").tag == tag
