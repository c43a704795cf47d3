"""Mailboxes: which one a letter is sent from, and what their providers let them send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.mail import Fault, next_attempt
from dunning_desktop.domain.mail_accounts import (
    A_DAY,
    A_MINUTE,
    Duty,
    Gone,
    Inbox,
    MailAccount,
    Route,
    account_for,
    free_from,
)
from dunning_desktop.domain.policy import Tone

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FIRM = MailAccount("me@firm.example", "smtp.firm.example", 465, minute_limit=0)


def account(key: int, duty: Duty) -> MailAccount:
    return replace(FIRM, id=key, duty=duty)


# Which one


@pytest.mark.parametrize(
    ("duties", "usual", "final"),
    [
        ((), None, None),
        ((Duty.USUAL,), 1, 1),
        ((Duty.LATE, Duty.USUAL), 2, 1),
        ((Duty.USUAL, Duty.USUAL), 1, 1),
        ((Duty.SPARE, Duty.USUAL), 2, 2),
        ((Duty.SPARE, Duty.LATE), 2, 2),
        ((Duty.SPARE,), 1, 1),
    ],
)
def test_the_account_follows_the_tone(
    duties: Sequence[Duty], usual: int | None, final: int | None
) -> None:
    accounts = [account(key, duty) for key, duty in enumerate(duties, start=1)]
    for tone in (None, Tone.FRIENDLY, Tone.FIRM):
        assert getattr(account_for(accounts, tone), "id", None) == usual
    assert getattr(account_for(accounts, Tone.FINAL), "id", None) == final


def test_an_account_rests_for_good_or_until_a_moment() -> None:
    assert not FIRM.rests_at(NOON)
    assert replace(FIRM, paused=Fault.LOGIN).rests_at(NOON + timedelta(days=400))
    until = replace(FIRM, paused=Fault.LIMIT, paused_until=NOON)
    assert until.rests_at(NOON - timedelta(seconds=1))
    assert not until.rests_at(NOON)


@pytest.mark.parametrize(
    ("changes", "copies"),
    [
        ({}, False),
        ({"copy_to_self": True}, True),
        ({"copy_to_self": True, "inbox": Inbox("imap.firm.example")}, True),
        ({"copy_to_self": True, "inbox": Inbox("imap.firm.example", files_sent=True)}, False),
        ({"copy_to_self": True, "route": Route.GRAPH}, False),
        ({"copy_to_self": True, "route": Route.PROGRAM}, False),
    ],
)
def test_a_copy_goes_to_oneself_only_where_nothing_else_keeps_one(
    changes: dict[str, object], copies: bool
) -> None:
    assert replace(FIRM, **changes).copies is copies  # type: ignore[arg-type]


# How much

HISTORY = st.lists(
    st.tuples(st.integers(0, 3 * 24 * 60 * 60), st.booleans()), min_size=1, max_size=60
).map(sorted)
LIMITED = st.builds(
    lambda daily, minute, copy: replace(
        FIRM, daily_limit=daily, minute_limit=minute, copy_to_self=copy
    ),
    st.one_of(st.none(), st.integers(2, 12)),
    st.one_of(st.just(0), st.integers(2, 6)),
    st.booleans(),
)


def lately(gone: Sequence[Gone], now: datetime) -> list[Gone]:
    """As the book hands it over."""
    return [one for one in gone if one.at > now - A_DAY]


def send_all(sender: MailAccount, wishes: Sequence[tuple[int, bool]]) -> list[Gone]:
    """Send each message when its time has come, and no sooner than the limits allow."""
    gone: list[Gone] = []
    now = NOON
    for second, copied in wishes:
        now = max(now, NOON + timedelta(seconds=second))
        free = free_from(sender, lately(gone, now), now)
        if free is not None:
            assert free > now
            now = free
            assert free_from(sender, lately(gone, now), now) is None, "then it may really go"
        gone.append(Gone(now, 1 + (copied and sender.copies)))
    return gone


def most_in(gone: Sequence[Gone], window: timedelta) -> int:
    """The largest number of recipients in any window of that length."""
    return max(
        sum(one.recipients for one in gone if start.at <= one.at < start.at + window)
        for start in gone
    )


@given(LIMITED, HISTORY)
def test_no_window_ever_holds_more_than_the_limit(
    sender: MailAccount, wishes: list[tuple[int, bool]]
) -> None:
    gone = send_all(sender, wishes)
    if sender.daily_limit is not None:
        assert most_in(gone, A_DAY) <= sender.daily_limit
    if sender.minute_limit:
        assert most_in(gone, A_MINUTE) <= sender.minute_limit


@given(LIMITED, HISTORY)
def test_nothing_waits_without_need(
    sender: MailAccount, wishes: list[tuple[int, bool]]
) -> None:
    """A moment before a message is let go, there was no room for it."""
    gone = send_all(sender, wishes)
    for last in gone:
        before = [one for one in gone if one.at <= last.at]
        free = free_from(sender, lately(before, last.at), last.at)
        if free is not None:
            assert is_full(sender, before, free - timedelta(microseconds=1))


def is_full(sender: MailAccount, gone: Sequence[Gone], moment: datetime) -> bool:
    """Counted afresh: whether one message more would be too much then."""
    limits = ((sender.daily_limit, A_DAY), (sender.minute_limit or None, A_MINUTE))
    return any(
        sum(one.recipients for one in gone if one.at > moment - window) + 1 + sender.copies > limit
        for limit, window in limits
        if limit is not None
    )


def test_without_a_limit_nothing_waits() -> None:
    gone = [Gone(NOON, 1)] * 1000
    assert free_from(FIRM, gone, NOON) is None


def test_the_window_rolls_and_does_not_begin_at_midnight() -> None:
    limited = replace(FIRM, daily_limit=2)
    gone = [Gone(NOON, 1), Gone(NOON + timedelta(hours=8), 1)]
    assert free_from(limited, gone, NOON + timedelta(hours=20)) == NOON + A_DAY
    assert free_from(limited, gone, NOON + A_DAY) is None


def test_both_limits_must_have_room() -> None:
    limited = replace(FIRM, daily_limit=2, minute_limit=1)
    gone = [Gone(NOON, 1), Gone(NOON + timedelta(hours=23, minutes=59, seconds=30), 1)]
    now = NOON + timedelta(hours=23, minutes=59, seconds=40)
    assert free_from(limited, gone, now) == NOON + timedelta(hours=24, seconds=30)


def test_one_with_many_recipients_takes_as_much_room() -> None:
    limited = replace(FIRM, daily_limit=5)
    gone = [Gone(NOON, 2), Gone(NOON + timedelta(hours=1), 3)]
    assert free_from(limited, gone, NOON + timedelta(hours=2)) == NOON + A_DAY


def test_a_copy_needs_room_as_well() -> None:
    limited = replace(FIRM, daily_limit=5, copy_to_self=True)
    gone = [Gone(NOON, 2), Gone(NOON + timedelta(hours=1), 2)]
    assert free_from(limited, gone, NOON + timedelta(hours=2)) == NOON + A_DAY


@pytest.mark.parametrize("limit", [0, 1])
def test_a_limit_below_one_message_lets_one_go_a_day(limit: int) -> None:
    limited = replace(FIRM, daily_limit=limit, copy_to_self=True)
    assert free_from(limited, [], NOON) is None
    assert free_from(limited, [Gone(NOON, 2)], NOON + A_MINUTE) == NOON + A_DAY


# When a message that did not go is tried again


@given(st.integers(1, 10), st.integers(1, 10**6))
def test_a_wait_is_spread_by_a_fifth_and_the_same_for_the_same_message(
    attempts: int, seed: int
) -> None:
    plain = next_attempt(NOON, attempts) - NOON
    spread = next_attempt(NOON, attempts, seed=seed) - NOON
    assert 0.8 * plain <= spread <= 1.2 * plain
    assert next_attempt(NOON, attempts, seed=seed) - NOON == spread


def test_messages_that_failed_together_come_back_apart() -> None:
    times = {next_attempt(NOON, 1, seed=key) for key in range(1, 41)}
    assert len(times) >= 30


def test_a_busy_server_is_left_alone_for_five_minutes_at_least() -> None:
    waits = [next_attempt(NOON, tries, Fault.BUSY) - NOON for tries in range(1, 7)]
    assert [one // A_MINUTE for one in waits] == [5, 15, 60, 240, 240, 240]
    unreachable = [next_attempt(NOON, tries) - NOON for tries in range(1, 7)]
    assert [one // A_MINUTE for one in unreachable] == [1, 5, 15, 60, 240, 240]
