"""Delivery to a real server: what each answer does to the message and to the account."""

import email
from datetime import timedelta
from pathlib import Path

import pytest

from dunning_desktop.domain.mail import Fault
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.issue import undo
from dunning_desktop.usecases.mail_accounts import account as usual_account
from dunning_desktop.usecases.mail_accounts import resume_account, save_account
from dunning_desktop.usecases.office import UNDO_TIME, Office, Touched
from dunning_desktop.usecases.outbox import cancel_message, retry_message
from dunning_desktop.usecases.planning import propose
from tests.helpers.offices import add_debtor, an_office, issue_all, queue
from tests.helpers.smtp_server import GREYLISTED, LIMIT, PASSWORD, USER, Server
from tests.usecases.post_office import (
    fill,
    messages,
    post_office,
    send,
    states,
    turn,
    wrong_password,
)


def test_everything_goes_over_one_connection(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, server):
        fill(office)
        outcome = deliver(office)
        assert outcome.value.accepted == 3
        assert outcome.value.next_due is None
        assert Touched.OUTBOX in outcome.touched
        assert states(office) == ["accepted"] * 3
        assert [one.recipients for one in server.received] == [
            ("one@x.example",),
            ("two@x.example",),
            ("three@x.example",),
        ]
        assert server.connections == 1
        assert all(one.secure and one.user == USER for one in server.received)
        assert messages(office)[0].reply.startswith("250 ")


def test_what_arrives_is_what_was_frozen(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, server):
        add_debtor(office, "Willow", email="accounts@willow.example")
        issued = issue_all(office)
        turn(office, seconds=11)
        send(office)
        with office.read() as ledger:
            frozen = ledger.post.message(issued.message_ids[0]).frozen
        assert server.received[0].raw == frozen.raw
        parsed = email.message_from_bytes(server.received[0].raw)
        (attachment,) = [one for one in parsed.walk() if one.get_filename()]
        with office.read() as ledger:
            assert attachment.get_payload(decode=True) == ledger.post.letter(1).pdf


def test_nothing_to_do_touches_nothing_and_knocks_nowhere(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, server):
        outcome = deliver(office)
        assert not outcome.value.changed
        assert outcome.touched == frozenset()
        assert server.connections == 0


def test_a_message_waits_for_the_undo_time(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, server):
        add_debtor(office, "Willow", email="accounts@willow.example")
        run = issue_all(office).run
        queued_at = office.clock.now()
        turn(office, seconds=9)
        early = send(office)
        assert (early.accepted, early.next_due) == (0, queued_at + UNDO_TIME)
        assert server.connections == 0
        assert undo(office, run).value == 1
        turn(office, seconds=2)
        assert send(office).accepted == 0
        assert server.received == []
        assert len(propose(office).chases) == 1


def test_a_refused_recipient_is_flagged_and_the_rest_goes_out(tmp_path: Path) -> None:
    reject = {"gone@x.example": "550 5.1.1 No such user here"}
    with post_office(tmp_path, reject=reject) as (office, _):
        gone = add_debtor(office, "Gone", email="gone@x.example")
        add_debtor(office, "Here", email="here@x.example")
        issue_all(office)
        turn(office, minutes=1)
        done = send(office)
        assert (done.accepted, done.failed) == (1, 1)
        assert states(office) == ["failed", "accepted"]
        assert messages(office)[0].fault is Fault.RECIPIENT
        card = client_card(office, gone)
        assert card.client.contacts[0].refused == "550 5.1.1 No such user here"
        assert card.client.mail_contact is None
        assert "address-refused" in [one.code for one in card.events]


def test_a_wrong_password_pauses_the_account_with_one_card(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, server):
        fill(office)
        wrong_password(office)
        done = send(office)
        assert done.paused is Fault.LOGIN
        assert states(office) == ["queued"] * 3
        assert server.logins == [USER], "one attempt, not one for each message"
        account = usual_account(office)
        assert account is not None
        assert account.paused is Fault.LOGIN
        assert account.paused_detail.startswith("535")
        assert send(office).accepted == 0
        assert server.logins == [USER], "a paused account stays silent"
        save_account(office, account, PASSWORD)
        assert send(office).accepted == 3


def test_no_password_pauses_the_account(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, server):
        fill(office, 1)
        account = usual_account(office)
        assert account is not None
        office.keychain.delete(account.secret_key)
        assert send(office).paused is Fault.NO_PASSWORD
        assert states(office) == ["queued"]
        assert server.connections == 0
        office.keychain.set(account.secret_key, PASSWORD)
        resume_account(office)
        assert send(office).accepted == 1


def test_no_account_leaves_everything_queued(tmp_path: Path) -> None:
    with an_office(tmp_path) as office:
        fill(office, 1)
        done = send(office)
        assert (done.accepted, done.next_due) == (0, None)
        assert states(office) == ["queued"]


def test_an_untrusted_certificate_pauses_the_account(tmp_path: Path) -> None:
    with post_office(tmp_path, expired=True) as (office, server):
        fill(office, 2)
        assert send(office).paused is Fault.CERTIFICATE
        assert states(office) == ["queued"] * 2
        assert not server.heard_a_password


def _unplug(office: Office, server: Server, *, port: int = 1) -> None:
    """Let the account point to a port where nobody listens."""
    account = usual_account(office)
    assert account is not None
    save_account(office, server.account(id=account.id, port=port), PASSWORD)


