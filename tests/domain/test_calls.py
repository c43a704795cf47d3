"""What follows from a call: completed or not, left alone until when, the number kept or not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.calls import MOST_TRIES, CallOutcome, Consequence, consequence

FRIDAY = date(2026, 3, 20)
MONDAY = date(2026, 3, 23)


def no_weekend(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("outcome", "follows"),
    [
        (CallOutcome.PROMISED, Consequence(completes=True)),
        (CallOutcome.DISPUTES, Consequence(completes=True)),
        (CallOutcome.RESEND, Consequence(True, BlockKind.HOLD, date(2026, 3, 26))),
        (CallOutcome.WRONG_CONTACT, Consequence(drops_number=True)),
        (CallOutcome.OTHER, Consequence(completes=True)),
    ],
)
def test_each_outcome_has_its_consequence(outcome: CallOutcome, follows: Consequence) -> None:
    assert consequence(outcome, FRIDAY, due=True) == follows


def test_nobody_answers_on_a_friday_so_monday_it_is() -> None:
    follows = consequence(CallOutcome.NO_ANSWER, FRIDAY, due=True, works=no_weekend)
    assert follows == Consequence(
        block=BlockKind.CALL_AGAIN, until=MONDAY - timedelta(days=1)
    )


def test_the_third_unanswered_try_goes_on_in_writing() -> None:
    def tried(before: int) -> Consequence:
        return consequence(CallOutcome.NO_ANSWER, FRIDAY, due=True, tries=before)

    assert [tried(before).completes for before in range(MOST_TRIES + 1)] == [
        False, False, True, True,
    ]  # fmt: skip
    assert tried(MOST_TRIES - 1).block is None


@given(st.sampled_from(CallOutcome), st.integers(0, 5))
def test_a_call_that_was_not_due_completes_nothing(outcome: CallOutcome, tries: int) -> None:
    follows = consequence(outcome, FRIDAY, due=False, tries=tries)
    assert not follows.completes
    assert outcome is not CallOutcome.NO_ANSWER or follows == Consequence()


@given(st.sampled_from(CallOutcome), st.integers(0, 5), st.dates(max_value=date(9000, 1, 1)))
def test_whatever_blocks_blocks_today(outcome: CallOutcome, tries: int, today: date) -> None:
    follows = consequence(
        outcome, today, due=True, tries=tries, works=no_weekend
    )
    assert follows.until is None or follows.until >= today
