"""What the program hands to the window: the books, and what only the computer can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Protocol

from dunning_desktop.domain.mail_accounts import Inbox, MailAccount, SignIn, TlsMode
from dunning_desktop.ui.dialogs.trouble import Report
from dunning_desktop.usecases.office import Office

TellBug = Callable[[Report], None]


class Provider(Protocol):
    """What is known of a mail provider. ``password`` False: it takes none from programs.

    ``sign_ins`` are the ways that work, the best first. ``daily_limit`` counts recipients in 24
    hours, None where none is known. ``files_sent``: what it sends it puts into the Sent folder by
    itself. ``help_url`` is where an app password is made, empty where that is not known.
    """

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

    @property
    def sign_ins(self) -> tuple[SignIn, ...]: ...

    @property
    def daily_limit(self) -> int | None: ...

    @property
    def minute_limit(self) -> int: ...

    @property
    def files_sent(self) -> bool: ...

    @property
    def help_url(self) -> str: ...

    def user(self, address: str) -> str:
        """The user name that belongs to an address."""

    def inbox_for(self, address: str) -> Inbox | None:
        """Where that address gets its answers, None where they cannot be read."""


class FoundSettings(Protocol):
    """Settings that were looked for, and who told them.

    ``how`` is ``table``, ``mx``, ``srv`` or ``autoconfig``. ``asks_first``: no password goes there
    before the owner has confirmed the server.
    """

    @property
    def preset(self) -> Provider: ...

    @property
    def how(self) -> str: ...

    @property
    def asks_first(self) -> bool: ...


class GiveConsent(Protocol):
    """The way to a consent that is given in the browser."""

    def __call__(
        self,
        account: MailAccount,
        client_secret: str,
        *,
        kept: str,
        open_page: Callable[[str], object],
        cancelled: Callable[[], bool],
    ) -> str:
        """The account's new secret, once its owner has signed in: takes minutes, in a lane.

        ``kept`` is the account's present secret; the client secret in it counts where none is
        given. ``open_page`` is called in the lane. Raises ``Stopped`` when cancelled, else
        ``MailError``.
        """


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
    work in a lane, ``open_file`` and ``open_page`` on the GUI thread. ``timetable`` is None where
    there is nothing to start a run. ``guess_provider`` asks no network; ``find_settings`` does, and
    ``consent`` too: both work in the mail lane, and only at the owner's wish. ``hand_over`` works
    in the desk lane: it opens the bytes of a message in the owner's mail program, or raises a
    ``DunningError``.
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
    find_settings: Callable[[str], FoundSettings | None] = lambda _address: None
    consent: GiveConsent | None = None
    open_page: Callable[[str], None] = lambda _address: None
    hand_over: Callable[[bytes], None] = lambda _message: None
    timetable: Timetable | None = None
    notify: Callable[[str, str], bool] = lambda _title, _text: False
