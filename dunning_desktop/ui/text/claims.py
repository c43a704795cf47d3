"""Interest and compensation with their working, line by line."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.interest import Interest, Segment
from dunning_desktop.domain.money import Money
from dunning_desktop.ui.text.dates import day, days
from dunning_desktop.ui.text.money import money

translate = QCoreApplication.translate


def percent(rate: Decimal) -> str:
    """``11.75 %``: as many decimals as the rate has."""
    plain = f"{rate:f}"
    bare = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return f"{bare}\N{NO-BREAK SPACE}%"


def claim_amount(claim: Claim, currency: str) -> str:
    """Interest and compensation together; a dash where nothing is claimed."""
    return money(Money(claim.amount, currency)) if claim.amount else "–"


def working(claim: Claim) -> list[tuple[str, str]]:
    """Every segment with its sum, the compensation, and the total last."""
    lines = [_segment(one) for one in claim.interest.segments] if claim.interest else []
    if claim.compensation is not None:
        lines.append((translate("Claims", "Fixed compensation"), money(claim.compensation)))
    if lines:
        currency = _currency(claim)
        lines.append((translate("Claims", "To date"), money(Money(claim.amount, currency))))
    return lines


def basis(interest: Interest) -> str:
    """Where the rate comes from."""
    if interest.reference is None:
        words = translate("Claims", "{rate} a year, as agreed in the contract.")
        return words.format(rate=percent(interest.percent))
    words = translate(
        "Claims",
        "{rate} a year: the Bank of England's base rate of {base}, fixed on {day}, plus 8 %. "
        "Simple interest by the day, on 365 days.",
    )
    said = words.format(
        rate=percent(interest.percent),
        base=percent(interest.reference.percent),
        day=day(interest.reference.fixed_on),
    )
    if interest.provisional:
        said += " " + translate("Claims", "The rate is not confirmed yet.")
    return said


def _segment(one: Segment) -> tuple[str, str]:
    words = translate("Claims", "{days} on {balance} at {rate}")
    said = words.format(
        days=days(one.days), balance=money(one.balance), rate=percent(one.percent)
    )
    return said, money(one.amount)


def _currency(claim: Claim) -> str:
    if claim.compensation is not None:
        return claim.compensation.currency
    return claim.interest.total.currency if claim.interest else "GBP"
