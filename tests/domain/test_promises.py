"""Promises: kept, part-kept, broken, kept early; what they block, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.promises import (
    GRACE,
    LONGEST_PROMISE,
    Promise,
    PromiseState,
    Received,
    block_of,
    kept_rate,
    standings,
)
from tests.helpers.promise_ledgers import read_promises

FRIDAY = date(2026, 3, 27)
S = PromiseState


def test_all_of_it_came_on_the_day() -> None:
    """
    today 2026-03-30
    promise it 2026-03-20 by 2026-03-27 GBP 100.00
    came 2026-03-27 GBP 100.00
    """
    (it,) = read_promises(test_all_of_it_came_on_the_day).stands().values()
    assert (it.state, it.kept_on, it.broken_on) == (S.KEPT, FRIDAY, None)
    assert not it.missing


def test_a_bank_has_two_days_for_a_transfer_made_on_the_day() -> None:
    """
    promise it 2026-03-20 by 2026-03-27 GBP 100.00
    came 2026-03-29 GBP 100.00
    """
    ledger = read_promises(test_a_bank_has_two_days_for_a_transfer_made_on_the_day)
    states = [ledger.stands(FRIDAY + timedelta(days=n))["it"].state for n in range(1, 4)]
    assert states == [S.OPEN, S.KEPT, S.KEPT]


def test_money_that_comes_on_the_third_day_is_too_late() -> None:
    """
    today 2026-04-30
    promise it 2026-03-20 by 2026-03-27 GBP 100.00
    came 2026-03-30 GBP 100.00
    """
    (it,) = read_promises(test_money_that_comes_on_the_third_day_is_too_late).stands().values()
    assert (it.state, it.broken_on) == (S.BROKEN, date(2026, 3, 30))


def test_a_part_of_it_is_part_kept_and_broken_too() -> None:
    """
    today 2026-03-30
    promise it 2026-03-20 by 2026-03-27 GBP 100.00
    came 2026-03-25 GBP 60.00
    """
    (it,) = read_promises(test_a_part_of_it_is_part_kept_and_broken_too).stands().values()
    assert (it.state, it.broken_on) == (S.PART_KEPT, date(2026, 3, 30))
    assert (str(it.came), str(it.missing)) == ("GBP 60.00", "GBP 40.00")


def test_two_transfers_keep_it_together() -> None:
    """
    today 2026-03-28
    promise it 2026-03-20 by 2026-03-27 GBP 100.00
    came 2026-03-22 GBP 40.00
    came 2026-03-26 GBP 75.00
    """
    (it,) = read_promises(test_two_transfers_keep_it_together).stands().values()
    assert (it.state, it.kept_on, str(it.came)) == (S.KEPT, date(2026, 3, 26), "GBP 100.00")


def test_kept_early_the_rest_may_be_chased_from_that_day_on() -> None:
    """
    today 2026-03-22
    promise it 2026-03-20 by 2026-03-27 GBP 100.00
    came 2026-03-22 GBP 100.00
    """
    (it,) = read_promises(test_kept_early_the_rest_may_be_chased_from_that_day_on).stands().values()
    block = block_of(it)
    assert block is not None
    assert (block.start, block.until) == (date(2026, 3, 20), date(2026, 3, 21))


def test_kept_on_the_day_it_was_made_it_blocks_nothing() -> None:
    """
    today 2026-03-20
    promise it 2026-03-20 by 2026-03-20 GBP 100.00
    came 2026-03-20 GBP 100.00
    """
    (it,) = read_promises(test_kept_on_the_day_it_was_made_it_blocks_nothing).stands().values()
    assert (it.state, block_of(it)) == (S.KEPT, None)


def test_money_in_another_currency_keeps_nothing() -> None:
    """
    today 2026-03-30
    promise it 2026-03-20 by 2026-03-27 GBP 100.00
    came 2026-03-25 EUR 120.00
    """
    (it,) = read_promises(test_money_in_another_currency_keeps_nothing).stands().values()
    assert it.state is S.BROKEN


def test_what_came_before_it_was_promised_does_not_count() -> None:
    """
    today 2026-03-30
    promise it 2026-03-20 by 2026-03-27 GBP 100.00
    came 2026-03-19 GBP 100.00
    """
    (it,) = read_promises(test_what_came_before_it_was_promised_does_not_count).stands().values()
    assert it.state is S.BROKEN


def test_the_same_money_does_not_keep_two_promises() -> None:
    """A part now and the rest later: what came counts for the part first.

    today 2026-04-10
    promise rest 2026-03-20 by 2026-04-05 GBP 200.00
    promise part 2026-03-20 by 2026-03-27 GBP 100.00
    came 2026-03-25 GBP 250.00
    """
    stands = read_promises(test_the_same_money_does_not_keep_two_promises).stands()
    assert stands["part"].state is S.KEPT
    assert (stands["rest"].state, str(stands["rest"].came)) == (S.PART_KEPT, "GBP 150.00")


def test_a_new_promise_after_a_broken_one_is_kept_by_what_comes_then() -> None:
    """
    today 2026-04-10
    promise first 2026-03-10 by 2026-03-13 GBP 100.00
    promise second 2026-03-20 by 2026-03-27 GBP 100.00
    came 2026-03-26 GBP 100.00
    """
    stands = read_promises(
        test_a_new_promise_after_a_broken_one_is_kept_by_what_comes_then
    ).stands()
    assert [one.state for one in stands.values()] == [S.BROKEN, S.KEPT]
    rate = kept_rate([one.state for one in stands.values()])
    assert (rate.kept, rate.broken, rate.in_all) == (1, 1, 2)


def test_a_payment_that_is_dated_ahead_has_not_come_yet() -> None:
    """
    today 2026-03-24
    promise it 2026-03-20 by 2026-03-27 GBP 100.00
    came 2026-03-26 GBP 100.00
    """
    (it,) = read_promises(test_a_payment_that_is_dated_ahead_has_not_come_yet).stands().values()
    assert it.state is S.OPEN


def test_an_open_one_blocks_to_its_last_day_and_is_in_no_rate() -> None:
    """
    today 2026-03-24
    promise it 2026-03-20 by 2026-03-27 GBP 100.00
    """
    (it,) = (
        read_promises(test_an_open_one_blocks_to_its_last_day_and_is_in_no_rate).stands().values()
    )
    block = block_of(it)
    assert block is not None
    assert block.until == FRIDAY + GRACE
    assert kept_rate([it.state]).in_all == 0


@pytest.mark.parametrize(
    ("ahead", "minor", "reason"),
    [(-1, 100, "past"), (LONGEST_PROMISE + 1, 100, "too-far"), (5, 0, "not-positive")],
)
def test_a_promise_that_is_none_is_refused(ahead: int, minor: int, reason: str) -> None:
    with pytest.raises(InvalidField) as caught:
        Promise(1, FRIDAY, FRIDAY + timedelta(days=ahead), Money(minor, "GBP"))
    assert caught.value.data["reason"] == reason


def test_it_may_lie_on_the_same_day_or_sixty_days_ahead() -> None:
    for ahead in (0, LONGEST_PROMISE):
        day = FRIDAY + timedelta(days=ahead)
        assert Promise(1, FRIDAY, day, Money(1, "GBP")).last_day == day + GRACE


_days = st.integers(0, 40).map(lambda n: FRIDAY + timedelta(days=n))
_sums = st.integers(1, 500).map(lambda minor: Money(minor, "GBP"))
_promises = st.lists(
    st.builds(
        lambda made, ahead, amount: Promise(1, made, made + timedelta(days=ahead), amount),
        _days, st.integers(0, 20), _sums,
    ),
    max_size=4,
)  # fmt: skip
_received = st.lists(st.builds(Received, _days, _sums), max_size=5)


@given(_promises, _received, _days)
def test_money_counts_once_and_no_promise_gets_more_than_was_promised(
    promises: list[Promise], received: list[Received], today: date
) -> None:
    found = standings(promises, received, today)
    assert [one.promise for one in found] == promises
    assert sum(one.came.minor for one in found) <= _sum(received)
    for one in found:
        assert one.came <= one.promise.amount
        assert (one.state is S.KEPT) == (one.came == one.promise.amount)
        assert (one.kept_on is not None) == (one.state is S.KEPT)


@given(_promises, _received, _days, _days)
def test_what_was_kept_or_broken_once_stays_so(
    promises: list[Promise], received: list[Received], first: date, second: date
) -> None:
    today, later = sorted((first, second))
    then = standings(promises, received, later)
    for before, after in zip(standings(promises, received, today), then, strict=True):
        if before.state is not S.OPEN:
            assert after.state is before.state


@given(_promises, _received, _days)
def test_it_blocks_as_long_as_it_is_open(
    promises: list[Promise], received: list[Received], today: date
) -> None:
    for one in standings(promises, received, today):
        block = block_of(one)
        holds = block is not None and block.holds_on(today)
        assert holds == (one.state is S.OPEN and one.promise.made_on <= today)


def _sum(received: Iterable[Received]) -> int:
    return sum(one.amount.minor for one in received)
