"""Columns that come again and again: ids, links, codes, money, moments."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    String,
    TypeDecorator,
    text,
)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite keeps no time zone, so it is stored without and given back."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse a moment without a zone: it would be somebody's local time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


def key() -> Column[int]:
    """The primary key."""
    return Column("id", Integer, primary_key=True)


def link(target: str, *, name: str = "", null: bool = False, index: bool = False) -> Column[int]:
    """A reference to a row of another table."""
    column = name or f"{target}_id"
    return Column(column, Integer, ForeignKey(f"{target}.id"), nullable=null, index=index)


def short_text(name: str, length: int = 255, *, index: bool = False) -> Column[str]:
    """A text that is never null."""
    return Column(name, String(length), nullable=False, server_default="", index=index)


def code(name: str) -> Column[str]:
    """A code of the domain."""
    return Column(name, String(32), nullable=False)


def flag(name: str, *, default: bool = False) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False, server_default=text("1" if default else "0"))


def minor(name: str) -> Column[int]:
    """An amount in minor units."""
    return Column(name, BigInteger, nullable=False)


def currency() -> Column[str]:
    """The currency of the amounts beside it."""
    return Column("currency", String(3), nullable=False)


def address() -> list[Column[Any]]:
    """A postal address."""
    return [
        Column("address_lines", JSON, nullable=False),
        short_text("city"),
        short_text("region"),
        short_text("postcode", 32),
        short_text("country", 2),
    ]


def terms(*, null: bool) -> list[Column[Any]]:
    """Payment terms; null where the business's own hold."""
    return [
        Column("net_days", Integer, nullable=null),
        Column("due_basis", String(32), nullable=null),
        Column("late_basis", String(32), nullable=null),
        Column("contract_rate", String(32), nullable=True),
        Column("contract_per", String(32), nullable=True),
        # A day of the month, parts due at other times, and a discount for paying early.
        Column("due_day", Integer, nullable=True),
        Column("stages", JSON, nullable=True),
        Column("discount_percent", String(32), nullable=True),
        Column("discount_days", Integer, nullable=True),
        # What a late payer is told will follow, as codes, and an agreed fee for each reminder.
        Column("consequences", JSON, nullable=True),
        Column("reminder_fee", BigInteger, nullable=True),
    ]


def late_terms() -> list[Column[Any]]:
    """What late payment costs, where something else was agreed than the client's terms have."""
    return [
        Column("late_basis", String(32), nullable=True),
        Column("contract_rate", String(32), nullable=True),
        Column("contract_per", String(32), nullable=True),
        Column("reminder_fee", BigInteger, nullable=True),
    ]
