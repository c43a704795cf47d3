"""Amounts as people read and type them, in British English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from dunning_desktop.domain.errors import InvalidAmount
from dunning_desktop.domain.money import Money, exponent

# The signs that name one currency beyond doubt on a British screen.
SIGNS = {"GBP": "£", "EUR": "€", "USD": "US$", "JPY": "¥"}
MINUS = "\N{MINUS SIGN}"
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")


def money(amount: Money) -> str:
    """``£1,234.50``; where a currency has no sign of its own, ``CHF 1,234.50``."""
    sign = SIGNS.get(amount.currency, f"{amount.currency}\N{NO-BREAK SPACE}")
    minus = MINUS if amount.minor < 0 else ""
    return f"{minus}{sign}{figure(Money(abs(amount.minor), amount.currency))}"


def figure(amount: Money) -> str:
    """``1,234.50``: the amount without its currency, as an entry field shows it."""
    return f"{amount.amount:,.{exponent(amount.currency)}f}"


def sums(amounts: Iterable[Money], *, none: str = "–") -> str:
    """One amount a currency, none left out: ``£120.00 + €80.00``."""
    return " + ".join(money(one) for one in amounts if one.minor) or none


def parse_money(text: str, currency: str) -> Money:
    """What was typed, as an amount of that currency. Raises ``InvalidAmount``.

    Taken are ``1234.5``, ``1,234.50``, ``£1,234.50`` and ``GBP 1234``; nothing is guessed.
    """
    bare = text.strip()
    for mark in (SIGNS.get(currency, ""), currency):
        if mark and bare.startswith(mark):
            bare = bare.removeprefix(mark).strip()
            break
    if not (_GROUPED.fullmatch(bare) or _PLAIN.fullmatch(bare)) or not bare.isascii():
        raise InvalidAmount(reason="number", text=text)
    return Money.of(Decimal(bare.replace(",", "")), currency)
