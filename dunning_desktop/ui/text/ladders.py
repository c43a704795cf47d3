"""Ladders in plain words: their names, their steps, and whose ladder holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import (
    BrokenPromise,
    ChargeRule,
    DunningLevel,
    DunningPolicy,
    PartPayment,
)
from dunning_desktop.ui.text import words
from dunning_desktop.ui.text.dates import days
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import money
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
_CHARGES = {
    ChargeRule.NONE: QT_TRANSLATE_NOOP("Ladders", "Not mentioned"),
    ChargeRule.SHOW: QT_TRANSLATE_NOOP("Ladders", "Mentioned, not asked for"),
    ChargeRule.DEMAND: QT_TRANSLATE_NOOP("Ladders", "Asked for"),
}
_CHARGES_WITHIN = {
    ChargeRule.SHOW: QT_TRANSLATE_NOOP("Ladders", "mentions interest and compensation"),
    ChargeRule.DEMAND: QT_TRANSLATE_NOOP("Ladders", "asks for interest and compensation"),
}
_PARTS = {
    PartPayment.CONTINUE: QT_TRANSLATE_NOOP("Ladders", "Go on where it stands"),
    PartPayment.RESTART: QT_TRANSLATE_NOOP("Ladders", "Begin again with the first reminder"),
}
_BROKEN = {
    BrokenPromise.RESUME: QT_TRANSLATE_NOOP("Ladders", "Go on where it stands"),
    BrokenPromise.HIGHER: QT_TRANSLATE_NOOP("Ladders", "Go on one step firmer"),
}


def older() -> str:
    """That an invoice is chased by a version from before the last change."""
    return translate("Ladders", "It was under way before the last change and goes on as it was.")


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
    if level.charges is not ChargeRule.NONE:
        parts.append(translate("Ladders", _CHARGES_WITHIN[level.charges]))
    if level.minimum:
        from_ = translate("Ladders", "only from {sum}")
        parts.append(from_.format(sum=_either(level.minimum)))
    if level.unattended:
        parts.append(translate("Ladders", "may go by itself"))
    return Rung(when(level.day), what, ", ".join(parts))


def when(day: int) -> str:
    """When a level comes, at the beginning of a line."""
    if day == 0:
        return translate("Ladders", "On the due day")
    if day < 0:
        return translate("Ladders", "{days} before").format(days=days(-day))
    return translate("Ladders", "{days} after").format(days=days(day))


def charges(rule: ChargeRule) -> str:
    """What a level does about interest and compensation."""
    return translate("Ladders", _CHARGES[rule])


def part_payment(rule: PartPayment) -> str:
    """What happens after a part payment, to choose from."""
    return translate("Ladders", _PARTS[rule])


def broken_promise(rule: BrokenPromise) -> str:
    """What happens after a broken promise, to choose from."""
    return translate("Ladders", _BROKEN[rule])


def rules(policy: DunningPolicy) -> str:
    """What holds for all its levels: the gap, repeats, days of rest, sums, part payments."""
    said = translate("Ladders", "At least {days} lie between two reminders to the same client.")
    lines = [said.format(days=days(policy.gap_days))] if policy.gap_days else []
    if policy.repeat_every and policy.repeat_most:
        lines.append(_again(policy.repeat_every, policy.repeat_most))
    if policy.working_days:
        lines.append(
            translate("Ladders", "Nothing goes out on weekends or on the client's bank holidays.")
        )
    if policy.minimum:
        less = translate("Ladders", "Less than {sum} is not chased on its own.")
        lines.append(less.format(sum=_either(policy.minimum)))
    if policy.part_payment is PartPayment.RESTART:
        lines.append(translate("Ladders", "After a part payment it begins again."))
    if policy.broken_promise is BrokenPromise.HIGHER:
        lines.append(translate("Ladders", "After a broken promise it may pass over one step."))
    return " ".join(lines)


def _either(amounts: Iterable[Money]) -> str:
    """One in each currency: they never add up."""
    return translate("Ladders", " or ").join(money(one) for one in amounts)


def _again(every: int, most: int) -> str:
    if most == 1:
        again = translate("Ladders", "The last one goes out once more after {days}.")
    else:
        again = translate("Ladders", "The last one goes out again every {days}, {most} times more.")
    return again.format(days=days(every), most=most)


def version(policy: DunningPolicy) -> str:
    """Which version it is, and what tells it from the others at a glance."""
    levels = policy.levels
    if len(levels) == 1:
        only = translate("Ladders", "Version {number}: one step, {when}")
        return only.format(number=policy.version, when=_within(when(levels[0].day)))
    said = translate("Ladders", "Version {number}: {count} steps, {first} to {last}")
    return said.format(
        number=policy.version,
        count=len(levels),
        first=_within(when(levels[0].day)),
        last=_within(when(levels[-1].day)),
    )


def _within(text: str) -> str:
    return text[:1].lower() + text[1:]


def inherited(name: str, owner: LadderOwner, tag: str) -> str:
    """Which ladder a client has that has none of its own."""
    if owner is LadderOwner.TAG:
        said = translate("Ladders", "By the tag {tag} ({name})")
    else:
        said = translate("Ladders", "As in Settings ({name})")
    return said.format(tag=tag, name=ladder_name(name))
