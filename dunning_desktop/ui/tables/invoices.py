"""The columns of the Invoices page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.invoice import InvoiceState
from dunning_desktop.ui.tables.columns import Column, Look
from dunning_desktop.ui.tables.money_columns import money_column
from dunning_desktop.ui.text import words
from dunning_desktop.ui.text.dates import day, late
from dunning_desktop.usecases.rows import InvoiceRow

translate = QCoreApplication.translate


def columns() -> tuple[Column[InvoiceRow], ...]:
    """Number, client, days, amounts and state."""
    return (
        Column(
            "number", translate("InvoicesColumns", "Invoice"), lambda row: row.number, width=120
        ),
        Column(
            "client",
            translate("InvoicesColumns", "Client"),
            lambda row: row.client,
            width=180,
            stretch=True,
        ),
        Column(
            "issued",
            translate("InvoicesColumns", "Issued"),
            lambda row: day(row.issued),
            lambda row: row.issued,
            width=112,
            shy=2,
        ),
        Column(
            "due",
            translate("InvoicesColumns", "Due"),
            lambda row: day(row.due),
            lambda row: row.due,
            width=112,
        ),
        money_column(
            "total", translate("InvoicesColumns", "Total"), lambda row: row.total, shy=1
        ),
        money_column(
            "open", translate("InvoicesColumns", "Open"), lambda row: row.open, strong=True
        ),
        Column(
            "state",
            translate("InvoicesColumns", "State"),
            state_text,
            lambda row: row.state,
            look=lambda row: Look(*words.STATE_LOOKS[row.state]),
            width=150,
            sortable=False,
        ),
    )


def state_text(row: InvoiceRow) -> str:
    """``12 days late`` says more than ``Overdue``."""
    if row.state is InvoiceState.OVERDUE:
        return late(row.days_late)
    return words.invoice_state(row.state)
