"""What a timetable holds for a book: the entry as it is wanted, and as it was read back."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from dunning_desktop.host.errors import ScheduleError
from dunning_desktop.host.tools import Run

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be started, under a name of its own in the system's timetable."""

    command: tuple[str, ...]
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class TimetableState:
    """What the system's timetable says.

    ``kind`` is ``systemd``, ``task-scheduler`` or ``launchd``, and empty where the system offers
    this user none. ``at`` is the local time of the daily start, None where none is set up;
    ``command`` is what it would start, as it was read back.
    """

    kind: str
    at: time | None = None
    command: tuple[str, ...] = ()


def entry_for(command: Sequence[str], book: Path) -> Entry:
    """The entry of a book: two books have two, and the same book always the same."""
    digest = hashlib.sha256(os.fsencode(os.path.normcase(book.absolute()))).hexdigest()[:8]
    name = "".join(c if c.isprintable() else " " for c in book.name)[:_LONGEST_NAME]
    return Entry(
        tuple(command),
        f"dunning-desktop-{digest}",
        f"Dunning Desktop: the daily run of {name}",
    )


def to_the_minute(at: time) -> time:
    """The time without its seconds: no timetable here is finer than a minute."""
    return time(at.hour, at.minute)


def check_words(entry: Entry) -> None:
    """Raises ``ScheduleError`` for bytes that are no text.

    systemd would start them, but then cannot say any more what it starts; XML cannot hold them.
    """
    try:
        "".join(entry.command).encode()
    except UnicodeEncodeError as error:
        raise ScheduleError(reason="not-text", detail="") from error


def call(run: Run, *command: str) -> bytes:
    """What the tool wrote. Raises ``ScheduleError`` with its last line where it failed."""
    answer = run(command)
    if not answer.ok:
        raise ScheduleError(reason="refused", detail=answer.detail)
    return answer.out


def check_kept(found: TimetableState, wanted: TimetableState) -> TimetableState:
    """The state as it was found. Raises ``ScheduleError`` where the system kept another."""
    if found != wanted:
        kept = found.at.isoformat("minutes") if found.at else ""
        raise ScheduleError(reason="not-kept", detail=kept)
    return found


def check_gone(found: TimetableState) -> None:
    """Raises ``ScheduleError`` where the system would still start something."""
    if found.at is not None:
        raise ScheduleError(reason="not-removed", detail=found.at.isoformat("minutes"))


@contextmanager
def undone_by(remove: Callable[[], None]) -> Iterator[None]:
    """Leaves nothing half set up: what fails inside with a ``ScheduleError`` is taken away."""
    try:
        yield
    except ScheduleError:
        with suppress(ScheduleError):
            remove()
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file at once: the system never reads half of it. Raises ``ScheduleError``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".dunning-", delete=False) as new:
            new.write(data)
        Path(new.name).replace(path)
    except OSError as error:
        raise ScheduleError(reason="not-written", detail=error.strerror or "") from error


def erase(*paths: Path) -> None:
    """Delete files, whether or not they are there. Raises ``ScheduleError``."""
    try:
        for path in paths:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise ScheduleError(reason="not-removed", detail=error.strerror or "") from error
