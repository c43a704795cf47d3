"""Delivery: the outbox worker. It claims, sends with no transaction open, and records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault, MessageState, Receipt, next_attempt
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.usecases.account_secrets import keeper, secret_of
from dunning_desktop.usecases.mail_ports import Wire
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.ports import Progress
from dunning_desktop.usecases.post import StoredMessage
from dunning_desktop.usecases.recording import note, record, verdict
from dunning_desktop.usecases.sending import send_round
from dunning_desktop.usecases.turns import Turns, turns

TOUCHED = frozenset({Touched.OUTBOX, Touched.REMINDERS, Touched.CLIENTS, Touched.ACCOUNTS})
REST = timedelta(hours=1)
"""How long an account rests when its provider says that it sent enough."""
SHORT_WAIT = timedelta(minutes=2)
"""The owner need not be told of a rest that is over sooner."""
OWN_LIMIT = "own-limit"


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one pass did. ``elsewhere``: another copy of the program is sending from this book.

    ``recovered`` were left half-sent by a crash; those among them that may have gone count as
    ``uncertain``. ``next_due`` is when the next pass makes sense.
    """

    accepted: int = 0
    failed: int = 0
    uncertain: int = 0
    waiting: int = 0
    recovered: int = 0
    paused: Fault | None = None
    elsewhere: bool = False
    next_due: datetime | None = None

    @property
    def changed(self) -> bool:
        """Whether any message changed its state."""
        return any((self.accepted, self.failed, self.uncertain, self.waiting, self.recovered))

    def and_then(self, later: Delivered) -> Delivered:
        """Both passes as one."""
        return replace(
            later,
            accepted=self.accepted + later.accepted,
            failed=self.failed + later.failed,
            uncertain=self.uncertain + later.uncertain,
            recovered=self.recovered + later.recovered,
            paused=later.paused or self.paused,
        )


def deliver(office: Office, *, progress: Progress | None = None) -> Outcome[Delivered]:
    """Send every message that may go now, account by account, over one connection each."""
    with office.sending_lock() as mine:
        if not mine:
            return Outcome(Delivered(elsewhere=True))
        done = _Pass(office, progress).run()
    return Outcome(done, TOUCHED if done.changed or done.paused else frozenset())


