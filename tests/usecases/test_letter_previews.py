"""The reminder of a level looked at before its day: about what is late, as if the day had come."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.letter_texts import LetterText, OwnText
from dunning_desktop.letters.press import Press
from dunning_desktop.usecases.letter_samples import Sample, preview_letter
from dunning_desktop.usecases.letter_texts import save_text
from dunning_desktop.usecases.outbox import letter_pdf
from tests.helpers.books import STREET, Book
from tests.letters.reading import text

FACTS = Words("{{ reference }}: {{ numbers }}", "{{ total }} by {{ deadline }}", "{{ previous }}.")


@pytest.fixture
def book(book: Book) -> Book:
    """The book with the real press."""
    return replace(book, office=replace(book.office, stationery=Press()))


def _preview(book: Book, client: int, level: int, *, language: str = "") -> Sample:
    found = preview_letter(book.office, client, level=level, language=language)
    assert found is not None
    return found


def _tell_facts(book: Book, *texts: LetterText) -> None:
    """These texts say nothing but the facts."""
    for one in texts:
        save_text(book.office, OwnText(one, "en-GB", FACTS))


@pytest.mark.parametrize(
    ("level", "subject"),
    [
        (1, "Invoice A1 was due on 18 March 2026"),
        (2, "Reminder: invoice A1, due on 18 March 2026"),
        (3, "Overdue invoice A1: please pay £100.00 by 27 March 2026"),
        (4, "Final reminder: invoice A1, £140.06 by 27 March 2026"),
    ],
)
def test_each_level_of_an_invoice_that_is_hardly_late(book: Book, level: int, subject: str) -> None:
    client = book.client()
    book.invoice(client, "A1", late=2)
    assert book.choices() == []
    sample = _preview(book, client, level)
    assert sample.words.subject == subject
    said = text(sample.pdf)
    assert subject in said
    assert "Acme Ltd" in said
    assert "S P E C I M E N" in said


@pytest.mark.parametrize("level", [-1, 0, 5, 99])
def test_there_is_none_of_no_such_level(book: Book, level: int) -> None:
    client = book.client()
    book.invoice(client, "A1", late=50)
    assert preview_letter(book.office, client, level=level) is None


@pytest.mark.parametrize("level", [1, 4])
def test_there_is_none_to_a_client_who_owes_nothing(book: Book, level: int) -> None:
    client = book.client()
    assert preview_letter(book.office, client, level=level) is None
    book.invoice(client, "A1", late=50)
    book.pay(client, "100.00")
    assert preview_letter(book.office, client, level=level) is None


def test_an_unknown_client_is_not_found(book: Book) -> None:
    with pytest.raises(NotFound) as caught:
        preview_letter(book.office, 99, level=1)
    assert caught.value.data["kind"] == "client"


def test_it_is_about_all_that_is_late_oldest_first(book: Book) -> None:
    _tell_facts(book, LetterText.FRIENDLY)
    client = book.client()
    for number, late in (("A1", 2), ("A2", 30), ("A3", 0), ("A4", -20)):
        book.invoice(client, number, late=late)
    words = _preview(book, client, 2).words
    assert (words.subject, words.opening) == ("A2: A2 and A1", "£200.00 by 27 March 2026")


@pytest.mark.parametrize("level", [1, 2])
def test_where_nothing_is_late_it_asks_for_no_sooner_than_the_due_day(
    book: Book, level: int
) -> None:
    _tell_facts(book, LetterText.COURTESY, LetterText.FRIENDLY)
    client = book.client()
    book.invoice(client, "A1", late=-20)
    book.invoice(client, "A2", late=0)
    words = _preview(book, client, level).words
    assert (words.subject, words.opening) == ("A2: A2 and A1", "£200.00 by 9 April 2026")


def test_another_clients_invoices_are_not_in_it(book: Book) -> None:
    _tell_facts(book, LetterText.FRIENDLY)
    client = book.client()
    book.invoice(client, "A1", late=2)
    book.invoice(book.client("Bolt Ltd"), "B1", late=2)
    assert _preview(book, client, 2).words.subject == "A1: A1"


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("", "Mahnung zur überfälligen Rechnung A1"),
        ("de-AT", "Mahnung zur überfälligen Rechnung A1"),
        ("en-GB", "Overdue invoice A1"),
        ("fr", "Facture n°"),
        ("xx", "Overdue invoice A1"),
    ],
)
def test_in_the_clients_language_or_another(book: Book, language: str, subject: str) -> None:
    client = book.client(language="de")
    book.invoice(client, "A1", late=2)
    sample = _preview(book, client, 3, language=language)
    assert subject in sample.words.subject
    assert subject in text(sample.pdf)


def test_it_says_own_words_in_the_language_it_is_in(book: Book) -> None:
    mine = Words("Zahlen", "Bitte zahlen.", "Sam")
    save_text(book.office, OwnText(LetterText.FIRM, "de", mine))
    client = book.client()
    book.invoice(client, "A1", late=2)
    assert _preview(book, client, 3, language="de").words == mine
    assert _preview(book, client, 3).words.subject.startswith("Overdue invoice A1")


def test_it_names_the_reminders_that_went_before(book: Book) -> None:
    _tell_facts(book, LetterText.FIRM)
    client = book.client(contacts=(), address=STREET)
    book.invoice(client, "A1", late=5)
    book.issue()
    book.clock.later(days=4)
    assert _preview(book, client, 3).words.closing == "20 March 2026."


@pytest.mark.parametrize("reference", ["", "ACME01"])
@pytest.mark.parametrize("count", [1, 2])
def test_on_its_day_it_says_what_the_reminder_says(book: Book, reference: str, count: int) -> None:
    _tell_facts(book, LetterText.FRIENDLY)
    client = book.client(reference=reference)
    for number in range(count):
        book.invoice(client, f"A{number + 1}", late=5)
    (choice,) = book.choices()
    assert _preview(book, client, 2).words == choice.words


def test_nothing_is_claimed_of_a_consumer(book: Book) -> None:
    client = book.client("Joan Okafor", debtor_type=DebtorType.CONSUMER)
    book.invoice(client, "A1", late=2)
    subject = "Final reminder: invoice A1, £100.00 by 27 March 2026"
    assert _preview(book, client, 4).words.subject == subject


def test_what_is_on_account_is_taken_off(book: Book) -> None:
    _tell_facts(book, LetterText.FRIENDLY)
    client = book.client()
    book.invoice(client, "A1", late=2)
    book.pay(client, "30.00", shares=[])
    assert _preview(book, client, 2).words.opening == "£70.00 by 27 March 2026"


def test_a_look_at_it_writes_nothing_and_hinders_nothing(book: Book) -> None:
    client = book.client(contacts=())
    book.invoice(client, "A1", late=5)
    before = book.dump()
    _preview(book, client, 4)
    assert book.dump() == before
    (letter,) = book.issue().letter_ids
    said = text(letter_pdf(book.office, letter).pdf)
    assert "S P E C I M E N" not in said
    assert "Reminder: invoice A1, due on 15 March 2026" in said


def test_days_go_by_and_the_preview_with_them(book: Book) -> None:
    _tell_facts(book, LetterText.FRIENDLY)
    client = book.client()
    book.invoice(client, "A1", late=2)
    book.clock.later(days=10)
    deadline = book.clock.today() + timedelta(days=7)
    assert deadline.isoformat() == "2026-04-06"
    assert _preview(book, client, 2).words.opening == "£100.00 by 6 April 2026"
