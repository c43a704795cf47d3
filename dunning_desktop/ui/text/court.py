"""Court papers and what each way to the money would cost, in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.court import CourtClaim, Demand
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import money
from dunning_desktop.usecases.outcomes import Prospect

translate = QCoreApplication.translate

_DEMANDS: Mapping[Demand, str] = {
    Demand.POSSIBLE: QT_TRANSLATE_NOOP(
        "Court",
        "A statutory demand could be served: the sum is large enough, and nothing of it is "
        "disputed. It threatens insolvency and can cost you dearly if they dispute the debt after "
        "all: take advice first.",
    ),
    Demand.TOO_SMALL: QT_TRANSLATE_NOOP(
        "Court",
        "A statutory demand is not open: it needs more than £750 from a company, and £5,000 or "
        "more from a person.",
    ),
    Demand.DISPUTED: QT_TRANSLATE_NOOP(
        "Court", "A statutory demand is not open: part of it is disputed."
    ),
    Demand.NOT_FOR_THEM: QT_TRANSLATE_NOOP(
        "Court", "A statutory demand is not for them: other rules hold for what they are in law."
    ),
}


def demand(known: Demand) -> str:
    """Whether a statutory demand may be served, and a warning."""
    return translate("Court", _DEMANDS[known])


def fee_known(claim: CourtClaim) -> str:
    """How old the fee is."""
    words = translate("Court", "The fee is as known on {day}: look it up before you issue.")
    return words.format(day=day(claim.fees.checked))


def prospect(one: Prospect) -> str:
    """A way to the money in one line: what is left, what it costs, what came of it before."""
    if one.partner is None:
        words = translate(
            "Court", "In court on your own: fee {costs}, which comes back if you win and they pay."
        )
        return words.format(costs=money(one.costs))
    words = translate("Court", "{name}: {left} is left if all is paid, {costs} is theirs.")
    said = words.format(name=one.partner.name, left=money(one.left), costs=money(one.costs))
    return f"{said} {_history(one)}".strip()


def _history(one: Prospect) -> str:
    if one.percent is None:
        return translate("Court", "They had nothing from you yet.")
    if one.days is None:
        return translate("Court", "Nothing came of what they had so far.")
    words = translate("Court", "So far {percent} % of what they had came, after {days} days.")
    return words.format(percent=one.percent, days=one.days)
