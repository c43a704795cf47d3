"""The command in this process, with a book, a keychain and a mail server of the tests' own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dunning_desktop.bootstrap import close_office, open_demo, open_office
from dunning_desktop.cli.main import Doors, main
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.mail.smtp.postman import SmtpPostman
from dunning_desktop.usecases.mail_ports import Postman
from dunning_desktop.usecases.office import Office
from tests.helpers.offices import ANY_ACCOUNT, Pocket, furnish, new_book
from tests.helpers.samples import ROOT

COMMAND = (
    sys.executable,
    "-c",
    "import sys; from dunning_desktop.bootstrap import dunning; sys.exit(dunning())",
)


@dataclass(frozen=True)
class Answer:
    """What the command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever it is
        return json.loads(self.out)


class Desk:
    """Runs verbs on one book, as on one day unless told otherwise."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], today: str) -> None:
        self.book = folder / "book.dunning"
        self.today = today
        self.keychain = Pocket()
        self.postman: Postman = SmtpPostman()
        self.told: list[tuple[str, str]] = []
        self._capsys = capsys

    def open(self, book: Path | None = None, *, today: date | None = None) -> Office:
        """The office as the bootstrap opens it, with the test's keychain and postman."""
        chosen = today or date.fromisoformat(self.today)
        office = open_office(book or self.book, today=chosen)
        return replace(office, keychain=self.keychain, postman=self.postman)

    def furnish(self, account: MailAccount = ANY_ACCOUNT, password: str = "secret") -> None:
        """A book with a business and an account."""
        new_book(self.book)
        office = self.open()
        furnish(office, account, password)
        close_office(office)

    def run(self, *words: object) -> Answer:
        """One verb; a tuple of words, the book and the day in front."""
        return self.bare("--book", self.book, "--today", self.today, *words)

    def bare(self, *words: object) -> Answer:
        doors = Doors(
            self.open,
            open_demo,
            close_office,
            lambda: self.book,
            lambda: date(2026, 11, 25),
            notify=self._notify,
        )
        self._capsys.readouterr()
        try:
            code = main([str(word) for word in words], doors)
        except SystemExit as error:
            code = int(error.code or 0)
        said = self._capsys.readouterr()
        return Answer(code, said.out, said.err)

    def _notify(self, title: str, text: str) -> bool:
        self.told.append((title, text))
        return True


def command(*words: object, **environment: str) -> Answer:
    """The command as a process of its own."""
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    done = subprocess.run(
        [*COMMAND, *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=surroundings,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def one_line(err: str) -> bool:
    """Whether an error is one line that begins with the command's name."""
    return err.startswith("dunning: ") and err.count("\n") == 1 and err.endswith("\n")


def moneys(value: object) -> list[dict[str, Any]]:
    """Every amount in an answer."""
    if isinstance(value, dict):
        mine = [value] if {"amount", "currency"} <= value.keys() and "minor" in value else []
        return mine + [one for part in value.values() for one in moneys(part)]
    if isinstance(value, list):
        return [one for part in value for one in moneys(part)]
    return []


def numbers(value: object, path: Sequence[str] = ()) -> list[str]:
    """Where an answer has a float, which no amount may be."""
    if isinstance(value, dict):
        return [x for key, part in value.items() for x in numbers(part, [*path, key])]
    if isinstance(value, list):
        return [x for part in value for x in numbers(part, path)]
    return ["/".join(path)] if isinstance(value, float) else []
