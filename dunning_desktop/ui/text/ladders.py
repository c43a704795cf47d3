"""Ladders in plain words: their names, their steps, and whose ladder holds."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.policy import ChargeRule, DunningLevel, DunningPolicy
from dunning_desktop.ui.text import words
from dunning_desktop.ui.text.dates import days
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.usecases.rows import LadderOwner

translate = QCoreApplication.translate

_NAMES = {
    "standard": QT_TRANSLATE_NOOP("Ladders", "Standard"),
    "gentle": QT_TRANSLATE_NOOP("Ladders", "Gentle"),
    "strict": QT_TRANSLATE_NOOP("Ladders", "Strict"),
    "consumer": QT_TRANSLATE_NOOP("Ladders", "Private persons"),
}
_ABOUT = {
    "standard": QT_TRANSLATE_NOOP(
        "Ladders", "A note before the day, then three reminders within four weeks."
    ),
    "gentle": QT_TRANSLATE_NOOP(
        "Ladders", "For clients you want to keep on good terms: three reminders in eight weeks."
    ),
    "strict": QT_TRANSLATE_NOOP(
        "Ladders", "From the first day late; interest and compensation are asked for early."
    ),
    "consumer": QT_TRANSLATE_NOOP(
        "Ladders", "For people buying for themselves: more time, and nothing asked for on top."
    ),
}
_OWNERS = {
    LadderOwner.INVOICE: QT_TRANSLATE_NOOP("Ladders", "Ladder: {name}, this invoice's own."),
    LadderOwner.CLIENT: QT_TRANSLATE_NOOP("Ladders", "Ladder: {name}, this client's own."),
    LadderOwner.TAG: QT_TRANSLATE_NOOP("Ladders", "Ladder: {name}, by the tag {tag}."),
    LadderOwner.BUSINESS: QT_TRANSLATE_NOOP("Ladders", "Ladder: {name}, as in Settings."),
}


@dataclass(frozen=True, slots=True)
class Rung:
    """One level in words."""

    when: str
    what: str
    then: str


def ladder_name(name: str) -> str:
    """A ladder's name; one that did not come with the program keeps its own."""
    return translate("Ladders", _NAMES[name]) if name in _NAMES else name


def about(name: str) -> str:
    """Whom it is for; empty where that is not known."""
    return translate("Ladders", _ABOUT[name]) if name in _ABOUT else ""


def whose(name: str, owner: LadderOwner, tag: str = "") -> str:
    """Which ladder holds, and whose it is."""
    return translate("Ladders", _OWNERS[owner]).format(name=ladder_name(name), tag=tag)


def rung(level: DunningLevel) -> Rung:
    """A level in plain words."""
    what = translate("Ladders", "{tone}, {channel}").format(
        tone=words.tone(level.tone), channel=words.channel(level.channel)
    )
    parts = [] if level.day >= 0 else [translate("Ladders", "a note before the day")]
    if level.days_to_pay:
        parts.append(translate("Ladders", "{days} to pay").format(days=days(level.days_to_pay)))
    if level.charges is ChargeRule.SHOW:
        parts.append(translate("Ladders", "mentions interest and compensation"))
    elif level.charges is ChargeRule.DEMAND:
        parts.append(translate("Ladders", "asks for interest and compensation"))
    return Rung(_when(level.day), what, ", ".join(parts))


def _when(day: int) -> str:
    if day == 0:
        return translate("Ladders", "On the due day")
    if day < 0:
        return translate("Ladders", "{days} before").format(days=days(-day))
    return translate("Ladders", "{days} after").format(days=days(day))


def rules(policy: DunningPolicy) -> str:
    """What holds for all its levels: the gap, repeats, days of rest."""
    said = translate("Ladders", "At least {days} lie between two reminders to the same client.")
    lines = [said.format(days=days(policy.gap_days))]
    if policy.repeat_every and policy.repeat_most:
        again = translate("Ladders", "The last one goes out again every {days}, {most} times more.")
        lines.append(again.format(days=days(policy.repeat_every), most=policy.repeat_most))
    if policy.working_days:
        lines.append(
            translate("Ladders", "Nothing goes out on weekends or on the client's bank holidays.")
        )
    return " ".join(lines)
