"""Accounts kept, tried and given up: their secrets are in the keychain and go with them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Never

import pytest

from dunning_desktop.domain.errors import InvalidField, MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Inbox, MailAccount
from dunning_desktop.mail.smtp.postman import SmtpPostman
from dunning_desktop.storage.store import SqlStore
from dunning_desktop.usecases.inbox_ports import InboxState
from dunning_desktop.usecases.mail_accounts import (
    mailboxes,
    retire_account,
    save_account,
    send_test,
    try_inbox,
)
from dunning_desktop.usecases.mail_ports import Keep
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import cancel_message, outbox
from tests.helpers.inboxes import HOST, LOST, Postboxes, hearing
from tests.helpers.offices import Pocket, add_debtor, issue_all
from tests.helpers.smtp_server import PASSWORD, USER
from tests.usecases.post_office import send, states, turn
from tests.usecases.two_accounts import SECOND, SECOND_PASSWORD, change, put, two_accounts

# Giving one up


def test_an_account_with_mail_that_waits_is_not_given_up(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, _, _, second):
        message_id = put(office, second)
        with pytest.raises(InvalidField) as caught:
            retire_account(office, second.id)
        assert caught.value.data == {"field": "account", "reason": "mail-waits"}
        assert office.keychain.get(second.secret_key) == SECOND_PASSWORD
        assert len(mailboxes(office).accounts) == 2
        cancel_message(office, message_id)
        retire_account(office, second.id)
        assert [one.address for one in mailboxes(office).accounts] == [USER]


def test_giving_one_up_forgets_its_secret_and_its_inbox_and_keeps_its_mail(
    tmp_path: Path,
) -> None:
    with two_accounts(tmp_path) as (office, server, first, second):
        change(office, second, inbox=Inbox(HOST))
        put(office, second)
        send(office)
        retire_account(office, second.id)
        assert office.keychain.get(second.secret_key) is None
        assert office.keychain.get(first.secret_key) == PASSWORD
        assert states(office) == ["accepted"]
        with office.read() as ledger:
            assert ledger.inboxes.state(second.id).read_at is None
        put(office, first)
        assert send(office).accepted == 1
        assert server.received[-1].user == USER


def test_the_late_levels_go_from_the_usual_one_again(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, server, _, second):
        retire_account(office, second.id)
        add_debtor(office, "Willow", email="accounts@willow.example", late=[3])
        for days in (0, 12, 20):
            turn(office, days=days)
            issue_all(office)
            turn(office, minutes=1)
            send(office)
        assert [one.sender for one in server.received] == [USER] * 3


# Secrets


def test_secrets_are_in_the_keychain_and_nowhere_else(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, _, first, second):
        assert first.secret_key != second.secret_key
        assert isinstance(office.keychain, Pocket)
        assert office.keychain.kept == {
            first.secret_key: PASSWORD, second.secret_key: SECOND_PASSWORD,
        }  # fmt: skip
        change(office, second, inbox=Inbox(HOST))
        assert isinstance(office.store, SqlStore)
    book = b"".join(one.read_bytes() for one in tmp_path.glob("book.dunning*"))
    assert first.secret_key.encode() in book
    for secret in (PASSWORD, SECOND_PASSWORD):
        assert secret.encode() not in book.replace(SECOND.encode(), b"")


def test_saving_without_a_password_leaves_it_and_an_empty_one_forgets_it(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, _, first, _):
        saved = change(office, first, sender_name="Rose")
        assert office.keychain.get(saved.secret_key) == PASSWORD
        again = save_account(office, saved, "").value.account
        assert again.secret_key == ""
        assert office.keychain.get(saved.secret_key) is None


def test_a_server_without_a_login_needs_none_after_a_change(tmp_path: Path) -> None:
    with two_accounts(tmp_path, auth=()) as (office, _, first, _):
        bare = save_account(office, first, "").value.account
        assert change(office, bare, sender_name="Rose").secret_key == ""
        put(office, bare)
        assert send(office).accepted == 1


class _Rotating(SmtpPostman):
    """A provider that gives a new secret each time one signs in."""

    def connect(self, account: MailAccount, secret: str, *, keep: Keep | None = None) -> Never:
        if keep is not None:
            keep(f"{secret}+")
        raise LOST


def test_a_rotated_secret_is_kept_even_where_nothing_comes_of_it(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, _, first, second):
        put(office, first)
        rotating = replace(office, postman=_Rotating())
        send(rotating)
        assert office.keychain.get(first.secret_key) == f"{PASSWORD}+"
        assert office.keychain.get(second.secret_key) == SECOND_PASSWORD
        with pytest.raises(MailError):
            send_test(rotating, second)
        assert office.keychain.get(second.secret_key) == f"{SECOND_PASSWORD}+"


class _WhileSigningIn(_Rotating):
    """Meanwhile the owner does something else with the account."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        super().__init__()
        self.meanwhile = meanwhile

    def connect(self, account: MailAccount, secret: str, *, keep: Keep | None = None) -> Never:
        self.meanwhile()
        super().connect(account, secret, keep=keep)


