"""What is owed today, as names and amounts, and the ledger of charges as lines."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.charges import Charge, ChargeState
from dunning_desktop.domain.owed import Owed
from dunning_desktop.ui.text.claims import kind
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import money

translate = QCoreApplication.translate

CHARGE_LOOKS = {
    ChargeState.OPEN: ("circle-dot", "accent"),
    ChargeState.PAID: ("circle-check", "good"),
    ChargeState.WAIVED: ("circle-slash", "quiet"),
    ChargeState.WITHDRAWN: ("undo-2", "quiet"),
}
_STATES = {
    ChargeState.OPEN: QT_TRANSLATE_NOOP("Owed", "claimed"),
    ChargeState.PAID: QT_TRANSLATE_NOOP("Owed", "paid"),
    ChargeState.WAIVED: QT_TRANSLATE_NOOP("Owed", "given up"),
    ChargeState.WITHDRAWN: QT_TRANSLATE_NOOP("Owed", "taken back"),
}


def owed_lines(owed: Owed) -> list[tuple[str, str]]:
    """Principal, what comes on top, and the total last; what is nothing is left out."""
    lines = [(translate("Owed", "Invoices"), money(owed.principal))]
    if owed.interest.minor:
        lines.append((translate("Owed", "Interest to date"), money(owed.interest)))
    if owed.compensation.minor:
        lines.append((translate("Owed", "Compensation"), money(owed.compensation)))
    if owed.costs.minor:
        lines.append((translate("Owed", "Costs and fees"), money(owed.costs)))
    total = translate("Owed", "Owed today")
    if owed.provisional:
        total = translate("Owed", "Owed today, provisional")
    return [*lines, (total, money(owed.total))]


def per_day(owed: Owed) -> str:
    """How it grows; empty where it does not."""
    if not owed.daily.minor:
        return ""
    words = translate("Owed", "Interest grows by {sum} each day.")
    return words.format(sum=money(owed.daily))


def charge_line(charge: Charge, *, owed: bool = True) -> str:
    """A charge of the ledger: what for, how much, to which day, how it stands."""
    parts = [
        translate("Owed", "{kind}, {sum}").format(kind=kind(charge.kind), sum=money(charge.amount)),
        charge_state(charge, owed=owed),
    ]
    return "  ·  ".join(parts)


def charge_state(charge: Charge, *, owed: bool = True) -> str:
    """How a charge stands; part paid is said so, and where nothing is ``owed`` of what is open."""
    if charge.open.minor and not owed:
        return translate("Owed", "nothing more of it is owed")
    if charge.paid and charge.open.minor:
        words = translate("Owed", "claimed, {sum} still open")
        return words.format(sum=money(charge.open))
    return translate("Owed", _STATES[charge.state])


def charge_note(charge: Charge) -> str:
    """To which day, what for, why it was given up and by whom."""
    parts = [translate("Owed", "to {day}").format(day=day(charge.through)), charge.note]
    if charge.state is ChargeState.WAIVED:
        words = translate("Owed", "{reason} ({by})") if charge.author else "{reason}"
        parts.append(words.format(reason=charge.reason, by=charge.author))
    return "  ·  ".join(part for part in parts if part)
