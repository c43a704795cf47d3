"""Passing over a reminder, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.policy import Channel
from dunning_desktop.ui.text.dates import near
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.words import channel, tone, tone_within
from dunning_desktop.usecases.skips import SkipView

translate = QCoreApplication.translate

_REASONS = (
    QT_TRANSLATE_NOOP("Skips", "We have spoken about it"),
    QT_TRANSLATE_NOOP("Skips", "A good client, late for the first time"),
    QT_TRANSLATE_NOOP("Skips", "They said that the payment is on its way"),
    QT_TRANSLATE_NOOP("Skips", "They know: this reminder would only annoy them"),
    QT_TRANSLATE_NOOP("Skips", "It has to go faster"),
)


def reasons() -> list[str]:
    """Reasons to choose from."""
    return [translate("Skips", one) for one in _REASONS]


def what(view: SkipView) -> str:
    """Which level would be passed over."""
    level = view.step.level
    again = (
        translate("Skips", "The {tone} {channel} is not made.")
        if level.channel is Channel.PHONE
        else translate("Skips", "The {tone} {channel} is not sent.")
    )
    return again.format(tone=tone_within(level.tone), channel=channel(level.channel))


def then_comes(view: SkipView) -> str:
    """What comes then, and when."""
    if view.ends:
        return translate("Skips", "Then no reminder is left: you decide what comes.")
    if not view.ahead:
        return translate(
            "Skips", "Nothing more is sent as things stand: see the invoice's next step."
        )
    first = view.ahead[0]
    words = translate("Skips", "If nothing is paid, the {tone} {channel} comes {day}.")
    return words.format(
        tone=tone_within(first.level.tone),
        channel=channel(first.level.channel),
        day=near(first.day, view.today),
    )


def passed_over(view: SkipView) -> str:
    """What stands beside Undo."""
    words = translate("Skips", "{tone} passed over for {number}.")
    return words.format(tone=tone(view.step.level.tone), number=view.number)
