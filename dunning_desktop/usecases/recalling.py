"""Taking back what of a client has not left the house: no message sent, no letter printed."""

from __future__ import annotations

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.mail import MessageState
from dunning_desktop.usecases.issue import can_withdraw, withdraw
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office


def recall(ledger: Ledger, office: Office, client_id: int) -> int:
    """Take back all that waits to go to a client, inside an open transaction; how many papers.

    A reminder of which nothing has left goes back whole, with its charges. Of one whose e-mail is
    gone already, the letter that was not printed yet does not go out any more.
    """
    messages, letters = ledger.post.waiting(client_id)
    waiting = {*(one.reminder_id for one in messages), *(one.reminder_id for one in letters)}
    reminders = {one for one in waiting if one is not None and can_withdraw(ledger, one)}
    if reminders:
        withdraw(ledger, office, sorted(reminders))
    # Once the time of silence is over, they are due again.
    ledger.agreements.forget_carried(
        [one.id for one in messages],
        [one.document_id for one in letters if one.document_id is not None],
    )
    now = office.clock.now()
    for message in messages:
        if message.reminder_id not in reminders:
            ledger.post.finish(message.id, MessageState.CANCELLED, at=now)
            ledger.diary.note(
                AuditCode.MESSAGE_CANCELLED, at=now, client_id=client_id, message_id=message.id
            )
    left = [one.id for one in letters if one.reminder_id not in reminders]
    ledger.post.void_letters(left)
    for letter_id in left:
        ledger.diary.note(
            AuditCode.LETTER_VOIDED, at=now, client_id=client_id, letter_id=letter_id
        )
    return len(messages) + len(letters)
