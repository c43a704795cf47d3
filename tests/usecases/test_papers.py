"""Papers of agreements: filed and sent in one go, and taken back while they wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.client import Contact
from dunning_desktop.domain.errors import CannotUndo, MailError, NotFound
from dunning_desktop.domain.extensions import Extension
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.promises import Promise
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.envelope import envelope_for
from dunning_desktop.usecases.outbox import cancel_message, message_of, outbox
from dunning_desktop.usecases.paper_issue import issue_paper, undo_paper
from dunning_desktop.usecases.papers import (
    Paper,
    document_of,
    extension_paper,
    paper_email,
    paper_pdf,
    promise_paper,
)
from tests.helpers.books import Book


def _promise(book: Book, client: int, *, item: int | None = None) -> Promise:
    today = book.clock.today()
    return Promise(
        client, today, today + timedelta(days=9), Money(9000, "GBP"), item_id=item
    )


def _paper(book: Book) -> tuple[int, Paper]:
    client = book.client(reference="ACME01")
    book.invoice(client, "A1")
    promise = _promise(book, client)
    with book.office.write() as ledger:
        key = ledger.agreements.save_promise(promise, at=book.clock.now())
    return client, promise_paper(book.office, replace(promise, id=key))


def test_a_promise_on_everything_names_all_that_is_open(book: Book) -> None:
    client = book.client(reference="ACME01")
    book.invoice(client, "A1", late=20)
    two = book.invoice(client, "A2", late=5)
    book.invoice(client, "E1", currency="EUR")
    facts = promise_paper(book.office, _promise(book, client)).facts
    assert [line.number for line in facts.lines] == ["A1", "A2"]
    assert facts.reference == "ACME01"
    facts = promise_paper(book.office, _promise(book, client, item=book.item(two))).facts
    assert ([line.number for line in facts.lines], facts.reference) == (["A2"], "A2")


def test_more_time_says_what_it_costs(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=10)
    today = book.clock.today()
    extension = Extension(
        book.item(invoice), today, today - timedelta(days=10), today + timedelta(days=20)
    )
    cost = Money(123, "GBP")
    paper = extension_paper(book.office, extension, interest=cost)
    assert paper.facts.interest == cost
    assert paper.facts.lines[0].due == today - timedelta(days=10)
    assert paper_pdf(book.office, paper.facts, paper.words).startswith(b"Acme Ltd")
    assert paper_email(book.office, paper.facts, paper.words).text == "As agreed."


def test_it_is_filed_and_sent_in_one_go(book: Book) -> None:
    client, paper = _paper(book)
    assert paper.can_email
    issued = issue_paper(book.office, paper.facts, paper.words, channel=Channel.EMAIL).value
    [message] = outbox(book.office).messages
    assert message.id == issued.message_id
    assert message.not_before is not None
    assert message.not_before > book.clock.now()
    with book.office.read() as ledger:
        [document] = ledger.agreements.documents(client)
    assert paper.facts.promise is not None
    assert document.promise_id == paper.facts.promise.id
    pdf = document_of(book.office, issued.document_id)
    assert pdf == paper_pdf(book.office, paper.facts, paper.words)
    assert client_card(book.office, client).events[0].code is AuditCode.PAPER_ISSUED


def test_it_reaches_the_client_and_stands_in_the_outbox_under_its_name(book: Book) -> None:
    client, paper = _paper(book)
    issue_paper(book.office, paper.facts, paper.words, channel=Channel.EMAIL)
    book.clock.later(seconds=30)
    deliver(book.office)
    [message] = outbox(book.office).messages
    assert (message.state, message.client) == ("accepted", "Acme Ltd")
    assert AuditCode.MESSAGE_ACCEPTED in [
        one.code for one in client_card(book.office, client).events
    ]


def test_a_reminder_that_follows_is_in_the_same_thread(book: Book) -> None:
    client, paper = _paper(book)
    issued = issue_paper(book.office, paper.facts, paper.words, channel=Channel.EMAIL).value
    book.clock.later(seconds=30)
    deliver(book.office)
    assert issued.message_id is not None
    mine = message_of(book.office, issued.message_id).frozen.message_id
    with book.office.read() as ledger:
        envelope = envelope_for(ledger, client_id=client)
    assert envelope.so_far.message_ids == (mine,)


def test_it_is_taken_back_while_it_waits(book: Book) -> None:
    _, paper = _paper(book)
    issued = issue_paper(book.office, paper.facts, paper.words, channel=Channel.EMAIL).value
    undo_paper(book.office, issued)
    assert [one.state for one in outbox(book.office).messages] == ["cancelled"]
    with pytest.raises(NotFound):
        document_of(book.office, issued.document_id)


def test_and_not_once_it_has_left(book: Book) -> None:
    _, paper = _paper(book)
    issued = issue_paper(book.office, paper.facts, paper.words, channel=Channel.EMAIL).value
    book.clock.later(seconds=30)
    deliver(book.office)
    with pytest.raises(CannotUndo):
        undo_paper(book.office, issued)
    assert document_of(book.office, issued.document_id)


def test_an_e_mail_cancelled_in_the_outbox_leaves_the_paper(book: Book) -> None:
    _, paper = _paper(book)
    issued = issue_paper(book.office, paper.facts, paper.words, channel=Channel.EMAIL).value
    assert issued.message_id is not None
    cancel_message(book.office, issued.message_id)
    assert document_of(book.office, issued.document_id)
    undo_paper(book.office, issued)


def test_a_letter_makes_no_message(book: Book) -> None:
    _, paper = _paper(book)
    issued = issue_paper(book.office, paper.facts, paper.words, channel=Channel.LETTER).value
    assert issued.message_id is None
    assert outbox(book.office).messages == ()
    undo_paper(book.office, issued)


def test_without_an_account_nothing_is_filed(book: Book) -> None:
    client, paper = _paper(book)
    with book.office.write() as ledger:
        ledger._connection.exec_driver_sql("DELETE FROM mail_account")  # type: ignore[attr-defined]
    with pytest.raises(MailError):
        issue_paper(book.office, paper.facts, paper.words, channel=Channel.EMAIL)
    with book.office.read() as ledger:
        assert list(ledger.agreements.documents(client)) == []
    assert not promise_paper(book.office, _promise(book, client)).can_email


def test_nobody_to_write_to(book: Book) -> None:
    client = book.client(contacts=(Contact("Ann"),))
    book.invoice(client, "A1")
    assert not promise_paper(book.office, _promise(book, client)).can_email