def _deliver_one(office: Office) -> None:
    """From now on the account is known to work, and an unreachable server is a passing trouble."""
    fill(office, 1)
    assert send(office).accepted == 1


def test_a_server_that_never_answered_pauses_the_account(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, server):
        fill(office, 3)
        _unplug(office, server)
        assert send(office).paused is Fault.NO_SERVER
        assert states(office) == ["queued"] * 3
        _unplug(office, server, port=server.port)
        assert send(office).accepted == 3


def test_an_unreachable_server_is_not_asked_again_at_once(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, server):
        _deliver_one(office)
        fill(office, 3)
        _unplug(office, server)
        done = send(office)
        assert (done.waiting, done.paused) == (1, None)
        assert states(office) == ["accepted", *["queued"] * 3]
        # Two messages may still go now, but there is no sense in knocking once for each.
        assert done.next_due is not None
        _within_a_fifth(done.next_due - office.clock.now(), minutes=1)
        _unplug(office, server, port=server.port)
        turn(office, minutes=1.2)
        assert send(office).accepted == 3


def _within_a_fifth(wait: timedelta, *, minutes: float) -> None:
    """Messages that failed together do not come back together."""
    assert 0.8 <= wait / timedelta(minutes=minutes) <= 1.2


def test_an_unreachable_server_is_tried_later_and_later(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, server):
        _deliver_one(office)
        fill(office, 1)
        _unplug(office, server)
        for wait in (1, 5, 15, 60, 240, 240):
            send(office)
            message = messages(office)[-1]
            _within_a_fifth(message.not_before - office.clock.now(), minutes=wait)
            assert message.fault is Fault.UNREACHABLE
            turn(office, minutes=1.2 * wait)


def test_a_day_of_failures_is_the_end(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, server):
        _deliver_one(office)
        (message_id,) = fill(office, 1)
        _unplug(office, server)
        turn(office, hours=25)
        # What waited for a day and was not tried is not given up at the first failure.
        for _ in range(4):
            assert send(office).waiting == 1
            turn(office, hours=5)
        assert send(office).failed == 1
        assert messages(office)[-1].fault is Fault.UNREACHABLE
        _unplug(office, server, port=server.port)
        retry_message(office, message_id)
        assert send(office).accepted == 1


def test_a_sending_limit_pauses_the_account(tmp_path: Path) -> None:
    with post_office(tmp_path, limit_after=1) as (office, server):
        fill(office)
        done = send(office)
        assert (done.accepted, done.paused) == (1, Fault.LIMIT)
        assert states(office) == ["accepted", "queued", "queued"]
        account = usual_account(office)
        assert account is not None
        assert account.paused_detail == LIMIT
        server.limit_after = None
        resume_account(office)
        assert send(office).accepted == 2


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "DOT"])
def test_a_later_please_waits_alone(tmp_path: Path, verb: str) -> None:
    with post_office(tmp_path, script={verb: [GREYLISTED]}) as (office, server):
        fill(office)
        done = send(office)
        assert (done.accepted, done.waiting) == (2, 1)
        assert states(office) == ["queued", "accepted", "accepted"]
        assert messages(office)[0].fault is Fault.BUSY
        turn(office, minutes=3)
        assert send(office).accepted == 0, "not before its time"
        turn(office, minutes=3)
        assert send(office).accepted == 1
        assert len(server.received) == 3


def test_a_server_that_hangs_up_now_and_then_gets_everything(tmp_path: Path) -> None:
    with post_office(tmp_path, close_after=1) as (office, server):
        fill(office, 5)
        assert send(office).accepted == 5
        assert server.connections == 5


def test_a_message_too_large_fails_and_the_rest_goes_out(tmp_path: Path) -> None:
    with post_office(tmp_path, size=20_000) as (office, server):
        queue(office, "one@x.example", pdf=40_000)
        queue(office, "two@x.example")
        done = send(office)
        assert (done.accepted, done.failed) == (1, 1)
        assert messages(office)[0].fault is Fault.TOO_LARGE
        assert len(server.received) == 1


def test_a_content_refused_fails_with_the_servers_words(tmp_path: Path) -> None:
    with post_office(tmp_path, script={"DOT": ["554 5.7.1 Looks like spam"]}) as (office, _):
        fill(office, 2)
        done = send(office)
        assert (done.accepted, done.failed) == (1, 1)
        assert messages(office)[0].reply == "554 5.7.1 Looks like spam"


def test_a_slow_server_is_waited_for(tmp_path: Path) -> None:
    with post_office(tmp_path, script={"DOT": ["slow"]}, slow=0.5) as (office, server):
        fill(office, 1)
        assert send(office).accepted == 1
        assert len(server.received) == 1


def test_a_cancelled_message_never_goes(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, server):
        first, _ = fill(office, 2)
        cancel_message(office, first)
        assert send(office).accepted == 1
        assert states(office) == ["cancelled", "accepted"]
        assert server.received[0].recipients == ("two@x.example",)


def test_stopping_between_two_messages_leaves_the_rest_queued(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, server):
        fill(office)
        seen: list[int] = []

        def once(done: int, _total: int) -> bool:
            seen.append(done)
            return done < 1

        outcome = deliver(office, progress=once)
        assert outcome.value.accepted == 1
        assert seen == [0, 1]
        assert states(office) == ["accepted", "queued", "queued"]
        assert send(office).accepted == 2
        assert len(server.received) == 3
