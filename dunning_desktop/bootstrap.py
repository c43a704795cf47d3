"""The one module that knows all others: it puts an office together, and starts a face for it.

Imports stand inside the functions that need them: SQLAlchemy alone costs more than the window.
"""

# ruff: noqa: PLC0415 - measured: everything first, 507 ms to the first paint; the window first, 145
from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dunning_desktop import __version__
from dunning_desktop.late import LateFiles, LatePostbox, LatePostman, LateStationery

if TYPE_CHECKING:
    from datetime import time

    from dunning_desktop.domain.mail_accounts import MailAccount
    from dunning_desktop.host.timetable import Timetable, TimetableState
    from dunning_desktop.ui.dialogs.trouble import Report
    from dunning_desktop.ui.surroundings import FoundSettings, Provider, Surroundings
    from dunning_desktop.usecases.mail_ports import Postbox, Postman
    from dunning_desktop.usecases.office import Office
    from dunning_desktop.usecases.ports import Clock, Keychain


LINGER = 60.0
"""Seconds for which a connection to a mail server is kept: the next message may come soon."""


def open_office(book: Path, *, today: date | None = None) -> Office:
    """The owner's book, made or brought up to date first. Raises ``BookError``."""
    from dunning_desktop.host.keychain import SystemKeychain

    postman = LatePostman(linger=LINGER)
    return _office(
        book,
        _clock(today),
        postman=postman,
        keychain=SystemKeychain(),
        postbox=LatePostbox(postman),
    )


def open_demo(folder: Path, *, today: date | None = None) -> Office:
    """A new demo book with six weeks of history; its e-mails end as files in the folder."""
    from dataclasses import replace

    from dunning_desktop.host.keychain import SystemKeychain
    from dunning_desktop.mail.drawer import DrawerPostman
    from dunning_desktop.usecases.demo import furnish

    book = folder / "demo.dunning"
    for leftover in folder.glob("demo.dunning*"):
        leftover.unlink()
    office = _office(
        book, _clock(today), postman=DrawerPostman(), keychain=SystemKeychain(), demo=True
    )
    furnish(office)
    return replace(office, postman=DrawerPostman(folder / "emails"))


def _office(
    book: Path,
    clock: Clock,
    *,
    postman: Postman,
    keychain: Keychain,
    postbox: Postbox | None = None,
    demo: bool = False,
) -> Office:
    from dunning_desktop.host import lock
    from dunning_desktop.host.user import user_name
    from dunning_desktop.host.workdays import is_working
    from dunning_desktop.storage.opening import bring_to_head
    from dunning_desktop.storage.store import SqlStore
    from dunning_desktop.usecases.office import Office
    from dunning_desktop.usecases.regimes import known_law

    bring_to_head(book)
    return Office(
        store=SqlStore(book),
        clock=clock,
        stationery=LateStationery(),
        postman=postman,
        postbox=postbox,
        keychain=keychain,
        files=LateFiles(),
        sending_lock=lambda: lock.held(book.with_name(f".{book.name}.sending")),
        law=known_law(),
        user=user_name(),
        is_working=is_working,
        run_lock=lambda: lock.held(book.with_name(f".{book.name}.run")),
        demo=demo,
    )


def _clock(today: date | None) -> Clock:
    from dunning_desktop.host.clock import FixedClock, SystemClock

    return SystemClock() if today is None else FixedClock(today)


def collect_rarely() -> None:
    """Let Python look for garbage less often: a plan makes values by the hundred thousand.

    Measured with 100,000 open items: 2.25 s of work at Python's own 700 values, 1.8 s at 20,000.
    """
    gc.set_threshold(20_000, 10, 10)


def close_office(office: Office) -> None:
    """Hang up, and let go of the book's file."""
    from dunning_desktop.storage.store import SqlStore

    office.postman.close()
    if isinstance(office.store, SqlStore):
        office.store.close()


