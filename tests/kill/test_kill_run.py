"""A run nobody watches is killed at random moments: nobody hears twice, and every row is honest."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dunning_desktop.bootstrap import close_office
from dunning_desktop.domain.mail_accounts import MailAccount, TlsMode
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.runs import save_automation
from dunning_desktop.usecases.settings import business, save_business
from tests.helpers.offices import add_debtor, new_book
from tests.helpers.samples import ROOT
from tests.kill.runner import MANY, office

DEBTORS, KILLS, SEED = 80, 10, 2026
ACCOUNT = MailAccount("me@carter.example", "localhost", 2525, TlsMode.NONE)


def _fill(book: Path) -> Office:
    made = office(book)
    save_business(made, replace(business(made), name="Carter Plumbing"))
    save_account(made, replace(ACCOUNT, minute_limit=0), "")
    for number in range(DEBTORS):
        add_debtor(made, f"Client {number}", email=f"pay{number}@x.example", post=False)
    save_automation(made, MANY)
    with made.write() as ledger:
        ledger.parties.let_go_unattended([1], 3, unattended=True)
    return made


def _ask(book: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(book, timeout=30)) as connection:
        return connection.execute(sql).fetchall()


class Executioner:
    """Kills runs a random moment after they issued a random number of reminders."""

    def __init__(self, book: Path, nursery: subprocess.Popen[str]) -> None:
        self.dice = random.Random(SEED)
        self.book = book
        self.nursery = nursery
        self.kills = 0

    def run(self) -> None:
        """Run after run, until one comes to its end."""
        while self._life(spare=self.kills == KILLS) == "killed":
            self.kills += 1

    def _life(self, *, spare: bool) -> str:
        assert self.nursery.stdin
        assert self.nursery.stdout
        before = self._issued()
        print(file=self.nursery.stdin, flush=True)
        pid = int(self.nursery.stdout.readline())
        if not spare:
            self._await(before + self.dice.randint(0, 8))
            time.sleep(self.dice.uniform(0, 0.03))
            os.kill(pid, signal.SIGKILL)
        end = self.nursery.stdout.readline().strip()
        assert end in {"killed", "done 0"}
        return end

    def _issued(self) -> int:
        return int(_ask(self.book, "SELECT count(*) FROM reminder")[0][0])

    def _await(self, issued: int) -> None:
        deadline = time.monotonic() + 30
        while self._issued() < min(issued, DEBTORS):
            assert time.monotonic() < deadline, "the run does not work"
            time.sleep(0.001)


def _recipients(folder: Path) -> Counter[str]:
    return Counter(one.name.split("-", 1)[1] for one in folder.glob("*.eml"))


@pytest.mark.slow
def test_a_run_killed_at_random_moments(tmp_path: Path) -> None:
    book = new_book(tmp_path / "book.dunning")
    close_office(_fill(book))
    command = [sys.executable, "-m", "tests.kill.runner", str(book)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as nursery:
        executioner = Executioner(book, nursery)
        executioner.run()
        nursery.communicate(timeout=30)
    runs = _ask(book, "SELECT code, state, lines FROM run ORDER BY id")
    print(f"{executioner.kills} kills, {len(runs)} rows, {[state for _, state, _ in runs]}")
    assert executioner.kills >= 5
    # A kill that came before a run had begun left no row.
    assert {state for _, state, _ in runs[:-1]} == {"interrupted"}
    assert runs[-1][1] in {"done", "warning"}
    _every_row_is_honest(book, runs)
    reminded = Counter(one for (one,) in _ask(book, "SELECT client_id FROM reminder"))
    assert len(reminded) == DEBTORS
    assert set(reminded.values()) == {1}
    _nobody_heard_twice(book, tmp_path / "sent")


def _every_row_is_honest(book: Path, runs: list[Any]) -> None:
    """It tells of what went out but perhaps the last one, and of nothing else."""
    for code, state, lines in runs:
        told = [one["client_id"] for one in json.loads(lines) if one["did"] == "sent"]
        sql = f"SELECT client_id FROM reminder WHERE run = '{code}' ORDER BY id"
        issued = [one for (one,) in _ask(book, sql)]
        assert issued[: len(told)] == told
        assert len(issued) - len(told) in ({0, 1} if state == "interrupted" else {0})


def _nobody_heard_twice(book: Path, folder: Path) -> None:
    heard = _recipients(folder)
    assert set(heard.values()) == {1}
    states = Counter(one for (one,) in _ask(book, "SELECT state FROM outbox_message"))
    assert set(states) <= {"accepted", "uncertain"}
    assert states["accepted"] <= len(heard) <= DEBTORS
