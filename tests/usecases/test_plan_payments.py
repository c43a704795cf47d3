"""Money of a client with a running plan: the plan first, and only its principal."""

from __future__ import annotations

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import PaymentOrder, Share
from dunning_desktop.usecases.plans import cancel_plan
from dunning_desktop.usecases.sharing import effects, suggest_shares
from tests.helpers.books import Book
from tests.helpers.plans import agree, offer, stands, wish


def gbp(minor: int) -> Money:
    return Money(minor, "GBP")


def _two(book: Book, amount: str = "100.00") -> tuple[int, int, int]:
    """A client with an old invoice, and a newer one that goes into a plan."""
    client = book.client()
    return client, book.invoice(client, "A1", late=60), book.invoice(client, "A2", amount=amount)


def test_a_payment_goes_to_the_plan_before_older_debts(book: Book) -> None:
    client, old, new = _two(book)
    assert suggest_shares(book.office, client, gbp(5000)) == (Share(book.item(old), gbp(5000)),)
    plan = agree(book, client, new)
    assert suggest_shares(book.office, client, gbp(5000)) == (Share(book.item(new), gbp(5000)),)
    book.pay(client, "50.00")
    assert stands(book, plan).paid == gbp(5000)
    assert book.open(old) == gbp(10_000)


def test_what_the_plan_does_not_need_goes_to_the_rest(book: Book) -> None:
    client, old, new = _two(book)
    agree(book, client, new)
    assert suggest_shares(book.office, client, gbp(12_000)) == (
        Share(book.item(new), gbp(10_000)),
        Share(book.item(old), gbp(2000)),
    )


def test_the_invoice_that_a_payment_names_comes_first_all_the_same(book: Book) -> None:
    client, old, new = _two(book)
    agree(book, client, new)
    assert suggest_shares(book.office, client, gbp(4000), invoice_id=old) == (
        Share(book.item(old), gbp(4000)),
    )


def test_an_offer_takes_nothing_and_a_plan_that_is_over_neither(book: Book) -> None:
    client, old, new = _two(book)
    first = (Share(book.item(old), gbp(4000)),)
    offered = offer(book, wish(book, client, new))
    assert suggest_shares(book.office, client, gbp(4000)) == first
    cancel_plan(book.office, offered.plan_id)
    plan = agree(book, client, new)
    assert suggest_shares(book.office, client, gbp(4000)) != first
    cancel_plan(book.office, plan)
    assert suggest_shares(book.office, client, gbp(4000)) == first


def test_interest_and_costs_wait_for_the_plan_whatever_the_order(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=50, amount="10000.00")
    plan = agree(book, client, invoice, by=2)
    for order in PaymentOrder:
        shares = suggest_shares(book.office, client, gbp(500_000), order=order)
        assert shares == (Share(book.item(invoice), gbp(500_000)),)
    book.clock.later(days=7)
    book.pay(client, "5000.00")
    assert stands(book, plan).paid == gbp(500_000)


def test_what_is_on_top_is_one_share_with_the_principal(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", late=50, amount="10000.00")
    agree(book, client, invoice, by=2)
    [share] = suggest_shares(
        book.office, client, gbp(1_030_000), order=PaymentOrder.COSTS_FIRST
    )
    assert share.amount == gbp(1_000_000)
    assert share.costs == gbp(10_000)
    assert share.interest is not None
    assert share.interest.minor > 0


def test_each_order_side_by_side_adds_up(book: Book) -> None:
    client, _, new = _two(book)
    agree(book, client, new)
    for one in effects(book.office, client, gbp(12_000)):
        assert sum(share.whole.minor for share in one.shares) == 12_000
        assert len({share.item_id for share in one.shares}) == len(one.shares)
