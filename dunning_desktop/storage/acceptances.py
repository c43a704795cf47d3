"""Which clients took the terms, in the book."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, case, func, select

from dunning_desktop.domain.acceptance import Acceptance, AcceptedHow
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.storage import tables
from dunning_desktop.storage.statements import add, change, one_row, within
from dunning_desktop.usecases.agreement_ports import TookTerms


class SqlAcceptances:
    """The part of ``usecases.agreement_ports.Agreements`` that is about terms, on SQL."""

    _connection: Connection

    def acceptances(self, client_ids: Collection[int] | None = None) -> Sequence[Acceptance]:
        table = tables.acceptance
        rows = self._connection.execute(
            select(table)
            .where(table.c.withdrawn.is_(False), *within(table.c.client_id, client_ids))
            .order_by(table.c.accepted_on.desc(), table.c.id.desc())
        ).mappings()
        return [_acceptance(row) for row in rows]

    def acceptance(self, acceptance_id: int) -> Acceptance:
        return _acceptance(one_row(self._connection, tables.acceptance, acceptance_id))

    def who_took_terms(self) -> Sequence[TookTerms]:
        client, acceptance = tables.client, tables.acceptance
        taken = select(acceptance.c.client_id).where(acceptance.c.withdrawn.is_(False))
        took = func.sum(case((client.c.id.in_(taken), 1), else_=0))
        rows = self._connection.execute(
            select(client.c.debtor_type, func.count(), took)
            .where(client.c.archived.is_(False), client.c.net_days.is_(None))
            .group_by(client.c.debtor_type)
            .order_by(client.c.debtor_type)
        )
        return [TookTerms(DebtorType(kind), count, int(took)) for kind, count, took in rows]

    def save_acceptance(self, acceptance: Acceptance, *, at: datetime) -> int:
        values = {
            "client_id": acceptance.client_id,
            "document_id": acceptance.document_id,
            "accepted_on": acceptance.accepted_on,
            "how": acceptance.how.value,
            "note": acceptance.note,
            "author": acceptance.author[:255],
            "at": at,
        }
        return add(self._connection, tables.acceptance, values)

    def withdraw_acceptance(self, acceptance_id: int, *, withdrawn: bool = True) -> None:
        change(self._connection, tables.acceptance, acceptance_id, {"withdrawn": withdrawn})


def _acceptance(row: RowMapping) -> Acceptance:
    return Acceptance(
        id=row["id"],
        client_id=row["client_id"],
        accepted_on=row["accepted_on"],
        how=AcceptedHow(row["how"]),
        note=row["note"],
        author=row["author"],
        document_id=row["document_id"],
        withdrawn=row["withdrawn"],
    )
