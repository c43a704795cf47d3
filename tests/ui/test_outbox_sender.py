"""The sender wakes when a message falls due, never twice at once, and not in a frenzy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from dunning_desktop.domain.errors import BookError
from dunning_desktop.domain.mail import Fault, MessageState, Receipt
from dunning_desktop.ui.desk import Desk
from dunning_desktop.ui.lanes import Answer, InlineLane
from dunning_desktop.ui.sender import HEARTBEAT, Sender, SendingState
from dunning_desktop.ui.sending_line import said
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.mail_accounts import resume_account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import outbox
from tests.ui.books import Drawer, HandClock

BEAT = HEARTBEAT.total_seconds() * 1000


class HeldLane:
    """A lane whose jobs wait until the test lets them run."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Callable[[], object], Callable[[Answer], None]]] = []

    def submit(self, work: Callable[[], object], deliver: Callable[[Answer], None]) -> None:
        self.jobs.append((work, deliver))

    def run(self) -> None:
        work, deliver = self.jobs.pop(0)
        InlineLane().submit(work, deliver)

    def close(self) -> None:
        self.jobs.clear()


@pytest.fixture
def lane() -> HeldLane:
    return HeldLane()


@pytest.fixture
def held(furnished: Office, lane: HeldLane, qapp: QApplication) -> Iterator[Sender]:
    desk = Desk(InlineLane(), lane)
    sender = Sender(desk, desk)
    desk.open(lambda: furnished)
    lane.run()
    yield sender
    sender.stop()
    desk.close()
    desk.deleteLater()


def send_all(sender: Sender, office: Office) -> None:
    choices = [Choice(one, one.words, one.chase.channel) for one in review(office).prepared]
    sender._desk.do(issue, choices, owner=sender)


def turn(office: Office, **by: float) -> None:
    assert isinstance(office.clock, HandClock)
    office.clock.turn(**by)


def drawer(office: Office) -> Drawer:
    assert isinstance(office.postman, Drawer)
    return office.postman


def test_a_book_is_looked_through_when_it_opens(
    furnished: Office, lane: HeldLane, qapp: QApplication
) -> None:
    desk = Desk(InlineLane(), lane)
    sender = Sender(desk, desk)
    desk.open(lambda: furnished)
    assert len(lane.jobs) == 1
    sending = [sender.state.sending]
    lane.run()
    sending.append(sender.state.sending)
    assert sending == [True, False]
    sender.stop()


def test_it_sleeps_until_the_undo_has_passed(
    furnished: Office, held: Sender, lane: HeldLane
) -> None:
    assert held.alarm_in > BEAT / 2
    send_all(held, furnished)
    assert 9_000 < held.alarm_in <= 10_100
    assert (held.state.waiting, held.state.undoable, held.state.undo_seconds) == (2, 2, 10)
    turn(furnished, seconds=11)
    held._on_time()
    lane.run()
    assert len(drawer(furnished).sent) == 2
    assert held.alarm_in > BEAT / 2


def test_never_two_passes_at_once(furnished: Office, held: Sender, lane: HeldLane) -> None:
    send_all(held, furnished)
    turn(furnished, seconds=11)
    held.send()
    held.send()
    held._on_time()
    assert len(lane.jobs) == 1


def test_a_server_that_is_busy_is_tried_again_when_its_time_has_come(
    furnished: Office, held: Sender, lane: HeldLane
) -> None:
    drawer(furnished).answer = lambda _message: Receipt("451 later", Fault.BUSY)
    send_all(held, furnished)
    turn(furnished, seconds=11)
    held.send()
    lane.run()
    # A server that put it off gets five minutes, a fifth more or less.
    assert 239_000 < held.alarm_in <= BEAT + 100
    assert said(held.state) == "2 e-mails waiting to be tried again"
    turn(furnished, minutes=6, seconds=1)
    held.look()
    assert held.alarm_in < 1_000


def test_a_paused_account_is_left_alone_until_the_owner_acts(
    furnished: Office, held: Sender, lane: HeldLane
) -> None:
    drawer(furnished).refuses = Fault.LOGIN
    send_all(held, furnished)
    turn(furnished, seconds=11)
    held.send()
    lane.run()
    assert held.state.paused is Fault.LOGIN
    assert held.alarm_in > BEAT / 2
    drawer(furnished).refuses = None
    held._desk.do(resume_account, owner=held)
    assert held.alarm_in < 1_000
    held._on_time()
    lane.run()
    assert len(drawer(furnished).sent) == 2


def test_passes_that_get_nowhere_come_less_and_less_often(
    furnished: Office, held: Sender, lane: HeldLane, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_office: Office, *, progress: object) -> object:
        raise BookError(reason="locked", path="book")

    send_all(held, furnished)
    turn(furnished, seconds=11)
    monkeypatch.setattr("dunning_desktop.ui.sender.deliver", locked)
    waits = []
    for _try in range(3):
        held.send()
        lane.run()
        waits.append(held.alarm_in)
    assert 25_000 < waits[0] <= 30_100
    assert 115_000 < waits[1] <= 120_100
    assert waits[2] > waits[1]


def test_a_bug_in_a_pass_does_not_keep_the_next_one_away(
    furnished: Office, held: Sender, lane: HeldLane, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_office: Office, *, progress: object) -> object:
        raise ZeroDivisionError

    bugs: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *what: bugs.append(what[0]))
    monkeypatch.setattr("dunning_desktop.ui.sender.deliver", broken)
    held.send()
    lane.run()
    assert bugs == [ZeroDivisionError]
    assert not held.state.sending
    assert held.alarm_in > 0


def test_stopping_lets_the_message_in_hand_finish(
    furnished: Office, held: Sender, lane: HeldLane
) -> None:
    def answer(_message: object) -> Receipt:
        held.stop()
        return Receipt("250 taken")

    drawer(furnished).answer = answer
    send_all(held, furnished)
    turn(furnished, seconds=11)
    held.send()
    lane.run()
    states = sorted(one.state for one in outbox(furnished).messages)
    assert states == [MessageState.ACCEPTED, MessageState.QUEUED]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (SendingState(), ""),
        (SendingState(waiting=2, undoable=2, undo_seconds=9), ""),
        (SendingState(waiting=3, sending=True, sent=1), "Sending: 1 of 3 gone"),
        (
            SendingState(waiting=1, paused=Fault.LOGIN),
            "1 e-mail held back: user name or password not accepted",
        ),
        (SendingState(waiting=3, undoable=2), "1 e-mail waiting to be tried again"),
    ],
)
def test_the_line_says_what_the_mail_does(state: SendingState, words: str) -> None:
    assert said(state) == words
