"""E-mails that the owner sends with his own mail program: opened there, and never by themselves."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread, get_ident

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from dunning_desktop.bootstrap import surroundings as surroundings_of
from dunning_desktop.domain.mail import Fault, MessageState, Receipt
from dunning_desktop.domain.mail_accounts import Duty, Route, SignIn
from dunning_desktop.host.errors import CannotOpen
from dunning_desktop.host.folders import HOME_VARIABLE
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.text.outbox import Press
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.mail_accounts import mailboxes, save_account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import message_of, outbox
from dunning_desktop.usecases.today_rows import Task
from tests.ui.accessible import nameless
from tests.ui.books import ACCOUNT, Drawer
from tests.ui.postbox import bounce, by_program, hear, later, with_inbox
from tests.ui.test_outbox import drawer, issued, opened, select, states
from tests.ui.test_outbox import later as later_seen
from tests.ui.today_page import line_of, today_of


class Program:
    """The owner's mail program: what was opened there, or why nothing can be."""

    def __init__(self) -> None:
        self.opened: list[bytes] = []
        self.broken: Exception | None = None

    def __call__(self, raw: bytes) -> None:
        if self.broken is not None:
            raise self.broken
        self.opened.append(raw)


@pytest.fixture
def program() -> Program:
    return Program()


@pytest.fixture
def surroundings(office: Office, tmp_path: Path, program: Program) -> Surroundings:
    return Surroundings(open_office=lambda: office, settings_folder=tmp_path, hand_over=program)


@pytest.fixture
def waiting(furnished: Office, window: Window) -> Window:
    """Two e-mails wait for the mail program."""
    by_program(furnished)
    issued(furnished, window)
    return window


def raw_of(office: Office, client: str) -> bytes:
    row = next(one for one in outbox(office).messages if one.client == client)
    return message_of(office, row.id).frozen.raw


def trouble(window: Window) -> str:
    """What the box over the window says; it is closed."""
    (box,) = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    said = box.text()
    box.close()
    return said


def test_they_are_opened_one_after_the_other(
    furnished: Office, waiting: Window, program: Program
) -> None:
    page = opened(waiting)
    card = page.by_hand
    assert card.title.text() == "2 e-mails wait for your mail program"
    assert [one.text() for one in card.buttons] == ["Open the next"]
    assert nameless(waiting) == []
    card.buttons[0].click()
    first = raw_of(furnished, "Aldgate Joinery")
    assert program.opened == [first]
    assert card.title.text() == "1 e-mail waits for your mail program"
    assert [one.text() for one in card.buttons] == ["Open it"]
    panel = page.mails.panel
    assert list(panel.buttons) == [
        Press.IT_WAS_SENT, Press.IT_WAS_NOT_SENT, Press.OPEN_AGAIN, Press.SHOW,
    ]  # fmt: skip
    panel.buttons[Press.IT_WAS_SENT].click()
    card.buttons[0].click()
    assert program.opened == [first, raw_of(furnished, "Brindle & Sons")]
    assert card.isHidden()
    assert states(furnished) == {MessageState.ACCEPTED, MessageState.HANDED_OVER}


def test_nothing_of_it_goes_by_itself(
    furnished: Office, waiting: Window, program: Program
) -> None:
    for _ in range(3):
        later_seen(furnished, waiting, hours=1)
    assert drawer(furnished).sent == []
    assert states(furnished) == {MessageState.QUEUED}
    page = opened(waiting)
    select(page, "Brindle & Sons")
    assert list(page.mails.panel.buttons) == [Press.HAND_OVER, Press.CANCEL, Press.SHOW]
    page.mails.panel.buttons[Press.HAND_OVER].click()
    assert program.opened == [raw_of(furnished, "Brindle & Sons")]


def test_opening_again_hands_over_the_same_bytes(
    furnished: Office, waiting: Window, program: Program
) -> None:
    page = opened(waiting)
    page.by_hand.open_next()
    page.mails.panel.buttons[Press.OPEN_AGAIN].click()
    first, again = program.opened
    assert first == again == raw_of(furnished, "Aldgate Joinery")
    assert waiting._toast.text.startswith("Opened in your mail program.")
    program.broken = CannotOpen(name="message.eml", reason="no-program")
    page.mails.panel.buttons[Press.OPEN_AGAIN].click()
    assert "No program on this computer could open it" in trouble(waiting)
    assert MessageState.HANDED_OVER in states(furnished), "it may lie there since the first time"


