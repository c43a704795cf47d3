"""The outbox: honest states, and for each the buttons that fit it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton

from dunning_desktop.domain.mail import Fault, MessageState, Receipt
from dunning_desktop.ui.dialogs.mail import MailDialog
from dunning_desktop.ui.dialogs.printing import PrintDialog
from dunning_desktop.ui.pages.outbox import OutboxPage
from dunning_desktop.ui.pages.outbox_account import PasswordDialog
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text.outbox import Press, presses_of_letter, presses_of_message
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.office import Office, Touched
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.rows import LetterRow, LetterState, MessageRow
from tests.ui.accessible import nameless
from tests.ui.books import Drawer, HandClock, Pocket, add_client
from tests.ui.printing import Printed, with_printers

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
MESSAGE = MessageRow(
    id=1,
    reminder_id=1,
    client_id=1,
    client="Aldgate",
    recipient="a@client.example",
    subject="Reminder",
    state=MessageState.QUEUED,
    queued_at=NOW,
    not_before=NOW + timedelta(seconds=10),
    finished_at=None,
    attempts=0,
    fault=None,
    reply="",
)
LETTER = LetterRow(1, 1, 1, "Aldgate", "Reminder", LetterState.MADE, NOW, None, None, "")


def issued(office: Office, window: Window) -> None:
    """Send everything the review proposes, and tell the window."""
    choices = [Choice(one, one.words, one.chase.channel) for one in review(office).prepared]
    window.desk.do(issue, choices, owner=window)


def opened(window: Window) -> OutboxPage:
    window.go_to("outbox")
    page = window.pages["outbox"]
    assert isinstance(page, OutboxPage)
    return page


def drawer(office: Office) -> Drawer:
    assert isinstance(office.postman, Drawer)
    return office.postman


def later(office: Office, window: Window, **by: float) -> None:
    """Let the clock go on, and the sender look at it."""
    assert isinstance(office.clock, HandClock)
    office.clock.turn(**by)
    views_of(window).mail_sender.send()
    opened(window).mark_stale()


def select(page: OutboxPage, client: str) -> None:
    rows = page.mails.listing.model
    place = next(at for at in range(rows.rowCount()) if rows.row(at).client == client)
    page.mails.listing.table.selectRow(place)


def box_over(window: Window) -> QMessageBox:
    boxes = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    assert len(boxes) == 1
    return boxes[0]


def click(box: QMessageBox, text: str) -> None:
    button = next(one for one in box.findChildren(QPushButton) if one.text() == text)
    button.click()


def states(office: Office) -> set[MessageState]:
    return {one.state for one in outbox(office).messages}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (MESSAGE, (Press.UNDO, Press.SEND_NOW, Press.SHOW)),
        (replace(MESSAGE, attempts=1), (Press.RETRY, Press.HAND_OVER, Press.CANCEL, Press.SHOW)),
        (
            replace(MESSAGE, not_before=NOW),
            (Press.RETRY, Press.HAND_OVER, Press.CANCEL, Press.SHOW),
        ),
        (replace(MESSAGE, state=MessageState.SENDING), (Press.SHOW,)),
        (replace(MESSAGE, state=MessageState.ACCEPTED), (Press.SHOW,)),
        (replace(MESSAGE, state=MessageState.CANCELLED), (Press.SHOW,)),
        (
            replace(MESSAGE, state=MessageState.FAILED, fault=Fault.REFUSED),
            (Press.RETRY, Press.HAND_OVER, Press.CANCEL, Press.SHOW),
        ),
        (
            replace(MESSAGE, state=MessageState.FAILED, fault=Fault.RECIPIENT),
            (Press.CLIENT, Press.RETRY, Press.HAND_OVER, Press.CANCEL, Press.SHOW),
        ),
        (
            replace(MESSAGE, state=MessageState.FAILED, fault=Fault.BOUNCED),
            (Press.CLIENT, Press.HAND_OVER, Press.SHOW),
        ),
        (
            replace(MESSAGE, state=MessageState.FAILED, fault=Fault.BOUNCED, client_id=None),
            (Press.HAND_OVER, Press.SHOW),
        ),
        (
            replace(MESSAGE, state=MessageState.HANDED_OVER),
            (Press.IT_WAS_SENT, Press.IT_WAS_NOT_SENT, Press.OPEN_AGAIN, Press.SHOW),
        ),
        (
            replace(MESSAGE, state=MessageState.UNCERTAIN),
            (Press.IT_WAS_SENT, Press.SEND_AGAIN, Press.SHOW),
        ),
    ],
)
def test_a_state_offers_what_fits_it(row: MessageRow, expected: tuple[Press, ...]) -> None:
    assert presses_of_message(row, NOW) == expected


@pytest.mark.parametrize(
    "row",
    [MESSAGE, replace(MESSAGE, attempts=1), replace(MESSAGE, not_before=NOW)],
)
def test_what_goes_by_the_mail_program_is_opened_there_and_never_sent(row: MessageRow) -> None:
    offered = presses_of_message(replace(row, by_hand=True), NOW)
    assert offered == (Press.HAND_OVER, Press.CANCEL, Press.SHOW)
    failed = replace(row, state=MessageState.FAILED)
    assert Press.RETRY not in presses_of_message(replace(failed, by_hand=True), NOW)


def test_a_letter_offers_what_comes_next() -> None:
    assert presses_of_letter(LETTER)[0] is Press.PRINT
    assert presses_of_letter(replace(LETTER, state=LetterState.PRINTED))[0] is Press.POSTED
    for done in (LetterState.POSTED, LetterState.ENCLOSURE, LetterState.WITHDRAWN):
        expected = (Press.LOOK, Press.OPEN, Press.SAVE)
        assert presses_of_letter(replace(LETTER, state=done)) == expected


def test_what_waits_can_be_taken_back_all_at_once(furnished: Office, window: Window) -> None:
    issued(furnished, window)
    page = opened(window)
    assert page.undo_card.title.text() == "2 e-mails will go in 10 s"
    page._on_second()
    assert page.undo_card.title.text() == "2 e-mails will go in 9 s"
    page.undo_card.buttons[0].click()
    assert states(furnished) == {MessageState.CANCELLED}
    assert page.undo_card.isHidden()
    assert window._toast.text == "Taken back: 2 e-mails."


def test_what_was_accepted_says_accepted_and_no_more(furnished: Office, window: Window) -> None:
    issued(furnished, window)
    later(furnished, window, seconds=11)
    page = opened(window)
    select(page, "Aldgate Joinery")
    assert page.mails.listing.model.index(0, 0).data() == "Accepted by your mail provider"
    assert list(page.mails.panel.buttons) == [Press.SHOW]
    assert page.undo_card.isHidden()


def test_a_refused_address_says_so_and_can_be_tried_again(
    furnished: Office, window: Window
) -> None:
    drawer(furnished).answer = lambda _m: Receipt("550 5.1.1 no such user", Fault.RECIPIENT)
    issued(furnished, window)
    later(furnished, window, seconds=11)
    assert states(furnished) == {MessageState.FAILED}
    page = opened(window)
    select(page, "Brindle & Sons")
    drawer(furnished).answer = lambda _m: Receipt("250 taken")
    page.mails.panel.buttons[Press.RETRY].click()
    views_of(window).mail_sender.send()
    assert len(drawer(furnished).sent) == 1
    assert states(furnished) == {MessageState.FAILED, MessageState.ACCEPTED}


@pytest.mark.parametrize(
    ("press", "sent", "after"),
    [
        (Press.IT_WAS_SENT, 0, MessageState.ACCEPTED),
        (Press.SEND_AGAIN, 1, MessageState.ACCEPTED),
    ],
)
def test_what_is_uncertain_is_never_sent_again_by_itself(
    furnished: Office, window: Window, press: Press, sent: int, after: MessageState
) -> None:
    drawer(furnished).answer = lambda _m: Receipt("", Fault.LINK_LOST_AT_DOT)
    issued(furnished, window)
    later(furnished, window, seconds=11)
    later(furnished, window, hours=1)
    assert states(furnished) == {MessageState.UNCERTAIN}
    page = opened(window)
    select(page, "Brindle & Sons")
    drawer(furnished).answer = lambda _m: Receipt("250 taken")
    page.mails.panel.buttons[press].click()
    views_of(window).mail_sender.send()
    row = next(one for one in outbox(furnished).messages if one.client == "Brindle & Sons")
    assert (len(drawer(furnished).sent), row.state) == (sent, after)


def test_the_mail_can_be_read_from_its_own_bytes(furnished: Office, window: Window) -> None:
    issued(furnished, window)
    page = opened(window)
    select(page, "Brindle & Sons")
    page.mails.panel.buttons[Press.SHOW].click()
    dialog = window.findChild(MailDialog)
    assert dialog is not None
    assert "accounts@client.example" in dialog.view.recipient.text()
    assert "B-1" in dialog.view.body.toPlainText()
    assert dialog.view.attachment.text() == "Reminder-2026-11-20.pdf"
    assert nameless(dialog) == []
    dialog.reject()


def test_a_wrong_password_pauses_and_the_right_one_goes_on(
    furnished: Office, window: Window
) -> None:
    drawer(furnished).refuses = Fault.LOGIN
    issued(furnished, window)
    later(furnished, window, seconds=11)
    page = opened(window)
    assert page.account.isVisible()
    assert "did not accept the user name or password" in page.account.text.text()
    assert [one.text() for one in page.account.buttons] == [
        "Enter password…", "Settings", "Try again",
    ]  # fmt: skip
    assert views_of(window).line.words.text().startswith("2 e-mails held back")
    page.account.buttons[0].click()
    dialog = window.findChild(PasswordDialog)
    assert dialog is not None
    dialog._save.click()
    assert dialog.form.complaint(dialog.password) == "Enter the password."
    drawer(furnished).refuses = None
    dialog.password.setText("right")
    dialog._save.click()
    assert isinstance(furnished.keychain, Pocket)
    assert list(furnished.keychain.kept.values()) == ["right"]
    views_of(window).mail_sender.send()
    assert states(furnished) == {MessageState.ACCEPTED}
    assert page.account.isHidden()


@pytest.mark.parametrize(
    ("fault", "first"),
    [
        (Fault.NO_PASSWORD, "Enter password…"),
        (Fault.CERTIFICATE, "Settings"),
        (Fault.SENDER, "Settings"),
        (Fault.LIMIT, "Try now"),
    ],
)
def test_the_card_offers_first_what_helps(
    furnished: Office, window: Window, fault: Fault, first: str
) -> None:
    with furnished.write() as ledger:
        ledger.post.pause_account(1, fault, "")
    page = opened(window)
    assert page.account.buttons[0].text() == first


@pytest.fixture
def printed() -> Printed:
    return Printed()


@pytest.fixture
def surroundings(office: Office, tmp_path: Path, printed: Printed) -> Surroundings:
    return with_printers(office, tmp_path, printed)


def test_letters_are_printed_marked_and_posted_one_after_the_other(
    furnished: Office, window: Window, printed: Printed
) -> None:
    add_client(furnished, "By Post", email="", due=[("P-1", 9, 10_000)])
    issued(furnished, window)
    page = opened(window)
    assert page._print.text() == "Print 1 letter…"
    assert page.tabs.tabText(1) == "Letters (1 letter to print)"
    page.print_letters()
    dialog = window.findChild(PrintDialog)
    assert dialog is not None
    assert dialog.printer.value() == "lp2"
    dialog._save.click()
    ((pdf, printer, _title),) = printed.jobs
    assert (pdf[:5], printer) == (b"%PDF-", "lp2")
    # Only the owner knows whether it came out.
    assert LetterState.PRINTED not in {one.state for one in outbox(furnished).letters}
    click(box_over(window), "Yes, all printed")
    assert page._posted.text() == "Mark 1 as posted"
    page._posted.trigger()
    assert LetterState.POSTED in {one.state for one in outbox(furnished).letters}
    window.menus.undo.trigger()
    assert LetterState.POSTED not in {one.state for one in outbox(furnished).letters}


def test_a_letter_that_did_not_come_out_stays_to_be_printed(
    furnished: Office, window: Window
) -> None:
    add_client(furnished, "By Post", email="", due=[("P-1", 9, 10_000)])
    issued(furnished, window)
    page = opened(window)
    page.print_letters()
    dialog = window.findChild(PrintDialog)
    assert dialog is not None
    dialog._save.click()
    click(box_over(window), "No")
    assert page._print.isEnabled()


def test_a_folder_that_cannot_be_written_is_named_and_nothing_is_half_there(
    furnished: Office, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_client(furnished, "By Post", email="", due=[("P-1", 9, 10_000)])
    issued(furnished, window)
    page = opened(window)
    missing = tmp_path / "nowhere" / "letters.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(missing), ""))
    page.save_as_one()
    box = box_over(window)
    assert "letters.pdf could not be written" in box.text()
    box.close()


def test_an_opened_letter_is_a_copy(
    furnished: Office, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths: list[Path] = []
    add_client(furnished, "By Post", email="", due=[("P-1", 9, 10_000)])
    issued(furnished, window)
    page = opened(window)
    page.paper._surroundings = replace(page.paper._surroundings, open_file=paths.append)
    page.tabs.setCurrentIndex(1)
    page.letters.listing.table.selectRow(0)
    page.letters.panel.buttons[Press.OPEN].click()
    assert paths[0].read_bytes().startswith(b"%PDF-")
    assert paths[0].name.startswith("By-Post-")


def test_everything_has_a_name(furnished: Office, window: Window) -> None:
    issued(furnished, window)
    page = opened(window)
    select(page, "Brindle & Sons")
    assert nameless(window) == []
    page.tabs.setCurrentIndex(1)
    assert nameless(window) == []
    window.undo()


# Leaving while mail waits


@pytest.fixture
def waiting(furnished: Office, window: Window) -> Iterator[Window]:
    issued(furnished, window)
    yield window
    with suppress(RuntimeError):
        views_of(window).mail_sender.stop()


def test_closing_asks_while_mail_can_be_taken_back(furnished: Office, waiting: Window) -> None:
    waiting.close()
    assert waiting.isVisible()
    box = box_over(waiting)
    assert box.text() == "2 e-mails not sent yet."
    click(box, "Stay here")
    assert waiting.isVisible()
    assert states(furnished) == {MessageState.QUEUED}


def test_keeping_for_next_time_closes_and_sends_nothing(
    furnished: Office, waiting: Window
) -> None:
    waiting.close()
    click(box_over(waiting), "Keep for next time")
    assert not waiting.isVisible()
    assert states(furnished) == {MessageState.QUEUED}
    assert drawer(furnished).sent == []


def test_sending_now_sends_then_closes(furnished: Office, waiting: Window) -> None:
    waiting.close()
    click(box_over(waiting), "Send now and quit")
    assert states(furnished) == {MessageState.ACCEPTED}
    assert not waiting.isVisible()


def test_sending_now_stays_and_shows_the_outbox_when_it_fails(
    furnished: Office, waiting: Window
) -> None:
    drawer(furnished).refuses = Fault.LOGIN
    waiting.close()
    click(box_over(waiting), "Send now and quit")
    assert waiting.isVisible()
    assert waiting.page is waiting.pages["outbox"]
    assert states(furnished) == {MessageState.QUEUED}


def test_with_nothing_waiting_the_window_just_closes(furnished: Office, window: Window) -> None:
    window.close()
    assert not window.isVisible()


def test_the_touched_parts_reach_the_page(
    furnished: Office, window: Window, qapp: QApplication
) -> None:
    page = opened(window)
    assert page.watches >= {Touched.OUTBOX, Touched.LETTERS, Touched.ACCOUNTS}
    take: Callable[[], int] = page.mails.listing.model.rowCount
    assert take() == 0
    issued(furnished, window)
    assert take() == 2
    window.undo()
