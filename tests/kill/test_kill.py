"""The worker is killed at random moments: none doubled, none lost, none falsely accepted.

What is uncertain then is resolved by the Sent folder of a real Dovecot, in which the mail server
files what it took, as the large providers do.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from imapclient import IMAPClient

from dunning_desktop.bootstrap import close_office
from dunning_desktop.domain.mail import EmailContent
from dunning_desktop.domain.mail_accounts import Inbox, MailAccount, TlsMode
from dunning_desktop.mail.imap.postbox import ImapPostbox
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.listening import listen
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import message_of, outbox
from tests.helpers.dovecot import Dovecot, dovecot
from tests.helpers.offices import HandClock, new_book
from tests.helpers.samples import ROOT
from tests.helpers.smtp_server import Received, Server, smtp_server
from tests.kill import PASSWORD, USER, worker

MESSAGES = 400
KILLS = 20
SEED = 2026


def judge(states: Mapping[str, str], received: Collection[str]) -> list[str]:
    """What is wrong: `states` of the book's messages by Message-ID, ids that the server stored."""
    stored = Counter(received)
    wrong = [f"stored {count} times: {one}" for one, count in stored.items() if count > 1]
    wrong += [f"never queued: {one}" for one in stored if one not in states]
    for one, state in states.items():
        if state not in {"accepted", "uncertain"}:
            wrong.append(f"lost, {state}: {one}")
        elif state == "accepted" and one not in stored:
            wrong.append(f"falsely accepted: {one}")
    return wrong


@pytest.mark.parametrize(
    ("states", "received", "wrong"),
    [
        ({"a": "accepted", "b": "uncertain"}, ["a"], []),
        ({"a": "accepted", "b": "uncertain"}, ["a", "b"], []),
        ({"a": "accepted"}, ["a", "a"], ["stored 2 times: a"]),
        ({"a": "accepted"}, [], ["falsely accepted: a"]),
        ({"a": "queued"}, [], ["lost, queued: a"]),
        ({"a": "sending"}, ["a"], ["lost, sending: a"]),
        ({}, ["a"], ["never queued: a"]),
    ],
)
def test_the_judge_sees_what_is_wrong(
    states: Mapping[str, str], received: Sequence[str], wrong: list[str]
) -> None:
    assert judge(states, received) == wrong


class Moody(dict[str, list[str]]):
    """A script in which the server takes a random moment for every step."""

    def __init__(self, server: Server, dice: random.Random) -> None:
        super().__init__()
        self.server = server
        self.dice = dice

    def get(self, verb: str, default: object = None) -> list[str]:
        if verb not in {"DATA", "DOT"}:
            return []
        self.server.slow = self.dice.uniform(0, 0.02)
        return ["slow"]


class SlowShelf(list[Received]):
    """Files a copy of what is stored, and takes its time: the worker may die before it hears."""

    def __init__(self, dice: random.Random, sent: IMAPClient) -> None:
        super().__init__()
        self.dice = dice
        self.sent = sent

    def append(self, one: Received) -> None:
        self.sent.append("Sent", one.raw, (b"\\Seen",))
        super().append(one)
        time.sleep(self.dice.uniform(0, 0.02))


def _fill(book: Path, server: Server, inbox: Inbox) -> Office:
    office = worker.office(book, server.ca_path)
    account = MailAccount(
        USER, server.host, server.port, TlsMode.IMPLICIT, minute_limit=0, inbox=inbox
    )
    save_account(office, account, PASSWORD)
    with office.write() as ledger:
        for number in range(MESSAGES):
            _queue(ledger, office, number)
    return office


def _queue(ledger: Ledger, office: Office, number: int) -> None:
    now = office.clock.now()
    text = f"Please pay invoice {number}.\n" + "word " * 1000
    content = EmailContent(
        "Firm", USER, "Client", f"client{number}@x.example", f"Invoice {number}", text, text
    )
    ledger.post.queue(
        office.postman.freeze(content, at=now),
        subject=content.subject,
        account_id=1,
        client_id=None,
        reminder_id=None,
        at=now,
        not_before=now,
    )


