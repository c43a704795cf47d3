"""What a verb writes to: lines for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dunning_desktop.domain.money import Money
from dunning_desktop.usecases.plain import fields_of, plain

__all__ = ["amount", "as_json", "fields_of", "money", "plain", "print_json", "say", "table"]


def say(line: str = "") -> None:
    """One line for people."""
    print(line)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: set[int]) -> None:
    """Columns as wide as they must be; those in ``right`` are aligned right."""
    widths = [max(len(row[i]) for row in [headings, *rows]) for i in range(len(headings))]
    for row in [headings, *rows]:
        cells = [
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        say("  ".join(cells).rstrip())


def as_json(value: object) -> None:
    """A value as JSON: money as amount, minor units and currency; days and moments in ISO form."""
    print_json(plain(value))


def print_json(value: object) -> None:
    """Print what is of JSON's own types already: ten thousand debts are gone through once only."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def money(amounts: Sequence[Money]) -> str:
    """Amounts side by side; currencies never add up."""
    return " + ".join(amount(one) for one in amounts) or "-"


def amount(one: Money) -> str:
    """One amount, as ``1,234.50 GBP``."""
    return f"{one.amount:,} {one.currency}"
