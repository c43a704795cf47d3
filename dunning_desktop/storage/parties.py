"""The business, its clients and its policies in the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, insert, select, update

from dunning_desktop.domain.client import Business, Client, Contact
from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.names import key_of
from dunning_desktop.storage import codec, tables
from dunning_desktop.storage.policies import SqlPolicies
from dunning_desktop.storage.statements import add, add_many, change, chunks


class SqlParties(SqlPolicies):
    """``usecases.ledger.Parties`` on SQL."""

    def business(self) -> Business:
        row = self._connection.execute(select(tables.business)).mappings().first()
        return Business() if row is None else codec.business_of(row)

    def save_business(self, business: Business) -> None:
        values = codec.business_values(business)
        changed = self._connection.execute(update(tables.business).values(**values))
        if not changed.rowcount:
            add(self._connection, tables.business, values)

    def client(self, client_id: int) -> Client:
        found = self.clients([client_id])
        if client_id not in found:
            raise NotFound(kind="client", key=client_id)
        return found[client_id]

    def clients(self, client_ids: Collection[int]) -> Mapping[int, Client]:
        found: dict[int, Client] = {}
        for part in chunks(client_ids):
            contacts = self._contacts(part)
            rows = self._connection.execute(
                select(tables.client).where(tables.client.c.id.in_(part))
            ).mappings()
            for row in rows:
                found[row["id"]] = codec.client_of(row, contacts.get(row["id"], ()))
        return found

    def _contacts(self, client_ids: Sequence[int]) -> Mapping[int, Sequence[Contact]]:
        rows = self._connection.execute(
            select(tables.contact)
            .where(tables.contact.c.client_id.in_(client_ids))
            .order_by(tables.contact.c.id)
        ).mappings()
        by_client: dict[int, list[Contact]] = defaultdict(list)
        for row in rows:
            by_client[row["client_id"]].append(codec.contact_of(row))
        return by_client

    def save_client(self, client: Client, *, batch_id: int | None = None) -> int:
        values = codec.client_values(client)
        if client.id:
            change(self._connection, tables.client, client.id, values)
            client_id = client.id
        else:
            client_id = add(self._connection, tables.client, {**values, "batch_id": batch_id})
        self._save_contacts(client_id, client.contacts)
        return client_id

    def _save_contacts(self, client_id: int, contacts: Sequence[Contact]) -> None:
        owned = tables.contact.c.client_id == client_id
        self._connection.execute(delete(tables.contact).where(owned))
        if contacts:
            self._connection.execute(
                insert(tables.contact), [_contact_values(client_id, one) for one in contacts]
            )

    def add_clients(self, clients: Sequence[Client], *, batch_id: int) -> Sequence[int]:
        rows = [{**codec.client_values(one), "batch_id": batch_id} for one in clients]
        ids = add_many(self._connection, tables.client, rows)
        contacts = [
            _contact_values(client_id, contact)
            for client_id, client in zip(ids, clients, strict=True)
            for contact in client.contacts
        ]
        if contacts:
            self._connection.execute(insert(tables.contact), contacts)
        return ids

    def find_clients(self, names: Collection[str]) -> Mapping[str, int]:
        client = tables.client
        wanted = {key_of(name) for name in names}
        rows = self._connection.execute(
            select(client.c.name_key, client.c.id).order_by(client.c.id.desc())
        )
        return {key: client_id for key, client_id in rows if key in wanted}

    def unused(self, client_ids: Collection[int]) -> Sequence[int]:
        used: set[int] = set()
        for part in chunks(client_ids):
            for table in (
                tables.invoice,
                tables.credit_note,
                tables.payment,
                tables.reminder,
                tables.block,
                tables.audit_entry,
            ):
                owner = table.c.client_id
                rows = self._connection.execute(select(owner).where(owner.in_(part)).distinct())
                used |= set(rows.scalars())
        return [one for one in client_ids if one not in used]

    def delete_client(self, client_id: int) -> None:
        self._save_contacts(client_id, ())
        self._connection.execute(delete(tables.client).where(tables.client.c.id == client_id))

    def flag_address(self, client_id: int, email: str, reply: str) -> None:
        contact = tables.contact
        self._connection.execute(
            update(contact)
            .where(contact.c.client_id == client_id, contact.c.email == email)
            .values(refused=(reply or "refused")[:512])
        )


def _contact_values(client_id: int, contact: Contact) -> codec.Values:
    return {
        "client_id": client_id,
        "name": contact.name,
        "role": contact.role.value,
        "email": contact.email,
        "phone": contact.phone,
        "refused": contact.refused,
    }