@contextmanager
def _nursery(book: Path, server: Server) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.kill.worker", str(book), str(server.ca_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as process:
        yield process
        process.communicate(timeout=30)
    assert process.returncode == 0


class Executioner:
    """Kills a worker a random moment after the server stored a random number of its messages."""

    def __init__(self, nursery: subprocess.Popen[str], server: Server) -> None:
        self.dice = random.Random(SEED)
        self.nursery = nursery
        self.server = server
        self.kills = 0

    def run(self) -> None:
        """Worker after worker, until one comes to the end of the outbox."""
        while self._life(spare=self.kills == KILLS) == "killed":
            self.kills += 1

    def _life(self, *, spare: bool) -> str:
        assert self.nursery.stdin
        assert self.nursery.stdout
        print(file=self.nursery.stdin, flush=True)
        pid = int(self.nursery.stdout.readline())
        if not spare:
            self._await(len(self.server.received) + self.dice.randint(1, 12))
            time.sleep(self.dice.uniform(0, 0.06))
            os.kill(pid, signal.SIGKILL)
        end = self.nursery.stdout.readline().strip()
        assert end in {"killed", "done 0"}
        return end

    def _await(self, stored: int) -> None:
        deadline = time.monotonic() + 30
        while len(self.server.received) < min(stored, MESSAGES - 1):
            assert time.monotonic() < deadline, "the worker does not work"
            time.sleep(0.001)


def _message_id(one: Received) -> str:
    found = re.search(rb"^Message-ID: (\S+)", one.raw, re.MULTILINE)
    assert found
    return found.group(1).decode()


def _states(office: Office) -> dict[str, str]:
    messages = outbox(office).messages
    return {message_of(office, one.id).frozen.message_id: one.state.value for one in messages}


def _ten_minutes_later(office: Office, box: Dovecot) -> Office:
    """The same office, whose inbox can be read; what is uncertain has been so for a while."""
    clock = HandClock(office.clock.now() + timedelta(minutes=11))
    postbox = ImapPostbox(make_context=box.trusting)
    return replace(office, clock=clock, postbox=postbox)


def _resolve(office: Office) -> tuple[int, int]:
    """What was found in the Sent folder and what was not, looked for twice."""
    first, second = listen(office).value, listen(office).value
    assert first.deaf is second.deaf is None
    return first.found + second.found, first.again + second.again


@pytest.mark.slow
def test_a_worker_killed_at_random_moments(tmp_path: Path) -> None:
    for name in ("smtp", "imap"):
        (tmp_path / name).mkdir()
    with (
        dovecot(tmp_path / "imap") as box,
        box.opened() as sent,
        smtp_server(tmp_path / "smtp") as server,
    ):
        server.script = Moody(server, random.Random(SEED + 1))
        server.received = SlowShelf(random.Random(SEED + 2), sent)
        book = new_book(tmp_path / "book.dunning")
        office = _fill(book, server, replace(box.inbox(), files_sent=True))
        with _nursery(book, server) as nursery:
            executioner = Executioner(nursery, server)
            executioner.run()
        states = _states(office)
        received = [_message_id(one) for one in server.received]
        uncertain = {one for one, state in states.items() if state == "uncertain"}
        gone = len(uncertain & set(received))
        kills = executioner.kills
        print(f"{kills} kills, {len(uncertain)} uncertain, {gone} of them had really gone")
        assert judge(states, received) == []
        assert len(states) == MESSAGES
        assert kills == KILLS
        assert len(uncertain) <= kills

        later = _ten_minutes_later(office, box)
        assert _resolve(later) == (gone, len(uncertain) - gone)
        assert deliver(later).value.accepted == len(uncertain) - gone
        assert set(_states(office).values()) == {"accepted"}
        received = [_message_id(one) for one in server.received]
        assert judge(_states(office), received) == []
        assert len(received) == MESSAGES
        close_office(office)
