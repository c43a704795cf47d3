"""A word of thanks: for the latest payment that paid an invoice in full, and for nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dunning_desktop.domain.invoice import DueItem, Invoice
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.letter_texts import LetterText, OwnText
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.papers import PaperKind
from dunning_desktop.domain.payment import Share
from dunning_desktop.letters.press import Press
from dunning_desktop.usecases.invoices import cancel_invoice, save_invoice
from dunning_desktop.usecases.letter_texts import save_text
from dunning_desktop.usecases.papers import Paper, paper_pdf
from dunning_desktop.usecases.payments import remove_payment
from dunning_desktop.usecases.thanks import thanks_paper
from tests.helpers.books import Book
from tests.letters.reading import text


def _paper(book: Book, client: int) -> Paper:
    paper = thanks_paper(book.office, client)
    assert paper is not None
    return paper


def _thanked(book: Book, client: int) -> list[str]:
    return [line.number for line in _paper(book, client).facts.lines]


def _received(book: Book, client: int) -> tuple[int, int]:
    """The pence of the payment that is thanked for, and how many days ago they came."""
    received = _paper(book, client).facts.received
    assert received is not None
    return received.amount.minor, (book.clock.today() - received.day).days


def _shares(book: Book, *shares: tuple[int, str]) -> list[Share]:
    return [Share(book.item(key), Money.of(amount, "GBP")) for key, amount in shares]


@pytest.fixture
def client(book: Book) -> int:
    return book.client(reference="ACME01")


def test_it_thanks_for_an_invoice_that_is_paid(book: Book, client: int) -> None:
    key = book.invoice(client, "A1", late=10)
    book.pay(client, "100.00", back=2)
    facts = _paper(book, client).facts
    day = book.clock.today()
    assert facts.kind is PaperKind.THANKS
    assert _received(book, client) == (10_000, 2)
    (line,) = facts.lines
    assert (line.number, line.amount, line.open) == ("A1", Money(10_000, "GBP"), book.open(key))
    assert (line.issued, line.due) == (day - timedelta(days=40), day - timedelta(days=10))
    assert (facts.reference, facts.today) == ("A1", day)


def test_without_a_payment_there_is_nothing_to_thank_for(book: Book, client: int) -> None:
    assert thanks_paper(book.office, client) is None
    book.invoice(client, "A1")
    assert thanks_paper(book.office, client) is None


def test_what_came_for_nothing_is_not_thanked_for(book: Book, client: int) -> None:
    book.pay(client, "50.00")
    assert thanks_paper(book.office, client) is None


def test_a_part_payment_is_not_thanked_for(book: Book, client: int) -> None:
    book.invoice(client, "A1")
    book.pay(client, "99.99")
    assert thanks_paper(book.office, client) is None
    book.pay(client, "0.01")
    assert (_thanked(book, client), _received(book, client)) == (["A1"], (1, 0))


def test_of_what_a_payment_was_for_only_what_is_paid_in_full(book: Book, client: int) -> None:
    book.invoice(client, "A1", late=20)
    book.invoice(client, "A2", late=10)
    book.invoice(client, "A3", late=5)
    book.pay(client, "250.00")
    assert _thanked(book, client) == ["A1", "A2"]
    assert _paper(book, client).facts.reference == "ACME01"


def test_an_invoice_in_parts_is_paid_when_all_of_them_are(book: Book, client: int) -> None:
    due, half = book.clock.today(), Money(5_000, "GBP")
    later = due + timedelta(days=30)
    items = (DueItem(half, due, due), DueItem(half, later, later))
    made = Invoice(client, "A1", due - timedelta(days=30), Money(10_000, "GBP"), items)
    save_invoice(book.office, made)
    book.pay(client, "50.00")
    assert thanks_paper(book.office, client) is None
    book.pay(client, "50.00")
    (line,) = _paper(book, client).facts.lines
    assert (line.number, line.due) == ("A1", due)


def test_the_latest_payment_is_thanked_for(book: Book, client: int) -> None:
    first, second = book.invoice(client, "A1"), book.invoice(client, "A2", amount="70.00")
    book.pay(client, "70.00", shares=_shares(book, (second, "70.00")))
    book.pay(client, "100.00", shares=_shares(book, (first, "100.00")), back=3)
    assert (_thanked(book, client), _received(book, client)) == (["A2"], (7_000, 0))


def test_a_later_part_payment_hides_none_that_paid_in_full(book: Book, client: int) -> None:
    book.invoice(client, "A1", late=20)
    book.invoice(client, "A2", late=10)
    book.pay(client, "100.00", back=5)
    book.pay(client, "30.00")
    assert (_thanked(book, client), _received(book, client)) == (["A1"], (10_000, 5))


def test_of_one_day_the_last_that_was_entered(book: Book, client: int) -> None:
    book.invoice(client, "A1", late=20)
    book.invoice(client, "A2", late=10, amount="70.00")
    book.pay(client, "100.00")
    book.pay(client, "70.00")
    assert _thanked(book, client) == ["A2"]


def test_a_cancelled_invoice_is_left_out(book: Book, client: int) -> None:
    gone = book.invoice(client, "A1", late=20)
    book.invoice(client, "A2", late=10)
    book.pay(client, "200.00")
    cancel_invoice(book.office, gone)
    assert _thanked(book, client) == ["A2"]


def test_where_all_of_it_was_cancelled_there_is_no_thanks(book: Book, client: int) -> None:
    gone = book.invoice(client, "A1")
    book.pay(client, "100.00")
    cancel_invoice(book.office, gone)
    assert thanks_paper(book.office, client) is None


def test_a_payment_that_was_taken_back_is_not_thanked_for(book: Book, client: int) -> None:
    book.invoice(client, "A1")
    remove_payment(book.office, book.pay(client, "100.00"))
    assert thanks_paper(book.office, client) is None


def test_another_clients_payment_is_not_its_own(book: Book, client: int) -> None:
    other = book.client("Bolt Ltd")
    book.invoice(other, "B1")
    book.pay(other, "100.00")
    assert thanks_paper(book.office, client) is None


def test_it_says_what_came_and_that_all_is_in_order(book: Book, client: int) -> None:
    real = replace(book, office=replace(book.office, stationery=Press()))
    real.invoice(client, "A1", late=20)
    real.invoice(client, "A2", late=10)
    real.pay(client, "200.00", back=1)
    paper = _paper(real, client)
    assert paper.words.subject == "Thank you for your payment for these invoices"
    said = text(paper_pdf(real.office, paper.facts, paper.words))
    assert "Thank you: £200.00 reached us on 19 March 2026." in said
    assert "these invoices are paid in full" in said
    assert "Received, with thanks £200.00" in said
    assert paper.name == "Thank-you-2026-03-20.pdf"


def test_the_owners_own_words_are_said(book: Book, client: int) -> None:
    real = replace(book, office=replace(book.office, stationery=Press()))
    mine = Words("Cheers", "{{ amount }} on {{ day }}: {{ numbers }}.", "Sam")
    save_text(real.office, OwnText(LetterText.THANKS, "en-GB", mine))
    real.invoice(client, "A1")
    real.pay(client, "100.00")
    assert _paper(real, client).words == Words("Cheers", "£100.00 on 20 March 2026: A1.", "Sam")
