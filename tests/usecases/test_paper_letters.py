"""Letters of agreements in the outbox: made, printed, posted, and taken back like any other."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.client import Contact
from dunning_desktop.domain.errors import CannotUndo
from dunning_desktop.domain.extensions import InterestMeanwhile
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.promises import Promise
from dunning_desktop.usecases.batches import batch
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.extensions import give_time, take_back_time
from dunning_desktop.usecases.outbox import (
    letter_pdf,
    letters_to_post,
    mark_posted,
    mark_printed,
    outbox,
)
from dunning_desktop.usecases.paper_issue import IssuedPaper, issue_paper, undo_paper
from dunning_desktop.usecases.papers import document_of, promise_paper
from dunning_desktop.usecases.plan_notices import NoticeKind, due_notices, send_due
from dunning_desktop.usecases.rows import LetterState
from dunning_desktop.usecases.today import today as look
from dunning_desktop.usecases.today_rows import Task
from tests.helpers.books import Book
from tests.helpers.plans import agree

BY_POST = (Contact(name="Ann"),)


def _issue(book: Book, channel: Channel = Channel.LETTER) -> IssuedPaper:
    client = book.client()
    book.invoice(client, "A1", amount="90.00")
    today = book.clock.today()
    promise = Promise(client, today, today + timedelta(days=9), Money.of("90.00", "GBP"))
    with book.office.write() as ledger:
        key = ledger.agreements.save_promise(promise, at=book.clock.now())
        kept = ledger.agreements.promise(key)
    paper = promise_paper(book.office, kept)
    return issue_paper(book.office, paper.facts, paper.words, channel=channel).value


def _states(book: Book) -> list[LetterState]:
    return [one.state for one in outbox(book.office).letters]


def test_it_waits_to_be_printed_and_then_to_be_posted(book: Book) -> None:
    issued = _issue(book)
    [row] = outbox(book.office).letters
    assert (row.id, row.client, row.reminder_id) == (issued.letter_id, "Acme Ltd", None)
    assert (row.subject, row.document_id) == ("promise A1", issued.document_id)
    assert row.state is LetterState.MADE
    mark_printed(book.office, [row.id])
    assert _states(book) == [LetterState.PRINTED]
    assert [one.id for one in letters_to_post(book.office)] == [row.id]
    mark_posted(book.office, [row.id])
    assert _states(book) == [LetterState.POSTED]
    assert letters_to_post(book.office) == ()


def test_it_is_the_very_bytes_of_its_document(book: Book) -> None:
    issued = _issue(book)
    assert issued.letter_id is not None
    letter = letter_pdf(book.office, issued.letter_id)
    assert letter.pdf == document_of(book.office, issued.document_id)
    assert letter.sha256 == hashlib.sha256(letter.pdf).hexdigest()
    assert batch(book.office, [issued.letter_id])


def test_by_email_alone_nothing_is_to_be_posted(book: Book) -> None:
    assert _issue(book, Channel.EMAIL).letter_id is None
    assert _states(book) == []


def test_both_ways_at_once(book: Book) -> None:
    issued = _issue(book, Channel.EMAIL_AND_LETTER)
    assert issued.message_id is not None
    assert _states(book) == [LetterState.MADE]


def test_today_asks_to_print_and_to_post_it(book: Book) -> None:
    issued = _issue(book)
    assert issued.letter_id is not None
    tasks = {row.task: row.letter_ids for row in look(book.office).tasks}
    assert tasks[Task.LETTERS_TO_PRINT] == (issued.letter_id,)


def test_it_is_taken_back_with_its_letter_until_that_was_printed(book: Book) -> None:
    undo_paper(book.office, _issue(book))
    assert _states(book) == []
    issued = _issue(book)
    assert issued.letter_id is not None
    mark_printed(book.office, [issued.letter_id])
    with pytest.raises(CannotUndo) as error:
        undo_paper(book.office, issued)
    assert error.value.data["state"] == "printed"
    assert _states(book) == [LetterState.PRINTED]


def test_a_client_without_email_gets_the_confirmation_as_a_letter(book: Book) -> None:
    client = book.client(contacts=BY_POST)
    item = book.item(book.invoice(client, "A1"))
    given = give_time(
        book.office,
        item,
        book.clock.today() + timedelta(days=20),
        InterestMeanwhile.RUNS,
        confirm=True,
    ).value
    assert _states(book) == [LetterState.MADE]
    assert outbox(book.office).messages == ()
    take_back_time(book.office, given.extension_id, paper=given.paper)
    assert _states(book) == []


def test_who_must_not_be_written_to_gets_no_letter_and_is_told_afterwards(book: Book) -> None:
    client = book.client(contacts=BY_POST)
    agree(book, client, book.invoice(client, "A1", amount="90.00"))
    book.clock.later(days=5)
    send_due(book.office)
    assert _states(book) == [LetterState.MADE]
    today = book.clock.today()
    hold(book.office, client, until=today, kind=BlockKind.VULNERABLE)
    assert _states(book) == [LetterState.WITHDRAWN]
    assert due_notices(book.office) == ()
    book.clock.later(days=1)
    assert [one.kind for one in due_notices(book.office)] == [NoticeKind.SOON]
