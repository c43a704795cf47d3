"""What a verb writes to: lines for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from dunning_desktop.domain.money import Money


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


def plain(value: object) -> object:
    """The value in JSON's own types."""
    if isinstance(value, Money):
        return {"amount": str(value.amount), "minor": value.minor, "currency": value.currency}
    if is_dataclass(value):
        return fields_of(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return _scalar(value)


def fields_of(value: object) -> dict[str, object]:
    """A dataclass's fields in JSON's own types."""
    names = [field.name for field in fields(value)] if is_dataclass(value) else []
    return {name: plain(getattr(value, name)) for name in names}


def _scalar(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def money(amounts: Sequence[Money]) -> str:
    """Amounts side by side; currencies never add up."""
    return " + ".join(amount(one) for one in amounts) or "-"


def amount(one: Money) -> str:
    """One amount, as ``1,234.50 GBP``."""
    return f"{one.amount:,} {one.currency}"
