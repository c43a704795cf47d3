"""Letters to look at: on other paper, and in words that are not kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.ladders import GENTLE
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.letter_texts import (
    LetterText,
    OwnText,
    OwnTextError,
    conditions_of,
    names_of,
)
from dunning_desktop.domain.letterhead import Envelope, Letterhead, PaperStyle
from dunning_desktop.domain.policy import Tone
from dunning_desktop.letters.press import Press
from dunning_desktop.usecases.ladders import choose_ladder, policies
from dunning_desktop.usecases.letter_samples import (
    Sample,
    calibration_page,
    sample_letter,
    sample_text,
)
from dunning_desktop.usecases.letter_texts import built_in_text, save_text
from dunning_desktop.usecases.settings import business, save_business
from tests.helpers.books import STREET, Book
from tests.letters.reading import page_count, pieces, text

EVERY_TEXT = pytest.mark.parametrize("wanted", list(LetterText))
FINAL = LetterText.FINAL


@pytest.fixture
def book(book: Book) -> Book:
    """The book with the real press."""
    return replace(book, office=replace(book.office, stationery=Press()))


def _sample(
    book: Book, words: Words, client: int | None = None, *, language: str = "en-GB"
) -> Sample:
    return sample_text(book.office, OwnText(FINAL, language, words), client)


# On other paper


def test_a_letter_on_other_paper_is_a_specimen_of_the_business(book: Book) -> None:
    said = text(sample_letter(book.office, Letterhead()))
    assert "Final reminder: 2 invoices, £1,729.32 by 27 March 2026" in said
    assert "Willow & Stone Interiors Ltd" in said
    assert "Carter Plumbing" in said
    assert "S P E C I M E N" in said


@pytest.mark.parametrize(
    ("tone", "subject"),
    [
        (Tone.COURTESY, "Invoice INV-0423 is due on 23 March 2026"),
        (Tone.FRIENDLY, "Reminder: 2 invoices, £1,600.50"),
        (Tone.FIRM, "Overdue invoices: please pay £1,600.50 by 27 March 2026"),
    ],
)
def test_of_any_tone(book: Book, tone: Tone, subject: str) -> None:
    assert subject in text(sample_letter(book.office, Letterhead(), tone))


def test_it_lies_as_the_envelope_and_the_printer_want_it(book: Book) -> None:
    def name(letterhead: Letterhead) -> tuple[float, float]:
        found = pieces(sample_letter(book.office, letterhead))
        (one,) = [one for one in found if one.text == "Willow & Stone Interiors Ltd"]
        return one.left, one.top

    plain = name(Letterhead(envelope=Envelope.GB_DL))
    assert name(Letterhead()) == plain
    moved = name(Letterhead(envelope=Envelope.GB_DL, shift_x=30, shift_y=-20))
    assert moved == pytest.approx((plain[0] + 3, plain[1] - 2), abs=0.01)
    assert name(Letterhead(envelope=Envelope.FR))[0] > plain[0] + 50


def test_a_letterhead_that_is_only_looked_at_is_not_kept(book: Book) -> None:
    before = book.dump()
    sample_letter(book.office, Letterhead(style=PaperStyle.MODERN, accent="#14508c"))
    calibration_page(book.office, Letterhead(shift_x=20))
    assert book.dump() == before


def test_it_says_the_owners_own_words_that_are_kept(book: Book) -> None:
    save_text(book.office, OwnText(FINAL, "en-GB", Words("Pay {{ total }}", "Now.", "Sam")))
    assert "Pay £1,729.32 Now." in text(sample_letter(book.office, Letterhead()))


def test_it_is_in_the_language_of_the_business(book: Book) -> None:
    save_business(book.office, replace(business(book.office), language="de"))
    assert "Letzte Mahnung: 2 Rechnungen" in text(sample_letter(book.office, Letterhead()))


def test_it_claims_by_the_law_of_the_business(book: Book) -> None:
    known = business(book.office)
    german = replace(
        known, jurisdiction="DE", currency="EUR", address=replace(STREET, country="DE")
    )
    save_business(book.office, german)
    said = text(sample_letter(book.office, Letterhead()))
    assert "Late Payment of Commercial Debts" not in said
    assert "BGB" in said


def test_a_page_to_lay_an_envelope_on(book: Book) -> None:
    usual = calibration_page(book.office, Letterhead())
    assert page_count(usual) == 1
    assert calibration_page(book.office, Letterhead(envelope=Envelope.GB_DL)) == usual
    save_business(
        book.office, replace(business(book.office), address=replace(STREET, country="FR"))
    )
    french = calibration_page(book.office, Letterhead())
    assert french == calibration_page(book.office, Letterhead(envelope=Envelope.FR)) != usual


# In words that are not kept


@EVERY_TEXT
@pytest.mark.parametrize("known", [False, True])
def test_every_name_of_every_text_is_said(book: Book, wanted: LetterText, known: bool) -> None:
    """With a client and without one, in each language."""
    client = book.client() if known else None
    if client is not None:
        book.invoice(client, "A1", late=5)
    source = "\n\n".join(f"{name}={{{{ {name} }}}}." for name in names_of(wanted))
    for language in Press().languages():
        own = OwnText(wanted, language, Words("{{ greeting }}", source, "Sam"))
        said = sample_text(book.office, own, client).words.opening
        found = [one.partition("=")[0] for one in said.split("\n\n")]
        assert found == list(names_of(wanted))
        assert "client=" + ("Acme Ltd." if known else "Willow & Stone Interiors Ltd.") in said


@EVERY_TEXT
def test_every_condition_of_every_text_is_yes_or_no(book: Book, wanted: LetterText) -> None:
    names = conditions_of(wanted)
    source = " ".join(
        f"{{% if {name} %}}{name}{{% endif %}}{{% if not {name} %}}{name}{{% endif %}}"
        for name in names
    )
    own = OwnText(wanted, "en-GB", Words("A", source, "Sam"))
    assert sample_text(book.office, own).words.opening.split() == list(names)


@EVERY_TEXT
@pytest.mark.parametrize("known", [False, True])
def test_every_built_in_text_can_be_looked_at(book: Book, wanted: LetterText, known: bool) -> None:
    client = book.client("Acme Ltd", language="de") if known else None
    words = built_in_text(book.office, wanted, "en-GB")
    sample = sample_text(book.office, OwnText(wanted, "en-GB", words), client)
    said = text(sample.pdf)
    assert sample.words.opening.startswith("Dear Ann" if known else "Dear Priya Shah")
    assert sample.words.subject in said
    assert ("Acme Ltd" in said, "Willow & Stone" in said) == (known, not known)
    assert "S P E C I M E N" in said
    assert "{" not in said


def test_a_reminder_is_about_what_the_client_owes(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=5)
    book.invoice(client, "A2", late=40, amount="60.00")
    book.invoice(client, "A3", late=-9)
    words = Words("{{ numbers }}", "{{ open }} and {{ demanded }}, {{ days }} days", "Sam")
    sample = _sample(book, words, client)
    assert sample.words.subject == "A2 and A1"
    assert sample.words.opening.startswith("£160.00 and £")
    assert sample.words.opening.endswith(", 40 days")


def test_to_a_client_who_owes_nothing_it_is_about_invented_invoices(book: Book) -> None:
    sample = _sample(book, Words("{{ client }}", "{{ numbers }}", "Sam"), book.client())
    assert sample.words == Words("Acme Ltd", "INV-0417 and INV-0423", "Sam")


def test_so_it_is_where_the_clients_ladder_has_no_such_tone(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=5)
    (gentle,) = [key for key, one in policies(book.office).items() if one.name == GENTLE.name]
    choose_ladder(book.office, gentle)
    own = OwnText(LetterText.COURTESY, "en-GB", Words("{{ client }}", "{{ numbers }}", "Sam"))
    assert sample_text(book.office, own, client).words == Words("Acme Ltd", "INV-0423", "Sam")
    assert _sample(book, Words("{{ numbers }}", "b", "c"), client).words.subject == "A1"


def test_a_text_is_looked_at_in_its_own_language(book: Book) -> None:
    client = book.client(language="en-GB")
    book.invoice(client, "A1", late=5)
    sample = _sample(book, Words("{{ greeting }}", "{{ due }}", "Sam"), client, language="de")
    assert sample.words == Words("Guten Tag Ann,", "15. März 2026", "Sam")
    assert "Rechnung Datum Fällig am" in text(sample.pdf)


def test_words_that_are_kept_for_it_are_not_said(book: Book) -> None:
    save_text(book.office, OwnText(FINAL, "en-GB", Words("Kept", "Kept.", "Kept")))
    assert _sample(book, Words("Typed", "Typed.", "Typed")).words.subject == "Typed"


def test_words_that_cannot_be_kept_cannot_be_looked_at(book: Book) -> None:
    with pytest.raises(OwnTextError) as caught:
        _sample(book, Words("A", "{{ x() }}", "C"))
    assert dict(caught.value.data) == {"part": "opening", "reason": "braces", "name": "{{ x() }}"}


def test_nobody_can_look_at_a_letter_to_an_unknown_client(book: Book) -> None:
    with pytest.raises(NotFound):
        _sample(book, Words("A", "B", "C"), 99)


def test_to_look_changes_nothing(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=40)
    before = book.dump()
    _sample(book, Words("A", "B", "C"), client)
    assert book.dump() == before
