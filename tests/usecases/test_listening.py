"""Listening: an inbox is read in order, once, and whatever breaks on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dunning_desktop.domain.automation import Held
from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.incoming import InboxMark, IncomingKind
from dunning_desktop.domain.mail import Fault
from dunning_desktop.usecases.heard_mail import Heard
from dunning_desktop.usecases.inbox_ports import InboxState
from dunning_desktop.usecases.listening import Listened, listen
from dunning_desktop.usecases.mail_accounts import account as usual_account
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.office import Office, Touched
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.replies import came_from, settle
from dunning_desktop.usecases.run_rows import Did
from dunning_desktop.usecases.runs import no_mail
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import Task, TaskRow
from tests.helpers.books import Book
from tests.helpers.inboxes import (
    CLIENT,
    LOST,
    Postboxes,
    answer,
    hearing,
    mail,
    report,
    waiting_replies,
    with_inbox,
)
from tests.helpers.offices import add_debtor, issue_all
from tests.helpers.smtp_server import PASSWORD
from tests.helpers.unattended import FIRM, FRIENDLY, automate, debtors, did, go, reminded, why
from tests.usecases.post_office import post_office, send, turn

Scene = tuple[Office, Postboxes, int]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """An office that hears, its inboxes, and a reminder that Willow got an hour ago."""
    with post_office(tmp_path) as (office, _):
        post = Postboxes()
        hears = hearing(office, post)
        add_debtor(hears, "Willow", email=CLIENT, late=[3])
        (message_id,) = issue_all(hears).message_ids
        turn(hears, minutes=1)
        assert send(hears).accepted == 1
        turn(hears, hours=1)
        yield hears, post, message_id


def heard(office: Office) -> Listened:
    return listen(office).value


def state(office: Office) -> InboxState:
    account = usual_account(office)
    assert account is not None
    with office.read() as ledger:
        return ledger.inboxes.state(account.id)


def row(office: Office, task: Task) -> TaskRow | None:
    return next((one for one in today(office).tasks if one.task is task), None)


def texts(office: Office) -> list[str]:
    return [one.text for one in waiting_replies(office)]


# What is read, and from where on


def test_nothing_new_is_nothing_heard(scene: Scene) -> None:
    office, post, _ = scene
    outcome = listen(office)
    assert not outcome.value.changed
    assert outcome.touched == frozenset()
    assert state(office) == InboxState(InboxMark(1, 1), office.clock.now())
    assert post.inbox.secrets == [PASSWORD]


def test_what_is_heard_touches_the_pages_that_show_it(scene: Scene) -> None:
    office, post, message_id = scene
    post.inbox.arrives(answer(office, message_id))
    outcome = listen(office)
    assert outcome.value.heard == {Heard.REPLY: 1}
    assert outcome.touched >= {Touched.CLIENTS, Touched.OUTBOX, Touched.INVOICES}


def test_mail_about_something_else_is_not_kept(scene: Scene) -> None:
    office, post, _ = scene
    post.inbox.arrives(
        mail(office, "Our new price list", sender="shop@elsewhere.example"),
        mail(office, "Lunch?", sender=CLIENT, subject="Lunch"),
        mail(office, "Away", sender=CLIENT, kind=IncomingKind.AUTOMATIC, answers=["<x@y.example>"]),
    )
    assert not heard(office).changed
    with office.read() as ledger:
        assert ledger.inboxes.waiting() == []
        assert ledger.inboxes.of_client(1) == []


def test_the_first_look_goes_three_days_back(scene: Scene) -> None:
    office, post, message_id = scene
    ages = {"old": timedelta(days=3, minutes=1), "young": timedelta(days=2, hours=23)}
    for text, age in ages.items():
        post.inbox.arrives(answer(office, message_id, text, at=office.clock.now() - age))
    heard(office)
    assert texts(office) == ["young"]


def test_each_look_goes_on_where_the_last_one_ended(scene: Scene) -> None:
    office, post, message_id = scene
    post.inbox.arrives(answer(office, message_id, "one"))
    heard(office)
    assert state(office).mark == InboxMark(1, 2)
    # Moved into the inbox by a rule: new there, however old it is.
    post.inbox.arrives(answer(office, message_id, "two", at=office.clock.now() - timedelta(days=9)))
    assert heard(office).heard == {Heard.REPLY: 1}
    assert state(office).mark == InboxMark(1, 3)
    assert sorted(texts(office)) == ["one", "two"]


def test_a_large_inbox_is_read_to_its_end_in_one_go(scene: Scene) -> None:
    office, post, message_id = scene
    post.inbox.batch = 2
    post.inbox.arrives(*(answer(office, message_id, str(number)) for number in range(5)))
    assert heard(office).heard == {Heard.REPLY: 5}
    assert post.inbox.calls.count("news") == 3


def test_an_inbox_that_claims_to_have_more_for_ever_is_left(scene: Scene) -> None:
    office, post, _ = scene
    inbox = post.inbox
    real = inbox.news

    def endless(*asked: object, **how: object) -> object:
        return replace(real(*asked, **how), more=True)  # type: ignore[arg-type]

    inbox.news = endless  # type: ignore[assignment, method-assign]
    heard(office)
    assert inbox.calls.count("news") <= 2


# Twice


@pytest.mark.parametrize("how", ["mark-lost", "new-life", "server-changed"])
def test_what_is_read_twice_is_kept_once(scene: Scene, how: str) -> None:
    office, post, message_id = scene
    post.inbox.arrives(
        answer(office, message_id),
        report(office, message_id, IncomingKind.DELAYED),
        answer(office, message_id, "Away.", kind=IncomingKind.AUTOMATIC),
    )
    heard(office)
    before = list(waiting_replies(office)), list(came_from(office, 1))
    assert len(before[1]) == 3
    if how == "new-life":
        post.inbox.begins_anew()
    elif how == "server-changed":
        post.inboxes["other.firm.example"] = post.inbox
        with_inbox(office, host="other.firm.example")
    else:
        with_inbox(office, host="nowhere.example")
        with_inbox(office)
    assert (state(office).mark is None) == (how != "new-life")
    again = heard(office)
    assert post.inbox.calls.count("news") == 2
    assert not again.changed
    assert (list(waiting_replies(office)), list(came_from(office, 1))) == before


def test_an_answer_that_was_dealt_with_does_not_come_back(scene: Scene) -> None:
    office, post, message_id = scene
    post.inbox.arrives(answer(office, message_id))
    heard(office)
    settle(office, [one.id for one in waiting_replies(office)])
    post.inbox.begins_anew()
    heard(office)
    assert waiting_replies(office) == ()


def test_a_new_life_begins_a_day_before_the_last_look(scene: Scene) -> None:
    office, post, message_id = scene
    heard(office)
    turn(office, days=10)
    ages = {"missed": 9, "young": 10.9, "too old": 11.1}
    for text, days in ages.items():
        at = office.clock.now() - timedelta(days=days)
        post.inbox.arrives(answer(office, message_id, text, at=at))
    post.inbox.begins_anew()
    heard(office)
    assert sorted(texts(office)) == ["missed", "young"]


# What breaks


def test_a_link_that_breaks_between_batches_loses_and_repeats_nothing(scene: Scene) -> None:
    office, post, message_id = scene
    post.inbox.batch = 2
    post.inbox.arrives(*(answer(office, message_id, str(number)) for number in range(5)))
    post.inbox.faults["news"] = [None, LOST]
    broken = heard(office)
    assert broken.heard == {Heard.REPLY: 2}
    assert broken.deaf is Fault.UNREACHABLE
    assert state(office).mark == InboxMark(1, 3)
    assert heard(office).heard == {Heard.REPLY: 3}
    assert sorted(texts(office)) == [str(number) for number in range(5)]


def test_an_inbox_that_was_read_in_part_does_not_count_as_read(scene: Scene) -> None:
    """The answer may lie in the other part."""
    office, post, message_id = scene
    heard(office)
    read_at = state(office).read_at
    turn(office, hours=30)
    post.inbox.batch = 1
    post.inbox.arrives(*(answer(office, message_id, str(number)) for number in range(3)))
    post.inbox.faults["news"] = [None, LOST]
    heard(office)
    assert state(office).read_at == read_at
    with office.read() as ledger:
        assert no_mail(ledger, office) is Held.INBOX_UNREAD
    heard(office)
    assert state(office).read_at == office.clock.now()


def test_a_book_that_fails_in_a_batch_keeps_none_of_it(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, post, message_id = scene
    post.inbox.arrives(*(answer(office, message_id, str(number)) for number in range(3)))
    with office.read() as ledger:
        inboxes = type(ledger.inboxes)
    real: Callable[..., None] = inboxes.heard

    def full(*_: object, **__: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(inboxes, "heard", full)
    with pytest.raises(RuntimeError):
        heard(office)
    assert waiting_replies(office) == ()
    monkeypatch.setattr(inboxes, "heard", real)
    assert heard(office).heard == {Heard.REPLY: 3}


@pytest.mark.parametrize("fault", [Fault.LOGIN, Fault.CERTIFICATE, Fault.UNREACHABLE, Fault.BUSY])
def test_an_inbox_that_cannot_be_opened_is_noted_and_cleared(scene: Scene, fault: Fault) -> None:
    office, post, _ = scene
    heard(office)
    read_at = state(office).read_at
    turn(office, hours=2)
    post.inbox.faults["open"] = [MailError(fault=fault, detail="no " * 400)]
    outcome = listen(office)
    assert outcome.value.deaf is fault
    assert outcome.touched == {Touched.ACCOUNTS}
    assert (state(office).fault, state(office).read_at) == (fault, read_at)
    unread = row(office, Task.INBOX_UNREAD)
    assert unread is not None
    assert (unread.fault, unread.at, unread.names) == (fault, read_at, ("me@firm.example",))
    assert listen(office).touched == {Touched.ACCOUNTS}
    assert state(office) == InboxState(InboxMark(1, 1), office.clock.now())
    assert row(office, Task.INBOX_UNREAD) is None


def test_a_deaf_inbox_keeps_the_others_from_nothing(scene: Scene) -> None:
    office, post, message_id = scene
    first = usual_account(office)
    assert first is not None
    post.inboxes["two.example"] = type(post.inbox)()
    assert first.inbox is not None
    second = replace(
        first, id=0, address="two@firm.example", secret_key="",
        inbox=replace(first.inbox, host="two.example"),
    )  # fmt: skip
    save_account(office, second, "two")
    post.inbox.faults["open"] = [LOST]
    post.inboxes["two.example"].arrives(answer(office, message_id, "to the other address"))
    done = heard(office)
    assert done.deaf is Fault.UNREACHABLE
    assert texts(office) == ["to the other address"]


def test_a_secret_that_is_gone_is_said(scene: Scene) -> None:
    office, post, _ = scene
    account = usual_account(office)
    assert account is not None
    office.keychain.delete(account.secret_key)
    assert heard(office).deaf is Fault.NO_PASSWORD
    assert post.inbox.secrets == []


def test_a_rotated_secret_is_kept_at_once(scene: Scene) -> None:
    """Even where the inbox then does not open."""
    office, post, _ = scene
    account = usual_account(office)
    assert account is not None
    post.inbox.rotates = "new grant"
    post.inbox.faults["open"] = [LOST]
    heard(office)
    assert office.keychain.get(account.secret_key) == "new grant"
    heard(office)
    assert post.inbox.secrets == [PASSWORD, "new grant"]


def test_stopping_leaves_the_rest_for_the_next_time(scene: Scene) -> None:
    office, post, message_id = scene
    post.inbox.batch = 1
    post.inbox.arrives(*(answer(office, message_id, str(number)) for number in range(3)))
    listen(office, progress=lambda done, _total: done < 1)
    assert texts(office) == ["0"]
    assert heard(office).heard == {Heard.REPLY: 2}


def test_without_a_way_to_any_inbox_nothing_is_read_and_nothing_awaited(scene: Scene) -> None:
    office, post, _ = scene
    done = heard(replace(office, postbox=None))
    assert done == Listened()
    assert post.inbox.calls == []


# A run nobody watches


@pytest.mark.parametrize(
    ("hours", "held"), [(23.9, None), (24, None), (24.1, Held.INBOX_UNREAD)]
)
def test_a_run_sends_no_email_once_the_inbox_is_unread_for_a_day(
    scene: Scene, hours: float, held: Held | None
) -> None:
    office, _, _ = scene
    heard(office)
    turn(office, hours=hours)
    with office.read() as ledger:
        assert no_mail(ledger, office) is held
        assert no_mail(ledger, replace(office, postbox=None)) is None
    heard(office)
    with office.read() as ledger:
        assert no_mail(ledger, office) is None


def test_an_inbox_that_was_never_read_holds_a_run(scene: Scene) -> None:
    office, post, _ = scene
    post.inbox.faults["open"] = [LOST]
    heard(office)
    with office.read() as ledger:
        assert no_mail(ledger, office) is Held.INBOX_UNREAD


@pytest.fixture
def working(book: Book) -> tuple[Book, Postboxes]:
    """A book that may send the first two levels by itself, with two debtors and an inbox."""
    automate(book, FRIENDLY, FIRM)
    debtors(book, 2)
    with_inbox(book.office)
    return book, Postboxes()


def test_a_run_looks_into_the_inbox_before_it_writes(working: tuple[Book, Postboxes]) -> None:
    book, post = working
    run = go(book, postbox=post)
    assert did(run, Did.SENT) == ["Client 1", "Client 2"]
    assert post.inbox.calls[0] == "open"
    book.clock.later(days=12)
    first = outbox(book.office).messages[-1]
    office = replace(book.office, postbox=post)
    post.inbox.arrives(answer(office, first.id, sender="pay1@client.example"))
    assert did(go(book, postbox=post), Did.SENT) == ["Client 2"]


def test_a_run_that_cannot_look_writes_no_email(working: tuple[Book, Postboxes]) -> None:
    book, post = working
    post.inbox.faults["open"] = [LOST]
    run = go(book, postbox=post)
    assert why(run) == {"Client 1": "inbox-unread", "Client 2": "inbox-unread"}
    assert reminded(book) == []
    assert did(go(book, postbox=post), Did.SENT) == ["Client 1", "Client 2"]
