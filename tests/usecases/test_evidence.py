"""What an evidence file gathers from a book: all that belongs, nothing that must not be seen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.calls import CallOutcome
from dunning_desktop.domain.cases import CaseStep, StepKind
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.disputes import DisputeOutcome
from dunning_desktop.domain.errors import NotFound
from dunning_desktop.domain.evidence import EvidenceFacts, ExhibitKind, Happened
from dunning_desktop.domain.promises import Promise
from dunning_desktop.letters.evidence_content import dossier_of
from dunning_desktop.usecases.acceptance import Evidence
from dunning_desktop.usecases.agreement_ports import DocumentKind
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.calls import record_call
from dunning_desktop.usecases.case_papers import add_paper
from dunning_desktop.usecases.cases import open_case, take_step
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.disputes import close_dispute
from dunning_desktop.usecases.evidence import evidence, evidence_choices, evidence_pdf
from dunning_desktop.usecases.offers import make_offer
from dunning_desktop.usecases.outbox import mark_posted, mark_printed, outbox
from dunning_desktop.usecases.promises import make_promise
from tests.helpers.books import Book
from tests.helpers.plans import agree
from tests.usecases.test_offers import an_offer, disputed, pounds

PDF = b"%PDF-1.4 a paper"


def _paper(
    book: Book, client: int, kind: DocumentKind, name: str, *, invoice: int | None = None
) -> int:
    paper = Evidence(name, "application/pdf", PDF + name.encode())
    return add_paper(book.office, client, kind, paper, invoice_id=invoice).value.document_id


def _sent(book: Book) -> None:
    """Everything that is proposed goes out by e-mail, and the letters are posted."""
    book.issue()
    book.clock.later(minutes=5)
    deliver(book.office)
    letters = [one.id for one in outbox(book.office).letters]
    mark_printed(book.office, letters)
    mark_posted(book.office, letters)


def _told(facts: EvidenceFacts) -> list[str]:
    dossier = dossier_of(facts)
    return [dossier.told(one) for one in facts.events]


def test_papers_stand_in_the_order_a_reader_wants_and_only_those_of_the_case(book: Book) -> None:
    client = book.client()
    mine, other = book.invoice(client, "A1", late=40), book.invoice(client, "A2", late=30)
    _paper(book, client, DocumentKind.OTHER, "note.pdf")
    _paper(book, client, DocumentKind.DELIVERY, "slip.pdf", invoice=mine)
    _paper(book, client, DocumentKind.INVOICE, "a2.pdf", invoice=other)
    _paper(book, client, DocumentKind.INVOICE, "a1.pdf", invoice=mine)
    _paper(book, client, DocumentKind.CONTRACT, "contract.pdf")
    elsewhere = book.client("Other Ltd")
    _paper(book, elsewhere, DocumentKind.CONTRACT, "theirs.pdf")
    case = open_case(book.office, client, [book.item(mine)]).value.case_id
    facts = evidence(book.office, case)
    assert [(one.number, one.name, one.kind) for one in facts.exhibits] == [
        (1, "contract.pdf", ExhibitKind.CONTRACT),
        (2, "a1.pdf", ExhibitKind.INVOICE),
        (3, "slip.pdf", ExhibitKind.DELIVERY),
        (4, "note.pdf", ExhibitKind.OTHER),
    ]
    assert facts.exhibits[1].content == PDF + b"a1.pdf"
    assert facts.exhibits[1].invoice == "A1"
    assert facts.events[0].exhibit == 2


def test_what_was_said_without_prejudice_is_in_no_part_of_it(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=40)
    make_offer(book.office, an_offer(book, client, "60.00", said="Sixty and we forget it"))
    case = open_case(book.office, client).value.case_id
    facts = evidence(book.office, case)
    assert (facts.exhibits, facts.left_out) == ((), 0)
    assert "60" not in " ".join(_told(facts))
    del invoice


def test_reminders_are_there_exactly_as_they_left_with_how_and_when(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=40)
    lone = book.invoice(book.client("Other Ltd"), "B1", late=40)
    _sent(book)
    case = open_case(book.office, client).value.case_id
    facts = evidence(book.office, case)
    found = [one for one in facts.exhibits if one.kind is ExhibitKind.REMINDER]
    assert found
    with book.office.read() as ledger:
        for one in found:
            assert one.sending is not None
            kind, key = one.key.split("-")
            if kind == "message":
                assert one.content == ledger.post.message(int(key)).frozen.raw
                assert one.sending.recipient == "ann@client.example"
            else:
                assert one.content == ledger.post.letter(int(key)).pdf
                assert one.sending.recipient == ""
    assert facts.exhibits[0].day == book.clock.today()
    told = _told(facts)
    assert any(one.startswith("Sent by e-mail to ann@client.example: ") for one in told)
    del invoice, lone


def test_what_waits_or_was_taken_back_is_no_evidence(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=40)
    book.issue()
    case = open_case(book.office, client).value.case_id
    assert evidence_choices(book.office, case) == ()


def test_what_is_left_out_is_counted_and_a_key_that_is_none_is_refused(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=40)
    key = _paper(book, client, DocumentKind.CONTRACT, "contract.pdf")
    _paper(book, client, DocumentKind.OTHER, "my solicitor.pdf")
    case = open_case(book.office, client).value.case_id
    choices = evidence_choices(book.office, case)
    assert [(one.name, one.content) for one in choices] == [
        ("contract.pdf", b""),
        ("my solicitor.pdf", b""),
    ]
    facts = evidence(book.office, case, leave_out=[f"document-{key}"])
    assert ([one.name for one in facts.exhibits], facts.left_out) == (["my solicitor.pdf"], 1)
    with pytest.raises(NotFound):
        evidence(book.office, case, leave_out=["document-9999"])


def test_the_chronology_tells_what_happened_in_its_order(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=40, amount="500.00")
    today = book.clock.today()
    book.pay(client, "100.00", back=3)
    key = disputed(book, client, invoice, "50.00")
    close_dispute(book.office, key, DisputeOutcome.REJECTED, note="It was fine")
    book.clock.later(days=1)
    promised = Promise(client, book.clock.today(), today + timedelta(days=4), pounds("400.00"))
    make_promise(book.office, promised)
    record_call(book.office, client, CallOutcome.OTHER, note="Wants to think")
    book.clock.later(days=10)
    case = open_case(book.office, client).value.case_id
    take_step(
        book.office, case, CaseStep(StepKind.NOT_WAITING, book.clock.today(), reason="Moving away")
    )
    told = _told(evidence(book.office, case))
    assert told == [
        "Invoice A1 over £500.00 issued.",
        "Last day for payment of invoice A1 as first agreed.",
        "Payment of £100.00 received on invoice A1.",
        "The debtor disputed £50.00 of invoice A1: quality.",
        "The dispute about invoice A1 ended: the creditor did not accept it.",
        "Telephone call with the debtor: spoken with.",
        "The debtor promised, by telephone, to pay £400.00 by 24 March 2026.",
        "The promise to pay £400.00 by 24 March 2026 was not kept.",
        "The debt was taken further; ordinary reminders ended.",
        "The creditor did not wait any longer: Moving away",
    ]


def test_instalments_and_a_breathing_space_are_told(book: Book) -> None:
    client = book.client(debtor_type=DebtorType.SOLE_TRADER)
    invoice = book.invoice(client, "A1", late=40, amount="600.00")
    agree(book, client, invoice)
    book.clock.later(days=70)
    start = book.clock.today()
    hold(
        book.office,
        client,
        until=start + timedelta(days=5),
        kind=BlockKind.BREATHING_SPACE,
    )
    hold(book.office, client, kind=BlockKind.VULNERABLE, reason="Illness")
    book.clock.later(days=8)
    case = open_case(book.office, client).value.case_id
    told = " ".join(_told(evidence(book.office, case)))
    assert "in 3 instalments offered to the debtor" in told
    assert "all of the rest is owed again" in told
    assert "entered a breathing space, until" in told
    # Somebody's health is nobody's business but ours.
    assert "Illness" not in told
    assert "vulnerable" not in told.lower()


def test_notes_of_calls_can_be_kept_back(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=40)
    record_call(book.office, client, CallOutcome.OTHER, note="She is angry")
    case = open_case(book.office, client).value.case_id
    assert [one.note for one in evidence(book.office, case).calls] == ["She is angry"]
    assert [one.note for one in evidence(book.office, case, with_notes=False).calls] == [""]


def test_every_kind_of_event_has_words() -> None:
    from dunning_desktop.letters.texts import texts_for

    words = texts_for("en-GB").evidence["events"]
    for one in Happened:
        assert any(name == one.value or name.startswith(f"{one.value}-") for name in words), one


def test_it_is_made_by_the_press_with_its_progress(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=40)
    case = open_case(book.office, client).value.case_id
    facts = evidence(book.office, case)
    assert evidence_pdf(book.office, facts) == b"True 0"
    assert evidence_pdf(book.office, facts, progress=lambda _done, _of: False) == b"False 0"
