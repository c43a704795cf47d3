"""Reasons to leave a client alone: their names, what each means, and what is said of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

_NAMES = {
    BlockKind.HOLD: QT_TRANSLATE_NOOP("LeaveAlone", "On hold"),
    BlockKind.BREATHING_SPACE: QT_TRANSLATE_NOOP("LeaveAlone", "Breathing space"),
    BlockKind.INSOLVENCY: QT_TRANSLATE_NOOP("LeaveAlone", "Insolvency or administration"),
    BlockKind.VULNERABLE: QT_TRANSLATE_NOOP("LeaveAlone", "Vulnerable client"),
    BlockKind.DO_NOT_CHASE: QT_TRANSLATE_NOOP("LeaveAlone", "Do not chase"),
}
REASONS = tuple(_NAMES)
_MEANS = {
    BlockKind.HOLD: QT_TRANSLATE_NOOP(
        "LeaveAlone",
        "Nothing new is sent while the hold lasts. Interest goes on counting.",
    ),
    BlockKind.BREATHING_SPACE: QT_TRANSLATE_NOOP(
        "LeaveAlone",
        "The law gives private persons, and sole traders who are not registered for VAT, time "
        "without letters, calls or interest: usually 60 days. Nothing is sent, what waits in the "
        "outbox is taken back, and these days bear no interest.",
    ),
    BlockKind.INSOLVENCY: QT_TRANSLATE_NOOP(
        "LeaveAlone",
        "Nobody may press them for money: claims go to whoever handles the insolvency. Nothing is "
        "sent, and what waits in the outbox is taken back. Interest goes on counting.",
    ),
    BlockKind.VULNERABLE: QT_TRANSLATE_NOOP(
        "LeaveAlone",
        "For somebody who is ill, bereaved or in distress. Nothing is sent, and what waits in the "
        "outbox is taken back, until you say otherwise. Interest goes on counting.",
    ),
    BlockKind.DO_NOT_CHASE: QT_TRANSLATE_NOOP(
        "LeaveAlone",
        "You have your reasons. Nothing is sent, and what waits in the outbox is taken back, until "
        "you say otherwise. Interest goes on counting.",
    ),
}
# What is said in the toast: without an end, and with its last day.
_SET = {
    BlockKind.HOLD: (
        QT_TRANSLATE_NOOP("LeaveAlone", "{client} is on hold."),
        QT_TRANSLATE_NOOP("LeaveAlone", "{client} is on hold until {day}."),
    ),
    BlockKind.BREATHING_SPACE: (
        QT_TRANSLATE_NOOP("LeaveAlone", "{client} has a breathing space."),
        QT_TRANSLATE_NOOP("LeaveAlone", "{client} has a breathing space until {day}."),
    ),
}
_LEFT = (
    QT_TRANSLATE_NOOP("LeaveAlone", "{client} is left alone."),
    QT_TRANSLATE_NOOP("LeaveAlone", "{client} is left alone until {day}."),
)
_OVER = {
    BlockKind.BREATHING_SPACE: QT_TRANSLATE_NOOP("LeaveAlone", "It is over"),
    BlockKind.INSOLVENCY: QT_TRANSLATE_NOOP("LeaveAlone", "It is over"),
}


def name(kind: BlockKind) -> str:
    """``Breathing space``."""
    return translate("LeaveAlone", _NAMES[kind])


def meaning(kind: BlockKind) -> str:
    """What it means, in a few sentences."""
    return translate("LeaveAlone", _MEANS[kind])


def is_set(kind: BlockKind, client: str, until: date | None) -> str:
    """What the toast says."""
    ever, with_day = _SET.get(kind, _LEFT)
    words = translate("LeaveAlone", ever if until is None else with_day)
    return words.format(client=client, day=day(until) if until else "")


def press(block: Block, today: date) -> str:
    """What the button says that ends it."""
    if block.start > today:
        return translate("LeaveAlone", "Take back")
    words = _OVER.get(block.kind, QT_TRANSLATE_NOOP("LeaveAlone", "Chase again"))
    return translate("LeaveAlone", words)


def to_come(block: Block) -> str:
    """``Breathing space from 1 Dec 2026``, of one that has not begun."""
    words = translate("LeaveAlone", "{what} from {day}")
    return words.format(what=name(block.kind), day=day(block.start))


def set_by(block: Block) -> str:
    """``Set by Sam Carter on 20 Nov 2026.``; empty where that is not known."""
    if block.at is None:
        return ""
    on = day(block.at.astimezone().date())
    if not block.author:
        return translate("LeaveAlone", "Set on {day}.").format(day=on)
    return translate("LeaveAlone", "Set by {name} on {day}.").format(name=block.author, day=on)
