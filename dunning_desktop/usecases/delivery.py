"""Delivery: the outbox worker. It claims, sends with no transaction open, and records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault, MessageState, Receipt, gives_up, next_attempt
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.mail_ports import Wire
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.ports import Progress
from dunning_desktop.usecases.post import StoredMessage

TOUCHED = frozenset({Touched.OUTBOX, Touched.REMINDERS, Touched.CLIENTS, Touched.ACCOUNTS})


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


def deliver(office: Office, *, progress: Progress | None = None) -> Outcome[Delivered]:
    """Send every message that may go now, one after the other, over one connection."""
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
        self.counts = {"accepted": 0, "failed": 0, "uncertain": 0, "waiting": 0}
        self.paused: Fault | None = None
        # Where no connection came about, the next one is not tried before then.
        self.rest_until: datetime | None = None

    def run(self) -> Delivered:
        recovered = self._recover()
        account = self._account()
        if account is not None and self._anything_due():
            self._with_account(account)
        with self.office.read() as ledger:
            next_due = ledger.post.next_due()
        return Delivered(
            accepted=self.counts["accepted"],
            failed=self.counts["failed"],
            uncertain=self.counts["uncertain"],
            waiting=self.counts["waiting"],
            recovered=recovered,
            paused=self.paused,
            next_due=max(next_due, self.rest_until or next_due) if next_due else None,
        )

    def _recover(self) -> int:
        """Clear up after a crash: what may have gone is uncertain, the rest goes again."""
        with self.office.write() as ledger:
            found = ledger.post.recover()
            for message_id, state in found.items():
                message = ledger.post.message(message_id)
                self._note(ledger, message, Receipt(fault=Fault.LINK_LOST_AT_DOT), state)
        self.counts["uncertain"] += sum(one is MessageState.UNCERTAIN for one in found.values())
        return len(found)

    def _account(self) -> MailAccount | None:
        with self.office.read() as ledger:
            account = next(iter(ledger.post.accounts()), None)
        return None if account is None or account.paused else account

    def _anything_due(self) -> bool:
        with self.office.read() as ledger:
            due = ledger.post.next_due()
        return due is not None and due <= self.office.clock.now()

    def _with_account(self, account: MailAccount) -> None:
        password = self.office.keychain.get(account.secret_key) if account.secret_key else ""
        if password is None:
            self._pause(account, Fault.NO_PASSWORD, "")
            return
        try:
            with self.office.postman.connect(account, password) as wire:
                self._send_all(account, wire)
        except MailError as error:
            self._unreachable(account, error)

    def _send_all(self, account: MailAccount, wire: Wire) -> None:
        while self._goes_on():
            with self.office.write() as ledger:
                message = ledger.post.claim(self.office.clock.now())
            if message is None:
                return
            receipt = wire.submit(message.frozen, before_dot=partial(self._dot, message.id))
            if not self._record(account, message, receipt):
                return

    def _goes_on(self) -> bool:
        done = sum(self.counts.values())
        return self.progress is None or self.progress(done, 0)

    def _dot(self, message_id: int) -> None:
        with self.office.write() as ledger:
            ledger.post.mark_dot(message_id, self.office.clock.now())

    def _unreachable(self, account: MailAccount, error: MailError) -> None:
        """No connection: the next message waits a little, or the account pauses."""
        fault = self._judged(account, Fault(str(error.data["fault"])))
        detail = str(error.data.get("detail", ""))
        if fault.pauses_account:
            self._pause(account, fault, detail)
            return
        with self.office.write() as ledger:
            message = ledger.post.claim(self.office.clock.now())
        if message is not None:
            self._record(account, message, Receipt(detail, fault))
            self.rest_until = next_attempt(self.office.clock.now(), message.attempts)

    def _judged(self, account: MailAccount, fault: Fault) -> Fault:
        """A server that never took a message and does not answer now is probably mistyped."""
        if fault is not Fault.UNREACHABLE:
            return fault
        with self.office.read() as ledger:
            return fault if ledger.post.has_delivered(account.id) else Fault.NO_SERVER

    def _pause(self, account: MailAccount, fault: Fault, detail: str) -> None:
        self.paused = fault
        with self.office.write() as ledger:
            ledger.post.pause_account(account.id, fault, detail)
            ledger.diary.note(AuditCode.ACCOUNT_PAUSED, at=self.office.clock.now(), fault=fault)

    def _record(self, account: MailAccount, message: StoredMessage, receipt: Receipt) -> bool:
        """Write down what the server said; whether the pass may go on."""
        now = self.office.clock.now()
        state, not_before = _verdict(message, receipt, now)
        with self.office.write() as ledger:
            ledger.post.finish(
                message.id,
                state,
                at=now,
                fault=receipt.fault,
                reply=receipt.reply,
                not_before=not_before,
            )
            self._note(ledger, message, receipt, state)
        self._count(state)
        if receipt.fault is not None and receipt.fault.pauses_account:
            self._pause(account, receipt.fault, receipt.reply)
            return False
        if receipt.fault is Fault.UNREACHABLE:
            self.rest_until = next_attempt(now, message.attempts)
        return receipt.fault is not Fault.UNREACHABLE

    def _count(self, state: MessageState) -> None:
        key = "waiting" if state is MessageState.QUEUED else str(state)
        self.counts[key] += 1

    def _note(
        self, ledger: Ledger, message: StoredMessage, receipt: Receipt, state: MessageState
    ) -> None:
        now = self.office.clock.now()
        codes = {
            MessageState.ACCEPTED: AuditCode.MESSAGE_ACCEPTED,
            MessageState.FAILED: AuditCode.MESSAGE_FAILED,
            MessageState.UNCERTAIN: AuditCode.MESSAGE_UNCERTAIN,
        }
        if state in codes:
            ledger.diary.note(
                codes[state],
                at=now,
                client_id=message.client_id,
                message_id=message.id,
                reply=receipt.reply,
            )
        for refusal in receipt.refused:
            self._flag(ledger, message, refusal.address, refusal.reply)

    def _flag(self, ledger: Ledger, message: StoredMessage, address: str, reply: str) -> None:
        if message.client_id is None:
            return
        ledger.parties.flag_address(message.client_id, address, reply)
        ledger.diary.note(
            AuditCode.ADDRESS_REFUSED,
            at=self.office.clock.now(),
            client_id=message.client_id,
            address=address,
            reply=reply,
        )


def _verdict(
    message: StoredMessage, receipt: Receipt, now: datetime
) -> tuple[MessageState, datetime | None]:
    """The state a message is in after an attempt, and when it may go again."""
    if receipt.fault is None:
        return MessageState.ACCEPTED, None
    if receipt.fault is Fault.LINK_LOST_AT_DOT:
        return MessageState.UNCERTAIN, None
    if receipt.fault.pauses_account:
        return MessageState.QUEUED, now
    if receipt.fault.retries and not gives_up(message.queued_at, now):
        return MessageState.QUEUED, next_attempt(now, message.attempts)
    return MessageState.FAILED, None
