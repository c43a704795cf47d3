"""What an answer takes back, and what it proves of messages that nobody was sure of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dunning_desktop.domain.incoming import IncomingKind
from dunning_desktop.domain.mail import MessageState
from dunning_desktop.usecases.blocks import end_block
from dunning_desktop.usecases.handing_over import hand_over
from dunning_desktop.usecases.heard_mail import Heard
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import cancel_message, outbox, send_again
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.rows import LetterState
from tests.helpers.inboxes import (
    CLIENT,
    answer,
    mail,
    refers_to,
    report,
    root_of,
)
from tests.helpers.offices import add_debtor, issue_all
from tests.helpers.smtp_server import Server
from tests.usecases.listening_post import Scene, codes, go_on, listening_post, paused, remind, told
from tests.usecases.post_office import fill, messages, send, states, turn


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with listening_post(tmp_path) as scene:
        yield scene


def test_what_waits_to_go_to_him_is_taken_back(scene: Scene) -> None:
    office, post, server = scene
    first = remind(office)
    turn(office, days=12)
    issue_all(office)
    assert states(office) == ["accepted", "queued"]
    told(office, post, answer(office, first))
    assert states(office) == ["accepted", "cancelled"]
    turn(office, minutes=5)
    send(office)
    assert len(server.received) == 1
    with office.read() as ledger:
        (block,) = ledger.chasing.blocks([1])
    end_block(office, 1, block_id=block.id)
    (chase,) = propose(office).chases
    assert chase.level.day == 14, "it never went, and is due again"


def test_what_left_stays_as_it_is(scene: Scene) -> None:
    office, post, server = scene
    first = remind(office)
    turn(office, days=12)
    second = go_on(office)
    before = [(one.state, one.finished_at, one.reply) for one in messages(office)]
    told(office, post, answer(office, first))
    assert [(one.state, one.finished_at, one.reply) for one in messages(office)] == before
    assert len(server.received) == 2
    assert "reminder-withdrawn" not in codes(office)
    assert refers_to(office, second)[2:] == (refers_to(office, first)[0],)


def test_another_clients_messages_wait_on(scene: Scene) -> None:
    office, post, _ = scene
    first = remind(office)
    add_debtor(office, "Rowan", email="pay@rowan.example", late=[3])
    issue_all(office)
    told(office, post, answer(office, first))
    assert states(office) == ["accepted", "queued"]


def uncertain(office: Office, server: Server) -> int:
    """A reminder of which nobody knows whether it went; its message's id."""
    server.script["DOT"] = ["accept-drop"]
    add_debtor(office, "Willow", email=CLIENT, late=[3])
    (message_id,) = issue_all(office).message_ids
    turn(office, minutes=1)
    assert send(office).uncertain == 1
    return message_id


def test_who_answers_an_uncertain_message_has_got_it(scene: Scene) -> None:
    office, post, server = scene
    message_id = uncertain(office, server)
    told(office, post, answer(office, message_id))
    assert states(office) == ["accepted"]
    assert "message-resolved" in codes(office)


def test_that_the_conversation_goes_on_proves_nothing(scene: Scene) -> None:
    office, post, server = scene
    message_id = uncertain(office, server)
    told(office, post, mail(office, answers=[root_of(office, message_id)]))
    assert states(office) == ["uncertain"]
    assert len(paused(office)) == 1


def test_a_proof_of_delivery_resolves_its_own_message_only(scene: Scene) -> None:
    office, post, server = scene
    message_id = uncertain(office, server)
    root = root_of(office, message_id)
    told(office, post, report(office, message_id, IncomingKind.DELIVERED, answers=(root,)))
    assert states(office) == ["uncertain"], "it may be of an earlier one"
    told(office, post, report(office, message_id, IncomingKind.DELIVERED))
    assert states(office) == ["accepted"]


def test_who_answers_what_was_to_go_again_had_got_it_the_first_time(scene: Scene) -> None:
    """It is not taken back as if it had never left, and does not go a second time."""
    office, post, server = scene
    message_id = uncertain(office, server)
    send_again(office, message_id)
    told(office, post, answer(office, message_id))
    assert states(office) == ["accepted"]
    assert "reminder-withdrawn" not in codes(office)
    turn(office, minutes=5)
    send(office)
    assert len(server.received) == 1


def test_who_answers_what_was_handed_over_has_got_it(scene: Scene) -> None:
    office, post, _ = scene
    add_debtor(office, "Willow", email=CLIENT, late=[3])
    (message_id,) = issue_all(office).message_ids
    hand_over(office, message_id)
    told(office, post, answer(office, message_id))
    assert states(office) == ["accepted"]


def test_who_answers_what_came_back_had_got_it_all_the_same(scene: Scene) -> None:
    """It was forwarded to where nobody is, and read where it was sent to."""
    office, post, _ = scene
    message_id = remind(office)
    told(office, post, report(office, message_id, address="priya@private.example"))
    assert states(office) == ["failed"]
    told(office, post, answer(office, message_id))
    assert states(office) == ["accepted"]
    assert "reminder-withdrawn" not in codes(office)
    (letter,) = outbox(office).letters
    assert letter.state is LetterState.WITHDRAWN, "and nothing goes by post"


def test_a_proof_of_delivery_does_not_make_up_for_a_bounce(scene: Scene) -> None:
    office, post, _ = scene
    message_id = remind(office)
    told(office, post, report(office, message_id))
    told(office, post, report(office, message_id, IncomingKind.DELIVERED))
    assert states(office) == ["failed"]


def test_an_answer_to_a_cancelled_message_is_heard_and_changes_it_not(scene: Scene) -> None:
    office, post, _ = scene
    (message_id,) = fill(office, 1)
    cancel_message(office, message_id)
    own = refers_to(office, message_id)[:1]
    assert told(office, post, mail(office, answers=own)) == {Heard.REPLY: 1}
    assert [one.state for one in messages(office)] == [MessageState.CANCELLED]
