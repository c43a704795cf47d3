"""Debts told in a few lines of a docstring, and the worked examples of the law folder as debts."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from dunning_desktop.domain.assessment import Assessment, assess
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.day_count import DayCount
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.interest import Receipt
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.regime import LawBook
from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.domain.terms import ContractRate, RatePer
from dunning_desktop.usecases.regimes import known_law
from tests.helpers.samples import law

ORDERS = {
    "principal_first": PaymentOrder.PRINCIPAL_FIRST,
    "interest_first": PaymentOrder.INTEREST_FIRST,
    "costs_interest_principal": PaymentOrder.COSTS_FIRST,
}


def vectors() -> dict[str, dict[str, Any]]:
    """The worked examples by their ids."""
    data = json.loads(law("interest_vectors.json").read_text("utf-8"))
    return {one["id"]: one for one in data["vectors"]}


def debt_of(vector: dict[str, Any]) -> Debt:
    """A worked example as a debt."""
    currency = vector["currency"]

    def day(key: str) -> date | None:
        return date.fromisoformat(vector[key]) if key in vector else None

    derived = "notice_date" in vector or "performance_date" in vector
    rate = vector.get("contract_rate")
    return Debt(
        Money.of(vector["principal"], currency),
        DebtDays(
            agreed=day("agreed_payment_day" if derived else "relevant_day"),
            notice=day("notice_date"),
            performance=day("performance_date"),
            advance=vector.get("advance_payment", False),
        ),
        jurisdiction=vector["jurisdiction"],
        debtor=DebtorType(vector.get("debtor_type", "company").replace("_", "-")),
        basis=Basis(vector["basis"]),
        contract=ContractRate(
            Decimal(rate),
            RatePer(vector["contract_per"]),
            vector.get("annual_equivalent_stated", False),
        )
        if rate
        else None,
        received=tuple(
            Receipt(
                date.fromisoformat(one["date"]),
                Money.of(one["amount"], currency),
                ORDERS[one["allocation"]],
            )
            for one in vector["payments"]
        ),
        costs=Money.of(vector["reasonable_costs"], currency)
        if "reasonable_costs" in vector
        else None,
        day_count=DayCount(vector.get("day_count", "365")),
    )


def told(story: Callable[..., object], book: LawBook | None = None) -> Assessment:
    """The debt in a test's docstring, worked out; a line for each thing said of it."""
    return said("; ".join((inspect.getdoc(story) or "").splitlines()), book)


def said(text: str, book: LawBook | None = None) -> Assessment:
    """A debt told in one line, worked out. What is said of it, parted by semicolons:

    ``owes 1000 GBP under GB as company``, ``due DAY`` (or ``notice DAY``, ``done DAY``,
    ``deposit``), ``terms contract 8 by year``, ``paid 100 on DAY interest-first``, ``costs 90``,
    ``counted actact``, ``rests DAY to DAY`` (or without an end), ``on DAY``.
    """
    words: dict[str, Any] = {
        "basis": Basis.STATUTORY, "received": [], "days": {}, "frozen": []
    }  # fmt: skip
    for sentence in text.split(";"):
        _hear(sentence.split(), words)
    debt = Debt(
        words["owed"],
        DebtDays(**words["days"]),
        jurisdiction=words["law"],
        debtor=words["debtor"],
        basis=words["basis"],
        contract=words.get("contract"),
        received=tuple(words["received"]),
        costs=words.get("costs"),
        day_count=words.get("count", DayCount.ACT_365),
        frozen=tuple(words["frozen"]),
    )
    return assess(debt, book or known_law(), as_of=words["on"])


def _hear(said: list[str], words: dict[str, Any]) -> None:
    """Take in a line of the story: first what the debt is, then what became of it."""
    match said:
        case ["owes", amount, currency, "under", place, "as", debtor]:
            words |= {"owed": Money.of(amount, currency), "law": place}
            words["debtor"] = DebtorType(debtor)
        case [("due" | "notice" | "done") as which, day]:
            name = {"due": "agreed", "notice": "notice", "done": "performance"}[which]
            words["days"][name] = date.fromisoformat(day)
        case ["deposit"]:
            words["days"]["advance"] = True
        case ["terms", *terms]:
            _hear_terms(terms, words)
        case _:
            _hear_events(said, words)


def _hear_terms(said: list[str], words: dict[str, Any]) -> None:
    match said:
        case ["contract", rate, "by", per]:
            words["basis"] = Basis.CONTRACT
            words["contract"] = ContractRate(Decimal(rate), RatePer(per))
        case ["court"]:
            words["basis"] = Basis.COUNTY_COURT


def _hear_events(said: list[str], words: dict[str, Any]) -> None:
    match said:
        case ["paid", amount, "on", day, *order]:
            which = PaymentOrder(order[0]) if order else PaymentOrder.PRINCIPAL_FIRST
            money = Money.of(amount, words["owed"].currency)
            words["received"].append(Receipt(date.fromisoformat(day), money, which))
        case ["costs", amount]:
            words["costs"] = Money.of(amount, words["owed"].currency)
        case ["counted", how]:
            words["count"] = DayCount(how)
        case ["rests", day, *rest]:
            end = date.fromisoformat(rest[1]) if rest else date.max
            words["frozen"].append((date.fromisoformat(day), end))
        case ["on", day]:
            words["on"] = date.fromisoformat(day)
        case _:
            raise ValueError(said)


def lines(found: Assessment) -> list[str]:
    """A line for each segment, the way people would write it down."""
    return [
        f"{one.start} to {one.end}: {one.days} days on {one.balance.amount} at {one.percent}: "
        f"{one.amount.amount}"
        for one in found.segments
    ]
