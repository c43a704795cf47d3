"""A year of chasing two hundred clients, judged by what went out and not by the planner's word."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.proposal import Delivery, Proposal
from dunning_desktop.host.workdays import is_working
from tests.helpers.year import BY_HAND, CLIENTS, Sent, Year


@pytest.fixture(scope="module")
def lived() -> tuple[Year, list[Proposal]]:
    year = Year(seed=20_260_101, is_working=is_working)
    return year, list(year.live())


def _gap(year: Year, one: Sent) -> int:
    return year.clients[one.client_id].policy.gap_days


def test_enough_happened_to_judge(lived: tuple[Year, list[Proposal]]) -> None:
    year, proposals = lived
    assert len(proposals) > 200
    assert len(year.sent) > 1000
    assert {one.tone for one in year.sent} == set(Tone)
    assert any(one.repeat for one in year.sent)
    assert len(year.clients) == CLIENTS


def test_every_open_item_was_chased_or_had_its_reason(lived: tuple[Year, list[Proposal]]) -> None:
    for made in lived[1]:
        seen = Counter(line.item_id for chase in made.chases for line in chase.lines)
        seen.update(one.item_id for one in made.rest)
        assert set(seen.values()) <= {1}


def test_nothing_went_out_twice(lived: tuple[Year, list[Proposal]]) -> None:
    year, _ = lived
    again = Counter((one.item_id, one.tone, one.repeat) for one in year.sent)
    assert set(again.values()) == {1}
    on_a_day = {(one.client_id, one.day) for one in year.sent}
    assert len(on_a_day) == sum(len(made.chases) for made in lived[1])


def test_nobody_who_had_paid_was_written_to(lived: tuple[Year, list[Proposal]]) -> None:
    year, _ = lived
    assert all(one.open.minor > 0 for one in year.sent)
    assert all(one.day < year.paid.get(one.item_id, year.today + timedelta(days=1))
               for one in year.sent)  # fmt: skip


def test_no_step_was_skipped_and_none_came_back(lived: tuple[Year, list[Proposal]]) -> None:
    year, _ = lived
    for item_id, sent in year.reminders_of().items():
        late = [one.tone for one in sent if one.tone is not Tone.COURTESY and not one.repeat]
        whole = [one.tone for one in year.policy_of(item_id).levels if one.day > 0]
        assert late == whole[: len(late)]
        assert [one.repeat for one in sent if one.repeat] == [
            number + 1 for number in range(sum(bool(one.repeat) for one in sent))
        ]


def test_the_last_reminder_was_repeated_as_often_as_the_ladder_says_and_no_more(
    lived: tuple[Year, list[Proposal]],
) -> None:
    year, _ = lived
    again = [(one.repeat, year.policy_of(one.item_id).repeat_most) for one in year.sent]
    assert all(repeat <= most for repeat, most in again)
    assert any(repeat == most > 0 for repeat, most in again)


def test_nobody_heard_from_us_sooner_than_the_gap(lived: tuple[Year, list[Proposal]]) -> None:
    year, _ = lived
    for key in year.clients:
        mine = [one for one in year.sent if one.client_id == key]
        days = sorted({one.day for one in mine})
        assert all((after - before).days >= _gap(year, mine[0])
                   for before, after in pairwise(days))  # fmt: skip


def test_a_ladder_that_rests_never_wrote_on_a_day_of_rest(
    lived: tuple[Year, list[Proposal]],
) -> None:
    year, _ = lived
    rested = 0
    for one in year.sent:
        if year.policy_of(one.item_id).working_days:
            rested += 1
            assert is_working(year.clients[one.client_id].client.jurisdiction, one.day)
    assert rested > 100
    # The others do write on those days: the check above can fail.
    assert any(not is_working("GB", one.day) for one in year.sent)


def test_nothing_went_out_while_a_hold_stood(lived: tuple[Year, list[Proposal]]) -> None:
    year, _ = lived
    held = [(one.client_id, one.day) for one in year.sent]
    blocks = [block for facts in year.clients.values() for block in facts.blocks]
    assert blocks
    for block in blocks:
        # It was set after the reminders of its first day had gone.
        days = [day for client_id, day in held if client_id == block.client_id]
        assert not any(block.start < day and block.holds_on(day) for day in days)


def test_the_next_one_waits_until_a_stuck_one_is_seen_to(
    lived: tuple[Year, list[Proposal]],
) -> None:
    year, _ = lived
    pairs = [pair for sent in year.reminders_of().values() for pair in pairwise(sent)]
    stuck = [pair for pair in pairs if pair[0].delivery is Delivery.FAILED]
    assert stuck
    assert all((after.day - before.day).days > BY_HAND for before, after in stuck)


def test_planning_again_the_same_day_proposed_nothing(
    lived: tuple[Year, list[Proposal]],
) -> None:
    assert lived[0].again == 0


def test_the_year_in_a_table(
    lived: tuple[Year, list[Proposal]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Printed for whoever looks after the ladders: what each step brought, and what held one up."""
    year, _ = lived
    sent = Counter(one.tone for one in year.sent)
    last = {item_id: steps[-1].tone for item_id, steps in year.reminders_of().items()}
    brought = Counter(last[item_id] for item_id in year.paid if item_id in last)
    unasked = sum(item_id not in last for item_id in year.paid)
    lines = [f"A year of {CLIENTS} clients, {len(year.items)} invoices, {len(year.looks)} looks:",
             f"  paid without a reminder: {unasked}"]  # fmt: skip
    lines += [f"  {tone.value:9} sent {sent[tone]:5}  paid after it {brought[tone]:5}"
              for tone in Tone]  # fmt: skip
    lines += [f"  left alone, {code.value:18} {times:7}" for code, times in year.why.most_common()]
    with capsys.disabled():
        print("", *lines, sep="\n")
    assert unasked + sum(brought.values()) == len(year.paid)
    assert sum(sent.values()) == len(year.sent)
