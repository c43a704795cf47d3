"""Letters in the book: made, printed and posted; of reminders, and of agreements."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, insert, select, update

from dunning_desktop.domain.posting import PostClass
from dunning_desktop.storage import tables
from dunning_desktop.storage.statements import add, change, chunks, one_row
from dunning_desktop.usecases.post import StoredLetter
from dunning_desktop.usecases.rows import LetterRow, LetterState


class SqlLetters:
    """The part of ``usecases.ledger.Post`` that is about letters, on SQL."""

    _connection: Connection

    def add_letter(
        self,
        *,
        reminder_id: int,
        client_id: int,
        pdf: bytes,
        language: str,
        template: str,
        by_post: bool,
        at: datetime,
    ) -> int:
        values = {
            "reminder_id": reminder_id,
            "client_id": client_id,
            "sha256": hashlib.sha256(pdf).hexdigest(),
            "language": language,
            "template": template,
            "by_post": by_post,
            "made_at": at,
        }
        key = add(self._connection, tables.letter, values)
        self._connection.execute(insert(tables.letter_pdf).values(letter_id=key, pdf=pdf))
        return key

    def to_paper(self, reminder_id: int) -> int | None:
        letter = tables.letter
        mine = letter.c.reminder_id == reminder_id, letter.c.withdrawn.is_(False)
        key = self._connection.execute(select(letter.c.id).where(*mine)).scalar()
        if key is not None:
            change(self._connection, letter, key, {"by_post": True})
        return key

    def add_paper(
        self, *, document_id: int, client_id: int, subject: str, language: str, at: datetime
    ) -> int:
        document = one_row(self._connection, tables.document, document_id)
        values = {
            "document_id": document_id,
            "client_id": client_id,
            "subject": subject[:255],
            "sha256": document["sha256"],
            "language": language,
            "by_post": True,
            "made_at": at,
        }
        return add(self._connection, tables.letter, values)

    def letter(self, letter_id: int) -> StoredLetter:
        row = one_row(self._connection, tables.letter, letter_id)
        return StoredLetter(
            id=row["id"],
            reminder_id=row["reminder_id"],
            document_id=row["document_id"],
            client_id=row["client_id"],
            pdf=self._pdf(letter_id, row["document_id"]),
            sha256=row["sha256"],
            by_post=row["by_post"],
            printed=row["printed_at"] is not None or row["posted_at"] is not None,
            made_at=row["made_at"],
        )

    def letters(self, *, limit: int = 500) -> Sequence[LetterRow]:
        letter = tables.letter
        rows = self._connection.execute(
            _letter_rows().order_by(letter.c.id.desc()).limit(limit)
        ).mappings()
        return [_letter_row(row) for row in rows]

    def _pdf(self, letter_id: int, document_id: int | None) -> bytes:
        """A paper keeps its bytes itself."""
        pdf, content = tables.letter_pdf, tables.document_content
        found = (
            select(pdf.c.pdf).where(pdf.c.letter_id == letter_id)
            if document_id is None
            else select(content.c.content).where(content.c.document_id == document_id)
        )
        return bytes(self._connection.execute(found).scalar_one())

    def _waiting_letters(self, client_id: int) -> Sequence[LetterRow]:
        letter = tables.letter
        rows = self._connection.execute(
            _letter_rows()
            .where(
                letter.c.client_id == client_id,
                letter.c.by_post.is_(True),
                letter.c.printed_at.is_(None),
                letter.c.posted_at.is_(None),
                letter.c.withdrawn.is_(False),
            )
            .order_by(letter.c.id)
        ).mappings()
        return [_letter_row(row) for row in rows]

    def void_letters(self, letter_ids: Collection[int]) -> None:
        letter = tables.letter
        for part in chunks(letter_ids):
            self._connection.execute(
                update(letter).where(letter.c.id.in_(part)).values(withdrawn=True)
            )

    def letters_of(self, reminder_ids: Collection[int]) -> Sequence[LetterRow]:
        found: list[LetterRow] = []
        for part in chunks(reminder_ids):
            rows = self._connection.execute(
                _letter_rows().where(tables.letter.c.reminder_id.in_(part))
            ).mappings()
            found.extend(_letter_row(row) for row in rows)
        return found

    def letter_rows(self, letter_ids: Collection[int]) -> Sequence[LetterRow]:
        found: list[LetterRow] = []
        for part in chunks(letter_ids):
            rows = self._connection.execute(
                _letter_rows().where(tables.letter.c.id.in_(part))
            ).mappings()
            found.extend(_letter_row(row) for row in rows)
        return found

    def unposted(self) -> Sequence[int]:
        letter = tables.letter
        return list(
            self._connection.execute(
                select(letter.c.id)
                .where(
                    letter.c.by_post.is_(True),
                    letter.c.posted_at.is_(None),
                    letter.c.withdrawn.is_(False),
                )
                .order_by(letter.c.id)
            ).scalars()
        )

    def mark_printed(self, letter_ids: Collection[int], at: datetime) -> None:
        self._mark(letter_ids, "printed_at", at)

    def mark_posted(
        self,
        letter_ids: Collection[int],
        at: datetime,
        *,
        post_class: PostClass | None = None,
        tracking: Mapping[int, str] = MappingProxyType({}),
    ) -> Sequence[int]:
        letter = tables.letter
        fresh = [
            key
            for part in chunks(letter_ids)
            for key in self._connection.execute(
                select(letter.c.id).where(letter.c.id.in_(part), letter.c.posted_at.is_(None))
            ).scalars()
        ]
        self._mark(fresh, "posted_at", at)
        for key in fresh:
            values = {
                "post_class": post_class.value if post_class else None,
                "tracking": tracking.get(key, "").strip(),
            }
            change(self._connection, letter, key, values)
        return fresh

    def unmark_posted(self, letter_ids: Collection[int]) -> None:
        letter = tables.letter
        for part in chunks(letter_ids):
            self._connection.execute(
                update(letter)
                .where(letter.c.id.in_(part))
                .values(posted_at=None, post_class=None, tracking="")
            )

    def _mark(self, letter_ids: Collection[int], column: str, at: datetime) -> None:
        """The first time counts: a second mark leaves it as it is."""
        letter = tables.letter
        for part in chunks(letter_ids):
            self._connection.execute(
                update(letter)
                .where(letter.c.id.in_(part), letter.c[column].is_(None))
                .values({column: at})
            )


def _letter_rows() -> Select[Any]:
    letter, client, reminder = tables.letter, tables.client, tables.reminder
    return (
        select(
            letter,
            client.c.name.label("client"),
            func.coalesce(reminder.c.subject, letter.c.subject).label("about"),
        )
        .join(client, client.c.id == letter.c.client_id)
        .outerjoin(reminder, reminder.c.id == letter.c.reminder_id)
    )


def _letter_row(row: RowMapping) -> LetterRow:
    return LetterRow(
        id=row["id"],
        reminder_id=row["reminder_id"],
        document_id=row["document_id"],
        client_id=row["client_id"],
        client=row["client"],
        subject=row["about"],
        state=_letter_state(row),
        made_at=row["made_at"],
        printed_at=row["printed_at"],
        posted_at=row["posted_at"],
        post_class=PostClass(row["post_class"]) if row["post_class"] else None,
        tracking=row["tracking"],
        sha256=row["sha256"],
    )


def _letter_state(row: RowMapping) -> LetterState:
    if row["withdrawn"]:
        return LetterState.WITHDRAWN
    if not row["by_post"]:
        return LetterState.ENCLOSURE
    if row["posted_at"] is not None:
        return LetterState.POSTED
    return LetterState.MADE if row["printed_at"] is None else LetterState.PRINTED
