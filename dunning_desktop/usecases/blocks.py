"""Leaving a client or an item alone for a while, and ending that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.usecases.office import Office, Outcome, Touched

TOUCHED = frozenset({Touched.CLIENTS, Touched.REMINDERS})
# What the owner put in the way with a click, and takes away with one.
OWN = frozenset({BlockKind.HOLD, BlockKind.SNOOZE, BlockKind.REPLIED, BlockKind.CALL_AGAIN})
# What a client said, and holds until the owner says that it is over.
SAID = frozenset({BlockKind.PROMISE, BlockKind.DISPUTE})


def hold(
    office: Office,
    client_id: int,
    *,
    item_id: int | None = None,
    until: date | None = None,
    reason: str = "",
    kind: BlockKind = BlockKind.HOLD,
) -> Outcome[int]:
    """Do not chase a client, or one of its items, up to and including a day; the block's id.

    ``kind`` says why: the owner wants it so, put it off, or waits with an answer to give.
    """
    block = Block(
        kind=kind,
        client_id=client_id,
        start=office.clock.today(),
        until=until,
        item_id=item_id,
        reason=reason,
    )
    with office.write() as ledger:
        ledger.parties.client(client_id)
        block_id = ledger.chasing.save_block(block)
        ledger.diary.note(
            AuditCode.BLOCK_ADDED,
            at=office.clock.now(),
            client_id=client_id,
            kind=block.kind,
            until=until.isoformat() if until else "",
            reason=reason,
        )
    return Outcome(block_id, TOUCHED)


def end_block(office: Office, client_id: int, *, block_id: int) -> Outcome[None]:
    """End one block of a client from today on, as if it had ended yesterday."""
    with office.write() as ledger:
        kinds = {one.id: one.kind for one in ledger.chasing.blocks([client_id])}
        ledger.chasing.end_block(block_id, until=office.clock.today() - timedelta(days=1))
        ledger.diary.note(
            AuditCode.BLOCK_ENDED,
            at=office.clock.now(),
            client_id=client_id,
            kind=kinds.get(block_id, BlockKind.HOLD),
        )
    return Outcome(None, TOUCHED)


def end_holds(office: Office, client_id: int) -> Outcome[tuple[Block, ...]]:
    """End every hold on a client from today on; the holds there were, for ``hold_again``."""
    yesterday = office.clock.today() - timedelta(days=1)
    with office.write() as ledger:
        holding = [
            one
            for one in ledger.chasing.blocks([client_id])
            if one.kind in OWN and one.holds_on(office.clock.today())
        ]
        for block in holding:
            ledger.chasing.end_block(block.id, until=yesterday)
        if holding:
            ledger.diary.note(
                AuditCode.BLOCK_ENDED, at=office.clock.now(), client_id=client_id, kind="hold"
            )
    return Outcome(tuple(holding), TOUCHED)


def hold_again(office: Office, client_id: int, holds: Sequence[Block]) -> Outcome[None]:
    """Put back, from today on, holds that were ended by mistake."""
    with office.write() as ledger:
        for block in holds:
            ledger.chasing.save_block(replace(block, id=0, start=office.clock.today()))
            ledger.diary.note(
                AuditCode.BLOCK_ADDED,
                at=office.clock.now(),
                client_id=client_id,
                kind=block.kind,
                until=block.until.isoformat() if block.until else "",
                reason=block.reason,
            )
    return Outcome(None, TOUCHED)
