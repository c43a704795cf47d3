"""E-mail with real parts: set up by typing, sent, answered, come back, and sent by another program.

A mail server and a mailbox with TLS on loopback, the keychain of the computer, a real window with
real lanes; only the printer prints to a file, and the mail program writes down what it is told.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from dunning_desktop.bootstrap import open_office, surroundings
from dunning_desktop.domain.mail import MessageState
from dunning_desktop.ui.dialogs.printing import PrintDialog
from dunning_desktop.ui.dialogs.replies import RepliesDialog
from dunning_desktop.ui.listener import EVERY, Listener
from dunning_desktop.ui.pages.outbox import OutboxPage
from dunning_desktop.ui.pages.settings import SettingsPage
from dunning_desktop.ui.pages.settings_mail import AccountForm
from dunning_desktop.ui.pages.settings_mail_ways import Way
from dunning_desktop.ui.pages.today import TodayPage
from dunning_desktop.ui.pages.today_list import TaskLine
from dunning_desktop.ui.review.page import ReviewPage
from dunning_desktop.usecases.answers import answers_of
from dunning_desktop.usecases.mail_accounts import account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.today_rows import Task
from tests.helpers.dovecot import Dovecot, dovecot
from tests.helpers.offices import add_debtor, furnish
from tests.helpers.smtp_server import USER, Server, smtp_server
from tests.journeys.arriving import answer_to, bounce_of
from tests.journeys.owner import UNDO_TIME, Owner, Printer, at_the_window

pytestmark = [pytest.mark.journey, pytest.mark.keychain, pytest.mark.slow]

DAY = date(2026, 3, 3)
NOON = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC)
PASSWORD = "open-sesame-42"
ASKS = "priya@willow.test"
GONE = "accounts@harbour.test"
WORDS = "Thank you for the reminder. The cheque went into the post on Friday."
RECORDER = """#!/bin/sh
for one; do printf '%s\\0' "$one"; done >"{record}.part"
mv "{record}.part" "{record}"
"""


class Clock:
    """Begins at noon and goes as clocks do; a wait that is not worth sitting through is skipped."""

    def __init__(self) -> None:
        self._begun = monotonic()
        self.skipped = timedelta(0)

    def now(self) -> datetime:
        return NOON + timedelta(seconds=monotonic() - self._begun) + self.skipped

    def today(self) -> date:
        return self.now().date()


@dataclass(frozen=True)
class Post:
    """The provider's two servers, which the computer trusts."""

    out: Server
    inbox: Dovecot


