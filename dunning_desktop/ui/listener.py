"""The listener: reads the owner's inboxes in the mail lane while a book is open."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.ui.progress import JobProgress
from dunning_desktop.ui.sender import SendingState
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text.replies import told
from dunning_desktop.ui.wakeful import Wakeful, milliseconds
from dunning_desktop.usecases.answers import waiting_mail
from dunning_desktop.usecases.inbox_ports import IncomingRow
from dunning_desktop.usecases.listening import Listened, listen
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.sent_folder import next_look

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=10)
# The first screen and the day's run come first.
AFTER_OPENING = timedelta(seconds=5)
# What is saved in several steps is looked at once.
AFTER_A_CHANGE = timedelta(seconds=2)
# Sending had to go first: its turn comes again.
AFTER_GIVING_WAY = timedelta(seconds=30)
# A toast with an Undo is not talked over.
LATER = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Ears:
    """What there is to listen to: the accounts with an inbox, and when to look next, in how long.

    ``look_in`` is None where no uncertain message is to be looked for.
    """

    accounts: tuple[MailAccount, ...] = ()
    deaf: bool = False
    look_in: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One look into the inboxes, and what came in by it."""

    listened: Listened
    news: tuple[IncomingRow, ...] = ()
    look_in: timedelta | None = None


