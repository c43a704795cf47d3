"""What looks again after a while: by an alarm, and soon after the computer slept."""

from __future__ import annotations

from datetime import timedelta
from time import time

from PySide6.QtCore import QObject, QTimer

# A network needs a moment when a laptop is opened.
AFTER_WAKING = timedelta(seconds=20)
BEAT = timedelta(minutes=1)
SLEPT = 2.5 * BEAT


class Wakeful(QObject):
    """Lives in the GUI thread. Subclasses say in ``look`` what is done when the time has come."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stopped = False
        self._beaten = time()
        self._alarm = QTimer(self)
        self._alarm.setSingleShot(True)
        self._alarm.timeout.connect(self.look)
        self._beat = QTimer(self)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start(milliseconds(BEAT))

    def look(self) -> None:
        """See whether something is to be done, and set the alarm anew."""
        raise NotImplementedError

    def _on_beat(self) -> None:
        """Timers stand still while a computer sleeps; the clock does not."""
        before, self._beaten = self._beaten, time()
        if self._beaten - before > SLEPT.total_seconds():
            self._wait(AFTER_WAKING)

    def _wait(self, span: timedelta) -> None:
        if not self._stopped:
            self._alarm.start(milliseconds(span))

    @property
    def alarm_in(self) -> int:
        """In how many milliseconds it looks again; -1 while no alarm is set."""
        return self._alarm.remainingTime()

    def stop(self) -> None:
        """Look no more."""
        self._stopped = True
        self._alarm.stop()
        self._beat.stop()


def milliseconds(span: timedelta) -> int:
    """As Qt counts."""
    return int(span.total_seconds() * 1000)
