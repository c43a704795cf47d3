"""Disputes in the book: opened on all or a part, closed with an outcome, and taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.calls import CallOutcome
from dunning_desktop.domain.client import Contact
from dunning_desktop.domain.disputes import Dispute, DisputeOutcome, DisputeReason
from dunning_desktop.domain.errors import CannotUndo, InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.proposal import WhyNot, reasons
from dunning_desktop.usecases.acceptance import Evidence
from dunning_desktop.usecases.agreement_cards import agreements_of, agreements_on
from dunning_desktop.usecases.calls import record_call, take_back_call
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.disputes import (
    close_dispute,
    closing_view,
    dispute_view,
    open_dispute,
    reopen_dispute,
    take_back_dispute,
)
from dunning_desktop.usecases.invoices import cancel_invoice
from dunning_desktop.usecases.papers import document_of
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import Task, TaskRow
from tests.helpers.books import HISTORY, Book

FRIDAY = date(2026, 3, 20)
PHOTO = Evidence("tap.jpg", "image/jpeg", b"\xff\xd8 a dripping tap")


@pytest.fixture
def acme(book: Book) -> int:
    """A client with two late invoices of 100.00."""
    ann = Contact("Ann", email="ann@client.example", phone="0113 496 0000")
    client = book.client("Acme Ltd", contacts=(ann,))
    book.invoice(client, "A1", late=10)
    book.invoice(client, "A2", late=9)
    return client


def gbp(amount: str) -> Money:
    return Money.of(amount, "GBP")


def dispute(client: int, item_id: int = 1, amount: str = "", **more: object) -> Dispute:
    known = {"opened_on": FRIDAY, "reason": DisputeReason.QUALITY, "said": "The tap drips"}
    return Dispute(client, item_id, amount=gbp(amount) if amount else None, **{**known, **more})  # type: ignore[arg-type]


def chased(book: Book) -> set[int]:
    return {line.item_id for one in propose(book.office).chases for line in one.lines}


def task(book: Book) -> TaskRow | None:
    rows = today(book.office).tasks
    return next((one for one in rows if one.task is Task.DISPUTES_TO_ANSWER), None)


def test_all_of_an_invoice_is_left_alone_and_the_others_are_chased(book: Book, acme: int) -> None:
    open_dispute(book.office, dispute(acme))
    assert chased(book) == {2}
    reason = reasons(propose(book.office))[1]
    assert (reason.code, reason.detail, reason.until) == (WhyNot.BLOCKED, "dispute", None)
    book.clock.later(days=100)
    assert 1 not in chased(book)


def test_of_a_part_the_rest_stays_chased(book: Book, acme: int) -> None:
    open_dispute(book.office, dispute(acme, amount="30.00"))
    assert chased(book) == {1, 2}
    assert str(dispute_view(book.office, 1).open) == "GBP 70.00"


def test_the_whole_sum_as_a_part_is_the_whole(book: Book, acme: int) -> None:
    open_dispute(book.office, dispute(acme, amount="100.00"))
    (one,) = agreements_of(book.office, acme).disputes
    assert one.amount is None
    assert chased(book) == {2}


@pytest.mark.parametrize(
    ("wanted", "field", "reason"),
    [
        ({"amount": "100.01"}, "amount", "too-much"),
        ({"said": "  "}, "said", "empty"),
        ({"answer_by": FRIDAY - timedelta(days=1)}, "answer_by", "past"),
    ],
)
def test_what_is_no_dispute_is_refused(
    book: Book, acme: int, wanted: dict[str, object], field: str, reason: str
) -> None:
    before = book.dump()
    with pytest.raises(InvalidField) as caught:
        open_dispute(book.office, dispute(acme, **wanted))  # type: ignore[arg-type]
    assert caught.value.data == {"field": field, "reason": reason}
    assert book.dump() == before


def test_nothing_is_disputed_twice(book: Book, acme: int) -> None:
    open_dispute(book.office, dispute(acme, amount="60.00"))
    with pytest.raises(InvalidField) as caught:
        open_dispute(book.office, dispute(acme, amount="50.00"))
    assert caught.value.data["reason"] == "too-much"
    open_dispute(book.office, dispute(acme, amount="40.00"))
    with pytest.raises(InvalidField) as caught:
        open_dispute(book.office, dispute(acme, amount="1.00"))
    assert caught.value.data["reason"] == "already-disputed"


def test_their_photograph_is_kept_with_it(book: Book, acme: int) -> None:
    dispute_id = open_dispute(book.office, dispute(acme), evidence=PHOTO).value
    (paper,) = agreements_on(book.office, 1).documents
    assert (paper.name, paper.media_type, paper.dispute_id) == (
        "tap.jpg", "image/jpeg", dispute_id,
    )  # fmt: skip
    assert document_of(book.office, paper.id) == PHOTO.content
    assert agreements_on(book.office, 2).documents == ()


@pytest.mark.parametrize("outcome", DisputeOutcome)
def test_a_closed_one_is_chased_from_that_day_on(
    book: Book, acme: int, outcome: DisputeOutcome
) -> None:
    dispute_id = open_dispute(book.office, dispute(acme)).value
    book.clock.later(days=3)
    before = book.dump(*HISTORY)
    closed = close_dispute(book.office, dispute_id, outcome, note="Looked at it").value
    assert chased(book) == {1, 2}
    (one,) = agreements_of(book.office, acme).disputes
    assert (one.outcome, one.closed_on, one.note) == (
        outcome, book.clock.today(), "Looked at it",
    )  # fmt: skip
    with pytest.raises(CannotUndo):
        close_dispute(book.office, dispute_id, outcome)
    reopen_dispute(book.office, closed)
    assert book.dump(*HISTORY) == before
    assert chased(book) == {2}


def test_one_that_was_right_gets_a_credit_note_with_the_closing(book: Book, acme: int) -> None:
    dispute_id = open_dispute(book.office, dispute(acme, amount="30.00")).value
    assert str(closing_view(book.office, dispute_id).open) == "GBP 30.00"
    before = book.dump(*HISTORY)
    closed = close_dispute(
        book.office, dispute_id, DisputeOutcome.UPHELD, credit=gbp("30.00"), credit_number="CN-1"
    ).value
    assert str(book.open(1)) == "GBP 70.00"
    reopen_dispute(book.office, closed)
    assert book.dump(*HISTORY) == before


@pytest.mark.parametrize(
    ("credit", "number", "field"),
    [("100.01", "CN-1", "credit"), ("30.00", " ", "credit_number")],
)
def test_a_credit_note_that_cannot_be_leaves_the_dispute_open(
    book: Book, acme: int, credit: str, number: str, field: str
) -> None:
    dispute_id = open_dispute(book.office, dispute(acme)).value
    before = book.dump()
    with pytest.raises(InvalidField) as caught:
        close_dispute(
            book.office, dispute_id, DisputeOutcome.UPHELD,
            credit=gbp(credit), credit_number=number,
        )  # fmt: skip
    assert caught.value.data["field"] == field
    assert book.dump() == before


def test_two_credit_notes_do_not_have_one_number(book: Book, acme: int) -> None:
    first, second = (open_dispute(book.office, dispute(acme, key)).value for key in (1, 2))
    upheld = DisputeOutcome.UPHELD
    close_dispute(book.office, first, upheld, credit=gbp("10.00"), credit_number="CN-1")
    with pytest.raises(InvalidField) as caught:
        close_dispute(book.office, second, upheld, credit=gbp("10.00"), credit_number="cn-1")
    assert caught.value.data == {"field": "credit_number", "reason": "taken"}
    assert chased(book) == {1}


def test_one_opened_by_mistake_is_none(book: Book, acme: int) -> None:
    dispute_id = open_dispute(book.office, dispute(acme), evidence=PHOTO).value
    take_back_dispute(book.office, dispute_id)
    assert chased(book) == {1, 2}
    found = agreements_of(book.office, acme)
    assert found.disputes == ()
    assert [one.name for one in found.documents] == ["tap.jpg"]
    codes = [one.code for one in client_card(book.office, acme).events][:3]
    assert codes == [
        AuditCode.DISPUTE_TAKEN_BACK, AuditCode.DOCUMENT_ADDED, AuditCode.DISPUTE_OPENED,
    ]  # fmt: skip


def test_a_dispute_of_an_invoice_cancelled_since_can_still_be_looked_at(
    book: Book, acme: int
) -> None:
    open_dispute(book.office, dispute(acme))
    cancel_invoice(book.office, 1)
    found = agreements_of(book.office, acme)
    assert found.numbers == {1: "A1"}
    take_back_dispute(book.office, found.disputes[0].id)


# The clock


def test_today_reminds_of_an_answer_three_days_before_and_as_long_as_it_is_open(
    book: Book, acme: int
) -> None:
    answer = FRIDAY + timedelta(days=10)
    dispute_id = open_dispute(book.office, dispute(acme, answer_by=answer)).value
    assert task(book) is None
    book.clock.later(days=7)
    row = task(book)
    assert row is not None
    assert (row.count, row.until, row.client_ids) == (1, answer, (acme,))
    book.clock.later(days=30)
    assert task(book) is not None
    close_dispute(book.office, dispute_id, DisputeOutcome.REJECTED)
    assert task(book) is None


# Disputed on the telephone


def test_a_call_disputes_what_they_name_or_all_that_is_open(book: Book, acme: int) -> None:
    before = book.dump(*HISTORY, "phone_call", "dispute")
    call = record_call(book.office, acme, CallOutcome.DISPUTES, note="Not ordered").value
    found = agreements_of(book.office, acme).disputes
    assert sorted(one.item_id for one in found) == [1, 2]
    assert {(one.said, one.call_id) for one in found} == {("Not ordered", call)}
    assert chased(book) == set()
    take_back_call(book.office, call)
    assert agreements_of(book.office, acme).disputes == ()
    assert chased(book) == {1, 2}
    assert book.dump(*HISTORY, "phone_call", "dispute") == before


def test_a_call_about_everything_leaves_what_is_disputed_already(book: Book, acme: int) -> None:
    open_dispute(book.office, dispute(acme))
    record_call(book.office, acme, CallOutcome.DISPUTES, note="Not ordered")
    found = agreements_of(book.office, acme).disputes
    assert sorted((one.item_id, one.said) for one in found) == [
        (1, "The tap drips"), (2, "Not ordered"),
    ]  # fmt: skip
