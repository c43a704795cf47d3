"""Reference rates: what is known of each publisher's, and rates the owner adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.calendar import add_days
from dunning_desktop.domain.rates import RateTable, ReferenceRate, next_half_year
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched

TOUCHED = frozenset({Touched.RATES, Touched.CLIENTS, Touched.INVOICES, Touched.REMINDERS})


@dataclass(frozen=True, slots=True)
class KnownRates:
    """The rate tables with the owner's own rates in them, and where each is used.

    ``program`` has the same tables by their codes as the program came with them.
    """

    tables: tuple[RateTable, ...]
    used_in: dict[str, tuple[str, ...]]
    today: date
    program: Mapping[str, RateTable] = field(default_factory=dict)

    def table(self, code: str) -> RateTable:
        """The table of that code; the first one where there is none."""
        return next((one for one in self.tables if one.code == code), self.tables[0])

    def stale(self, table: RateTable) -> bool:
        """Whether figures of today would be provisional."""
        return self.known_to(table) < self.today

    def known_to(self, table: RateTable) -> date:
        """The last day before the next gap, seen from today or from the last rate before it."""
        known = {one.half_year for one in table.rates}
        quote = table.at(self.today)
        last = quote.rate.half_year if quote else table.rates[0].half_year
        while next_half_year(last) in known:
            last = next_half_year(last)
        return add_days(next_half_year(last), -1)

    def shipped(self, code: str, half_year: date) -> ReferenceRate | None:
        """The program's own rate of a half-year, whatever the owner entered."""
        rates = self.program[code].rates if code in self.program else ()
        return next((one for one in rates if one.half_year == half_year), None)


def known_rates(office: Office) -> KnownRates:
    """Every table, in the order of the program's own list."""
    with office.read() as ledger:
        law = office.law_in(ledger)
    used: dict[str, list[str]] = {}
    for regime in law.regimes:
        if regime.table is not None and regime.jurisdiction not in used.get(regime.table.code, []):
            used.setdefault(regime.table.code, []).append(regime.jurisdiction)
    return KnownRates(
        tuple(law.tables.values()),
        {code: tuple(found) for code, found in used.items()},
        office.clock.today(),
        office.law.tables,
    )


def add_rate(
    office: Office, table: str, begins: date, percent: Decimal, *, source: str = ""
) -> Outcome[RateTable]:
    """Add the reference rate of a half-year, or correct one; the table as it is now.

    ``begins`` is the first day of the half-year, or the day the rate is fixed on. Raises
    ``NotFound`` for an unknown table, ``InvalidField`` (``half_year``, ``percent``).
    """
    rate = office.law.table(table).rate(begins, percent, source=source.strip(), own=True)
    with office.write() as ledger:
        ledger.rates.save(table, rate, at=office.clock.now())
        _note(ledger, office, table, rate.half_year, percent=str(percent), source=source.strip())
        now = office.law_in(ledger).table(table)
    return Outcome(now, TOUCHED)


def remove_rate(office: Office, table: str, half_year: date) -> Outcome[None]:
    """Take back a rate the owner added. Raises ``NotFound``."""
    with office.write() as ledger:
        ledger.rates.remove(table, half_year)
        _note(ledger, office, table, half_year, percent="", source="")
    return Outcome(None, TOUCHED)


def _note(
    ledger: Ledger, office: Office, table: str, half_year: date, *, percent: str, source: str
) -> None:
    """Without a percentage it was taken back."""
    ledger.diary.note(
        AuditCode.RATE_ADDED,
        at=office.clock.now(),
        table=table,
        half_year=half_year.isoformat(),
        percent=percent,
        source=source,
        by=office.user,
    )