class _Pass:
    """One pass over the outbox, and what it has counted so far."""

    def __init__(self, office: Office, progress: Progress | None) -> None:
        self.office = office
        self.progress = progress
        self.counts: Counter[MessageState] = Counter()
        self.paused: Fault | None = None
        self.turns = Turns((), {})
        self.stopped = False
        # Where no connection came about, or a limit is reached, nothing is tried before then.
        self.rest_until: dict[int, datetime] = {}

    def run(self) -> Delivered:
        recovered = self._recover()
        for account in self._able():
            if not self.stopped:
                self._with_account(account)
        return Delivered(
            accepted=self.counts[MessageState.ACCEPTED],
            failed=self.counts[MessageState.FAILED],
            uncertain=self.counts[MessageState.UNCERTAIN],
            waiting=self.counts[MessageState.QUEUED],
            recovered=recovered,
            paused=self.paused,
            next_due=self._next_due(),
        )

    def _recover(self) -> int:
        """Clear up after a crash: what may have gone is uncertain, the rest goes again."""
        with self.office.write() as ledger:
            found = ledger.post.recover()
            for message_id, state in found.items():
                message = ledger.post.message(message_id)
                note(ledger, self.office, message, Receipt(fault=Fault.LINK_LOST_AT_DOT), state)
        lost = sum(one is MessageState.UNCERTAIN for one in found.values())
        self.counts += Counter({MessageState.UNCERTAIN: lost})
        return len(found)

    # Which accounts

    def _able(self) -> list[MailAccount]:
        """The accounts that have something to send, and may; one whose rest is over goes on."""
        now = self.office.clock.now()
        with self.office.read() as ledger:
            self.turns = turns(ledger, now)
        due = ((one, self.turns.due_of(one)) for one in self.turns.own)
        able = [one for one, at in due if at is not None and at <= now and not one.rests_at(now)]
        for one in able:
            if one.paused:
                self._resume(one)
        return able

    def _resume(self, account: MailAccount) -> None:
        with self.office.write() as ledger:
            ledger.post.pause_account(account.id, None)
            ledger.diary.note(AuditCode.ACCOUNT_RESUMED, at=self.office.clock.now())

    def _next_due(self) -> datetime | None:
        with self.office.read() as ledger:
            return turns(ledger, self.office.clock.now()).next(self.rest_until)

    # Sending

    def _with_account(self, account: MailAccount) -> None:
        secret = secret_of(self.office, account)
        if secret is None:
            self._pause(account, Fault.NO_PASSWORD, "")
            return
        if self._full(account, self.turns.free.get(account.id)):
            return
        keep = keeper(self.office, account, secret)
        try:
            with self.office.postman.connect(account, secret, keep=keep) as wire:
                self._round(account, wire)
        except MailError as error:
            self._unreachable(account, error)

    @property
    def _now(self) -> datetime:
        return self.office.clock.now()

    def _full(self, account: MailAccount, free: datetime | None) -> bool:
        """Whether a limit is reached; while mail waits, the account rests until there is room."""
        if free is None:
            return False
        self.rest_until[account.id] = free
        if free - self._now > SHORT_WAIT and self._waits(account):
            self._pause(account, Fault.LIMIT, OWN_LIMIT, until=free)
        return True

    def _waits(self, account: MailAccount) -> bool:
        with self.office.read() as ledger:
            due = ledger.post.due()
        return replace(self.turns, due=due).due_of(account) is not None

    def _round(self, account: MailAccount, wire: Wire) -> None:
        orphans = self.turns.takes_orphans(account)
        before = self.counts.copy()

        def goes_on(counts: Counter[MessageState]) -> bool:
            self.counts = before + counts
            return self._goes_on()

        done = send_round(self.office, account, wire, orphans=orphans, goes_on=goes_on)
        self.counts = before + done.counts
        self._full(account, done.free_from)
        if done.last is not None:
            self._stopped_by(account, done.last, done.receipt)

    def _stopped_by(
        self, account: MailAccount, message: StoredMessage, receipt: Receipt
    ) -> None:
        """A fault that the next message would meet as well."""
        fault = receipt.fault or Fault.UNREACHABLE
        if fault.pauses_account:
            self._pause(account, fault, receipt.reply)
        else:
            self._rest(account, message, fault)

    def _goes_on(self) -> bool:
        done = self.counts.total()
        self.stopped = self.progress is not None and not self.progress(done, 0)
        return not self.stopped

    # What came of it

    def _unreachable(self, account: MailAccount, error: MailError) -> None:
        """No connection: the next message waits a little, or the account pauses."""
        fault = self._judged(account, Fault(str(error.data["fault"])))
        detail = str(error.data.get("detail", ""))
        if fault.pauses_account:
            self._pause(account, fault, detail)
            return
        orphans = self.turns.takes_orphans(account)
        receipt = Receipt(detail, fault)
        with self.office.write() as ledger:
            message = ledger.post.claim(self._now, account.id, orphans=orphans)
            if message is None:
                return
            state, not_before = verdict(message, receipt, self._now)
            record(ledger, self.office, message, receipt, state=state, not_before=not_before)
        self.counts[state] += 1
        self._rest(account, message, fault)

    def _rest(self, account: MailAccount, message: StoredMessage, fault: Fault) -> None:
        now = self.office.clock.now()
        self.rest_until[account.id] = next_attempt(now, message.attempts, fault, seed=message.id)

    def _judged(self, account: MailAccount, fault: Fault) -> Fault:
        """A server that never took a message and does not answer now is probably mistyped."""
        if fault is not Fault.UNREACHABLE:
            return fault
        with self.office.read() as ledger:
            return fault if ledger.post.has_delivered(account.id) else Fault.NO_SERVER

    def _pause(
        self, account: MailAccount, fault: Fault, detail: str, *, until: datetime | None = None
    ) -> None:
        now = self.office.clock.now()
        if fault is Fault.LIMIT and until is None:
            until = now + REST
        self.paused = fault
        with self.office.write() as ledger:
            ledger.post.pause_account(account.id, fault, detail, until=until)
            ledger.diary.note(AuditCode.ACCOUNT_PAUSED, at=now, fault=fault)