def window(argv: Sequence[str]) -> int:
    """Open the window, prove the installation (``--self-test``) or do the day's run (``--run``).

    Returns the exit code.
    """
    options = _window_options(argv)
    if options.self_test:
        from dunning_desktop.host.proof import prove

        return prove(_proof_office)
    if options.run:
        return _run_unseen(options.book)
    from dunning_desktop.ui.app import run

    collect_rarely()
    return run(surroundings(options), [sys.argv[0]], theme=options.theme)


def _window_options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dunning-desktop", description="Get invoices paid.")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--book", type=Path, help="the book to open (default: your own)")
    parser.add_argument("--today", type=date.fromisoformat, help="work as if it were that day")
    parser.add_argument("--demo", action="store_true", help="open the demo book")
    parser.add_argument("--theme", choices=["light", "dark"], default="")
    parser.add_argument("--self-test", action="store_true", help="check the installation, then end")
    parser.add_argument("--run", action="store_true", help="do the run of the day, then end")
    return parser.parse_args(argv)


def surroundings(options: argparse.Namespace) -> Surroundings:
    """What the window is handed."""
    from dunning_desktop.host import folders, open_file, open_page
    from dunning_desktop.ui.surroundings import Surroundings

    book = (options.book or folders.default_book()).expanduser().absolute()
    demo_folder = folders.book_folder() / "demo"

    def demo() -> Office:
        demo_folder.mkdir(parents=True, exist_ok=True)
        return open_demo(demo_folder, today=options.today)

    def own() -> Office:
        return open_office(book, today=options.today)

    return Surroundings(
        open_office=demo if options.demo else own,
        open_demo=demo,
        close_office=close_office,
        settings_folder=folders.book_folder(),
        claim_instance=lambda forward: _claim(book, forward),
        watch_crashes=_watch_crashes,
        open_file=open_file.open_file,
        printers=_printers,
        print_pdf=_print_pdf,
        print_both_sides=_print_both_sides,
        documents_folder=folders.letters_folder(),
        book_path=book,
        guess_provider=lambda address: _guess_provider(address, options.today),
        find_settings=lambda address: _find_settings(address, options.today),
        consent=_consent,
        open_page=open_page.open_page,
        hand_over=_HandOver(),
        timetable=None if options.demo else _LateTimetable(book),
        notify=_notify,
    )


class _LateTimetable:
    """The system's timetable for a book, once somebody asks for it."""

    def __init__(self, book: Path) -> None:
        self._book = book

    @cached_property
    def command(self) -> tuple[str, ...]:
        from dunning_desktop.host.program import daily_run

        return daily_run(self._book)

    @cached_property
    def _timetable(self) -> Timetable:
        from dunning_desktop.host.timetable import timetable

        return timetable(self.command, book=self._book)

    def state(self) -> TimetableState:
        return self._timetable.state()

    def set(self, at: time) -> TimetableState:
        return self._timetable.set(at)

    def remove(self) -> None:
        self._timetable.remove()


def _run_unseen(book: Path | None) -> int:
    """The day's run as the command does it; a program without a console has nowhere to write."""
    where = ("--book", str(book)) if book else ()
    with ExitStack() as stack:
        if sys.stdout is None or sys.stderr is None:
            nowhere = stack.enter_context(Path(os.devnull).open("w", encoding="utf-8"))
            stack.enter_context(redirect_stdout(nowhere))
            stack.enter_context(redirect_stderr(nowhere))
        return dunning(["run", "--scheduled", *where])


def _notify(title: str, text: str) -> bool:
    from dunning_desktop.host.notify import notify

    return notify(title, text)


def _guess_provider(address: str, today: date | None) -> Provider | None:
    """What is known of the mail provider of an address; nothing is asked over a network."""
    from dunning_desktop.mail.settings import providers

    return providers.guess(address, _clock(today).today())


