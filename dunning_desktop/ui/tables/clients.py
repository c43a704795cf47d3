"""The columns of the Clients page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.ui.tables.columns import Column, Look
from dunning_desktop.ui.tables.money_columns import sums_column
from dunning_desktop.ui.text import words
from dunning_desktop.ui.text.dates import day
from dunning_desktop.usecases.rows import ClientRow

translate = QCoreApplication.translate


def columns() -> tuple[Column[ClientRow], ...]:
    """Name, kind, what is owed and since when, and what keeps it from being chased."""
    return (
        Column(
            "name",
            translate("ClientsColumns", "Client"),
            lambda row: row.name,
            width=200,
            stretch=True,
        ),
        Column(
            "type",
            translate("ClientsColumns", "Kind"),
            _kind_text,
            lambda row: row.debtor_type,
            look=lambda row: Look() if row.debtor_confirmed else Look("circle-alert", "warning"),
            tip=_kind_tip,
            width=150,
            sortable=False,
            shy=2,
        ),
        sums_column("balance", translate("ClientsColumns", "Balance"), lambda row: row.balance),
        sums_column(
            "overdue", translate("ClientsColumns", "Overdue"), lambda row: row.overdue, strong=True
        ),
        Column(
            "oldest",
            translate("ClientsColumns", "Overdue since"),
            lambda row: day(row.oldest) if row.oldest else "–",
            lambda row: row.oldest,
            width=124,
        ),
        Column(
            "blocked",
            translate("ClientsColumns", "Chasing"),
            lambda row: words.block(row.blocked) if row.blocked else "–",
            lambda row: row.blocked,
            look=lambda row: Look("circle-pause", "quiet") if row.blocked else Look("", "quiet"),
            width=150,
            sortable=False,
            shy=1,
        ),
    )


def _kind_text(row: ClientRow) -> str:
    return words.debtor_type(row.debtor_type)


def _kind_tip(row: ClientRow) -> str:
    if row.debtor_confirmed:
        return ""
    return translate("ClientsColumns", "Guessed at import: confirm it, then interest is claimed.")
