"""Late-payment law as dated data: from the resource files to values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from dunning_desktop import resources
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.rates import RateTable
from dunning_desktop.domain.regime import (
    Band,
    Clock,
    Counting,
    CourtInterest,
    LawBook,
    PeriodRules,
    Regime,
    Rounding,
)


@cache
def known_law() -> LawBook:
    """The law that the program came with."""
    return read_law(
        resources.read_text("law", "regimes.json"),
        resources.read_text("rates", "reference_rates.json"),
    )


def read_law(regimes: str, rates: str) -> LawBook:
    """The law of two JSON texts: the regimes, and the reference rates they stand on."""
    tables = {code: _table(code, data) for code, data in json.loads(rates).items()}
    found: list[Mapping[str, Any]] = []
    for row in json.loads(regimes):
        found.append(_whole(row, found))
    return LawBook(tuple(_regime(row, tables) for row in found), tables)


def _whole(row: Mapping[str, Any], before: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """A row with what it takes over from the latest row of the jurisdiction it is ``like``."""
    if "like" not in row:
        return row
    like = [one for one in before if one["jurisdiction"] == row["like"]]
    return {**like[-1], **row}


def _table(code: str, data: Mapping[str, Any]) -> RateTable:
    empty = RateTable(code, data["name"], data["source"], data["fixed"] == "day-before", ())
    return empty.with_rates(
        empty.rate(date.fromisoformat(day), Decimal(percent), checked=not marks)
        for day, percent, *marks in data["rates"]
    )


def _regime(row: Mapping[str, Any], tables: Mapping[str, RateTable]) -> Regime:
    head = {key: row[key] for key in ("jurisdiction", "law", "source", "currency")}
    since = date.fromisoformat(row["since"])
    if row.get("contract_only"):
        cap = row.get("month_cap")
        return Regime(**head, since=since, month_cap=Decimal(cap) if cap else None)
    return Regime(
        **head,
        since=since,
        table=tables[row["table"]],
        margins={DebtorType(one): Decimal(points) for one, points in row["margins"].items()},
        clock=Clock(row["clock"]),
        rounding=Rounding(row.get("rounding", Rounding.EXACT)),
        compounds=row.get("compounds", False),
        bands=_bands(row),
        contract_displaces=row["contract_displaces"],
        payment_order=PaymentOrder(row["payment_order"]),
        periods=_periods(row["days"]),
        court=_court(row["court"]),
        fee_if_agreed=_fee(row),
        limitation_years=row["limitation_years"],
    )


def _bands(row: Mapping[str, Any]) -> tuple[Band, ...]:
    """The bands are edged in the regime's currency; the sums may be in another."""
    data = row["compensation"]
    if data is None:
        return ()
    return tuple(
        Band(Money.of(start, row["currency"]), Money.of(fixed, data["currency"]))
        for start, fixed in data["bands"]
    )


def _periods(data: Mapping[str, Any]) -> PeriodRules:
    return PeriodRules(
        unagreed=data["unagreed"],
        counting=Counting(data["counting"]),
        authority=data["authority"],
        longest=data["longest"],
    )


def _court(data: Mapping[str, Any] | None) -> CourtInterest | None:
    return None if data is None else CourtInterest(Decimal(data["percent"]), data["law"])


def _fee(row: Mapping[str, Any]) -> Money | None:
    fee = row.get("fee_if_agreed")
    return None if fee is None else Money.of(fee, row["currency"])
