"""The charges ledger: claimed, paid, given up with a reason, and never killed by a payment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.charges import Charge, ChargeKind, ChargeState
from dunning_desktop.domain.claims import Claim
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.errors import CannotUndo, DunningError, InvalidField, NotFound
from dunning_desktop.domain.interest import Segment
from dunning_desktop.domain.invoice import DueItem, Invoice
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import LateBasis, RatePer, Terms
from dunning_desktop.usecases.charges import (
    add_charge,
    claim_charges,
    remove_charge,
    restore_charges,
    waive,
)
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.invoices import cancel_invoice, invoice_card, save_invoice
from dunning_desktop.usecases.issue import undo
from dunning_desktop.usecases.owed import client_owed, client_statement, item_statement
from dunning_desktop.usecases.payments import payable, remove_payment
from dunning_desktop.usecases.settings import business, save_business
from dunning_desktop.usecases.sharing import effects
from tests.helpers.books import Book

ON_TOP = (ChargeKind.INTEREST, ChargeKind.COMPENSATION)


def _claim(book: Book, invoice_id: int) -> Claim:
    return invoice_card(book.office, invoice_id).owed[0].claim


def _open(book: Book, invoice_id: int) -> dict[str, str]:
    claim = _claim(book, invoice_id)
    found = {kind.value: claim.open(kind) for kind in ChargeKind}
    return {kind: str(money.amount) for kind, money in found.items() if money}


def _ledger(book: Book, invoice_id: int) -> list[Charge]:
    return list(invoice_card(book.office, invoice_id).charges)


@pytest.fixture
def late(book: Book) -> int:
    """£10,000 that fell due 50 days ago: £160.96 interest at 11.75 %, £100 compensation."""
    return book.invoice(book.client(), "A1", late=50, amount="10000.00")


def test_interest_and_compensation_are_owed_before_anybody_claims_them(
    book: Book, late: int
) -> None:
    assert _open(book, late) == {"interest": "160.96", "compensation": "100.00"}
    assert _ledger(book, late) == []
    owed = client_owed(book.office, 1)
    (sums,) = owed.sums
    assert [str(one.amount) for one in (sums.principal, sums.interest, sums.compensation)] == [
        "10000.00", "160.96", "100.00",
    ]  # fmt: skip
    assert (str(sums.total), str(sums.daily)) == ("GBP 10260.96", "GBP 3.22")
    assert owed.claimable == ()


def test_paying_the_invoice_does_not_kill_what_is_on_top(book: Book, late: int) -> None:
    book.pay(1, "10000.00")
    assert str(book.open(late)) == "GBP 0.00"
    assert _open(book, late) == {"interest": "160.96", "compensation": "100.00"}
    owed = client_owed(book.office, 1)
    # Nobody asked for it: it stands apart, and the balance is nothing.
    assert (owed.items, owed.sums) == ((), ())
    assert [one.item.number for one in owed.claimable] == ["A1"]
    assert client_card(book.office, 1).balance == ()
    assert claim_charges(book.office, [book.item(late)]).value == 2
    owed = client_owed(book.office, 1)
    assert (owed.claimable, str(owed.sums[0].total)) == ((), "GBP 260.96")
    # Claiming again adds nothing, not even later: interest stopped with the payment.
    book.clock.later(days=30)
    assert claim_charges(book.office, [book.item(late)]).value == 0
    assert _open(book, late) == {"interest": "160.96", "compensation": "100.00"}


def test_paid_in_time_leaves_nothing_to_claim(book: Book) -> None:
    invoice = book.invoice(book.client(), "A1", late=10)
    book.pay(1, "100.00", back=10)
    assert client_owed(book.office, 1).claimable == ()
    assert claim_charges(book.office, [book.item(invoice)]).value == 0


def test_what_is_given_up_is_not_asked_for_again(book: Book, late: int) -> None:
    waived = waive(book.office, book.item(late), ON_TOP, reason="good client").value
    assert _open(book, late) == {}
    assert [(one.kind, one.state, one.reason, one.author) for one in _ledger(book, late)] == [
        (ChargeKind.INTEREST, ChargeState.WAIVED, "good client", "Sam Carter"),
        (ChargeKind.COMPENSATION, ChargeState.WAIVED, "good client", "Sam Carter"),
    ]
    # Interest goes on from tomorrow, compensation does not come back.
    book.clock.later(days=10)
    assert _open(book, late) == {"interest": "32.19"}
    restore_charges(book.office, waived)
    assert _open(book, late) == {"interest": "193.15", "compensation": "100.00"}
    with pytest.raises(CannotUndo):
        restore_charges(book.office, waived)
    codes = [one.code for one in client_card(book.office, 1).events]
    assert codes.count(AuditCode.CHARGE_WAIVED) == 2
    assert codes.count(AuditCode.CHARGE_RESTORED) == 2


def test_a_reminder_demands_what_is_left_after_waivers_and_payments(book: Book) -> None:
    invoice = book.invoice(book.client(), "A1", late=29, amount="10000.00")
    for _ in range(2):
        book.issue()
        book.clock.later(days=30)
        deliver(book.office)
    waive(book.office, book.item(invoice), [ChargeKind.COMPENSATION], reason="settled by phone")
    before = _open(book, invoice)
    (prepared,) = book.choices()
    (line,) = prepared.prepared.chase.lines
    assert set(before) == {"interest"}
    assert line.claimed == Money.of(before["interest"], "GBP")
    assert line.demanded == line.open + line.claimed


def test_of_a_part_paid_charge_only_the_rest_is_given_up(book: Book, late: int) -> None:
    item = book.item(late)
    claim_charges(book.office, [item])
    payment = book.pay(1, "10030.00")
    waived = waive(book.office, item, ON_TOP, reason="good client").value
    assert _open(book, late) == {}
    # The payment bounced: what it had paid of the interest is owed again, and no more.
    remove_payment(book.office, payment)
    assert _open(book, late) == {"interest": "30.00"}
    restore_charges(book.office, waived)
    assert _open(book, late) == {"interest": "160.96", "compensation": "100.00"}


def test_a_fixed_sum_in_another_currency_can_be_given_up(book: Book) -> None:
    client = book.client(jurisdiction="PL", currency="PLN")
    invoice = book.invoice(client, "A1", late=50, amount="8000.00", currency="PLN")
    item = book.item(invoice)
    assert claim_charges(book.office, [item]).value == 1
    assert _open(book, invoice) == {"interest": "153.42", "compensation": "70.00"}
    waived = waive(book.office, item, [ChargeKind.COMPENSATION], reason="too little").value
    assert _open(book, invoice) == {"interest": "153.42"}
    restore_charges(book.office, waived)
    # Payments pass over what is in another currency.
    book.pay(client, "8253.42", currency="PLN")
    assert _open(book, invoice) == {"compensation": "70.00"}
    assert client_card(book.office, client).credit == (Money.of("100", "PLN"),)


def test_a_reminder_taken_back_leaves_of_its_charges_what_was_paid(book: Book) -> None:
    invoice = book.invoice(book.client(), "A1", late=29, amount="10000.00")
    for _ in range(2):
        book.issue()
        book.clock.later(days=30)
        deliver(book.office)
    run = book.issue().run
    claimed = _open(book, invoice)
    payment = book.pay(1, "10020.00")
    undo(book.office, run)
    assert [(str(one.amount), one.state) for one in _ledger(book, invoice)] == [
        ("GBP 20.00", ChargeState.PAID)
    ]
    # The rest was never asked for: it stands apart again.
    assert client_owed(book.office, 1).sums == ()
    assert len(client_owed(book.office, 1).claimable) == 1
    remove_payment(book.office, payment)
    assert not [one for one in _ledger(book, invoice) if one.state is ChargeState.OPEN]
    assert _open(book, invoice) == claimed


def test_only_one_reason_is_needed_but_one_is(book: Book, late: int) -> None:
    item = book.item(late)
    for kinds, reason, field in (
        (ON_TOP, "  ", "reason"),
        ([ChargeKind.COSTS], "x", "kind"),
        ([], "x", "kind"),
    ):
        with pytest.raises(InvalidField) as error:
            waive(book.office, item, kinds, reason=reason)
        assert error.value.data["field"] == field
    assert _ledger(book, late) == []


def test_of_the_costs_only_what_is_above_the_fixed_sum_is_claimed(book: Book, late: int) -> None:
    item = book.item(late)
    first = add_charge(
        book.office, item, ChargeKind.COSTS, Money.of("80", "GBP"), note="tracing agent"
    ).value
    assert _open(book, late) == {"interest": "160.96", "compensation": "100.00"}
    add_charge(book.office, item, ChargeKind.COSTS, Money.of("170", "GBP"), note="solicitor")
    assert _open(book, late)["costs"] == "150.00"
    (sums,) = client_owed(book.office, 1).sums
    assert str(sums.total) == "GBP 10410.96"
    remove_charge(book.office, first)
    assert _open(book, late)["costs"] == "70.00"
    assert [one.note for one in _ledger(book, late)] == ["solicitor"]


def test_costs_paid_first_leave_nothing_of_the_fixed_sum(book: Book, late: int) -> None:
    """Costs stand in the ledger in full; no more is settled of them than is above the sum."""
    add_charge(
        book.office, book.item(late), ChargeKind.COSTS, Money.of("170", "GBP"), note="agency"
    )
    costs_first = effects(book.office, 1, Money.of("430.96", "GBP"))[-1]
    payment = book.pay(1, "430.96", shares=costs_first.shares)
    assert _open(book, late) == {}
    assert str(book.open(late)) == "GBP 9900.00"
    book.pay(1, "9900.00")
    assert payable(book.office, 1).items == ()
    remove_payment(book.office, payment)
    assert _open(book, late) == {"interest": "160.96", "compensation": "100.00", "costs": "70.00"}


def test_who_pays_what_is_owed_today_owes_nothing(book: Book, late: int) -> None:
    """Interest claimed to today is too much once an earlier payment is recorded."""
    claim_charges(book.office, [book.item(late)])
    book.pay(1, "4000.00", back=30)
    total = client_owed(book.office, 1).sums[0].total
    book.pay(1, str(total.amount))
    assert (client_owed(book.office, 1).sums, _open(book, late)) == ((), {})
    assert client_card(book.office, 1).credit == ()


def test_what_is_no_longer_owed_takes_no_payment(book: Book, late: int) -> None:
    claim_charges(book.office, [book.item(late)])
    known = client_card(book.office, 1).client
    save_client(book.office, replace(known, debtor_type=DebtorType.CONSUMER))
    assert _open(book, late) == {}
    book.pay(1, "10100.00")
    assert client_card(book.office, 1).credit == (Money.of("100", "GBP"),)


def test_an_agreed_fee_is_owed_as_it_is(book: Book, late: int) -> None:
    fee = add_charge(
        book.office, book.item(late), ChargeKind.FEE, Money.of("12", "GBP"), note="terms, 7"
    ).value
    assert _open(book, late)["fee"] == "12.00"
    book.pay(1, "10000.00")
    # What was claimed is settled by what the invoice leaves over.
    book.pay(1, "12.00")
    assert "fee" not in _open(book, late)
    with pytest.raises(CannotUndo):
        remove_charge(book.office, fee)


@pytest.mark.parametrize(
    ("kind", "amount", "note", "field"),
    [
        (ChargeKind.INTEREST, "5", "x", "kind"),
        (ChargeKind.COMPENSATION, "5", "x", "kind"),
        (ChargeKind.FEE, "5", " ", "note"),
        (ChargeKind.FEE, "0", "x", "amount"),
        (ChargeKind.COSTS, "-5", "x", "amount"),
    ],
)
def test_what_cannot_be_entered_changes_nothing(
    book: Book, late: int, kind: ChargeKind, amount: str, note: str, field: str
) -> None:
    before = book.dump()
    with pytest.raises(InvalidField) as error:
        add_charge(book.office, book.item(late), kind, Money.of(amount, "GBP"), note=note)
    assert error.value.data["field"] == field
    with pytest.raises(DunningError):
        add_charge(book.office, book.item(late), ChargeKind.FEE, Money.of("5", "EUR"), note="x")
    with pytest.raises(NotFound):
        add_charge(book.office, 999, ChargeKind.FEE, Money.of("5", "GBP"), note="x")
    assert book.dump() == before


def test_a_consumer_owes_nothing_on_top_whatever_is_entered_as_cost(book: Book) -> None:
    client = book.client(debtor_type=DebtorType.CONSUMER)
    invoice = book.invoice(client, "A1", late=50)
    add_charge(
        book.office, book.item(invoice), ChargeKind.COSTS, Money.of("50", "GBP"), note="letter"
    )
    assert _open(book, invoice) == {}


def test_a_cancelled_invoice_owes_nothing_and_gives_the_money_back(book: Book, late: int) -> None:
    claim_charges(book.office, [book.item(late)])
    book.pay(1, "10260.96")
    assert client_card(book.office, 1).credit == ()
    cancel_invoice(book.office, late)
    assert client_owed(book.office, 1).sums == ()
    assert client_card(book.office, 1).credit == (Money.of("10260.96", "GBP"),)
    cancel_invoice(book.office, late, cancelled=False)
    assert client_card(book.office, 1).credit == ()


def test_a_payment_taken_back_takes_its_own_interest_with_it(book: Book) -> None:
    client = book.client(jurisdiction="DE", currency="EUR")
    invoice = book.invoice(client, "A1", late=30, amount="4000.00", currency="EUR")
    costs_first = effects(book.office, client, Money.of("1000", "EUR"))[-1]
    payment = book.pay(client, "1000.00", currency="EUR", shares=costs_first.shares)
    assert [one.state for one in _ledger(book, invoice)] == [ChargeState.PAID, ChargeState.PAID]
    assert _open(book, invoice) == {}
    remove_payment(book.office, payment)
    assert _ledger(book, invoice) == []
    assert set(_open(book, invoice)) == {"interest", "compensation"}


# Days, deposits, terms


def _special(book: Book, **fields: object) -> int:
    due = book.clock.today() - timedelta(days=50)
    total = Money.of("10000", "GBP")
    made = Invoice(
        client_id=book.client(),
        number="A1",
        issued=due - timedelta(days=30),
        total=total,
        items=(DueItem(total, due, due),),
    )
    return save_invoice(book.office, replace(made, **fields)).value  # type: ignore[arg-type]


def test_a_deposit_bears_nothing_before_the_work_is_done(book: Book) -> None:
    invoice = _special(book, advance=True)
    assert _open(book, invoice) == {}
    today = book.clock.today()
    known = invoice_card(book.office, invoice).invoice
    save_invoice(book.office, replace(known, performed=today - timedelta(days=10)))
    assert _open(book, invoice) == {"interest": "32.19", "compensation": "100.00"}


def test_a_public_body_has_thirty_days_from_the_day_it_got_the_invoice(book: Book) -> None:
    client = book.client(debtor_type=DebtorType.PUBLIC_AUTHORITY)
    today = book.clock.today()
    total = Money.of("10000", "GBP")
    due = today - timedelta(days=5)
    made = Invoice(client, "A1", due - timedelta(days=60), total, (DueItem(total, due, due),))
    invoice = save_invoice(book.office, made).value
    # 60 days were agreed; 31 of them are interest already, and the 5 since.
    assert _claim(book, invoice).assessment is not None
    assert sum(one.days for one in _segments(book, invoice)) == 36
    known = invoice_card(book.office, invoice).invoice
    save_invoice(book.office, replace(known, noticed=known.issued + timedelta(days=3)))
    assert sum(one.days for one in _segments(book, invoice)) == 33


def _segments(book: Book, invoice_id: int) -> tuple[Segment, ...]:
    interest = _claim(book, invoice_id).interest
    assert interest is not None
    return interest.segments


def test_a_monthly_rate_of_the_business_holds_for_its_clients(book: Book) -> None:
    terms = Terms(
        late_basis=LateBasis.CONTRACT, contract_rate=Decimal("1.5"), contract_per=RatePer.MONTH
    )
    save_business(book.office, replace(business(book.office), terms=terms))
    invoice = book.invoice(book.client(), "A1", late=70, amount="10000.00")
    assert _open(book, invoice) == {"interest": "300.00"}
    assert business(book.office).terms == terms


def test_a_debt_older_than_the_law_says_why_there_is_no_figure(book: Book) -> None:
    invoice = book.invoice(book.client(), "A1", late=365 * 26)
    assert _claim(book, invoice).refused == "before-the-law"
    assert book.choices() != []


# Statements


def test_a_statement_has_what_is_owed_and_makes_a_pdf(book: Book, late: int) -> None:
    other = book.invoice(1, "A2", late=-5, amount="50.00")
    whole = client_statement(book.office, 1)
    assert [one.item.number for one in whole.items] == ["A1", "A2"]
    assert str(whole.sums[0].total) == "GBP 10310.96"
    (one,) = item_statement(book.office, [book.item(other)]).items
    assert one.claim.amount == 0
    with pytest.raises(NotFound):
        item_statement(book.office, [999])
