"""Listening: what arrives in the owner's inbox about messages sent from here, before it is asked.

An inbox is read and never changed. Nothing is kept of mail that is about something else.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.incoming import InboxMark
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.usecases.account_secrets import keeper, secret_of
from dunning_desktop.usecases.heard_mail import Heard
from dunning_desktop.usecases.hearing import hear
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.mail_ports import OpenBox
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.ports import Progress
from dunning_desktop.usecases.sent_folder import file_copies, look_for_uncertain, next_look

log = logging.getLogger(__name__)

TOUCHED = frozenset(
    {
        Touched.OUTBOX,
        Touched.LETTERS,
        Touched.REMINDERS,
        Touched.CLIENTS,
        Touched.CHARGES,
        Touched.INVOICES,
    }
)
LOOK_BACK = timedelta(days=3)
"""So far back an inbox is read for the first time: what is older was surely seen."""
OVERLAP = timedelta(days=1)
TOO_LONG = timedelta(hours=24)
"""After so long without a look into the inbox nothing goes out unattended."""


@dataclass(frozen=True, slots=True)
class Listened:
    """What came of it, in numbers. ``deaf`` is why an inbox could not be read.

    ``found`` uncertain messages lay in the Sent folder, ``again`` did not and go once more;
    ``next_look`` is when uncertain ones are looked for next.
    """

    heard: Counter[Heard] = field(default_factory=Counter)
    found: int = 0
    again: int = 0
    filed: int = 0
    deaf: Fault | None = None
    next_look: datetime | None = None

    @property
    def changed(self) -> bool:
        """Whether anything came of it that a page shows."""
        return bool(self.heard.total() or self.found or self.again)


def listen(office: Office, *, progress: Progress | None = None) -> Outcome[Listened]:
    """Read every inbox that is set up, look for uncertain messages, and file copies.

    An inbox that cannot be read is noted and keeps nothing else from being done.
    """
    ear = _Ear(office, progress)
    with office.read() as ledger:
        accounts = [one for one in ledger.post.accounts() if one.inbox and office.postbox]
        before = [ledger.inboxes.state(one.id).fault for one in accounts]
    for account in accounts:
        ear.hear(account)
    with office.read() as ledger:
        after = [ledger.inboxes.state(one.id).fault for one in accounts]
        ear.next_look = next_look(ledger, accounts, office.clock.now())
    done = ear.listened()
    touched = TOUCHED if done.changed else frozenset()
    return Outcome(done, touched | ({Touched.ACCOUNTS} if before != after else frozenset()))


class _Ear:
    """One round through the inboxes, and what it has counted so far."""

    def __init__(self, office: Office, progress: Progress | None) -> None:
        self.office = office
        self.progress = progress
        self.heard: Counter[Heard] = Counter()
        self.found = self.again = self.filed = 0
        self.deaf: Fault | None = None
        self.next_look: datetime | None = None

    def listened(self) -> Listened:
        return Listened(
            heard=self.heard,
            found=self.found,
            again=self.again,
            filed=self.filed,
            deaf=self.deaf,
            next_look=self.next_look,
        )

    def hear(self, account: MailAccount) -> None:
        """Read the inbox of one account."""
        if self.office.postbox is None or not self._goes_on():
            return
        secret = secret_of(self.office, account)
        if secret is None:
            self._note_deaf(account, Fault.NO_PASSWORD, "")
            return
        try:
            keep = keeper(self.office, account, secret)
            with self.office.postbox.open(account, secret, keep=keep) as box:
                self._read(account, box)
                if self._goes_on():
                    self._look_into_sent(account, box)
        except MailError as error:
            fault, detail = Fault(str(error.data["fault"])), str(error.data.get("detail", ""))
            self._note_deaf(account, fault, detail)

    def _look_into_sent(self, account: MailAccount, box: OpenBox) -> None:
        """What fails here is tried again next time: the inbox itself was read."""
        try:
            found, again = look_for_uncertain(self.office, account, box)
            self.found, self.again = self.found + found, self.again + again
            self.filed += file_copies(self.office, account, box, goes_on=self._goes_on)
        except MailError as error:
            log.info("the Sent folder could not be used: %s", error)

    def _goes_on(self) -> bool:
        return self.progress is None or self.progress(self.heard.total(), 0)

    def _note_deaf(self, account: MailAccount, fault: Fault, detail: str) -> None:
        self.deaf = fault
        with self.office.write() as ledger:
            ledger.inboxes.deaf(account.id, fault, detail)

    def _read(self, account: MailAccount, box: OpenBox) -> None:
        mark, not_before = self._where(account)
        more = True
        while more and self._goes_on():
            news = box.news(mark, not_before=not_before)
            with self.office.write() as ledger:
                self.heard += Counter(
                    what
                    for one in news.mails
                    if (what := hear(ledger, self.office, account, one)) is not None
                )
                # An inbox that is read in part may hold an answer yet.
                at = None if news.more else self.office.clock.now()
                ledger.inboxes.heard(account.id, news.mark, at=at)
            # A mark that stands still would be read for ever.
            more, mark = news.more and news.mark != mark, news.mark

    def _where(self, account: MailAccount) -> tuple[InboxMark | None, datetime]:
        with self.office.read() as ledger:
            state = ledger.inboxes.state(account.id)
        if state.read_at is None:
            return state.mark, self.office.clock.now() - LOOK_BACK
        return state.mark, state.read_at - OVERLAP


def is_deaf(ledger: Ledger, now: datetime) -> bool:
    """Whether an inbox that is to be read was not read for too long."""
    read = [
        ledger.inboxes.state(one.id).read_at
        for one in ledger.post.accounts()
        if one.inbox is not None
    ]
    return any(at is None or now - at > TOO_LONG for at in read)
