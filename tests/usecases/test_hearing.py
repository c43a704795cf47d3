"""Answers: whose they are, what they pause, and what they take back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dunning_desktop.domain.client import Client
from dunning_desktop.domain.incoming import IncomingKind
from dunning_desktop.usecases.blocks import end_block
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.heard_mail import Heard
from dunning_desktop.usecases.inbox_ports import IncomingRow
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.replies import came_from
from tests.helpers.inboxes import (
    CLIENT,
    answer,
    mail,
    refers_to,
    report,
    root_of,
    waiting_replies,
)
from tests.helpers.offices import add_debtor, add_payment, queue
from tests.helpers.smtp_server import USER
from tests.usecases.listening_post import Scene, codes, go_on, listening_post, paused, remind, told
from tests.usecases.post_office import send, states, turn


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with listening_post(tmp_path) as scene:
        yield scene


def only_reply(office: Office) -> IncomingRow:
    (one,) = waiting_replies(office)
    return one


# Whose it is


def test_an_answer_pauses_the_ladder_and_is_kept_with_its_words(scene: Scene) -> None:
    office, post, _ = scene
    message_id = remind(office)
    said = "We paid\r\n  on Friday." + " xxx" * 100
    assert told(office, post, answer(office, message_id, said)) == {Heard.REPLY: 1}
    one = only_reply(office)
    assert (one.client, one.outbox_id, one.sure, one.text) == ("Willow", message_id, True, said)
    (reason,) = paused(office)
    assert reason == "We paid on Friday." + " xxx" * 20 + "…"
    assert "client-replied" in codes(office)
    turn(office, days=200)
    assert propose(office).chases == ()
    assert {one.detail for one in propose(office).rest} == {"replied"}


def test_the_ladder_goes_on_once_the_owner_says_so(scene: Scene) -> None:
    office, post, _ = scene
    told(office, post, answer(office, remind(office)))
    turn(office, days=12)
    with office.read() as ledger:
        (block,) = ledger.chasing.blocks([1])
    end_block(office, 1, block_id=block.id)
    assert waiting_replies(office) == ()
    assert "reply-settled" in codes(office)
    (chase,) = propose(office).chases
    assert chase.level.day == 14


@pytest.mark.parametrize("how", ["own-id", "root-alone", "rewritten"])
def test_an_answer_is_known_by_any_of_its_references(scene: Scene, how: str) -> None:
    office, post, _ = scene
    message_id = remind(office)
    own, root = refers_to(office, message_id)
    rewritten = "<AS8PR0802MB7@outlook.example>"
    answers = {"own-id": [own], "root-alone": [root], "rewritten": [rewritten, rewritten, root]}
    told(office, post, mail(office, answers=answers[how], sender="boss@elsewhere.example"))
    assert (only_reply(office).outbox_id, only_reply(office).sure) == (message_id, True)
    assert paused(office) == ["Paid yesterday."]


def test_an_answer_is_about_the_message_it_names_and_not_the_newest(scene: Scene) -> None:
    office, post, _ = scene
    first = remind(office)
    turn(office, days=12)
    second = go_on(office)
    assert first != second
    told(office, post, answer(office, first))
    assert only_reply(office).outbox_id == first


def test_by_the_conversation_alone_the_newest_is_meant(scene: Scene) -> None:
    office, post, _ = scene
    remind(office)
    turn(office, days=12)
    second = go_on(office)
    told(office, post, mail(office, answers=[root_of(office, second)]))
    assert only_reply(office).outbox_id == second


# By address and number


def test_a_clients_address_and_an_open_number_will_do(scene: Scene) -> None:
    office, post, _ = scene
    remind(office)
    told(office, post, mail(office, "About WIL1-1: paid.", subject="Hello"))
    one = only_reply(office)
    assert (one.client_id, one.outbox_id, one.sure) == (1, None, False)
    assert len(paused(office)) == 1


@pytest.mark.parametrize(
    ("subject", "text", "meant"),
    [
        ("Invoice wil1-1", "", True),
        ("", "(WIL1-1).", True),
        ("WIL1-1", "", True),
        ("", "see WIL1-10 and WIL1-11", False),
        ("", "AWIL1-1", False),
        ("", "WIL1-10, and WIL1-1", True),
        ("Lunch", "on Friday?", False),
    ],
)
def test_a_number_within_a_longer_one_is_another(
    scene: Scene, subject: str, text: str, meant: bool
) -> None:
    office, post, _ = scene
    remind(office)
    told(office, post, mail(office, text, subject=subject))
    assert bool(waiting_replies(office)) is meant
    assert bool(paused(office)) is meant


def test_the_number_of_a_paid_invoice_is_no_matter(scene: Scene) -> None:
    office, post, _ = scene
    remind(office)
    add_payment(office, 1, 12_000)
    assert told(office, post, mail(office, "About WIL1-1")) == {}


def test_a_stranger_with_the_number_leaves_no_trace(scene: Scene) -> None:
    office, post, _ = scene
    remind(office)
    stranger = mail(office, "About WIL1-1", sender="fraud@elsewhere.example")
    assert told(office, post, stranger) == {}
    assert came_from(office, 1) == ()
    with office.read() as ledger:
        assert ledger.inboxes.waiting() == []


def test_a_client_nobody_wrote_to_yet_is_not_answering(scene: Scene) -> None:
    office, post, _ = scene
    add_debtor(office, "Willow", email=CLIENT, late=[3])
    assert told(office, post, mail(office, "About WIL1-1")) == {}


def test_with_two_clients_of_one_address_the_number_decides(scene: Scene) -> None:
    office, post, _ = scene
    for name in ("Willow", "Rowan"):
        add_debtor(office, name, email=CLIENT, late=[3])
    go_on(office)
    told(office, post, mail(office, "About ROW2-1"))
    assert (paused(office, 1), paused(office, 2)) == ([], ["About ROW2-1"])


# What is no answer


def test_the_owners_own_copy_is_no_answer(scene: Scene) -> None:
    office, post, _ = scene
    message_id = remind(office)
    own = answer(office, message_id, sender=USER, message_id=refers_to(office, message_id)[0])
    assert told(office, post, own) == {}
    assert paused(office) == []


def test_what_he_writes_to_the_client_himself_is_none(scene: Scene) -> None:
    office, post, _ = scene
    message_id = remind(office)
    assert told(office, post, answer(office, message_id, "Thank you!", sender=USER)) == {}
    assert propose(office).rest[0].detail != "replied"


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (IncomingKind.AUTOMATIC, "automatic-reply"),
        (IncomingKind.DELAYED, "message-delayed"),
        (IncomingKind.DELIVERED, None),
    ],
)
def test_a_robot_is_noted_and_stops_nothing(
    scene: Scene, kind: IncomingKind, code: str | None
) -> None:
    office, post, _ = scene
    message_id = remind(office)
    before = codes(office)
    assert told(office, post, report(office, message_id, kind)) == {Heard.NOTE: 1}
    assert paused(office) == []
    assert waiting_replies(office) == ()
    assert states(office) == ["accepted"]
    (kept,) = came_from(office, 1)
    assert (kept.kind, kept.outbox_id) == (kind, message_id)
    assert kept.settled_at is not None
    assert client_card(office, 1).client.contacts[0].refused == ""
    fresh = codes(office)[: len(codes(office)) - len(before)]
    assert fresh == ([code] if code else [])
    turn(office, days=12)
    assert len(propose(office).chases) == 1


def test_an_address_he_gave_up_is_still_his_own(scene: Scene) -> None:
    office, post, _ = scene
    message_id = remind(office)
    with office.read() as ledger:
        (account,) = ledger.post.accounts()
    save_account(office, replace(account, address="new@firm.example"))
    assert told(office, post, answer(office, message_id, "Thank you!", sender=USER)) == {}
    assert paused(office) == []


def test_what_two_accounts_hear_is_heard_once(scene: Scene) -> None:
    office, post, _ = scene
    message_id = remind(office)
    with office.read() as ledger:
        (account,) = ledger.post.accounts()
    save_account(office, replace(account, id=0, address="two@firm.example", secret_key=""), "two")
    assert told(office, post, answer(office, message_id)) == {Heard.REPLY: 1}
    assert post.inbox.calls.count("open") == 2
    assert only_reply(office).outbox_id == message_id


# Once more


def test_a_second_answer_is_kept_and_pauses_nothing_more(scene: Scene) -> None:
    office, post, _ = scene
    message_id = remind(office)
    told(office, post, answer(office, message_id, "one"))
    turn(office, days=3)
    told(office, post, answer(office, message_id, "two"))
    assert [one.text for one in waiting_replies(office)] == ["one", "two"]
    assert paused(office) == ["one"]


def test_an_answer_after_the_pause_was_ended_pauses_again(scene: Scene) -> None:
    office, post, _ = scene
    message_id = remind(office)
    told(office, post, answer(office, message_id, "one"))
    turn(office, days=3)
    with office.read() as ledger:
        (block,) = ledger.chasing.blocks([1])
    end_block(office, 1, block_id=block.id)
    told(office, post, answer(office, message_id, "two"))
    assert paused(office) == ["two"]


# Others


def test_an_answer_about_nobodys_client_is_kept_and_pauses_nobody(scene: Scene) -> None:
    """To a partner, or to a message that stands for itself."""
    office, post, _ = scene
    remind(office)
    alone = queue(office, "agency@partner.example")
    send(office)
    sender = "agency@partner.example"
    letter = answer(office, alone, "Thanks.", sender=sender, answers=refers_to(office, alone)[:1])
    assert told(office, post, letter) == {Heard.REPLY: 1}
    one = only_reply(office)
    assert (one.client_id, one.client, one.outbox_id, one.sender) == (None, "", alone, sender)
    assert paused(office) == []


def test_an_archived_client_that_answers_is_heard(scene: Scene) -> None:
    office, post, _ = scene
    message_id = remind(office)
    with office.read() as ledger:
        client: Client = ledger.parties.client(1)
    save_client(office, replace(client, archived=True))
    assert told(office, post, mail(office, "About WIL1-1")) == {}, "by address it is nobody's"
    assert told(office, post, answer(office, message_id)) == {Heard.REPLY: 1}
    assert only_reply(office).client == "Willow"
