"""Leaving a client or an item alone for a while, and ending that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import CAN_HAVE_BREATHING_SPACE, Block, BlockKind
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.recalling import recall
from dunning_desktop.usecases.replies import settle_replies, unsettle_replies

TOUCHED = frozenset({Touched.CLIENTS, Touched.REMINDERS})
# Where interest or the outbox is concerned, too.
TOUCHED_BY_LAW = TOUCHED | {Touched.OUTBOX, Touched.LETTERS, Touched.CHARGES, Touched.INVOICES}
# What the owner put in the way with a click, and takes away with one.
OWN = frozenset({BlockKind.HOLD, BlockKind.SNOOZE, BlockKind.REPLIED, BlockKind.CALL_AGAIN})
# Why nobody may write to them at all: what still waits to go out is taken back. Each is ended by
# itself, once the owner knows that it is over.
SILENT = frozenset(
    {
        BlockKind.BREATHING_SPACE,
        BlockKind.INSOLVENCY,
        BlockKind.VULNERABLE,
        BlockKind.DO_NOT_CHASE,
    }
)


def hold(
    office: Office,
    client_id: int,
    *,
    item_id: int | None = None,
    start: date | None = None,
    until: date | None = None,
    reason: str = "",
    kind: BlockKind = BlockKind.HOLD,
) -> Outcome[int]:
    """Do not chase a client, or one of its items, up to and including a day; the block's id.

    ``kind`` says why: the owner wants it so, put it off, waits with an answer to give, or must not
    write to them: then what waits in the outbox is taken back. ``start`` is today where it is None.
    Raises ``InvalidField``: ``kind`` for a breathing space of one who cannot have it, ``until``
    where it ends before it starts.
    """
    block = Block(
        kind=kind,
        client_id=client_id,
        start=start or office.clock.today(),
        until=until,
        item_id=item_id,
        reason=reason,
        author=office.user,
        at=office.clock.now(),
    )
    if until is not None and until < block.start:
        raise InvalidField(field="until", reason="before-start")
    with office.write() as ledger:
        _check_may_have(ledger.parties.client(client_id), kind)
        block_id = ledger.chasing.save_block(block)
        _note_added(ledger, office, block)
        if kind in SILENT and block.holds_on(office.clock.today()):
            recall(ledger, office, client_id)
    return Outcome(block_id, _touched([block]))


def _check_may_have(client: Client, kind: BlockKind) -> None:
    allowed = client.debtor_type in CAN_HAVE_BREATHING_SPACE
    if kind is BlockKind.BREATHING_SPACE and not allowed:
        raise InvalidField(field="kind", reason="no-breathing-space", text=client.name)


def _touched(blocks: Iterable[Block]) -> frozenset[Touched]:
    return TOUCHED_BY_LAW if any(one.kind in SILENT for one in blocks) else TOUCHED


def _note_added(ledger: Ledger, office: Office, block: Block) -> None:
    ledger.diary.note(
        AuditCode.BLOCK_ADDED,
        at=office.clock.now(),
        client_id=block.client_id,
        kind=block.kind,
        start=block.start.isoformat(),
        until=block.until.isoformat() if block.until else "",
        reason=block.reason,
        by=block.author,
    )


def end_block(office: Office, client_id: int, *, block_id: int) -> Outcome[None]:
    """End one block of a client from today on, as if it had ended yesterday."""
    with office.write() as ledger:
        ended = [one for one in ledger.chasing.blocks([client_id]) if one.id == block_id]
        ledger.chasing.end_block(block_id, until=office.clock.today() - timedelta(days=1))
        _answered(ledger, office, client_id, ended)
        ledger.diary.note(
            AuditCode.BLOCK_ENDED,
            at=office.clock.now(),
            client_id=client_id,
            kind=ended[0].kind if ended else BlockKind.HOLD,
        )
    return Outcome(None, _touched(ended))


def _answered(
    ledger: Ledger, office: Office, client_id: int, ended: Iterable[Block]
) -> None:
    """Whoever is chased again has had his answer."""
    if any(one.kind is BlockKind.REPLIED for one in ended):
        settle_replies(ledger, office, client_id)


def end_holds(
    office: Office, client_id: int, *, kinds: Collection[BlockKind] = OWN
) -> Outcome[tuple[Block, ...]]:
    """End every hold on a client from today on; the holds there were, for ``hold_again``.

    ``kinds`` are which reasons, where it is not about the owner's own.
    """
    yesterday = office.clock.today() - timedelta(days=1)
    with office.write() as ledger:
        holding = [
            one
            for one in ledger.chasing.blocks([client_id])
            if one.kind in kinds and not one.is_over(office.clock.today())
        ]
        for block in holding:
            ledger.chasing.end_block(block.id, until=yesterday)
        _answered(ledger, office, client_id, holding)
        if holding:
            kind = BlockKind.HOLD if kinds == OWN else holding[0].kind
            ledger.diary.note(
                AuditCode.BLOCK_ENDED, at=office.clock.now(), client_id=client_id, kind=kind
            )
    return Outcome(tuple(holding), _touched(holding))


def hold_again(office: Office, client_id: int, holds: Sequence[Block]) -> Outcome[None]:
    """Put back, from today on, holds that were ended by mistake."""
    today = office.clock.today()
    with office.write() as ledger:
        for block in holds:
            again = replace(block, id=0, start=today, client_id=client_id)
            ledger.chasing.save_block(again)
            _note_added(ledger, office, again)
        if any(one.kind is BlockKind.REPLIED for one in holds):
            unsettle_replies(ledger, client_id)
    return Outcome(None, _touched(holds))
