"""Sending by itself, in words: whether it is on, which levels, who starts it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.automation import Automation, is_stale
from dunning_desktop.domain.policy import Channel, ChargeRule, DunningLevel, Tone
from dunning_desktop.ui.surroundings import TimetableState
from dunning_desktop.ui.text import ladders
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.runs import held
from dunning_desktop.ui.text.words import channel, tone_within
from dunning_desktop.usecases.automation import ByItself, Step

translate = QCoreApplication.translate

A_DAY = timedelta(days=1)
_KINDS = {
    "systemd": QT_TRANSLATE_NOOP("Automation", "A timer of systemd, while you are logged in."),
    "task-scheduler": QT_TRANSLATE_NOOP(
        "Automation", "A task of the Windows Task Scheduler, while you are logged in."
    ),
    "launchd": QT_TRANSLATE_NOOP("Automation", "An agent of launchd, while you are logged in."),
}


def title(automation: Automation, today: date) -> str:
    """Whether it is on, and what that means today."""
    if not automation.on:
        return translate("Automation", "Off: nothing goes without you")
    if automation.drafts_on(today):
        words = translate("Automation", "On: until {day} it only tells you what it would send")
        return words.format(day=_drafts_until(automation))
    return translate("Automation", "On: it sends by itself")


def _drafts_until(automation: Automation) -> str:
    return day(automation.drafts_until) if automation.drafts_until else ""


def explained(automation: Automation, today: date) -> str:
    """What follows from it, or what switching it on would mean."""
    if not automation.on:
        return _off(automation)
    days = translate("Automation", "every working day") if automation.rests else translate(
        "Automation", "every day"
    )
    if automation.drafts_on(today) and automation.drafts_until is not None:
        words = translate(
            "Automation", "From {day} on it sends what you ticked below, {days} at {time}."
        )
        first = day(automation.drafts_until + A_DAY)
    else:
        words = translate("Automation", "It sends what you ticked below, {days} at {time}.")
        first = ""
    return words.format(day=first, days=days, time=f"{automation.at:%H:%M}")


def _off(automation: Automation) -> str:
    if automation.drafts_until is None:
        return translate(
            "Automation",
            "Once it is on, it only tells you for thirty days what it would send. After that it "
            "sends.",
        )
    return translate(
        "Automation",
        "Its thirty days of telling are over: once it is on, it sends from the next run on.",
    )


def switched(automation: Automation, today: date) -> str:
    """What the toast says after switching."""
    if not automation.on:
        return translate("Automation", "Off: nothing goes by itself any more.")
    return f"{title(automation, today)}."


def hindrances(known: ByItself, today: date) -> list[str]:
    """What keeps a run from sending anything, though it is on."""
    if not known.automation.on:
        return []
    found = []
    if not known.allowed:
        found.append(translate("Automation", "No reminder may go by itself yet: tick some below."))
    if known.no_mail is not None:
        found.append(f"{held(known.no_mail)}.")
    if is_stale(known.automation, known.known_to, today):
        found.append(_stale(known.known_to))
    return found


def _stale(known_to: date | None) -> str:
    if known_to is None:
        return translate(
            "Automation", "Nothing goes out: no payment was recorded or imported yet."
        )
    words = translate(
        "Automation", "Nothing goes out: payments are known only up to {day}. Bring in newer ones."
    )
    return words.format(day=day(known_to))


# Levels


def step(level: DunningLevel) -> str:
    """``3 days after: friendly reminder by e-mail``."""
    words = translate("Automation", "{when}: {tone} {channel}")
    return words.format(
        when=ladders.rung(level).when, tone=tone_within(level.tone), channel=channel(level.channel)
    )


def step_moved(level: DunningLevel, *, unattended: bool) -> str:
    """What the toast says after a level was ticked, or no longer."""
    words = (
        translate("Automation", "May go by itself now: {tone} {channel}, {when}.")
        if unattended
        else translate("Automation", "Left to you again: {tone} {channel}, {when}.")
    )
    when = ladders.rung(level).when
    return words.format(
        tone=tone_within(level.tone),
        channel=channel(level.channel),
        when=when[:1].lower() + when[1:],
    )


def caution(level: DunningLevel) -> str:
    """Why the owner should think twice; empty where there is no reason to."""
    if level.channel is Channel.PHONE:
        return ""
    final, demands = level.tone is Tone.FINAL, level.charges is ChargeRule.DEMAND
    if final and demands:
        return translate(
            "Automation",
            "The last one before you take other steps, and it asks for interest and compensation: "
            "better looked at.",
        )
    if final:
        return translate(
            "Automation", "The last one before you take other steps: better looked at."
        )
    if demands:
        return translate("Automation", "It asks for interest and compensation: better looked at.")
    return ""


def remark(one: Step) -> str:
    """What else there is to know of a level."""
    parts = []
    if one.level.channel is Channel.PHONE:
        parts.append(translate("Automation", "A person calls: this never goes by itself."))
    elif one.level.channel.by_post:
        parts.append(
            translate(
                "Automation", "The letter is made and put into the outbox; you print and post it."
            )
        )
    if one.former:
        parts.append(
            translate("Automation", "Only for invoices under way on an earlier version.")
        )
    return " ".join(parts)


# Who starts it


def timetable(state: TimetableState, at: str) -> str:
    """What the system has set up. ``at`` is when runs begin."""
    if not state.kind:
        return translate(
            "Automation",
            "This computer offers programs no timetable. Keep this window open while you want "
            "runs.",
        )
    if state.at is None:
        return translate("Automation", "Not set up: while the window is closed, nothing runs.")
    words = translate("Automation", "Set up: every day at {time}.")
    said = words.format(time=f"{state.at:%H:%M}")
    if said and f"{state.at:%H:%M}" != at:
        differs = translate("Automation", "Your runs begin at {time}: press Change.")
        return f"{said} {differs.format(time=at)}"
    return said


def moved() -> str:
    """The system would start a program that is no longer there."""
    return translate("Automation", "It would start the program from another place: press Change.")


def kind(state: TimetableState) -> str:
    """By which part of the system, in small print."""
    return translate("Automation", _KINDS[state.kind]) if state.kind in _KINDS else ""
