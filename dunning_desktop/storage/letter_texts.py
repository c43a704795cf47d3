"""The owner's own letter texts in the book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Select, delete, select

from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.letter_texts import LetterText, OwnText
from dunning_desktop.storage import tables
from dunning_desktop.storage.statements import add

_TABLE = tables.letter_text


class SqlOwnTexts:
    """``usecases.text_ports.OwnTexts`` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Sequence[OwnText]:
        return self._read(select(_TABLE))

    def of(self, text: str) -> Sequence[OwnText]:
        return self._read(select(_TABLE).where(_TABLE.c.name == str(text)))

    def save(self, own: OwnText, at: datetime) -> None:
        self.remove(own.text, own.language)
        values = {
            "name": own.text.value,
            "language": own.language,
            "subject": own.words.subject,
            "opening": own.words.opening,
            "closing": own.words.closing,
            "changed_at": at,
        }
        add(self._connection, _TABLE, values)

    def remove(self, text: LetterText, language: str) -> bool:
        where = (_TABLE.c.name == text.value, _TABLE.c.language == language)
        return bool(self._connection.execute(delete(_TABLE).where(*where)).rowcount)

    def _read(self, query: Select[tuple[object, ...]]) -> Sequence[OwnText]:
        ordered = query.order_by(_TABLE.c.name, _TABLE.c.language)
        return [
            OwnText(
                LetterText(row["name"]),
                row["language"],
                Words(row["subject"], row["opening"], row["closing"]),
            )
            for row in self._connection.execute(ordered).mappings()
        ]
