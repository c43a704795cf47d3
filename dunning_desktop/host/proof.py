"""``--self-test``: the whole program tried where it stands, one line a check."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from dunning_desktop.domain.client import BankDetails, Business
from dunning_desktop.domain.letterhead import Letterhead, PaperStyle
from dunning_desktop.host.self_test import Check, checks
from dunning_desktop.usecases.case_package import case_package
from dunning_desktop.usecases.case_views import case_rows
from dunning_desktop.usecases.dunning import Choice, letter_of, review
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.specimen import somebody, specimen

_IBAN = "DE89370400440532013000"
_CODE = 1000
"""Bytes that a code adds to a letter at the very least."""

OpenProof = Callable[[], tuple[Office, Callable[[], None]]]


def prove(open_proof: OpenProof) -> int:
    """Try a book, a letter and the computer's side; 0 when everything holds."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    results = [*_book_and_letter(open_proof), *checks()]
    for one in results:
        print(f"{'ok  ' if one.ok else 'FAIL'}  {one.name}: {one.detail}")  # noqa: T201 - its job
    del application
    return 0 if all(one.ok for one in results) else 1


def _book_and_letter(open_proof: OpenProof) -> list[Check]:
    try:
        office, clear = open_proof()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what failed
        return [Check("book", ok=False, detail=f"{type(error).__name__}: {error}")]
    try:
        return [_book(office), _letter(office), _languages(office), _package(office)]
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what failed
        return [Check("letter", ok=False, detail=f"{type(error).__name__}: {error}")]
    finally:
        clear()


def _book(office: Office) -> Check:
    with office.read() as ledger:
        messages = len(ledger.post.messages())
    return Check("book", ok=messages > 0, detail=f"made, migrated, {messages} messages in its past")


def _letter(office: Office) -> Check:
    """A letter made for real, and rendered as the preview does it."""
    import pypdfium2  # noqa: PLC0415 - only for the proof

    prepared = review(office).prepared[0]
    pdf = letter_of(office, Choice(prepared, prepared.words, prepared.chase.channel))
    page = pypdfium2.PdfDocument(pdf)[0]
    image = page.render(scale=1)
    ink = len(set(bytes(image.buffer)))
    return Check("letter", ok=ink > 1, detail=f"{len(pdf)} bytes, {image.width} x {image.height}")


def _languages(office: Office) -> Check:
    """A letter in euro in every language, with the code of its transfer and without it."""
    with office.read() as ledger:
        known = ledger.parties.business()
    euro = replace(known, currency="EUR", bank=BankDetails("Proof", iban=_IBAN))
    bare = replace(euro, letterhead=Letterhead(style=PaperStyle.TRADITIONAL, codes=False))
    coded = replace(euro, letterhead=Letterhead(style=PaperStyle.TRADITIONAL))
    languages = office.stationery.languages()
    grown = [
        len(_specimen_pdf(office, coded, one)) - len(_specimen_pdf(office, bare, one))
        for one in languages
    ]
    return Check("letters", ok=min(grown) > _CODE, detail=f"in {', '.join(languages)}, with codes")


def _specimen_pdf(office: Office, business: Business, language: str) -> bytes:
    client = somebody(business, language)
    facts = specimen(business, today=office.clock.today(), client=client)
    return office.stationery.letter(facts, office.stationery.words(facts))


def _package(office: Office) -> Check:
    """An evidence file made for real, and sealed."""
    case = case_rows(office)[0].case.id
    made = case_package(office, case).value
    said = f"{len(made.content)} bytes, {made.exhibits} exhibits, sealed"
    return Check("hand-over", ok=made.exhibits > 0 and bool(made.password), detail=said)
