"""The line over a list: how many, and how much."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.ui.text.money import sums
from dunning_desktop.usecases.rows import Totals

translate = QCoreApplication.translate


def client_totals(totals: Totals) -> str:
    """``12 clients · £4,200.00 outstanding · £1,900.00 overdue``."""
    one, many = translate("Totals", "1 client"), translate("Totals", "{count} clients")
    return _line(_count(totals.count, one, many), totals, overdue=True)


def invoice_totals(totals: Totals) -> str:
    """``84 invoices · £12,000.00 open``."""
    one, many = translate("Totals", "1 invoice"), translate("Totals", "{count} invoices")
    return _line(_count(totals.count, one, many), totals, overdue=True)


def overdue_totals(totals: Totals) -> str:
    """``23 overdue · £8,100.00``."""
    one, many = translate("Totals", "1 overdue"), translate("Totals", "{count} overdue")
    return _line(_count(totals.count, one, many), totals, overdue=False)


def _count(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(count=f"{count:,}")


def _line(count: str, totals: Totals, *, overdue: bool) -> str:
    parts = [count]
    if totals.open:
        parts.append(translate("Totals", "{sum} open").format(sum=sums(totals.open)))
    if overdue and totals.overdue:
        parts.append(translate("Totals", "{sum} overdue").format(sum=sums(totals.overdue)))
    return "  ·  ".join(parts)
