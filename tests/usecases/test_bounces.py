"""Mail that came back: the address is flagged, the letter goes by post, and it is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.client import Contact
from dunning_desktop.domain.incoming import IncomingKind, Undelivered
from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.usecases.blocks import end_holds, hold
from dunning_desktop.usecases.clients import save_client
from dunning_desktop.usecases.heard_mail import Heard
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import mark_posted, mark_printed, outbox, retry_message
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.replies import settle
from dunning_desktop.usecases.rows import LetterState
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import Task, TaskRow
from tests.helpers.inboxes import (
    CLIENT,
    answer,
    refers_to,
    report,
    root_of,
    with_inbox,
)
from tests.helpers.offices import add_debtor, add_payment, issue_all, queue
from tests.helpers.smtp_server import USER
from tests.usecases.listening_post import Scene, codes, go_on, listening_post, remind, told
from tests.usecases.post_office import messages, send, states, turn

WORDS = "5.1.1 550 5.1.1 no such mailbox"


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with listening_post(tmp_path) as scene:
        yield scene


def flagged(office: Office, client_id: int = 1) -> list[str]:
    with office.read() as ledger:
        return [one.refused for one in ledger.parties.client(client_id).contacts]


def letters(office: Office) -> list[LetterState]:
    """Of every letter, oldest first."""
    return [one.state for one in outbox(office).letters][::-1]


def tasks(office: Office) -> dict[Task, TaskRow]:
    return {one.task: one for one in today(office).tasks}


def why_not(office: Office) -> list[tuple[str, object]]:
    return [(one.code, one.detail) for one in propose(office).rest]


def test_it_flags_the_address_and_makes_a_letter_of_it(scene: Scene) -> None:
    office, post, server = scene
    message_id = remind(office)
    assert told(office, post, report(office, message_id)) == {Heard.BOUNCE: 1}
    (message,) = messages(office)
    assert (message.state, message.fault) == (MessageState.FAILED, Fault.BOUNCED)
    assert message.reply == WORDS
    assert flagged(office) == [WORDS]
    assert letters(office) == [LetterState.MADE]
    assert {"message-bounced", "address-refused"} <= set(codes(office))
    turn(office, days=30)
    send(office)
    assert len(server.received) == 1, "it does not go again by itself"


def test_today_says_so_in_one_row_for_each_thing_to_do(scene: Scene) -> None:
    office, post, _ = scene
    told(office, post, report(office, remind(office)))
    found = tasks(office)
    assert Task.EMAILS_FAILED not in found
    back = found[Task.EMAILS_BOUNCED]
    assert (back.count, back.names, back.client_ids) == (1, ("Willow",), (1,))
    assert found[Task.LETTERS_TO_PRINT].letter_ids == (1,)
    assert found[Task.ADDRESS_REFUSED].names == ("Willow",)
    settle(office, back.incoming_ids)
    assert Task.EMAILS_BOUNCED not in tasks(office)
    assert Task.LETTERS_TO_PRINT in tasks(office)


def test_the_level_waits_for_its_letter_and_the_ladder_goes_on_after_it(scene: Scene) -> None:
    office, post, _ = scene
    told(office, post, report(office, remind(office)))
    turn(office, days=12)
    assert propose(office).chases == ()
    assert why_not(office) == [("not-posted", "unposted")]
    mark_printed(office, [1])
    assert why_not(office) == [("not-posted", "unposted")]
    mark_posted(office, [1])
    assert letters(office) == [LetterState.POSTED]
    assert Task.EMAILS_FAILED not in tasks(office)
    turn(office, days=12)
    (chase,) = propose(office).chases
    assert chase.level.day == 14
    assert not chase.channel.by_email, "the address takes no mail"


def test_the_same_report_twice_counts_once(scene: Scene) -> None:
    office, post, _ = scene
    message_id = remind(office)
    one = report(office, message_id)
    assert told(office, post, one, one) == {Heard.BOUNCE: 1}
    assert codes(office).count("message-bounced") == 1
    # Another server reports it as well: kept, and nothing happens twice.
    mark_printed(office, [1])
    mark_posted(office, [1])
    assert told(office, post, report(office, message_id)) == {Heard.BOUNCE: 1}
    assert codes(office).count("message-bounced") == 1
    assert letters(office) == [LetterState.POSTED]


# Whose address it is


@pytest.mark.parametrize("address", ["ACCOUNTS@Willow.example", CLIENT])
def test_an_address_is_known_however_it_is_written(scene: Scene, address: str) -> None:
    office, post, _ = scene
    told(office, post, report(office, remind(office), address=address))
    assert flagged(office) == [WORDS]


def test_where_it_was_forwarded_to_stands_for_the_clients(scene: Scene) -> None:
    office, post, _ = scene
    told(office, post, report(office, remind(office), address="priya@private.example"))
    assert flagged(office) == [WORDS]
    assert states(office) == ["failed"]


def test_a_report_that_names_nobody_is_about_the_client(scene: Scene) -> None:
    office, post, _ = scene
    told(office, post, report(office, remind(office), address=""))
    assert flagged(office) == ["Undelivered Mail Returned to Sender"]
    assert states(office) == ["failed"]


def copying(office: Office) -> MailAccount:
    """From now on a copy of everything goes to oneself."""
    account = with_inbox(office)
    return save_account(office, replace(account, copy_to_self=True)).value.account


def test_a_copy_to_oneself_that_came_back_is_nobodys_trouble(scene: Scene) -> None:
    office, post, server = scene
    copying(office)
    message_id = remind(office)
    assert server.received[0].recipients == (CLIENT, USER)
    assert told(office, post, report(office, message_id, address=USER)) == {}
    assert states(office) == ["accepted"]
    assert flagged(office) == [""]
    assert letters(office) == [LetterState.ENCLOSURE]


def test_with_a_copy_the_clients_own_bounce_counts(scene: Scene) -> None:
    office, post, _ = scene
    copying(office)
    message_id = remind(office)
    both = (Undelivered(USER, "4.2.2", "full"), Undelivered(CLIENT, "5.1.1", "gone"))
    told(office, post, report(office, message_id, about=both))
    assert states(office) == ["failed"]
    assert flagged(office) == ["5.1.1 gone"]


def test_only_the_address_that_failed_is_flagged(scene: Scene) -> None:
    office, post, _ = scene
    message_id = remind(office)
    with office.read() as ledger:
        client = ledger.parties.client(1)
    other = Contact("Ben", email="ben@willow.example")
    save_client(office, replace(client, contacts=(*client.contacts, other)))
    told(office, post, report(office, message_id))
    assert flagged(office) == [WORDS, ""]


# Which message it is


def test_a_report_that_knows_only_the_envelope_is_understood(scene: Scene) -> None:
    """As the server was asked: RFC 3461 lets it return what was given with the message."""
    office, post, _ = scene
    message_id = remind(office)
    own = refers_to(office, message_id)[0]
    envelope_id = own.strip("<>").partition("@")[0]
    told(office, post, report(office, message_id, answers=(), envelope_id=envelope_id))
    assert states(office) == ["failed"]


def test_a_report_about_nothing_sent_from_here_leaves_no_trace(scene: Scene) -> None:
    office, post, _ = scene
    message_id = remind(office)
    other = ("<private@firm.example>",)
    assert told(office, post, report(office, message_id, answers=other)) == {}
    assert flagged(office) == [""]


def test_a_late_report_is_about_its_own_message(scene: Scene) -> None:
    """The second reminder was accepted; the first comes back now, after days of trying."""
    office, post, _ = scene
    first = remind(office)
    turn(office, days=12)
    go_on(office)
    told(office, post, report(office, first))
    assert states(office) == ["failed", "accepted"]
    assert letters(office) == [LetterState.MADE, LetterState.ENCLOSURE]
    turn(office, days=20)
    (chase,) = propose(office).chases
    assert chase.level.day == 28, "the second one went"


def test_the_report_of_the_second_leaves_the_first_alone(scene: Scene) -> None:
    office, post, _ = scene
    remind(office)
    turn(office, days=12)
    second = go_on(office)
    told(office, post, report(office, second))
    assert states(office) == ["accepted", "failed"]
    assert letters(office) == [LetterState.ENCLOSURE, LetterState.MADE]


def test_by_its_conversation_alone_it_is_about_the_last_that_left(scene: Scene) -> None:
    """What still waits in the outbox cannot have come back."""
    office, post, _ = scene
    first = remind(office)
    turn(office, days=12)
    issue_all(office)
    root = root_of(office, first)
    told(office, post, report(office, first, answers=("<rewritten@outlook.example>", root)))
    assert states(office) == ["failed", "queued"]
    assert letters(office) == [LetterState.MADE, LetterState.ENCLOSURE]


def test_an_uncertain_message_that_came_back_had_gone(scene: Scene) -> None:
    office, post, server = scene
    server.script["DOT"] = ["accept-drop"]
    add_debtor(office, "Willow", email=CLIENT, late=[3])
    (message_id,) = issue_all(office).message_ids
    turn(office, minutes=1)
    assert send(office).uncertain == 1
    told(office, post, report(office, message_id))
    assert states(office) == ["failed"]
    assert letters(office) == [LetterState.MADE]
    assert Task.EMAILS_UNCERTAIN not in tasks(office)
    turn(office, days=2)
    send(office)
    assert len(server.received) == 1


# Where there is no letter to go


def test_a_message_without_a_reminder_has_no_letter(scene: Scene) -> None:
    office, post, _ = scene
    alone = queue(office, "agency@partner.example")
    send(office)
    back = report(office, alone, address="agency@partner.example")
    assert told(office, post, replace(back, answers=back.answers[:1])) == {Heard.BOUNCE: 1}
    assert states(office) == ["failed"]
    assert letters(office) == []
    row = tasks(office)[Task.EMAILS_BOUNCED]
    assert (row.count, row.client_ids) == (1, ())


def test_a_client_without_a_postal_address_gets_no_letter(scene: Scene) -> None:
    office, post, _ = scene
    told(office, post, report(office, remind(office, post=False)))
    assert letters(office) == [LetterState.ENCLOSURE]
    turn(office, days=20)
    assert why_not(office) == [("not-delivered", "failed")]
    found = tasks(office)
    assert Task.EMAILS_BOUNCED in found
    assert Task.LETTERS_TO_PRINT not in found


def test_with_a_new_address_it_goes_again_by_the_owners_word(scene: Scene) -> None:
    office, post, server = scene
    message_id = remind(office, post=False)
    told(office, post, report(office, message_id))
    retry_message(office, message_id)
    assert send(office).accepted == 1
    first, second = server.received
    assert first.raw == second.raw


@pytest.mark.parametrize("kind", [BlockKind.INSOLVENCY, BlockKind.DO_NOT_CHASE])
def test_whom_nobody_may_write_to_gets_no_letter_either(scene: Scene, kind: BlockKind) -> None:
    office, post, _ = scene
    message_id = remind(office)
    hold(office, 1, kind=kind)
    told(office, post, report(office, message_id))
    assert states(office) == ["cancelled"]
    assert letters(office) == [LetterState.WITHDRAWN]
    assert Task.LETTERS_TO_PRINT not in tasks(office)
    end_holds(office, 1, kinds={kind})
    turn(office, days=1)
    (chase,) = propose(office).chases
    assert chase.level.day == 3, "it never arrived, and is due again"


def test_who_has_paid_meanwhile_gets_no_letter(scene: Scene) -> None:
    office, post, _ = scene
    message_id = remind(office)
    add_payment(office, 1, 12_000)
    told(office, post, report(office, message_id))
    assert states(office) == ["failed"]
    assert flagged(office) == [WORDS]
    assert letters(office) == [LetterState.ENCLOSURE]


def test_an_answer_and_a_bounce_in_one_batch_are_both_heard(scene: Scene) -> None:
    office, post, _ = scene
    first = remind(office)
    turn(office, days=12)
    second = go_on(office)
    heard = told(office, post, answer(office, first), report(office, second))
    assert heard == {Heard.REPLY: 1, Heard.BOUNCE: 1}
    assert flagged(office) == [WORDS]
    assert propose(office).chases == ()


@pytest.mark.parametrize("kind", [IncomingKind.DELAYED, IncomingKind.DELIVERED])
def test_what_is_late_or_arrived_did_not_come_back(scene: Scene, kind: IncomingKind) -> None:
    office, post, _ = scene
    told(office, post, report(office, remind(office), kind))
    assert (states(office), flagged(office)) == (["accepted"], [""])
    assert letters(office) == [LetterState.ENCLOSURE]


def test_what_was_seen_and_has_no_letter_still_waits_for_somebody(scene: Scene) -> None:
    """The ladder stands still for it: it must not fall out of the work list."""
    office, post, _ = scene
    message_id = remind(office, post=False)
    told(office, post, report(office, message_id))
    before = tasks(office)
    assert Task.EMAILS_FAILED not in before
    settle(office, before[Task.EMAILS_BOUNCED].incoming_ids)
    with office.read() as ledger:
        client = ledger.parties.client(1)
    save_client(office, replace(client, contacts=(Contact("Priya", email="new@willow.example"),)))
    assert why_not(office) == [("not-delivered", "failed")]
    after = tasks(office)
    assert after[Task.EMAILS_FAILED].names == ("Willow",)
    retry_message(office, message_id)
    assert Task.EMAILS_FAILED not in tasks(office)
