"""The Sent folder as a witness: what it proves, what it does not, and what is filed there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dunning_desktop.domain.incoming import IncomingKind
from dunning_desktop.domain.mail_accounts import Route
from dunning_desktop.usecases.handing_over import hand_over, it_was_not_sent
from dunning_desktop.usecases.listening import Listened, listen
from dunning_desktop.usecases.mail_accounts import account as usual_account
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import (
    cancel_message,
    it_was_sent,
    message_of,
    retry_message,
)
from tests.helpers.inboxes import LOST, Postboxes, hearing, mail, with_inbox
from tests.helpers.offices import queue
from tests.helpers.smtp_server import USER, Server
from tests.usecases.post_office import messages, post_office, send, states, turn

Scene = tuple[Office, Postboxes, Server]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """An office whose provider files what it sends, its inboxes and its mail server."""
    with post_office(tmp_path) as (office, server):
        post = Postboxes()
        yield hearing(office, post, files_sent=True), post, server


def identifier(office: Office, message_id: int) -> str:
    return message_of(office, message_id).frozen.message_id


def provider_files(office: Office, post: Postboxes, server: Server) -> None:
    """What the server took lies in the Sent folder by now."""
    for one in messages(office):
        frozen = message_of(office, one.id).frozen
        if any(got.raw == frozen.raw for got in server.received):
            post.inbox.sent_ids[frozen.message_id] = frozen.raw


def witnessed(office: Office, post: Postboxes, server: Server, count: int = 2) -> None:
    """So many messages that went, and lie where they should."""
    for number in range(count):
        queue(office, f"w{number}@x.example")
    assert send(office).accepted == count
    provider_files(office, post, server)


def lose(office: Office, server: Server, action: str) -> int:
    """A message at whose end the link broke: `drop` before the server had it, else after."""
    message_id = queue(office, "lost@x.example")
    server.script["DOT"] = [action]
    assert send(office).uncertain == 1
    return message_id


def look(office: Office) -> Listened:
    return listen(office).value


def minutes_later(office: Office, minutes: float) -> Listened:
    turn(office, minutes=minutes)
    return look(office)


# What lies there went


def test_what_lies_there_went(scene: Scene) -> None:
    office, post, server = scene
    lose(office, server, "accept-drop")
    provider_files(office, post, server)
    done = minutes_later(office, 0.5)
    assert (done.found, done.again, done.next_look) == (1, 0, None)
    assert done.changed
    assert states(office) == ["accepted"]
    turn(office, days=2)
    send(office)
    assert len(server.received) == 1


def test_a_copy_that_came_into_the_inbox_proves_the_same(scene: Scene) -> None:
    office, post, server = scene
    message_id = lose(office, server, "accept-drop")
    copy = mail(office, sender=USER, message_id=identifier(office, message_id))
    post.inbox.arrives(copy)
    assert minutes_later(office, 0.5).found == 1
    assert states(office) == ["accepted"]


# What does not lie there


def test_what_is_missing_among_its_witnesses_goes_once_more_with_the_same_bytes(
    scene: Scene,
) -> None:
    office, post, server = scene
    witnessed(office, post, server)
    message_id = lose(office, server, "drop")
    raw = message_of(office, message_id).frozen.raw
    minutes_later(office, 0.5)
    assert minutes_later(office, 2).again == 0
    assert states(office)[-1] == "uncertain"
    done = minutes_later(office, 8)
    assert (done.found, done.again) == (0, 1)
    assert states(office)[-1] == "queued"
    assert send(office).accepted == 1
    assert [one.raw for one in server.received].count(raw) == 1
    for _ in range(4):
        provider_files(office, post, server)
        assert not minutes_later(office, 30).changed
        send(office)
    assert len(server.received) == 3


def test_lost_again_it_is_looked_for_afresh(scene: Scene) -> None:
    """The clock of the looks begins with the second dot, not with the first."""
    office, post, server = scene
    witnessed(office, post, server)
    lose(office, server, "drop")
    minutes_later(office, 1)
    assert minutes_later(office, 11).again == 1
    server.script["DOT"] = ["accept-drop"]
    assert send(office).uncertain == 1
    assert look(office).next_look == office.clock.now() + timedelta(seconds=30)
    assert minutes_later(office, 1).again == 0
    assert minutes_later(office, 2).again == 0
    provider_files(office, post, server)
    assert minutes_later(office, 10).found == 1
    assert len(server.received) == 3


@pytest.mark.parametrize(
    "doubt", ["no-witness", "one-missing", "provider-files-nothing", "too-soon", "first-look"]
)
def test_in_doubt_it_stays_uncertain(scene: Scene, doubt: str) -> None:
    office, post, server = scene
    if doubt != "no-witness":
        witnessed(office, post, server)
    lose(office, server, "drop")
    if doubt == "one-missing":
        post.inbox.sent_ids.popitem()
    if doubt == "provider-files-nothing":
        with_inbox(office, files_sent=False)
    turn(office, minutes=9.9 if doubt == "too-soon" else 11)
    looks = 1 if doubt == "first-look" else 3
    assert sum(look(office).again for _ in range(looks)) == 0
    assert states(office)[-1] == "uncertain"
    turn(office, days=3)
    if doubt not in {"first-look", "too-soon"}:
        look(office)
        send(office)
        assert len(server.received) == (0 if doubt == "no-witness" else 2)


def test_what_the_program_filed_itself_is_no_witness_for_the_provider(scene: Scene) -> None:
    """Else an inbox set to "files by itself" by mistake would send everything lost twice."""
    office, _, server = scene
    with_inbox(office, files_sent=False)
    for number in range(3):
        queue(office, f"w{number}@x.example")
    send(office)
    assert minutes_later(office, 5).filed == 3
    with_inbox(office, files_sent=True)
    lose(office, server, "accept-drop")
    assert [minutes_later(office, wait).again for wait in (1, 3, 11, 60)] == [0] * 4
    assert states(office)[-1] == "uncertain"
    assert len(server.received) == 4


def test_witnesses_of_a_provider_that_files_nothing_are_worth_nothing(scene: Scene) -> None:
    """The owner's own mail program may have filed them."""
    office, post, server = scene
    with_inbox(office, files_sent=False)
    witnessed(office, post, server)
    lose(office, server, "accept-drop")
    for wait in (1, 3, 11, 60):
        post.inbox.faults["file_sent"] = [LOST]
        assert minutes_later(office, wait).again == 0
    assert states(office)[-1] == "uncertain"


