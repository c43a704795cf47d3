"""The columns of the Overdue page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from dunning_desktop.ui.tables.columns import Column, Look
from dunning_desktop.ui.tables.money_columns import money_column
from dunning_desktop.ui.text import reasons, words
from dunning_desktop.ui.text.claims import claim_amount, per_day, working
from dunning_desktop.ui.text.dates import day, late
from dunning_desktop.ui.text.money import money
from dunning_desktop.usecases.rows import OverdueRow

translate = QCoreApplication.translate


def columns(today: Callable[[], date]) -> tuple[Column[OverdueRow], ...]:
    """Who, which invoice, how late, how much, what was sent, what comes next, what it costs."""
    return (
        Column(
            "client",
            translate("OverdueColumns", "Client"),
            lambda row: row.client,
            width=170,
            stretch=True,
        ),
        Column(
            "number",
            translate("OverdueColumns", "Invoice"),
            lambda row: row.number,
            width=94,
            shy=1,
        ),
        Column(
            "due",
            translate("OverdueColumns", "Late"),
            lambda row: late(row.days_late),
            lambda row: row.due,
            tip=lambda row: translate("OverdueColumns", "Due {day}").format(day=day(row.due)),
            width=106,
        ),
        money_column(
            "open", translate("OverdueColumns", "Open"), lambda row: row.open, strong=True
        ),
        Column(
            "reached",
            translate("OverdueColumns", "Last sent"),
            _reached,
            lambda row: row.reached,
            look=lambda row: Look("", "" if row.reached else "quiet"),
            tip=_reached_on,
            width=150,
            sortable=False,
            shy=2,
        ),
        Column(
            "next",
            translate("OverdueColumns", "Next step"),
            lambda row: next_step(row, today()),
            look=_next_look,
            tip=lambda row: next_step(row, today()),
            width=244,
            least=170,
            sortable=False,
        ),
        Column(
            "claim",
            translate("OverdueColumns", "On top"),
            lambda row: claim_amount(row.claim, row.open.currency),
            lambda row: row.claim.amount,
            tip=_on_top,
            width=100,
            numeric=True,
            sortable=False,
            shy=4,
        ),
        Column(
            "owed",
            translate("OverdueColumns", "Owed today"),
            lambda row: money(row.owed),
            lambda row: row.owed.minor,
            tip=lambda _row: translate(
                "OverdueColumns", "What is open, with interest and compensation to date"
            ),
            width=122,
            numeric=True,
            sortable=False,
            shy=3,
        ),
    )


def _on_top(row: OverdueRow) -> str:
    """Interest to date and by the day, and compensation, for whoever points at the sum."""
    lines = [f"{name}: {amount}" for name, amount in working(row.claim)]
    grows = per_day(row.claim)
    if grows:
        lines.append(translate("OverdueColumns", "{sum} for each further day").format(sum=grows))
    return "\n".join(lines)


def next_step(row: OverdueRow, today: date) -> str:
    """What can go out now, or why nothing does and from when on it may."""
    if row.ready is not None:
        return reasons.ready(row.ready, call=row.call)
    return reasons.why_not(row.waiting, today) if row.waiting else "–"


def _next_look(row: OverdueRow) -> Look:
    if row.ready is not None:
        return Look("phone" if row.call else "send", "accent")
    if row.waiting is None:
        return Look()
    mine = reasons.needs_owner(row.waiting)
    return Look(reasons.icon_of(row.waiting), "warning" if mine else "quiet")


def _reached(row: OverdueRow) -> str:
    return words.tone(row.reached) if row.reached else translate("OverdueColumns", "Nothing yet")


def _reached_on(row: OverdueRow) -> str:
    if row.reached_on is None:
        return ""
    return translate("OverdueColumns", "Sent on {day}").format(day=day(row.reached_on))
