"""Turns: whose message goes when, by what the book has of accounts and of what went."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import Duty, MailAccount, Route
from dunning_desktop.usecases.turns import Turns, turns
from tests.helpers.books import Book
from tests.helpers.offices import queue

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FIRM = MailAccount("me@firm.example", "smtp.firm.example", 465, id=1)
LATE = replace(FIRM, id=2, duty=Duty.LATE)
PROGRAM = replace(FIRM, id=3, route=Route.PROGRAM)


def test_with_nothing_to_send_there_is_no_next_pass() -> None:
    assert Turns((FIRM,), {}).next() is None
    assert Turns((), {None: NOON}).next() is None


def test_the_earliest_message_of_any_account_is_next() -> None:
    assert Turns((FIRM, LATE), {1: NOON + HOUR, 2: NOON}).next() == NOON


def test_a_mail_program_is_never_sent_from() -> None:
    found = Turns((PROGRAM, FIRM), {3: NOON, 1: NOON + HOUR})
    assert found.own == [FIRM]
    assert found.next() == NOON + HOUR
    assert Turns((PROGRAM,), {3: NOON, None: NOON}).next() is None


@pytest.mark.parametrize(
    ("accounts", "takes"),
    [
        ((LATE, FIRM), FIRM),
        ((PROGRAM, LATE), LATE),
        ((replace(FIRM, duty=Duty.SPARE), LATE, replace(FIRM, id=4)), replace(FIRM, id=4)),
        ((PROGRAM,), None),
        ((), None),
    ],
)
def test_what_has_no_account_goes_from_the_first_usual_one(
    accounts: tuple[MailAccount, ...], takes: MailAccount | None
) -> None:
    found = Turns(accounts, {None: NOON})
    assert found.first == takes
    assert [one for one in accounts if found.takes_orphans(one)] == ([takes] if takes else [])
    assert found.next() == (NOON if takes else None)


def test_what_has_none_may_be_due_before_its_own() -> None:
    assert Turns((FIRM, LATE), {None: NOON, 1: NOON + HOUR}).due_of(FIRM) == NOON
    assert Turns((FIRM, LATE), {None: NOON, 2: NOON + HOUR}).due_of(LATE) == NOON + HOUR


def test_a_paused_account_waits_for_the_owner_or_for_its_moment() -> None:
    paused = replace(FIRM, paused=Fault.LOGIN)
    assert Turns((paused,), {1: NOON}).next() is None
    until = replace(FIRM, paused=Fault.LIMIT, paused_until=NOON + 3 * HOUR)
    assert Turns((until,), {1: NOON}).next() == NOON + 3 * HOUR
    assert Turns((until,), {1: NOON + 4 * HOUR}).next() == NOON + 4 * HOUR
    assert Turns((paused, LATE), {1: NOON, 2: NOON + HOUR}).next() == NOON + HOUR


def test_what_a_pause_left_behind_counts_no_more() -> None:
    stale = replace(FIRM, paused=None, paused_until=NOON + 9 * HOUR)
    assert Turns((stale,), {1: NOON}).next() == NOON


def test_a_limit_and_a_rest_are_waited_for_and_the_longest_decides() -> None:
    found = Turns((FIRM,), {1: NOON}, free={1: NOON + HOUR})
    assert found.next() == NOON + HOUR
    assert found.next({1: NOON + 2 * HOUR}) == NOON + 2 * HOUR
    assert found.next({2: NOON + 2 * HOUR}) == NOON + HOUR, "the rest of another account"


def test_a_paused_account_is_told_of_only_while_its_messages_wait() -> None:
    paused = replace(FIRM, paused=Fault.LOGIN)
    assert Turns((paused, LATE), {2: NOON}).held is None
    assert Turns((paused, LATE), {1: NOON}).held == paused
    assert Turns((replace(PROGRAM, paused=Fault.LOGIN),), {3: NOON}).held is None


def test_the_book_says_what_waits_and_when_a_limit_frees_it(book: Book) -> None:
    now = book.clock.now()
    with book.office.read() as ledger:
        (account,) = ledger.post.accounts()
        assert turns(ledger, now).next() is None
    with book.office.write() as ledger:
        ledger.post.save_account(replace(account, daily_limit=1))
    first, _ = queue(book.office, "one@x.example"), queue(book.office, "two@x.example")
    with book.office.write() as ledger:
        assert turns(ledger, now).next() == now
        claimed = ledger.post.claim(now, account.id)
        assert claimed is not None
        assert claimed.id == first
        ledger.post.mark_dot(first, now)
    with book.office.read() as ledger:
        assert turns(ledger, now + HOUR).next() == now + timedelta(days=1)
        assert turns(ledger, now + timedelta(days=1)).next() == now
