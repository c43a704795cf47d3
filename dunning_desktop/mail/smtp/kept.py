"""SMTP connections that are kept for a while, because the next message often comes soon."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.mail.smtp.postman import SmtpWire


@dataclass(frozen=True, slots=True)
class _Idle:
    wire: SmtpWire
    account: MailAccount
    secret: str = field(repr=False)
    since: float


class KeptWires:
    """Connections nobody uses just now. May be used from several threads.

    A connection in use is not here: no two senders ever share one. ``seconds`` is how long one is
    kept; 0 keeps none.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._idle: list[_Idle] = []

    def take(self, account: MailAccount, secret: str) -> SmtpWire | None:
        """A connection that was opened with the very same values."""
        self.close_idle()
        with self._lock:
            for one in self._idle:
                if (one.account, one.secret) == (account, secret):
                    self._idle.remove(one)
                    return one.wire
        return None

    def put(self, account: MailAccount, secret: str, wire: SmtpWire) -> None:
        """Keep it, or say goodbye to it."""
        if self._seconds <= 0 or not wire.is_open:
            wire.close()
            return
        with self._lock:
            self._idle.append(_Idle(wire, account, secret, self._clock()))

    def close_idle(self) -> None:
        """Hang up where nothing came for too long."""
        now = self._clock()
        self._close(lambda one: now - one.since >= self._seconds)

    def close(self) -> None:
        """Hang up everywhere."""
        self._close(lambda _one: True)

    def _close(self, over: Callable[[_Idle], bool]) -> None:
        with self._lock:
            leaving = [one for one in self._idle if over(one)]
            self._idle = [one for one in self._idle if not over(one)]
        # Outside the lock: a goodbye may wait for its answer.
        for one in leaving:
            one.wire.close()
