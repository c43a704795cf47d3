"""Handing over to the mail program: sent it is once the owner says so, and not before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import CannotUndo
from dunning_desktop.domain.mail_accounts import Route
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.handing_over import hand_over, it_was_not_sent
from dunning_desktop.usecases.issue import undo
from dunning_desktop.usecases.mail_accounts import account as usual_account
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import (
    cancel_message,
    it_was_sent,
    message_of,
    retry_message,
    send_again,
)
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import Task
from tests.helpers.offices import add_debtor, issue_all
from tests.helpers.smtp_server import Server
from tests.usecases.post_office import fill, post_office, send, states, turn

Scene = tuple[Office, Server]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with post_office(tmp_path) as (office, server):
        yield office, server


def by_program(office: Office) -> None:
    account = usual_account(office)
    assert account is not None
    save_account(office, replace(account, route=Route.PROGRAM))


def remind(office: Office) -> int:
    add_debtor(office, "Willow", email="accounts@willow.example", late=[3])
    (message_id,) = issue_all(office).message_ids
    return message_id


def tasks(office: Office) -> dict[Task, int]:
    mail = {Task.EMAILS_TO_HAND_OVER, Task.EMAILS_HANDED_OVER, Task.EMAILS_FAILED,
            Task.EMAILS_UNCERTAIN, Task.SENDING_PAUSED}  # fmt: skip
    return {one.task: one.count for one in today(office).tasks if one.task in mail}


def test_what_is_handed_over_is_what_was_frozen_and_never_goes_from_here(scene: Scene) -> None:
    office, server = scene
    message_id = remind(office)
    frozen = message_of(office, message_id).frozen
    assert hand_over(office, message_id).value == frozen.raw
    assert states(office) == ["handed-over"]
    turn(office, days=40)
    send(office)
    assert server.connections == 0
    assert "message-handed-over" in [one.code for one in client_card(office, 1).events]


def test_the_work_list_follows_it(scene: Scene) -> None:
    office, _ = scene
    by_program(office)
    message_id = remind(office)
    assert tasks(office) == {Task.EMAILS_TO_HAND_OVER: 1}
    hand_over(office, message_id)
    assert tasks(office) == {Task.EMAILS_HANDED_OVER: 1}
    it_was_not_sent(office, message_id)
    assert tasks(office) == {Task.EMAILS_TO_HAND_OVER: 1}
    hand_over(office, message_id)
    it_was_sent(office, message_id)
    assert tasks(office) == {}


def test_the_ladder_waits_for_the_owners_word(scene: Scene) -> None:
    office, _ = scene
    by_program(office)
    message_id = remind(office)
    turn(office, days=20)
    assert [(one.code, one.detail) for one in propose(office).rest] == [
        ("not-delivered", "pending")
    ]
    hand_over(office, message_id)
    assert [(one.code, one.detail) for one in propose(office).rest] == [
        ("not-delivered", "uncertain")
    ]
    it_was_sent(office, message_id)
    (chase,) = propose(office).chases
    assert chase.level.day == 14


def test_it_was_not_sent_after_all(scene: Scene) -> None:
    office, server = scene
    by_program(office)
    message_id = remind(office)
    hand_over(office, message_id)
    it_was_not_sent(office, message_id)
    assert states(office) == ["queued"]
    assert [one.detail for one in propose(office).rest] == ["pending"]
    send(office)
    assert server.connections == 0


def test_what_the_program_could_send_it_sends_only_when_told(scene: Scene) -> None:
    office, server = scene
    message_id = remind(office)
    hand_over(office, message_id)
    it_was_not_sent(office, message_id)
    assert states(office) == ["failed"]
    turn(office, days=2)
    send(office)
    assert server.connections == 0
    retry_message(office, message_id)
    assert send(office).accepted == 1
    assert len(server.received) == 1


@pytest.mark.parametrize("action", ["drop", "accept-drop"])
def test_what_may_have_left_is_not_handed_over(scene: Scene, action: str) -> None:
    office, server = scene
    server.script["DOT"] = [action]
    (message_id,) = fill(office, 1)
    send(office)
    with pytest.raises(CannotUndo) as caught:
        hand_over(office, message_id)
    assert caught.value.data["state"] == "uncertain"
    assert states(office) == ["uncertain"]


def test_what_left_or_is_leaving_is_not_handed_over(scene: Scene) -> None:
    office, _ = scene
    first, second, third = fill(office, 3)
    cancel_message(office, third)
    with office.write() as ledger:
        ledger.post.claim(office.clock.now(), 1)
    with pytest.raises(CannotUndo):
        hand_over(office, first)
    send(office)
    for message_id in (first, second, third):
        with pytest.raises(CannotUndo):
            hand_over(office, message_id)
    assert states(office) == ["accepted", "accepted", "cancelled"]


def test_what_failed_can_go_by_the_mail_program(scene: Scene) -> None:
    office, server = scene
    server.script["DOT"] = ["554 5.7.1 Looks like spam"]
    (message_id,) = fill(office, 1)
    send(office)
    assert states(office) == ["failed"]
    hand_over(office, message_id)
    it_was_sent(office, message_id)
    assert states(office) == ["accepted"]
    assert tasks(office) == {}


def test_only_what_was_handed_over_is_taken_back(scene: Scene) -> None:
    office, _ = scene
    (message_id,) = fill(office, 1)
    with pytest.raises(CannotUndo):
        it_was_not_sent(office, message_id)
    hand_over(office, message_id)
    for verb in (hand_over, retry_message, send_again, cancel_message):
        with pytest.raises(CannotUndo):
            verb(office, message_id)
    it_was_not_sent(office, message_id)
    with pytest.raises(CannotUndo):
        it_was_not_sent(office, message_id)


def test_a_reminder_that_lies_in_the_mail_program_is_not_undone(scene: Scene) -> None:
    """It may have been sent there."""
    office, _ = scene
    add_debtor(office, "Willow", email="accounts@willow.example", late=[3])
    issued = issue_all(office)
    hand_over(office, issued.message_ids[0])
    with pytest.raises(CannotUndo):
        undo(office, issued.run)
    it_was_not_sent(office, issued.message_ids[0])
    assert undo(office, issued.run).value == 1
    assert states(office) == ["cancelled"]


def test_what_went_by_the_mail_program_counts_for_no_limit(scene: Scene) -> None:
    office, _ = scene
    (message_id,) = fill(office, 1)
    hand_over(office, message_id)
    it_was_sent(office, message_id)
    account = usual_account(office)
    assert account is not None
    with office.read() as ledger:
        since = office.clock.now() - timedelta(days=1)
        assert ledger.post.gone(account.id, since=since) == []
        assert ledger.inboxes.lately_accepted(account.id, limit=5) == []
