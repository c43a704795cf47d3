"""Taking an import back: whole, exactly, and only while nothing was built on it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from dunning_desktop.domain.client import Address, Contact
from dunning_desktop.domain.errors import BatchInUse, NotFound
from dunning_desktop.domain.invoice import DueItem, Invoice
from dunning_desktop.domain.money import Money
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.clients import client_card, client_page, save_client
from dunning_desktop.usecases.imports import batches, undo
from dunning_desktop.usecases.invoices import (
    cancel_invoice,
    invoice_card,
    invoice_page,
    save_invoice,
)
from dunning_desktop.usecases.issue import undo as undo_issue
from dunning_desktop.usecases.rows import ListQuery
from tests.helpers.books import HISTORY, STREET, Book
from tests.helpers.drafted import DUE, bring_in, row

FIRST = (
    row("A1", total="100.00", open="80.00"),
    row("A2"),
    row("A3"),
    row("B1", "Bolt Ltd", currency="EUR"),
)
# Paid more, moved, another total, void, new ones, a credit note, an address for a known client.
LATER = (
    row("A1", open="30.00", email="pay@acme.example", address=STREET),
    row("A2", due=DUE + timedelta(days=9), total="140.00", open="120.00", reference="PO"),
    row("A3", void=True, open="0.00"),
    row("B1", "Bolt Ltd", currency="EUR", open="0.00"),
    row("B2", "Bolt Ltd", open="10.00"),
    row("N1", "New Ltd"),
    row("C1", credit=True, total="5.00"),
)


def _number(book: Book, number: str) -> int:
    (found,) = [x.id for x in invoice_page(book.office, ListQuery()).rows if x.number == number]
    return found


def test_an_import_is_taken_back_exactly(book: Book) -> None:
    empty = book.dump(*HISTORY)
    first = bring_in(book, *FIRST)
    filled = book.dump(*HISTORY)
    later = bring_in(book, *LATER)
    assert (later.added, later.updated, later.settled, later.credit_notes) == (2, 2, 3, 1)
    assert book.dump(*HISTORY) != filled
    undo(book.office, later.batch_id)
    assert book.dump(*HISTORY) == filled
    undo(book.office, first.batch_id)
    assert book.dump(*HISTORY) == empty
    assert [one.undone_at is not None for one in batches(book.office)] == [True, True]
    # And it can be brought in again.
    bring_in(book, *FIRST)
    assert bring_in(book, *LATER).added == 2


def test_not_twice(book: Book) -> None:
    done = bring_in(book, *FIRST)
    undo(book.office, done.batch_id)
    before = book.dump()
    with pytest.raises(BatchInUse):
        undo(book.office, done.batch_id)
    with pytest.raises(NotFound):
        undo(book.office, 99)
    assert book.dump() == before


def _paid(book: Book) -> None:
    (acme, _) = client_page(book.office, ListQuery()).rows
    book.pay(acme.id, "1.00")


def _reminded(book: Book) -> None:
    book.issue()


def _reminded_and_taken_back(book: Book) -> None:
    undo_issue(book.office, book.issue().run)


def _held(book: Book) -> None:
    (acme, _) = client_page(book.office, ListQuery()).rows
    hold(book.office, acme.id, item_id=book.item(_number(book, "A1")))


def _corrected(book: Book) -> None:
    known = invoice_card(book.office, _number(book, "A1")).invoice
    save_invoice(book.office, replace(known, reference="by hand"))


def _cancelled(book: Book) -> None:
    cancel_invoice(book.office, _number(book, "A1"))


def _later_file(book: Book) -> None:
    bring_in(book, row("A1", open="70.00"))


@pytest.mark.parametrize(
    "since",
    [_paid, _reminded, _reminded_and_taken_back, _held, _corrected, _cancelled, _later_file],
)
def test_what_was_built_on_stays(book: Book, since: Callable[[Book], None]) -> None:
    rows = [replace(x, client=replace(x.client, email="a@b.example")) for x in FIRST]
    done = bring_in(book, *rows)
    since(book)
    before = book.dump()
    with pytest.raises(BatchInUse) as caught:
        undo(book.office, done.batch_id)
    assert caught.value.data["number"] == "A1"
    assert book.dump() == before


def test_an_update_that_was_worked_on_stays(book: Book) -> None:
    """The second file raised the total to 140; then 130 were paid: it cannot be 100 again."""
    bring_in(book, row("A2"))
    later = bring_in(book, row("A2", total="140.00"))
    (acme,) = client_page(book.office, ListQuery()).rows
    book.pay(acme.id, "130.00")
    before = book.dump()
    with pytest.raises(BatchInUse):
        undo(book.office, later.batch_id)
    assert book.dump() == before


def test_a_due_day_the_owner_moved_since_is_not_moved_back(book: Book) -> None:
    bring_in(book, row("A2"))
    later = bring_in(book, row("A2", reference="PO 7"))
    known = invoice_card(book.office, _number(book, "A2")).invoice
    with book.office.write() as ledger:
        item = replace(known.items[0], due=DUE + timedelta(days=30))
        ledger.receivables.save_invoice(replace(known, items=(item,)))
    before = book.dump()
    with pytest.raises(BatchInUse):
        undo(book.office, later.batch_id)
    assert book.dump() == before


def test_a_payment_from_the_file_is_taken_back_under_a_reminder(book: Book) -> None:
    """Only what the batch changed counts: the reminder is of an older file's invoice."""
    bring_in(book, row("A1", email="a@b.example"))
    later = bring_in(book, row("A1", open="30.00"))
    book.issue()
    undo(book.office, later.batch_id)
    assert book.open(_number(book, "A1")) == Money(10_000, "GBP")