def test_a_message_of_another_account_is_no_witness(scene: Scene) -> None:
    office, post, server = scene
    witnessed(office, post, server)
    account = usual_account(office)
    assert account is not None
    save_account(office, replace(account, id=0, address="two@firm.example", secret_key=""), "two")
    lost = lose(office, server, "drop")
    with office.write() as ledger:
        (second,) = [one for one in ledger.post.accounts() if one.id != account.id]
        found = ledger.inboxes.lately_accepted(second.id, limit=5)
        assert ledger.inboxes.uncertain(second.id) == []
        assert [one.id for one in ledger.inboxes.uncertain(account.id)] == [lost]
    assert found == []


# When it is looked for


def test_the_looks_are_half_a_minute_two_and_ten_after_the_end(scene: Scene) -> None:
    office, post, server = scene
    lose(office, server, "drop")
    dot_at = office.clock.now()
    seen: list[datetime | None] = []
    at = look(office).next_look
    while at is not None:
        seen.append(at)
        turn(office, seconds=(at - office.clock.now()).total_seconds())
        at = look(office).next_look
    minutes = (0.5, 2, 10)
    assert seen == [dot_at + timedelta(minutes=one) for one in minutes]
    assert post.inbox.calls.count("sent") == 3


def test_nothing_is_looked_for_before_its_time(scene: Scene) -> None:
    office, post, server = scene
    lose(office, server, "accept-drop")
    provider_files(office, post, server)
    assert minutes_later(office, 0.4).found == 0
    assert "sent" not in post.inbox.calls
    assert states(office) == ["uncertain"]


def test_a_link_that_breaks_costs_no_look_and_is_not_knocked_at_for_ever(scene: Scene) -> None:
    office, post, server = scene
    lose(office, server, "accept-drop")
    provider_files(office, post, server)
    post.inbox.faults["sent"] = [LOST]
    done = minutes_later(office, 1)
    assert (done.found, done.deaf) == (0, None), "the inbox itself was read"
    assert done.next_look is not None
    assert done.next_look > office.clock.now()
    assert states(office) == ["uncertain"]
    assert look(office).found == 1


def test_an_inbox_that_does_not_open_names_no_moment_that_has_passed(scene: Scene) -> None:
    office, post, server = scene
    lose(office, server, "drop")
    post.inbox.faults["open"] = [LOST]
    assert minutes_later(office, 5).next_look is None
    assert look(office).next_look is not None


def test_without_a_way_to_the_inbox_no_moment_is_named(scene: Scene) -> None:
    office, _, server = scene
    lose(office, server, "drop")
    assert look(replace(office, postbox=None)).next_look is None


# The owner


def test_the_owner_was_faster(scene: Scene) -> None:
    office, post, server = scene
    witnessed(office, post, server)
    message_id = lose(office, server, "drop")
    minutes_later(office, 11)
    real = post.inbox.sent

    def meanwhile(ids: object) -> frozenset[str]:
        it_was_sent(office, message_id)
        return real(ids)  # type: ignore[arg-type]

    post.inbox.sent = meanwhile  # type: ignore[assignment, method-assign]
    done = look(office)
    assert (done.found, done.again) == (0, 0)
    assert states(office)[-1] == "accepted"


def test_what_he_resolved_is_not_looked_for(scene: Scene) -> None:
    office, post, server = scene
    it_was_sent(office, lose(office, server, "drop"))
    assert minutes_later(office, 5).next_look is None
    assert "sent" not in post.inbox.calls


# Copies


