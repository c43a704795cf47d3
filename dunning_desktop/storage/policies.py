"""The ladders in the book: every version of each, whose they are, and the tags that bring one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from dunning_desktop.domain.names import key_of
from dunning_desktop.domain.policy import DunningLevel, DunningPolicy
from dunning_desktop.storage import codec, tables
from dunning_desktop.storage.balances import item_open
from dunning_desktop.storage.statements import add, change


class SqlPolicies:
    """The part of ``usecases.ledger.Parties`` that is about policies, on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def policies(self) -> Mapping[int, DunningPolicy]:
        levels: dict[int, list[DunningLevel]] = defaultdict(list)
        level = tables.dunning_level
        for row in self._connection.execute(select(level).order_by(level.c.position)).mappings():
            levels[row["policy_id"]].append(codec.level_of(row))
        policy = tables.dunning_policy
        rows = self._connection.execute(select(policy).order_by(policy.c.id)).mappings()
        return {row["id"]: codec.policy_of(row, levels[row["id"]]) for row in rows}

    def save_policy(self, policy: DunningPolicy) -> int:
        table = tables.dunning_policy
        policy_id = add(self._connection, table, codec.policy_values(policy))
        if not policy.root:
            change(self._connection, table, policy_id, {"root_id": policy_id})
        self._connection.execute(
            insert(tables.dunning_level),
            [codec.level_values(policy_id, level) for level in policy.levels],
        )
        return policy_id

    def mark_policy(self, policy_id: int, *, takes_over: bool, retired: bool) -> None:
        values = {"takes_over": takes_over, "retired": retired}
        change(self._connection, tables.dunning_policy, policy_id, values)

    def hand_on_policy(self, old: Collection[int], new: int) -> None:
        for table in (tables.business, tables.client, tables.invoice, tables.tag):
            holder = table.c.policy_id
            self._connection.execute(
                update(table).where(holder.in_(list(old))).values(policy_id=new)
            )

    def let_go_unattended(
        self, policy_ids: Collection[int], day: int, *, unattended: bool
    ) -> None:
        level = tables.dunning_level
        self._connection.execute(
            update(level)
            .where(level.c.policy_id.in_(list(policy_ids)), level.c.day == day)
            .values(unattended=unattended)
        )

    def under_way(self, policy_ids: Collection[int]) -> int:
        line, item = tables.reminder_line, tables.due_item
        rows = self._connection.execute(
            select(line.c.item_id)
            .join(item, item.c.id == line.c.item_id)
            .where(
                line.c.policy_id.in_(list(policy_ids)),
                line.c.withdrawn.is_(False),
                item_open() > 0,
            )
            .distinct()
        ).all()
        return len(rows)

    def tag_ladders(self) -> Mapping[str, int]:
        tag = tables.tag
        rows = self._connection.execute(select(tag.c.name, tag.c.policy_id).order_by(tag.c.name))
        return {row.name: row.policy_id for row in rows}

    def save_tag_ladder(self, name: str, policy_id: int | None) -> None:
        tag, key = tables.tag, key_of(name)
        self._connection.execute(delete(tag).where(tag.c.name_key == key))
        if policy_id is not None:
            values = {"name": name, "name_key": key, "policy_id": policy_id}
            add(self._connection, tag, values)

    def known_tags(self) -> Collection[str]:
        return set(self.tagged())

    def tagged(self) -> Mapping[str, int]:
        client = tables.client
        rows = self._connection.execute(select(client.c.tags).where(client.c.tags != [])).scalars()
        return Counter(one for tags in rows for one in tags)

    def own_ladders(self) -> Mapping[int, tuple[int, int]]:
        clients, invoices = (self._owners(one) for one in (tables.client, tables.invoice))
        return {key: (clients[key], invoices[key]) for key in {*clients, *invoices}}

    def _owners(self, table: Table) -> Counter[int]:
        holder = table.c.policy_id
        rows = self._connection.execute(
            select(holder, func.count()).where(holder.is_not(None)).group_by(holder)
        )
        return Counter({row[0]: row[1] for row in rows})
