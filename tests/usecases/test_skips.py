"""Passing over a level: with a reason, never sent afterwards, and the next on its own day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import CannotUndo, InvalidField, NotFound
from dunning_desktop.domain.mail import MessageState
from dunning_desktop.domain.policy import OldDebts, Tone
from dunning_desktop.domain.proposal import WhyNot, reasons
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.overdue import overdue_page
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.rows import ListQuery
from dunning_desktop.usecases.skips import skip_level, skip_view, take_back_skip
from tests.helpers.books import Book

FRIDAY = date(2026, 3, 20)


@pytest.fixture
def item(book: Book) -> int:
    """A due item whose friendly reminder, of three days after, is ready on the tenth."""
    return book.item(book.invoice(book.client(), "A1", late=10))


def goes_out(book: Book, days: int) -> list[tuple[date, Tone]]:
    """What goes out when the owner sends all that is ready on each of so many days."""
    went = []
    for _ in range(days):
        went += [(book.clock.today(), one.level.tone) for one in propose(book.office).chases]
        book.issue()
        with book.office.write() as ledger:
            for message in ledger.post.messages(limit=99):
                ledger.post.finish(message.id, MessageState.ACCEPTED, at=book.clock.now())
        book.clock.later(days=1)
    return went


def test_what_is_passed_over_is_never_sent_and_the_next_comes_on_its_day(
    book: Book, item: int
) -> None:
    (ready,) = propose(book.office).chases
    view = skip_view(book.office, item)
    assert (view.number, view.step.level) == ("A1", ready.level)
    skip_level(book.office, item, reason="We spoke at the fair")
    assert propose(book.office).chases == ()
    why = reasons(propose(book.office))[item]
    following = view.ahead[0]
    assert (why.code, why.until, why.level) == (
        WhyNot.NEXT_STEP_LATER, following.day, following.level,
    )  # fmt: skip
    went = goes_out(book, 60)
    assert ready.level.tone not in [tone for _day, tone in went]
    assert went == [(one.day, one.level.tone) for one in view.ahead]
    assert went


def test_the_last_level_passed_over_ends_the_ladder(book: Book, item: int) -> None:
    skipped = []
    while reasons(propose(book.office)).get(item) is None or (
        reasons(propose(book.office))[item].code is not WhyNot.LADDER_DONE
    ):
        skipped.append(skip_view(book.office, item).step.level.tone)
        skip_level(book.office, item, reason="He pays on the first")
        assert len(skipped) < 9
    assert skipped == [Tone.FRIENDLY, Tone.FIRM, Tone.FINAL]
    with pytest.raises(InvalidField) as caught:
        skip_level(book.office, item, reason="And again")
    assert caught.value.data == {"field": "level", "reason": "nothing-left"}
    with pytest.raises(InvalidField):
        skip_view(book.office, item)


def test_a_reason_is_needed(book: Book, item: int) -> None:
    before = book.dump()
    with pytest.raises(InvalidField) as caught:
        skip_level(book.office, item, reason="   ")
    assert caught.value.data == {"field": "reason", "reason": "empty"}
    assert book.dump() == before


def test_a_paid_item_and_one_that_is_not_there_have_nothing_to_pass_over(
    book: Book, item: int
) -> None:
    book.pay(1, "100.00")
    with pytest.raises(InvalidField):
        skip_level(book.office, item, reason="x")
    with pytest.raises(NotFound):
        skip_level(book.office, 99, reason="x")


def test_an_old_debt_that_is_left_alone_is_not_begun_by_passing_over(
    book: Book, item: int
) -> None:
    with book.office.write() as ledger:
        ledger.chasing.decide_start([item], OldDebts.LEAVE)
    with pytest.raises(InvalidField):
        skip_level(book.office, item, reason="x")


def test_it_is_taken_back_until_the_ladder_goes_on(book: Book, item: int) -> None:
    plan = propose(book.office)
    first = skip_level(book.office, item, reason="x").value
    take_back_skip(book.office, first)
    assert propose(book.office) == plan
    assert invoice_card(book.office, 1).reminders == ()
    with pytest.raises(CannotUndo):
        take_back_skip(book.office, first)
    first = skip_level(book.office, item, reason="x").value
    second = skip_level(book.office, item, reason="y").value
    with pytest.raises(CannotUndo):
        take_back_skip(book.office, first)
    take_back_skip(book.office, second)
    take_back_skip(book.office, first)
    assert propose(book.office) == plan


def test_passing_over_is_no_contact_with_the_client(book: Book, item: int) -> None:
    other = book.item(book.invoice(1, "A2", late=10))
    skip_level(book.office, item, reason="x")
    (chase,) = propose(book.office).chases
    assert [line.item_id for line in chase.lines] == [other]


def test_the_invoice_and_the_history_tell_of_it(book: Book, item: int) -> None:
    skip = skip_level(book.office, item, reason=" We spoke ").value
    assert invoice_card(book.office, 1).reminders == ((FRIDAY, Tone.FRIENDLY, "passed-over"),)
    take_back_skip(book.office, skip)
    with book.office.read() as ledger:
        back, told, *_ = ledger.diary.events(1)
    assert (told.code, back.code) == (AuditCode.LEVEL_SKIPPED, AuditCode.SKIP_TAKEN_BACK)
    assert {**told.data} == {
        "number": "A1", "tone": "friendly", "reason": "We spoke", "by": "Sam Carter",
    }  # fmt: skip
    assert told.data["tone"] == back.data["tone"]


def test_what_was_passed_over_does_not_count_as_sent(book: Book, item: int) -> None:
    skip_level(book.office, item, reason="x")
    (row,) = overdue_page(book.office, ListQuery()).rows
    assert (row.reached, row.reached_on) == (None, None)


def test_a_skip_on_a_later_day_moves_what_follows_by_as_much(book: Book, item: int) -> None:
    book.clock.later(days=12)
    view = skip_view(book.office, item)
    assert view.ahead[0].day >= FRIDAY + timedelta(days=13)
