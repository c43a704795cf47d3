"""Cases in the book, with their items and the steps taken in them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select

from dunning_desktop.domain.cases import Case, CaseStep, StepKind
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.pre_action import Enclosure, LetterRule, letter_rule
from dunning_desktop.storage import tables
from dunning_desktop.storage.codec import Values
from dunning_desktop.storage.partners import SqlPartners
from dunning_desktop.storage.statements import add, change, chunks, one_row, within
from dunning_desktop.usecases.case_ports import Form


class SqlCases(SqlPartners):
    """``usecases.case_ports.Cases`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def cases(self, client_ids: Collection[int] | None = None) -> Sequence[Case]:
        table = tables.debt_case
        rows = self._connection.execute(
            _rows()
            .where(table.c.withdrawn.is_(False), *within(table.c.client_id, client_ids))
            .order_by(table.c.id)
        ).mappings()
        return self._with_parts(rows.all())

    def case(self, case_id: int) -> Case:
        found = self._connection.execute(_rows().where(tables.debt_case.c.id == case_id))
        row = found.mappings().first()
        if row is None:
            raise NotFound(kind="case", key=case_id)
        return self._with_parts([row])[0]

    def _with_parts(self, rows: Sequence[RowMapping]) -> list[Case]:
        ids = [row["id"] for row in rows]
        items, steps = self._items(ids), self._steps(ids)
        return [
            Case(
                id=row["id"],
                client_id=row["client_id"],
                item_ids=frozenset(items[row["id"]]),
                opened_on=row["opened_on"],
                rule=_rule(row, steps[row["id"]]),
                steps=tuple(steps[row["id"]]),
                note=row["note"],
                author=row["author"],
            )
            for row in rows
        ]

    def _items(self, case_ids: Sequence[int]) -> Mapping[int, Sequence[int]]:
        table, found = tables.case_item, defaultdict[int, list[int]](list)
        for part in chunks(case_ids):
            for row in self._connection.execute(select(table).where(table.c.case_id.in_(part))):
                found[row.case_id].append(row.item_id)
        return found

    def _steps(self, case_ids: Sequence[int]) -> Mapping[int, Sequence[CaseStep]]:
        """A letter that waits in the outbox was posted when it was marked as posted."""
        step, letter = tables.case_step, tables.letter
        found: dict[int, list[CaseStep]] = defaultdict(list)
        for part in chunks(case_ids):
            rows = self._connection.execute(
                select(step, letter.c.posted_at)
                .outerjoin(letter, letter.c.document_id == step.c.document_id)
                .where(step.c.case_id.in_(part))
                .order_by(step.c.case_id, step.c.position)
            ).mappings()
            for row in rows:
                found[row["case_id"]].append(_step(row))
        return found

    def save_case(
        self, case: Case, *, jurisdiction: str, debtor: DebtorType, at: datetime
    ) -> int:
        values = {
            "client_id": case.client_id,
            "opened_on": case.opened_on,
            "jurisdiction": jurisdiction,
            "debtor_type": debtor.value,
            "note": case.note,
            "author": case.author[:255],
            "at": at,
        }
        case_id = add(self._connection, tables.debt_case, values)
        self._connection.execute(
            insert(tables.case_item),
            [{"case_id": case_id, "item_id": one} for one in sorted(case.item_ids)],
        )
        return case_id

    def set_law(self, case_id: int, *, jurisdiction: str, debtor: DebtorType) -> None:
        values = {"jurisdiction": jurisdiction, "debtor_type": debtor.value}
        change(self._connection, tables.debt_case, case_id, values)

    def withdraw_case(self, case_id: int, *, withdrawn: bool = True) -> None:
        change(self._connection, tables.debt_case, case_id, {"withdrawn": withdrawn})

    def add_step(self, case_id: int, step: CaseStep, *, at: datetime) -> int:
        table = tables.case_step
        known = self._connection.execute(
            select(func.count()).select_from(table).where(table.c.case_id == case_id)
        ).scalar_one()
        values = {**_step_values(step), "case_id": case_id, "position": known + 1, "at": at}
        return add(self._connection, table, values)

    def step(self, step_id: int) -> tuple[int, CaseStep]:
        row = one_row(self._connection, tables.case_step, step_id)
        [found] = [
            one for one in self._steps([row["case_id"]])[row["case_id"]] if one.id == step_id
        ]
        return row["case_id"], found

    def post_step(self, step_id: int, posted_on: date | None) -> None:
        change(self._connection, tables.case_step, step_id, {"posted_on": posted_on})

    def withdraw_step(self, step_id: int, *, withdrawn: bool = True) -> None:
        change(self._connection, tables.case_step, step_id, {"withdrawn": withdrawn})

    def forget_document(self, step_id: int) -> None:
        change(self._connection, tables.case_step, step_id, {"document_id": None})

    # Official forms

    def forms(self) -> Sequence[Form]:
        table = tables.official_form
        rows = self._connection.execute(
            select(table.c.kind, table.c.name, table.c.sha256, table.c.added_at)
        )
        known = {row.kind: row for row in rows}
        return [
            Form(kind, known[kind].name, known[kind].sha256, known[kind].added_at)
            for kind in Enclosure
            if kind in known
        ]

    def form(self, kind: Enclosure) -> bytes:
        table = tables.official_form
        found = self._connection.execute(
            select(table.c.content).where(table.c.kind == kind.value)
        ).scalar()
        if found is None:
            raise NotFound(kind="form", key=kind.value)
        return bytes(found)

    def save_form(
        self, kind: Enclosure, name: str, content: bytes, *, at: datetime
    ) -> None:
        table = tables.official_form
        self._connection.execute(delete(table).where(table.c.kind == kind.value))
        values = {
            "kind": kind.value,
            "name": name[:255],
            "sha256": hashlib.sha256(content).hexdigest(),
            "added_at": at,
            "content": content,
        }
        add(self._connection, table, values)

    def remove_form(self, kind: Enclosure) -> None:
        self.form(kind)
        table = tables.official_form
        self._connection.execute(delete(table).where(table.c.kind == kind.value))


def _rows() -> Select[Any]:
    """Cases with what their clients are now."""
    table, client = tables.debt_case, tables.client
    return select(
        table,
        client.c.jurisdiction.label("client_jurisdiction"),
        client.c.debtor_type.label("client_debtor"),
    ).join(client, client.c.id == table.c.client_id)


def _rule(row: RowMapping, steps: Sequence[CaseStep]) -> LetterRule:
    """That of the letter once there is one; until then that of the client as it is known today."""
    written = any(one.kind is StepKind.LETTER and not one.withdrawn for one in steps)
    if written:
        return letter_rule(row["jurisdiction"], DebtorType(row["debtor_type"]))
    return letter_rule(row["client_jurisdiction"], DebtorType(row["client_debtor"]))


def _step_values(step: CaseStep) -> Values:
    return {
        "kind": step.kind.value,
        "day": step.day,
        "reason": step.reason,
        "note": step.note,
        "partner_id": step.partner_id,
        "document_id": step.document_id,
        "amount": step.amount.minor if step.amount else None,
        "currency": step.amount.currency if step.amount else None,
        "posted_on": step.posted_on,
        "author": step.author[:255],
    }


def _step(row: RowMapping) -> CaseStep:
    amount, posted_at = row["amount"], row["posted_at"]
    return CaseStep(
        id=row["id"],
        kind=StepKind(row["kind"]),
        day=row["day"],
        reason=row["reason"],
        note=row["note"],
        partner_id=row["partner_id"],
        document_id=row["document_id"],
        amount=None if amount is None else Money(amount, row["currency"]),
        posted_on=row["posted_on"] or (posted_at.astimezone().date() if posted_at else None),
        author=row["author"],
        withdrawn=row["withdrawn"],
    )
