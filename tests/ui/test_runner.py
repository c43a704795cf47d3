"""The window's own runner: once a day, never twice at once, never in the way of closing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.errors import BookError
from dunning_desktop.domain.mail import Fault, Receipt
from dunning_desktop.host import lock
from dunning_desktop.storage.store import SqlStore
from dunning_desktop.ui.app import settings_in
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.dialogs.run import RunDialog
from dunning_desktop.ui.lanes import Answer, InlineLane, ThreadLane
from dunning_desktop.ui.look.theme import Theme
from dunning_desktop.ui.parts import build_window
from dunning_desktop.ui.runner import AFTER_OPENING, HEARTBEAT, Runner
from dunning_desktop.ui.surroundings import Surroundings
from dunning_desktop.ui.wakeful import AFTER_WAKING
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.run_rows import Did, RunMode, RunState, StartedBy
from dunning_desktop.usecases.runs import automation, latest_runs, run, save_automation, switch
from dunning_desktop.usecases.today_rows import Task
from tests.helpers.strict import ExpectLog
from tests.ui.automation_page import FRIENDLY, allow, part_of, pay_a_little, sends
from tests.ui.books import Drawer, HandClock, add_client, make_office
from tests.ui.conftest import dispose
from tests.ui.today_page import line_of, said, today_of


class HeldLane:
    """A lane whose jobs wait until the test lets them run."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Callable[[], object], Callable[[Answer], None]]] = []

    def submit(self, work: Callable[[], object], deliver: Callable[[Answer], None]) -> None:
        self.jobs.append((work, deliver))

    def run(self) -> None:
        while self.jobs:
            InlineLane().submit(*self.jobs.pop(0))

    def close(self) -> None:
        self.jobs.clear()


@pytest.fixture
def told() -> list[tuple[str, str]]:
    """Desktop notifications."""
    return []


@pytest.fixture
def surroundings(
    office: Office, tmp_path: Path, told: list[tuple[str, str]]
) -> Surroundings:
    def notify(title: str, text: str) -> bool:
        told.append((title, text))
        return True

    return Surroundings(open_office=lambda: office, settings_folder=tmp_path, notify=notify)


@pytest.fixture
def runner(furnished: Office, window: Window) -> Runner:
    found = window.findChild(Runner)
    assert found is not None
    return found


def about(span: timedelta) -> int:
    """In milliseconds, and a little more: a coarse timer may be so late."""
    return span * 11 // 10 // timedelta(milliseconds=1)


def turn(office: Office, **by: float) -> None:
    assert isinstance(office.clock, HandClock)
    office.clock.turn(**by)


def sent(office: Office) -> list[str]:
    assert isinstance(office.postman, Drawer)
    return [one.recipients[0] for one in office.postman.sent]


def ready(office: Office, **changes: object) -> None:
    """Friendly reminders may go, and it is on."""
    allow(office, FRIENDLY)
    sends(office, **changes)


# When


def test_off_means_never(furnished: Office, runner: Runner) -> None:
    allow(furnished, FRIENDLY)
    for _ in range(40):
        turn(furnished, days=1)
        runner.look()
    assert latest_runs(furnished) == []
    assert sent(furnished) == []


def test_switched_on_it_drafts_for_thirty_days_and_then_sends(
    furnished: Office, runner: Runner
) -> None:
    allow(furnished, FRIENDLY)
    save_automation(furnished, replace(automation(furnished), stale_after=None, rests=False))
    switch(furnished, on=True)
    for _ in range(31):
        runner.look()
        turn(furnished, days=1)
    drafts = latest_runs(furnished, limit=99)
    assert len(drafts) == 31
    assert {one.mode for one in drafts} == {RunMode.DRAFTS}
    assert all(one.count(Did.DRAFTED) >= 2 for one in drafts)
    assert sent(furnished) == []
    runner.look()
    newest = latest_runs(furnished)[0]
    assert (newest.mode, newest.state, newest.started_by) == (
        RunMode.SENDS, RunState.DONE, StartedBy.WINDOW,
    )  # fmt: skip
    assert len(sent(furnished)) == newest.count(Did.SENT) == 3


def test_it_runs_once_a_day(furnished: Office, runner: Runner) -> None:
    ready(furnished)
    for _ in range(5):
        runner.look()
        turn(furnished, minutes=6)
    assert len(latest_runs(furnished)) == 1
    turn(furnished, days=1)
    runner.look()
    assert len(latest_runs(furnished)) == 2
    assert len(sent(furnished)) == 2


