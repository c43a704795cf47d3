"""What the program hands to the window: the books, and what only the computer can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dunning_desktop.domain.mail import TlsMode
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Filled by the bootstrap; ui imports none of the rooms that do these things.

    ``claim_instance`` is called once the application exists, with what brings the window forward;
    False means another copy runs and was told. ``watch_crashes`` gets what shows a report; it may
    be called from any thread. ``print_pdf`` runs in a lane, ``open_file`` on the GUI thread.
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
    documents_folder: Path | None = None
    book_path: Path | None = None
    guess_provider: Callable[[str], Provider | None] = lambda _address: None
