"""``dunning interest``: what is owed on a debt, or on a file of debts; it needs no book."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from typing import Any

from dunning_desktop.cli.cases import as_fields, case_of, read_cases, work_out
from dunning_desktop.cli.desk import amount, print_json, say, table
from dunning_desktop.cli.interest_words import CAUTIONS, field_sentence
from dunning_desktop.domain.assessment import Assessment, assess
from dunning_desktop.domain.errors import DunningError, InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.regime import LawBook

DONE, WRONG_USE = 0, 2


def interest(law: LawBook, options: Namespace, *, today: date) -> int:
    """One debt from the command line, or those of ``--cases``; 2 where one cannot be taken."""
    try:
        if options.cases is not None:
            return _cases(law, options, today=today)
        case = case_of(_fields(options), law, today=today)
        found = assess(case.debt, law, as_of=case.as_of)
    except DunningError as error:
        _complain(error)
        return WRONG_USE
    except OSError as error:
        print(f"dunning: {options.cases}: {error.strerror or error}", file=sys.stderr)
        return WRONG_USE
    if options.json:
        print_json(as_fields("", found))
    else:
        _tell(found)
    return DONE


def _cases(law: LawBook, options: Namespace, *, today: date) -> int:
    """Every case is answered; one that cannot be taken has its ``error`` in its place."""
    answers: list[dict[str, object]] = []
    wrong = 0
    for name, found in work_out(read_cases(options.cases), law, today=today):
        if isinstance(found, DunningError):
            wrong += 1
            _complain(found, name)
            answers.append({"id": name, "error": _error(found)})
        else:
            answers.append(as_fields(name, found))
    if options.json:
        print_json(answers)
    else:
        _tell_all(answers)
    return WRONG_USE if wrong else DONE


def _fields(options: Namespace) -> dict[str, Any]:
    """The flags in the words of a file of cases."""
    if options.principal is None:
        raise InvalidField(field="principal", reason="missing")
    derived = options.notice is not None or options.performance is not None
    return {
        "jurisdiction": options.jurisdiction,
        "debtor_type": options.debtor,
        "principal": options.principal,
        "currency": options.currency,
        "agreed_payment_day" if derived else "relevant_day": options.due,
        "notice_date": options.notice,
        "performance_date": options.performance,
        "advance_payment": options.advance,
        "as_of": options.as_of,
        "payments": [_payment(one) for one in options.payment],
        "reasonable_costs": options.costs,
        "basis": options.basis,
        "contract_rate": options.rate,
        "contract_per": options.per,
        "annual_equivalent_stated": options.yearly_stated,
        "day_count": options.day_count,
    }


def _payment(text: str) -> dict[str, str | None]:
    """``2026-05-10:2000`` or ``2026-05-10:2000:interest``."""
    parts = text.split(":")
    if not 2 <= len(parts) <= 3:  # noqa: PLR2004 - a day, an amount, perhaps an order
        raise InvalidField(field="payments", reason="form", text=text)
    day, sum_, *order = parts
    return {"date": day, "amount": sum_, "allocation": order[0] if order else None}


def _error(error: DunningError) -> dict[str, object]:
    return {
        "field": str(error.data.get("field", error.code)),
        "reason": str(error.data.get("reason", error.code)),
        "sentence": field_sentence(error),
    }


def _complain(error: DunningError, case: str | int = "") -> None:
    where = f"case {case}: " if case != "" else ""
    print(f"dunning: {where}{field_sentence(error)}", file=sys.stderr)


def _tell(found: Assessment) -> None:
    """The working for people: segments, sums, and what to know of them."""
    rows = [
        (
            one.start.isoformat(),
            one.end.isoformat(),
            f"{one.months} months" if one.months else str(one.days),
            amount(one.balance),
            "rests" if one.frozen else f"{one.percent:f} %",
            amount(one.amount),
        )
        for one in found.segments
    ]
    if rows:
        table(("From", "To", "Days", "Balance", "Rate", "Interest"), rows, right={2, 3, 4, 5})
        say()
    for caption, value in _sums(found):
        say(f"{caption:<24}{value}")
    if found.regime is not None and found.regime.law:
        say(f"{'Law':<24}{found.regime.law}")
    for one in found.cautions:
        say(f"Note: {CAUTIONS[one]}")


def _sums(found: Assessment) -> list[tuple[str, str]]:
    account = found.account
    currency = found.debt.principal.currency
    late = f"{found.days_late} days late" if found.days_late else "not late"
    lines = [("Last day for payment", f"{found.relevant.day or '-'} ({late})")]
    if found.reference is not None:
        reference = found.reference
        lines.append(("Reference rate", f"{reference.percent} % on {reference.fixed_on}"))
    lines.append(("Principal", amount(account.principal_open)))
    lines.append(("Interest", amount(account.interest_open)))
    if account.daily is not None:
        lines.append(("Interest for each day", amount(Money.rounded(account.daily, currency))))
    lines.extend(_on_top(found))
    if account.credit:
        lines.append(("Paid too much", amount(account.credit)))
    total = amount(found.total) + (" (provisional)" if found.provisional else "")
    return [*lines, ("Total", total)]


def _on_top(found: Assessment) -> Iterator[tuple[str, str]]:
    """Compensation and costs as far as they are open; a fixed sum in another currency beside."""
    fixed, left = found.fixed, found.account.costs_open
    if fixed is not None and fixed.currency != left.currency:
        yield "Compensation", amount(fixed)
        if found.further_costs is not None:
            yield "Costs of recovery", amount(left)
    elif found.compensation is not None:
        yield "Compensation and costs", amount(left)


def _tell_all(answers: list[dict[str, object]]) -> None:
    rows = [[str(one.get(key, "-")) for key in _COLUMNS] for one in answers]
    table(list(_COLUMNS.values()), rows, right={1, 2, 4, 6})


_COLUMNS = {
    "id": "Case",
    "days_late": "Days",
    "interest": "Interest",
    "currency": "",
    "compensation": "Compensation",
    "compensation_currency": "",
    "total_due": "Total",
}
