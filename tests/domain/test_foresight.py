"""What is foreseen for an item is what the planner does when its day comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given

from dunning_desktop.domain.foresight import foresee
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.proposal import Completed, Delivery
from dunning_desktop.domain.standing import policy_of
from dunning_desktop.host.workdays import is_working
from tests.helpers.books_of_facts import TODAY, Facts, books
from tests.helpers.ledgers import live_through, read_ledger


def _told(text: str, today: date) -> list[str]:
    ledger = read_ledger(text)
    (item,) = ledger.items.values()
    (facts,) = ledger.clients.values()
    seen = foresee(today, facts, item, is_working=is_working)
    return [f"{one.day} {one.level.tone}" for one in seen]


def test_the_whole_ladder_of_an_invoice_that_is_not_due_yet() -> None:
    book = "client Acme mail post\ninvoice A1 Acme 2026-03-10 GBP 100.00"
    assert _told(book, date(2026, 2, 20)) == [
        "2026-03-07 courtesy", "2026-03-13 friendly", "2026-03-24 firm", "2026-04-07 final",
    ]  # fmt: skip


def test_from_a_late_start_it_goes_on_one_step_at_a_time() -> None:
    book = "client Acme mail post\ninvoice A1 Acme 2026-03-10 GBP 100.00"
    assert _told(book, date(2026, 9, 1)) == [
        "2026-09-01 friendly", "2026-09-12 firm", "2026-09-26 final",
    ]  # fmt: skip


def test_no_more_is_foreseen_than_was_asked_for() -> None:
    ledger = read_ledger("client Acme mail post\ninvoice A1 Acme 2026-03-10 GBP 100.00")
    (item,), (facts,) = ledger.items.values(), ledger.clients.values()
    assert len(foresee(date(2026, 2, 20), facts, item, most=2)) == 2


def test_it_ends_where_the_owner_has_to_decide() -> None:
    nowhere = "client Acme\ninvoice A1 Acme 2026-03-10 GBP 100.00"
    assert _told(nowhere, date(2026, 3, 20)) == []
    ledger = read_ledger("client Acme mail\ninvoice A1 Acme 2026-03-10 GBP 100.00")
    (item,) = ledger.items.values()
    (facts,) = ledger.clients.values()
    first = ledger.plan(date(2026, 3, 13)).chases[0]
    stuck = Completed(3, first.level.tone, date(2026, 3, 13), first.deadline, Delivery.FAILED)
    seen = foresee(date(2026, 3, 14), facts, replace(item, completed=(stuck,)))
    assert seen == ()


def test_an_owner_who_looks_every_day_sees_it_come_true() -> None:
    text = "client Acme mail post\ninvoice A1 Acme 2026-03-10 GBP 100.00"
    ledger = read_ledger(text)
    start = date(2026, 2, 1)
    went = live_through(ledger, [start + timedelta(days=one) for one in range(200)])
    assert _told(text, start) == [f"{day} {tone}" for day, _, tone in went]


@given(books())
def test_whatever_the_book_each_day_is_later_than_the_gap_and_never_a_day_of_rest(
    book: Facts,
) -> None:
    clients = {one.client.id: one for one in book.clients}
    for item in (one for one in book.items if one.open):
        facts = clients[item.client_id]
        seen = foresee(TODAY, facts, item, is_working=is_working)
        days = [one.day for one in seen]
        assert days == sorted(set(days))
        assert all((b - a).days >= facts.policy.gap_days for a, b in pairwise(days))
        tones = [one.level.tone.rank for one in seen]
        assert tones == sorted(tones)
        if policy_of(facts, item).working_days:
            assert all(is_working(facts.client.jurisdiction, one) for one in days)


# Why a day is another


def _moves(text: str, today: str) -> list[str]:
    ledger = read_ledger(text)
    (item,) = ledger.items.values()
    facts = replace(next(iter(ledger.clients.values())), policy=ledger.policy)
    seen = foresee(date.fromisoformat(today), facts, item, is_working=ledger.is_working)
    return [f"{one.moved.by} from {one.moved.day}" if one.moved else "-" for one in seen]


def test_every_step_on_its_own_day_was_moved_by_nothing() -> None:
    book = "client Acme mail post\ninvoice A1 Acme 2026-03-10 GBP 100.00"
    assert _moves(book, "2026-02-20") == ["-"] * 4


def test_a_late_start_is_no_move_but_what_follows_keeps_its_distance() -> None:
    book = "working\nclient Acme mail post\ninvoice A1 Acme 2026-03-12 GBP 100.00"
    # The first one would have been on a Sunday, months ago: that is not why it is late.
    assert _moves(book, "2026-09-01") == [
        "-", "rest from 2026-09-12", "before from 2026-04-09",
    ]  # fmt: skip


def test_of_several_causes_the_one_that_decides_is_named() -> None:
    # The gap would move it to Saturday, and the weekend moves it on.
    book = "working\ngap 8\nclient Acme mail post\ninvoice A1 Acme 2026-03-09 GBP 100.00"
    assert _moves(book, "2026-02-20")[:2] == ["-", "rest from 2026-03-14"]


def test_repeats_count_from_the_one_before() -> None:
    book = "repeat 7 2\nclient Acme mail post\ninvoice A1 Acme 2026-03-10 GBP 100.00"
    assert _moves(book, "2026-02-20")[4:] == [
        "deadline from 2026-04-14", "deadline from 2026-04-22",
    ]  # fmt: skip


def test_it_is_foreseen_how_it_goes_out_and_until_when_it_asks() -> None:
    ledger = read_ledger("client Acme post\ninvoice A1 Acme 2026-03-10 GBP 100.00")
    (item,), (facts,) = ledger.items.values(), ledger.clients.values()
    seen = foresee(date(2026, 2, 20), facts, item)
    assert {one.channel for one in seen} == {Channel.LETTER}
    assert [(one.deadline - one.day).days for one in seen[1:] if one.deadline] == [7, 7, 7]
