"""The listener: quiet, alone, in time, and never in the way of sending or of closing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.errors import BookError
from dunning_desktop.domain.incoming import IncomingKind
from dunning_desktop.domain.mail import Fault, MessageState, Receipt
from dunning_desktop.storage.store import SqlStore
from dunning_desktop.ui.app import settings_in
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.lanes import InlineLane, ThreadLane
from dunning_desktop.ui.listener import (
    AFTER_A_CHANGE,
    AFTER_GIVING_WAY,
    AFTER_OPENING,
    EVERY,
    Listener,
)
from dunning_desktop.ui.look.theme import Theme
from dunning_desktop.ui.parts import build_window
from dunning_desktop.ui.sender import SendingState
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.wakeful import AFTER_WAKING
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.mail_accounts import account, save_account
from dunning_desktop.usecases.office import Office, Touched
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.today_rows import Task
from tests.helpers.inboxes import waiting_replies
from tests.helpers.strict import ExpectLog
from tests.ui.books import Drawer, add_client, make_office
from tests.ui.conftest import dispose
from tests.ui.postbox import Box, answer, bounce, later, message_id, remind_all, with_inbox
from tests.ui.test_runner import HeldLane, about
from tests.ui.today_page import line_of, said, today_of

MAIL = frozenset({Touched.ACCOUNTS, Touched.OUTBOX})


@pytest.fixture
def box(furnished: Office) -> Box:
    """Two reminders went, and answers to them are read from this inbox."""
    made = with_inbox(furnished)
    remind_all(furnished)
    return made


def listener_of(window: Window) -> Listener:
    found = window.findChild(Listener)
    assert found is not None
    return found


@pytest.fixture
def listener(box: Box, window: Window) -> Listener:
    return listener_of(window)



# When


def test_it_looks_soon_after_opening_and_then_every_ten_minutes(
    box: Box, listener: Listener
) -> None:
    listener._on_opened()
    assert 0 < listener.alarm_in <= about(AFTER_OPENING)
    listener.look()
    assert box.opened == 1
    assert about(AFTER_WAKING) < listener.alarm_in <= about(EVERY)


def test_a_computer_that_slept_looks_a_moment_after_waking(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener.look()
    listener._on_beat()
    assert listener.alarm_in > about(AFTER_WAKING)
    slept = listener._beaten + 3600
    monkeypatch.setattr("dunning_desktop.ui.wakeful.time", lambda: slept)
    listener._on_beat()
    assert 0 < listener.alarm_in <= about(AFTER_WAKING)


def test_without_an_inbox_it_touches_no_network(
    furnished: Office, box: Box, window: Window, listener: Listener
) -> None:
    known = account(furnished)
    assert known is not None
    save_account(furnished, replace(known, inbox=None))
    for _ in range(3):
        listener.look()
    assert box.opened == 0
    assert not listener.is_listening


def test_the_demo_book_is_never_listened_for(
    furnished: Office, box: Box, desk: Desk, listener: Listener
) -> None:
    desk.open(lambda: replace(furnished, demo=True))
    listener.look()
    desk.changed.emit(MAIL)
    listener.look()
    assert box.opened == 0


def test_an_account_that_was_changed_is_tried_at_once(
    furnished: Office, box: Box, desk: Desk, listener: Listener
) -> None:
    listener.look()
    desk.changed.emit(MAIL)
    assert listener.alarm_in > about(AFTER_WAKING), "nothing of an account is another"
    known = account(furnished)
    assert known is not None
    desk.do(save_account, replace(known, reply_to="office@carter.example"), owner=listener)
    assert 0 < listener.alarm_in <= about(AFTER_A_CHANGE)


def test_a_password_entered_again_is_tried_though_nothing_else_changed(
    furnished: Office, box: Box, desk: Desk, listener: Listener
) -> None:
    box.refuses = Fault.LOGIN
    listener.look()
    known = account(furnished)
    assert known is not None
    assert listener.alarm_in > about(AFTER_WAKING), "its own failure is no change of an account"
    desk.do(save_account, known, "right", owner=listener)
    assert 0 < listener.alarm_in <= about(AFTER_A_CHANGE)


def test_sending_wakes_it_for_no_login_that_failed(
    furnished: Office, box: Box, window: Window, listener: Listener
) -> None:
    box.refuses = Fault.LOGIN
    listener.look()
    add_client(furnished, "Late Ltd", due=[("L-1", 9, 10_000)])
    remind_all(furnished)
    views_of(window).mail_sender.send()
    assert listener.alarm_in > about(AFTER_WAKING)


def test_an_uncertain_message_is_looked_for_after_half_a_minute(
    furnished: Office, box: Box, window: Window, listener: Listener
) -> None:
    listener.look()
    assert isinstance(furnished.postman, Drawer)
    furnished.postman.answer = lambda _message: Receipt("", Fault.LINK_LOST_AT_DOT)
    add_client(furnished, "Unsure Ltd", due=[("U-1", 9, 10_000)])
    remind_all(furnished)
    window.desk.changed.emit(frozenset({Touched.OUTBOX}))
    assert 20_000 < listener.alarm_in <= about(timedelta(seconds=31))
    box.in_sent.add(message_id(furnished, "Unsure Ltd"))
    later(furnished, seconds=31)
    listener.look()
    row = next(one for one in outbox(furnished).messages if one.client == "Unsure Ltd")
    assert row.state is MessageState.ACCEPTED


def test_what_is_not_found_is_looked_for_again_two_minutes_after(
    furnished: Office, box: Box, window: Window, listener: Listener
) -> None:
    assert isinstance(furnished.postman, Drawer)
    furnished.postman.answer = lambda _message: Receipt("", Fault.LINK_LOST_AT_DOT)
    add_client(furnished, "Unsure Ltd", due=[("U-1", 9, 10_000)])
    remind_all(furnished)
    later(furnished, seconds=31)
    listener.look()
    assert 60_000 < listener.alarm_in <= about(timedelta(seconds=91))


# Telling


def test_an_answer_is_one_quiet_toast_and_stands_on_today(
    furnished: Office, box: Box, window: Window, listener: Listener
) -> None:
    page = today_of(window)
    box.mails.append(answer(furnished, "Aldgate Joinery", "We pay on Friday"))
    listener.look()
    assert window._toast.text == "Aldgate Joinery answered: chasing is paused."
    assert [one.text for one in line_of(page, Task.REPLIES).quotes.texts] == ["We pay on Friday"]
    window._toast.say("something else")
    listener.look()
    assert window._toast.text == "something else", "it is told once"


@pytest.mark.parametrize(
    ("mails", "told"),
    [
        (("bounce",), "An e-mail to Brindle & Sons came back."),
        (("answer", "answer"), "2 answers came in: see Today."),
        (("answer", "bounce"), "Aldgate Joinery answered: chasing is paused."),
        (("note",), ""),
    ],
)
def test_it_tells_in_one_line_what_matters(
    furnished: Office, box: Box, window: Window, listener: Listener, mails: tuple[str, ...],
    told: str,
) -> None:  # fmt: skip
    for at, kind in enumerate(mails):
        mail = answer(furnished, "Aldgate Joinery", "x", message_id=f"<{at}@x.example>")
        box.mails.append(
            bounce(furnished, "Brindle & Sons")
            if kind == "bounce"
            else replace(mail, kind=IncomingKind.AUTOMATIC)
            if kind == "note"
            else mail
        )
    listener.look()
    assert window._toast.text == told


def test_it_does_not_talk_over_an_undo(
    furnished: Office, box: Box, window: Window, listener: Listener, qtbot: QtBot
) -> None:
    window.toast("2 e-mails will go in 10 s", undo=lambda: None)
    box.mails.append(answer(furnished, "Aldgate Joinery", "We pay on Friday"))
    listener.look()
    assert window._toast.text == "2 e-mails will go in 10 s"
    assert len(waiting_replies(furnished)) == 1
    window._toast.dismiss()
    listener._tell()
    assert window._toast.text == "Aldgate Joinery answered: chasing is paused."


# What goes wrong


def test_an_inbox_that_cannot_be_read_disturbs_nobody(
    furnished: Office, box: Box, window: Window, listener: Listener
) -> None:
    box.refuses = Fault.UNREACHABLE
    page = today_of(window)
    for _ in range(3):
        listener.look()
    assert window._toast.text == ""
    assert any(one.startswith("The inbox of sam@carter.example cannot") for one in said(page))
    box.refuses = None
    listener.look()
    assert Task.INBOX_UNREAD not in {one.row.task for one in page.list.lines}


def test_a_locked_book_is_tried_again_without_a_word(
    box: Box, window: Window, listener: Listener, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    def locked(*_args: object, **_parts: object) -> object:
        raise BookError(reason="locked", path="book")

    with caplog.at_level(logging.INFO), monkeypatch.context() as patch:
        patch.setattr("dunning_desktop.ui.listener.listen", locked)
        listener.look()
        patch.setattr("dunning_desktop.ui.listener.ears", locked)
        listener.look()
    assert caplog.text.count("not listening now: book(path, reason)") == 2
    assert not listener.is_listening
    listener.look()
    assert box.opened == 1


def test_a_bug_is_logged_and_no_dialog_comes_every_ten_minutes(
    box: Box, window: Window, listener: Listener, monkeypatch: pytest.MonkeyPatch,
    expect_log: ExpectLog,
) -> None:  # fmt: skip
    expect_log("the inboxes could not be read")
    bugs: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *what: bugs.append(what))

    def broken(*_args: object, **_parts: object) -> object:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("dunning_desktop.ui.listener.listen", broken)
        listener.look()
    assert bugs == []
    listener.look()
    assert box.opened == 1


# One at a time


@pytest.fixture
def lane() -> HeldLane:
    return HeldLane()


@pytest.fixture
def held(
    box: Box, lane: HeldLane, qtbot: QtBot, surroundings: Surroundings, tmp_path: Path,
    theme: Theme,
) -> Iterator[Window]:  # fmt: skip
    """A window whose mail lane waits."""
    desk = Desk(InlineLane(), lane)
    window = build_window(desk, settings_in(tmp_path), surroundings)
    with qtbot.waitSignal(desk.opened):
        window.show()
    lane.run()
    yield window
    dispose(window)
    desk.close()
    desk.deleteLater()


def test_it_never_listens_twice_at_once(box: Box, held: Window, lane: HeldLane) -> None:
    listener = listener_of(held)
    for _ in range(3):
        listener.look()
    assert (len(lane.jobs), listener.is_listening) == (1, True)
    lane.run()
    assert (box.opened, listener.is_listening) == (1, False)


def test_an_account_changed_meanwhile_is_looked_at_afterwards(
    furnished: Office, box: Box, held: Window, lane: HeldLane
) -> None:
    listener = listener_of(held)
    listener.look()
    known = account(furnished)
    assert known is not None
    held.desk.do(save_account, replace(known, reply_to="x@carter.example"), owner=listener)
    assert listener.alarm_in > about(AFTER_WAKING)
    lane.run()
    assert 0 < listener.alarm_in <= about(AFTER_A_CHANGE)


def test_sending_goes_first_and_reading_goes_on_later(
    furnished: Office, box: Box, held: Window, lane: HeldLane
) -> None:
    box.batch = 1
    for at in range(3):
        mail = answer(furnished, "Aldgate Joinery", "x", message_id=f"<{at}@x.example>")
        box.mails.append(mail)
    listener = listener_of(held)
    listener.look()
    news = box.news

    def one_then_send(since: object, *, not_before: object) -> object:
        listener.give_way(SendingState(waiting=2, sending=True))
        return news(since, not_before=not_before)  # type: ignore[arg-type]

    box.news = one_then_send  # type: ignore[method-assign,assignment]
    lane.run()
    assert len(waiting_replies(furnished)) == 1, "the one in hand, and no more"
    assert about(AFTER_A_CHANGE) < listener.alarm_in <= about(AFTER_GIVING_WAY)
    box.news = news  # type: ignore[method-assign]
    listener.look()
    lane.run()
    assert len(waiting_replies(furnished)) == 3


def test_the_sender_tells_it_to_give_way(box: Box, held: Window, lane: HeldLane) -> None:
    listener = listener_of(held)
    listener.look()
    views_of(held).mail_sender.send()
    assert listener._job is not None
    assert listener._job.cancelled
    lane.run()
    assert box.opened == 0


def test_another_book_is_not_read_with_what_was_asked_for_the_first(
    furnished: Office, box: Box, held: Window, lane: HeldLane, tmp_path: Path
) -> None:
    listener = listener_of(held)
    listener.look()
    folder = tmp_path / "other"
    folder.mkdir()
    other = make_office(folder)
    held.desk.open(lambda: other)
    lane.run()
    assert box.opened == 0
    assert not listener.is_listening
    assert 0 < listener.alarm_in <= about(AFTER_OPENING)
    assert isinstance(other.store, SqlStore)
    other.store.close()


def test_closing_stops_it_after_the_messages_in_hand(
    furnished: Office, box: Box, held: Window, lane: HeldLane
) -> None:
    box.mails.append(answer(furnished, "Aldgate Joinery", "x"))
    listener = listener_of(held)
    listener.look()
    assert held.close()
    lane.run()
    assert box.opened == 0
    listener.look()
    assert lane.jobs == []
    assert listener.alarm_in == -1


def test_with_real_lanes_it_listens_and_the_window_closes(
    furnished: Office, box: Box, qtbot: QtBot, surroundings: Surroundings, tmp_path: Path,
    theme: Theme, qapp: QApplication,
) -> None:  # fmt: skip
    box.mails.append(answer(furnished, "Aldgate Joinery", "We pay on Friday"))
    desk = Desk(ThreadLane(qapp), ThreadLane(qapp))
    window = build_window(desk, settings_in(tmp_path), surroundings)
    with qtbot.waitSignal(desk.opened):
        window.show()
    listener_of(window).look()
    qtbot.waitUntil(lambda: "chasing is paused" in window._toast.text, timeout=20_000)
    dispose(window)
    desk.close()
