"""Imports: a later file updates and never doubles; what the owner did is never overwritten."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dunning_desktop.domain.client import Address, Contact, DebtorType
from dunning_desktop.domain.errors import UnreadableFile
from dunning_desktop.domain.invoice import Invoice, InvoiceState
from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import LateBasis
from dunning_desktop.usecases.clients import client_card, client_page, save_client
from dunning_desktop.usecases.debtors import guess_debtor
from dunning_desktop.usecases.drafts import DraftKind, Field, InvoiceDraft, Question
from dunning_desktop.usecases.imports import ImportOptions, commit
from dunning_desktop.usecases.invoices import (
    cancel_invoice,
    invoice_card,
    invoice_page,
    save_invoice,
)
from dunning_desktop.usecases.late_terms import set_late_terms
from dunning_desktop.usecases.payments import payments_of
from dunning_desktop.usecases.rows import ListQuery
from tests.helpers.books import HISTORY, STREET, Book
from tests.helpers.drafted import DUE, ISSUED, bring_in, drafted, row


def _facts(book: Book) -> dict[str, tuple[str, str, InvoiceState]]:
    """Total, open and state of each invoice."""
    return {
        one.number: (str(one.total.amount), str(one.open.amount), one.state)
        for one in invoice_page(book.office, ListQuery()).rows
    }


def _invoice(book: Book, number: str) -> Invoice:
    (found,) = [x for x in invoice_page(book.office, ListQuery()).rows if x.number == number]
    return invoice_card(book.office, found.id).invoice


def test_the_first_file_fills_the_book(book: Book) -> None:
    done = bring_in(
        book,
        row("A1", total="100.00", open="40.00", email="pay@acme.example"),
        row("A2", due=None, currency="EUR"),
        row("B1", "Bolt", address=STREET),
    )
    assert (done.clients, done.added, done.settled, done.conflicts) == (2, 3, 0, ())
    assert _facts(book) == {
        "A1": ("100.00", "40.00", InvoiceState.OVERDUE),
        "A2": ("100.00", "100.00", InvoiceState.OVERDUE),
        "B1": ("100.00", "100.00", InvoiceState.OVERDUE),
    }
    acme, bolt = client_page(book.office, ListQuery()).rows
    assert (acme.debtor_type, acme.debtor_confirmed) == (DebtorType.COMPANY, True)
    assert (bolt.debtor_type, bolt.debtor_confirmed) == (DebtorType.CONSUMER, False)
    # No due day in the file: the business's own thirty days.
    assert _invoice(book, "A2").items[0].due == ISSUED + timedelta(days=30)
    # What was paid before the first import bears no interest: it counts from the invoice's day.
    (paid,) = payments_of(book.office, acme.id)
    assert (paid.received, paid.method, paid.unallocated.minor) == (ISSUED, "import", 0)


def test_the_owner_says_what_unclear_clients_are(book: Book) -> None:
    bring_in(book, row("B1", "Bolt"), options=ImportOptions(DebtorType.SOLE_TRADER))
    (bolt,) = client_page(book.office, ListQuery()).rows
    assert (bolt.debtor_type, bolt.debtor_confirmed) == (DebtorType.SOLE_TRADER, True)


FILE = (
    row("A1", total="100.00", open="40.00", email="pay@acme.example"),
    row("a2", due=None),
    row("A1", "Bolt", currency="EUR"),
    row("C1", "Bolt", credit=True, total="30.00", open="25.00"),
    row("A3", open="0.00"),
    row("A4", void=True),
    row("Z1", "Nobody", open="0.00"),
)


def test_the_same_file_again_changes_nothing(book: Book) -> None:
    bring_in(book, *FILE)
    before = book.dump(*HISTORY)
    again = bring_in(book, *FILE)
    assert book.dump(*HISTORY) == before
    assert (again.clients, again.added, again.updated, again.settled) == (0, 0, 0, 0)
    assert (again.unchanged, again.credit_notes, again.conflicts) == (4, 0, ())
    assert {one.name for one in client_page(book.office, ListQuery()).rows} == {"Acme Ltd", "Bolt"}


def test_names_and_numbers_match_without_case_and_spaces(book: Book) -> None:
    bring_in(book, row("INV  1", "Acme Ltd"))
    again = bring_in(book, row("inv 1", "ACME  LTD", open="10.00"))
    assert (again.clients, again.added, again.settled) == (0, 0, 1)


def test_one_invoice_named_twice_in_a_file_is_taken_once(book: Book) -> None:
    """A reader merges what is spelt alike; spaces it may let pass."""
    done = bring_in(book, row("INV 1"), row("INV  1", open="10.00"))
    assert (done.added, done.conflicts) == (1, ("INV  1",))
    again = bring_in(book, row("INV 1", open="60.00"), row("INV  1", open="10.00"))
    assert (again.settled, again.conflicts) == (1, ("INV  1",))
    assert _facts(book)["INV 1"][1] == "60.00"
    notes = bring_in(book, row("C 1", credit=True), row("C  1", credit=True))
    assert notes.credit_notes == 1


def test_the_same_number_of_two_clients_is_two_invoices(book: Book) -> None:
    done = bring_in(book, row("1", "Acme Ltd"), row("1", "Bolt Ltd"))
    assert (done.added, done.conflicts) == (2, ())
    again = bring_in(book, row("1", "Bolt Ltd", open="0.00"))
    assert again.settled == 1
    left = invoice_page(book.office, ListQuery()).rows
    assert {one.client: one.open.minor for one in left} == {"Acme Ltd": 10_000, "Bolt Ltd": 0}


def test_paid_more_since(book: Book) -> None:
    bring_in(book, row("A1", open="80.00"))
    book.clock.later(days=3)
    done = bring_in(book, row("A1", open="30.00"))
    assert (done.settled, done.updated, done.unchanged) == (1, 0, 1)
    assert _facts(book)["A1"][1] == "30.00"
    (acme,) = client_page(book.office, ListQuery()).rows
    paid = [(one.received, one.amount.minor) for one in payments_of(book.office, acme.id)]
    assert paid == [(book.clock.today(), 5000), (ISSUED, 2000)]
    bring_in(book, row("A1", open="0.00"))
    assert _facts(book)["A1"][2] is InvoiceState.PAID


def test_the_due_day_moved_in_the_file(book: Book) -> None:
    bring_in(book, row("A1"))
    moved = DUE + timedelta(days=20)
    done = bring_in(book, row("A1", due=moved, reference="PO 7"))
    assert (done.updated, done.unchanged) == (1, 0)
    item = _invoice(book, "A1").items[0]
    assert (item.due, item.original_due) == (moved, moved)
    assert _invoice(book, "A1").reference == "PO 7"
    # A file that names no due day and no reference takes nothing away.
    assert bring_in(book, row("A1", due=None)).unchanged == 1


def test_a_due_day_the_owner_extended_stays(book: Book) -> None:
    bring_in(book, row("A1"))
    known = _invoice(book, "A1")
    longer = DUE + timedelta(days=30)
    with book.office.write() as ledger:
        item = replace(known.items[0], due=longer)
        ledger.receivables.save_invoice(replace(known, items=(item,)))
    assert bring_in(book, row("A1", due=DUE + timedelta(days=5))).unchanged == 1
    item = _invoice(book, "A1").items[0]
    assert (item.due, item.original_due) == (longer, DUE)


def test_late_payment_terms_of_its_own_do_not_stop_a_correction(book: Book) -> None:
    bring_in(book, row("A1", total="100.00"))
    late = LateTerms(LateBasis.NONE)
    set_late_terms(book.office, _invoice(book, "A1").id, late)
    done = bring_in(book, row("A1", total="120.00", open="120.00"))
    assert (done.updated, done.conflicts) == (1, ())
    corrected = _invoice(book, "A1")
    assert (str(corrected.total), corrected.late) == ("GBP 120.00", late)


def test_what_the_owner_corrected_stays(book: Book) -> None:
    """He mended the due day and the total by hand; the file still has the old ones."""
    bring_in(book, row("A1"))
    known, money = _invoice(book, "A1"), Money.of("120", "GBP")
    day = DUE + timedelta(days=2)
    item = replace(known.items[0], due=day, original_due=day)
    save_invoice(book.office, replace(known, items=(item,)))
    assert bring_in(book, row("A1")).unchanged == 1
    assert _invoice(book, "A1").items[0].due == day
    item = replace(item, amount=money)
    save_invoice(book.office, replace(known, total=money, items=(item,)))
    assert bring_in(book, row("A1")).conflicts == ("A1",)
    assert _facts(book)["A1"][0] == "120.00"


def test_a_total_is_corrected_while_nothing_hangs_on_it(book: Book) -> None:
    bring_in(book, row("A1"))
    done = bring_in(book, row("A1", total="150.00", open="120.00"))
    assert (done.updated, done.settled, done.conflicts) == (1, 1, ())
    assert _facts(book)["A1"][:2] == ("150.00", "120.00")


@pytest.mark.parametrize("worked_on", ["paid", "reminded", "held"])
def test_a_total_that_was_worked_on_is_a_conflict(book: Book, worked_on: str) -> None:
    bring_in(book, row("A1", email="pay@acme.example"))
    (acme,) = client_page(book.office, ListQuery()).rows
    if worked_on == "paid":
        book.pay(acme.id, "10.00")
    elif worked_on == "reminded":
        book.issue()
    else:
        from dunning_desktop.usecases.blocks import hold

        hold(book.office, acme.id, item_id=book.item(_invoice(book, "A1").id))
    before = book.dump(*HISTORY)
    done = bring_in(book, row("A1", total="150.00", due=date(2026, 4, 1)))
    assert (done.conflicts, done.updated, done.settled) == (("A1",), 0, 0)
    assert book.dump(*HISTORY) == before


def test_the_book_has_more_payments_than_the_file(book: Book) -> None:
    """The owner recorded 60; the file knows of none. Nothing of the invoice is touched."""
    bring_in(book, row("A1"))
    (acme,) = client_page(book.office, ListQuery()).rows
    book.pay(acme.id, "60.00")
    before = book.dump(*HISTORY)
    done = bring_in(book, row("A1", due=DUE + timedelta(days=9), reference="new"))
    assert (done.conflicts, done.updated) == (("A1",), 0)
    assert book.dump(*HISTORY) == before
    # Once the file knows of it too, they agree.
    assert bring_in(book, row("A1", open="40.00")).conflicts == ()
    assert _facts(book)["A1"][1] == "40.00"


def test_a_file_of_open_amounts_only_settles_and_keeps_the_total(book: Book) -> None:
    bring_in(book, row("A1", email="pay@acme.example", stated=False))
    book.issue()
    done = bring_in(book, row("A1", total="60.00", stated=False))
    assert (done.conflicts, done.settled) == ((), 1)
    assert _facts(book)["A1"][:2] == ("100.00", "60.00")
    # More open than the book has in all cannot be told from a mistake once it was reminded of.
    assert bring_in(book, row("A1", total="130.00", stated=False)).conflicts == ("A1",)


def test_another_currency_is_a_conflict(book: Book) -> None:
    bring_in(book, row("A1"))
    assert bring_in(book, row("A1", currency="EUR")).conflicts == ("A1",)
    assert _invoice(book, "A1").total == Money(10_000, "GBP")


def test_void_in_the_file_cancels_and_what_the_owner_cancelled_stays(book: Book) -> None:
    bring_in(book, row("A1"), row("A2"))
    assert bring_in(book, row("A1", void=True, open="0.00")).updated == 1
    assert _facts(book)["A1"][1:] == ("0.00", InvoiceState.CANCELLED)
    assert bring_in(book, row("A1", void=True, open="0.00")).unchanged == 1
    cancel_invoice(book.office, _invoice(book, "A2").id)
    assert bring_in(book, row("A2", open="10.00")).unchanged == 1
    assert _facts(book)["A2"][2] is InvoiceState.CANCELLED


def test_money_on_a_cancelled_invoice_is_the_clients_credit(book: Book) -> None:
    bring_in(book, row("A1", open="40.00"))
    (acme,) = client_page(book.office, ListQuery()).rows
    assert client_card(book.office, acme.id).credit == ()
    bring_in(book, row("A1", void=True, open="0.00"))
    assert client_card(book.office, acme.id).credit == (Money(6000, "GBP"),)
    (paid,) = payments_of(book.office, acme.id)
    assert paid.unallocated == Money(6000, "GBP")
    cancel_invoice(book.office, _invoice(book, "A1").id, cancelled=False)
    assert client_card(book.office, acme.id).credit == ()
    assert _facts(book)["A1"][1] == "40.00"


def test_what_is_no_longer_listed_is_named(book: Book) -> None:
    bring_in(book, row("A1"), row("A2"), row("A3"))
    other = drafted([row("B1", "Bolt Ltd")], profile="sage")
    commit(book.office, other)
    done = bring_in(book, row("A2", open="10.00"), open_only=True)
    assert done.missing == ("A1", "A3")
    assert bring_in(book, row("A2", open="10.00")).missing == ()
    assert _facts(book)["A1"][1] == "100.00"


def test_known_clients_are_completed_never_overwritten(book: Book) -> None:
    acme = book.client("Acme Ltd", address=Address(), contacts=(Contact("Ann", phone="1"),))
    bring_in(book, row("A1", email="new@acme.example", address=STREET))
    client = client_card(book.office, acme).client
    assert client.address == STREET
    assert [(one.name, one.email) for one in client.contacts] == [
        ("Ann", ""),
        ("", "new@acme.example"),
    ]
    other = Address(("9 Other Road",), "York")
    bring_in(book, row("A1", email="other@acme.example", address=other))
    assert client_card(book.office, acme).client == client


def test_an_archived_client_is_known_too(book: Book) -> None:
    acme = book.client("Acme Ltd")
    save_client(book.office, replace(client_card(book.office, acme).client, archived=True))
    assert bring_in(book, row("A1")).clients == 0


def test_credit_notes_become_credit(book: Book) -> None:
    done = bring_in(
        book,
        row("A1"),
        row("C1", credit=True, total="80.00", open="30.00"),
        row("C2", credit=True, total="5.00", currency="EUR"),
        row("C3", credit=True, open="0.00"),
        row("C4", credit=True, void=True),
    )
    assert done.credit_notes == 2
    (acme,) = client_page(book.office, ListQuery()).rows
    assert client_card(book.office, acme.id).credit == (Money(500, "EUR"), Money(3000, "GBP"))
    # A note and an invoice may share a number.
    assert bring_in(book, row("C1")).added == 1


@pytest.mark.parametrize(
    "later",
    [
        row("C1", credit=True, total="80.00", open="10.00"),
        row("C1", credit=True, total="80.00", open="0.00"),
        row("C1", credit=True, total="80.00", void=True),
    ],
)
def test_a_credit_note_used_elsewhere_is_named(book: Book, later: InvoiceDraft) -> None:
    """The book cannot tell what it settled; it must not go on counting it in silence."""
    first = row("C1", credit=True, total="80.00", open="30.00")
    bring_in(book, first)
    assert bring_in(book, first).conflicts == ()
    assert bring_in(book, later).conflicts == ("C1",)


def test_nothing_is_committed_while_something_is_asked(book: Book) -> None:
    before = book.dump()
    asked = drafted([row("A1")], questions=[Question("date-order", Field.DUE, ("a", "b"))])
    with pytest.raises(UnreadableFile):
        commit(book.office, asked)
    assert book.dump() == before


def test_what_the_book_exports_it_can_take_back(book: Book) -> None:
    """Drafts made from the book's own rows are the identity."""
    bring_in(book, *FILE)
    (acme, bolt) = client_page(book.office, ListQuery()).rows
    book.pay(acme.id, "33.33")
    book.pay(bolt.id, "1.00", currency="EUR")
    before = book.dump(*HISTORY)
    done = bring_in(book, *_export(book))
    assert book.dump(*HISTORY) == before
    assert (done.added, done.updated, done.settled, done.conflicts) == (0, 0, 0, ())


def _export(book: Book) -> list[InvoiceDraft]:
    rows = invoice_page(book.office, ListQuery()).rows
    return [
        replace(
            row(one.number, one.client, due=one.due, issued=one.issued),
            kind=DraftKind.INVOICE,
            total=one.total,
            open=one.open,
        )
        for one in rows
    ]


@pytest.mark.parametrize(
    ("name", "debtor", "sure"),
    [
        ("Acme Ltd", DebtorType.COMPANY, True),
        ("Acme Limited (UK)", DebtorType.COMPANY, True),
        ("Smith & Jones LLP", DebtorType.COMPANY, True),
        ("Bau GmbH", DebtorType.COMPANY, True),
        ("Leeds City Council", DebtorType.PUBLIC_AUTHORITY, False),
        ("John Smith", DebtorType.CONSUMER, False),
        ("Ltd Edition Prints", DebtorType.CONSUMER, False),
    ],
)
def test_a_name_shows_only_what_leaves_no_doubt(name: str, debtor: DebtorType, sure: bool) -> None:
    assert guess_debtor(name) == (debtor, sure)
