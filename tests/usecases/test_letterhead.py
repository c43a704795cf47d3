"""How letters look is kept as it is, and what else is changed of a business leaves it alone."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from dunning_desktop.domain.letterhead import Envelope, Letterhead, LetterheadError, PaperStyle
from dunning_desktop.domain.terms import Terms
from dunning_desktop.storage.store import SqlStore
from dunning_desktop.usecases.office import Touched
from dunning_desktop.usecases.settings import (
    business,
    save_business,
    save_letterhead,
    save_particulars,
    save_terms,
)
from tests.helpers.books import Book

PLAIN = Letterhead()
FULL = Letterhead(
    envelope=Envelope.CH_LEFT,
    shift_x=-12,
    shift_y=80,
    style=PaperStyle.TRADITIONAL,
    accent="#14508c",
    pay_link="https://pay.carter.example/now?id=1",
    codes=False,
)


def _kept(book: Book) -> Letterhead:
    """What another program that opens the book reads."""
    store = SqlStore(book.path)
    try:
        return business(replace(book.office, store=store)).letterhead
    finally:
        store.close()


def test_a_new_book_has_the_usual_one(book: Book) -> None:
    assert _kept(book) == PLAIN


@pytest.mark.parametrize("field", [one.name for one in fields(Letterhead)])
def test_every_field_of_it_survives(book: Book, field: str) -> None:
    changed = replace(PLAIN, **{field: getattr(FULL, field)})
    assert changed != PLAIN
    save_letterhead(book.office, changed)
    assert _kept(book) == changed


@pytest.mark.parametrize("envelope", [None, *Envelope])
@pytest.mark.parametrize("style", list(PaperStyle))
def test_every_envelope_and_style_survives(
    book: Book, envelope: Envelope | None, style: PaperStyle
) -> None:
    save_letterhead(book.office, replace(FULL, envelope=envelope, style=style))
    assert _kept(book) == replace(FULL, envelope=envelope, style=style)


def test_it_goes_back_to_the_usual_one(book: Book) -> None:
    save_letterhead(book.office, FULL)
    save_letterhead(book.office, PLAIN)
    assert _kept(book) == PLAIN


def test_nothing_else_of_the_business_is_touched(book: Book) -> None:
    known = business(book.office)
    outcome = save_letterhead(book.office, FULL)
    assert business(book.office) == replace(known, letterhead=FULL)
    assert outcome.touched == {Touched.BUSINESS, Touched.REMINDERS}


def test_the_history_says_so(book: Book) -> None:
    save_letterhead(book.office, FULL)
    *_, last = book.dump()["audit_entry"]
    assert (last[2], json.loads(str(last[5]))) == ("business-changed", {"part": "letterhead"})


def test_other_particulars_leave_it_alone(book: Book) -> None:
    """The form of the particulars was opened before the letterhead was changed."""
    opened = business(book.office)
    save_letterhead(book.office, FULL)
    save_particulars(book.office, replace(opened, name="Carter & Daughter"))
    seen = business(book.office)
    assert (seen.name, seen.letterhead) == ("Carter & Daughter", FULL)


def test_other_terms_leave_it_alone(book: Book) -> None:
    save_letterhead(book.office, FULL)
    save_terms(book.office, Terms(net_days=14))
    assert (business(book.office).terms.net_days, _kept(book)) == (14, FULL)


def test_a_business_saved_whole_has_the_one_it_is_saved_with(book: Book) -> None:
    save_business(book.office, replace(business(book.office), letterhead=FULL))
    assert _kept(book) == FULL
    save_business(book.office, replace(business(book.office), name="Carter & Daughter"))
    assert _kept(book) == FULL


def test_one_that_cannot_be_printed_never_gets_into_the_book(book: Book) -> None:
    save_letterhead(book.office, FULL)
    with pytest.raises(LetterheadError):
        save_letterhead(book.office, replace(FULL, shift_x=81))
    assert _kept(book) == FULL
