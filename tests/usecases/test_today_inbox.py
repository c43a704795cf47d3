"""What came in, in the work list: answers with their words, mail that came back, deaf inboxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dunning_desktop.domain.incoming import IncomingKind
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.money import Money
from dunning_desktop.usecases.blocks import end_holds
from dunning_desktop.usecases.clients import save_client
from dunning_desktop.usecases.listening import listen
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.replies import settle, unsettle
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import Quote, Task, TaskRow
from tests.helpers.inboxes import (
    CLIENT,
    LOST,
    Postboxes,
    answer,
    hearing,
    mail,
    refers_to,
    report,
    waiting_replies,
    with_inbox,
)
from tests.helpers.offices import add_debtor, add_payment, issue_all, queue
from tests.usecases.post_office import post_office, send, turn

Scene = tuple[Office, Postboxes, dict[str, int]]
ROWAN = "accounts@rowan.example"


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """An office that hears, its inboxes, and the reminders that two clients got, by their names."""
    with post_office(tmp_path) as (office, _):
        post = Postboxes()
        hears = hearing(office, post)
        add_debtor(hears, "Willow", email=CLIENT, late=[3])
        add_debtor(hears, "Rowan", email=ROWAN, late=[3])
        issue_all(hears)
        turn(hears, minutes=1)
        assert send(hears).accepted == 2
        turn(hears, hours=1)
        with hears.read() as ledger:
            rows = {one.client: one.id for one in ledger.post.messages()}
        yield hears, post, rows


def told(office: Office, post: Postboxes, *mails: object) -> None:
    post.inbox.arrives(*mails)  # type: ignore[arg-type]
    listen(office)


def row(office: Office, task: Task = Task.REPLIES) -> TaskRow | None:
    return next((one for one in today(office).tasks if one.task is task), None)


def replies(office: Office) -> TaskRow:
    found = row(office)
    assert found is not None
    return found


def said(found: TaskRow) -> list[tuple[str, str]]:
    return [(one.who, one.text) for one in found.quotes]


def test_an_answer_stands_there_with_its_words(scene: Scene) -> None:
    office, post, rows = scene
    one = answer(office, rows["Willow"], "We paid on Friday.\n\nPriya")
    told(office, post, one)
    found = replies(office)
    assert (found.count, found.names, found.client_ids) == (1, ("Willow",), (1,))
    assert found.amounts == (Money(12_000, "GBP"),)
    (kept,) = waiting_replies(office)
    quote = Quote(kept.id, 1, "Willow", "Re: your reminder", one.text, one.at)
    assert found.quotes == (quote,)


def test_who_wrote_twice_is_one_and_is_quoted_twice(scene: Scene) -> None:
    office, post, rows = scene
    told(office, post, answer(office, rows["Willow"], "one"), answer(office, rows["Willow"], "two"))
    told(office, post, answer(office, rows["Rowan"], "three", sender=ROWAN))
    found = replies(office)
    assert (found.count, found.parties) == (2, 2)
    assert said(found) == [("Willow", "one"), ("Willow", "two"), ("Rowan", "three")]


def test_what_was_seen_is_quoted_no_more_and_the_client_stays_paused(scene: Scene) -> None:
    office, post, rows = scene
    told(office, post, answer(office, rows["Willow"]))
    ids = [one.incoming_id for one in replies(office).quotes]
    settle(office, ids)
    assert (replies(office).count, replies(office).quotes) == (1, ())
    unsettle(office, ids)
    assert said(replies(office)) == [("Willow", "Paid yesterday.")]
    end_holds(office, 1)
    assert row(office) is None


def test_nobodys_client_is_quoted_by_his_own_name(scene: Scene) -> None:
    office, post, _ = scene
    alone = queue(office, "agency@partner.example")
    send(office)
    own = refers_to(office, alone)[:1]
    told(
        office,
        post,
        mail(office, "ours", answers=own, sender="a@partner.example", sender_name="Swift"),
        mail(office, "bare", answers=own, sender="b@partner.example", sender_name=""),
    )
    found = replies(office)
    assert (found.count, found.parties, found.client_ids) == (2, 0, ())
    assert said(found) == [("Swift", "ours"), ("b@partner.example", "bare")]
    settle(office, [one.incoming_id for one in found.quotes])
    assert row(office) is None


def test_clients_and_others_stand_in_one_row(scene: Scene) -> None:
    office, post, rows = scene
    alone = queue(office, "agency@partner.example")
    send(office)
    own = refers_to(office, alone)[:1]
    told(office, post, mail(office, "ours", answers=own, sender="agency@partner.example"))
    told(office, post, answer(office, rows["Willow"]))
    found = replies(office)
    assert (found.count, found.parties, len(found.quotes)) == (2, 1, 2)
    assert [one.task for one in today(office).tasks].count(Task.REPLIES) == 1


@pytest.mark.parametrize("how", ["archived", "paid"])
def test_an_answer_is_shown_whatever_became_of_the_client(scene: Scene, how: str) -> None:
    """Nobody is chased, and yet somebody wrote."""
    office, post, rows = scene
    if how == "paid":
        add_payment(office, 1, 12_000)
    else:
        with office.read() as ledger:
            client = ledger.parties.client(1)
        save_client(office, replace(client, archived=True))
    told(office, post, answer(office, rows["Willow"], "Why did you write to us?"))
    found = replies(office)
    assert found.count == 1
    assert said(found) == [("Willow", "Why did you write to us?")]
    settle(office, [one.incoming_id for one in found.quotes])
    assert row(office) is None


def test_robots_and_delays_are_no_work(scene: Scene) -> None:
    office, post, rows = scene
    before = today(office).tasks
    kinds = (IncomingKind.AUTOMATIC, IncomingKind.DELAYED, IncomingKind.DELIVERED)
    told(office, post, *(report(office, rows["Willow"], kind) for kind in kinds))
    assert today(office).tasks == before


def test_mail_that_came_back_is_one_row_with_what_is_to_be_seen(scene: Scene) -> None:
    office, post, rows = scene
    told(
        office,
        post,
        report(office, rows["Willow"]),
        report(office, rows["Rowan"], address=ROWAN),
    )
    found = row(office, Task.EMAILS_BOUNCED)
    assert found is not None
    assert (found.count, found.parties, set(found.names)) == (2, 2, {"Willow", "Rowan"})
    assert len(found.incoming_ids) == 2
    assert row(office, Task.EMAILS_FAILED) is None
    settle(office, found.incoming_ids[:1])
    left = row(office, Task.EMAILS_BOUNCED)
    assert left is not None
    assert left.incoming_ids == found.incoming_ids[1:]


def test_an_inbox_that_cannot_be_read_says_why_and_since_when(scene: Scene) -> None:
    office, post, _ = scene
    listen(office)
    read_at = office.clock.now()
    turn(office, hours=3)
    post.inbox.faults["news"] = [LOST]
    listen(office)
    found = row(office, Task.INBOX_UNREAD)
    assert found == TaskRow(
        Task.INBOX_UNREAD, 1, names=("me@firm.example",), fault=Fault.UNREACHABLE, at=read_at
    )
    with_inbox(office)
    assert row(office, Task.INBOX_UNREAD) is None, "set up anew, it may be mended"
