"""What a payment settles: by law, by the owner's choice, with its effect before it is saved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dunning_desktop.domain.charges import ChargeKind, ChargeState
from dunning_desktop.domain.errors import AllocationTooLarge
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment, PaymentOrder, Share
from dunning_desktop.usecases.charges import claim_charges
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.payments import payable, record_payment, remove_payment
from dunning_desktop.usecases.sharing import Effect, effects, suggest_shares
from tests.helpers.books import Book


def _pounds(amount: str) -> Money:
    return Money.of(amount, "GBP")


def _by_order(found: tuple[Effect, ...]) -> dict[PaymentOrder, tuple[str, str]]:
    return {
        one.order: (str(one.principal_open.amount), str(one.on_top_open.amount)) for one in found
    }


def test_each_order_is_shown_side_by_side(book: Book) -> None:
    """£10,000 due 50 days ago: £160.96 interest, £100 compensation, and £5,000 comes in."""
    client = book.client()
    book.invoice(client, "A1", late=50, amount="10000.00")
    found = effects(book.office, client, _pounds("5000"))
    assert _by_order(found) == {
        PaymentOrder.PRINCIPAL_FIRST: ("5000.00", "260.96"),
        PaymentOrder.INTEREST_FIRST: ("5160.96", "100.00"),
        PaymentOrder.COSTS_FIRST: ("5260.96", "0.00"),
    }
    # Looking changes nothing.
    assert _by_order(effects(book.office, client, _pounds("5000"))) == _by_order(found)


def test_the_effect_is_that_of_the_day_it_came_in(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=50, amount="10000.00")
    early = effects(
        book.office, client, _pounds("5000"), received=book.clock.today() - timedelta(days=49)
    )
    assert _by_order(early)[PaymentOrder.COSTS_FIRST] == ("5103.22", "0.00")


@pytest.mark.parametrize(
    ("jurisdiction", "currency", "order"),
    [
        ("GB", "GBP", PaymentOrder.PRINCIPAL_FIRST),
        ("GB-SCT", "GBP", PaymentOrder.PRINCIPAL_FIRST),
        ("FR", "EUR", PaymentOrder.PRINCIPAL_FIRST),
        ("DE", "EUR", PaymentOrder.COSTS_FIRST),
        ("CH", "CHF", PaymentOrder.PRINCIPAL_FIRST),
    ],
)
def test_the_law_says_what_comes_first_where_nobody_does(
    book: Book, jurisdiction: str, currency: str, order: PaymentOrder
) -> None:
    client = book.client(jurisdiction=jurisdiction, currency=currency)
    book.invoice(client, "A1", late=50, amount="1000.00", currency=currency)
    assert payable(book.office, client).order is order
    amount = Money.of("500", currency)
    assert suggest_shares(book.office, client, amount) == suggest_shares(
        book.office, client, amount, order=order
    )


def test_interest_first_is_kept_in_the_ledger_and_in_the_working(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=50, amount="5000.00")
    shares = suggest_shares(
        book.office, client, _pounds("2000"), order=PaymentOrder.INTEREST_FIRST
    )
    assert shares == (Share(book.item(invoice), _pounds("1919.52"), interest=_pounds("80.48")),)
    book.pay(client, "2000.00", shares=shares)
    assert str(book.open(invoice)) == "GBP 3080.48"
    card = invoice_card(book.office, invoice)
    (charge,) = card.charges
    assert (charge.kind, charge.state, charge.paid) == (
        ChargeKind.INTEREST, ChargeState.PAID, 8048,
    )  # fmt: skip
    book.clock.later(days=82)
    claim = invoice_card(book.office, invoice).owed[0].claim
    assert claim.interest is not None
    # 3,080.48 x 11.75 % x 82 / 365
    assert claim.open(ChargeKind.INTEREST) == _pounds("81.32")
    assert str(claim.interest.total) == "GBP 161.80"


def test_what_was_claimed_is_paid_before_what_was_not(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=50, amount="5000.00")
    claim_charges(book.office, [book.item(invoice)])
    book.clock.later(days=10)
    claimed = [one.amount.minor for one in invoice_card(book.office, invoice).charges]
    shares = suggest_shares(book.office, client, _pounds("200"), order=PaymentOrder.COSTS_FIRST)
    payment = book.pay(client, "200.00", shares=shares)
    charges = invoice_card(book.office, invoice).charges
    assert [one.amount.minor for one in charges][:2] == claimed
    assert [one.state for one in charges] == [ChargeState.PAID] * 3
    assert [one.payment_id for one in charges] == [None, None, payment]
    remove_payment(book.office, payment)
    charges = invoice_card(book.office, invoice).charges
    assert [(one.amount.minor, one.state) for one in charges] == [
        (minor, ChargeState.OPEN) for minor in claimed
    ]


def test_money_beyond_the_invoices_settles_what_was_claimed_and_no_more(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=50, amount="1000.00")
    # Nothing was asked for: it stays the client's credit.
    (share,) = suggest_shares(book.office, client, _pounds("1100"))
    assert not share.on_top
    claim_charges(book.office, [book.item(invoice)])
    (share,) = suggest_shares(book.office, client, _pounds("1100"))
    assert (share.amount, share.interest, share.costs) == (
        _pounds("1000"), _pounds("16.10"), _pounds("70"),
    )  # fmt: skip
    book.pay(client, "1000.00")
    # Paid but for its charges, it can still be settled.
    assert [one.number for one in payable(book.office, client).items] == ["A1"]
    book.pay(client, "86.10")
    assert payable(book.office, client).items == ()


@pytest.mark.parametrize("part", ["interest", "costs"])
def test_no_more_is_settled_than_is_owed(book: Book, part: str) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=50, amount="1000.00")
    zero = Money.zero("GBP")
    too_much = Share(book.item(invoice), zero, **{part: _pounds("100")})
    before = book.dump()
    payment = Payment(client, book.clock.today(), _pounds("100"))
    with pytest.raises(AllocationTooLarge):
        record_payment(book.office, payment, [too_much])
    assert book.dump() == before


def test_other_currencies_are_left_alone(book: Book) -> None:
    client = book.client()
    book.invoice(client, "E1", late=50, amount="1000.00", currency="EUR")
    for effect in effects(book.office, client, _pounds("500")):
        assert effect.shares == ()
        assert effect.principal_open == Money.zero("GBP")
