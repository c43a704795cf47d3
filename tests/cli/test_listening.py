"""The verb that reads the inboxes once, and says what was heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from dunning_desktop.bootstrap import close_office
from dunning_desktop.cli.mail_words import why_not_mailed
from dunning_desktop.domain.incoming import IncomingKind
from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.usecases.mail_accounts import mailboxes, save_account
from dunning_desktop.usecases.office import Office
from tests.cli.desk import Desk, one_line
from tests.helpers.offices import add_debtor
from tests.ui.postbox import Box, answer, bounce, with_inbox


class ListeningDesk(Desk):
    """Every office it opens reads this box."""

    box: Box | None = None

    def open(self, *args: object, **parts: object) -> Office:
        return replace(super().open(*args, **parts), postbox=self.box)  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> ListeningDesk:
    """Reminders went to two clients; nothing has arrived yet."""
    made = ListeningDesk(tmp_path, capsys, "2020-03-01")
    made.furnish()
    with opened(made) as office:
        for name in ("Willow & Stone", "Harbour Ltd"):
            add_debtor(office, name, email=f"pay@{name[:6].lower()}.example", late=[5])
        made.box = with_inbox(office)
    assert made.run("issue").code == 0
    with opened(made) as office, office.write() as ledger:
        for one in ledger.post.messages():
            ledger.post.finish(one.id, MessageState.ACCEPTED, at=office.clock.now())
    return made


@contextmanager
def opened(desk: Desk) -> Iterator[Office]:
    office = desk.open()
    try:
        yield office
    finally:
        close_office(office)


def arrives(desk: ListeningDesk, *mails: Callable[[Office], object]) -> None:
    assert desk.box is not None
    with opened(desk) as office:
        desk.box.mails.extend(one(office) for one in mails)  # type: ignore[misc]


def test_without_an_inbox_it_says_where_to_set_one_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path, capsys, "2020-03-01")
    desk.furnish()
    answered = desk.run("listen")
    assert (answered.code, answered.out) == (1, "")
    assert one_line(answered.err)
    assert "Settings" in answered.err


def test_nothing_new_is_one_line(desk: ListeningDesk) -> None:
    answered = desk.run("listen")
    assert (answered.code, answered.out, answered.err) == (0, "Nothing new.\n", "")


def test_it_says_who_answered_and_what_came_back(desk: ListeningDesk) -> None:
    arrives(
        desk,
        lambda office: answer(office, "Willow & Stone", "We pay"),
        lambda office: bounce(office, "Harbour Ltd"),
        lambda office: replace(
            answer(office, "Harbour Ltd", "away"), kind=IncomingKind.AUTOMATIC
        ),
    )
    answered = desk.run("listen")
    assert (answered.code, answered.err) == (0, "")
    assert answered.out == (
        "1 answered (Willow & Stone), 1 came back (Harbour Ltd), 1 automatic or delayed.\n"
    )
    assert desk.run("listen").out == "Nothing new.\n", "everything is heard once"


def test_a_program_gets_figures(desk: ListeningDesk) -> None:
    arrives(desk, lambda office: answer(office, "Willow & Stone", "We pay"))
    assert desk.run("listen", "--json").json == {
        "answers": 1, "bounces": 0, "notes": 0, "found": 0, "again": 0, "filed": 0, "deaf": None,
    }  # fmt: skip


def test_a_stranger_s_name_never_reaches_the_terminal(desk: ListeningDesk) -> None:
    hostile = "\x1b[2JWillow\u202e"
    arrives(
        desk,
        lambda office: answer(
            office, "Willow & Stone", hostile, sender_name=hostile, subject=hostile
        ),
    )
    answered = desk.run("listen")
    assert answered.out == "1 answered (Willow & Stone).\n"


def test_an_inbox_that_cannot_be_read_is_something_to_look_at(desk: ListeningDesk) -> None:
    assert desk.box is not None
    desk.box.refuses = Fault.LOGIN
    answered = desk.run("listen")
    assert (answered.code, answered.out) == (1, ""), "what was not read holds no news"
    assert one_line(answered.err)
    assert answered.err.startswith("dunning: the inbox of ")
    assert "refused the name or the password" in answered.err


def test_what_lies_behind_an_inbox_that_cannot_be_read_is_said(desk: ListeningDesk) -> None:
    with opened(desk) as office, office.write() as ledger:
        (known,) = ledger.post.accounts()
        ledger.inboxes.deaf(known.id, Fault.CERTIFICATE, "host-mismatch: mail.other.example")
    with opened(desk) as office:
        boxes = mailboxes(office)
    state = boxes.inboxes[known.id]
    assert state.fault is not None
    assert why_not_mailed(state.fault, state.detail) == (
        "the mail server's certificate cannot be trusted (it is for another name)"
    )


def test_one_inbox_that_is_read_may_hold_nothing_new(desk: ListeningDesk) -> None:
    """Two accounts, and only one of them cannot be read: both are told of."""
    with opened(desk) as office:
        (known,) = mailboxes(office).accounts
        second = replace(known, id=0, address="two@carter.example", secret_key="gone")
        save_account(office, second)
    answered = desk.run("listen")
    assert (answered.code, answered.out) == (1, "Nothing new.\n")
    assert one_line(answered.err)
    assert "the inbox of two@carter.example cannot be read: the password" in answered.err


def test_what_was_uncertain_is_found_in_the_sent_folder(desk: ListeningDesk) -> None:
    assert desk.box is not None
    with opened(desk) as office, office.write() as ledger:
        for one in ledger.post.messages():
            ledger.post.mark_dot(one.id, office.clock.now().replace(hour=0, minute=0))
            ledger.post.finish(one.id, MessageState.UNCERTAIN, at=office.clock.now())
            desk.box.in_sent.add(ledger.post.message(one.id).frozen.message_id)
    answered = desk.run("listen")
    assert answered.out == "Nothing new.\nUncertain e-mails: 2 found in your Sent folder.\n"
