"""Payments, corrections, cancelling and holds, on a real book."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import (
    AllocationTooLarge,
    DuplicateNumber,
    InvalidField,
    NotFound,
)
from dunning_desktop.domain.invoice import Invoice, InvoiceState
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Share
from dunning_desktop.domain.proposal import WhyNot
from dunning_desktop.usecases.blocks import end_block, end_holds, hold, hold_again
from dunning_desktop.usecases.clients import archive_client, client_card, client_page
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.invoices import (
    cancel_invoice,
    invoice_card,
    invoice_page,
    save_invoice,
)
from dunning_desktop.usecases.outbox import letters_to_post, mark_posted
from dunning_desktop.usecases.payments import (
    open_items,
    payments_of,
    remove_payment,
)
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.rows import ListQuery
from dunning_desktop.usecases.sharing import suggest_shares
from tests.helpers.books import Book, open_book


def test_a_payment_settles_the_oldest_and_leaves_credit(book: Book) -> None:
    acme = book.client()
    young, old = book.invoice(acme, "A1", late=1), book.invoice(acme, "A2", late=9)
    euros = book.invoice(acme, "A3", late=99, currency="EUR")
    payment = book.pay(acme, "150.00")
    assert [str(book.open(x)) for x in (young, old, euros)] == [
        "GBP 50.00",
        "GBP 0.00",
        "EUR 100.00",
    ]
    book.pay(acme, "80.00")
    card = client_card(book.office, acme)
    assert (card.credit, card.balance) == ((Money(3000, "GBP"),), (Money(10_000, "EUR"),))
    remove_payment(book.office, payment)
    assert str(book.open(old)) == "GBP 100.00"
    codes = [one.code for one in client_card(book.office, acme).events][:3]
    assert codes == [
        AuditCode.PAYMENT_REMOVED,
        AuditCode.PAYMENT_RECORDED,
        AuditCode.PAYMENT_RECORDED,
    ]


def test_the_invoice_that_is_named_comes_first(book: Book) -> None:
    acme = book.client()
    young, old = book.invoice(acme, "A1", late=1), book.invoice(acme, "A2", late=9)
    shares = suggest_shares(book.office, acme, Money.of("130", "GBP"), invoice_id=young)
    assert [(one.item_id, one.amount.minor) for one in shares] == [
        (book.item(young), 10_000),
        (book.item(old), 3000),
    ]
    (oldest,) = suggest_shares(book.office, acme, Money.of("30", "GBP"))
    assert oldest.item_id == book.item(old)


def test_shares_that_do_not_fit_leave_nothing(book: Book) -> None:
    acme, bolt = book.client(), book.client("Bolt Ltd")
    mine, others = book.invoice(acme, "A1"), book.invoice(bolt, "B1")
    gone = book.invoice(acme, "A2")
    cancel_invoice(book.office, gone)
    before = book.dump()
    for item, minor in ((mine, 10_001), (others, 1), (gone, 1), (mine, 5001)):
        with pytest.raises(AllocationTooLarge):
            book.pay(acme, "50.00", shares=[Share(book.item(item), Money(minor, "GBP"))])
    with pytest.raises(NotFound):
        remove_payment(book.office, 99)
    assert book.dump() == before


def test_a_paid_invoice_can_be_corrected_but_not_below_what_was_paid(book: Book) -> None:
    acme, bolt = book.client(), book.client("Bolt Ltd")
    key = book.invoice(acme, "A1")
    book.pay(acme, "60.00")
    known = invoice_card(book.office, key).invoice

    def of(amount: str, currency: str = "GBP") -> Invoice:
        total = Money.of(amount, currency)
        return replace(known, total=total, items=(replace(known.items[0], amount=total),))

    save_invoice(book.office, of("60"))
    assert invoice_card(book.office, key).state is InvoiceState.PAID
    before = book.dump()
    with pytest.raises(AllocationTooLarge):
        save_invoice(book.office, of("59.99"))
    for changed in (replace(known, client_id=bolt), of("100", "EUR")):
        with pytest.raises(InvalidField):
            save_invoice(book.office, changed)
    fresh = replace(known.items[0], id=0)
    with pytest.raises(InvalidField):
        save_invoice(book.office, replace(known, items=(fresh,)))
    with pytest.raises(NotFound):
        save_invoice(book.office, replace(known, id=99))
    assert book.dump() == before


def test_an_untouched_invoice_can_be_anything(book: Book) -> None:
    acme, bolt = book.client(), book.client("Bolt Ltd")
    known = invoice_card(book.office, book.invoice(acme, "A1")).invoice
    euros = Money(500, "EUR")
    item = replace(known.items[0], amount=euros)
    changed = replace(known, client_id=bolt, total=euros, items=(item,), number="B9")
    save_invoice(book.office, changed)
    (row,) = invoice_page(book.office, ListQuery()).rows
    assert (row.client, row.number, row.open) == ("Bolt Ltd", "B9", euros)
    assert [one.due for one in open_items(book.office, bolt)] == [item.due]


def test_a_client_has_a_number_once_whatever_its_case(book: Book) -> None:
    acme, bolt = book.client(), book.client("Bolt Ltd")
    book.invoice(acme, "inv 1")
    before = book.dump()
    with pytest.raises(DuplicateNumber):
        book.invoice(acme, "INV  1")
    assert book.dump() == before
    book.invoice(bolt, "INV 1")


def test_a_cancelled_invoice_gives_its_money_back(book: Book) -> None:
    acme = book.client()
    key = book.invoice(acme, "A1")
    book.invoice(acme, "A2", amount="30.00", late=20)
    book.pay(acme, "60.00")
    cancel_invoice(book.office, key)
    card = invoice_card(book.office, key)
    assert (card.open, card.state) == (Money.zero("GBP"), InvoiceState.CANCELLED)
    assert client_card(book.office, acme).credit == (Money(3000, "GBP"),)
    cancel_invoice(book.office, key, cancelled=False)
    assert client_card(book.office, acme).credit == ()
    assert book.open(key) == Money(7000, "GBP")


def test_a_hold_counts_for_the_list_and_the_planner(book: Book) -> None:
    acme = book.client()
    key = book.invoice(acme, "A1", late=10)
    hold(book.office, acme, until=book.clock.today() + timedelta(days=2), reason="on holiday")
    (blocked,) = propose(book.office).rest
    assert (blocked.code, blocked.detail) == (WhyNot.BLOCKED, "hold")
    assert blocked.until == book.clock.today() + timedelta(days=3)
    assert client_page(book.office, ListQuery()).rows[0].blocked is not None
    assert invoice_card(book.office, key).waiting == blocked
    holding = client_card(book.office, acme).holds
    ended = end_holds(book.office, acme).value
    assert ended == holding
    assert end_holds(book.office, acme).value == ()
    assert client_page(book.office, ListQuery()).rows[0].blocked is None
    assert client_card(book.office, acme).holds == ()
    assert len(propose(book.office).chases) == 1
    hold_again(book.office, acme, ended)
    assert propose(book.office).rest == (blocked,)
    with pytest.raises(NotFound):
        hold(book.office, 99)


def test_taking_back_one_hold_leaves_the_other(book: Book) -> None:
    acme = book.client()
    book.invoice(acme, "A1", late=10)
    today = book.clock.today()
    hold(book.office, acme, until=today + timedelta(days=2), reason="on holiday")
    longer = hold(book.office, acme, until=today + timedelta(days=9), reason="by mistake").value
    assert propose(book.office).rest[0].until == today + timedelta(days=10)
    end_block(book.office, acme, block_id=longer)
    assert propose(book.office).rest[0].until == today + timedelta(days=3)


def test_an_archived_client_keeps_its_history(book: Book) -> None:
    acme = book.client()
    book.invoice(acme, "A1")
    archive_client(book.office, acme)
    assert client_page(book.office, ListQuery()).rows == ()
    assert [one.id for one in client_page(book.office, ListQuery(archived=True)).rows] == [acme]
    assert [one.code for one in propose(book.office).rest] == [WhyNot.ARCHIVED]
    archive_client(book.office, acme, archived=False)
    assert len(propose(book.office).chases) == 1


def _law(book: Book, clients: list[int]) -> None:
    """Open + allocated = total; and all money is allocated or credit."""
    for one in invoice_page(book.office, ListQuery()).rows:
        card = invoice_card(book.office, one.id)
        paid = sum(amount.minor for _, amount, _ in card.settlements)
        assert book.open(one.id).minor + paid == one.total.minor
        assert book.open(one.id).minor >= 0
    for client in clients:
        credit: dict[str, int] = {}
        for payment in payments_of(book.office, client):
            assert 0 <= payment.unallocated.minor <= payment.amount.minor
            if payment.unallocated:
                code = payment.unallocated.currency
                credit[code] = credit.get(code, 0) + payment.unallocated.minor
        said = client_card(book.office, client).credit
        assert {one.currency: one.minor for one in said} == credit


def _step(book: Book, random: Random, clients: list[int], invoices: list[int]) -> None:
    client = random.choice(clients)
    match random.choice(["invoice", "pay", "pay", "unpay", "cancel", "correct"]):
        case "invoice":
            currency = random.choice(["GBP", "GBP", "EUR"])
            amount = str(random.randint(1, 300))
            number = f"N{len(invoices)}"
            late = random.randint(-9, 60)
            key = book.invoice(client, number, late=late, amount=amount, currency=currency)
            invoices.append(key)
        case "pay":
            book.pay(client, str(random.randint(1, 400)), currency=random.choice(["GBP", "EUR"]))
        case "unpay":
            payments = payments_of(book.office, client)
            if payments:
                remove_payment(book.office, random.choice(payments).id)
        case "cancel" if invoices:
            cancel_invoice(book.office, random.choice(invoices), cancelled=random.random() < 0.5)
        case "correct" if invoices:
            known = invoice_card(book.office, random.choice(invoices)).invoice
            total = Money(random.randint(1, 30_000), known.total.currency)
            item = replace(known.items[0], amount=total)
            try:
                save_invoice(book.office, replace(known, total=total, items=(item,)))
            except AllocationTooLarge:
                assert total < known.total


@given(st.integers(0, 2**32), st.integers(1, 14))
@settings(max_examples=8)
def test_open_and_allocated_are_always_the_total(seed: int, steps: int) -> None:
    random = Random(seed)
    with tempfile.TemporaryDirectory() as folder, open_book(Path(folder)) as book:
        clients = [book.client("Acme Ltd"), book.client("Bolt Ltd")]
        invoices = [book.invoice(clients[0], "N0"), book.invoice(clients[1], "N1")]
        for _ in range(steps):
            _step(book, random, clients, invoices)
        _law(book, clients)


@given(st.integers(0, 2**32))
@settings(max_examples=6)
def test_right_after_an_issue_nothing_is_proposed(seed: int) -> None:
    random = Random(seed)
    with tempfile.TemporaryDirectory() as folder, open_book(Path(folder)) as book:
        clients = [book.client("Acme Ltd"), book.client("Bolt Ltd", contacts=())]
        for number in range(random.randint(1, 8)):
            book.invoice(random.choice(clients), f"N{number}", late=random.randint(-5, 90))
        for _ in range(3):
            before = {one.item_id for one in propose(book.office).rest}
            chases = propose(book.office).chases
            lines = {line.item_id for chase in chases for line in chase.lines}
            book.issue()
            again = propose(book.office)
            assert again.chases == ()
            assert {one.item_id for one in again.rest} == before | lines
            book.clock.later(days=random.randint(1, 20))
            deliver(book.office)
            mark_posted(book.office, [one.id for one in letters_to_post(book.office)])
