"""Two years of a client who pays late, as one evidence file: nothing missing, everything found."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pypdf

from dunning_desktop.domain.calls import CallOutcome
from dunning_desktop.domain.evidence import ExhibitKind, Happened
from dunning_desktop.letters.press import Press
from dunning_desktop.usecases.acceptance import Evidence
from dunning_desktop.usecases.agreement_ports import DocumentKind
from dunning_desktop.usecases.calls import record_call
from dunning_desktop.usecases.case_papers import add_paper
from dunning_desktop.usecases.cases import open_case
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.evidence import evidence, evidence_pdf
from dunning_desktop.usecases.outbox import mark_posted, mark_printed, outbox
from tests.helpers.books import Book, open_book
from tests.helpers.exhibits import pdf
from tests.letters.reading import page_texts


def _lived(book: Book) -> int:
    """An invoice a month, chased every ten days; two of three are paid after a while."""
    client = book.client("Slow & Sons Ltd")
    for month in range(24):
        invoice = book.invoice(client, f"M{month:02}", late=-14, amount="240.00")
        copy = Evidence(f"M{month:02}.pdf", "application/pdf", pdf(f"Invoice M{month:02}"))
        add_paper(book.office, client, DocumentKind.INVOICE, copy, invoice_id=invoice)
        for _ in range(3):
            book.clock.later(days=10)
            book.issue()
            book.clock.later(minutes=5)
            deliver(book.office)
            letters = [one.id for one in outbox(book.office).letters]
            mark_printed(book.office, letters)
            mark_posted(book.office, letters)
        if month % 3:
            book.pay(client, "240.00")
        if not month % 6:
            record_call(book.office, client, CallOutcome.OTHER, note="Says next week")
    return client


def test_two_years_make_one_file(tmp_path: Path) -> None:
    with open_book(tmp_path, day=date(2024, 3, 20)) as made:
        book = replace(made, office=replace(made.office, stationery=Press()))
        case = open_case(book.office, _lived(book)).value.case_id
        facts = evidence(book.office, case)
        content = evidence_pdf(book.office, facts)
    reminders = [one for one in facts.exhibits if one.kind is ExhibitKind.REMINDER]
    assert len(reminders) > 20
    assert sum(one.what is Happened.SPOKEN for one in facts.events) == 4
    days = [one.day for one in facts.events]
    assert days == sorted(days)
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert opened.check_pdf_syntax() == []
    texts, reader = page_texts(content), pypdf.PdfReader(io.BytesIO(content))
    *_, under, _schedule = reader.outline
    assert isinstance(under, list)
    assert len(under) == len(facts.exhibits)
    for number, mark in enumerate(under, 1):
        assert not isinstance(mark, list)
        page = reader.get_destination_page_number(mark)
        assert page is not None
        assert f"Exhibit {number} " in texts[page]
        before = texts[page - 1]
        assert f"Exhibit {number} " not in before
    whole = " ".join(texts)
    for one in facts.exhibits:
        assert one.sha256 in whole