@contextmanager
def _post(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """Both servers have authorities of their own: the computer trusts these two, and no others."""
    places = [folder / "out", folder / "inbox"]
    for one in places:
        one.mkdir()
    users = {USER: PASSWORD}
    with smtp_server(places[0], users=users) as out, dovecot(places[1], users=users) as inbox:
        trusted = folder / "trusted.pem"
        trusted.write_bytes(out.ca_path.read_bytes() + inbox.ca_path.read_bytes())
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        yield Post(out, inbox)


@contextmanager
def _at_work(
    folder: Path, printer: Printer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *emails: str
) -> Iterator[tuple[Owner, Office]]:
    """The window over the program's own office, in which each of these owes 120.00."""
    assert QGuiApplication.platformName() == "xcb", "run packaging/run_tests"
    book = folder / "own" / "book.dunning"
    office = replace(open_office(book, today=DAY), clock=Clock(), undo_time=UNDO_TIME)
    furnish(office)
    for one in emails:
        add_debtor(office, one.partition("@")[2].partition(".")[0].title() + " Ltd", email=one)
    program = surroundings(Namespace(book=book, today=DAY, demo=False))
    parts = {"guess_provider": program.guess_provider, "hand_over": program.hand_over}
    with at_the_window(office, folder, printer, qtbot, monkeypatch, **parts) as owner:
        yield owner, office


def test_a_reminder_is_answered_and_another_comes_back(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = Printer(tmp_path / "printed.pdf")
    with (
        _post(tmp_path, monkeypatch) as post,
        _at_work(tmp_path, printer, qtbot, monkeypatch, ASKS, GONE) as (owner, office),
    ):
        _set_up(owner, office, post)
        _send(owner, 2)
        owner.wait(lambda: len(post.out.received) == 3, "both reminders at the server")
        sent = {one.recipients[0]: one for one in post.out.received[1:]}

        post.inbox.put(answer_to(sent[ASKS], WORDS, NOON), at=NOON)
        _listen(owner, office)
        _read_the_answer(owner, office)

        post.inbox.put(bounce_of(sent[GONE], NOON), at=NOON)
        _listen(owner, office)
        _see_it_came_back(owner)
        _print_its_letter(owner, printer)

        copies = post.inbox.raws(folder="Sent")
        assert sorted(copies) == sorted(one.raw for one in sent.values()), "a copy of each in Sent"
        assert post.inbox.flags() == [(b"\\Recent",)] * 2, "nobody has looked, for all one sees"


def test_the_mail_program_sends_a_reminder(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = _mail_program(tmp_path / "bin", monkeypatch)
    printer = Printer(tmp_path / "printed.pdf")
    with _at_work(tmp_path, printer, qtbot, monkeypatch, ASKS) as (owner, office):
        form = _mail_settings(owner)
        owner.type(form.address, USER)
        owner.tick(form.ways.buttons[Way.PROGRAM])
        _save(owner, office)
        _send(owner, 1)

        _press_on_today(owner, Task.EMAILS_TO_HAND_OVER, "Open Outbox")
        page = owner.window.page
        assert isinstance(page, OutboxPage)
        owner.press("Open it", page)
        owner.wait(record.exists, "the message in the mail program")
        _check_hand_over(record)
        owner.wait(lambda: _state(office) is MessageState.HANDED_OVER, "handed over")

        _press_on_today(owner, Task.EMAILS_HANDED_OVER, "Open Outbox")
        owner.press("It was sent", page)
        owner.wait(lambda: _state(office) is MessageState.ACCEPTED, "sent")
        owner.go_to("today")
        owner.wait(lambda: _line(owner, Task.EMAILS_HANDED_OVER) is None, "nothing to say any more")


# Settings


def _mail_settings(owner: Owner) -> AccountForm:
    owner.go_to("settings")
    page = owner.window.page
    assert isinstance(page, SettingsPage)
    (place,) = [at for at in range(page.list.count()) if page.list.item(at).text() == "E-mail"]
    owner.click_row(page.list, place)
    owner.wait(page.mail.form.address.isVisible, "the form")
    return page.mail.form


def _set_up(owner: Owner, office: Office, post: Post) -> None:
    """The account by typing; a message to oneself and a look into the inbox prove it."""
    form = _mail_settings(owner)
    owner.type(form.address, USER)
    owner.type(form.password_field, PASSWORD)
    owner.press("Server details", form)
    owner.type(form.server.host, post.out.host)
    owner.type(form.server.port, str(post.out.port))
    owner.press("Send a test message", form)
    owner.wait(lambda: form.result.text().startswith("Your provider took"), "the test message")
    assert post.out.received[0].recipients == (USER,)

    owner.tick(form.inbox.reads)
    owner.type(form.inbox.host, post.inbox.host)
    owner.type(form.inbox.port, str(post.inbox.imaps))
    owner.press("Try it", form.inbox)
    tried = form.inbox.try_row.result
    owner.wait(lambda: tried.text().startswith("The inbox can be read"), "the inbox")
    owner.wait(lambda: not tried.visibleRegion().isEmpty(), "what came of it, in view")
    _save(owner, office)


def _save(owner: Owner, office: Office) -> None:
    owner.press("Save", owner.window.page)
    owner.wait(lambda: account(office) is not None, "the account in the book")


def _mail_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it writes down what it is told, before anything else that is called xdg-email."""
    folder.mkdir()
    tool, record = folder / "xdg-email", folder / "record"
    tool.write_text(RECORDER.format(record=record))
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return record


# Today


def _line(owner: Owner, task: Task) -> TaskLine | None:
    page = owner.window.page
    assert isinstance(page, TodayPage)
    return next((one for one in page.list.lines if one.row.task is task), None)


def _said(owner: Owner, task: Task) -> TaskLine:
    """The line of Today that speaks of it."""
    owner.go_to("today")
    owner.wait(lambda: _line(owner, task), f"Today to tell of {task.value}")
    found = _line(owner, task)
    assert found
    return found


def _press_on_today(owner: Owner, task: Task, words: str) -> None:
    owner.press(words, _said(owner, task))


def _send(owner: Owner, count: int) -> None:
    """All that is proposed, as it is proposed."""
    _press_on_today(owner, Task.REMINDERS_READY, "Review and send")
    owner.wait(lambda: owner.find(ReviewPage), "the review")
    (page,) = owner.find(ReviewPage)
    owner.wait(lambda: page.proposals.lines.rowCount() == count, "the proposals")
    owner.press(f"Send {count}", page)
    owner.wait(lambda: not owner.find(ReviewPage), "what comes after")


def _listen(owner: Owner, office: Office) -> None:
    """The program looks again."""
    (listener,) = owner.window.findChildren(Listener)
    owner.wait(lambda: not listener.is_listening, "the end of the look before")
    assert isinstance(office.clock, Clock)
    office.clock.skipped += EVERY
    listener.look()


def _read_the_answer(owner: Owner, office: Office) -> None:
    """Quoted on Today, read in full, and the client is chased again."""
    line = _said(owner, Task.REPLIES)
    assert "replied and waits for you: £120.00" in line.sentence.text()
    assert "Nothing is sent to them until you resume: Willow Ltd" in line.under.text()
    assert [one.text for one in line.quotes.texts] == [WORDS]
    (client_id,) = line.row.client_ids
    assert answers_of(office, client_id)[0].paused
    owner.press("Read", line)
    owner.wait(lambda: owner.find(RepliesDialog), "the answer")
    (dialog,) = owner.find(RepliesDialog)
    owner.wait(lambda: dialog.view.text.toPlainText() == WORDS, "what was written, and no more")
    owner.press("Go on chasing", dialog)
    owner.wait(lambda: not owner.find(RepliesDialog), "Today again")
    owner.wait(lambda: _line(owner, Task.REPLIES) is None, "no answer that waits")
    assert not answers_of(office, client_id)[0].paused


def _see_it_came_back(owner: Owner) -> None:
    line = _said(owner, Task.EMAILS_BOUNCED)
    assert line.sentence.text() == "An e-mail to Harbour Ltd came back"
    assert line.under.text() == "A letter in its place waits to be printed: Harbour Ltd"
    owner.press("Show the letters", line)


# The outbox


def _print_its_letter(owner: Owner, printer: Printer) -> None:
    page = owner.window.page
    assert isinstance(page, OutboxPage)
    assert page.tabs.currentWidget() is page.letters
    model = page.letters.listing.model
    owner.wait(lambda: model.rowCount() == 1, "its letter")
    assert model.row(0).client == "Harbour Ltd"
    owner.press("Print 1 letter", page)
    owner.wait(lambda: owner.find(PrintDialog), "the printers")
    owner.press("Print", owner.find(PrintDialog)[0])
    owner.wait(lambda: owner.find(QMessageBox), "the question whether it came out")
    owner.press("Yes", owner.find(QMessageBox)[0])
    printed = PdfReader(printer.path).pages[0].extract_text()
    assert "Harbour Ltd" in printed
    assert "120.00" in printed
    owner.wait(lambda: owner.button("Mark 1 as posted"), "a letter to post")


def _state(office: Office) -> MessageState:
    (message,) = outbox(office).messages
    return message.state


def _check_hand_over(record: Path) -> None:
    """The whole reminder lies in the mail program, its letter with it."""
    told = record.read_bytes().decode().split("\0")[:-1]
    options = dict(zip(told[1:-1:2], told[2:-1:2], strict=True))
    assert told[0] == "--utf8"
    assert told[-1] == ASKS
    assert "120.00" in options["--body"]
    assert Path(options["--attach"]).read_bytes().startswith(b"%PDF-")