class Listener(Wakeful):
    """Lives in the GUI thread; it is silent where no account has an inbox, and in a demo book.

    ``heard`` carries the ``Round`` that ended. What goes wrong is logged and disturbs nobody:
    Today says of an inbox that cannot be read. ``may_tell`` says whether a toast may be shown.
    """

    heard = Signal(object)

    def __init__(
        self, shell: Shell, parent: QObject, *, may_tell: Callable[[], bool] = lambda: True
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._desk = shell.desk
        self._may_tell = may_tell
        self._job: JobProgress | None = None
        self._done = False
        self._again = False
        self._sending = False
        self._known: Ears | None = None
        self._news: list[IncomingRow] = []
        self._word = self._timer(self._tell)
        self._desk.opened.connect(self._on_opened)
        self._desk.changed.connect(self._on_changed)

    def _timer(self, then: Callable[[], object]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.timeout.connect(then)
        return made

    # When

    def _on_opened(self) -> None:
        # What still runs belongs to the book before; it stops by itself.
        self._job, self._known, self._again = None, None, False
        self._news.clear()
        self._wait(AFTER_OPENING)

    def _on_changed(self, touched: frozenset[Touched]) -> None:
        if self._stopped or self._desk.demo:
            return
        if Touched.ACCOUNTS in touched and not (self._sending or self._is_mine()):
            self._ask(self._on_accounts)
        elif Touched.OUTBOX in touched and not self.is_listening:
            # A message may have become uncertain: it is looked for soon.
            self._ask(self._on_outbox)

    def _is_mine(self) -> bool:
        """Whether the change is what a look of its own brought about."""
        return self._job is not None and self._done

    def _on_accounts(self, seen: Ears) -> None:
        """An account that was changed is tried at once, one that cannot be read again."""
        before, self._known = self._known, seen
        same = before is not None and before.accounts == seen.accounts
        if same and not (before and before.deaf) and not seen.deaf:
            return
        if self.is_listening:
            self._again = True
        else:
            self._sooner(AFTER_A_CHANGE)

    def _on_outbox(self, seen: Ears) -> None:
        if seen.look_in is not None:
            self._sooner(seen.look_in)

    def _sooner(self, span: timedelta) -> None:
        """Look then, unless it is to look before."""
        if self._alarm.remainingTime() < 0 or self._alarm.remainingTime() > milliseconds(span):
            self._wait(span)

    @property
    def is_listening(self) -> bool:
        """Whether the inboxes are being read, or about to be."""
        return self._job is not None

    def look(self) -> None:
        """Read the inboxes, where there are any."""
        self._wait(EVERY)
        self._ask(self._on_seen)

    def _ask(self, then: Callable[[Ears], object]) -> None:
        if self._desk.is_open and not self._desk.demo and not self._stopped:
            self._desk.ask(ears, then=then, owner=self, failed=_log)

    def _on_seen(self, seen: Ears) -> None:
        self._known = seen
        if seen.accounts and not self.is_listening and not self._stopped:
            self._begin()

    # Listening

    def _begin(self) -> None:
        self._job, self._done = JobProgress(self), False
        book = self._desk.book
        self._desk.mail(
            self._listen,
            book,
            progress=self._job,
            owner=self,
            then=partial(self._on_heard, book),
            failed=partial(self._on_failed, book),
        )

    def _listen(
        self, office: Office, book: int, *, progress: JobProgress
    ) -> Outcome[Round | None]:
        """In the mail lane, perhaps long after it was asked for: another book may be open."""

        def goes_on(done: int, total: int) -> bool:
            return progress(done, total) and self._desk.book == book

        try:
            return _round(office, goes_on) if goes_on(0, 0) else Outcome(None)
        except DunningError:
            raise
        except Exception:
            log.exception("the inboxes could not be read")
            return Outcome(None)
        finally:
            if self._job is progress:
                self._done = True

    def _on_heard(self, book: int, ended: Round | None) -> None:
        if book != self._desk.book:
            return
        gave_way = self._job is not None and self._job.cancelled
        self._after(gave_way=gave_way)
        if ended is None:
            return
        if ended.look_in is not None:
            self._sooner(ended.look_in)
        if self._known is not None:
            self._known = replace(self._known, deaf=ended.listened.deaf is not None)
        self.heard.emit(ended)
        self._news.extend(ended.news)
        self._tell()

    def _on_failed(self, book: int, error: DunningError) -> None:
        _log(error)
        if book == self._desk.book:
            self._after(gave_way=False)

    def _after(self, *, gave_way: bool) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.deleteLater()
        if gave_way:
            self._sooner(AFTER_GIVING_WAY)
        if self._again:
            self._again = False
            self._sooner(AFTER_A_CHANGE)

    def give_way(self, state: SendingState) -> None:
        """Sending goes first: reading ends after the messages in hand, and goes on later."""
        self._sending = state.sending
        if state.sending and self._job is not None:
            self._job.cancel()

    def stop(self) -> None:
        """Begin nothing more, and let a look end after the messages in hand."""
        super().stop()
        self._word.stop()
        if self._job is not None:
            self._job.cancel()

    # Telling

    def _tell(self) -> None:
        """One quiet toast for all that came in."""
        if not self._news or self._stopped:
            return
        if not self._may_tell():
            self._word.start(milliseconds(LATER))
            return
        said, self._news = told(self._news), []
        self._shell.toast(said)


def _log(error: DunningError) -> None:
    log.info("not listening now: %s", error)


def ears(office: Office) -> Ears:
    """What there is to listen to, as things stand."""
    if office.postbox is None:
        return Ears()
    with office.read() as ledger:
        accounts = tuple(one for one in ledger.post.accounts() if one.inbox is not None)
        deaf = any(ledger.inboxes.state(one.id).fault is not None for one in accounts)
        at = next_look(ledger, accounts, office.clock.now())
    return Ears(accounts, deaf, _in(at, office.clock.now()))


def _round(office: Office, goes_on: Callable[[int, int], bool]) -> Outcome[Round | None]:
    known = {one.id for one in waiting_mail(office)}
    done = listen(office, progress=goes_on)
    news = tuple(one for one in waiting_mail(office) if one.id not in known)
    look_in = _in(done.value.next_look, office.clock.now())
    return Outcome(Round(done.value, news, look_in), done.touched)


def _in(at: datetime | None, now: datetime) -> timedelta | None:
    """In how long that is; a moment late rather than early."""
    return None if at is None else max(at - now, timedelta(0)) + timedelta(seconds=1)