def test_it_waits_for_its_time_and_keeps_quiet_at_night(
    furnished: Office, runner: Runner
) -> None:
    ready(furnished)
    assert isinstance(furnished.clock, HandClock)
    runs = {}
    for hour in (3, 8, 20, 23):
        furnished.clock.moment = datetime(2026, 11, 20, hour, 59, tzinfo=UTC)
        runner.look()
        runs[hour] = len(latest_runs(furnished))
    assert runs == {3: 0, 8: 0, 20: 0, 23: 0}
    furnished.clock.moment = datetime(2026, 11, 20, 18, 59, tzinfo=UTC)
    runner.look()
    assert len(latest_runs(furnished)) == 1


def test_opening_a_book_looks_soon_and_then_every_few_minutes(
    furnished: Office, runner: Runner
) -> None:
    runner._on_opened()
    assert 0 < runner.alarm_in <= about(AFTER_OPENING)
    runner.look()
    assert about(AFTER_WAKING) < runner.alarm_in <= about(HEARTBEAT)


def test_a_computer_that_slept_looks_a_moment_after_waking(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner.look()
    runner._on_beat()
    assert runner.alarm_in > about(AFTER_WAKING)
    slept = runner._beaten + 3600
    monkeypatch.setattr("dunning_desktop.ui.wakeful.time", lambda: slept)
    runner._on_beat()
    assert 0 < runner.alarm_in <= about(AFTER_WAKING)


def test_the_demo_book_never_runs(
    furnished: Office, window: Window, runner: Runner, desk: Desk
) -> None:
    ready(furnished)
    desk.open(lambda: replace(furnished, demo=True))
    runner.look()
    assert latest_runs(furnished) == []
    card = part_of(window).switch
    assert not card.button.isEnabled()
    assert card.demo.isVisible()
    part = part_of(window)
    assert part.start.state.text() == "Not for the demo book."
    part.rehearsal.button.click()
    (dialog,) = [one for one in window.findChildren(RunDialog) if one.isVisible()]
    assert [one.did for one in dialog.run.lines] == [Did.SENT, Did.SENT]
    dialog.reject()


# Telling


def test_it_says_what_it_did(furnished: Office, window: Window, runner: Runner) -> None:
    ready(furnished, most_in_a_run=1)
    page = today_of(window)
    runner.look()
    assert window._toast.text == "The run sent 1 reminder and left 1 to you."
    assert not window.menus.undo.isEnabled(), "an e-mail that left cannot be taken back"
    assert "Today's run sent 1 reminder and left 1 to you" in said(page)


def test_a_run_that_left_everything_says_nothing_aloud(
    furnished: Office, window: Window, runner: Runner
) -> None:
    sends(furnished)
    runner.look()
    assert latest_runs(furnished)[0].count(Did.LEFT) == 2
    assert window._toast.text == ""


def test_letters_can_be_taken_back_from_the_toast(
    office: Office, window: Window, desk: Desk
) -> None:
    add_client(office, "Paper Only", email="", due=[("P-1", 9, 10_000)])
    ready(office)
    runner = window.findChild(Runner)
    assert runner is not None
    runner.look()
    assert window._toast.text == "The run sent 1 reminder."
    window.undo()
    assert window._toast.text == "Taken back: 1 reminder."
    with office.read() as ledger:
        assert ledger.chasing.of_run(latest_runs(office)[0].code) == []


def test_a_window_in_the_background_tells_the_desktop_and_names_nobody(
    furnished: Office, runner: Runner, told: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(furnished)
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    runner.look()
    assert told == [("Reminders", "The run sent 2 reminders.")]


def test_a_window_in_front_tells_it_itself(
    furnished: Office, runner: Runner, told: list[tuple[str, str]]
) -> None:
    ready(furnished)
    runner.look()
    assert told == []


def test_a_failing_letter_keeps_no_other_from_going(
    furnished: Office, window: Window, runner: Runner, expect_log: ExpectLog
) -> None:
    ready(furnished)
    expect_log("a reminder of a run could not be made")
    letter = furnished.stationery.letter

    def broken(facts: object, words: object) -> bytes:
        if facts.client.name == "Aldgate Joinery":  # type: ignore[attr-defined]
            raise ZeroDivisionError
        return letter(facts, words)  # type: ignore[arg-type]

    object.__setattr__(furnished.stationery, "letter", broken)
    page = today_of(window)
    runner.look()
    (done,) = latest_runs(furnished)
    assert (done.state, done.count(Did.FAILED), len(sent(furnished))) == (RunState.WARNING, 1, 1)
    assert window._toast.text == "The run had trouble: sent 1, could not make 1."
    line = line_of(page, Task.RUN_TROUBLE)
    line.button.click()
    (dialog,) = [one for one in window.findChildren(RunDialog) if one.isVisible()]
    assert dialog.table.as_rows()[1][4:] == [
        "Could not be made", "A fault in the program: it could not be made",
    ]  # fmt: skip
    dialog.reject()


def test_mail_that_does_not_go_is_told(
    furnished: Office, window: Window, runner: Runner
) -> None:
    ready(furnished)
    assert isinstance(furnished.postman, Drawer)
    furnished.postman.answer = lambda _message: Receipt("550 nobody", Fault.RECIPIENT)
    runner.look()
    assert window._toast.text == "The run had trouble: sent 2, 2 e-mails did not go."


# One at a time


@pytest.fixture
def lane() -> HeldLane:
    return HeldLane()


@pytest.fixture
def held(
    furnished: Office, lane: HeldLane, qtbot: QtBot, surroundings: Surroundings, tmp_path: Path,
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


def runner_of(window: Window) -> Runner:
    found = window.findChild(Runner)
    assert found is not None
    return found


def test_never_two_runs_at_once(furnished: Office, held: Window, lane: HeldLane) -> None:
    ready(furnished)
    runner = runner_of(held)
    for _ in range(3):
        runner.look()
    assert len(lane.jobs) == 1
    running = [runner.is_running]
    lane.run()
    running.append(runner.is_running)
    assert running == [True, False]
    assert len(latest_runs(furnished)) == 1


def test_two_windows_on_one_book_run_once(
    furnished: Office, held: Window, lane: HeldLane, tmp_path: Path
) -> None:
    ready(furnished)
    place = tmp_path / ".book.run"
    runner = runner_of(held)
    runner.look()
    with lock.held(place) as mine:
        assert mine
        object.__setattr__(furnished, "run_lock", lambda: lock.held(place))
        lane.run()
        assert latest_runs(furnished) == [], "another window holds the lock: nothing is said"
    runner.look()
    lane.run()
    runner.look()
    assert lane.jobs == []
    assert len(latest_runs(furnished)) == 1


def test_what_was_done_elsewhere_meanwhile_is_not_done_again(
    furnished: Office, held: Window, lane: HeldLane
) -> None:
    ready(furnished)
    runner_of(held).look()
    run(furnished, StartedBy.SYSTEM)
    lane.run()
    assert [one.started_by for one in latest_runs(furnished)] == [StartedBy.SYSTEM]
    assert held._toast.text == ""


@contextmanager
def another_book(folder: Path) -> Iterator[Office]:
    folder.mkdir()
    made = make_office(folder)
    add_client(made, "Other Ltd", due=[("O-1", 5, 10_000)])
    ready(made)
    yield made
    assert isinstance(made.store, SqlStore)
    made.store.close()


def test_a_run_never_begins_in_a_book_that_was_just_exchanged(
    furnished: Office, held: Window, lane: HeldLane, tmp_path: Path
) -> None:
    ready(furnished)
    runner = runner_of(held)
    runner.look()
    with another_book(tmp_path / "other") as other:
        held.desk.open(lambda: other)
        lane.run()
        assert latest_runs(furnished) == []
        assert latest_runs(other) == []
        # Its own turn comes.
        runner.look()
        lane.run()
        assert len(latest_runs(other)) == 1
        assert latest_runs(furnished) == []


def test_a_run_under_way_stops_when_another_book_is_opened(
    furnished: Office, held: Window, lane: HeldLane, tmp_path: Path
) -> None:
    ready(furnished)
    letter = furnished.stationery.letter
    with another_book(tmp_path / "other") as other:

        def exchange(facts: object, words: object) -> bytes:
            held.desk.open(lambda: other)
            return letter(facts, words)  # type: ignore[arg-type]

        object.__setattr__(furnished.stationery, "letter", exchange)
        runner_of(held).look()
        lane.run()
        (stopped,) = latest_runs(furnished)
        assert (stopped.state, stopped.count(Did.SENT)) == (RunState.STOPPED, 1)
        assert latest_runs(other) == []
        assert held._toast.text == "", "it was the other book's run"


# Closing


def test_closing_while_it_runs_stops_it_and_asks_nothing(
    furnished: Office, held: Window, lane: HeldLane
) -> None:
    ready(furnished)
    letter = furnished.stationery.letter

    def close(facts: object, words: object) -> bytes:
        assert held.close()
        return letter(facts, words)  # type: ignore[arg-type]

    object.__setattr__(furnished.stationery, "letter", close)
    runner_of(held).look()
    lane.run()
    (stopped,) = latest_runs(furnished)
    assert (stopped.state, stopped.count(Did.SENT)) == (RunState.STOPPED, 1)
    assert sent(furnished) == []
    with furnished.read() as ledger:
        assert sum(ledger.figures.queued().values()) == 1, "it waits for the next time"


def test_a_window_that_stays_goes_on_running(
    furnished: Office, window: Window, runner: Runner
) -> None:
    ready(furnished)
    window.show_settings()
    window.pages["settings"].business.identity.phone.setText("1")  # type: ignore[attr-defined]
    window.close()
    assert window.isVisible()
    runner.look()
    assert len(latest_runs(furnished)) == 1
    window.pages["settings"].discard()  # type: ignore[attr-defined]


def test_a_closed_window_begins_nothing_more(
    furnished: Office, window: Window, runner: Runner
) -> None:
    ready(furnished)
    window.close()
    runner.look()
    assert latest_runs(furnished) == []
    assert runner.alarm_in == -1


def test_with_real_lanes_it_runs_and_the_window_closes(
    furnished: Office, qtbot: QtBot, surroundings: Surroundings, tmp_path: Path, theme: Theme,
    qapp: QApplication,
) -> None:  # fmt: skip
    ready(furnished)
    desk = Desk(ThreadLane(qapp), ThreadLane(qapp))
    window = build_window(desk, settings_in(tmp_path), surroundings)
    with qtbot.waitSignal(desk.opened):
        window.show()
    runner = runner_of(window)
    runner.look()
    qtbot.waitUntil(lambda: "The run sent 2 reminders" in window._toast.text, timeout=20_000)
    assert len(sent(furnished)) == 2
    dispose(window)
    desk.close()


# What goes wrong


def test_a_bug_is_told_once_more_and_then_left_for_the_day(
    furnished: Office, window: Window, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(furnished)
    bugs: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *what: bugs.append(what[0]))

    def broken(*_args: object, **_parts: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr("dunning_desktop.usecases.runs._plan", broken)
    for _ in range(4):
        runner.look()
        assert not runner.is_running
    assert bugs == [ZeroDivisionError, ZeroDivisionError]
    assert [one.state for one in latest_runs(furnished)] == [RunState.INTERRUPTED] * 2


def test_a_locked_book_is_tried_again_without_a_word(
    furnished: Office, window: Window, runner: Runner, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    ready(furnished)

    def locked(*_args: object, **_parts: object) -> object:
        raise BookError(reason="locked", path="book")

    with caplog.at_level(logging.INFO), monkeypatch.context() as patch:
        patch.setattr("dunning_desktop.ui.runner.run", locked)
        runner.look()
        patch.setattr("dunning_desktop.ui.runner.is_due", locked)
        runner.look()
    assert caplog.text.count("no run now: book(path, reason)") == 2
    runner.look()
    assert len(latest_runs(furnished)) == 1


# The whole way


def test_rehearse_allow_wait_and_it_is_sent(
    furnished: Office, window: Window, runner: Runner
) -> None:
    pay_a_little(furnished)
    part = part_of(window)
    part.rehearsal.button.click()
    (dialog,) = [one for one in window.findChildren(RunDialog) if one.isVisible()]
    assert {one.why for one in dialog.run.lines} == {"needs-approval"}
    dialog.reject()
    part.switch.button.click()
    with furnished.read() as ledger:
        own = ledger.parties.business().policy_id
    assert own is not None
    part.levels.boxes[own, FRIENDLY].box.click()
    runner.look()
    assert window._toast.text == (
        "The run would have sent 2 reminders; nothing was sent."
    )
    assert said(today_of(window))[-1] == (
        "By itself it would have sent 2 reminders: send them yourself"
    )
    assert sent(furnished) == []
    # A month later, the bank statement is brought in again.
    turn(furnished, days=31)
    pay_a_little(furnished)
    runner.look()
    assert window._toast.text == "The run sent 3 reminders."
    assert len(sent(furnished)) == 3
    assert "Today's run sent 3 reminders" in said(today_of(window))
    # And never twice.
    turn(furnished, days=1)
    runner.look()
    assert len(sent(furnished)) == 3
