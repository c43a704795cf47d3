"""The desk: answers come back, errors find their sentence, and nobody hears what is stale."""

from __future__ import annotations

import sys
import threading
from types import TracebackType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.errors import BookError, DunningError, ProposalOutdated
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.lanes import Answer, Deliver, InlineLane, ThreadLane, Work, attempt
from dunning_desktop.ui.progress import JobProgress
from dunning_desktop.usecases.clients import client_totals
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.ports import Progress
from dunning_desktop.usecases.rows import ListQuery, Totals


class HandLane:
    """A lane whose jobs run when the test says so."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Work, Deliver]] = []
        self.ran = 0

    def submit(self, work: Work, deliver: Deliver) -> None:
        self.jobs.append((work, deliver))

    def close(self) -> None:
        self.jobs.clear()

    def run_all(self) -> None:
        while self.jobs:
            work, deliver = self.jobs.pop(0)
            self.ran += 1
            deliver(attempt(work))


def answer(_office: Office, value: object) -> object:
    return value


def touch(_office: Office, value: int) -> Outcome[int]:
    return Outcome(value, frozenset({Touched.CLIENTS}))


def outdated(_office: Office) -> Outcome[int]:
    raise ProposalOutdated


def bug(_office: Office) -> Outcome[int]:
    raise ZeroDivisionError


@pytest.fixture
def lane() -> HandLane:
    return HandLane()


@pytest.fixture
def by_hand(qapp: QCoreApplication, office: Office, lane: HandLane) -> Desk:
    made = Desk(lane, lane)
    made.open(lambda: office)
    lane.run_all()
    return made


def test_an_answer_comes_back(desk: Desk) -> None:
    taken: list[object] = []
    desk.ask(answer, 42, then=taken.append, owner=desk)
    assert taken == [42]


def test_a_write_says_what_it_touched_and_hands_on_its_value(desk: Desk, qtbot: QtBot) -> None:
    taken: list[int] = []
    with qtbot.waitSignal(desk.changed) as heard:
        desk.do(touch, 7, then=taken.append, owner=desk)
    assert taken == [7]
    assert heard.args == [frozenset({Touched.CLIENTS})]


def test_a_mendable_error_goes_to_whoever_takes_it(desk: Desk) -> None:
    mine: list[DunningError] = []
    everyones: list[DunningError] = []
    desk.trouble.connect(everyones.append)
    desk.do(outdated, owner=desk, failed=mine.append)
    assert [type(one) for one in mine] == [ProposalOutdated]
    assert not everyones
    desk.do(outdated, owner=desk)
    assert [type(one) for one in everyones] == [ProposalOutdated]


def test_a_bug_goes_to_the_crash_report_with_its_traceback(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[type[BaseException], TracebackType | None]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _e, trace: told.append((kind, trace)))
    desk.do(bug, owner=desk)
    assert [kind for kind, _trace in told] == [ZeroDivisionError]
    assert told[0][1] is not None


def test_only_the_last_of_several_asks_is_run_and_answered(by_hand: Desk, lane: HandLane) -> None:
    taken: list[object] = []
    before = lane.ran
    runs: list[object] = []

    def note(_office: Office, value: object) -> object:
        runs.append(value)
        return value

    for letters in ("b", "ba", "bak"):
        by_hand.ask(note, letters, then=taken.append, owner=by_hand, latest="rows")
    by_hand.ask(note, "totals", then=taken.append, owner=by_hand, latest="totals")
    lane.run_all()
    assert taken == ["bak", "totals"]
    assert runs == ["bak", "totals"]
    assert lane.ran - before == 4


def test_an_answer_on_its_way_is_dropped_when_a_newer_ask_was_made(
    by_hand: Desk, lane: HandLane
) -> None:
    taken: list[object] = []
    by_hand.ask(answer, "old", then=taken.append, owner=by_hand, latest="rows")
    work, deliver = lane.jobs.pop()
    found = attempt(work)
    by_hand.ask(answer, "new", then=taken.append, owner=by_hand, latest="rows")
    deliver(found)
    lane.run_all()
    assert taken == ["new"]


def test_a_dead_owner_hears_nothing_but_the_change_is_told(by_hand: Desk, lane: HandLane) -> None:
    taken: list[object] = []
    changes: list[object] = []
    by_hand.changed.connect(changes.append)
    owner = QObject()
    by_hand.ask(answer, 1, then=taken.append, owner=owner)
    by_hand.do(touch, 2, then=taken.append, owner=owner)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    lane.run_all()
    assert taken == []
    assert changes == [frozenset({Touched.CLIENTS})]


def test_a_failed_write_is_told_even_when_its_dialog_is_gone(by_hand: Desk, lane: HandLane) -> None:
    told: list[DunningError] = []
    by_hand.trouble.connect(told.append)
    owner = QObject()
    by_hand.do(outdated, owner=owner, failed=lambda _error: pytest.fail("the owner is dead"))
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    lane.run_all()
    assert [type(one) for one in told] == [ProposalOutdated]


def test_asks_made_before_the_book_opens_wait_behind_it(office: Office, qapp: object) -> None:
    lane = HandLane()
    desk = Desk(lane, lane)
    taken: list[object] = []
    desk.open(lambda: office)
    desk.ask(answer, "waited", then=taken.append, owner=desk)
    desk.mail(touch, 3, then=taken.append, owner=desk)
    assert not desk.is_open
    lane.run_all()
    assert taken == ["waited", 3]


def test_a_refused_book_is_told_once_and_the_asks_behind_it_end_quietly(qtbot: QtBot) -> None:
    lane = HandLane()
    desk = Desk(lane, lane)
    told: list[object] = []
    desk.refused.connect(told.append)
    desk.trouble.connect(told.append)

    def refuse() -> Office:
        raise BookError(reason="newer", path="book")

    desk.open(refuse)
    desk.ask(answer, 1, then=told.append, owner=desk)
    lane.run_all()
    assert [type(one) for one in told] == [BookError]
    assert not desk.is_open


def test_another_book_takes_the_place_of_the_first_which_is_closed(
    office: Office, qapp: object
) -> None:
    closed: list[Office] = []
    desk = Desk(InlineLane(), InlineLane(), close_office=closed.append)
    desk.open(lambda: office)
    desk.open(lambda: office)
    assert closed == [office]
    desk.close()
    assert closed == [office, office]
    assert not desk.is_open


def test_real_lanes_run_off_the_gui_thread_in_order_and_answer_on_it(
    office: Office, qtbot: QtBot
) -> None:
    desk = Desk(ThreadLane(), ThreadLane())
    here = threading.get_ident()
    seen: list[tuple[int, int]] = []

    def where(_office: Office, number: int) -> tuple[int, int]:
        return number, threading.get_ident()

    answered_on: list[int] = []
    desk.open(lambda: office)
    for number in range(50):
        desk.ask(where, number, then=seen.append, owner=desk)
    desk.ask(
        where, 50, then=lambda _pair: answered_on.append(threading.get_ident()), owner=desk
    )
    qtbot.waitUntil(lambda: bool(answered_on))
    assert [number for number, _thread in seen] == list(range(50))
    assert {thread for _number, thread in seen} - {here}
    assert here not in {thread for _number, thread in seen}
    assert answered_on == [here]
    desk.close()


def test_a_lane_outlives_a_job_that_breaks(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: told.append(kind))
    desk = Desk(ThreadLane(), ThreadLane())
    desk.open(lambda: office)
    taken: list[object] = []
    desk.ask(bug, then=taken.append, owner=desk)
    desk.ask(answer, "still here", then=taken.append, owner=desk)
    qtbot.waitUntil(lambda: taken == ["still here"])
    assert told == [ZeroDivisionError]
    desk.close()


def test_busy_is_told_when_it_begins_and_when_it_ends(by_hand: Desk, lane: HandLane) -> None:
    told: list[bool] = []
    by_hand.busy_changed.connect(told.append)
    by_hand.ask(answer, 1, then=lambda _one: None, owner=by_hand)
    by_hand.ask(answer, 2, then=lambda _one: None, owner=by_hand)
    lane.run_all()
    assert told == [True, False]


def test_progress_is_heard_and_can_stop_the_job(desk: Desk) -> None:
    progress = JobProgress()
    heard: list[object] = []
    progress.moved.connect(heard.append)

    def long_job(_office: Office, *, progress: Progress) -> Outcome[int]:
        for done in range(10):
            if not progress(done, 10):
                return Outcome(done)
        return Outcome(10)

    taken: list[int] = []
    progress.moved.connect(lambda place: progress.cancel() if place[0] == 3 else None)
    desk.do(long_job, progress=progress, then=taken.append, owner=desk)
    assert taken == [3]
    assert heard[-1] == (3, 10)
    assert progress.cancelled


def test_a_real_use_case_is_called_with_the_office(desk: Desk) -> None:
    taken: list[Totals] = []
    desk.ask(client_totals, ListQuery(), then=taken.append, owner=desk)
    assert taken == [Totals(0)]


def test_an_answer_keeps_what_was_raised() -> None:
    def interrupt() -> object:
        raise KeyboardInterrupt

    assert isinstance(attempt(interrupt).error, KeyboardInterrupt)
    assert attempt(lambda: 5) == Answer(5)