def _find_settings(address: str, today: date | None) -> FoundSettings | None:
    """The settings of an address, asked for over the network where the table has none."""
    from dunning_desktop.mail.settings import discovery

    return discovery.find(address, _clock(today).today())


class _HandOver:
    """Opens a message in the owner's mail program; made on the GUI thread, called in a lane."""

    def __init__(self) -> None:
        from dunning_desktop.host.gui_thread import OpenOnGuiThread
        from dunning_desktop.host.open_file import open_file

        self._show = OpenOnGuiThread(open_file)

    def __call__(self, raw: bytes) -> None:
        from dunning_desktop.host import folders, mail_program
        from dunning_desktop.mail.handover import draft

        folder = folders.letters_folder() / "For your mail program"
        mail_program.compose(draft(raw), folder, show=self._show)


def _consent(
    account: MailAccount,
    client_secret: str,
    *,
    kept: str,
    open_page: Callable[[str], object],
    cancelled: Callable[[], bool],
) -> str:
    """See ``ui.surroundings.GiveConsent``."""
    from dunning_desktop.mail.oauth import consent as oauth
    from dunning_desktop.mail.oauth.identity import Endpoints

    provider = Endpoints().provider(account.sign_in)
    return oauth.consent(
        account.address,
        provider,
        client_id=account.client_id,
        client_secret=client_secret or _kept_client_secret(kept),
        scopes=provider.for_account(account),
        open_browser=open_page,
        cancelled=cancelled,
    )


def _kept_client_secret(secret: str) -> str:
    """The one that a consent before was given with, "" where there is none."""
    from dunning_desktop.domain.errors import MailError
    from dunning_desktop.mail.oauth.secret import unpack

    try:
        return unpack(secret).client_secret
    except MailError:
        return ""


def _claim(book: Path, come_forward: Callable[[], None]) -> bool:
    """Become the first copy for this book, or bring the first one forward."""
    from PySide6.QtWidgets import QApplication

    from dunning_desktop.host.instance import Claim, Instance

    instance = Instance(str(book))
    found = instance.claim(sys.argv[1:])
    if found is Claim.FORWARDED:
        return False
    instance.called.connect(lambda _call: come_forward())
    # It lives as long as the application does.
    instance.setParent(QApplication.instance())
    return True


def _watch_crashes(tell: Callable[[Report], None]) -> None:
    from dunning_desktop.host import folders
    from dunning_desktop.host.crash import CrashWatch

    CrashWatch(folders.log_folder(), tell).install()


def _printers() -> tuple[tuple[str, str, bool], ...]:
    from dunning_desktop.host.printing import printers

    return tuple((one.name, one.description, one.is_default) for one in printers())


def _print_pdf(pdf: bytes, printer: str, title: str) -> None:
    from dunning_desktop.host.printing import print_pdf

    print_pdf(pdf, printer, title=title)


def _print_both_sides(pdf: bytes, printer: str, title: str) -> None:
    from dunning_desktop.host.printing import print_pdf

    print_pdf(pdf, printer, title=title, both_sides=True)


def _proof_office() -> tuple[Office, Callable[[], None]]:
    """A demo office in a folder of its own, and what clears it away."""
    folder = Path(tempfile.mkdtemp(prefix="dunning-self-test-"))
    office = open_demo(folder)

    def clear() -> None:
        close_office(office)
        shutil.rmtree(folder, ignore_errors=True)

    return office, clear


def dunning(argv: Sequence[str] | None = None) -> int:
    """The ``dunning`` command; the exit code."""
    from dunning_desktop.cli.main import Doors, main
    from dunning_desktop.host import folders, notify

    collect_rarely()
    doors = Doors(
        open_office=open_office,
        open_demo=open_demo,
        close_office=close_office,
        default_book=folders.default_book,
        today=_clock(None).today,
        notify=notify.notify,
    )
    return main(sys.argv[1:] if argv is None else argv, doors)