def test_a_new_password_is_not_overwritten_by_what_the_old_one_grew_into(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, _, first, _):
        put(office, first)
        given = _WhileSigningIn(lambda: save_account(office, first, "newer"))
        send(replace(office, postman=given))
        assert office.keychain.get(first.secret_key) == "newer"


def test_a_secret_that_was_forgotten_does_not_come_back(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, _, _, second):
        put(office, second)
        gone = _WhileSigningIn(lambda: office.keychain.delete(second.secret_key))
        send(replace(office, postman=gone))
        assert office.keychain.get(second.secret_key) is None


@pytest.mark.parametrize("trial", [send_test, try_inbox])
def test_what_grows_out_of_a_secret_that_is_only_tried_takes_no_place(
    tmp_path: Path, trial: Callable[[Office, MailAccount, str], object]
) -> None:
    """Until it is saved, the account goes on with the password it has."""
    with two_accounts(tmp_path) as (office, _, first, _):
        post = Postboxes()
        post.inbox.rotates = "grown"
        tried = replace(first, inbox=Inbox(HOST))
        with suppress(MailError):
            trial(replace(office, postman=_Rotating(), postbox=post), tried, "tried")
        assert office.keychain.get(first.secret_key) == PASSWORD


# Trying


def test_a_test_goes_the_whole_way_and_counts_as_nothing(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, server, first, _):
        assert send_test(office, first).value.accepted
        (got,) = server.received
        assert got.recipients == (USER,)
        assert b"Test.txt" in got.raw
        assert outbox(office).messages == ()
        with pytest.raises(MailError) as caught:
            send_test(office, first, "wrong")
        assert caught.value.data["fault"] is Fault.LOGIN


def test_an_inbox_is_tried_with_what_is_typed_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, _, first, _):
        post = Postboxes()
        tried = replace(first, inbox=Inbox(HOST))
        hears = replace(office, postbox=post)
        try_inbox(hears, tried, "typed")
        assert post.inbox.secrets == ["typed"]
        assert post.inbox.calls == ["open", "sent"]
        assert mailboxes(office).inboxes == {}
        post.inbox.faults["open"] = [LOST]
        with pytest.raises(MailError):
            try_inbox(hears, tried)
        assert post.inbox.secrets[-1] == PASSWORD
        for office_, account in ((office, tried), (hears, first)):
            with pytest.raises(MailError) as caught:
                try_inbox(office_, account)
            assert caught.value.data["fault"] is Fault.NO_ACCOUNT


def test_the_accounts_are_listed_with_how_far_their_inboxes_are_read(tmp_path: Path) -> None:
    with two_accounts(tmp_path) as (office, _, first, second):
        hearing(office, Postboxes())
        found = mailboxes(office)
        assert [one.id for one in found.accounts] == [first.id, second.id]
        assert [*found.inboxes] == [first.id]
        assert found.inboxes[first.id] == InboxState()
