"""The law written down a second time, from the law folder: what the resource files must say."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.rates import RateTable, ReferenceRate
from dunning_desktop.domain.regime import (
    Band,
    Clock,
    Counting,
    CourtInterest,
    PeriodRules,
    Regime,
    Rounding,
)
from tests.helpers.samples import law

BUSINESS = (
    DebtorType.COMPANY,
    DebtorType.SOLE_TRADER,
    DebtorType.PARTNERSHIP,
    DebtorType.PUBLIC_AUTHORITY,
)
GB_BANDS = (("0.01", "40"), ("1000", "70"), ("10000", "100"))
IE_BANDS = (("0.01", "40"), ("1000.01", "70"), ("10000.01", "100"))
PL_BANDS = (("0.01", "40"), ("5000.01", "70"), ("50000", "100"))


@dataclass(frozen=True, slots=True)
class Pin:
    """What is known of one law. ``limits``: days unagreed, of an authority, and thought fair."""

    place: str
    since: str
    law: str
    source: str
    table: str = "ecb"
    points: str = "8"
    consumer: str | None = None
    fixed_rate: bool = False
    rounded_up: bool = False
    compounds: bool = False
    currency: str = "EUR"
    bands: tuple[tuple[str, str], ...] = (("0.01", "40"),)
    sums_in: str = ""
    displaced: bool = False
    order: str = "principal-first"
    limits: tuple[int, int | None, int | None] = (30, 30, 60)
    notice_counts: bool = False
    court: bool = False
    years: int | None = None
    fee: str | None = None
    cap: str | None = None

    def regime(self) -> Regime:
        """The same as the program's own value."""
        start = date.fromisoformat(self.since)
        if not self.table:
            cap = Decimal(self.cap) if self.cap else None
            return Regime(
                self.place, start, self.law, self.source, self.currency, month_cap=cap
            )
        sums_in = self.sums_in or self.currency
        unagreed, authority, longest = self.limits
        counting = Counting.BEGINNING_WITH if self.notice_counts else Counting.FOLLOWING
        return Regime(
            self.place,
            start,
            self.law,
            self.source,
            self.currency,
            table=tables()[self.table],
            margins=self.margins(),
            clock=Clock.FIXED if self.fixed_rate else Clock.HALF_YEARLY,
            rounding=Rounding.UP_TO_HALF if self.rounded_up else Rounding.EXACT,
            compounds=self.compounds,
            bands=tuple(
                Band(Money.of(edge, self.currency), Money.of(fixed, sums_in))
                for edge, fixed in self.bands
            ),
            contract_displaces=self.displaced,
            payment_order=PaymentOrder(self.order),
            periods=PeriodRules(unagreed, counting, authority, longest),
            court=(
                CourtInterest(Decimal(8), "County Courts Act 1984, s.69") if self.court else None
            ),
            fee_if_agreed=Money.of(self.fee, self.currency) if self.fee else None,
            limitation_years=self.years,
        )

    def margins(self) -> dict[DebtorType, Decimal]:
        """The points added for each debtor who owes them."""
        found = dict.fromkeys(BUSINESS, Decimal(self.points))
        if self.consumer is not None:
            found[DebtorType.CONSUMER] = Decimal(self.consumer)
        return found


