"""A debt as the command line or a file of cases tells it, and what is owed on it as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from dunning_desktop.domain.assessment import Assessment, assess, default_order
from dunning_desktop.domain.calendar import add_days
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.day_count import DayCount
from dunning_desktop.domain.debt import EARLIEST, LATEST, Basis, Debt
from dunning_desktop.domain.errors import DunningError, InvalidAmount, InvalidField
from dunning_desktop.domain.interest import Receipt, Segment
from dunning_desktop.domain.money import Money, is_currency_code
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.regime import LawBook
from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.domain.terms import LONGEST_NET_DAYS, ContractRate, RatePer

Value = TypeVar("Value")
Fields = Mapping[str, Any]

ORDERS = {
    "principal": PaymentOrder.PRINCIPAL_FIRST,
    "principal_first": PaymentOrder.PRINCIPAL_FIRST,
    "interest": PaymentOrder.INTEREST_FIRST,
    "interest_first": PaymentOrder.INTEREST_FIRST,
    "costs": PaymentOrder.COSTS_FIRST,
    "costs_interest_principal": PaymentOrder.COSTS_FIRST,
}
"""What a payment settles first, in the words of a file of cases and in those of the command."""
STDIN = Path("-")
DERIVED = ("notice_date", "performance_date", "agreed_payment_day")
"""Where one of them is given, the last day for payment follows from them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A debt, and the day it is worked out to."""

    debt: Debt
    as_of: date


def read_cases(path: Path) -> list[Fields]:
    """The cases of a JSON file: a list, or an object with a list under ``vectors`` or ``cases``.

    ``-`` stands for what is piped in. Raises ``InvalidField`` (``cases``) where it is something
    else.
    """
    raw = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    try:
        data = json.loads(raw.decode("utf-8-sig"), parse_float=str)
    except (ValueError, RecursionError) as error:
        raise InvalidField(field="cases", reason="json", text=str(error)) from error
    if isinstance(data, dict):
        data = data.get("vectors", data.get("cases"))
    if not isinstance(data, list) or not all(isinstance(one, dict) for one in data):
        raise InvalidField(field="cases", reason="shape")
    return data


def work_out(
    cases: list[Fields], law: LawBook, *, today: date
) -> Iterator[tuple[str | int, Assessment | DunningError]]:
    """Each case in turn: what is owed, or why that cannot be said.

    It goes by its own id, as it stands in the file; one without goes by its place.
    """
    for number, fields in enumerate(cases, 1):
        id_ = fields.get("id")
        name = id_ if isinstance(id_, str) or type(id_) is int else str(number)
        try:
            case = case_of(fields, law, today=today)
            yield name, assess(case.debt, law, as_of=case.as_of)
        except DunningError as error:
            yield name, error


def case_of(fields: Fields, law: LawBook, *, today: date) -> Case:
    """One case. Raises ``InvalidField`` with the name of the ``field`` that cannot be taken."""
    currency = _text(fields, "currency", "GBP")
    if not is_currency_code(currency):
        raise InvalidField(field="currency", reason="form", text=currency)
    days = _days(fields)
    jurisdiction = _text(fields, "jurisdiction", "GB")
    as_of = _day(fields, "as_of") or today
    basis = _code(fields, "basis", Basis, Basis.STATUTORY)
    debt = Debt(
        principal=_money(fields, "principal", currency),
        days=days,
        jurisdiction=jurisdiction,
        debtor=_code(fields, "debtor_type", DebtorType, DebtorType.COMPANY),
        basis=basis,
        contract=_contract(fields, basis),
        received=_receipts(fields, currency, days, _usual(law, jurisdiction, as_of)),
        costs=_costs(fields, currency),
        day_count=_code(fields, "day_count", DayCount, DayCount.ACT_365),
    )
    return Case(debt, as_of)


def _usual(law: LawBook, jurisdiction: str, day: date) -> PaymentOrder:
    return default_order(law.regime(jurisdiction, day))


def _days(fields: Fields) -> DebtDays:
    derived = any(fields.get(key) for key in DERIVED)
    return DebtDays(
        agreed=_day(fields, "agreed_payment_day" if derived else "relevant_day"),
        notice=_day(fields, "notice_date"),
        performance=_day(fields, "performance_date"),
        advance=_flag(fields, "advance_payment"),
    )


def _contract(fields: Fields, basis: Basis) -> ContractRate | None:
    """A rate that would go unheard is refused: the law's figures would pass for the contract's."""
    if fields.get("contract_rate") is None:
        return None
    if basis is not Basis.CONTRACT:
        raise InvalidField(field="contract_rate", reason="basis")
    percent = _decimal(fields["contract_rate"], "contract_rate")
    per = _code(fields, "contract_per", RatePer, RatePer.YEAR)
    return ContractRate(percent, per, _flag(fields, "annual_equivalent_stated"))


def _receipts(
    fields: Fields, currency: str, days: DebtDays, usual: PaymentOrder
) -> tuple[Receipt, ...]:
    payments = [] if fields.get("payments") is None else fields["payments"]
    if not isinstance(payments, list) or not all(isinstance(one, Mapping) for one in payments):
        raise InvalidField(field="payments", reason="shape")
    return tuple(_receipt(one, currency, days, usual) for one in payments)


def _receipt(one: Fields, currency: str, days: DebtDays, usual: PaymentOrder) -> Receipt:
    if _text(one, "currency", currency) != currency:
        raise InvalidField(field="payments", reason="currency", text=str(one["currency"]))
    day = _day(one, "date", field="payments")
    if day is None:
        raise InvalidField(field="payments", reason="day")
    if day < _first_day(days):
        raise InvalidField(field="payments", reason="before-the-invoice", text=day.isoformat())
    amount = _money(one, "amount", currency, field="payments")
    if amount.minor <= 0:
        raise InvalidField(field="payments", reason="not-positive")
    order = one.get("allocation")
    if order is not None and str(order) not in ORDERS:
        raise InvalidField(field="payments", reason="order", text=str(order))
    return Receipt(day, amount, usual if order is None else ORDERS[str(order)])


def _first_day(days: DebtDays) -> date:
    """The first day on which the debt can have been paid: nobody pays what was not yet asked for.

    A deposit is paid before the work; without a day of notice, terms are no longer than a year.
    """
    known = [day for day in (days.notice, days.performance) if day is not None]
    if known and not days.advance:
        return min(known)
    return add_days(days.agreed, -LONGEST_NET_DAYS) if days.agreed else date.min


def _costs(fields: Fields, currency: str) -> Money | None:
    if fields.get("reasonable_costs") is None:
        return None
    return _money(fields, "reasonable_costs", currency, field="costs")


# Plain values


def _money(fields: Fields, key: str, currency: str, *, field: str = "") -> Money:
    if fields.get(key) is None:
        raise InvalidField(field=field or key, reason="missing")
    try:
        return Money.of(str(fields[key]), currency)
    except InvalidAmount as error:
        why = str(error.data.get("reason", "number"))
        raise InvalidField(field=field or key, reason=why, text=str(fields[key])) from error


def _decimal(value: object, field: str) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        raise InvalidField(field=field, reason="number", text=str(value)) from error


def _day(fields: Fields, key: str, *, field: str = "") -> date | None:
    value = fields.get(key)
    if value is None:
        return None
    try:
        day = date.fromisoformat(str(value))
    except ValueError as error:
        raise InvalidField(field=field or key, reason="day", text=str(value)) from error
    if not EARLIEST <= day <= LATEST:
        raise InvalidField(field=field or key, reason="range", text=str(value))
    return day


def _text(fields: Fields, key: str, default: str) -> str:
    value = fields.get(key)
    return default if value is None else str(value)


def _flag(fields: Fields, key: str) -> bool:
    value = fields.get(key)
    if value is not None and not isinstance(value, bool):
        raise InvalidField(field=key, reason="flag", text=str(value))
    return bool(value)


def _code(fields: Fields, key: str, kind: Callable[[str], Value], default: Value) -> Value:
    value = fields.get(key)
    if value is None:
        return default
    try:
        return kind(str(value).replace("_", "-"))
    except ValueError as error:
        raise InvalidField(field=key, reason="unknown", text=str(value)) from error


# Answers


def as_fields(name: str | int, found: Assessment) -> dict[str, object]:
    """What is owed, as JSON's own types: amounts and rates are strings, days in ISO form.

    Costs above the fixed sum are within ``compensation`` where both are in one currency.
    """
    account, currency = found.account, found.debt.principal.currency
    compensation = found.compensation or Money.zero(currency)
    further = found.further_costs or Money.zero(currency)
    abroad = compensation.currency != currency
    return {
        "id": name,
        "rate_percent": _plain(found.percent),
        "reference_date": found.reference.fixed_on.isoformat() if found.reference else None,
        "relevant_day": _iso(found.relevant.day),
        "interest_starts": _iso(found.interest_starts),
        "days_late": found.days_late,
        "interest": str(account.interest.amount),
        "compensation": str(compensation.amount),
        "compensation_currency": compensation.currency,
        "compensation_outstanding": str((compensation if abroad else account.costs_open).amount),
        "further_costs": str(further.amount),
        "principal_outstanding": str(account.principal_open.amount),
        "interest_outstanding": str(account.interest_open.amount),
        "total_due": str(found.total.amount),
        "credit": str(account.credit.amount),
        "currency": currency,
        "daily_accrual": _daily(found),
        "provisional": found.provisional,
        "law": found.regime.law if found.regime else "",
        "cautions": [one.value for one in found.cautions],
        "segments": [_segment(one) for one in found.segments],
    }


def _daily(found: Assessment) -> str | None:
    """Nothing where no interest runs; None where it grows by the month."""
    daily = found.account.daily
    if daily is None and found.percent is not None:
        return None
    return str(Money.rounded(daily or Decimal(0), found.debt.principal.currency).amount)


def _segment(one: Segment) -> dict[str, object]:
    return {
        "from": one.start.isoformat(),
        "to": one.end.isoformat(),
        "days": one.days,
        "months": one.months or None,
        "balance": str(one.balance.amount),
        "rate_percent": _plain(one.percent),
        "reference_date": one.reference.fixed_on.isoformat() if one.reference else None,
        "provisional": one.provisional,
        "frozen": one.frozen,
        "interest": str(one.amount.amount),
    }


def _plain(percent: Decimal | None) -> str | None:
    return None if percent is None else f"{percent:f}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