def test_a_copy_is_filed_once_where_the_provider_files_none(scene: Scene) -> None:
    office, post, _ = scene
    with_inbox(office, files_sent=False)
    message_id = queue(office, "one@x.example")
    frozen_at = office.clock.now()
    turn(office, minutes=5)
    send(office)
    assert look(office).filed == 0, "the provider may be about to"
    assert minutes_later(office, 1.1).filed == 1
    frozen = message_of(office, message_id).frozen
    assert post.inbox.sent_ids == {frozen.message_id: frozen.raw}
    assert post.inbox.filed == [(frozen.message_id, frozen_at)], "with its own date"
    assert minutes_later(office, 60).filed == 0
    assert post.inbox.calls.count("file_sent") == 1


def test_one_that_lies_there_already_is_not_doubled(scene: Scene) -> None:
    office, post, server = scene
    with_inbox(office, files_sent=False)
    queue(office, "one@x.example")
    send(office)
    provider_files(office, post, server)
    minutes_later(office, 2)
    assert post.inbox.filed == []
    minutes_later(office, 2)
    assert post.inbox.calls.count("file_sent") == 1


@pytest.mark.parametrize("how", ["files-sent", "graph", "gmail"])
def test_where_the_provider_files_it_nothing_is_added(scene: Scene, how: str) -> None:
    office, post, _ = scene
    queue(office, "one@x.example")
    send(office)
    if how != "files-sent":
        account = with_inbox(office, files_sent=False)
        save_account(office, replace(account, route=Route(how)))
    assert minutes_later(office, 60).filed == 0
    assert post.inbox.filed == []


def test_only_what_went_is_filed(scene: Scene) -> None:
    office, _, server = scene
    with_inbox(office, files_sent=False)
    server.reject["gone@x.example"] = "550 5.1.1 No such user"
    cancel_message(office, queue(office, "cancelled@x.example"))
    queue(office, "gone@x.example")
    queue(office, "one@x.example")
    send(office)
    lose(office, server, "drop")
    assert minutes_later(office, 5).filed == 1


def test_what_the_mail_program_sent_is_not_filed_a_second_time(scene: Scene) -> None:
    """Even where it was tried from here first, and got as far as its text."""
    office, post, _ = scene
    with_inbox(office, files_sent=False)
    given = [queue(office, f"{number}@x.example") for number in range(2)]
    with office.write() as ledger:
        for one in given:
            ledger.post.mark_dot(one, office.clock.now())
    for one in given:
        hand_over(office, one)
    it_was_sent(office, given[0])
    it_was_not_sent(office, given[1])
    retry_message(office, given[1])
    send(office)
    assert states(office) == ["accepted", "accepted"]
    assert minutes_later(office, 5).filed == 1
    assert [one for one, _ in post.inbox.filed] == [identifier(office, given[1])]


def test_what_is_older_than_a_week_is_left(scene: Scene) -> None:
    office, _, _ = scene
    queue(office, "one@x.example")
    send(office)
    turn(office, days=7, seconds=1)
    with_inbox(office, files_sent=False)
    assert look(office).filed == 0


def test_without_a_sent_folder_nothing_is_filed_and_nobody_complains(scene: Scene) -> None:
    office, post, _ = scene
    with_inbox(office, files_sent=False)
    post.inbox.files_nothing = True
    queue(office, "one@x.example")
    queue(office, "two@x.example")
    send(office)
    done = minutes_later(office, 5)
    assert (done.filed, done.deaf) == (0, None)
    assert post.inbox.calls.count("file_sent") == 1
    assert states(office) == ["accepted", "accepted"]


def test_whoever_wants_to_send_waits_for_one_copy_at_most(scene: Scene) -> None:
    office, post, _ = scene
    with_inbox(office, files_sent=False)
    for number in range(3):
        queue(office, f"{number}@x.example")
    send(office)
    turn(office, minutes=5)
    assert listen(office, progress=lambda *_: not post.inbox.filed).value.filed == 1
    assert listen(office, progress=lambda *_: False).value.filed == 0
    assert look(office).filed == 2


def test_a_link_that_breaks_between_copies_files_the_rest_later(scene: Scene) -> None:
    office, post, _ = scene
    with_inbox(office, files_sent=False)
    for number in range(3):
        queue(office, f"{number}@x.example")
    send(office)
    post.inbox.faults["file_sent"] = [None, LOST]
    minutes_later(office, 5)
    assert len(post.inbox.filed) == 1
    assert states(office) == ["accepted"] * 3
    look(office)
    assert len(post.inbox.filed) == 3
    assert len({message_id for message_id, _ in post.inbox.filed}) == 3


def test_a_note_of_delivery_and_a_look_agree(scene: Scene) -> None:
    """Resolved by the inbox first, it is not counted as found in the folder as well."""
    office, post, server = scene
    message_id = lose(office, server, "accept-drop")
    provider_files(office, post, server)
    own = identifier(office, message_id)
    delivered = mail(office, kind=IncomingKind.DELIVERED, sender="mx@x.example", answers=[own])
    post.inbox.arrives(delivered)
    assert minutes_later(office, 1).found == 0
    assert states(office) == ["accepted"]