PINS = (
    Pin(
        "GB", "2002-08-07", "Late Payment of Commercial Debts (Interest) Act 1998",
        "ss.1 to 6, s.5A and s.11 of the Act; SI 2002/1674; SI 2002/1675, article 4; SI 2013/395",
        table="boe", fixed_rate=True, currency="GBP", bands=GB_BANDS, displaced=True,
        notice_counts=True, court=True, years=6,
    ),
    Pin(
        "GB-SCT", "2002-08-07",
        "Late Payment of Commercial Debts (Interest) Act 1998, as it applies in Scotland",
        "the Act; SSI 2002/335; SSI 2002/336; SSI 2013/77; "
        "Prescription and Limitation (Scotland) Act 1973, s.6",
        table="boe", fixed_rate=True, currency="GBP", bands=GB_BANDS, displaced=True,
        notice_counts=True, years=5,
    ),
    Pin(
        "GB-NIR", "2002-08-07",
        "Late Payment of Commercial Debts (Interest) Act 1998, as it applies in Northern Ireland",
        "the Act; SI 2002/1674; SI 2002/1675; Limitation (Northern Ireland) Order 1989, article 4",
        table="boe", fixed_rate=True, currency="GBP", bands=GB_BANDS, displaced=True,
        notice_counts=True, years=6,
    ),
    Pin(
        "IE", "2013-03-16",
        "European Communities (Late Payment in Commercial Transactions) Regulations 2012",
        "SI 580/2012, with its schedule; one rate for the whole of a late payment: "
        "Department of Enterprise, questions and answers",
        fixed_rate=True, bands=IE_BANDS,
    ),
    Pin(
        "DE", "2002-01-01", "§ 288 BGB",
        "sections 247, 286, 288 and 367 BGB as they stood until 28 July 2014: "
        "base rate + 8, consumers + 5",
        table="de", consumer="5", bands=(), order="costs-interest-principal",
        limits=(30, None, None),
    ),
    Pin(
        "DE", "2014-07-29", "§ 288 BGB",
        "sections 247, 286, 288(1), (2) and (5) and 367(1) BGB; article 229 section 34 EGBGB",
        table="de", points="9", consumer="5", order="costs-interest-principal",
    ),
    Pin(
        "AT", "2013-03-16", "§ 456 UGB",
        "sections 456 and 458 UGB: the Austrian base rate + 9.2 points",
        table="at", points="9.2",
    ),
    Pin(
        "FR", "2013-01-01", "Code de commerce, article L441-10",
        "articles L441-10 and D441-5 of the Code de commerce: ECB + 10 points, EUR 40",
        points="10",
    ),
    Pin(
        "NL", "2013-03-16", "Burgerlijk Wetboek, article 6:119a",
        "article 6:119a BW: ECB + 8 points, added to the sum each year (paragraph 3); "
        "article 6:96(4): at least EUR 40",
        compounds=True,
    ),
    Pin(
        "BE", "2013-03-16",
        "Act of 2 August 2002 on combating late payment in commercial transactions",
        "articles 4 to 6 of the Act: the ECB's rate rounded up to the half point, + 8 points; "
        "EUR 40",
        rounded_up=True,
    ),
    Pin(
        "IT", "2013-01-01", "Decreto legislativo 9 ottobre 2002, n. 231",
        "articles 2 to 6 of the decree as amended by D.Lgs. 192/2012; "
        "rate as published by the MEF in the Gazzetta Ufficiale",
    ),
    Pin(
        "ES", "2013-02-24", "Ley 3/2004",
        "articles 4, 7 and 8 of Ley 3/2004 as amended by RDL 4/2013: ECB + 8 points, EUR 40",
    ),
    Pin(
        "PT", "2013-07-01", "Decreto-Lei n.º 62/2013",
        "articles 4, 5 and 7 of the decree-law; Código Comercial, article 102(5): "
        "ECB + 8 points, EUR 40",
    ),
    Pin(
        "FI", "2013-03-16", "Korkolaki 633/1982; laki 30/2013",
        "Interest Act 633/1982, sections 4, 4a and 12: the ECB's rate rounded up to the half "
        "point, + 8 points, consumers + 7; Act 30/2013: EUR 40",
        rounded_up=True, consumer="7",
    ),
    Pin(
        "SE", "2013-03-16", "Räntelag (1975:635)",
        "sections 6 and 9 of the Interest Act: the policy rate rounded up to the half point, "
        "+ 8 points; Act 1981:739, section 4 a: SEK 450; a reminder fee of SEK 60 only if agreed",
        table="se", rounded_up=True, currency="SEK", bands=(("0.01", "450"),), fee="60",
    ),
    Pin(
        "DK", "2013-03-01", "Renteloven",
        "Interest Act, sections 5, 9 a and 9 c: Nationalbanken's lending rate + 8 points, DKK 310",
        table="dk", currency="DKK", bands=(("0.01", "310"),),
    ),
    Pin(
        "PL", "2020-01-01",
        "Ustawa z 8 marca 2013 r. o przeciwdziałaniu nadmiernym opóźnieniom "
        "w transakcjach handlowych",
        "articles 4(3), 7, 8 and 10 of the Act: the NBP reference rate + 10 points; "
        "EUR 40, 70 or 100 by bands in PLN, converted at the NBP's mid rate",
        table="pl", points="10", currency="PLN", bands=PL_BANDS, sums_in="EUR",
    ),
    Pin(
        "CZ", "2014-01-01", "Nařízení vlády č. 351/2013 Sb.",
        "sections 2 and 3 of the decree; sections 1963 and 1970 of the Civil Code: "
        "the repo rate of the half-year in which default began + 8 points, CZK 1,200",
        table="cz", fixed_rate=True, currency="CZK", bands=(("0.01", "1200"),),
    ),
    Pin(
        "CA", "1985-12-12", "Interest Act, R.S.C. 1985, c. I-15",
        "section 4 of the Act: a rate by the month, week or day with no yearly equivalent stated "
        "gives no more than 5 % a year",
        table="", currency="CAD", cap="5",
    ),
    Pin(
        "US", "1900-01-01", "", "only what the contract says, agreed before supply",
        table="", currency="USD",
    ),
    Pin(
        "AU", "1900-01-01", "", "only what the contract says, agreed before supply",
        table="", currency="AUD",
    ),
)  # fmt: skip