def test_what_was_not_sent_waits_to_be_opened_again(
    furnished: Office, waiting: Window, program: Program
) -> None:
    page = opened(waiting)
    page.by_hand.open_next()
    page.mails.panel.buttons[Press.IT_WAS_NOT_SENT].click()
    assert states(furnished) == {MessageState.QUEUED}
    assert page.by_hand.title.text() == "2 e-mails wait for your mail program"


def test_what_cannot_be_opened_counts_as_not_handed_over(
    furnished: Office, waiting: Window, program: Program
) -> None:
    program.broken = CannotOpen(name="message.eml", reason="no-program")
    page = opened(waiting)
    page.by_hand.open_next()
    assert "No program on this computer could open it" in trouble(waiting)
    assert states(furnished) == {MessageState.QUEUED}
    program.broken = None
    page.by_hand.open_next()
    assert len(program.opened) == 1


def test_a_bug_in_opening_leaves_nothing_half_handed_over(
    furnished: Office, waiting: Window, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *what: bugs.append(what[0]))
    program.broken = ZeroDivisionError()
    opened(waiting).by_hand.open_next()
    assert bugs == [ZeroDivisionError]
    assert states(furnished) == {MessageState.QUEUED}


def test_a_failed_one_can_go_by_the_mail_program_and_is_then_not_sent_here(
    furnished: Office, window: Window, program: Program
) -> None:
    drawer(furnished).answer = lambda _m: Receipt("554 no", Fault.REFUSED)
    issued(furnished, window)
    later_seen(furnished, window, seconds=11)
    page = opened(window)
    select(page, "Brindle & Sons")
    page.mails.panel.buttons[Press.HAND_OVER].click()
    drawer(furnished).answer = lambda _m: Receipt("250 taken")
    views_of(window).mail_sender.send()
    assert drawer(furnished).sent == []
    assert program.opened == [raw_of(furnished, "Brindle & Sons")]
    page.mails.panel.buttons[Press.IT_WAS_NOT_SENT].click()
    assert states(furnished) == {MessageState.FAILED}


def test_nothing_of_a_demo_book_is_handed_over(
    furnished: Office, window: Window, program: Program
) -> None:
    by_program(furnished)
    issued(furnished, window)
    window.desk.open(lambda: replace(furnished, demo=True))
    page = opened(window)
    assert page.by_hand.isHidden()
    select(page, "Brindle & Sons")
    assert Press.HAND_OVER not in page.mails.panel.buttons
    page.by_hand.open_next()
    assert program.opened == []


def test_today_leads_to_those_that_need_the_owner(
    furnished: Office, waiting: Window, program: Program
) -> None:
    page = today_of(waiting)
    line = line_of(page, Task.EMAILS_TO_HAND_OVER)
    assert line.sentence.text() == "2 e-mails wait for your mail program"
    line.button.click()
    shown = opened(waiting)
    assert shown.mails.which.currentText() == "Those that need you"
    assert shown.mails.listing.model.rowCount() == 2
    shown.by_hand.open_next()
    page = today_of(waiting)
    line = line_of(page, Task.EMAILS_HANDED_OVER)
    assert line.sentence.text() == "1 e-mail was opened in your mail program: was it sent?"
    line.button.click()
    assert waiting.page is shown
    assert shown.mails.listing.model.rowCount() == 2


def test_the_review_says_where_they_wait(furnished: Office, window: Window) -> None:
    by_program(furnished)
    review = views_of(window).open_review()
    review.send()
    assert window._toast.text == "2 e-mails for your mail program: open them in the Outbox"
    window.undo()
    assert states(furnished) == {MessageState.CANCELLED}


def test_what_came_back_is_not_called_unsent(furnished: Office, window: Window) -> None:
    box = with_inbox(furnished)
    issued(furnished, window)
    later_seen(furnished, window, seconds=11)
    hear(furnished, box, bounce(furnished, "Brindle & Sons"))
    page = opened(window)
    page.mark_stale()
    select(page, "Brindle & Sons")
    place = page.mails.listing.table.currentIndex().row()
    assert page.mails.listing.model.index(place, 0).data() == "Came back"
    assert list(page.mails.panel.buttons) == [Press.CLIENT, Press.HAND_OVER, Press.SHOW]
    page.show_part("stuck")
    assert page.mails.listing.model.rowCount() == 0, "its letter waits, and Today says so"


