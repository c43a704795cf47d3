"""Instalment plans in the book, with their items, their instalments and what was said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select

from dunning_desktop.domain.instalments import Every, Instalment, Plan, PlanItem
from dunning_desktop.domain.money import Money
from dunning_desktop.storage import tables
from dunning_desktop.storage.statements import add, change, chunks, one_row, within


class SqlPlans:
    """The part of ``usecases.agreement_ports.Agreements`` that is about plans, on SQL."""

    _connection: Connection

    def plans(self, client_ids: Collection[int] | None = None) -> Sequence[Plan]:
        table = tables.plan
        rows = self._connection.execute(
            select(table).where(*within(table.c.client_id, client_ids)).order_by(table.c.id)
        ).mappings().all()
        return self._with_parts(rows)

    def plan(self, plan_id: int) -> Plan:
        return self._with_parts([one_row(self._connection, tables.plan, plan_id)])[0]

    def _with_parts(self, rows: Sequence[RowMapping]) -> list[Plan]:
        currencies = {row["id"]: row["currency"] for row in rows}
        items: dict[int, list[PlanItem]] = defaultdict(list)
        instalments: dict[int, list[Instalment]] = defaultdict(list)
        item, each = tables.plan_item, tables.instalment
        for part in chunks(list(currencies)):
            for row in self._connection.execute(
                select(item).where(item.c.plan_id.in_(part)).order_by(item.c.id)
            ):
                money = Money(row.amount, currencies[row.plan_id])
                items[row.plan_id].append(PlanItem(row.item_id, money, before=row.settled))
            for row in self._connection.execute(
                select(each).where(each.c.plan_id.in_(part)).order_by(each.c.position)
            ):
                money = Money(row.amount, currencies[row.plan_id])
                made = Instalment(row.position, row.due, money, id=row.id)
                instalments[row.plan_id].append(made)
        return [
            _plan(row, tuple(items[row["id"]]), tuple(instalments[row["id"]])) for row in rows
        ]

    def save_plan(self, plan: Plan, *, at: datetime) -> int:
        plan_id = add(self._connection, tables.plan, {**_plan_values(plan), "at": at})
        self._connection.execute(
            insert(tables.plan_item),
            [
                {
                    "plan_id": plan_id,
                    "item_id": one.item_id,
                    "amount": one.amount.minor,
                    "settled": one.before,
                }
                for one in plan.items
            ],
        )
        self._connection.execute(
            insert(tables.instalment),
            [
                {
                    "plan_id": plan_id,
                    "position": one.position,
                    "due": one.due,
                    "amount": one.amount.minor,
                }
                for one in plan.instalments
            ],
        )
        return plan_id

    def answer_plan(self, plan_id: int, *, accepted_on: date | None, how: str) -> None:
        values = {"accepted_on": accepted_on, "accepted_how": how}
        change(self._connection, tables.plan, plan_id, values)

    def cancel_plan(self, plan_id: int, *, cancelled_on: date | None) -> None:
        change(self._connection, tables.plan, plan_id, {"cancelled_on": cancelled_on})

    def noticed(self, plan_ids: Collection[int]) -> Collection[tuple[int, str]]:
        notice, each = tables.instalment_notice, tables.instalment
        found: set[tuple[int, str]] = set()
        for part in chunks(plan_ids):
            rows = self._connection.execute(
                select(notice.c.instalment_id, notice.c.kind)
                .join(each, each.c.id == notice.c.instalment_id)
                .where(each.c.plan_id.in_(part))
            )
            found |= {(row.instalment_id, row.kind) for row in rows}
        return found

    def note_notice(
        self,
        instalment_id: int,
        kind: str,
        *,
        day: date,
        message_id: int | None,
        document_id: int | None,
    ) -> None:
        values = {
            "instalment_id": instalment_id,
            "kind": kind,
            "day": day,
            "message_id": message_id,
            "document_id": document_id,
        }
        add(self._connection, tables.instalment_notice, values)

    def forget_notice(self, instalment_id: int, kind: str) -> None:
        notice = tables.instalment_notice
        self._connection.execute(
            delete(notice).where(
                notice.c.instalment_id == instalment_id, notice.c.kind == kind
            )
        )

    def forget_carried(
        self, message_ids: Collection[int], document_ids: Collection[int]
    ) -> None:
        notice = tables.instalment_notice
        for part in chunks(message_ids):
            self._connection.execute(delete(notice).where(notice.c.message_id.in_(part)))
        for part in chunks(document_ids):
            self._connection.execute(delete(notice).where(notice.c.document_id.in_(part)))


def _plan_values(plan: Plan) -> dict[str, object]:
    return {
        "client_id": plan.client_id,
        "total": plan.total.minor,
        "currency": plan.total.currency,
        "every": plan.every.value,
        "interest": plan.interest,
        "grace_days": plan.grace_days,
        "offered_on": plan.offered_on,
        "answer_by": plan.answer_by,
        "accepted_on": plan.accepted_on,
        "accepted_how": plan.accepted_how,
        "cancelled_on": plan.cancelled_on,
        "note": plan.note,
        "author": plan.author[:255],
    }


def _plan(
    row: RowMapping, items: tuple[PlanItem, ...], instalments: tuple[Instalment, ...]
) -> Plan:
    return Plan(
        id=row["id"],
        client_id=row["client_id"],
        items=items,
        instalments=instalments,
        every=Every(row["every"]),
        interest=row["interest"],
        grace_days=row["grace_days"],
        offered_on=row["offered_on"],
        answer_by=row["answer_by"],
        accepted_on=row["accepted_on"],
        accepted_how=row["accepted_how"],
        cancelled_on=row["cancelled_on"],
        note=row["note"],
        author=row["author"],
    )