# Its publisher's table is not in the law folder: recalled, and compared with nothing.
CZECH = {
    "2022-07-01": "7.00",
    "2023-01-01": "7.00",
    "2023-07-01": "7.00",
    "2024-01-01": "6.75",
    "2024-07-01": "4.75",
    "2025-01-01": "4.00",
    "2025-07-01": "3.50",
}
NAMED = {
    "boe": (
        "Bank of England base rate",
        (
            "Bank of England, official Bank Rate in force on 30 June and 31 December "
            "(SI 2002/1675, article 4)"
        ),
    ),
    "ecb": (
        "ECB main refinancing rate",
        (
            "European Central Bank, rate of the main refinancing operations in force on 1 January "
            "and 1 July"
        ),
    ),
    "de": ("German base rate", "Deutsche Bundesbank, Basiszinssatz under section 247 BGB"),
    "at": (
        "Austrian base rate",
        "Oesterreichische Nationalbank, Basiszinssatz in force on 1 January and 1 July",
    ),
    "dk": (
        "Danish lending rate",
        "Danmarks Nationalbank, official lending rate on 1 January and 1 July",
    ),
    "se": ("Swedish reference rate", "Sveriges Riksbank, policy rate on 1 January and 1 July"),
    "pl": (
        "Polish reference rate",
        "Narodowy Bank Polski, reference rate in force on 1 January and 1 July",
    ),
    "cz": (
        "Czech repo rate",
        "Czech National Bank, two-week repo rate on the first day of the half-year",
    ),
}
# SI 2002/1675: before it, no rate was fixed for a half-year.
FIRST_UK_FIXING = date(2002, 6, 30)


@cache
def rates() -> dict[str, dict[date, tuple[Decimal, bool]]]:
    """By table and half-year: the rate in the law folder, and whether its confidence is high."""
    return {
        "boe": _uk(),
        "ecb": _csv("ecb_reference_rates.csv", "mro_percent"),
        "de": _csv("de_basiszinssatz.csv", "basiszinssatz_percent"),
        "at": _csv("at_basiszinssatz.csv", "basiszinssatz_on_first_day"),
        "dk": _csv("dk_reference_rates.csv", "nationalbank_udlaansrente"),
        "se": _csv("other_reference_rates.csv", "reference_percent", country="SE"),
        "pl": _csv("other_reference_rates.csv", "reference_percent", country="PL"),
        "cz": {date.fromisoformat(day): (Decimal(rate), False) for day, rate in CZECH.items()},
    }


@cache
def tables() -> dict[str, RateTable]:
    """The rate tables as they must be."""
    return {code: _table(code) for code in NAMED}


def _table(code: str) -> RateTable:
    name, source = NAMED[code]
    eve = code == "boe"
    found = sorted(rates()[code].items())
    return RateTable(
        code,
        name,
        source,
        eve,
        tuple(
            ReferenceRate(day, day - timedelta(days=eve), percent, source, checked)
            for day, (percent, checked) in found
        ),
    )


def rows(name: str) -> list[dict[str, str]]:
    """A table of the law folder."""
    with law(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _csv(name: str, column: str, *, country: str = "") -> dict[date, tuple[Decimal, bool]]:
    return {
        date.fromisoformat(row["half_year_start"]): _rate(row, column)
        for row in rows(name)
        if row.get("country", "") == country and row[column]
    }


def _uk() -> dict[date, tuple[Decimal, bool]]:
    return {
        date.fromisoformat(row["date_fixed"]) + timedelta(days=1): _rate(row, "rate_percent")
        for row in rows("boe_reference_rates.csv")
        if date.fromisoformat(row["date_fixed"]) >= FIRST_UK_FIXING
    }


def _rate(row: dict[str, str], column: str) -> tuple[Decimal, bool]:
    # The Austrian file has commas in its sources without quotes: the confidence is what comes last.
    last = row.get(None, [row["confidence"]])[-1]  # type: ignore[call-overload]
    return Decimal(row[column]), last == "high"
