"""What holds for the planner over whole lives, whatever days the owner looks on."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dunning_desktop.domain.policy import (
    BrokenPromise,
    DunningPolicy,
    OldDebts,
    PartPayment,
)
from dunning_desktop.domain.proposal import Completed, ItemFacts
from tests.helpers.ledgers import live_through, read_ledger
from tests.helpers.lives import LIVES, START, Life, Went, life_of, lives
from tests.helpers.shifting import shifted
from tests.helpers.text_ledgers import TextLedger

a_seed = st.integers(0, LIVES - 1)
EACH = settings(max_examples=LIVES)


def _by_item(life: Life) -> Iterator[list[Went]]:
    found: dict[int, list[Went]] = defaultdict(list)
    for one in life.went:
        found[one.line.item_id].append(one)
    return iter(found.values())


def _last(item: ItemFacts) -> Completed | None:
    """The latest level that was completed before, sent or skipped."""
    order = [(one.cycle, one.level_day, one.day, one) for one in item.completed]
    return max(order, key=lambda one: one[:3])[3] if order else None


def test_enough_happens_in_them() -> None:
    """The judges below would be silent about what never happens."""
    seen = sum((one.events for one in lives()), Counter[str]())
    repeats = sum(one.line.repeat > 0 for life in lives() for one in life.went)
    moved = sum(_moved(one) for life in lives() for one in life.went)
    assert sum(len(one.went) for one in lives()) > 1000
    assert min(seen.values()) > 20, seen
    assert len(seen) == 13
    assert repeats > 20
    assert moved > 5


@given(a_seed)
@EACH
def test_nothing_goes_out_twice(seed: int) -> None:
    life = life_of(seed)
    keys = Counter(
        (one.line.item_id, one.line.cycle, one.line.level.day, one.line.repeat)
        for one in life.went
    )
    assert set(keys.values()) <= {1}


@given(a_seed)
@EACH
def test_a_client_hears_once_a_day_and_never_sooner_than_the_gap(seed: int) -> None:
    life = life_of(seed)
    for client_id in life.clients:
        mine = [one for one in life.went if one.chase.client_id == client_id]
        days = sorted({one.day for one in mine})
        assert len({id(one.chase) for one in mine}) == len(days)
        gap = {one.day: one.client.policy.gap_days for one in mine}
        assert all((b - a).days >= max(gap[b], 1) for a, b in pairwise(days))


@given(a_seed)
@EACH
def test_nobody_hears_of_what_is_paid_or_blocked(seed: int) -> None:
    life = life_of(seed)
    for one in life.went:
        assert 0 < one.line.open.minor == one.item.open.minor
        # Of what is disputed in part, only the rest, and nothing on top of it.
        assert one.line.undisputed.minor == one.item.open.minor - one.item.disputed > 0
        assert (one.line.disputed is None) == (not one.item.disputed)
        for block in one.client.blocks:
            stands = block.start <= one.day <= (block.until or one.day)
            assert not (stands and block.item_id in {None, one.line.item_id})


@given(a_seed)
@EACH
def test_no_level_is_skipped_but_by_the_owner(seed: int) -> None:
    """But for notes before the due day, gentler levels of a new version, old debts, and one for a
    broken promise."""
    life = life_of(seed)
    for one in life.went:
        if one.line.repeat:
            continue
        done = [x for x in one.item.completed if x.cycle == one.line.cycle]
        reached = max((x.level_day for x in done), default=-100)
        firmest = max((x.tone.rank for x in done), default=0)
        assert reached < one.line.level.day
        assert one.line.level.tone.rank >= firmest
        policy, unexplained = life.ladders[one.line.policy_id], 0
        for level in policy.levels:
            if reached < level.day < one.line.level.day:
                lapsed = level.day < 0 and (one.item.due < one.day or one.line.cycle > 1
                    or level.day <= (one.item.issued - one.item.due).days)  # fmt: skip
                aged = one.item.start is OldDebts.BY_AGE and not one.item.completed
                unexplained += not (lapsed or aged or level.tone.rank < firmest)
        assert unexplained <= _for_a_broken_promise(policy, one.item, done)


def _for_a_broken_promise(
    policy: DunningPolicy, item: ItemFacts, done: list[Completed]
) -> int:
    """One level, where one was broken since the last and the ladder says so."""
    if policy.broken_promise is not BrokenPromise.HIGHER or item.broken is None or not done:
        return 0
    return int(item.broken > max(done, key=lambda x: (x.level_day, x.day)).day)


def test_broken_promises_do_pass_over_levels() -> None:
    """Else the judge above would be silent about them."""
    jumped = 0
    for life in lives():
        for one in life.went:
            done = [x for x in one.item.completed if x.cycle == one.line.cycle]
            policy = life.ladders[one.line.policy_id]
            if not one.line.repeat and _for_a_broken_promise(policy, one.item, done):
                reached = max(x.level_day for x in done)
                firmest = max(x.tone.rank for x in done)
                jumped += any(
                    reached < x.day < one.line.level.day and x.tone.rank >= firmest and x.day >= 0
                    for x in policy.levels
                )
    assert jumped > 3


@given(a_seed)
@EACH
def test_the_last_level_is_repeated_in_order_and_no_more_than_its_ladder_says(seed: int) -> None:
    life = life_of(seed)
    for one in life.went:
        policy = life.ladders[one.line.policy_id]
        done = [x for x in one.item.completed if x.cycle == one.line.cycle]
        before = [x for x in done if x.level_day == one.line.level.day]
        assert one.line.repeat == len(before) <= policy.repeat_most
        if one.line.repeat:
            assert policy.repeat_every is not None
            assert one.line.level is policy.levels[-1]
            assert (one.day - before[-1].day).days >= policy.repeat_every


@given(a_seed)
@EACH
def test_no_demand_goes_out_before_a_deadline_that_was_named(seed: int) -> None:
    life = life_of(seed)
    for steps in _by_item(life):
        for earlier, later in pairwise(steps):
            assert later.day > earlier.chase.deadline or later.line.level.day < 0


@given(a_seed)
@EACH
def test_the_ladder_begins_anew_only_for_a_part_payment_that_is_worth_it(seed: int) -> None:
    life = life_of(seed)
    for one in life.went:
        cycle = max((x.cycle for x in one.item.completed), default=1)
        assert one.line.cycle in {cycle, cycle + 1}
        if one.line.cycle > cycle:
            assert life.ladders[one.line.policy_id].part_payment is PartPayment.RESTART
            last = max(x.day for x in one.item.completed if x.cycle == cycle)
            assert any(day >= last for day in _part_payments(one.item))


@given(a_seed)
@EACH
def test_a_payment_begins_the_ladder_anew_once(seed: int) -> None:
    """Between two beginnings there is another payment: money comes in before the owner looks."""
    life = life_of(seed)
    for steps in _by_item(life):
        begun = [b for a, b in pairwise(steps) if b.line.cycle > a.line.cycle]
        for earlier, later in pairwise(begun):
            if not any(x.cycle == later.line.cycle for x in later.item.completed):
                assert any(day > earlier.day for day in _part_payments(later.item))


def _part_payments(item: ItemFacts) -> list[date]:
    left, found = item.amount.minor, []
    for one in item.settlements:
        if one.paid and one.amount.minor < left and 10 * one.amount.minor >= left:
            found.append(one.day)
        left -= one.amount.minor
    # Two of one day may be worth it together.
    days = Counter(one.day for one in item.settlements)
    return found + [day for day, times in days.items() if times > 1]


def _moved(one: Went) -> bool:
    last = _last(one.item)
    return last is not None and last.policy_id != one.line.policy_id


@given(a_seed)
@EACH
def test_an_item_under_way_is_moved_only_by_a_version_that_takes_over(seed: int) -> None:
    life = life_of(seed)
    for one in life.went:
        last = _last(one.item)
        if last is not None and last.policy_id != one.line.policy_id:
            mine = life.ladders[one.line.policy_id]
            assert mine.takes_over
            assert mine.version > life.ladders[last.policy_id].version


@given(a_seed)
@EACH
def test_every_open_item_is_accounted_for_on_every_look(seed: int) -> None:
    life = life_of(seed)
    for made, items in life.looks:
        seen = Counter(line.item_id for x in (*made.chases, *made.calls) for line in x.lines)
        seen.update(one.item_id for one in made.rest)
        assert seen == {one.item_id: 1 for one in items if one.open}


@given(a_seed)
@EACH
def test_looking_again_on_the_same_day_proposes_nothing(seed: int) -> None:
    life = life_of(seed)
    assert life.again == []


@given(a_seed)
@EACH
def test_a_ladder_that_rests_is_silent_on_days_off(seed: int) -> None:
    life = life_of(seed)
    for one in life.went:
        if life.ladders[one.line.policy_id].working_days:
            assert life.works("", one.day)


@given(a_seed, st.integers(1, 30))
@settings(max_examples=15)
def test_a_life_some_weeks_later_is_the_same_life(seed: int, weeks: int) -> None:
    life = life_of(seed)
    days = 7 * weeks
    later = Life(life.seed, START + timedelta(days=days)).live()
    assert [(x.day, x.line, x.chase) for x in later.went] == [
        (x.day + timedelta(days=days), shifted(x.line, days), shifted(x.chase, days))
        for x in life.went
    ]


# Owners who look seldom


ACCOUNT = """
client Acme mail post
invoice A1 Acme 2026-03-10 GBP 100.00
invoice A2 Acme 2026-03-24 GBP 100.00
invoice A3 Acme 2026-05-01 GBP 100.00
client Bolt mail
invoice B1 Bolt 2026-01-10 GBP 100.00
"""


def _ladders(ledger: TextLedger, visits: list[date]) -> dict[str, list[tuple[date, str]]]:
    found: dict[str, list[tuple[date, str]]] = {name: [] for name in ledger.items}
    for day, number, tone in live_through(ledger, visits):
        found[number].append((day, tone))
    return found


def _from_friendly(steps: list[tuple[date, str]]) -> list[str]:
    return [tone for _, tone in steps if tone != "courtesy"]


@given(st.lists(st.integers(0, 200), min_size=1, max_size=40, unique=True))
@settings(max_examples=60)
def test_whatever_days_the_owner_looks_in_the_ladder_is_climbed_in_order(
    visits: list[int],
) -> None:
    ledger = read_ledger(ACCOUNT)
    days = [date(2026, 3, 1) + timedelta(days=one) for one in sorted(visits)]
    for steps in _ladders(ledger, days).values():
        assert _from_friendly(steps) == ["friendly", "firm", "final"][: len(_from_friendly(steps))]
        for (before, first), (after, second) in pairwise(steps):
            apart = {"firm": 11, "final": 14, "friendly": 6}[second]
            assert (after - before).days >= apart, (first, second)


def test_daily_and_weekly_owners_climb_the_same_ladder() -> None:
    start, whole = date(2026, 3, 1), ["friendly", "firm", "final"]
    every_day = [start + timedelta(days=one) for one in range(200)]
    daily, weekly = read_ledger(ACCOUNT), read_ledger(ACCOUNT)
    by_day = _ladders(daily, every_day)
    by_week = _ladders(weekly, every_day[5::7])
    for name in daily.items:
        assert _from_friendly(by_day[name]) == _from_friendly(by_week[name]) == whole


@given(st.integers(0, 120))
def test_a_computer_that_was_off_changes_nothing(off: int) -> None:
    """A gap in the visits is followed by one step, the next one, however long it was."""
    ledger = read_ledger("client Acme mail\ninvoice A1 Acme 2026-03-10 GBP 100.00")
    first = date(2026, 3, 13)
    assert live_through(ledger, [first]) == [(first, "A1", "friendly")]
    back = first + timedelta(days=off)
    assert [tone for *_, tone in live_through(ledger, [back])] == (["firm"] if off >= 11 else [])
