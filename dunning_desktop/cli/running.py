"""The verb that works by itself: what it may send, and what it leaves to the owner."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Callable

from dunning_desktop.cli.desk import as_json, money, say
from dunning_desktop.cli.words import did, held, refused, run_ended, run_notice
from dunning_desktop.domain.errors import RunRefused
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.run_rows import Run, RunLine, RunMode, RunState, StartedBy
from dunning_desktop.usecases.runs import rehearse
from dunning_desktop.usecases.runs import run as run_now

DONE, LOOK = 0, 1
Notify = Callable[[str, str], bool]


def run(office: Office, options: Namespace) -> int:
    """Send what may go unattended, or only say what a run would do.

    A timetable starts it every day: that today is none of its days is no failure then.
    """
    if options.rehearse:
        return _answer(rehearse(office), options)
    started_by = StartedBy.SYSTEM if options.scheduled else StartedBy.HAND
    try:
        done = run_now(office, started_by, pause=time.sleep).value
    except RunRefused as error:
        reason = str(error.data["reason"])
        print(f"dunning: {refused(reason)}", file=sys.stderr)
        return DONE if options.scheduled else LOOK
    if options.scheduled and done.lines:
        options.notify(*run_notice(done))
    return _answer(done, options)


def _answer(done: Run, options: Namespace) -> int:
    if options.json:
        as_json(done)
    else:
        _tell(done, rehearsed=options.rehearse)
    return DONE if done.state is RunState.DONE else LOOK


def _tell(done: Run, *, rehearsed: bool) -> None:
    for one in done.lines:
        say(_line(one, rehearsed=rehearsed))
    if rehearsed:
        say("Nothing was written: this was a rehearsal.")
    elif done.mode is RunMode.DRAFTS:
        say("Nothing was sent: for its first thirty days a run only says what it would send.")
    say(run_ended(done))


def _line(one: RunLine, *, rehearsed: bool) -> str:
    numbers = ", ".join(one.numbers)
    kind = "instalment" if one.notice else one.tone
    what = f"{one.client}: {kind} reminder by {one.channel.replace('-', ' ')}"
    why = f": {held(one.why, one.detail)}" if one.why else ""
    return f"{what}, {money(one.amounts)} ({numbers}) - {did(one.did, rehearsed=rehearsed)}{why}"
