"""Discounts for paying early in the book: granted with the payment, gone with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.disputes import Dispute, DisputeReason
from dunning_desktop.domain.errors import DiscountOutdated
from dunning_desktop.domain.invoice import DueItem, Invoice
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment, Share
from dunning_desktop.domain.terms import Terms
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.discounts import Taken, discounts_for
from dunning_desktop.usecases.disputes import open_dispute
from dunning_desktop.usecases.invoices import invoice_card, save_invoice
from dunning_desktop.usecases.payments import record_payment, remove_payment
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.settings import save_terms
from tests.helpers.books import HISTORY, Book
from tests.helpers.plans import agree

TERMS = Terms(discount_percent=Decimal(2), discount_days=10)


def _gbp(amount: str) -> Money:
    return Money.of(amount, "GBP")


def _fresh(book: Book, client: int, number: str, amount: str = "120.00") -> int:
    """Issued today: its discount runs for ten days."""
    today, total = book.clock.today(), _gbp(amount)
    due = today + timedelta(days=30)
    return save_invoice(
        book.office, Invoice(client, number, today, total, (DueItem(total, due, due),))
    ).value


def _pay(book: Book, client: int, amount: str, day: date | None = None) -> tuple[int, Taken]:
    received = day or book.clock.today()
    taken = discounts_for(book.office, client, _gbp(amount), received=received)
    payment = Payment(client, received, _gbp(amount))
    shares = taken.shares if taken.discounts else None
    made = record_payment(book.office, payment, shares, discounts=taken.discounts)
    return made.value, taken


@pytest.fixture
def client(book: Book) -> int:
    save_terms(book.office, TERMS)
    return book.client()


def test_it_is_credited_with_the_payment_and_nothing_is_chased(book: Book, client: int) -> None:
    invoice = _fresh(book, client, "A1")
    book.clock.later(days=10)
    _, taken = _pay(book, client, "117.60")
    assert (taken.in_time, str(taken.off)) == (True, "GBP 2.40")
    assert str(book.open(invoice)) == "GBP 0.00"
    card = invoice_card(book.office, invoice)
    assert [(str(money), how) for _, money, how in card.settlements] == [
        ("GBP 117.60", "bank"),
        ("GBP 2.40", "credit-note"),
    ]
    book.clock.later(days=60)
    assert propose(book.office).chases == ()
    event = next(
        one
        for one in client_card(book.office, client).events
        if one.code is AuditCode.DISCOUNT_TAKEN
    )
    assert (event.data["number"], event.data["minor"]) == ("A1", 240)


def test_taking_the_payment_back_takes_the_discount_back(book: Book, client: int) -> None:
    _fresh(book, client, "A1")
    before = book.dump(*HISTORY)
    payment, _ = _pay(book, client, "117.60")
    remove_payment(book.office, payment)
    assert book.dump(*HISTORY) == before


def test_too_late_it_is_only_offered(book: Book, client: int) -> None:
    _fresh(book, client, "A1")
    book.clock.later(days=11)
    taken = discounts_for(book.office, client, _gbp("117.60"), received=book.clock.today())
    assert (len(taken.discounts), taken.in_time) == (1, False)
    # The day the money came in decides, not the day it was recorded.
    then = book.clock.today() - timedelta(days=1)
    assert discounts_for(book.office, client, _gbp("117.60"), received=then).in_time


def test_the_client_s_own_terms_decide(book: Book, client: int) -> None:
    _fresh(book, client, "A1")
    known = client_card(book.office, client).client
    save_client(book.office, replace(known, terms=Terms()))
    paid, today = _gbp("117.60"), book.clock.today()
    assert discounts_for(book.office, client, paid, received=today) == Taken()


def test_none_on_what_is_paid_by_instalments_or_disputed(book: Book, client: int) -> None:
    one, two = _fresh(book, client, "A1"), _fresh(book, client, "A2", "60.00")
    agree(book, client, one)
    today = book.clock.today()
    assert not discounts_for(book.office, client, _gbp("117.60"), received=today).discounts
    assert discounts_for(book.office, client, _gbp("58.80"), received=today).discounts
    wanted = Dispute(
        client, book.item(two), today, DisputeReason.QUALITY, _gbp("5.00"), said="Scratched"
    )
    open_dispute(book.office, wanted)
    assert not discounts_for(book.office, client, _gbp("58.80"), received=today).discounts


def test_what_was_paid_meanwhile_is_refused_and_nothing_is_written(book: Book, client: int) -> None:
    _fresh(book, client, "A1")
    today, paid = book.clock.today(), _gbp("117.60")
    taken = discounts_for(book.office, client, paid, received=today)
    book.pay(client, "1.00")
    before = book.dump()
    with pytest.raises(DiscountOutdated):
        record_payment(
            book.office, Payment(client, today, paid), taken.shares, discounts=taken.discounts
        )
    assert book.dump() == before


def test_where_more_is_open_by_now_it_is_refused_too(book: Book, client: int) -> None:
    """A1 120.00, paid 60.00: 57.60 takes the discount; the 60.00 is taken back before it."""
    _fresh(book, client, "A1")
    today, paid = book.clock.today(), _gbp("57.60")
    first = record_payment(book.office, Payment(client, today, _gbp("60.00"))).value
    taken = discounts_for(book.office, client, paid, received=today)
    remove_payment(book.office, first)
    _refused(book, Payment(client, today, paid), taken.shares, taken)


@pytest.mark.parametrize("settles", [None, "1.00", "117.59", "120.00"])
def test_the_shares_must_be_what_it_pays(book: Book, client: int, settles: str | None) -> None:
    invoice, today = _fresh(book, client, "A1"), book.clock.today()
    taken = discounts_for(book.office, client, _gbp("117.60"), received=today)
    shares = () if settles is None else (Share(book.item(invoice), _gbp(settles)),)
    _refused(book, Payment(client, today, _gbp("120.00")), shares, taken)


def _refused(book: Book, payment: Payment, shares: tuple[Share, ...], taken: Taken) -> None:
    before = book.dump()
    with pytest.raises(DiscountOutdated):
        record_payment(book.office, payment, shares, discounts=taken.discounts)
    assert book.dump() == before


def test_each_has_a_number_of_its_own(book: Book, client: int) -> None:
    invoice = _fresh(book, client, "A1", "100.00")
    known = invoice_card(book.office, invoice).invoice
    half = _gbp("50.00")
    parts = tuple(replace(known.items[0], id=key, amount=half) for key in (known.items[0].id, 0))
    with book.office.write() as ledger:
        ledger.receivables.save_invoice(replace(known, items=parts))
    _pay(book, client, "49.00")
    _pay(book, client, "49.00")
    assert str(book.open(invoice)) == "GBP 0.00"
    with book.office.read() as ledger:
        numbers = {key for _, key in ledger.receivables.find_credit_notes([client])}
    assert numbers == {"discount a1", "discount a1 (2)"}


def test_an_older_invoice_in_full_and_a_newer_one_less_its_discount(
    book: Book, client: int
) -> None:
    old = book.invoice(client, "A0", late=10)
    new = _fresh(book, client, "A1")
    before = book.dump(*HISTORY)
    payment, taken = _pay(book, client, "217.60")
    assert [one.number for one in taken.granted] == ["A1"]
    assert taken.in_time
    assert (str(book.open(old)), str(book.open(new))) == ("GBP 0.00", "GBP 0.00")
    with book.office.read() as ledger:
        notes = ledger.receivables.find_credit_notes([client])
    assert [key for _client, key in notes] == ["discount a1"]
    remove_payment(book.office, payment)
    assert book.dump(*HISTORY) == before
