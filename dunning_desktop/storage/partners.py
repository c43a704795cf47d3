"""Agencies and solicitors in the book."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import Connection, RowMapping, select

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partners import Field, Partner, PartnerKind
from dunning_desktop.storage import tables
from dunning_desktop.storage.codec import Values, address_of, address_values
from dunning_desktop.storage.statements import add, change, one_row


class SqlPartners:
    """The part of ``usecases.case_ports.Cases`` that is about partners, on SQL."""

    _connection: Connection

    def partners(self) -> Sequence[Partner]:
        table = tables.partner
        rows = self._connection.execute(select(table).order_by(table.c.id)).mappings()
        return [_partner(row) for row in rows]

    def partner(self, partner_id: int) -> Partner:
        return _partner(one_row(self._connection, tables.partner, partner_id))

    def save_partner(self, partner: Partner) -> int:
        values = _values(partner)
        if not partner.id:
            return add(self._connection, tables.partner, values)
        change(self._connection, tables.partner, partner.id, values)
        return partner.id


def _values(partner: Partner) -> Values:
    fee, percent = partner.fee, partner.commission
    return {
        "name": partner.name,
        "kind": partner.kind.value,
        "contact": partner.contact,
        "email": partner.email,
        "phone": partner.phone,
        **address_values(partner.address),
        "fee": fee.minor if fee else None,
        "currency": fee.currency if fee else None,
        "commission": None if percent is None else str(percent),
        "columns": [[heading, what.value] for heading, what in partner.columns],
        "note": partner.note,
        "archived": partner.archived,
    }


def _partner(row: RowMapping) -> Partner:
    return Partner(
        id=row["id"],
        name=row["name"],
        kind=PartnerKind(row["kind"]),
        contact=row["contact"],
        email=row["email"],
        phone=row["phone"],
        address=address_of(row),
        fee=None if row["fee"] is None else Money(row["fee"], row["currency"]),
        commission=None if row["commission"] is None else Decimal(row["commission"]),
        columns=tuple((heading, Field(what)) for heading, what in row["columns"]),
        note=row["note"],
        archived=row["archived"],
    )