# Several accounts


def second(office: Office, **parts: object) -> int:
    other = replace(ACCOUNT, address="late@carter.example", duty=Duty.LATE)
    return save_account(office, replace(other, **parts), "x").value.account.id  # type: ignore[arg-type]


def pause(office: Office, key: int, fault: Fault, **by: float) -> None:
    until = office.clock.now() + timedelta(**by) if by else None
    with office.write() as ledger:
        ledger.post.pause_account(key, fault, "", until=until)


def paused(office: Office) -> set[str]:
    return {one.address for one in mailboxes(office).accounts if one.paused}


def test_of_several_accounts_the_card_names_the_one_and_resumes_it_alone(
    furnished: Office, window: Window
) -> None:
    late = second(furnished)
    pause(furnished, 1, Fault.CERTIFICATE)
    pause(furnished, late, Fault.LIMIT, hours=3)
    page = opened(window)
    first, other = page.accounts.cards
    assert first.title.text() == "Sending from sam@carter.example is paused. Nothing is lost."
    at = f"{(furnished.clock.now() + timedelta(hours=3)).astimezone():%H:%M}"
    assert other.title.text() == (
        f"Sending from late@carter.example is paused: it goes on by itself at {at}. "
        "Nothing is lost."
    )
    assert [one.text() for one in other.buttons] == ["Try now", "Settings"]
    assert nameless(window) == []
    other.buttons[0].click()
    assert paused(furnished) == {"sam@carter.example"}
    assert other.isHidden()
    assert first.isVisible()
    first.buttons[1].click()
    assert paused(furnished) == set()
    assert page.accounts.isHidden()


def test_a_rest_that_is_over_is_no_trouble_any_more(furnished: Office, window: Window) -> None:
    pause(furnished, 1, Fault.LIMIT, hours=3)
    page = opened(window)
    assert page.account.isVisible()
    later(furnished, hours=4)
    page.mark_stale()
    assert page.account.isHidden()


def test_one_that_signs_in_is_not_asked_for_a_password(
    furnished: Office, window: Window
) -> None:
    known = mailboxes(furnished).accounts[0]
    save_account(furnished, replace(known, route=Route.GRAPH, sign_in=SignIn.MICROSOFT))
    pause(furnished, 1, Fault.LOGIN)
    page = opened(window)
    assert [one.text() for one in page.account.buttons] == ["Sign in again…", "Try again"]
    page.account.buttons[0].click()
    assert window.page is window.pages["settings"]


def test_today_says_when_sending_goes_on(furnished: Office, window: Window) -> None:
    assert isinstance(furnished.postman, Drawer)
    pause(furnished, 1, Fault.LIMIT, hours=3)
    page = today_of(window)
    page.mark_stale()
    line = line_of(page, Task.SENDING_PAUSED)
    assert line.sentence.text() == "Sending is paused: your provider's limit is reached"
    assert line.under.text().startswith("It goes on by itself")


def test_the_bootstrap_opens_a_draft_from_a_lane_on_the_gui_thread(
    furnished: Office, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:  # fmt: skip
    opened_files: list[tuple[Path, int]] = []
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.setattr("dunning_desktop.host.mail_program.shutil.which", lambda _tool: None)
    monkeypatch.setattr(
        "dunning_desktop.host.open_file.open_file",
        lambda path: opened_files.append((path, get_ident())),
    )
    by_program(furnished)
    issued(furnished, window)
    raw = raw_of(furnished, "Brindle & Sons")
    hand_over = surroundings_of(Namespace(book=None, today=None, demo=False)).hand_over
    thread = Thread(target=hand_over, args=(raw,))
    thread.start()
    qtbot.waitUntil(lambda: bool(opened_files))
    thread.join()
    ((path, where),) = opened_files
    assert where == get_ident()
    draft = path.read_bytes()
    assert draft.startswith(b"X-Unsent: 1\r\n")
    assert b"<accounts@client.example>" in draft.partition(b"\r\nSubject:")[0]
    assert b"B-1" in draft
