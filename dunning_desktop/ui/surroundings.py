"""What the program hands to the window: the books, and what only the computer can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Protocol

from dunning_desktop.domain.mail_accounts import TlsMode
from dunning_desktop.ui.dialogs.trouble import Report
from dunning_desktop.usecases.office import Office

TellBug = Callable[[Report], None]


class Provider(Protocol):
    """What is known of a mail provider. ``password`` False: it takes none from programs."""

    @property
    def name(self) -> str: ...

    @property
    def host(self) -> str: ...

    @property
    def port(self) -> int: ...

    @property
    def tls(self) -> TlsMode: ...

    @property
    def hint(self) -> str: ...

    @property
    def password(self) -> bool: ...

    def user(self, address: str) -> str:
        """The user name that belongs to an address."""


class TimetableState(Protocol):
    """What the system's timetable holds: ``kind`` is empty where the system offers none.

    ``at`` is the local time of the daily start, None where none is set up; ``command`` is what it
    would start.
    """

    @property
    def kind(self) -> str: ...

    @property
    def at(self) -> time | None: ...

    @property
    def command(self) -> tuple[str, ...]: ...


class Timetable(Protocol):
    """The system's timetable for the owner's book; every call may take seconds."""

    @property
    def command(self) -> tuple[str, ...]:
        """What it is to start every day."""

    def state(self) -> TimetableState:
        """What is really set up, read back from the system."""

    def set(self, at: time) -> TimetableState:
        """Start the command every day at that local time. Raises a ``DunningError``."""

    def remove(self) -> None:
        """Start nothing any more. Raises a ``DunningError``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Filled by the bootstrap; ui imports none of the rooms that do these things.

    ``claim_instance`` is called once the application exists, with what brings the window forward;
    False means another copy runs and was told. ``watch_crashes`` gets what shows a report; it may
    be called from any thread. ``print_pdf``, ``print_both_sides``, ``notify`` and ``timetable``
    work in a lane, ``open_file`` on the GUI thread. ``timetable`` is None where there is nothing
    to start a run.
    """

    open_office: Callable[[], Office]
    settings_folder: Path
    open_demo: Callable[[], Office] | None = None
    close_office: Callable[[Office], None] = lambda _office: None
    claim_instance: Callable[[Callable[[], None]], bool] = lambda _come_forward: True
    watch_crashes: Callable[[TellBug], None] = lambda _tell: None
    open_file: Callable[[Path], None] = lambda _path: None
    printers: Callable[[], tuple[tuple[str, str, bool], ...]] = tuple
    print_pdf: Callable[[bytes, str, str], None] = lambda _pdf, _printer, _title: None
    print_both_sides: Callable[[bytes, str, str], None] = lambda _pdf, _printer, _title: None
    documents_folder: Path | None = None
    book_path: Path | None = None
    guess_provider: Callable[[str], Provider | None] = lambda _address: None
    timetable: Timetable | None = None
    notify: Callable[[str, str], bool] = lambda _title, _text: False
