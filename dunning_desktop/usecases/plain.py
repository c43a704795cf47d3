"""Values in JSON's own types, for what other programs read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from dunning_desktop.domain.money import Money


def plain(value: object) -> object:
    """The value in JSON's own types: money as amount, minor units and currency; days in ISO form.

    Bytes are left out: a file of its own has them.
    """
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
    found = {name: getattr(value, name) for name in names}
    return {name: plain(one) for name, one in found.items() if not isinstance(one, bytes)}


def _scalar(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
