"""The lines of Today about runs, in words."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from dunning_desktop.ui.text import runs as words
from dunning_desktop.ui.text.dates import moment, weekday
from dunning_desktop.ui.text.review import reminders
from dunning_desktop.usecases.run_rows import Did, Run, RunMode, RunState
from dunning_desktop.usecases.today_rows import TaskRow

translate = QCoreApplication.translate

A_DAY = timedelta(days=1)


def sentence(row: TaskRow, today: date) -> str:
    """What a run did, or what is the matter with runs."""
    run = row.run
    if run is None:
        said = translate("Today", "No run for {n} working days, though sending by itself is on")
        return said.format(n=row.count)
    drafted = run.count(Did.DRAFTED)
    if run.mode is RunMode.DRAFTS and drafted and run.state is RunState.DONE:
        said = translate("Today", "By itself it would have sent {reminders}: send them yourself")
        return said.format(reminders=reminders(drafted))
    return words.about(run, _name(run, today))


def _name(run: Run, today: date) -> str:
    if run.day == today:
        return translate("Today", "Today's run")
    if run.day == today - A_DAY:
        return translate("Today", "Yesterday's run")
    return translate("Today", "The run of {day}").format(day=weekday(run.day))


def under(row: TaskRow) -> str:
    """What that means, and when it was."""
    run = row.run
    if run is None:
        said = translate(
            "Today",
            "The last one was on {day}. It runs while this window is open, or when the computer "
            "starts it: see Settings.",
        )
        return said.format(day=weekday(row.until) if row.until else "–")
    return words.state_explained(run.state) or translate("Today", "{when}, begun by: {who}").format(
        when=moment(run.started_at), who=words.started_by(run.started_by).lower()
    )
