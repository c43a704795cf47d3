"""Why an item is not chased today, and what comes next, each in one plain line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.calendar import add_days
from dunning_desktop.domain.foresight import Foreseen
from dunning_desktop.domain.policy import Channel, DunningLevel
from dunning_desktop.domain.promises import GRACE
from dunning_desktop.domain.proposal import Delivery, NotToday, WhyNot
from dunning_desktop.ui.text.dates import days, near
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.words import block, channel, tone, tone_within

translate = QCoreApplication.translate

A_WEEK = 7

_WHY = {
    WhyNot.NOT_DUE: QT_TRANSLATE_NOOP("Reasons", "Not due yet"),
    WhyNot.NEXT_STEP_LATER: QT_TRANSLATE_NOOP("Reasons", "{level} {on}"),
    WhyNot.WAITING_FOR_GAP: QT_TRANSLATE_NOOP(
        "Reasons", "In touch recently: {level} {on}"
    ),
    WhyNot.BLOCKED: QT_TRANSLATE_NOOP("Reasons", "{block}"),
    WhyNot.LADDER_DONE: QT_TRANSLATE_NOOP("Reasons", "All reminders sent: you decide"),
    WhyNot.BELOW_MINIMUM: QT_TRANSLATE_NOOP("Reasons", "Too small to chase on its own"),
    WhyNot.NO_ADDRESS: QT_TRANSLATE_NOOP("Reasons", "No e-mail or postal address"),
    WhyNot.ARCHIVED: QT_TRANSLATE_NOOP("Reasons", "Client is archived"),
    WhyNot.MONEY_UNALLOCATED: QT_TRANSLATE_NOOP(
        "Reasons", "Has paid enough: match the payment first"
    ),
    WhyNot.NOT_A_WORKING_DAY: QT_TRANSLATE_NOOP("Reasons", "Nobody works today: {level} {on}"),
    WhyNot.NOT_DELIVERED: QT_TRANSLATE_NOOP("Reasons", "Last reminder did not get through"),
    WhyNot.NOT_POSTED: QT_TRANSLATE_NOOP("Reasons", "Last letter is still to be posted"),
    WhyNot.OLD_DEBT: QT_TRANSLATE_NOOP("Reasons", "Old debt, left alone"),
    WhyNot.TO_DECIDE: QT_TRANSLATE_NOOP("Reasons", "Old debt: chase it or not?"),
}
_UNDELIVERED = {
    Delivery.PENDING: QT_TRANSLATE_NOOP("Reasons", "Reminder is in the outbox"),
    Delivery.FAILED: QT_TRANSLATE_NOOP("Reasons", "Last reminder could not be sent"),
    Delivery.UNCERTAIN: QT_TRANSLATE_NOOP("Reasons", "Last reminder: sent or not? See the outbox"),
}
# Why somebody is left alone: without an end, and with the day on which chasing goes on.
_BLOCKED = {
    BlockKind.REPLIED: (
        QT_TRANSLATE_NOOP("Reasons", "They replied: waits for you"),
        QT_TRANSLATE_NOOP("Reasons", "They replied: goes on {on}"),
    ),
    BlockKind.CALL_AGAIN: (
        QT_TRANSLATE_NOOP("Reasons", "No answer on the telephone"),
        QT_TRANSLATE_NOOP("Reasons", "No answer: call again {on}"),
    ),
    BlockKind.PROMISE: (
        QT_TRANSLATE_NOOP("Reasons", "Promised to pay"),
        QT_TRANSLATE_NOOP("Reasons", "Promised to pay by {last}"),
    ),
}
_GOES_ON = QT_TRANSLATE_NOOP("Reasons", "{block}: goes on {on}")
BLOCK_ICONS = {
    BlockKind.PROMISE: "hand-coins",
    BlockKind.DISPUTE: "triangle-alert",
    BlockKind.SNOOZE: "calendar-clock",
    BlockKind.REPLIED: "message-square",
    BlockKind.CALL_AGAIN: "phone",
    BlockKind.BREATHING_SPACE: "hourglass",
    BlockKind.INSOLVENCY: "landmark",
    BlockKind.VULNERABLE: "shield-check",
    BlockKind.DO_NOT_CHASE: "ban",
}
# What needs the owner, as against what only needs time.
NEEDS_OWNER = frozenset(
    {
        WhyNot.LADDER_DONE,
        WhyNot.NO_ADDRESS,
        WhyNot.MONEY_UNALLOCATED,
        WhyNot.NOT_POSTED,
        WhyNot.TO_DECIDE,
    }
)
# Their sentence names the level and its day.
_NAMES_LEVEL = frozenset(
    {WhyNot.NEXT_STEP_LATER, WhyNot.WAITING_FOR_GAP, WhyNot.NOT_A_WORKING_DAY}
)
STUCK = frozenset({Delivery.FAILED, Delivery.UNCERTAIN})
ICONS = {
    WhyNot.NOT_DUE: "calendar",
    WhyNot.NEXT_STEP_LATER: "calendar-clock",
    WhyNot.WAITING_FOR_GAP: "hourglass",
    WhyNot.BLOCKED: "circle-pause",
    WhyNot.LADDER_DONE: "flag",
    WhyNot.BELOW_MINIMUM: "circle-slash",
    WhyNot.NO_ADDRESS: "map-pin",
    WhyNot.ARCHIVED: "archive",
    WhyNot.MONEY_UNALLOCATED: "hand-coins",
    WhyNot.NOT_A_WORKING_DAY: "calendar",
    WhyNot.NOT_DELIVERED: "circle-alert",
    WhyNot.NOT_POSTED: "mail",
    WhyNot.OLD_DEBT: "circle-slash",
    WhyNot.TO_DECIDE: "info",
}


def why_not(reason: NotToday, today: date) -> str:
    """One line: why not today, and from when on."""
    if reason.code is WhyNot.BLOCKED:
        return blocked(reason.detail, reason.until, today)
    if reason.code is WhyNot.NOT_DELIVERED and reason.detail in set(_UNDELIVERED):
        return translate("Reasons", _UNDELIVERED[Delivery(reason.detail)])
    words = translate("Reasons", _WHY[reason.code])
    level = tone(reason.level.tone) if reason.level else translate("Reasons", "next step")
    return words.format(level=level, on=_on(reason.until, today))


def needs_owner(reason: NotToday) -> bool:
    """Whether it is the owner's turn, and not only a matter of time."""
    stuck = reason.code is WhyNot.NOT_DELIVERED and reason.detail in STUCK
    replied = reason.code is WhyNot.BLOCKED and reason.detail == BlockKind.REPLIED
    return stuck or replied or reason.code in NEEDS_OWNER


