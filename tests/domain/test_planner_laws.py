"""What holds for the planner whatever the book, on any one day."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.dunning import plan
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import (
    BrokenPromise,
    Channel,
    ChargeRule,
    DunningPolicy,
    OldDebts,
    PartPayment,
)
from dunning_desktop.domain.proposal import (
    Chase,
    ChaseLine,
    ClientFacts,
    Completed,
    ItemFacts,
    Proposal,
    WhyNot,
    reasons,
)
from tests.helpers.books_of_facts import TODAY, Facts, books
from tests.helpers.ledgers import completed_by
from tests.helpers.shifting import shifted


def _rests(days: int) -> tuple[bool, ...]:
    return tuple(Random(days).random() < 0.25 for _ in range(400))


def _works(seed: int, day: date) -> bool:
    """A calendar of weekends, and of days off that fall as they like."""
    return day.weekday() < 5 and not _rests(seed)[(day - TODAY).days % 400]


def _plan(book: Facts, today: date = TODAY) -> Proposal:
    return plan(today, book.clients, book.items, claim_on=_claim)


def _claim(facts: ClientFacts, item: ItemFacts) -> Claim:
    return Claim(fees=Money(4000, item.open.currency))


def _all(made: Proposal) -> tuple[Chase, ...]:
    """What is written and what is said over the telephone."""
    return (*made.chases, *made.calls)


def _lines(made: Proposal) -> dict[int, ChaseLine]:
    return {line.item_id: line for chase in _all(made) for line in chase.lines}


def _ladder(book: Facts, line: ChaseLine, item: ItemFacts) -> DunningPolicy:
    """The version that a line says it stands on."""
    found = item.policy or book.ladders[line.policy_id]
    assert line.level in found.levels or line.policy_id != found.id
    return book.ladders[line.policy_id]


@given(books())
def test_every_open_item_appears_exactly_once(book: Facts) -> None:
    made = _plan(book)
    seen = Counter(line.item_id for chase in _all(made) for line in chase.lines)
    seen.update(one.item_id for one in made.rest)
    assert seen == {one.item_id: 1 for one in book.items if one.open}
    assert len({one.client_id for one in _all(made)}) == len(_all(made))


@given(books(), st.randoms(use_true_random=False))
def test_the_order_of_the_facts_changes_nothing(book: Facts, random: Random) -> None:
    made = _plan(book)
    items = [_mixed(one, random) for one in random.sample(book.items, len(book.items))]
    assert plan(TODAY, book.clients, items, claim_on=_claim) == made
    clients = [
        replace(one, blocks=one.blocks[::-1], credit=one.credit[::-1])
        for one in random.sample(book.clients, len(book.clients))
    ]
    other = plan(TODAY, clients, items, claim_on=_claim)
    assert {one.client_id: _plain(one) for one in _all(other)} == {
        one.client_id: _plain(one) for one in _all(made)
    }
    assert {one.item_id: one for one in other.rest} == {one.item_id: one for one in made.rest}


def _mixed(item: ItemFacts, random: Random) -> ItemFacts:
    """The same item as a book could have read it: its rows in another order."""
    completed = random.sample(item.completed, len(item.completed))
    settled = random.sample(item.settlements, len(item.settlements))
    return replace(item, completed=tuple(completed), settlements=tuple(settled))


def _plain(chase: Chase) -> Chase:
    return replace(chase, credit=tuple(sorted(chase.credit, key=lambda one: one.currency)))


@given(books(), st.integers(-60, 60), st.integers(0, 99))
def test_whole_weeks_later_everything_is_the_same_but_the_dates(
    book: Facts, weeks: int, seed: int
) -> None:
    days = 7 * weeks

    def then(_place: str, day: date) -> bool:
        return _works(seed, day - timedelta(days=days))

    made = plan(TODAY, book.clients, book.items, is_working=lambda _place, day: _works(seed, day))
    later = plan(
        TODAY + timedelta(days=days),
        shifted(book.clients, days),
        shifted(book.items, days),
        is_working=then,
    )
    assert later == shifted(made, days)


@given(books())
def test_no_level_is_skipped_and_none_comes_too_soon(book: Facts) -> None:
    clients = {one.client.id: one for one in book.clients}
    items = {one.item_id: one for one in book.items}
    for chase in _all(_plan(book)):
        facts = clients[chase.client_id]
        if facts.last_contact is not None:
            assert (TODAY - facts.last_contact).days >= facts.policy.gap_days
        for line in chase.lines:
            item = items[line.item_id]
            policy = _ladder(book, line, item)
            done = [one for one in item.completed if one.cycle == line.cycle]
            if line.repeat:
                assert line.level is policy.levels[-1]
                sent = [one for one in done if one.level_day == line.level.day]
                assert line.repeat == len(sent) <= policy.repeat_most
            else:
                reached = max((one.level_day for one in done), default=-100)
                firmest = max((one.tone.rank for one in done), default=0)
                assert line.level.day > reached
                left_out = [x for x in policy.levels if reached < x.day < line.level.day]
                unexplained = [
                    one
                    for one in left_out
                    if not (
                        (one.day < 0 and (item.due < TODAY or line.cycle > 1))
                        or one.tone.rank < firmest
                        or _by_age(item, line)
                    )
                ]
                assert len(unexplained) <= _one_for_a_broken_promise(policy, item, done)
            assert item.due + timedelta(days=line.level.day) <= TODAY
            assert line.level.day < 0 or all(one.deadline < TODAY for one in item.completed)


def _one_for_a_broken_promise(
    policy: DunningPolicy, item: ItemFacts, done: list[Completed]
) -> int:
    """How many levels may be left out because a promise was broken since the last one."""
    if policy.broken_promise is BrokenPromise.RESUME or item.broken is None or not done:
        return 0
    last = max(done, key=lambda one: (one.level_day, one.day))
    return int(item.broken > last.day)


@given(books())
def test_a_broken_promise_never_makes_the_client_hear_later(book: Facts) -> None:
    """Whatever would go out without it goes out: with it firmer, or the same."""
    whole = replace(book, items=tuple(replace(one, broken=None) for one in book.items))
    without, with_it = _lines(_plan(whole)), _lines(_plan(book))
    for item_id, line in without.items():
        other = with_it.get(item_id)
        if other is None:
            # A firmer level may ask for a larger sum, or for none of its own in so little.
            assert reasons(_plan(book))[item_id].code in {
                WhyNot.BELOW_MINIMUM, WhyNot.MONEY_UNALLOCATED,
            }  # fmt: skip
        else:
            assert other.level.day >= line.level.day
            assert other.level.tone.rank >= line.level.tone.rank


def _by_age(item: ItemFacts, line: ChaseLine) -> bool:
    late = (TODAY - item.due).days
    return item.start is OldDebts.BY_AGE and not item.completed and line.level.day <= late


@given(books())
def test_an_old_debt_by_age_begins_with_the_last_level_of_its_age(book: Facts) -> None:
    items = {one.item_id: one for one in book.items}
    for line in _lines(_plan(book)).values():
        item = items[line.item_id]
        if item.start is OldDebts.BY_AGE and not item.completed and item.due < TODAY:
            late = (TODAY - item.due).days
            reached = [one for one in _ladder(book, line, item).levels if one.day <= late]
            assert line.level is reached[-1]


@given(books())
def test_what_the_owner_left_alone_or_has_to_decide_stays_so_until_something_was_sent(
    book: Facts,
) -> None:
    made = _plan(book)
    for item in book.items:
        if item.start in {OldDebts.LEAVE, OldDebts.ASK} and not item.completed:
            assert item.item_id not in _lines(made)
    codes = {WhyNot.OLD_DEBT: OldDebts.LEAVE, WhyNot.TO_DECIDE: OldDebts.ASK}
    items = {one.item_id: one for one in book.items}
    for one in made.rest:
        if one.code in codes:
            assert items[one.item_id].start is codes[one.code]
            assert not items[one.item_id].completed


@given(books())
def test_nothing_begins_anew_without_a_part_payment_worth_it_since_the_last_reminder(
    book: Facts,
) -> None:
    items = {one.item_id: one for one in book.items}
    for line in _lines(_plan(book)).values():
        item = items[line.item_id]
        before = max((one.cycle for one in item.completed), default=1)
        assert line.cycle in {before, before + 1}
        if line.cycle == before:
            continue
        last = max(one.day for one in item.completed if one.cycle == before)
        policy = _ladder(book, line, item)
        assert policy.part_payment is PartPayment.RESTART
        parts = _part_payments(item)
        assert any(day >= last for day in parts), item
        newest = max(day for day in parts if day >= last)
        assert newest + timedelta(days=line.level.day) <= TODAY
        first = next(one for one in policy.levels if one.day >= 0)
        assert line.level is first


def _part_payments(item: ItemFacts) -> list[date]:
    """On which days a tenth or more of what was open then was paid, and not all of it."""
    found = []
    for day in {one.day for one in item.settlements}:
        before = sum(one.amount.minor for one in item.settlements if one.day < day)
        on_it = [one for one in item.settlements if one.day == day]
        left = item.amount.minor - before - sum(x.amount.minor for x in on_it if not x.paid)
        paid = sum(one.amount.minor for one in on_it if one.paid)
        if paid and paid < left and 10 * paid >= left:
            found.append(day)
    return sorted(found)


@given(books())
def test_an_item_keeps_its_version_unless_a_later_one_takes_over(book: Facts) -> None:
    items = {one.item_id: one for one in book.items}
    moved = 0
    for line in _lines(_plan(book)).values():
        item = items[line.item_id]
        policy = book.ladders[line.policy_id]
        last = max(item.completed, key=lambda one: (one.cycle, one.level_day, one.day),
                   default=None)  # fmt: skip
        holding = item.policy or book.clients[0].policy
        if last is None or not last.policy_id:
            assert policy == holding
            continue
        kept = book.ladders[last.policy_id]
        if kept.root != holding.root:
            assert policy == holding
        elif policy != kept:
            moved += 1
            assert policy.takes_over
            assert policy.version > kept.version
        newer = [one for one in book.ladders.values() if one.root == kept.root == holding.root]
        assert not any(one.takes_over and one.version > policy.version for one in newer)
    assume(moved or len(book.ladders) == 2)


@given(books())
def test_the_firmest_line_sets_the_tone_and_nobody_is_asked_for_nothing(book: Facts) -> None:
    for chase in _all(_plan(book)):
        assert chase.level in [line.level for line in chase.lines]
        assert chase.level.tone.rank == max(line.level.tone.rank for line in chase.lines)
        assert chase.deadline >= TODAY
        assert chase.demanded
        assert all(one.minor > 0 for one in chase.demanded)
        for line in chase.lines:
            asked = line.demanded - line.undisputed
            whole = line.disputed is None
            assert bool(asked) == (whole and line.level.charges is ChargeRule.DEMAND)
            assert bool(line.claimed) == (whole and line.level.charges is not ChargeRule.NONE)


@given(books())
def test_what_is_disputed_is_asked_for_nowhere(book: Facts) -> None:
    items = {one.item_id: one for one in book.items}
    made = _plan(book)
    for chase in _all(made):
        for line in chase.lines:
            item = items[line.item_id]
            assert (line.disputed.minor if line.disputed else 0) == item.disputed
            assert 0 < line.undisputed.minor == item.open.minor - item.disputed
    blocked = {one.item_id for one in made.rest if one.detail == BlockKind.DISPUTE}
    for item in book.items:
        if item.open and item.disputed >= item.open.minor:
            assert item.item_id not in _lines(made)
            reason = reasons(made)[item.item_id]
            assert reason.code in {WhyNot.ARCHIVED, WhyNot.BLOCKED}
            assert reason.code is WhyNot.ARCHIVED or item.item_id in blocked or reason.detail


@given(books())
def test_a_part_that_is_disputed_is_as_if_it_were_not_there_but_for_the_charges(
    book: Facts,
) -> None:
    """The same reminders go for the same sums as if only the rest of each item were open."""
    rest = [replace(one, open=one.undisputed, disputed=0) for one in book.items]
    whole = plan(TODAY, book.clients, book.items)
    without = plan(TODAY, book.clients, rest)
    assume(all(one.policy_id for item in book.items for one in item.completed))
    assert [(one.client_id, one.demanded, one.level) for one in _all(whole)] == [
        (one.client_id, one.demanded, one.level) for one in _all(without)
    ]


@given(books())
def test_nothing_is_asked_for_below_the_minimum_of_its_ladder_or_its_level(book: Facts) -> None:
    items = {one.item_id: one for one in book.items}
    for chase in _all(plan(TODAY, book.clients, book.items)):
        asked = {one.currency: one.minor for one in chase.demanded}
        for line in chase.lines:
            code = line.open.currency
            policy = _ladder(book, line, items[line.item_id])
            least = [one for one in (*policy.minimum, *line.level.minimum) if one.currency == code]
            assert all(asked[code] >= one.minor for one in least)


@given(books())
def test_a_reminder_goes_only_where_the_client_can_be_reached(book: Facts) -> None:
    clients = {one.client.id: one.client for one in book.clients}
    made = _plan(book)
    assert all(one.channel is Channel.PHONE for one in made.calls)
    assert all(one.channel is not Channel.PHONE for one in made.chases)
    for chase in _all(made):
        client = clients[chase.client_id]
        assert not client.archived
        assert client.mail_contact is not None or not chase.channel.by_email
        assert client.address.usable or not chase.channel.by_post
        has_phone = any(one.phone for one in client.contacts)
        assert (chase.channel is Channel.PHONE) == (
            has_phone and chase.level.channel is Channel.PHONE
        )
        # Both ways only where the level asks for both.
        both = chase.channel is Channel.EMAIL_AND_LETTER
        assert not both or chase.level.channel is Channel.EMAIL_AND_LETTER


@given(books())
def test_nobody_is_chased_while_something_blocks(book: Facts) -> None:
    blocks = {one.client.id: one.blocks for one in book.clients}
    for chase in _all(_plan(book)):
        for line in chase.lines:
            for block in blocks[chase.client_id]:
                stands = block.start <= TODAY <= (block.until or TODAY)
                assert not (stands and block.item_id in {None, line.item_id})


@given(books(), st.integers(0, 40))
def test_nothing_is_chased_before_the_day_that_was_named(book: Facts, later: int) -> None:
    """With nothing else happening, an item that waits until a day is not chased before it."""
    day = TODAY + timedelta(days=later)
    until = {one.item_id: one.until for one in _plan(book).rest if one.until}
    then = _lines(_plan(book, day))
    for item_id, first in until.items():
        assert item_id not in then or day >= first


@given(books())
def test_what_went_out_today_is_not_proposed_again(book: Facts) -> None:
    made = _plan(book)
    after = _issued(book, made)
    again = plan(TODAY, after.clients, after.items)
    assert _all(again) == ()
    went = _lines(made)
    assert {one.item_id for one in again.rest} >= set(went)
    codes = {WhyNot.NOT_DUE, WhyNot.NEXT_STEP_LATER, WhyNot.LADDER_DONE}
    assert {one.code for one in again.rest if one.item_id in went} <= codes


def _issued(book: Facts, made: Proposal) -> Facts:
    """The book after everything proposed went out, and every call was made."""
    done = {
        line.item_id: completed_by(chase, line, TODAY)
        for chase in _all(made)
        for line in chase.lines
    }
    items = tuple(_with(one, done.get(one.item_id)) for one in book.items)
    heard = {chase.client_id for chase in _all(made)}
    clients = tuple(
        replace(one, last_contact=TODAY) if one.client.id in heard else one
        for one in book.clients
    )
    return replace(book, clients=clients, items=items)


def _with(item: ItemFacts, done: Completed | None) -> ItemFacts:
    return item if done is None else replace(item, completed=(*item.completed, done))


@given(books())
def test_a_payment_taken_back_leaves_a_plan_in_which_nothing_comes_twice(book: Facts) -> None:
    """Whatever was begun anew for a payment that never was goes on; nothing goes out again."""
    after = _issued(book, _plan(book))
    bare = tuple(replace(one, settlements=(), open=one.amount) for one in after.items)
    for day in (TODAY, TODAY + timedelta(days=30)):
        made = plan(day, after.clients, bare)
        for item in bare:
            line = _lines(made).get(item.item_id)
            if line is not None:
                keys = {(one.cycle, one.level_day) for one in item.completed}
                assert bool(line.repeat) == ((line.cycle, line.level.day) in keys)
                assert line.cycle == max((one.cycle for one in item.completed), default=1)
