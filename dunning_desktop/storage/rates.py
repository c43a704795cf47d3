"""The owner's own reference rates in the book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, delete, select

from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.rates import ReferenceRate
from dunning_desktop.storage import tables
from dunning_desktop.storage.statements import add, change


class SqlRates:
    """``usecases.ledger.Rates`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rates(self) -> Sequence[tuple[str, ReferenceRate]]:
        rate = tables.reference_rate
        rows = self._connection.execute(
            select(rate).order_by(rate.c.table_code, rate.c.half_year)
        ).mappings()
        return [
            (
                row["table_code"],
                ReferenceRate(
                    half_year=row["half_year"],
                    fixed_on=row["fixed_on"],
                    percent=Decimal(row["percent"]),
                    source=row["source"],
                    own=True,
                ),
            )
            for row in rows
        ]

    def save(self, table: str, rate: ReferenceRate, *, at: datetime) -> None:
        values = {
            "table_code": table,
            "half_year": rate.half_year,
            "fixed_on": rate.fixed_on,
            "percent": str(rate.percent),
            "source": rate.source[:255],
            "at": at,
        }
        known = self._id_of(table, rate.half_year)
        if known is None:
            add(self._connection, tables.reference_rate, values)
        else:
            change(self._connection, tables.reference_rate, known, values)

    def remove(self, table: str, half_year: date) -> None:
        rate, known = tables.reference_rate, self._id_of(table, half_year)
        if known is None:
            raise NotFound(kind="rate", key=half_year.isoformat())
        self._connection.execute(delete(rate).where(rate.c.id == known))

    def _id_of(self, table: str, half_year: date) -> int | None:
        rate = tables.reference_rate
        return self._connection.execute(
            select(rate.c.id).where(rate.c.table_code == table, rate.c.half_year == half_year)
        ).scalar_one_or_none()
