"""What the window asks a book on its own: what waits in the outbox, and whether it is empty."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.usecases.clients import client_totals
from dunning_desktop.usecases.invoices import invoice_totals
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.outbox import retry_message
from dunning_desktop.usecases.rows import ListQuery, MessageRow
from dunning_desktop.usecases.turns import turns


@dataclass(frozen=True, slots=True)
class Waiting:
    """Queued messages. ``undo_until`` is when the last of the ``undoable`` goes.

    ``held_by`` is why they do not go: an account's fault, or that there is no account;
    ``held_until`` is when that account goes on by itself. ``to_hand_over`` wait for the owner to
    send them with his mail program, and are not counted as queued.
    """

    queued: int
    undoable: int
    undo_until: datetime | None
    next_due: datetime | None
    held_by: Fault | None
    now: datetime
    held_until: datetime | None = None
    to_hand_over: int = 0

    @property
    def undo_seconds(self) -> int:
        """How long the last Undo still is; 0 when nothing can be taken back."""
        if self.undo_until is None:
            return 0
        return max(math.ceil((self.undo_until - self.now).total_seconds()), 0)


# More than a small business sends in a day; the outbox page itself lists fewer.
LOOKED_AT = 5_000


def waiting(office: Office) -> Waiting:
    """What waits just now."""
    now = office.clock.now()
    with office.read() as ledger:
        rows = ledger.post.messages(limit=LOOKED_AT)
        found = turns(ledger, now)
    queued = [one for one in rows if one.state is MessageState.QUEUED]
    sent_here = [one for one in queued if not one.by_hand]
    undoable = [one for one in sent_here if can_be_taken_back(one, now)]
    held = found.held
    return Waiting(
        queued=len(sent_here),
        undoable=len(undoable),
        undo_until=max((one.not_before for one in undoable), default=None),
        next_due=found.next(),
        held_by=held.paused if held else None if found.accounts else Fault.NO_ACCOUNT,
        now=now,
        held_until=held.paused_until if held else None,
        to_hand_over=len(queued) - len(sent_here),
    )


def can_be_taken_back(message: MessageRow, now: datetime) -> bool:
    """Whether its wait is the owner's Undo: queued, never tried, not due yet."""
    queued = message.state is MessageState.QUEUED and not message.by_hand
    return queued and message.attempts == 0 and message.not_before > now


def undoable(office: Office) -> tuple[int, ...]:
    """The ids of the messages that can still be taken back."""
    now = office.clock.now()
    with office.read() as ledger:
        rows = ledger.post.messages(limit=LOOKED_AT)
    return tuple(one.id for one in rows if can_be_taken_back(one, now))


def hurry(office: Office) -> Outcome[int]:
    """Every message that waits for its Undo to pass may go now."""
    ids = undoable(office)
    for one in ids:
        retry_message(office, one)
    return Outcome(len(ids), frozenset({Touched.OUTBOX}))


def is_empty(office: Office) -> bool:
    """Whether nobody and nothing is in the book yet."""
    return not (
        client_totals(office, ListQuery()).count
        or client_totals(office, ListQuery(archived=True)).count
        or invoice_totals(office, ListQuery()).count
    )
