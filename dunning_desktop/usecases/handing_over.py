"""Handing an e-mail over to the owner's mail program: sent it is once he says so."""

from __future__ import annotations

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import CannotUndo
from dunning_desktop.domain.mail import MessageState
from dunning_desktop.usecases.issue import TOUCHED
from dunning_desktop.usecases.office import Office, Outcome

_WAITS = frozenset({MessageState.QUEUED, MessageState.FAILED})


def hand_over(office: Office, message_id: int) -> Outcome[bytes]:
    """Let a message that waits or failed go by the mail program: its bytes, to be opened there.

    From here on the program does not send it by itself. Raises ``CannotUndo`` for one that has
    left, or is leaving.
    """
    with office.write() as ledger:
        message = ledger.post.message(message_id)
        if message.state not in _WAITS:
            raise CannotUndo(state=message.state)
        now = office.clock.now()
        ledger.post.finish(message_id, MessageState.HANDED_OVER, at=now)
        # The mail program keeps a copy of its own.
        ledger.inboxes.filed(message_id, at=now)
        ledger.diary.note(
            AuditCode.MESSAGE_HANDED_OVER,
            at=now,
            client_id=message.client_id,
            message_id=message_id,
        )
    return Outcome(message.frozen.raw, TOUCHED)


def it_was_not_sent(office: Office, message_id: int) -> Outcome[None]:
    """It did not leave the mail program: it waits to be handed over again, or counts as failed.

    Failed where the program could send it by itself: it must not do so unasked. Raises
    ``CannotUndo`` for one that was not handed over.
    """
    now = office.clock.now()
    with office.write() as ledger:
        message = ledger.post.message(message_id)
        if message.state is not MessageState.HANDED_OVER:
            raise CannotUndo(state=message.state)
        by_program = any(
            one.id == message.account_id and not one.sends_itself
            for one in ledger.post.accounts()
        )
        state = MessageState.QUEUED if by_program else MessageState.FAILED
        ledger.post.finish(message_id, state, at=now, not_before=now)
        code = AuditCode.MESSAGE_REQUEUED if by_program else AuditCode.MESSAGE_FAILED
        ledger.diary.note(code, at=now, client_id=message.client_id, message_id=message_id)
    return Outcome(None, TOUCHED)
