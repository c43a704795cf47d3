"""How letters were posted: on which day, by which post, under which number; and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.cases import CaseState
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.evidence import Happened
from dunning_desktop.domain.posting import PostClass, Posting
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.case_letters import issue_letter
from dunning_desktop.usecases.case_views import case_view
from dunning_desktop.usecases.cases import open_case
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.evidence import evidence
from dunning_desktop.usecases.outbox import mark_posted, mark_printed, outbox, unmark_posted
from dunning_desktop.usecases.rows import LetterRow, LetterState
from tests.helpers.books import HISTORY, STREET, Book
from tests.usecases.test_case_letters import _case, _letter
from tests.usecases.test_evidence import _told


def _letter_row(book: Book) -> LetterRow:
    (row,) = outbox(book.office).letters
    return row


@pytest.fixture
def client(book: Book) -> int:
    """A client that is written to by post alone; its final reminder is printed."""
    key = book.client(contacts=(), address=STREET)
    book.invoice(key, "A1", late=60)
    book.issue()
    mark_printed(book.office, [_letter_row(book).id])
    return key


def test_the_day_the_post_and_the_number_are_kept_and_stand_in_the_file(
    book: Book, client: int
) -> None:
    row = _letter_row(book)
    book.clock.later(days=3)
    day = book.clock.today() - timedelta(days=1)
    posting = Posting(day, PostClass.SIGNED, {row.id: " AB 123 GB "})
    assert mark_posted(book.office, [row.id], posting).value == (row.id,)
    after = _letter_row(book)
    assert (after.state, after.post_class, after.tracking) == (
        LetterState.POSTED,
        PostClass.SIGNED,
        "AB 123 GB",
    )
    assert after.posted_at is not None
    assert after.posted_at.date() == day
    facts = evidence(book.office, open_case(book.office, client).value.case_id)
    (event,) = [one for one in facts.events if one.what is Happened.POSTED_BY]
    assert event.day == day
    told = " ".join(_told(facts))
    assert f"Sent by post, signed for, number AB 123 GB: {row.subject}" in told


def test_without_a_number_the_class_alone_is_said(book: Book, client: int) -> None:
    row = _letter_row(book)
    mark_posted(book.office, [row.id], Posting(book.clock.today(), PostClass.FIRST))
    facts = evidence(book.office, open_case(book.office, client).value.case_id)
    assert f"Sent by post, first class: {row.subject}" in _told(facts)


def test_taken_back_it_waits_to_be_posted_again(book: Book, client: int) -> None:
    row, before = _letter_row(book), book.dump(*HISTORY)
    marked = mark_posted(book.office, [row.id], Posting(book.clock.today(), PostClass.FIRST)).value
    # Marked twice, the first mark counts, and there is nothing to take back of the second.
    assert mark_posted(book.office, [row.id]).value == ()
    unmark_posted(book.office, marked)
    assert book.dump(*HISTORY) == before
    codes = [one.code for one in client_card(book.office, client).events]
    assert codes[:2] == [AuditCode.LETTER_NOT_POSTED, AuditCode.LETTER_POSTED]


@pytest.mark.parametrize(("days", "reason"), [(1, "future"), (-1, "before")])
def test_a_day_that_cannot_be_is_refused(
    book: Book, client: int, days: int, reason: str
) -> None:
    del client
    row, before = _letter_row(book), book.dump()
    day: date = book.clock.today() + timedelta(days=days)
    with pytest.raises(InvalidField) as caught:
        mark_posted(book.office, [row.id], Posting(day))
    assert dict(caught.value.data) == {"field": "day", "reason": reason}
    assert book.dump() == before


def test_the_clock_of_a_case_goes_back_with_it(book: Book) -> None:
    case = _case(book)
    letter = _letter(book, case)
    issue_letter(book.office, letter, letter.paper.words)
    row = _letter_row(book)
    marked = mark_posted(book.office, [row.id]).value
    assert case_view(book.office, case).row.stands.state is CaseState.WAITING
    unmark_posted(book.office, marked)
    assert case_view(book.office, case).row.stands.state is CaseState.LETTER_MADE


def test_a_deadline_counts_from_the_day_of_posting(book: Book) -> None:
    """The letter named 12 days; posted nine days later, none of them is lost."""
    key = book.client(contacts=(), address=STREET)
    book.invoice(key, "A1", late=7)
    book.issue()
    row = _letter_row(book)
    mark_printed(book.office, [row.id])
    (item,) = _items(book, key)
    named = item.completed[-1].deadline
    book.clock.later(days=9)
    mark_posted(book.office, [row.id])
    (item,) = _items(book, key)
    assert item.completed[-1].deadline == named + timedelta(days=9)
    unmark_posted(book.office, [row.id])
    (item,) = _items(book, key)
    assert item.completed[-1].deadline == named


def _items(book: Book, client: int) -> Sequence[ItemFacts]:
    with book.office.read() as ledger:
        return ledger.chasing.items([client])
