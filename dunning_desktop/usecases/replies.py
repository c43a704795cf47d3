"""Answers that came by e-mail: looked at, and dealt with."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.incoming import IncomingKind
from dunning_desktop.usecases.inbox_ports import IncomingRow
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched

TOUCHED = frozenset({Touched.CLIENTS, Touched.OUTBOX})


def came_from(office: Office, client_id: int) -> tuple[IncomingRow, ...]:
    """What came from a client or about mail to him, newest first."""
    with office.read() as ledger:
        return tuple(ledger.inboxes.of_client(client_id))


def settle(office: Office, incoming_ids: Collection[int]) -> Outcome[None]:
    """The owner saw these; a client that is paused stays so."""
    with office.write() as ledger:
        ledger.inboxes.settle(incoming_ids, at=office.clock.now())
    return Outcome(None, TOUCHED)


def unsettle(office: Office, incoming_ids: Collection[int]) -> Outcome[None]:
    """He did not, after all."""
    with office.write() as ledger:
        ledger.inboxes.unsettle(incoming_ids)
    return Outcome(None, TOUCHED)


def settle_replies(ledger: Ledger, office: Office, client_id: int) -> Sequence[int]:
    """A client is chased again: his answers are dealt with; their ids."""
    mine = [
        one.id
        for one in ledger.inboxes.waiting({IncomingKind.MAIL})
        if one.client_id == client_id
    ]
    if mine:
        now = office.clock.now()
        ledger.inboxes.settle(mine, at=now)
        ledger.diary.note(
            AuditCode.REPLY_SETTLED, at=now, client_id=client_id, count=len(mine)
        )
    return mine


def unsettle_replies(ledger: Ledger, client_id: int) -> None:
    """It was a mistake: the answers dealt with last wait again."""
    answers = [
        one
        for one in ledger.inboxes.of_client(client_id)
        if one.kind is IncomingKind.MAIL and one.settled_at is not None
    ]
    last = max((one.settled_at for one in answers if one.settled_at), default=None)
    ledger.inboxes.unsettle([one.id for one in answers if one.settled_at == last])