def test_an_older_batch_is_taken_back_after_the_newer(book: Book) -> None:
    bring_in(book, row("A1"))
    second = bring_in(book, row("A1", due=DUE + timedelta(days=5)))
    third = bring_in(book, row("A1", due=DUE + timedelta(days=9)))
    with pytest.raises(BatchInUse):
        undo(book.office, second.batch_id)
    undo(book.office, third.batch_id)
    undo(book.office, second.batch_id)
    assert invoice_card(book.office, _number(book, "A1")).invoice.items[0].due == DUE


def test_a_batch_whose_invoice_is_gone_is_still_taken_back(book: Book) -> None:
    first = bring_in(book, row("A1"))
    second = bring_in(book, row("A1", due=DUE + timedelta(days=5)), row("A2"))
    undo(book.office, first.batch_id)
    undo(book.office, second.batch_id)
    assert invoice_page(book.office, ListQuery()).rows == ()


def test_clients_that_were_used_since_stay(book: Book) -> None:
    done = bring_in(book, row("A1"), row("B1", "Bolt Ltd"), row("C1", "Cole Ltd"))
    acme, bolt, cole = client_page(book.office, ListQuery()).rows
    # Paid in advance, held, and one with an invoice typed by hand.
    book.pay(acme.id, "5.00", shares=())
    hold(book.office, bolt.id)
    total = Money.of("1", "GBP")
    typed = Invoice(cole.id, "H1", DUE, total, (DueItem(total, DUE, DUE),))
    save_invoice(book.office, typed)
    undo(book.office, done.batch_id)
    assert [one.name for one in client_page(book.office, ListQuery()).rows] == [
        "Acme Ltd",
        "Bolt Ltd",
        "Cole Ltd",
    ]
    assert [one.number for one in invoice_page(book.office, ListQuery()).rows] == ["H1"]


def test_what_the_owner_filled_in_since_stays(book: Book) -> None:
    acme = book.client("Acme Ltd", address=Address(), contacts=())
    done = bring_in(book, row("A1", email="file@acme.example", address=STREET))
    client = client_card(book.office, acme).client
    mended = replace(client, contacts=(Contact("Bea", email="bea@acme.example"),))
    save_client(book.office, mended)
    undo(book.office, done.batch_id)
    now = client_card(book.office, acme).client
    assert (now.address, [one.email for one in now.contacts]) == (STREET, ["bea@acme.example"])
