"""One round of sending: the messages of an account, one after the other, over one connection.

The book is written while the server works: the next message is claimed while the answer to this
one is awaited, and what became of it is recorded while the next one begins. Only the moment before
the final dot is waited for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from dunning_desktop.domain.mail import MessageState, Receipt
from dunning_desktop.domain.mail_accounts import A_DAY, Gone, MailAccount, free_from
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.mail_ports import Wire
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.post import StoredMessage
from dunning_desktop.usecases.recording import honest, record, verdict
from dunning_desktop.usecases.scribe import Scribe


@dataclass(slots=True)
class Round:
    """What became of the messages, by state; and what ended the round.

    ``last`` is the message that a fault ended it with, and ``receipt`` what was said of it.
    ``free_from`` is when a limit of the account lets the next one go.
    """

    counts: Counter[MessageState] = field(default_factory=Counter)
    last: StoredMessage | None = None
    receipt: Receipt = field(default_factory=Receipt)
    free_from: datetime | None = None


GoesOn = Callable[[Counter[MessageState]], bool]


def _gone_lately(office: Office, account: MailAccount) -> list[Gone]:
    with office.read() as ledger:
        return list(ledger.post.gone(account.id, since=office.clock.now() - A_DAY))


def send_round(
    office: Office, account: MailAccount, wire: Wire, *, orphans: bool, goes_on: GoesOn
) -> Round:
    """Send what may go now, until a fault that concerns all of it, a limit, or ``goes_on``."""
    with Scribe(office) as scribe:
        sender = _Sender(office, account, scribe, orphans=orphans)
        try:
            sender.run(wire, goes_on)
        finally:
            sender.release()
        sender.see_that_all_is_written()
    return sender.round


class _Sender:
    def __init__(
        self, office: Office, account: MailAccount, scribe: Scribe, *, orphans: bool
    ) -> None:
        self.office = office
        self.account = account
        self.scribe = scribe
        self.orphans = orphans
        self.round = Round()
        self.gone = _gone_lately(office, account)
        self._next: Future[StoredMessage | None] | None = None
        self._marked: Future[None] | None = None
        self._written: list[Future[None]] = []

    def run(self, wire: Wire, goes_on: GoesOn) -> None:
        while goes_on(self.round.counts):
            message = self._claimed()
            if message is None:
                return
            self._marked = None
            receipt = wire.submit(
                message.frozen,
                before_dot=partial(self._dot, message),
                at_text=partial(self._mark, message),
            )
            if not self._record(message, honest(message, receipt)):
                return

    def _claimed(self) -> StoredMessage | None:
        if self._next is None:
            self._claim()
        coming, self._next = self._next, None
        return coming.result() if coming is not None else None

    def _claim(self) -> None:
        """Let the next message be claimed, if the account's limits allow one more."""
        now = self.office.clock.now()
        self.round.free_from = free_from(self.account, self.gone, now)
        if self.round.free_from is None:
            self._next = self.scribe.write(
                lambda ledger: ledger.post.claim(now, self.account.id, orphans=self.orphans)
            )

    def release(self) -> None:
        """A message that was claimed and not begun waits as before."""
        coming, self._next = self._next, None
        message = coming.result() if coming is not None and not coming.exception() else None
        if message is not None:
            key = message.id
            self._written.append(self.scribe.write(lambda ledger: ledger.post.release(key)))

    def _mark(self, message: StoredMessage) -> None:
        """Let it be written that the end is about to be sent, if that was not begun yet."""
        if self._marked is None:
            now = self.office.clock.now()
            self._marked = self.scribe.write(lambda ledger: ledger.post.mark_dot(message.id, now))

    def _dot(self, message: StoredMessage) -> None:
        """All but the end was sent. What is raised here, or was while writing, stops it."""
        self._mark(message)
        marked, self._marked = self._marked, None
        if marked is not None:
            marked.result()
        self.see_that_all_is_written()
        self.gone.append(Gone(self.office.clock.now(), len(message.frozen.recipients)))
        self._claim()

    def see_that_all_is_written(self) -> None:
        """Raise what a write raised."""
        done, self._written = self._written, []
        for one in done:
            one.result()

    def _record(self, message: StoredMessage, receipt: Receipt) -> bool:
        """Let it be written down what the server said; whether the round may go on."""
        now = self.office.clock.now()
        state, not_before = verdict(message, receipt, now)

        def write(ledger: Ledger) -> None:
            record(ledger, self.office, message, receipt, state=state, not_before=not_before)

        self._written.append(self.scribe.write(write))
        self.round.counts[state] += 1
        if receipt.fault is None or not receipt.fault.ends_the_round:
            return True
        self.round.last, self.round.receipt = message, receipt
        return False
