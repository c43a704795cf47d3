"""Lanes: jobs that run one after the other off the GUI thread, their answers back on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, SignalInstance, Slot


@dataclass(frozen=True, slots=True)
class Answer:
    """What a job came back with: a value, or what it raised."""

    value: object = None
    error: BaseException | None = None


Work = Callable[[], object]
Deliver = Callable[[Answer], None]


class Lane(Protocol):
    """One serial road for jobs."""

    def submit(self, work: Work, deliver: Deliver) -> None:
        """Run the work when its turn comes; ``deliver`` gets its answer on the GUI thread."""

    def close(self) -> None:
        """Wait for the job that runs; drop those that have not begun."""


def attempt(work: Work) -> Answer:
    """Run the work; whatever it raises becomes the answer, so that a lane never dies of it."""
    try:
        return Answer(work())
    except BaseException as error:  # noqa: BLE001 - a lane catches everything
        return Answer(error=error)


class ThreadLane(QObject):
    """A lane with a thread of its own. It owns the signal; its jobs only get it bound."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        # The thread stays: a database connection made on it can be used again.
        self._pool.setExpiryTimeout(-1)
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(self, work: Work, deliver: Deliver) -> None:
        """See ``Lane``."""
        self._pool.start(_Job(work, deliver, self._answered))

    def close(self) -> None:
        """See ``Lane``."""
        self._pool.clear()
        self._pool.waitForDone()

    @Slot(object)
    def _deliver(self, pair: tuple[Deliver, Answer]) -> None:
        deliver, answer = pair
        deliver(answer)


class _Job(QRunnable):
    def __init__(self, work: Work, deliver: Deliver, answered: SignalInstance) -> None:
        super().__init__()
        self._work = work
        self._deliver = deliver
        self._answered = answered

    def run(self) -> None:
        self._answered.emit((self._deliver, attempt(self._work)))


class InlineLane:
    """A lane for tests and pictures: the job runs at once, and its answer is delivered at once."""

    def submit(self, work: Work, deliver: Deliver) -> None:
        """See ``Lane``."""
        deliver(attempt(work))

    def close(self) -> None:
        """Nothing waits here."""
