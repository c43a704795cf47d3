"""Every row of the table of faults: what the server says, and what becomes of message and account.

Each row meets the real worker with a real server; the account has delivered before, so that a
server that does not answer counts as a passing trouble.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.mail_accounts import MailAccount, TlsMode
from dunning_desktop.usecases.delivery import REST
from dunning_desktop.usecases.mail_accounts import mailboxes, save_account
from dunning_desktop.usecases.office import Office
from tests.helpers.offices import add_debtor, issue_all, queue
from tests.helpers.smtp_server import PASSWORD, Server
from tests.usecases.post_office import messages, post_office, send, turn

QUEUED, FAILED, UNCERTAIN = MessageState.QUEUED, MessageState.FAILED, MessageState.UNCERTAIN


@dataclass(frozen=True)
class Row:
    """A row: where the server says what, the fault, the state, and the first wait in minutes."""

    verb: str
    says: str
    fault: Fault
    state: MessageState
    wait: int = 0


def _row(row: Row) -> Any:  # noqa: ANN401 - pytest's own
    return pytest.param(row, id=f"{row.verb}-{row.says}"[:60])


PASSING = [
    Row("BODY", "drop", Fault.UNREACHABLE, QUEUED, 1),
    Row("MAIL", "drop", Fault.UNREACHABLE, QUEUED, 1),
    Row("RCPT", "drop", Fault.UNREACHABLE, QUEUED, 1),
    Row("DATA", "drop", Fault.UNREACHABLE, QUEUED, 1),
    Row("MAIL", "421 4.3.2 Service shutting down", Fault.BUSY, QUEUED, 5),
    Row("MAIL", "450 4.3.0 Try again later", Fault.BUSY, QUEUED, 5),
    Row("RCPT", "451 4.7.1 Greylisted, please try again", Fault.BUSY, QUEUED, 5),
    Row("RCPT", "452 4.2.2 Mailbox full", Fault.BUSY, QUEUED, 5),
    Row("DATA", "451 4.3.0 Queue file write error", Fault.BUSY, QUEUED, 5),
    Row("DOT", "451 4.3.0 Later", Fault.BUSY, QUEUED, 5),
    Row("AUTH", "454 4.7.0 Temporary authentication failure", Fault.BUSY, QUEUED, 5),
]
PAUSING = [
    Row("AUTH", "535 5.7.8 Username and password not accepted", Fault.LOGIN, QUEUED),
    Row("AUTH", "534 5.7.9 Application-specific password required", Fault.LOGIN, QUEUED),
    Row("AUTH", "535 5.7.139 Authentication unsuccessful, basic auth is disabled", Fault.LOGIN,
        QUEUED),
    Row("AUTH", "550 5.7.30 Basic authentication is not supported", Fault.LOGIN, QUEUED),
    Row("MAIL", "530 5.7.57 Client not authenticated to send mail", Fault.LOGIN, QUEUED),
    Row("MAIL", "550 5.7.60 Client does not have permissions to send as this sender",
        Fault.SENDER, QUEUED),
    Row("MAIL", "553 5.7.1 Sender address rejected: not owned by user", Fault.SENDER, QUEUED),
]  # fmt: skip
LIMITS = [
    Row("MAIL", "550 5.4.5 Daily user sending limit exceeded", Fault.LIMIT, QUEUED),
    Row("RCPT", "550 5.4.5 Daily user sending limit exceeded", Fault.LIMIT, QUEUED),
    Row("RCPT", "450 Mail send limit exceeded", Fault.LIMIT, QUEUED),
    Row("DATA", "432 4.3.2 Concurrent connections limit exceeded", Fault.LIMIT, QUEUED),
    Row("DOT", "451 4.3.2 You are sending too fast, throttled", Fault.LIMIT, QUEUED),
    Row("DOT", "550 5.7.1 Daily sending quota exceeded", Fault.LIMIT, QUEUED),
]
ENDING = [
    Row("RCPT", "550 5.1.1 No such user here", Fault.RECIPIENT, FAILED),
    Row("RCPT", "553 5.1.3 Bad recipient address syntax", Fault.RECIPIENT, FAILED),
    Row("MAIL", "552 5.3.4 Message size exceeds fixed limit", Fault.TOO_LARGE, FAILED),
    Row("DOT", "552 5.3.4 Message too big", Fault.TOO_LARGE, FAILED),
    Row("DOT", "554 5.7.1 Looks like spam to us", Fault.REFUSED, FAILED),
    Row("DOT", "drop", Fault.LINK_LOST_AT_DOT, UNCERTAIN),
    Row("DOT", "accept-drop", Fault.LINK_LOST_AT_DOT, UNCERTAIN),
]


def _known_to_work(office: Office) -> None:
    queue(office, "first@x.example")
    assert send(office).accepted == 1


def _prepare(office: Office, server: Server, row: Row) -> int:
    _known_to_work(office)
    # Large enough that no buffer on the way swallows it whole.
    message_id = queue(office, "client@x.example", pdf=4_000_000 if row.verb == "BODY" else 0)
    # A stale connection is opened once more before it counts as lost.
    again = row.verb == "MAIL" and row.says.startswith(("drop", "421"))
    server.script[row.verb] = [row.says] * (2 if again else 1)
    return message_id


def _account(office: Office) -> MailAccount:
    return mailboxes(office).accounts[0]


@pytest.mark.parametrize("row", [_row(one) for one in PASSING])
def test_what_passes_waits_and_goes_again(tmp_path: Path, row: Row) -> None:
    with post_office(tmp_path) as (office, server):
        _prepare(office, server, row)
        send(office)
        message = messages(office)[-1]
        assert (message.state, message.fault) == (row.state, row.fault)
        wait = message.not_before - office.clock.now()
        assert 0.8 <= wait / timedelta(minutes=row.wait) <= 1.2
        assert _account(office).paused is None
        turn(office, minutes=1.2 * row.wait)
        server.script.clear()
        assert send(office).accepted == 1
        assert len(server.received) == 2


@pytest.mark.parametrize("row", [_row(one) for one in PAUSING])
def test_what_every_message_would_meet_pauses_the_account(tmp_path: Path, row: Row) -> None:
    with post_office(tmp_path) as (office, server):
        _prepare(office, server, row)
        queue(office, "next@x.example")
        assert send(office).paused is row.fault
        assert [one.state for one in messages(office)[1:]] == [row.state] * 2
        account = _account(office)
        assert (account.paused, account.paused_until) == (row.fault, None)
        assert account.paused_detail == row.says, "the server's own words"
        turn(office, days=3)
        spoken = len(server.commands)
        assert send(office).accepted == 0
        assert len(server.commands) == spoken, "not one attempt until the owner did something"
        save_account(office, account, PASSWORD)
        assert send(office).accepted == 2


@pytest.mark.parametrize("row", [_row(one) for one in LIMITS])
def test_a_limit_lets_the_account_rest_and_go_on_by_itself(tmp_path: Path, row: Row) -> None:
    with post_office(tmp_path) as (office, server):
        _prepare(office, server, row)
        queue(office, "next@x.example")
        done = send(office)
        resumes = office.clock.now() + REST
        assert (done.paused, done.next_due) == (Fault.LIMIT, resumes)
        account = _account(office)
        assert (account.paused, account.paused_until) == (Fault.LIMIT, resumes)
        assert messages(office)[-2].state is row.state
        turn(office, minutes=59)
        assert send(office).accepted == 0
        turn(office, minutes=1)
        assert send(office).accepted == 2
        assert _account(office).paused is None


@pytest.mark.parametrize("row", [_row(one) for one in ENDING])
def test_what_no_waiting_mends_ends_that_message_alone(tmp_path: Path, row: Row) -> None:
    with post_office(tmp_path) as (office, server):
        _prepare(office, server, row)
        queue(office, "next@x.example")
        assert send(office).accepted == 1
        message, following = messages(office)[1:]
        assert (message.state, message.fault) == (row.state, row.fault)
        if row.state is FAILED:
            assert message.reply == row.says, "the server's own words"
        assert following.state is MessageState.ACCEPTED
        assert _account(office).paused is None
        turn(office, days=3)
        assert send(office).accepted == 0, "never tried again unasked"


def test_a_server_too_small_is_found_out_before_it_is_asked(tmp_path: Path) -> None:
    with post_office(tmp_path, size=20_000) as (office, server):
        _known_to_work(office)
        asked = len([one for one in server.commands if one.startswith("MAIL")])
        queue(office, "client@x.example", pdf=40_000)
        send(office)
        assert messages(office)[-1].fault is Fault.TOO_LARGE
        assert len([one for one in server.commands if one.startswith("MAIL")]) == asked


def test_an_address_that_is_unknown_is_flagged_and_the_copy_still_comes(tmp_path: Path) -> None:
    reject = {"gone@x.example": "550 5.1.1 No such user here"}
    with post_office(tmp_path, reject=reject) as (office, server):
        save_account(office, server.account(id=1, copy_to_self=True), PASSWORD)
        add_debtor(office, "Gone", email="gone@x.example")
        issue_all(office)
        turn(office, minutes=1)
        send(office)
        [message] = messages(office)
        with office.read() as ledger:
            [client] = ledger.parties.clients([1]).values()
        assert client.contacts[0].refused == "550 5.1.1 No such user here"
        assert message.state is FAILED, "a copy to oneself is no delivery"


@pytest.mark.parametrize(
    "knobs",
    [{"expired": True}, {"names": ("other.example",)}],
    ids=["expired", "another name"],
)
def test_a_certificate_that_proves_nothing_pauses(tmp_path: Path, knobs: dict[str, Any]) -> None:
    with post_office(tmp_path, **knobs) as (office, server):
        queue(office, "client@x.example")
        assert send(office).paused is Fault.CERTIFICATE
        assert _account(office).paused_until is None
        turn(office, days=3)
        assert send(office).accepted == 0
        assert not server.heard_a_password


def test_a_server_without_tls_gets_no_password(tmp_path: Path) -> None:
    with post_office(tmp_path, tls=TlsMode.NONE) as (office, server):
        save_account(office, server.account(id=1, tls=TlsMode.STARTTLS), PASSWORD)
        queue(office, "client@x.example")
        assert send(office).paused is Fault.INSECURE
        assert not server.heard_a_password


def test_a_name_that_nobody_has_and_a_silent_server_are_tried_again(tmp_path: Path) -> None:
    with post_office(tmp_path, slow=3) as (office, server):
        _known_to_work(office)
        queue(office, "client@x.example")
        save_account(office, server.account(id=1, host="nowhere.invalid"), PASSWORD)
        assert send(office).waiting == 1
        assert (messages(office)[-1].fault, messages(office)[-1].reply) == (
            Fault.UNREACHABLE,
            "unknown-host",
        )
        save_account(office, server.account(id=1), PASSWORD)
        server.script["EHLO"] = ["slow"]
        turn(office, minutes=2)
        assert send(office).waiting == 1
        assert messages(office)[-1].reply == "timeout"


def test_after_a_day_of_trying_it_is_given_up_and_can_be_tried_by_hand(tmp_path: Path) -> None:
    with post_office(tmp_path, script={"RCPT": ["450 4.2.0 Later"] * 50}) as (office, _):
        queue(office, "client@x.example")
        for _ in range(40):
            send(office)
            if messages(office)[-1].state is FAILED:
                break
            turn(office, hours=1)
        message = messages(office)[-1]
        assert (message.state, message.fault) == (FAILED, Fault.BUSY)
        assert office.clock.now() - message.queued_at > timedelta(hours=24)
