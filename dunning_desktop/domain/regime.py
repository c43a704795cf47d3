"""The late-payment law of a jurisdiction as dated data: a new law is a new row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.jurisdiction import country_of
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.rates import RateTable, ReferenceRate

HALF_POINT = Decimal("0.5")


class Clock(StrEnum):
    """Whether a debt keeps the rate with which its interest began, or takes each new one."""

    FIXED = "fixed"
    HALF_YEARLY = "half-yearly"


class Rounding(StrEnum):
    """What the law does to the reference rate before it adds its points."""

    EXACT = "exact"
    UP_TO_HALF = "up-to-half"

    def apply(self, percent: Decimal) -> Decimal:
        """The reference rate as the law takes it."""
        if self is Rounding.EXACT:
            return percent
        return (percent / HALF_POINT).to_integral_value(ROUND_CEILING) * HALF_POINT


class Counting(StrEnum):
    """Whether the day of notice is the first day of a period, or the day after it is."""

    BEGINNING_WITH = "beginning-with"
    FOLLOWING = "following"


@dataclass(frozen=True, slots=True)
class Band:
    """The fixed sum owed for a debt of at least ``from_amount``; their currencies may differ."""

    from_amount: Money
    fixed_sum: Money


@dataclass(frozen=True, slots=True)
class PeriodRules:
    """Days to pay by law: where none were agreed, at most of an authority, and where fairness ends.

    None where the law sets no such limit.
    """

    unagreed: int = 30
    counting: Counting = Counting.FOLLOWING
    authority: int | None = None
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class CourtInterest:
    """Simple interest a court may award instead of the statutory one, percent a year."""

    percent: Decimal
    law: str


@dataclass(frozen=True, slots=True)
class Regime:
    """The law of a jurisdiction for debts on which interest begins on ``since`` or later.

    ``table`` is None where only a contract gives interest. ``margins`` are points added to the
    reference, for each debtor type that owes it; ``month_cap`` is the most, percent a year, that a
    monthly rate with no yearly equivalent stated can give.
    """

    jurisdiction: str
    since: date
    law: str
    source: str
    currency: str
    table: RateTable | None = None
    margins: Mapping[DebtorType, Decimal] = field(default_factory=dict)
    clock: Clock = Clock.HALF_YEARLY
    rounding: Rounding = Rounding.EXACT
    compounds: bool = False
    bands: tuple[Band, ...] = ()
    contract_displaces: bool = True
    payment_order: PaymentOrder = PaymentOrder.PRINCIPAL_FIRST
    periods: PeriodRules = PeriodRules()
    court: CourtInterest | None = None
    fee_if_agreed: Money | None = None
    month_cap: Decimal | None = None
    limitation_years: int | None = None

    def covers(self, debtor: DebtorType) -> bool:
        """Whether such a debtor owes statutory interest."""
        return self.table is not None and debtor in self.margins

    def percent(self, rate: ReferenceRate, debtor: DebtorType) -> Decimal:
        """The statutory rate that follows from a reference rate, percent a year."""
        return self.rounding.apply(rate.percent) + self.margins[debtor]

    def compensation_for(self, debt: Money, debtor: DebtorType) -> Money | None:
        """The fixed sum for a debt; a consumer owes none, nor does a debt in no band's currency."""
        if debtor is DebtorType.CONSUMER or not self.covers(debtor):
            return None
        fitting = [
            band
            for band in self.bands
            if band.from_amount.currency == debt.currency and band.from_amount <= debt
        ]
        return max(fitting, key=lambda band: band.from_amount.minor).fixed_sum if fitting else None


@dataclass(frozen=True, slots=True)
class LawBook:
    """All regimes that are known, and the rate tables they stand on."""

    regimes: tuple[Regime, ...] = ()
    tables: Mapping[str, RateTable] = field(default_factory=dict)

    def regime(self, jurisdiction: str, day: date) -> Regime | None:
        """What holds for a debt whose interest begins that day; None where no law is known.

        A part of a country without rows of its own has the country's.
        """
        rows = self._rows(jurisdiction) or self._rows(country_of(jurisdiction))
        held = [one for one in rows if one.since <= day]
        return max(held, key=lambda one: one.since) if held else None

    @property
    def jurisdictions(self) -> tuple[str, ...]:
        """Where a law is known, each once and in the order of the rows."""
        return tuple(dict.fromkeys(one.jurisdiction for one in self.regimes))

    def earliest(self, jurisdiction: str) -> date | None:
        """From which day on the law of the jurisdiction is known."""
        rows = self._rows(jurisdiction) or self._rows(country_of(jurisdiction))
        return min((one.since for one in rows), default=None)

    def table(self, code: str) -> RateTable:
        """The rate table of that code. Raises ``NotFound``."""
        if code not in self.tables:
            raise NotFound(kind="rate-table", key=code)
        return self.tables[code]

    def with_rates(self, rates: Iterable[tuple[str, ReferenceRate]]) -> LawBook:
        """The same laws on tables with these rates added, each with its table's code."""
        more: dict[str, list[ReferenceRate]] = {}
        for code, rate in rates:
            more.setdefault(code, []).append(rate)
        if not more:
            return self
        tables = {
            code: one.with_rates(more[code]) if code in more else one
            for code, one in self.tables.items()
        }
        regimes = tuple(
            replace(one, table=tables[one.table.code]) if one.table else one
            for one in self.regimes
        )
        return LawBook(regimes, tables)

    def _rows(self, jurisdiction: str) -> list[Regime]:
        return [one for one in self.regimes if one.jurisdiction == jurisdiction]
