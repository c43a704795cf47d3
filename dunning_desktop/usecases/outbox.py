"""The outbox: look at it, and do what each honest state asks for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import CannotUndo, InvalidField
from dunning_desktop.domain.mail import MessageState
from dunning_desktop.domain.posting import Posting
from dunning_desktop.usecases.issue import TOUCHED, can_withdraw, withdraw
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.post import StoredLetter, StoredMessage
from dunning_desktop.usecases.rows import LetterRow, MessageRow

MARKED = TOUCHED | {Touched.LETTERS}
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Outbox:
    """Messages and letters, newest first."""

    messages: tuple[MessageRow, ...]
    letters: tuple[LetterRow, ...]
    now: datetime


def outbox(office: Office) -> Outbox:
    """What was made, what waits, what went, and what went wrong."""
    with office.read() as ledger:
        return Outbox(
            messages=tuple(ledger.post.messages()),
            letters=tuple(ledger.post.letters()),
            now=office.clock.now(),
        )


def message_of(office: Office, message_id: int) -> StoredMessage:
    """A message with its exact bytes. Raises ``NotFound``."""
    with office.read() as ledger:
        return ledger.post.message(message_id)


def cancel_message(office: Office, message_id: int) -> Outcome[None]:
    """Do not send a message that waits or failed; its reminder is taken back where it can be.

    Raises ``CannotUndo`` for one that has left, is leaving, or may have left.
    """
    with office.write() as ledger:
        message = ledger.post.message(message_id)
        if message.state not in {MessageState.QUEUED, MessageState.FAILED}:
            raise CannotUndo(state=message.state)
        reminder_id = message.reminder_id
        if reminder_id is not None and can_withdraw(ledger, reminder_id):
            withdraw(ledger, office, [reminder_id])
        else:
            ledger.post.finish(message_id, MessageState.CANCELLED, at=office.clock.now())
    return Outcome(None, TOUCHED)


def retry_message(office: Office, message_id: int) -> Outcome[None]:
    """Try a failed or waiting message again at once, with the same bytes.

    Raises ``InvalidField`` (``account``, ``removed``) where the account it was made for is gone.
    """
    return _requeue(office, message_id, {MessageState.FAILED, MessageState.QUEUED})


def send_again(office: Office, message_id: int) -> Outcome[None]:
    """Send an uncertain message once more: the owner looked, and it is not in the Sent folder."""
    return _requeue(office, message_id, {MessageState.UNCERTAIN})


def _requeue(office: Office, message_id: int, states: Collection[MessageState]) -> Outcome[None]:
    now = office.clock.now()
    with office.write() as ledger:
        message = ledger.post.message(message_id)
        if message.state not in states:
            raise CannotUndo(state=message.state)
        accounts = {one.id for one in ledger.post.accounts()}
        if message.account_id is not None and message.account_id not in accounts:
            # Its sender stands in its bytes: no other account may send it.
            raise InvalidField(field="account", reason="removed")
        ledger.post.finish(message_id, MessageState.QUEUED, at=now, not_before=now)
        _note(ledger, office, message, AuditCode.MESSAGE_REQUEUED)
    return Outcome(None, TOUCHED)


def it_was_sent(office: Office, message_id: int) -> Outcome[None]:
    """The owner found an uncertain message in the Sent folder, or sent it by his mail program."""
    with office.write() as ledger:
        message = ledger.post.message(message_id)
        if message.state not in {MessageState.UNCERTAIN, MessageState.HANDED_OVER}:
            raise CannotUndo(state=message.state)
        ledger.post.finish(message_id, MessageState.ACCEPTED, at=office.clock.now())
        _note(ledger, office, message, AuditCode.MESSAGE_RESOLVED)
    return Outcome(None, TOUCHED)


def _note(ledger: Ledger, office: Office, message: StoredMessage, code: AuditCode) -> None:
    ledger.diary.note(
        code, at=office.clock.now(), client_id=message.client_id, message_id=message.id
    )


def letter_pdf(office: Office, letter_id: int) -> StoredLetter:
    """A letter with its exact bytes. Raises ``NotFound``."""
    with office.read() as ledger:
        return ledger.post.letter(letter_id)


def letters_to_post(office: Office) -> tuple[StoredLetter, ...]:
    """The letters that are to be posted and are not yet, oldest first."""
    with office.read() as ledger:
        return tuple(ledger.post.letter(one) for one in ledger.post.unposted())


def letters_by_client(
    office: Office, letter_ids: Collection[int]
) -> Sequence[tuple[str, Sequence[int]]]:
    """The letters of each client: its name and their ids, in the order given."""
    grouped: dict[int, list[int]] = {}
    with office.read() as ledger:
        for letter_id in letter_ids:
            grouped.setdefault(ledger.post.letter(letter_id).client_id, []).append(letter_id)
        clients = ledger.parties.clients(set(grouped))
    return [(clients[key].name, ids) for key, ids in grouped.items()]


def mark_printed(office: Office, letter_ids: Collection[int]) -> Outcome[None]:
    """Note that letters came out of the printer."""
    now = office.clock.now()
    with office.write() as ledger:
        ledger.post.mark_printed(letter_ids, now)
        _tell(ledger, letter_ids, AuditCode.LETTER_PRINTED, now)
    return Outcome(None, MARKED)


def mark_posted(
    office: Office, letter_ids: Collection[int], posting: Posting | None = None
) -> Outcome[tuple[int, ...]]:
    """Note that letters were posted: only now does their reminder count as delivered.

    Without a posting they were posted now. Those that were not marked before are returned: that
    takes it back. Raises ``InvalidField`` (``day``): ``future``, or ``before`` one was made.
    """
    now = office.clock.now()
    with office.write() as ledger:
        how = posting or Posting(office.clock.today())
        _check_day(ledger, office, letter_ids, how.day)
        fresh = ledger.post.mark_posted(
            letter_ids,
            now if posting is None else datetime.combine(how.day, _NOON).astimezone(UTC),
            post_class=how.post_class,
            tracking=how.tracking,
        )
        _tell(ledger, fresh, AuditCode.LETTER_POSTED, now)
    return Outcome(tuple(fresh), MARKED)


def _check_day(ledger: Ledger, office: Office, letter_ids: Collection[int], day: date) -> None:
    if day > office.clock.today():
        raise InvalidField(field="day", reason="future")
    made = (ledger.post.letter(one).made_at for one in letter_ids)
    if any(at is not None and at.astimezone().date() > day for at in made):
        raise InvalidField(field="day", reason="before")


def unmark_posted(office: Office, letter_ids: Collection[int]) -> Outcome[None]:
    """They were not posted after all: their reminders wait to be posted again."""
    with office.write() as ledger:
        ledger.post.unmark_posted(letter_ids)
        _tell(ledger, letter_ids, AuditCode.LETTER_NOT_POSTED, office.clock.now())
    return Outcome(None, MARKED)


def _tell(
    ledger: Ledger, letter_ids: Collection[int], code: AuditCode, at: datetime
) -> None:
    for one in letter_ids:
        letter = ledger.post.letter(one)
        ledger.diary.note(code, at=at, client_id=letter.client_id, letter_id=letter.id)
