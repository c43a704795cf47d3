"""Discounts for paying early that a file tells of: it leaves just them open."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from dunning_desktop.domain.disputes import Dispute, DisputeReason
from dunning_desktop.domain.errors import BatchInUse
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment
from dunning_desktop.domain.terms import Terms
from dunning_desktop.usecases.discounts import discounts_for
from dunning_desktop.usecases.disputes import open_dispute
from dunning_desktop.usecases.drafts import InvoiceDraft
from dunning_desktop.usecases.imports import batches, undo
from dunning_desktop.usecases.invoices import invoice_card, invoice_page
from dunning_desktop.usecases.payments import record_payment, remove_payment
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.rows import ListQuery
from dunning_desktop.usecases.settings import save_terms
from tests.helpers.books import HISTORY, Book
from tests.helpers.drafted import bring_in, row

TERMS = Terms(discount_percent=Decimal(2), discount_days=10)


@pytest.fixture(autouse=True)
def terms(book: Book) -> None:
    save_terms(book.office, TERMS)


def _row(book: Book, left: str | None = None, *, number: str = "A1", age: int = 0) -> InvoiceDraft:
    """120.00 issued so many days ago: 2.40 is its discount."""
    issued = book.clock.today() - timedelta(days=age)
    due = issued + timedelta(days=30)
    return row(number, total="120.00", open=left, issued=issued, due=due)


def _known(book: Book, number: str = "A1") -> tuple[int, str]:
    """The invoice's id and what is open on it."""
    (found,) = [x for x in invoice_page(book.office, ListQuery()).rows if x.number == number]
    return found.id, str(found.open.amount)


def test_what_is_left_is_credited_and_nobody_is_chased_for_it(book: Book) -> None:
    bring_in(book, _row(book))
    book.clock.later(days=9)
    done = bring_in(book, _row(book, "2.40", age=9))
    assert (done.settled, done.discounts, done.conflicts) == (1, 1, ())
    key, left = _known(book)
    assert left == "0.00"
    assert [(str(money), how) for _, money, how in invoice_card(book.office, key).settlements] == [
        ("GBP 117.60", "import"),
        ("GBP 2.40", "credit-note"),
    ]
    book.clock.later(days=60)
    assert propose(book.office).chases == ()


@pytest.mark.parametrize("left", ["2.40", "0.00"])
def test_the_next_file_agrees_whether_it_booked_the_discount_or_not(book: Book, left: str) -> None:
    bring_in(book, _row(book))
    bring_in(book, _row(book, "2.40"))
    book.clock.later(days=20)
    done = bring_in(book, _row(book, left, age=20))
    assert (done.unchanged, done.settled, done.discounts, done.conflicts) == (1, 0, 0, ())
    assert _known(book)[1] == "0.00"


def test_one_granted_by_hand_is_no_conflict(book: Book) -> None:
    bring_in(book, _row(book))
    client = invoice_page(book.office, ListQuery()).rows[0].client_id
    paid, today = Money.of("117.60", "GBP"), book.clock.today()
    taken = discounts_for(book.office, client, paid, received=today)
    record_payment(
        book.office, Payment(client, today, paid), taken.shares, discounts=taken.discounts
    )
    assert bring_in(book, _row(book, "2.40")).conflicts == ()
    assert bring_in(book, _row(book, "1.40")).conflicts == ("A1",)


def test_the_first_file_may_leave_it_open_too(book: Book) -> None:
    done = bring_in(book, _row(book, "2.40", age=40), _row(book, "2.50", number="A2", age=40))
    assert (done.added, done.discounts) == (2, 1)
    assert (_known(book)[1], _known(book, "A2")[1]) == ("0.00", "2.50")


@pytest.mark.parametrize(("age", "granted"), [(10, 1), (11, 0)])
def test_it_is_granted_while_the_money_may_have_come_in_time(
    book: Book, age: int, granted: int
) -> None:
    """The file before decides: open on the last day, it may have been paid that day."""
    bring_in(book, _row(book))
    book.clock.later(days=age)
    bring_in(book, _row(book, age=age))
    book.clock.later(days=5)
    done = bring_in(book, _row(book, "2.40", age=age + 5))
    assert (done.settled, done.discounts) == (1, granted)
    assert _known(book)[1] == ("0.00" if granted else "2.40")


def test_paid_in_parts_the_rest_is_the_whole_discount(book: Book) -> None:
    bring_in(book, _row(book, "60.00"))
    assert bring_in(book, _row(book, "2.40")).discounts == 1


def test_none_on_what_is_disputed(book: Book) -> None:
    bring_in(book, _row(book))
    (known,) = invoice_page(book.office, ListQuery()).rows
    wanted = Dispute(
        known.client_id,
        book.item(known.id),
        book.clock.today(),
        DisputeReason.QUALITY,
        Money.of("2.40", "GBP"),
        said="Scratched",
    )
    open_dispute(book.office, wanted)
    assert bring_in(book, _row(book, "2.40")).discounts == 0
    assert _known(book)[1] == "2.40"


def test_it_is_taken_back_with_its_import(book: Book) -> None:
    empty = book.dump(*HISTORY)
    first = bring_in(book, _row(book), _row(book, "2.40", number="A2"))
    assert first.discounts == 1
    filled = book.dump(*HISTORY)
    later = bring_in(book, _row(book, "2.40"))
    undo(book.office, later.batch_id)
    assert book.dump(*HISTORY) == filled
    undo(book.office, first.batch_id)
    assert book.dump(*HISTORY) == empty
    assert batches(book.office)[0].summary["discounts"] == 1


def test_a_discount_granted_since_by_hand_is_built_on_it(book: Book) -> None:
    first = bring_in(book, _row(book))
    client = invoice_page(book.office, ListQuery()).rows[0].client_id
    paid, today = Money.of("117.60", "GBP"), book.clock.today()
    taken = discounts_for(book.office, client, paid, received=today)
    made = record_payment(
        book.office, Payment(client, today, paid), taken.shares, discounts=taken.discounts
    )
    with pytest.raises(BatchInUse):
        undo(book.office, first.batch_id)
    # Taken back, the diary still tells of both.
    remove_payment(book.office, made.value)
    with pytest.raises(BatchInUse):
        undo(book.office, first.batch_id)
