"""Lets a lane have something done on the GUI thread, and waits for what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from dunning_desktop.host.errors import CannotOpen

PATIENCE = 10.0
"""Seconds: a window that is being closed looks at no calls any more."""


class _Call:
    """Opening one file: done, failed, or given up before it began."""

    def __init__(self, open_file: Callable[[Path], None], path: Path) -> None:
        self._open_file = open_file
        self._path = path
        self._done = Event()
        self._given_up = Event()
        self._error: BaseException | None = None

    def make(self) -> None:
        """On the GUI thread."""
        if self._given_up.is_set():
            return
        try:
            self._open_file(self._path)
        except BaseException as error:  # noqa: BLE001 - whoever waits for it gets it
            self._error = error
        finally:
            self._done.set()

    def wait(self, patience: float) -> None:
        """In the lane: until it is done. Raises what it raised."""
        if not self._done.wait(patience):
            self._given_up.set()
            raise CannotOpen(name=self._path.name, reason="no-program")
        if self._error is not None:
            raise self._error


class OpenOnGuiThread(QObject):
    """``open_file`` for any thread; made on the GUI thread, where files are opened."""

    _called = Signal(object)

    def __init__(
        self, open_file: Callable[[Path], None], *, patience: float = PATIENCE
    ) -> None:
        super().__init__()
        self._open_file = open_file
        self._patience = patience
        self._called.connect(self._make, Qt.ConnectionType.QueuedConnection)

    def __call__(self, path: Path) -> None:
        """Open a file in its own program. Raises ``CannotOpen``."""
        if QThread.currentThread() is self.thread():
            self._open_file(path)
            return
        call = _Call(self._open_file, path)
        self._called.emit(call)
        call.wait(self._patience)

    @Slot(object)
    def _make(self, call: _Call) -> None:
        call.make()
