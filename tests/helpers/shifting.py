"""The same facts some days later: every date in them moved, and nothing else."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any, TypeVar

Value = TypeVar("Value")


def shifted(value: Value, days: int) -> Value:
    """The value with all dates in it moved by so many days."""
    moved: Any = value
    if isinstance(value, date):
        moved = value + timedelta(days=days)
    elif isinstance(value, tuple):
        moved = tuple(shifted(one, days) for one in value)
    elif is_dataclass(value) and not isinstance(value, type):
        names = [one.name for one in fields(value) if one.init]
        moved = replace(value, **{name: shifted(getattr(value, name), days) for name in names})
    return moved  # type: ignore[no-any-return]
