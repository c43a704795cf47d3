"""The papers of a case: kept where they belong, taken back, and found by the checklist."""

from __future__ import annotations

import pytest

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.errors import CannotUndo, InvalidField, NotFound
from dunning_desktop.domain.pre_action import Enclosure
from dunning_desktop.domain.readiness import Check, Verdict
from dunning_desktop.usecases.acceptance import Evidence
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind
from dunning_desktop.usecases.case_papers import (
    AddedPaper,
    add_form,
    add_paper,
    official_forms,
    remove_form,
    take_paper_back,
)
from dunning_desktop.usecases.case_views import case_view
from dunning_desktop.usecases.cases import open_case
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.papers import document_of
from tests.helpers.books import HISTORY, Book

PAPER = Evidence("order.pdf", "application/pdf", b"%PDF-1.7 order")


def _verdict(book: Book, case: int, check: Check) -> Verdict:
    return next(one for one in case_view(book.office, case).checks if one.check is check).verdict


def test_a_paper_is_kept_and_the_list_knows_of_it(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1")
    case = open_case(book.office, client).value.case_id
    for kind, check, of in (
        (DocumentKind.ORDER, Check.CONTRACT, None),
        (DocumentKind.INVOICE, Check.INVOICES, invoice),
        (DocumentKind.DELIVERY, Check.DELIVERY, invoice),
    ):
        assert _verdict(book, case, check) is Verdict.MISSING
        added = add_paper(book.office, client, kind, PAPER, invoice_id=of).value
        assert _verdict(book, case, check) is Verdict.DONE
        assert document_of(book.office, added.document_id) == PAPER.content
    events = client_card(book.office, client).events
    assert [one.code for one in events[:3]] == [AuditCode.DOCUMENT_ADDED] * 3


def test_one_that_was_added_by_mistake_is_taken_back(book: Book) -> None:
    client = book.client()
    before = book.dump(*HISTORY)
    added = add_paper(book.office, client, DocumentKind.CONTRACT, PAPER).value
    take_paper_back(book.office, added)
    assert book.dump(*HISTORY) == before
    with pytest.raises(NotFound):
        take_paper_back(book.office, added)


def test_what_the_program_filed_itself_stays(book: Book) -> None:
    client = book.client()
    with book.office.write() as ledger:
        paper = Document(client, DocumentKind.PLAN, "plan.pdf")
        key = ledger.agreements.add_document(paper, b"%PDF", at=book.clock.now())
    with pytest.raises(CannotUndo):
        take_paper_back(book.office, AddedPaper(client, key, "plan.pdf"))


def test_what_belongs_nowhere_is_refused_and_nothing_is_written(book: Book) -> None:
    client, other = book.client(), book.client("Bell Ltd")
    theirs = book.invoice(other, "B1")
    before = book.dump()
    empty = Evidence("empty.pdf", "application/pdf", b"")
    for kind, evidence, invoice, field, reason in (
        (DocumentKind.PROMISE, PAPER, None, "kind", "filed-by-itself"),
        (DocumentKind.INVOICE, PAPER, None, "invoice", "missing"),
        (DocumentKind.DELIVERY, PAPER, theirs, "invoice", "elsewhere"),
        (DocumentKind.OTHER, empty, None, "file", "empty"),
    ):
        with pytest.raises(InvalidField) as error:
            add_paper(book.office, client, kind, evidence, invoice_id=invoice)
        assert (error.value.data["field"], error.value.data["reason"]) == (field, reason)
    assert book.dump() == before


def test_official_forms_are_added_once_and_hold_for_every_case(book: Book) -> None:
    cases = []
    for name in ("Ann Ash", "Ben Birch"):
        client = book.client(name, debtor_type=DebtorType.CONSUMER)
        book.invoice(client, f"{name[:1]}1")
        cases.append(open_case(book.office, client).value.case_id)
    for kind in Enclosure:
        assert kind in case_view(book.office, cases[0]).missing_forms
        add_form(book.office, kind, Evidence(f"{kind}.pdf", "application/pdf", b"%PDF-1.7 a"))
    assert [_verdict(book, one, Check.FORMS) for one in cases] == [Verdict.DONE] * 2
    # A newer one takes the place of the older.
    newer = Evidence("new.pdf", "application/pdf", b"%PDF-1.7 b")
    add_form(book.office, Enclosure.REPLY_FORM, newer)
    assert [one.name for one in official_forms(book.office)] == [
        "information-sheet.pdf",
        "new.pdf",
        "financial-statement.pdf",
    ]
    remove_form(book.office, Enclosure.REPLY_FORM)
    assert case_view(book.office, cases[1]).missing_forms == (Enclosure.REPLY_FORM,)


def test_a_form_that_is_no_pdf_is_refused(book: Book) -> None:
    with pytest.raises(InvalidField) as error:
        add_form(book.office, Enclosure.REPLY_FORM, Evidence("form.docx", "x", b"PK"))
    assert error.value.data["reason"] == "not-a-pdf"
    assert official_forms(book.office) == ()