def icon_of(reason: NotToday) -> str:
    """What stands beside it."""
    if reason.code is WhyNot.BLOCKED and reason.detail in set(BLOCK_ICONS):
        return BLOCK_ICONS[BlockKind(reason.detail)]
    return ICONS[reason.code]


def ready(level: DunningLevel, *, call: bool = False) -> str:
    """What would go out today, or that it is a call."""
    if call:
        return translate("Reasons", "Call today")
    return translate("Reasons", "{level} ready").format(level=tone(level.tone))


def ready_at_length(level: DunningLevel, *, call: bool = False) -> str:
    """What would go out today, and how. Where a call is not possible it is written."""
    if call:
        return translate("Reasons", "Call today: {level}.").format(level=tone_within(level.tone))
    if level.channel is Channel.PHONE:
        words = translate("Reasons", "{level} can go today, in writing.")
        return words.format(level=tone(level.tone))
    words = translate("Reasons", "{level}, {channel}, can go today.")
    return words.format(level=tone(level.tone), channel=channel(level.channel))


def blocked(kind: BlockKind | str, until: date | None, today: date) -> str:
    """Why somebody is left alone, and from which day on chasing goes on."""
    one = BlockKind(kind)
    ever, with_day = _BLOCKED.get(one, ("{block}", _GOES_ON))
    words = translate("Reasons", ever if until is None else with_day)
    last = near(add_days(until, -1) - _grace(one), today) if until else ""
    return words.format(block=block(one), on=_on(until, today), last=last)


def _grace(kind: BlockKind) -> timedelta:
    """What a block lasts beyond the day that was named."""
    return GRACE if kind is BlockKind.PROMISE else timedelta()


def put_off_for(count: int) -> str:
    """How long somebody is put off: ``3 days``, ``a week``."""
    return translate("Reasons", "A week") if count == A_WEEK else days(count)


def _on(day: date | None, today: date) -> str:
    return near(day, today) if day is not None else ""


def coming(ahead: Sequence[Foreseen], waiting: NotToday | None, today: date) -> str:
    """The reminders to come in one line; the next step is left out where it was said already."""
    said = waiting is None or waiting.code in _NAMES_LEVEL
    steps = ahead[1:] if said else ahead
    if not steps:
        return ""
    each = [_step(one, today) for one in steps]
    return translate("Reasons", "If nothing is paid: {steps}.").format(steps=", ".join(each))


def _step(one: Foreseen, today: date) -> str:
    once, again = translate("Reasons", "{level} {on}"), translate("Reasons", "{level} again {on}")
    words = again if one.repeat else once
    return words.format(level=tone_within(one.level.tone), on=near(one.day, today))

