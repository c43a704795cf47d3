"""Several accounts: what each is for, what each may send, and where their secrets are."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dunning_desktop.domain.mail import EmailContent, Fault
from dunning_desktop.domain.mail_accounts import Duty, MailAccount, Route
from dunning_desktop.domain.papers import PaperKind
from dunning_desktop.domain.policy import Channel, Tone
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.envelope import envelope_for
from dunning_desktop.usecases.mail_accounts import (
    mailboxes,
    resume_account,
)
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.paper_issue import issue_paper
from dunning_desktop.usecases.papers import paper_email, statement_paper
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import Task, TaskRow
from dunning_desktop.usecases.waiting import waiting
from tests.helpers.offices import add_debtor, issue_all
from tests.helpers.smtp_server import LIMIT, USER
from tests.usecases.post_office import messages, send, states, turn
from tests.usecases.two_accounts import SECOND, change, keep, put, two_accounts


def now_of(office: Office, account: MailAccount) -> MailAccount:
    return next(one for one in mailboxes(office).accounts if one.id == account.id)


def card(office: Office) -> TaskRow | None:
    found = (one for one in today(office).tasks if one.task is Task.SENDING_PAUSED)
    return next(found, None)


def minute_by_minute(office: Office, minutes: int) -> None:
    for _ in range(minutes):
        send(office)
        turn(office, minutes=1)


# What each is for


def test_the_late_levels_go_from_their_own_account(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, server, _, _):
        add_debtor(office, "Willow", email="accounts@willow.example", late=[3])
        add_debtor(office, "Rowan", email="accounts@rowan.example", late=[3])
        senders = []
        for days in (0, 12, 20, 20):
            turn(office, days=days)
            if issue_all(office).message_ids:
                turn(office, minutes=1)
                send(office)
                senders.append({one.sender for one in server.received[-2:]})
        assert senders == [{USER}, {USER}, {SECOND}]
        assert {one.user for one in server.received[-2:]} == {SECOND}
        assert b"From: Carter Plumbing\r\n <late@firm.example>\r\n" in server.received[-1].raw


def test_a_paper_is_shown_as_it_is_sent_whichever_account_is_first(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, server, first, second):
        change(office, second, duty=Duty.USUAL, signature="Rose at the office")
        change(office, first, duty=Duty.LATE, signature="Sam himself")
        client_id = add_debtor(office, "Willow", email="accounts@willow.example", late=[3])
        paper = statement_paper(office, client_id)
        assert paper is not None
        assert paper.sender == SECOND
        shown = paper_email(office, paper.facts, paper.words).text
        assert "Rose at the office" in shown
        issue_paper(office, paper.facts, paper.words, channel=Channel.EMAIL)
        turn(office, minutes=1)
        assert send(office).accepted == 1
        assert server.received[0].sender == SECOND
        sent = email.message_from_bytes(server.received[0].raw, policy=email.policy.default)
        body = sent.get_body(("plain",))
        assert body is not None
        assert body.get_content().split() == shown.split()
        claim = replace(paper.facts, kind=PaperKind.CLAIM)
        assert claim.tone is Tone.FINAL
        with office.read() as ledger:
            envelope = envelope_for(ledger, client_id=client_id, tone=claim.tone)
        assert envelope.account.address == USER


@pytest.mark.parametrize("duty", [Duty.SPARE, Duty.LATE])
def test_what_has_no_account_goes_from_the_usual_one_and_is_its_own(
    tmp_path: Path, duty: Duty
) -> None:
    """Its limit counts it, and its Sent folder is asked about it."""
    with two_accounts(tmp_path, duty) as (office, server, first, _):
        orphan = put(office, None)
        assert send(office).accepted == 1
        assert server.received[0].user == USER
        with office.read() as ledger:
            assert ledger.post.message(orphan).account_id == first.id
            since = office.clock.now() - timedelta(days=1)
            assert len(ledger.post.gone(first.id, since=since)) == 1


def test_each_account_has_its_own_connection_and_its_own_trouble(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, server, first, second):
        server.users[USER] = "changed at the provider"
        for account in (first, second, first):
            put(office, account)
        done = send(office)
        assert (done.accepted, done.paused) == (1, Fault.LOGIN)
        assert states(office) == ["queued", "accepted", "queued"]
        assert server.logins == [USER, SECOND], "one attempt, not one for each message"
        assert now_of(office, first).paused is Fault.LOGIN
        assert now_of(office, second).paused is None
        row = card(office)
        assert row is not None
        assert (row.fault, row.count, row.at) == (Fault.LOGIN, 2, None)
        assert done.next_due is None


def test_only_the_account_named_is_resumed(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, _, first, second):
        with office.write() as ledger:
            for one in (first, second):
                ledger.post.pause_account(one.id, Fault.LOGIN, "535")
        resume_account(office, second.id)
        assert [one.paused for one in mailboxes(office).accounts] == [Fault.LOGIN, None]
        resume_account(office)
        assert [one.paused for one in mailboxes(office).accounts] == [None, None]


def test_a_mail_program_is_never_sent_from(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, server, first, second):
        change(office, second, route=Route.PROGRAM)
        put(office, second)
        put(office, first)
        done = send(office)
        assert (done.accepted, done.next_due) == (1, None)
        assert states(office) == ["queued", "accepted"]
        assert server.logins == [USER]
        now = waiting(office)
        assert (now.queued, now.to_hand_over, now.held_by) == (0, 1, None)


# How much


def test_a_daily_limit_of_its_own_pauses_until_there_is_room_and_goes_on(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, server, first, second):
        change(office, first, daily_limit=2)
        began = office.clock.now()
        for _ in range(3):
            put(office, first)
        put(office, second)
        done = send(office)
        assert (done.accepted, done.paused) == (3, Fault.LIMIT)
        frees = began + timedelta(days=1)
        paused = now_of(office, first)
        assert (paused.paused, paused.paused_until) == (Fault.LIMIT, frees)
        assert done.next_due == frees
        row = card(office)
        assert row is not None
        assert (row.fault, row.at, row.count) == (Fault.LIMIT, frees, 1)
        turn(office, hours=23)
        assert send(office).accepted == 0
        turn(office, hours=1)
        assert send(office).accepted == 1
        assert now_of(office, first).paused is None
        assert card(office) is None
        assert len(server.received) == 4


def test_a_provider_that_had_enough_is_asked_again_in_an_hour(tmp_path: Path) -> None:
    with two_accounts(tmp_path, limit_after=1) as (office, server, first, _):
        for _ in range(2):
            put(office, first)
        began = office.clock.now()
        done = send(office)
        assert (done.accepted, done.paused) == (1, Fault.LIMIT)
        assert now_of(office, first).paused_detail == LIMIT
        assert done.next_due == began + timedelta(hours=1)
        server.limit_after = None
        turn(office, minutes=59)
        assert send(office).accepted == 0
        turn(office, minutes=1)
        assert send(office).accepted == 1, "without the owner"
        assert now_of(office, first).paused is None


def test_the_card_of_a_paused_account_counts_what_it_holds_up(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, _, first, second):
        for account in (first, None, second):
            put(office, account)
        for paused, held in ((second, 1), (first, 3)):
            with office.write() as ledger:
                ledger.post.pause_account(paused.id, Fault.LOGIN)
            row = card(office)
            assert row is not None
            assert row.count == held


def test_a_limit_of_a_minute_is_waited_for_without_a_card(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, _, first, _):
        change(office, first, minute_limit=2)
        began = office.clock.now()
        for _ in range(5):
            put(office, first)
        done = send(office)
        assert (done.accepted, done.paused) == (2, None)
        assert done.next_due == began + timedelta(minutes=1)
        assert card(office) is None
        turn(office, seconds=59)
        assert send(office).accepted == 0
        turn(office, seconds=1)
        assert send(office).accepted == 2
        turn(office, minutes=1)
        assert send(office).accepted == 1


def test_the_limit_counts_every_recipient_and_no_window_is_too_full(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, server, first, _):
        account = change(office, first, copy_to_self=True, daily_limit=5, minute_limit=3)
        for number in range(6):
            content = EmailContent(
                "Firm", USER, "C", f"c{number}@x.example", "Hello", "Hello.", "", copy_to=USER
            )
            keep(office, account, office.postman.freeze(content, at=office.clock.now()))
        minute_by_minute(office, 10)
        assert [len(one.recipients) for one in server.received] == [2, 2], "a third makes it six"
        turn(office, days=1)
        minute_by_minute(office, 10)
        assert sum(len(one.recipients) for one in server.received) == 8


def test_what_was_refused_before_the_end_counts_nothing(tmp_path: Path) -> None:
    reject = {"gone@x.example": "550 5.1.1 No such user"}
    with two_accounts(tmp_path, reject=reject) as (office, _, first, _):
        change(office, first, daily_limit=1)
        put(office, first, "gone@x.example")
        put(office, first)
        done = send(office)
        assert (done.accepted, done.failed) == (1, 1)


def test_a_limit_that_is_reached_is_no_trouble_while_nothing_waits(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, _, first, _):
        change(office, first, daily_limit=1)
        put(office, first)
        done = send(office)
        assert (done.accepted, done.paused, done.next_due) == (1, None, None)
        assert card(office) is None
        put(office, first)
        assert send(office).paused is Fault.LIMIT
        assert card(office) is not None


# A copy to oneself


def copied(office: Office, account: MailAccount) -> int:
    """A reminder to Willow with a copy to the owner; its client."""
    change(office, account, copy_to_self=True)
    client_id = add_debtor(office, "Willow", email="accounts@willow.example", late=[3])
    issue_all(office)
    turn(office, minutes=1)
    return client_id


def flagged(office: Office, client_id: int) -> str:
    with office.read() as ledger:
        return ledger.parties.client(client_id).contacts[0].refused


def test_a_refused_copy_is_nobodys_trouble(tmp_path: Path) -> None:
    with two_accounts(tmp_path, reject={USER: "550 5.2.2 full"}) as (office, server, first, _):
        client_id = copied(office, first)
        assert send(office).accepted == 1
        assert server.received[0].recipients == ("accounts@willow.example",)
        assert flagged(office, client_id) == ""
        events = [one.code for one in client_card(office, client_id).events]
        assert "message-accepted" in events
        assert "address-refused" not in events


def test_a_copy_alone_is_no_reminder(tmp_path: Path) -> None:
    reject = {"accounts@willow.example": "550 5.1.1 No such user"}
    with two_accounts(tmp_path, reject=reject) as (office, _, first, _):
        client_id = copied(office, first)
        done = send(office)
        assert (done.accepted, done.failed) == (0, 1)
        assert messages(office)[0].fault is Fault.RECIPIENT
        assert flagged(office, client_id) == "550 5.1.1 No such user"


def test_a_client_put_off_is_tried_again_though_the_copy_went(tmp_path: Path) -> None:
    reject = {"accounts@willow.example": "451 4.7.1 Greylisted, try again later"}
    with two_accounts(tmp_path, reject=reject) as (office, server, first, _):
        client_id = copied(office, first)
        assert send(office).waiting == 1
        assert (states(office), flagged(office, client_id)) == (["queued"], "")
        server.reject.clear()
        turn(office, minutes=6)
        assert send(office).accepted == 1
        assert "accounts@willow.example" in server.received[-1].recipients
