"""Terms in words from the book, what does not fit, and the acceptance that is kept as evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from dunning_desktop.domain.acceptance import Acceptance, AcceptedHow
from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.errors import InvalidField, NotFound
from dunning_desktop.domain.invoice import Invoice, InvoiceState
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.staging import due_items
from dunning_desktop.domain.terms import (
    Consequence,
    DueBasis,
    LateBasis,
    RatePer,
    Stage,
    Terms,
)
from dunning_desktop.domain.terms_check import Gap
from dunning_desktop.domain.terms_paper import Audience
from dunning_desktop.usecases.acceptance import (
    Evidence,
    accepted_by,
    evidence_of,
    record_acceptance,
    take_back_acceptance,
)
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.invoices import (
    invoice_card,
    invoice_page,
    invoice_totals,
    save_invoice,
)
from dunning_desktop.usecases.office import Touched
from dunning_desktop.usecases.rows import InvoiceFilter, ListQuery
from dunning_desktop.usecases.settings import business, save_particulars, save_terms
from dunning_desktop.usecases.terms import (
    Wanted,
    client_terms,
    credit_policy_pdf,
    terms_paper,
)
from tests.helpers.books import Book

FULL = Terms(
    net_days=0,
    due_basis=DueBasis.DAY_OF_MONTH,
    due_day=20,
    late_basis=LateBasis.CONTRACT,
    contract_rate=Decimal("1.25"),
    contract_per=RatePer.MONTH,
    stages=(Stage(Decimal("33.5"), 7), Stage(Decimal("66.5"), 30)),
    discount_percent=Decimal("2.5"),
    discount_days=10,
    consequences=frozenset({Consequence.COURT, Consequence.TITLE_KEPT}),
    reminder_fee=1200,
)
HALVES = Terms(stages=(Stage(Decimal(50), 0), Stage(Decimal(50), 30)))


def accepted(client_id: int, day: date = date(2026, 3, 2)) -> Acceptance:
    return Acceptance(client_id, day, AcceptedHow.SIGNED, note="Order 17")


def test_every_part_of_the_terms_is_kept(book: Book) -> None:
    save_terms(book.office, FULL)
    assert business(book.office).terms == FULL
    client_id = book.client()
    client = client_card(book.office, client_id).client
    save_client(book.office, replace(client, terms=FULL))
    assert client_card(book.office, client_id).client.terms == FULL
    save_client(book.office, replace(client, terms=None))
    assert client_card(book.office, client_id).client.terms is None


def test_terms_and_particulars_are_saved_apart(book: Book) -> None:
    before = business(book.office)
    save_terms(book.office, FULL)
    save_particulars(book.office, replace(before, name="Carter & Daughter"))
    now = business(book.office)
    assert (now.name, now.terms) == ("Carter & Daughter", FULL)


def test_the_texts_follow_what_is_typed_before_it_is_saved(book: Book) -> None:
    paper = terms_paper(book.office, Wanted(terms=Terms(net_days=14), language="de"))
    assert paper.texts.clause == "14 days"
    assert paper.facts.language == "de"
    assert business(book.office).terms.net_days == 30


def test_the_paper_is_for_those_who_are_in_the_book(book: Book) -> None:
    assert terms_paper(book.office, Wanted()).facts.audience is Audience.BUSINESSES
    book.client("Ann Archer", debtor_type=DebtorType.CONSUMER)
    assert terms_paper(book.office, Wanted()).facts.audience is Audience.CONSUMERS
    book.client("Acme Ltd")
    assert terms_paper(book.office, Wanted()).facts.audience is Audience.BOTH
    chosen = terms_paper(book.office, Wanted(audience=Audience.BUSINESSES))
    assert chosen.facts.audience is Audience.BUSINESSES


def test_a_client_s_paper_is_its_own(book: Book) -> None:
    client_id = book.client("Ann Archer", debtor_type=DebtorType.CONSUMER, terms=HALVES)
    paper = terms_paper(book.office, Wanted(client_id=client_id))
    assert (paper.facts.client, paper.facts.terms) == ("Ann Archer", HALVES)
    assert paper.facts.audience is Audience.CONSUMERS
    assert b"Ann Archer" in credit_policy_pdf(book.office, paper.facts)
    with pytest.raises(NotFound):
        terms_paper(book.office, Wanted(client_id=99))


def test_an_acceptance_closes_the_gap_for_a_client_and_in_all(book: Book) -> None:
    save_terms(book.office, Terms(reminder_fee=1200))
    first, second = book.client("Acme Ltd"), book.client("Bolt Ltd")
    (gap,) = terms_paper(book.office, Wanted()).findings
    assert (gap.gap, gap.data["missing"], gap.data["clients"]) == (Gap.FEE_NOT_AGREED, 2, 2)
    record_acceptance(book.office, accepted(first))
    (gap,) = terms_paper(book.office, Wanted()).findings
    assert gap.data["missing"] == 1
    assert client_terms(book.office, first).findings == ()
    assert [one.gap for one in client_terms(book.office, second).findings] == [
        Gap.FEE_NOT_AGREED
    ]
    record_acceptance(book.office, accepted(second))
    assert terms_paper(book.office, Wanted()).findings == ()


def test_a_client_with_terms_of_its_own_is_not_counted_among_the_others(book: Book) -> None:
    save_terms(book.office, Terms(reminder_fee=1200))
    client_id = book.client("Acme Ltd", terms=Terms())
    assert terms_paper(book.office, Wanted()).findings == ()
    found = client_terms(book.office, client_id)
    assert (found.own, found.findings) == (True, ())


def test_an_acceptance_is_kept_with_its_paper_and_leaves_a_line(book: Book) -> None:
    client_id = book.client()
    evidence = Evidence("signed.pdf", "application/pdf", b"%PDF signed")
    outcome = record_acceptance(book.office, accepted(client_id), evidence)
    (one,) = accepted_by(book.office, client_id)
    assert (one.acceptance.accepted_on, one.acceptance.note) == (date(2026, 3, 2), "Order 17")
    assert one.document is not None
    assert one.document.name == "signed.pdf"
    assert evidence_of(book.office, one.document.id) == b"%PDF signed"
    assert Touched.AGREEMENTS in outcome.touched
    assert client_card(book.office, client_id).events[0].code is AuditCode.TERMS_ACCEPTED


def test_an_acceptance_is_taken_back_and_brought_back(book: Book) -> None:
    client_id = book.client()
    key = record_acceptance(book.office, accepted(client_id)).value
    take_back_acceptance(book.office, key)
    assert accepted_by(book.office, client_id) == ()
    last = client_card(book.office, client_id).events[0]
    assert last.code is AuditCode.TERMS_ACCEPTANCE_TAKEN_BACK
    take_back_acceptance(book.office, key, withdrawn=False)
    assert len(accepted_by(book.office, client_id)) == 1


def test_an_acceptance_cannot_lie_ahead_nor_be_of_nobody(book: Book) -> None:
    with pytest.raises(InvalidField):
        record_acceptance(book.office, accepted(book.client(), date(2030, 1, 1)))
    with pytest.raises(NotFound):
        record_acceptance(book.office, accepted(99))


def invoice_in_halves(book: Book, *, late: int) -> int:
    """An invoice of 100.01 whose first half fell due so many days ago, the second a month later."""
    client_id = book.client()
    issued = date.fromordinal(book.clock.today().toordinal() - late)
    total = Money(10_001, "GBP")
    invoice = Invoice(client_id, "S-1", issued, total, due_items(HALVES, issued, total))
    return save_invoice(book.office, invoice).value


def test_an_invoice_whose_late_part_is_paid_is_not_overdue(book: Book) -> None:
    invoice_id = invoice_in_halves(book, late=10)
    overdue = ListQuery(filter=InvoiceFilter.OVERDUE)
    (row,) = invoice_page(book.office, overdue).rows
    assert (row.state, row.days_late) == (InvoiceState.OVERDUE, 10)
    assert invoice_totals(book.office, overdue).count == 1
    book.pay(row.client_id, "50.01")
    assert invoice_page(book.office, overdue).rows == ()
    assert invoice_totals(book.office, overdue).count == 0
    (row,) = invoice_page(book.office, ListQuery()).rows
    assert (row.state, row.days_late) == (InvoiceState.PARTLY_PAID, 0)
    assert invoice_card(book.office, invoice_id).state is InvoiceState.PARTLY_PAID


def test_an_invoice_whose_later_part_is_late_counts_from_there(book: Book) -> None:
    invoice_id = invoice_in_halves(book, late=40)
    client_id = invoice_card(book.office, invoice_id).client.id
    book.pay(client_id, "50.01")
    (row,) = invoice_page(book.office, ListQuery(filter=InvoiceFilter.OVERDUE)).rows
    assert (row.state, row.days_late, row.open) == (
        InvoiceState.OVERDUE,
        10,
        Money(5_000, "GBP"),
    )
