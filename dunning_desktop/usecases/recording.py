"""What becomes of a message after an attempt, and what the book's history says of it."""

from __future__ import annotations

from datetime import datetime

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.mail import Fault, MessageState, Receipt, gives_up, next_attempt
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.post import StoredMessage

_CODES = {
    MessageState.ACCEPTED: AuditCode.MESSAGE_ACCEPTED,
    MessageState.FAILED: AuditCode.MESSAGE_FAILED,
    MessageState.UNCERTAIN: AuditCode.MESSAGE_UNCERTAIN,
}


def honest(message: StoredMessage, receipt: Receipt) -> Receipt:
    """The receipt as it counts: where nobody but the owner gets it, the client does not."""
    own = message.frozen.sender.lower()
    refused = {one.address.lower(): one for one in receipt.refused}
    others = [one.lower() for one in message.frozen.recipients if one.lower() != own]
    if not receipt.accepted or not others or not refused.keys() >= set(others):
        return receipt
    said = refused[others[0]].reply
    if said.startswith("4"):
        # It may be taken later: such an address is not a refused one.
        return Receipt(said, Fault.BUSY)
    return Receipt(said, Fault.RECIPIENT, receipt.refused)


def verdict(
    message: StoredMessage, receipt: Receipt, now: datetime
) -> tuple[MessageState, datetime | None]:
    """The state a message is in after an attempt, and when it may go again."""
    fault = receipt.fault
    if fault is None:
        return MessageState.ACCEPTED, None
    if fault is Fault.LINK_LOST_AT_DOT:
        return MessageState.UNCERTAIN, None
    if fault.pauses_account:
        return MessageState.QUEUED, now
    if fault.retries and not gives_up(message.queued_at, now, message.attempts):
        return MessageState.QUEUED, next_attempt(now, message.attempts, fault, seed=message.id)
    return MessageState.FAILED, None


def record(
    ledger: Ledger,
    office: Office,
    message: StoredMessage,
    receipt: Receipt,
    *,
    state: MessageState,
    not_before: datetime | None,
) -> None:
    """Write down what became of a message."""
    ledger.post.finish(
        message.id,
        state,
        at=office.clock.now(),
        fault=receipt.fault,
        reply=receipt.reply,
        not_before=not_before,
    )
    note(ledger, office, message, receipt, state)


def note(
    ledger: Ledger, office: Office, message: StoredMessage, receipt: Receipt, state: MessageState
) -> None:
    """Write it into the history, and flag the addresses that were refused."""
    if state in _CODES:
        ledger.diary.note(
            _CODES[state],
            at=office.clock.now(),
            client_id=message.client_id,
            message_id=message.id,
            reply=receipt.reply,
        )
    for refusal in receipt.refused:
        if refusal.address.lower() != message.frozen.sender.lower():
            flag(ledger, office, message.client_id, refusal.address, refusal.reply)


def flag(
    ledger: Ledger, office: Office, client_id: int | None, address: str, reply: str
) -> None:
    """An address of a client's takes no mail; None is nobody's client."""
    if client_id is None:
        return
    ledger.parties.flag_address(client_id, address, reply)
    ledger.diary.note(
        AuditCode.ADDRESS_REFUSED,
        at=office.clock.now(),
        client_id=client_id,
        address=address,
        reply=reply,
    )
