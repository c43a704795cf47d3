"""Instalment plans by examples: each docstring is a plan and what came on it."""

from __future__ import annotations

from datetime import date

import pytest

from dunning_desktop.domain.blocks import BlockKind, frozen_days
from tests.helpers.plan_ledgers import PlanLedger, read_plan


@pytest.fixture
def ledger(request: pytest.FixtureRequest) -> PlanLedger:
    """Return the plan in the docstring of the test that asks for it."""
    return read_plan(request.function.__doc__ or "")


def test_a_plan_kept_to_the_end(ledger: PlanLedger) -> None:
    """
    plan 100.00 in 3 month from 2026-01-31
    accepted 2026-01-03
    came A 2026-01-31 33.33
    came A 2026-02-28 33.33
    came A 2026-03-30 33.34
    """
    assert ledger.told("2026-01-03") == (
        "running, paid 0.00, next 1 until 2026-02-05: coming coming coming"
    )
    assert ledger.told("2026-02-01") == (
        "running, paid 33.33, next 2 until 2026-03-05: paid coming coming"
    )
    assert ledger.told("2026-03-30") == "completed, paid 100.00: paid paid paid"
    assert ledger.stands("2026-04-30").completed_on == date(2026, 3, 30)


def test_one_late_within_its_days_of_grace(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31 grace 5
    accepted 2026-01-03
    came A 2026-02-05 30.00
    """
    assert ledger.told("2026-01-31").startswith("running, paid 0.00, next 1")
    assert ledger.told("2026-02-04") == (
        "late, paid 0.00, late 30.00, next 1 until 2026-02-05: late coming coming"
    )
    assert ledger.told("2026-02-06") == (
        "running, paid 30.00, next 2 until 2026-03-05: paid coming coming"
    )


def test_a_default_is_one_whatever_comes_later(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31 grace 5
    accepted 2026-01-03
    came A 2026-02-06 30.00
    """
    assert ledger.told("2026-02-05").startswith("late")
    assert ledger.told("2026-02-06") == (
        "defaulted, paid 30.00, next 2 until 2026-03-05, default 2026-02-06: paid coming coming"
    )


def test_a_part_of_an_instalment_is_a_default_too(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31 grace 5
    accepted 2026-01-03
    came A 2026-01-31 29.99
    """
    assert ledger.told("2026-02-05") == (
        "late, paid 29.99, late 0.01, next 1 until 2026-02-05: late coming coming"
    )
    assert ledger.told("2026-02-06").startswith("defaulted, paid 29.99, late 0.01")
    assert ledger.told("2026-02-06").endswith("default 2026-02-06: missed coming coming")


def test_money_that_was_on_time_but_recorded_later_mends_it(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31 grace 5
    accepted 2026-01-03
    """
    assert ledger.told("2026-02-10").startswith("defaulted")
    ledger.came["A"].append(read_plan("came A 2026-02-03 30.00").came["A"][0])
    assert ledger.told("2026-02-10").startswith("running, paid 30.00")


def test_no_days_of_grace(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31 grace 0
    accepted 2026-01-03
    """
    assert ledger.told("2026-01-31").startswith("running")
    assert ledger.told("2026-02-01").startswith("defaulted")


def test_too_much_on_one_settles_the_next(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31
    accepted 2026-01-03
    came A 2026-01-20 45.00
    """
    assert ledger.told("2026-02-10") == (
        "running, paid 45.00, next 2 until 2026-03-05: paid coming coming"
    )
    assert ledger.stands("2026-02-10").rows[1].paid.minor == 1500
    assert ledger.told("2026-03-06").endswith("default 2026-03-06: paid missed coming")


def test_paid_off_early(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31
    accepted 2026-01-03
    came A 2026-01-10 90.00
    """
    assert ledger.told("2026-01-10") == "completed, paid 90.00: paid paid paid"


def test_more_than_all_of_it_is_no_more_than_all_of_it(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31
    accepted 2026-01-03
    came A 2026-01-10 500.00
    """
    assert ledger.told("2026-01-10") == "completed, paid 90.00: paid paid paid"


def test_paid_off_after_a_default_it_is_done_all_the_same(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31
    accepted 2026-01-03
    came A 2026-02-20 90.00
    """
    assert ledger.told("2026-02-19").startswith("defaulted")
    assert ledger.told("2026-02-20") == (
        "completed, paid 90.00, default 2026-02-06: paid paid paid"
    )


def test_what_was_settled_before_is_no_instalment(ledger: PlanLedger) -> None:
    """
    A payment in the morning, and a plan over the rest in the afternoon of the same day.

    plan 80.00 in 2 month from 2026-01-31
    before A 20.00
    offered 2026-01-02
    accepted 2026-01-02
    came A 2026-01-02 20.00
    """
    assert ledger.told("2026-01-02").startswith("running, paid 0.00")


def test_money_that_came_before_the_answer_counts(ledger: PlanLedger) -> None:
    """
    plan 80.00 in 2 month from 2026-01-31
    offered 2026-01-02
    accepted 2026-01-12
    came A 2026-01-10 40.00
    """
    assert ledger.told("2026-01-12") == (
        "running, paid 40.00, next 2 until 2026-03-05: paid coming"
    )


def test_several_invoices_are_one_sum(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31
    items A 70.00 B 20.00
    before A 5.00
    accepted 2026-01-03
    came A 2025-12-01 5.00
    came B 2026-01-30 20.00
    came A 2026-01-31 10.00
    """
    assert ledger.told("2026-02-06").startswith("running, paid 30.00, next 2")


def test_a_first_payment_on_agreement(ledger: PlanLedger) -> None:
    """
    plan 100.00 in 3 month from 2026-01-31
    deposit 25.00 2026-01-05
    accepted 2026-01-03
    came A 2026-01-05 25.00
    """
    amounts = [str(one.amount.amount) for one in ledger.schedule]
    assert amounts == ["25.00", "25.00", "25.00", "25.00"]
    assert [one.due.isoformat() for one in ledger.schedule] == [
        "2026-01-05", "2026-01-31", "2026-02-28", "2026-03-31",
    ]  # fmt: skip
    assert ledger.told("2026-01-11").startswith("running, paid 25.00, next 2 until 2026-02-05")


def test_an_offer_waits_for_its_answer_and_then_lapses(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31
    offered 2026-01-02 until 2026-01-16
    """
    assert ledger.told("2026-01-16").startswith("offered")
    assert ledger.told("2026-01-17").startswith("lapsed")
    [block] = ledger.blocks("2026-01-16")
    assert (block.kind, block.start, block.until, block.rests) == (
        BlockKind.PLAN, date(2026, 1, 2), date(2026, 1, 16), False,
    )  # fmt: skip
    assert ledger.blocks("2026-01-17") == ()


def test_an_offer_nobody_answers_never_defaults(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31
    offered 2026-01-02
    """
    assert ledger.told("2026-06-30").startswith("offered")
    assert ledger.blocks("2026-06-30") == ()


# What it means for chasing and for interest


def test_while_it_is_kept_its_items_rest_until_the_next_default(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31
    items A 70.00 B 20.00
    accepted 2026-01-03
    came A 2026-01-31 30.00
    """
    blocks = ledger.blocks("2026-02-01")
    assert [one.item_id for one in blocks] == [ord("A"), ord("B")]
    assert {one.until for one in blocks} == {date(2026, 3, 5)}
    assert all(one.holds_on(date(2026, 3, 5)) for one in blocks)


def test_from_the_default_on_nothing_is_held_back(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31
    accepted 2026-01-03
    """
    [block] = ledger.blocks("2026-02-06")
    assert not block.holds_on(date(2026, 2, 6))
    assert frozen_days([block], ord("A")) == ((date(2026, 1, 3), date(2026, 2, 5)),)


def test_no_interest_counts_while_a_plan_without_it_is_kept(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31
    accepted 2026-01-03
    came A 2026-01-31 90.00
    """
    frozen = frozen_days(ledger.blocks("2026-03-01"), ord("A"))
    assert frozen == ((date(2026, 1, 3), date(2026, 1, 31)),)


def test_with_interest_it_goes_on_counting(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31
    interest
    accepted 2026-01-03
    """
    blocks = ledger.blocks("2026-01-20")
    assert blocks
    assert frozen_days(blocks, ord("A")) == ()


def test_a_plan_cancelled_has_held_until_the_day_before(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31
    accepted 2026-01-03
    cancelled 2026-01-20
    """
    assert ledger.told("2026-01-19").startswith("running")
    assert ledger.told("2026-01-20").startswith("cancelled")
    [block] = ledger.blocks("2026-01-20")
    assert not block.holds_on(date(2026, 1, 20))
    assert frozen_days([block], ord("A")) == ((date(2026, 1, 3), date(2026, 1, 19)),)


def test_one_cancelled_on_the_day_it_was_agreed_never_held(ledger: PlanLedger) -> None:
    """
    plan 90.00 in 3 month from 2026-01-31
    accepted 2026-01-03
    cancelled 2026-01-03
    """
    assert ledger.blocks("2026-01-03") == ()
