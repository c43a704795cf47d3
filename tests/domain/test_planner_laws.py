"""What holds for the planner whatever the book."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.dunning import plan
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, ChargeRule
from dunning_desktop.domain.proposal import ClientFacts, Completed, ItemFacts, Proposal, WhyNot
from dunning_desktop.domain.steps import effective_day, next_step
from tests.helpers.books_of_facts import TODAY, Facts, books
from tests.helpers.ledgers import TextLedger, live_through, read_ledger


def _plan(book: Facts, today: date = TODAY) -> Proposal:
    return plan(today, book.clients, book.items, claim_on=_claim)


def _claim(facts: ClientFacts, item: ItemFacts) -> Claim:
    return Claim(fees=Money(4000, item.open.currency))


@given(books())
def test_every_open_item_appears_exactly_once(book: Facts) -> None:
    made = _plan(book)
    seen = Counter(line.item_id for chase in made.chases for line in chase.lines)
    seen.update(one.item_id for one in made.rest)
    assert seen == {one.item_id: 1 for one in book.items if one.open}
    assert len({one.client_id for one in made.chases}) == len(made.chases)


@given(books(), st.randoms(use_true_random=False))
def test_the_order_of_the_facts_changes_nothing(book: Facts, random: Random) -> None:
    made = _plan(book)
    items = random.sample(book.items, len(book.items))
    assert plan(TODAY, book.clients, items, claim_on=_claim) == made
    clients = [
        replace(one, blocks=one.blocks[::-1])
        for one in random.sample(book.clients, len(book.clients))
    ]
    other = plan(TODAY, clients, items, claim_on=_claim)
    assert {one.client_id: one for one in other.chases} == {
        one.client_id: one for one in made.chases
    }
    assert {one.item_id: one for one in other.rest} == {one.item_id: one for one in made.rest}


@given(books())
def test_no_level_is_skipped_and_none_comes_too_soon(book: Facts) -> None:
    clients = {one.client.id: one for one in book.clients}
    items = {one.item_id: one for one in book.items}
    for chase in _plan(book).chases:
        facts = clients[chase.client_id]
        if facts.last_contact is not None:
            assert (TODAY - facts.last_contact).days >= facts.policy.gap_days
        for line in chase.lines:
            item = items[line.item_id]
            if line.repeat:
                assert line.level is facts.policy.levels[-1]
                sent = [one for one in item.completed if one.level_day == line.level.day]
                assert line.repeat == len(sent) <= facts.policy.repeat_most
            else:
                done = item.last.level_day if item.last else -100
                between = [x for x in facts.policy.levels if done < x.day < line.level.day]
                assert line.level.day > done
                assert all(one.day < 0 and item.due < TODAY for one in between)
            assert item.due + timedelta(days=line.level.day) <= TODAY
            assert all(one.deadline < TODAY for one in item.completed)


@given(books())
def test_the_furthest_line_sets_the_tone_and_nobody_is_asked_for_nothing(book: Facts) -> None:
    for chase in _plan(book).chases:
        assert chase.level.day == max(line.level.day for line in chase.lines)
        assert chase.deadline >= TODAY
        assert chase.demanded
        assert all(one.minor > 0 for one in chase.demanded)
        for line in chase.lines:
            asked = line.demanded - line.open
            assert bool(asked) == (line.level.charges is ChargeRule.DEMAND)
            assert bool(line.claimed) == (line.level.charges is not ChargeRule.NONE)


@given(books())
def test_a_reminder_goes_only_where_the_client_can_be_reached(book: Facts) -> None:
    clients = {one.client.id: one.client for one in book.clients}
    for chase in _plan(book).chases:
        client = clients[chase.client_id]
        assert not client.archived
        assert client.mail_contact is not None or not chase.channel.by_email
        assert client.address.usable or not chase.channel.by_post
        # Both ways only where the level asks for both.
        both = chase.channel is Channel.EMAIL_AND_LETTER
        assert not both or chase.level.channel is Channel.EMAIL_AND_LETTER


@given(books(), st.integers(0, 40))
def test_nothing_is_chased_before_the_day_that_was_named(book: Facts, later: int) -> None:
    """With nothing else happening, an item that waits until a day is not chased before it."""
    day = TODAY + timedelta(days=later)
    until = {one.item_id: one.until for one in _plan(book).rest if one.until}
    then = {line.item_id for chase in _plan(book, day).chases for line in chase.lines}
    for item_id, first in until.items():
        assert item_id not in then or day >= first


@given(books())
def test_what_went_out_today_is_not_proposed_again(book: Facts) -> None:
    made = _plan(book)
    went = {line.item_id: (chase, line) for chase in made.chases for line in chase.lines}
    items = []
    for one in book.items:
        if one.item_id in went:
            chase, line = went[one.item_id]
            done = Completed(line.level.day, line.level.tone, TODAY, chase.deadline)
            one = replace(one, completed=(*one.completed, done))  # noqa: PLW2901
        items.append(one)
    clients = [
        replace(one, last_contact=TODAY)
        if any(chase.client_id == one.client.id for chase in made.chases)
        else one
        for one in book.clients
    ]
    again = plan(TODAY, clients, items)
    assert again.chases == ()
    assert {one.item_id for one in again.rest} >= set(went)
    codes = {WhyNot.NOT_DUE, WhyNot.NEXT_STEP_LATER, WhyNot.LADDER_DONE}
    assert {one.code for one in again.rest if one.item_id in went} <= codes


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


@given(books())
def test_the_effective_day_is_the_latest_of_three(book: Facts) -> None:
    policy = book.clients[0].policy
    for item in book.items:
        step = next_step(policy, item, TODAY)
        if step is None:
            continue
        days = [item.due + timedelta(days=step.level.day)]
        if item.completed:
            last = item.completed[-1]
            onward = step.level.day - last.level_day
            wait = (policy.repeat_every or 0) if step.repeat else onward
            days += [last.day + timedelta(days=wait), last.deadline + timedelta(days=1)]
        assert effective_day(policy, item, step) == max(days)
