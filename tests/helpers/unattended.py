"""Books that work by themselves: what may go, and what the file says of it afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

from dunning_desktop.domain.automation import Automation
from dunning_desktop.domain.client import Address, Contact
from dunning_desktop.domain.letter import ReminderFacts, Words
from dunning_desktop.usecases.run_rows import Did, Run, StartedBy
from dunning_desktop.usecases.runs import run, save_automation
from tests.helpers.books import Book, PlainStationery

STANDARD = 1
FRIENDLY, FIRM, FINAL = 3, 14, 28
"""The days of the standard ladder's levels."""
SENDS = Automation(on=True, drafts_until=date(2026, 1, 31), rests=False, stale_after=None)
"""Its thirty days of drafts are over, and nothing holds it back but what a test adds."""


def automate(book: Book, *levels: int, **changes: Any) -> Automation:  # noqa: ANN401 - passed on
    """Let these levels of the standard ladder go by themselves, the friendly one by default."""
    automation = replace(SENDS, **changes)
    save_automation(book.office, automation)
    with book.office.write() as ledger:
        for day in levels or (FRIENDLY,):
            ledger.parties.let_go_unattended([STANDARD], day, unattended=True)
    return automation


def debtors(book: Book, count: int, **fields: object) -> list[int]:
    """So many clients with e-mail alone, each with an invoice ten days late; their ids."""
    found = []
    for number in range(1, count + 1):
        contacts = (Contact(email=f"pay{number}@client.example"),)
        parts: dict[str, object] = {"contacts": contacts, "address": Address(), **fields}
        client_id = book.client(f"Client {number}", **parts)
        book.invoice(client_id, f"A{number}")
        found.append(client_id)
    return found


def go(book: Book, started_by: StartedBy = StartedBy.HAND, **parts: Any) -> Run:  # noqa: ANN401
    """One run; `parts` replace those of the office."""
    return run(replace(book.office, **parts), started_by).value


def did(one: Run, what: Did) -> list[str]:
    """The names of the clients with whose reminders a run did that."""
    return [line.client for line in one.lines if line.did is what]


def why(one: Run) -> dict[str, str]:
    """Of each client whose reminder did not go, why not."""
    return {line.client: line.why for line in one.lines if line.why}


def ask(book: Book, sql: str, *values: object) -> list[Any]:
    """What the file itself answers, without the program."""
    with closing(sqlite3.connect(book.path)) as connection:
        return connection.execute(sql, values).fetchall()


def change(book: Book, sql: str) -> None:
    """Change the file itself, where no screen does."""
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute(sql)
        connection.commit()


def reminded(book: Book) -> list[int]:
    """The clients that were reminded, by the file."""
    rows = ask(book, "SELECT client_id FROM reminder WHERE NOT withdrawn ORDER BY id")
    return [client_id for (client_id,) in rows]


class Stubborn(PlainStationery):
    """Cannot make the letters of some clients: `trouble` says what happens, by their names."""

    def __init__(self, trouble: dict[str, Callable[[], object]]) -> None:
        super().__init__()
        self.trouble = trouble

    def letter(self, facts: ReminderFacts, words: Words) -> bytes:
        self.trouble.get(facts.client.name, _nothing)()
        return super().letter(facts, words)


def _nothing() -> None:
    """All is well."""


def raising(error: BaseException) -> Callable[[], object]:
    def fail() -> object:
        raise error

    return fail


def away(*_: object) -> bool:
    """A calendar on which nobody works."""
    return False

