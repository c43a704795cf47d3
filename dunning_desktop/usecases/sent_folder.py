"""The Sent folder as a witness: uncertain messages are looked for there, and copies are filed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.mail_accounts import MailAccount, Route
from dunning_desktop.usecases.inbox_ports import Unresolved
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.mail_ports import OpenBox
from dunning_desktop.usecases.office import Office

LOOKS = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
"""How long after its end was sent an uncertain message is looked for."""
WITNESSES = 5
FILE_AFTER = timedelta(minutes=1)
"""A provider that files copies by itself has done so by then."""
FILE_WITHIN = timedelta(days=7)
NO_FOLDER = "no-sent-folder"


def next_look(
    ledger: Ledger, accounts: Sequence[MailAccount], now: datetime
) -> datetime | None:
    """When an uncertain message is looked for next; None where none is, or was long enough.

    An inbox that cannot be read is not asked again for their sake.
    """
    times = [
        at
        for account in accounts
        if ledger.inboxes.state(account.id).fault is None
        for one in ledger.inboxes.uncertain(account.id)
        if (at := _look_after(one, now)) is not None
    ]
    return min(times, default=None)


def _look_after(one: Unresolved, now: datetime) -> datetime | None:
    return next((at for span in LOOKS if (at := one.dot_at + span) > now), None)


def look_for_uncertain(
    office: Office, account: MailAccount, box: OpenBox
) -> tuple[int, int]:
    """Look for messages of which nobody knows whether they went; how many did, and go again.

    One that lies in the Sent folder went. One that does not, ten minutes later, did not, but only
    where the provider files what it sends and its last messages are all there: then it goes again,
    with the same bytes. Else it stays uncertain. Raises ``MailError``.
    """
    now = office.clock.now()
    with office.read() as ledger:
        open_ones = [
            one for one in ledger.inboxes.uncertain(account.id) if now - one.dot_at >= LOOKS[0]
        ]
        witnesses = ledger.inboxes.lately_accepted(account.id, limit=WITNESSES)
    if not open_ones:
        return 0, 0
    there = box.sent([one.message_id for one in open_ones] + list(witnesses))
    trusted = _files(account) and bool(witnesses) and there.issuperset(witnesses)
    went = [one for one in open_ones if one.message_id in there]
    missing = [one for one in open_ones if one.message_id not in there]
    lost = [one for one in missing if trusted and now - one.dot_at >= LOOKS[-1] and one.looks]
    with office.write() as ledger:
        ledger.inboxes.looked([one.id for one in missing])
        found = _settle(ledger, office, went, MessageState.ACCEPTED)
        again = _settle(ledger, office, lost, MessageState.QUEUED)
    return found, again


def _files(account: MailAccount) -> bool:
    """Whether the provider itself files what it sends, as Microsoft's and Google's own ways do."""
    own_way = account.route in {Route.GRAPH, Route.GMAIL}
    return account.inbox is not None and (account.inbox.files_sent or own_way)


def _settle(
    ledger: Ledger, office: Office, ones: Collection[Unresolved], state: MessageState
) -> int:
    """Let uncertain messages be accepted, or wait to go again; the owner may have been faster."""
    now, done = office.clock.now(), 0
    went = state is MessageState.ACCEPTED
    code = AuditCode.MESSAGE_RESOLVED if went else AuditCode.MESSAGE_REQUEUED
    for one in ones:
        if ledger.post.message(one.id).state is not MessageState.UNCERTAIN:
            continue
        ledger.post.finish(one.id, state, at=now, not_before=None if went else now)
        ledger.diary.note(
            code, at=now, client_id=one.client_id, message_id=one.id, by="sent-folder"
        )
        done += 1
    return done


def file_copies(
    office: Office, account: MailAccount, box: OpenBox, *, goes_on: Callable[[], bool]
) -> int:
    """Put copies of what was sent into the Sent folder, where the provider does not; how many.

    Without such a folder none is filed. ``goes_on`` is asked before each: sending waits meanwhile.
    Raises ``MailError`` for a link that broke.
    """
    if _files(account):
        return 0
    now = office.clock.now()
    with office.read() as ledger:
        waiting = ledger.inboxes.to_file(
            account.id, since=now - FILE_WITHIN, before=now - FILE_AFTER
        )
    done = 0
    for key, message_id in waiting.items():
        if not goes_on():
            break
        try:
            done += _file(office, box, key, message_id)
        except _NoFolder:
            break
    return done


class _NoFolder(Exception):
    """There is no Sent folder to file into."""


def _file(office: Office, box: OpenBox, key: int, message_id: str) -> bool:
    with office.read() as ledger:
        message = ledger.post.message(key)
    try:
        box.file_sent(message.frozen.raw, message_id=message_id, at=message.queued_at)
    except MailError as error:
        if error.data["fault"] is not Fault.REFUSED:
            raise
        if error.data.get("detail") == NO_FOLDER:
            raise _NoFolder from error
        return False
    with office.write() as ledger:
        ledger.inboxes.filed(key, at=office.clock.now())
    return True
