"""The window's own runner: begins the run of the day in the mail lane while a book is open."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from dunning_desktop.domain.errors import DunningError, RunRefused
from dunning_desktop.ui.desk import report
from dunning_desktop.ui.progress import JobProgress
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import runs as words
from dunning_desktop.ui.text.review import reminders
from dunning_desktop.ui.wakeful import Wakeful
from dunning_desktop.usecases.automation import Fate, fate
from dunning_desktop.usecases.issue import undo
from dunning_desktop.usecases.office import Office, Outcome
from dunning_desktop.usecases.run_rows import Run, StartedBy
from dunning_desktop.usecases.runs import TOUCHED, is_due, run

log = logging.getLogger(__name__)

Notify = Callable[[str, str], bool]
HEARTBEAT = timedelta(minutes=5)
# The first screen comes first.
AFTER_OPENING = timedelta(seconds=3)
TOAST_SECONDS = 12.0


class Runner(Wakeful):
    """Lives in the GUI thread; a run works in the mail lane, alone, and for one book only.

    It is silent where no run is to begin, and never runs in a demo book.
    """

    def __init__(self, shell: Shell, notify: Notify, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._desk = shell.desk
        self._notify = notify
        self._job: JobProgress | None = None
        self._desk.opened.connect(self._on_opened)

    # When

    def _on_opened(self) -> None:
        # What still runs belongs to the book before; it stops by itself.
        self._job = None
        self._wait(AFTER_OPENING)

    @property
    def is_running(self) -> bool:
        """Whether a run is under way, or about to be."""
        return self._job is not None

    def look(self) -> None:
        """Begin the run of the day if its time has come."""
        self._wait(HEARTBEAT)
        if self._may_begin():
            self._desk.ask(
                is_due, then=self._on_seen, owner=self, latest="due", failed=self._on_locked
            )

    def _may_begin(self) -> bool:
        return (
            self._desk.is_open and not self._desk.demo and not self._stopped and not self._job
        )

    def _on_seen(self, due: bool) -> None:
        if due and self._may_begin():
            self._begin()

    def _on_locked(self, error: DunningError) -> None:
        log.info("no run now: %s", error)

    # Running

    def _begin(self) -> None:
        self._job = JobProgress(self)
        book = self._desk.book
        self._desk.mail(
            self._run,
            book,
            progress=self._job,
            owner=self,
            then=partial(self._on_ended, book),
        )

    def _run(self, office: Office, book: int, *, progress: JobProgress) -> Outcome[object]:
        """In the mail lane, perhaps long after it was asked for: another book may be open."""

        def goes_on(done: int, total: int) -> bool:
            return progress(done, total) and self._desk.book == book

        try:
            if not goes_on(0, 0):
                return Outcome(None)
            return _outcome(run(office, StartedBy.WINDOW, progress=goes_on))
        except RunRefused:
            return Outcome(None)
        except Exception as error:  # noqa: BLE001 - whatever it was, some of it may be done
            return Outcome(error, TOUCHED)
        finally:
            if self._job is progress:
                self._job = None

    def _on_ended(self, book: int, ended: object) -> None:
        if isinstance(ended, DunningError):
            # The book was locked or the disk full; the run has said so in its row.
            self._on_locked(ended)
        elif isinstance(ended, Exception):
            report(ended)
        elif isinstance(ended, Run) and book == self._desk.book and words.worth_telling(ended):
            self._tell(ended)

    def stop(self) -> None:
        """Begin nothing more, and let a run end after the reminder in hand."""
        super().stop()
        if self._job is not None:
            self._job.cancel()

    # Telling

    def _tell(self, ended: Run) -> None:
        if self._stopped:
            return
        if QApplication.activeWindow() is None:
            self._desk.mail(self._show_notice, *words.notice(ended), owner=self)
        self._desk.ask(fate, ended.code, then=partial(self._toast, ended), owner=self)

    def _show_notice(self, _office: Office, title: str, text: str) -> Outcome[bool]:
        """In the mail lane: a desktop may take seconds to answer."""
        return Outcome(self._notify(title, text))

    def _toast(self, ended: Run, found: Fate) -> None:
        back = partial(self._take_back, ended) if found.undoable else None
        self._shell.toast(f"{words.at_length(ended)}.", undo=back, seconds=TOAST_SECONDS)

    def _take_back(self, ended: Run) -> None:
        self._desk.do(undo, ended.code, owner=self, then=self._taken_back)

    def _taken_back(self, count: int) -> None:
        said = self.tr("Taken back: {reminders}.").format(reminders=reminders(count))
        self._shell.toast(said)


def _outcome(ended: Outcome[Run]) -> Outcome[object]:
    return Outcome(ended.value, ended.touched)
