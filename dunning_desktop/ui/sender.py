"""The sender: wakes the outbox worker on the mail lane when a message falls due."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.progress import JobProgress
from dunning_desktop.usecases.delivery import Delivered, deliver
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.ports import Progress
from dunning_desktop.usecases.waiting import Waiting, hurry, waiting

# A laptop that slept and a clock that was set are found out at the latest then.
HEARTBEAT = timedelta(minutes=5)
# After a pass that got nowhere: soon, then less and less often.
BACK_OFF = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
# A connection is kept for a minute after use.
IDLE = timedelta(seconds=61)
WAKES = frozenset({Touched.OUTBOX, Touched.ACCOUNTS})


@dataclass(frozen=True, slots=True)
class SendingState:
    """What the window says of the mail. ``undo_seconds`` is 0 when nothing can be taken back.

    ``waiting`` counts queued messages, ``undoable`` those whose Undo has not passed, ``sent``
    those that left in the running pass.
    """

    waiting: int = 0
    undoable: int = 0
    undo_seconds: int = 0
    sending: bool = False
    sent: int = 0
    paused: Fault | None = None


class Sender(QObject):
    """Lives in the GUI thread and touches no network: ``deliver`` runs on the mail lane, alone.

    ``changed`` carries a ``SendingState``; ``moved`` comes after each message of a pass.
    """

    changed = Signal(object)
    moved = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.state = SendingState()
        self._job: JobProgress | None = None
        self._idle_pass = False
        self._in_vain = 0
        self._for_due = False
        self._stopped = False
        self._then: Callable[[bool], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        # A coarse timer may be half a second late after ten, and the owner counts along.
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_time)
        self._hang_up = QTimer(self)
        self._hang_up.setSingleShot(True)
        self._hang_up.setInterval(int(IDLE.total_seconds() * 1000))
        self._hang_up.timeout.connect(self._close_idle)
        # The first pass of a book also finds what a crash left half sent.
        desk.opened.connect(self.send)
        desk.changed.connect(self._on_changed)

    # When

    def _on_changed(self, touched: frozenset[Touched]) -> None:
        if touched & WAKES:
            if Touched.ACCOUNTS in touched:
                self._in_vain = 0
            self.look()

    def look(self) -> None:
        """See what waits, and set the alarm for it."""
        if not self._stopped:
            self._desk.ask(waiting, then=self._on_seen, owner=self, latest="waiting")

    def _on_seen(self, seen: Waiting) -> None:
        self._count_vain(seen)
        self._say(
            replace(
                self.state,
                waiting=seen.queued,
                undoable=seen.undoable,
                undo_seconds=seen.undo_seconds,
                paused=seen.held_by,
            )
        )
        self._set_alarm(seen)

    def _count_vain(self, seen: Waiting) -> None:
        stuck = seen.next_due is not None and seen.next_due <= seen.now
        if not stuck:
            self._in_vain = 0
        elif self._idle_pass:
            self._in_vain += 1
        self._idle_pass = False

    def _set_alarm(self, seen: Waiting) -> None:
        self._for_due = False
        wait = HEARTBEAT
        if seen.next_due is not None:
            due_in = max(seen.next_due - seen.now, timedelta(0))
            if self._in_vain:
                due_in = max(due_in, BACK_OFF[min(self._in_vain, len(BACK_OFF)) - 1])
            self._for_due = due_in <= HEARTBEAT
            wait = min(due_in, HEARTBEAT)
        if not self._stopped:
            # A moment late rather than early: early finds nothing due.
            self._timer.start(math.ceil(wait.total_seconds() * 1000) + 5)

    @property
    def alarm_in(self) -> int:
        """In how many milliseconds it wakes; -1 while no alarm is set."""
        return self._timer.remainingTime()

    def _on_time(self) -> None:
        if self._for_due:
            self.send()
        else:
            self.look()

    # Sending

    def send(self) -> None:
        """Run one pass of the worker, unless one is running."""
        if self.state.sending or self._stopped or not self._desk.is_open:
            return
        self._for_due = False
        self._timer.start(int(HEARTBEAT.total_seconds() * 1000))
        self._job = JobProgress(self)
        self._job.moved.connect(self._on_moved)
        self._say(replace(self.state, sending=True, sent=0))
        self._desk.mail(
            self._deliver,
            progress=self._job,
            owner=self,
            then=self._on_delivered,
            failed=self._on_failed,
        )

    def _deliver(self, office: Office, *, progress: Progress) -> Outcome[Delivered]:
        """In the mail lane. A bug is reported as one, and must not leave this state behind."""
        try:
            return deliver(office, progress=progress)
        finally:
            self.state = replace(self.state, sending=False)

    def _on_moved(self, place: tuple[int, int]) -> None:
        if place[0] and self.state.sending:
            self._say(replace(self.state, sent=place[0]))
            self.moved.emit()

    def _on_delivered(self, done: Delivered) -> None:
        self._idle_pass = not done.changed
        self._after(all_gone=not (done.failed or done.uncertain or done.waiting or done.paused))

    def _on_failed(self, _error: DunningError) -> None:
        # The book was locked, or the disk is full: nothing is lost, it is tried again.
        self._idle_pass = True
        self._after(all_gone=False)

    def _after(self, *, all_gone: bool) -> None:
        self._job = None
        self._hang_up.start()
        self._say(replace(self.state, sending=False, sent=0))
        self.look()
        then, self._then = self._then, None
        if then is not None:
            then(all_gone)

    def _close_idle(self) -> None:
        if not self.state.sending and not self._stopped and self._desk.is_open:
            self._desk.mail(_close_idle, owner=self, then=lambda _done: None)

    def _say(self, state: SendingState) -> None:
        self.state = state
        self.changed.emit(state)

    # Leaving

    def send_everything(self, then: Callable[[bool], object]) -> None:
        """Send at once what can still be taken back; ``then`` hears whether all of it went."""
        self._desk.do(hurry, owner=self, then=lambda _count: self._send_then(then))

    def _send_then(self, then: Callable[[bool], object]) -> None:
        self._then = then
        self.send()

    def stop(self) -> None:
        """Begin nothing more, and let a running pass end after the message in hand."""
        self._stopped = True
        self._timer.stop()
        self._hang_up.stop()
        if self._job is not None:
            self._job.cancel()


def _close_idle(office: Office) -> Outcome[None]:
    """In the mail lane, where nobody sends meanwhile."""
    office.postman.close_idle()
    return Outcome(None)
