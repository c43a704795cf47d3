"""Sending to the end where nobody comes back to send the rest: short rests are waited out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from dunning_desktop.usecases.delivery import SHORT_WAIT, TOUCHED, Delivered, deliver
from dunning_desktop.usecases.office import Office, Outcome
from dunning_desktop.usecases.ports import Progress

MOST_RESTS = 60
Pause = Callable[[float], None]
"""Sleeps for so many seconds."""


def deliver_patiently(
    office: Office, pause: Pause, *, progress: Progress | None = None
) -> Outcome[Delivered]:
    """Send every message that may go within a while, as many a minute as each account allows."""
    total = deliver(office, progress=progress).value
    for _ in range(MOST_RESTS):
        wait = _short_wait(office, total)
        if wait is None or (progress is not None and not progress(total.accepted, 0)):
            break
        pause(max(wait.total_seconds(), 0) + 1)
        total = total.and_then(deliver(office, progress=progress).value)
    return Outcome(total, TOUCHED if total.changed or total.paused else frozenset())


def _short_wait(office: Office, done: Delivered) -> timedelta | None:
    if done.next_due is None or done.elsewhere:
        return None
    wait = done.next_due - office.clock.now()
    return wait if wait <= SHORT_WAIT else None
