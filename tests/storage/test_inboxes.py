"""Inboxes in the file: how far they are read, what came in, and books from before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.incoming import InboxMark, Incoming, IncomingKind
from dunning_desktop.domain.mail import Fault, FrozenMessage, MessageState
from dunning_desktop.domain.mail_accounts import (
    Duty,
    Gone,
    Inbox,
    MailAccount,
    Route,
    SignIn,
    TlsMode,
)
from dunning_desktop.storage import opening
from dunning_desktop.storage.engine import APPLICATION_ID
from dunning_desktop.storage.opening import bring_to_head
from dunning_desktop.storage.store import SqlStore
from dunning_desktop.usecases.inbox_ports import InboxState
from dunning_desktop.usecases.ledger import Ledger
from tests.helpers.offices import new_book
from tests.storage.scene import ask

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
READ = Inbox("imap.firm.example")
FIRM = MailAccount("me@firm.example", "smtp.firm.example", 465, inbox=READ)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = SqlStore(new_book(tmp_path / "book.dunning"))
    yield made
    made.close()


@contextmanager
def ledger_with(store: SqlStore, account: MailAccount = FIRM) -> Iterator[tuple[Ledger, int]]:
    """An open transaction, and the account that was saved in it."""
    with store.write() as ledger:
        yield ledger, ledger.post.save_account(account)


def came(number: int = 1, **changes: object) -> Incoming:
    usual = Incoming(IncomingKind.MAIL, f"<{number}@x.example>", "a@x.example", NOON)
    return replace(usual, **changes)  # type: ignore[arg-type]


def keep(ledger: Ledger, account: int, one: Incoming, *, settled: bool = False) -> int | None:
    return ledger.inboxes.add(
        account, one, at=NOON, outbox_id=None, client_id=None, sure=False, settled=settled
    )


def put(
    ledger: Ledger, number: int, account: int | None, *, thread: str = "", people: int = 1
) -> int:
    recipients = tuple(f"p{one}@x.example" for one in range(people))
    frozen = FrozenMessage(b"raw", f"<m{number}@firm.example>", "me@firm.example", recipients)
    return ledger.post.queue(
        frozen, subject="Hello", account_id=account, client_id=None, reminder_id=None,
        at=NOON, not_before=NOON, thread=thread,
    )  # fmt: skip


# Accounts as they are kept


def test_an_account_comes_back_as_it_was_saved(store: SqlStore) -> None:
    account = MailAccount(
        "me@firm.example", "smtp.firm.example", 587, TlsMode.STARTTLS, "user", "Rose",
        "office@firm.example", "key", Fault.LIMIT, "550 5.4.5", NOON, Route.GMAIL, SignIn.GOOGLE,
        "client-id", Duty.LATE, copy_to_self=True, attach_invoices=True, signature="Rose\n",
        daily_limit=500, minute_limit=0,
        inbox=Inbox("imap.firm.example", 143, TlsMode.STARTTLS, "other", files_sent=True),
    )  # fmt: skip
    with ledger_with(store, account) as (ledger, key):
        assert ledger.post.accounts() == [replace(account, id=key)]
        bare = MailAccount("two@firm.example", "h", 25, id=key)
        ledger.post.save_account(bare)
        assert ledger.post.accounts() == [bare]


def test_accounts_keep_their_order_and_their_own_inboxes(store: SqlStore) -> None:
    with ledger_with(store) as (ledger, first):
        second = ledger.post.save_account(replace(FIRM, address="two@firm.example", inbox=None))
        ledger.post.save_account(replace(FIRM, id=first, sender_name="Rose"))
        assert [(one.id, one.inbox) for one in ledger.post.accounts()] == [
            (first, READ), (second, None),
        ]  # fmt: skip
        ledger.post.retire_account(first)
        assert [one.id for one in ledger.post.accounts()] == [second]
        with pytest.raises(NotFound):
            ledger.post.retire_account(99)


def test_what_went_is_counted_in_its_window_by_its_recipients(store: SqlStore) -> None:
    with ledger_with(store) as (ledger, first):
        second = ledger.post.save_account(replace(FIRM, address="two@firm.example"))
        for hour, (account, people) in enumerate([(first, 1), (first, 2), (second, 3)]):
            ledger.post.mark_dot(put(ledger, hour, account, people=people), NOON + hour * HOUR)
        put(ledger, 9, first)
        assert ledger.post.gone(first, since=NOON - HOUR) == [
            Gone(NOON, 1), Gone(NOON + HOUR, 2),
        ]  # fmt: skip
        assert ledger.post.gone(first, since=NOON) == [Gone(NOON + HOUR, 2)]
        assert ledger.post.unsent(first) == 3
        assert ledger.post.unsent(second) == 1


# How far an inbox is read


READ_ON = {"port": 143, "tls": TlsMode.STARTTLS, "files_sent": True, "user": "me@firm.example"}


@pytest.mark.parametrize("field", [*READ_ON])
def test_the_mark_is_kept_while_it_is_the_same_inbox(store: SqlStore, field: str) -> None:
    with ledger_with(store) as (ledger, key):
        ledger.inboxes.heard(key, InboxMark(7, 42), at=NOON)
        ledger.inboxes.deaf(key, Fault.LOGIN, "535")
        changed = replace(READ, **{field: READ_ON[field]})  # type: ignore[arg-type]
        ledger.post.save_account(replace(FIRM, id=key, inbox=changed))
        assert ledger.post.accounts()[0].inbox == changed
        assert ledger.inboxes.state(key) == InboxState(InboxMark(7, 42), NOON)


@pytest.mark.parametrize(
    "other",
    [
        replace(FIRM, inbox=replace(READ, host="imap.other.example")),
        replace(FIRM, inbox=replace(READ, user="somebody")),
        replace(FIRM, user="somebody"),
        replace(FIRM, address="other@firm.example"),
    ],
    ids=["server", "user", "account's user", "account's address"],
)
def test_the_mark_is_forgotten_with_another_inbox(store: SqlStore, other: MailAccount) -> None:
    """UIDs of one mailbox say nothing of another, though both may have the same UIDVALIDITY."""
    with ledger_with(store) as (ledger, key):
        ledger.inboxes.heard(key, InboxMark(1, 42), at=NOON)
        ledger.post.save_account(replace(other, id=key))
        assert ledger.inboxes.state(key) == InboxState()


def test_an_inbox_that_is_given_up_is_forgotten(store: SqlStore) -> None:
    with ledger_with(store) as (ledger, key):
        ledger.inboxes.heard(key, InboxMark(1, 42), at=NOON)
        ledger.post.save_account(replace(FIRM, id=key, inbox=None))
        assert ledger.inboxes.state(key) == InboxState()
        ledger.post.save_account(replace(FIRM, id=key))
        assert ledger.inboxes.state(key) == InboxState()


def test_large_uids_fit(store: SqlStore) -> None:
    largest = InboxMark(2**32 - 1, 2**32 - 1)
    with ledger_with(store) as (ledger, key):
        ledger.inboxes.heard(key, largest, at=NOON)
        assert ledger.inboxes.state(key).mark == largest


def test_a_part_that_was_read_moves_the_mark_alone(store: SqlStore) -> None:
    with ledger_with(store) as (ledger, key):
        ledger.inboxes.heard(key, InboxMark(1, 2), at=NOON)
        ledger.inboxes.deaf(key, Fault.BUSY, "later")
        ledger.inboxes.heard(key, InboxMark(1, 3), at=None)
        assert ledger.inboxes.state(key) == InboxState(InboxMark(1, 3), NOON, Fault.BUSY, "later")
        ledger.inboxes.heard(key, InboxMark(1, 4), at=NOON + HOUR)
        assert ledger.inboxes.state(key) == InboxState(InboxMark(1, 4), NOON + HOUR)


# What came in


def test_what_came_in_is_kept_once(store: SqlStore) -> None:
    with ledger_with(store) as (ledger, first):
        second = ledger.post.save_account(replace(FIRM, address="two@firm.example"))
        key = keep(ledger, first, came())
        assert key is not None
        assert keep(ledger, first, came(subject="again")) is None
        # It was sent to both addresses, or both accounts read the same inbox.
        assert keep(ledger, second, came()) is None
        assert keep(ledger, second, came(sender="b@x.example")) is not None
        assert ledger.inboxes.row(key).subject == ""
        with pytest.raises(NotFound):
            ledger.inboxes.row(99)


def test_whatever_a_stranger_writes_fits(store: SqlStore) -> None:
    long = "x" * 10_000
    huge = came(
        message_id=f"<{long}@x.example>", sender=f"{long}@x.example", sender_name=long,
        subject=long, text=long * 9,
    )  # fmt: skip
    with ledger_with(store) as (ledger, key):
        kept = keep(ledger, key, huge)
        assert kept is not None
        assert keep(ledger, key, huge) is None, "known again, though it was cut"
        assert len(ledger.inboxes.row(kept).text) == 4_000


def test_what_waits_is_listed_by_kind_and_oldest_first(store: SqlStore) -> None:
    with ledger_with(store) as (ledger, key):
        late = keep(ledger, key, came(1, at=NOON + HOUR))
        early = keep(ledger, key, came(2))
        keep(ledger, key, came(3), settled=True)
        back = keep(ledger, key, came(4, kind=IncomingKind.BOUNCE))
        waits = ledger.inboxes.waiting
        assert [one.id for one in waits()] == [early, back, late]
        assert [one.id for one in waits({IncomingKind.MAIL})] == [early, late]
        assert early is not None
        ledger.inboxes.settle([early], at=NOON)
        assert [one.id for one in waits({IncomingKind.MAIL})] == [late]
        ledger.inboxes.unsettle([early])
        assert [one.id for one in waits({IncomingKind.MAIL})] == [early, late]


def test_messages_are_known_by_their_own_identifier_before_their_conversation(
    store: SqlStore,
) -> None:
    with ledger_with(store) as (ledger, key):
        first, second, third = (put(ledger, one, key, thread="<t@x>") for one in (1, 2, 3))
        put(ledger, 4, key, thread="<other@x>")
        known = ledger.inboxes.known
        found = [(one.id, one.exact) for one in known(["<t@x>", "<m1@firm.example>"])]
        assert found == [(first, True), (third, False), (second, False)]
        own = ["<m1@firm.example>", "<m2@firm.example>"]
        assert [one.id for one in known(own)] == [second, first]
        assert known([]) == []
        assert known(["<nobody@x>"]) == []
        many = [f"<no{number}@x>" for number in range(40_000)]
        assert [one.id for one in known([*many, "<m4@firm.example>"])] == [4]


def test_a_message_without_a_conversation_is_in_none(store: SqlStore) -> None:
    """Those of an older book all have the same empty one."""
    with ledger_with(store) as (ledger, key):
        put(ledger, 1, key)
        put(ledger, 2, key)
        assert [one.id for one in ledger.inboxes.known(["<m1@firm.example>"])] == [1]


# A book from before


_OLD_ROWS = (
    f"PRAGMA application_id={APPLICATION_ID}",
    """INSERT INTO mail_account (id, address, host, port, tls, secret_key, paused)
       VALUES (1, 'me@firm.example', 'smtp.firm.example', 465, 'implicit', 'key', 'login')""",
    """INSERT INTO outbox_message (id, account_id, sender, recipient, message_id, state, queued_at,
                                   not_before, dot_at)
       VALUES (1, 1, 'me@firm.example', 'a@x.example', '<m1@firm.example>', 'accepted',
               '2026-11-22 10:00:00.000000', '2026-11-22 10:00:00.000000',
               '2026-11-22 11:00:00.000000'),
              (2, NULL, 'me@firm.example', 'b@x.example', '<m2@firm.example>', 'queued',
               '2026-11-22 10:00:00.000000', '2026-11-22 10:00:00.000000', NULL)""",
    "INSERT INTO message_raw (message_id, raw) VALUES (1, X'31'), (2, X'32')",
)


def _change(path: Path, statements: Sequence[str]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for one in statements:
            connection.execute(one)
        connection.commit()


def test_a_book_of_the_revision_before_keeps_its_account_and_its_mail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.dunning"
    monkeypatch.setattr(opening, "HEAD", "0009")
    monkeypatch.setattr(opening, "_first_rows", lambda part: _change(part, _OLD_ROWS))
    bring_to_head(path)
    monkeypatch.undo()
    assert ask(path, "SELECT version_num FROM alembic_version") == [("0009",)]
    bring_to_head(path)
    assert ask(path, "SELECT version_num FROM alembic_version") == [(opening.HEAD,)]
    store = SqlStore(path)
    try:
        with store.write() as ledger:
            (account,) = ledger.post.accounts()
            expected = MailAccount(
                "me@firm.example", "smtp.firm.example", 465, secret_key="key",
                paused=Fault.LOGIN, id=1,
            )  # fmt: skip
            assert account == expected
            assert ledger.inboxes.state(1) == InboxState()
            assert [one.at.hour for one in ledger.post.gone(1, since=NOON - 9 * HOUR)] == [11]
            (known,) = ledger.inboxes.known(["<m1@firm.example>"])
            assert (known.id, known.state) == (1, MessageState.ACCEPTED)
            claimed = ledger.post.claim(NOON, 1, orphans=True)
            assert claimed is not None
            assert (claimed.id, claimed.account_id, claimed.frozen.raw) == (2, 1, b"2")
    finally:
        store.close()
