"""What the planner is fed with, and what was issued, in the book."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.charges import ChargeState
from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.policy import Channel, OldDebts, Tone
from dunning_desktop.domain.proposal import Chase, Completed, Delivery, ItemFacts
from dunning_desktop.storage import tables
from dunning_desktop.storage.calls import SqlCalls
from dunning_desktop.storage.charges import is_paid, paid_of
from dunning_desktop.storage.deliveries import deliveries
from dunning_desktop.storage.item_facts import item_facts, open_items, settled_late
from dunning_desktop.storage.statements import add, change, chunks, one_row, within
from dunning_desktop.usecases.chasing import CALLED, PASSED_OVER


class SqlChasing:
    """``usecases.ledger.Chasing`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def items(self, client_ids: Collection[int] | None = None) -> Sequence[ItemFacts]:
        if client_ids is None:
            return item_facts(self._connection, open_items(None))
        return [
            one
            for part in chunks(client_ids)
            for one in item_facts(self._connection, open_items(part), client_ids=part)
        ]

    def settled_late(self, client_ids: Collection[int]) -> Sequence[ItemFacts]:
        return [
            one
            for part in chunks(client_ids)
            for one in item_facts(self._connection, settled_late(part), client_ids=part)
        ]

    def item(self, item_id: int) -> ItemFacts:
        item = tables.due_item
        owner = self._connection.execute(
            select(item.c.client_id).where(item.c.id == item_id)
        ).scalar_one_or_none()
        wanted = [item.c.id == item_id]
        found = item_facts(self._connection, wanted, client_ids=[owner]) if owner else []
        if not found:
            raise NotFound(kind="due-item", key=item_id)
        return found[0]

    def last_contacts(self, client_ids: Collection[int] | None = None) -> Mapping[int, date]:
        reminder = tables.reminder
        found: dict[int, date] = {}
        for part in [None] if client_ids is None else list(chunks(client_ids)):
            rows = self._connection.execute(
                select(reminder.c.client_id, func.max(reminder.c.issued_on))
                .where(reminder.c.withdrawn.is_(False), *within(reminder.c.client_id, part))
                .group_by(reminder.c.client_id)
            )
            found.update(dict(rows.all()))
        for client_id, day in SqlCalls(self._connection).reached(client_ids).items():
            found[client_id] = max(day, found.get(client_id, day))
        return found

    def blocks(self, client_ids: Collection[int] | None = None) -> Sequence[Block]:
        block = tables.block
        found: list[Block] = []
        for part in [None] if client_ids is None else list(chunks(client_ids)):
            rows = self._connection.execute(
                select(block).where(*within(block.c.client_id, part)).order_by(block.c.id)
            ).mappings()
            found.extend(_block(row) for row in rows)
        return found

    def save_block(self, block: Block) -> int:
        values = {
            "client_id": block.client_id,
            "item_id": block.item_id,
            "kind": block.kind.value,
            "start": block.start,
            "until": block.until,
            "reason": block.reason,
            "author": block.author[:255],
            "at": block.at,
        }
        return add(self._connection, tables.block, values)

    def end_block(self, block_id: int, *, until: date) -> None:
        change(self._connection, tables.block, block_id, {"until": until})

    def decide_start(self, item_ids: Collection[int], start: OldDebts | None) -> None:
        item = tables.due_item
        for part in chunks(item_ids):
            self._connection.execute(
                update(item).where(item.c.id.in_(part)).values(start=start.value if start else None)
            )

    def add_skip(
        self, item_id: int, skipped: Completed, *, reason: str, author: str
    ) -> int:
        values = {
            "item_id": item_id,
            "policy_id": skipped.policy_id or None,
            "level_day": skipped.level_day,
            "tone": skipped.tone.value,
            "cycle": skipped.cycle,
            "day": skipped.day,
            "reason": reason,
            "author": author,
        }
        return add(self._connection, tables.skip, values)

    def skipped(self, skip_id: int) -> tuple[int, Completed]:
        row = one_row(self._connection, tables.skip, skip_id)
        return row["item_id"], Completed(
            row["level_day"],
            Tone(row["tone"]),
            row["day"],
            row["day"],
            cycle=row["cycle"],
            policy_id=row["policy_id"] or 0,
            skipped=True,
        )

    def withdraw_skip(self, skip_id: int) -> None:
        change(self._connection, tables.skip, skip_id, {"withdrawn": True})

    def add_reminder(
        self,
        chase: Chase,
        words: Words,
        *,
        run: str,
        issued_on: date,
        language: str,
        at: datetime,
        unattended: bool = False,
    ) -> int:
        values = {
            "client_id": chase.client_id,
            "run": run,
            "issued_on": issued_on,
            "deadline": chase.deadline,
            "level_position": chase.level.position,
            "tone": chase.level.tone.value,
            "channel": chase.channel.value,
            "language": language,
            "subject": words.subject,
            "opening": words.opening,
            "closing": words.closing,
            "created_at": at,
            "unattended": unattended,
        }
        reminder_id = add(self._connection, tables.reminder, values)
        self._connection.execute(insert(tables.reminder_line), _line_values(reminder_id, chase))
        return reminder_id

    def withdraw(self, reminder_ids: Collection[int]) -> None:
        line, letter, charge = tables.reminder_line, tables.letter, tables.charge
        for ids in chunks(reminder_ids):
            for table, owner in (
                (tables.reminder, tables.reminder.c.id),
                (line, line.c.reminder_id),
                (letter, letter.c.reminder_id),
            ):
                self._connection.execute(
                    update(table).where(owner.in_(ids)).values(withdrawn=True)
                )
            claimed = [charge.c.reminder_id.in_(ids), charge.c.state == ChargeState.OPEN.value]
            # Of a charge that was paid in part, only what was paid stays.
            self._connection.execute(
                update(charge).where(*claimed, is_paid(charge)).values(amount=paid_of(charge))
            )
            self._connection.execute(
                update(charge)
                .where(*claimed, ~is_paid(charge))
                .values(state=ChargeState.WITHDRAWN.value)
            )

    def items_of(self, reminder_id: int) -> frozenset[int]:
        line = tables.reminder_line
        return frozenset(
            self._connection.execute(
                select(line.c.item_id).where(line.c.reminder_id == reminder_id)
            ).scalars()
        )

    def of_run(self, run: str) -> Sequence[int]:
        reminder = tables.reminder
        return list(
            self._connection.execute(
                select(reminder.c.id).where(
                    reminder.c.run == run, reminder.c.withdrawn.is_(False)
                )
            ).scalars()
        )

    def history(self, item_ids: Collection[int]) -> Sequence[date]:
        line, reminder = tables.reminder_line, tables.reminder
        days: set[date] = set()
        for part in chunks(item_ids):
            days |= set(
                self._connection.execute(
                    select(reminder.c.issued_on)
                    .join(line, line.c.reminder_id == reminder.c.id)
                    .where(
                        line.c.item_id.in_(part),
                        line.c.withdrawn.is_(False),
                        reminder.c.channel != Channel.PHONE.value,
                    )
                ).scalars()
            )
        return sorted(days)

    def of_invoice(self, invoice_id: int) -> Sequence[tuple[date, Tone, str]]:
        line, reminder, item = tables.reminder_line, tables.reminder, tables.due_item
        rows = self._connection.execute(
            select(
                reminder.c.id,
                reminder.c.issued_on,
                reminder.c.tone,
                reminder.c.client_id,
                reminder.c.channel,
            )
            .join(line, line.c.reminder_id == reminder.c.id)
            .join(item, item.c.id == line.c.item_id)
            .where(item.c.invoice_id == invoice_id, line.c.withdrawn.is_(False))
            .distinct()
            .order_by(reminder.c.issued_on, reminder.c.id)
        ).all()
        states = deliveries(self._connection, {row.client_id for row in rows}) if rows else {}
        sent = [
            (row.issued_on, Tone(row.tone), _how(states[row.id], row.channel)) for row in rows
        ]
        return sorted([*sent, *self._passed_over(invoice_id)], key=lambda one: one[0])

    def _passed_over(self, invoice_id: int) -> list[tuple[date, Tone, str]]:
        skip, item = tables.skip, tables.due_item
        rows = self._connection.execute(
            select(skip.c.day, skip.c.tone)
            .join(item, item.c.id == skip.c.item_id)
            .where(item.c.invoice_id == invoice_id, skip.c.withdrawn.is_(False))
            .order_by(skip.c.id)
        )
        return [(day, Tone(tone), PASSED_OVER) for day, tone in rows]


def _how(delivery: Delivery, channel: str) -> str:
    return CALLED if channel == Channel.PHONE.value else delivery


def _line_values(reminder_id: int, chase: Chase) -> list[dict[str, Any]]:
    return [
        {
            "reminder_id": reminder_id,
            "item_id": line.item_id,
            "level_position": line.level.position,
            "level_day": line.level.day,
            "tone": line.level.tone.value,
            "repeat": line.repeat,
            "cycle": line.cycle,
            "policy_id": line.policy_id or None,
            "open": line.open.minor,
            "claimed": line.claim.amount,
            "disputed": line.disputed.minor if line.disputed else 0,
            "currency": line.open.currency,
            "days_late": line.days_late,
        }
        for line in chase.lines
    ]


def _block(row: RowMapping) -> Block:
    return Block(
        id=row["id"],
        kind=BlockKind(row["kind"]),
        client_id=row["client_id"],
        item_id=row["item_id"],
        start=row["start"],
        until=row["until"],
        reason=row["reason"],
        author=row["author"],
        at=row["at"],
    )
