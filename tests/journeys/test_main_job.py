"""The main job with real parts: a real export becomes reminders, e-mails and printed letters.

A book in a file, a mail server with TLS and a password on loopback, a real window with real lanes;
only the printer prints to a file.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QTableView
from pytestqt.qtbot import QtBot

from dunning_desktop.ui.dialogs.import_dialog import ImportDialog
from dunning_desktop.ui.dialogs.printing import PrintDialog
from dunning_desktop.ui.pages.outbox import OutboxPage
from dunning_desktop.ui.pages.overdue import OverduePage
from dunning_desktop.ui.pages.today import TodayPage
from dunning_desktop.ui.review.page import ReviewPage
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.overdue import overdue_totals
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.rows import ListQuery
from dunning_desktop.usecases.today_rows import Task
from tests.helpers.samples import sample
from tests.helpers.smtp_server import Server, smtp_server
from tests.journeys.owner import Owner, Printer, at_the_window, office_of

pytestmark = [pytest.mark.journey, pytest.mark.slow]

DAY = date(2020, 3, 1)
PAPER_ONLY = "Orchard House Nursery"
PERSONAL = "It was good to see you on Friday."


@contextmanager
def _story(
    folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Owner, Office, Server, Printer]]:
    # Its own authority's certificate and the book each in a place of their own.
    book = folder / "own" / "book.dunning"
    printer = Printer(folder / "printed.pdf")
    with smtp_server(folder) as server:
        office = office_of(book, server, DAY)
        with at_the_window(office, folder, printer, qtbot, monkeypatch) as owner:
            yield owner, office, server, printer


def _paper_only(folder: Path) -> Path:
    """A list with one client that has a postal address and no e-mail."""
    path = folder / "by-hand.csv"
    path.write_text(
        "Invoice Number,Client,Address 1,City,Postcode,Invoice Date,Due Date,Total,Currency\n"
        f"P-1,{PAPER_ONLY},3 Church Lane,Ludlow,SY8 1AP,2020-01-20,2020-02-15,480.00,GBP\n"
    )
    return path


def _import(owner: Owner, path: Path, *, invoices: int) -> None:
    """By its key, through every step, to the last button."""
    owner.keys(Qt.Key.Key_I, control=True)
    owner.wait(lambda: owner.find(ImportDialog), "the import")
    (dialog,) = owner.find(ImportDialog)
    owner.will_choose(path)
    owner.press("Choose a file", dialog)
    owner.wait(lambda: dialog.step is dialog.mapping, "the columns")
    owner.press("Next", dialog)
    owner.wait(lambda: dialog.step is dialog.rows, "the rows")
    owner.press(f"Import {invoices} invoice", dialog)
    owner.wait(lambda: dialog.step is dialog.outcome, "what came in")
    assert dialog.outcome.heading.text().startswith(f"{invoices} invoice")
    owner.press("Done", dialog)
    owner.wait(lambda: not owner.find(ImportDialog), "the window again")
    owner.wait(owner.window.isActiveWindow, "the window's turn")


def _review(owner: Owner) -> ReviewPage:
    owner.press("Review and send")
    owner.wait(lambda: owner.find(ReviewPage), "the review")
    (page,) = owner.find(ReviewPage)
    return page


def test_from_an_export_to_nothing_left_to_send(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert QGuiApplication.platformName() == "xcb", "run packaging/run_tests"
    with _story(tmp_path, qtbot, monkeypatch) as (owner, office, server, printer):
        _import(owner, sample("accounting/in_invoice.csv"), invoices=399)
        _import(owner, _paper_only(tmp_path), invoices=1)
        clients = len(propose(office).chases)
        _see_what_to_do(owner, clients)
        late = _see_who_is_late(owner, office)
        assert clients > 10

        page = _review(owner)
        left_out, written_to = _decide(owner, page, clients)
        owner.press(f"Send {clients - 1}", page)
        owner.wait(lambda: page.stack.currentWidget() is page.sent, "what was sent")
        _print(owner, page, printer)

        owner.press("See the outbox", page.sent)
        mails = clients - 2
        _see_them_accepted(owner, server, mails)
        _check_mails(office, server, left_out=left_out, written_to=written_to)
        owner.press("Mark 1 as posted")
        owner.wait(lambda: not _to_post(office), "posted")

        assert [one.client_id for one in propose(office).chases] == [left_out]
        _send_the_last(owner)
        owner.wait(lambda: len(server.received) == mails + 1, "the last e-mail")
        owner.wait(lambda: not propose(office).chases, "nothing more to send")
        _see_nothing_proposed(owner)
        assert late == overdue_totals(office, ListQuery()).count, "reminders change no invoice"


def _see_what_to_do(owner: Owner, clients: int) -> None:
    """On Today, which the window opens on once something is in the book."""
    page = owner.window.page
    assert isinstance(page, TodayPage)

    def ready() -> list[int]:
        return [x.row.count for x in page.list.lines if x.row.task is Task.REMINDERS_READY]

    owner.wait(lambda: ready() == [clients], "the reminders that are ready")
    assert owner.button("Review and send", page.list)


def _see_who_is_late(owner: Owner, office: Office) -> int:
    """On the Overdue page; how many items are late."""
    owner.go_to("overdue")
    page = owner.window.page
    assert isinstance(page, OverduePage)
    late = overdue_totals(office, ListQuery()).count
    owner.wait(lambda: page.listing.model.rowCount() == min(late, 200), "the late ones")
    return late


def _decide(owner: Owner, page: ReviewPage, clients: int) -> tuple[int, int]:
    """Leave the first out, write a personal line into the second; their clients."""
    proposals, wording = page.proposals, page.preview.wording
    owner.wait(lambda: proposals.lines.rowCount() == clients, "the proposals")
    owner.click_row(proposals.list, 0)
    owner.keys(Qt.Key.Key_Space)
    owner.wait(lambda: proposals.lines.line(0).ticked is False, "an empty box")
    owner.click_row(proposals.list, 1)
    owner.wait(lambda: proposals.current == proposals.lines.line(1).key, "the second")
    owner.open_tab(page.preview.tabs, "Words")
    owner.wait(wording.personal.isVisible, "the words")
    QTest.mouseClick(wording.personal, Qt.MouseButton.LeftButton)
    QTest.keyClicks(wording.personal, PERSONAL)
    return proposals.lines.line(0).key, proposals.lines.line(1).key


def _print(owner: Owner, page: ReviewPage, printer: Printer) -> None:
    """The letter of the client who has no e-mail, from the page that offers it."""
    owner.press("Print letters", page.sent)
    owner.wait(lambda: owner.find(PrintDialog), "the printers")
    owner.press("Print", owner.find(PrintDialog)[0])
    owner.wait(lambda: owner.find(QMessageBox), "the question whether it came out")
    owner.press("Yes", owner.find(QMessageBox)[0])
    printed = PdfReader(printer.path).pages[0].extract_text()
    assert PAPER_ONLY in printed
    assert "480.00" in printed


def _see_them_accepted(owner: Owner, server: Server, mails: int) -> None:
    page = owner.window.page
    assert isinstance(page, OutboxPage)
    owner.wait(lambda: len(server.received) == mails, "every e-mail")
    owner.wait(lambda: _states(page) == ["accepted"] * mails, "accepted, in the list")
    assert all(one.secure and one.user for one in server.received)
    owner.wait(lambda: owner.button("Mark 1 as posted"), "a letter to post")


def _send_the_last(owner: Owner) -> None:
    owner.go_to("overdue")
    page = _review(owner)
    owner.wait(lambda: page.proposals.lines.rowCount() == 1, "the last one")
    owner.click_row(page.proposals.list, 0)
    owner.keys(Qt.Key.Key_Space)
    owner.press("Send 1", page)


def _see_nothing_proposed(owner: Owner) -> None:
    owner.go_to("overdue")
    page = _review(owner)
    owner.wait(lambda: page.proposals.lines.rowCount() == 0, "nothing for today")
    assert page.choices == ()
    assert not owner.button("Send", page)


def _states(page: OutboxPage) -> list[str]:
    model = page.mails.listing.model
    assert isinstance(page.mails.listing.table, QTableView)
    return [model.row(place).state.value for place in range(model.rowCount())]


def _to_post(office: Office) -> bool:
    with office.read() as ledger:
        return bool(ledger.post.unposted())


def _check_mails(office: Office, server: Server, *, left_out: int, written_to: int) -> None:
    """The right words to the right people, each with its letter."""
    with office.read() as ledger:
        clients = ledger.parties.clients({left_out, written_to})
    without = clients[left_out].contacts[0].email
    personal = clients[written_to].contacts[0].email
    seen = {}
    for one in server.received:
        parsed = email.message_from_bytes(one.raw, policy=email.policy.default)
        body = parsed.get_body(("plain",))
        assert body is not None
        (recipient,) = one.recipients
        seen[recipient] = body.get_content()
        (letter,) = [x for x in parsed.iter_attachments() if x.get_content_subtype() == "pdf"]
        assert letter.get_content().startswith(b"%PDF-")
    assert without not in seen
    assert [to for to, words in seen.items() if PERSONAL in words] == [personal]
