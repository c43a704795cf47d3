"""The progress of a long job, and the wish to stop it."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, Signal


class JobProgress(QObject):
    """Handed to a use case as ``progress=``: called in the lane, heard on the GUI thread."""

    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()

    def __call__(self, done: int, total: int) -> bool:
        """Say how far the job is; False asks it to stop."""
        self.moved.emit((done, total))
        return not self._stop.is_set()

    def cancel(self) -> None:
        """Ask the job to stop between two items."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()
