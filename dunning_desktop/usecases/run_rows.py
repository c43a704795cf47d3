"""What a run did, as one row of the book: with each reminder, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, Tone


class StartedBy(StrEnum):
    """What began a run."""

    WINDOW = "window"
    SYSTEM = "system"
    HAND = "hand"


class RunMode(StrEnum):
    """What a run may do: send, or only say what it would send."""

    SENDS = "sends"
    DRAFTS = "drafts"


class RunState(StrEnum):
    """How a run ended, the last three of them with something to look at.

    Interrupted: the program or the computer ended before it did.
    """

    RUNNING = "running"
    DONE = "done"
    WARNING = "warning"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"


class Did(StrEnum):
    """What a run did with a reminder."""

    SENT = "sent"
    DRAFTED = "drafted"
    LEFT = "left"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RunLine:
    """One reminder in a run. ``why`` is a code of ``Held`` or of an error, ``detail`` goes with it.

    ``amounts`` is what it asks for, one sum a currency. ``notice`` is set where it is a word on an
    instalment: a code of ``NoticeKind``.
    """

    did: Did
    client_id: int
    client: str
    tone: Tone
    channel: Channel
    numbers: tuple[str, ...]
    amounts: tuple[Money, ...]
    why: str = ""
    detail: str = ""
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run. ``code`` is that of the reminders it issued; ``trouble`` what stopped it."""

    day: date
    started_at: datetime
    started_by: StartedBy
    mode: RunMode
    code: str = ""
    state: RunState = RunState.RUNNING
    ended_at: datetime | None = None
    lines: tuple[RunLine, ...] = ()
    accepted: int = 0
    failed: int = 0
    trouble: str = ""
    id: int = 0

    def count(self, did: Did) -> int:
        """With how many reminders it did that."""
        return sum(one.did is did for one in self.lines)
