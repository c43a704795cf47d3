"""Clients in pages, with what they owe."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, case, func, select

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.names import key_of
from dunning_desktop.storage import tables
from dunning_desktop.storage.balances import item_open, live_items
from dunning_desktop.storage.paging import page_of
from dunning_desktop.storage.statements import within
from dunning_desktop.usecases.rows import ClientRow, ListQuery, Page, Totals

Sums = Mapping[int, list[tuple[Money, Money, date | None, int]]]


class SqlClientLists:
    """Clients in pages."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def clients(self, query: ListQuery, *, today: date) -> Page[ClientRow]:
        """A page of clients; sums are made for the clients on the page only, unless sorted by."""
        client = tables.client
        keys: dict[str, ColumnElement[Any]] = {"name": client.c.name_key}
        statement = select(client).where(*self._wanted(query))
        if query.sort in {"balance", "overdue", "oldest"}:
            statement, keys = self._with_sums(statement, keys, today)
        page = page_of(
            self._connection,
            statement,
            query,
            keys=keys,
            default="name",
            id_column=client.c.id,
            make=lambda row: row,
        )
        return Page(self._rows(page.rows, today), page.next)

    @staticmethod
    def _wanted(query: ListQuery) -> list[ColumnElement[bool]]:
        client, contact = tables.client, tables.contact
        wanted: list[ColumnElement[bool]] = [
            client.c.archived.is_(query.archived), *within(client.c.id, query.only)
        ]
        words = key_of(query.search)
        if words:
            by_mail = select(contact.c.client_id).where(
                func.lower(contact.c.email).contains(words, autoescape=True)
            )
            named = client.c.name_key.contains(words, autoescape=True)
            known = func.lower(client.c.reference).contains(words, autoescape=True)
            wanted.append(named | known | client.c.id.in_(by_mail))
        return wanted

    @staticmethod
    def _with_sums(
        statement: Select[Any], keys: dict[str, ColumnElement[Any]], today: date
    ) -> tuple[Select[Any], dict[str, ColumnElement[Any]]]:
        """Sorting by money needs every client's sums; of several currencies the largest counts."""
        item = tables.due_item
        by_currency = (
            live_items(item.c.client_id, *_sum_columns(today))
            .where(item_open() > 0)
            .group_by(item.c.client_id, item.c.currency)
            .subquery()
        )
        sums = (
            select(
                by_currency.c.client_id,
                func.max(by_currency.c.balance).label("balance"),
                func.max(by_currency.c.overdue).label("overdue"),
                func.min(by_currency.c.oldest).label("oldest"),
            )
            .group_by(by_currency.c.client_id)
            .subquery()
        )
        joined = statement.outerjoin(sums, sums.c.client_id == tables.client.c.id)
        never = date.max
        return joined, {
            **keys,
            "balance": func.coalesce(sums.c.balance, 0),
            "overdue": func.coalesce(sums.c.overdue, 0),
            "oldest": func.coalesce(sums.c.oldest, never),
        }

    def client_totals(self, query: ListQuery, *, today: date) -> Totals:
        """How many clients the list has in all, and what they owe."""
        client, item = tables.client, tables.due_item
        wanted = self._wanted(query)
        count = self._connection.execute(
            select(func.count()).select_from(client).where(*wanted)
        ).scalar_one()
        rows = self._connection.execute(
            live_items(*_sum_columns(today))
            .where(item.c.client_id.in_(select(client.c.id).where(*wanted)))
            .group_by(item.c.currency)
            .order_by(item.c.currency)
        ).mappings()
        sums = [(row["currency"], int(row["balance"]), int(row["overdue"])) for row in rows]
        return Totals(
            count=count,
            open=tuple(Money(minor, code) for code, minor, _ in sums if minor),
            overdue=tuple(Money(late, code) for code, _, late in sums if late),
        )

    def _rows(self, found: tuple[RowMapping, ...], today: date) -> tuple[ClientRow, ...]:
        ids = [row["id"] for row in found]
        sums = self._sums(ids, today)
        emails = self._emails(ids)
        blocked = self._blocked(ids, today)
        return tuple(
            ClientRow(
                id=row["id"],
                name=row["name"],
                debtor_type=DebtorType(row["debtor_type"]),
                debtor_confirmed=row["debtor_confirmed"],
                email=emails.get(row["id"], ""),
                balance=tuple(one for one, *_ in sums[row["id"]]),
                overdue=tuple(late for _, late, *_ in sums[row["id"]] if late),
                oldest=min((day for _, _, day, _ in sums[row["id"]] if day), default=None),
                open_count=sum(count for *_, count in sums[row["id"]]),
                blocked=blocked.get(row["id"]),
                archived=row["archived"],
            )
            for row in found
        )

    def _sums(self, ids: Collection[int], today: date) -> Sums:
        item = tables.due_item
        rows = self._connection.execute(
            live_items(item.c.client_id, item.c.currency, *_sum_columns(today), func.count())
            .where(item.c.client_id.in_(ids), item_open() > 0)
            .group_by(item.c.client_id, item.c.currency)
            .order_by(item.c.currency)
        )
        found: dict[int, list[tuple[Money, Money, date | None, int]]] = defaultdict(list)
        for client_id, currency, _, balance, late, oldest, count in rows:
            sums = (Money(balance, currency), Money(late, currency), oldest, count)
            found[client_id].append(sums)
        return found

    def _emails(self, ids: Collection[int]) -> Mapping[int, str]:
        contact = tables.contact
        rows = self._connection.execute(
            select(contact.c.client_id, contact.c.email)
            .where(contact.c.client_id.in_(ids), contact.c.email != "")
            .order_by(contact.c.id.desc())
        )
        return dict(rows.all())

    def _blocked(self, ids: Collection[int], today: date) -> Mapping[int, BlockKind]:
        block = tables.block
        rows = self._connection.execute(
            select(block.c.client_id, block.c.kind).where(
                block.c.client_id.in_(ids),
                block.c.item_id.is_(None),
                block.c.start <= today,
                block.c.until.is_(None) | (block.c.until >= today),
            )
            # The one that lasts longest is the last one read, and stays.
            .order_by(block.c.until.is_(None), block.c.until, block.c.id.desc())
        )
        return {client_id: BlockKind(kind) for client_id, kind in rows}


def _sum_columns(today: date) -> list[ColumnElement[Any]]:
    item = tables.due_item
    late = item.c.due < today
    return [
        item.c.currency.label("currency"),
        func.sum(item_open()).label("balance"),
        func.sum(case((late, item_open()), else_=0)).label("overdue"),
        func.min(case((late & (item_open() > 0), item.c.due))).label("oldest"),
    ]
