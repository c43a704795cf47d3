"""What a ladder does day by day, in words: dates, why one moved, and what it asks for."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.foresight import Foreseen, Moved, MovedBy
from dunning_desktop.domain.policy import Channel, ChargeRule, DunningLevel
from dunning_desktop.ui.text import words
from dunning_desktop.ui.text.dates import weekday
from dunning_desktop.ui.text.ladders import when
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

_MOVED = {
    MovedBy.REST: QT_TRANSLATE_NOOP("LadderDays", "Moved from {day}: nobody works"),
    MovedBy.GAP: QT_TRANSLATE_NOOP(
        "LadderDays", "Moved from {day}: too soon after the one before"
    ),
    MovedBy.DEADLINE: QT_TRANSLATE_NOOP(
        "LadderDays", "Moved from {day}: the one before gave more time"
    ),
    MovedBy.BEFORE: QT_TRANSLATE_NOOP(
        "LadderDays", "Moved from {day}: the one before went out later"
    ),
}


def dated(day: date, due: date) -> str:
    """``Tue 3 Nov``, with the year where it is not that of the due day."""
    return weekday(day) if day.year == due.year else f"{weekday(day)} {day.year}"


def moved(one: Moved, due: date) -> str:
    """Why a date is not the one the level says."""
    return translate("LadderDays", _MOVED[one.by]).format(day=dated(one.day, due))


def step(one: Foreseen) -> str:
    """What goes out, and how; one that goes out again says so."""
    said = translate("LadderDays", "{tone}, {channel}")
    if one.repeat:
        said = translate("LadderDays", "{tone} again, {channel}")
    channel = words.channel(one.channel or one.level.channel)
    return said.format(tone=words.tone(one.level.tone), channel=channel)


def asks(one: Foreseen, due: date) -> str:
    """Until when it asks to be paid, and what for on top."""
    parts = []
    if one.deadline is not None and one.deadline > due:
        until = translate("LadderDays", "to pay by {day}")
        parts.append(until.format(day=dated(one.deadline, due)))
    if one.level.charges is ChargeRule.SHOW:
        parts.append(translate("LadderDays", "mentions interest and compensation"))
    elif one.level.charges is ChargeRule.DEMAND:
        parts.append(translate("LadderDays", "asks for interest and compensation"))
    said = ", ".join(parts)
    return said[:1].upper() + said[1:]


def no_place(level: DunningLevel) -> str:
    """A level before the due day that does not go out."""
    said = translate("LadderDays", "{when} is left out: there is no day for it before it is due.")
    return said.format(when=when(level.day))


def not_as_said(one: Foreseen) -> str:
    """Why it does not go out as its level says; empty where it does."""
    if one.channel is None or one.channel is one.level.channel:
        return ""
    wanted = one.level.channel
    if wanted is Channel.PHONE:
        return translate("LadderDays", "Not by telephone: no number is known")
    if wanted.by_email and not one.channel.by_email:
        return translate("LadderDays", "Not by e-mail: no address that works is known")
    return translate("LadderDays", "Not by letter: no postal address is known")
