"""Offers on Today: those that end, and those that nobody answered."""

from __future__ import annotations

from datetime import timedelta

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.offers import Offer
from dunning_desktop.usecases.clients import archive_client
from dunning_desktop.usecases.offers import decline_offer, make_offer
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import Task, TaskRow, Urgency
from tests.helpers.books import Book
from tests.helpers.plans import accept, offer, wish


def _row(book: Book, task: Task) -> TaskRow | None:
    return next((one for one in today(book.office).tasks if one.task is task), None)


def _settle(book: Book, client: int, *, days: int = 5) -> int:
    day = book.clock.today()
    wanted = Offer(client, Money.of("60.00", "GBP"), day, day + timedelta(days=days))
    return make_offer(book.office, wanted).value.offer_id


def test_one_that_ends_tomorrow_and_one_that_ran_out(book: Book) -> None:
    """Offered on day 0, to be answered by day 5: quiet, then ending, then lapsed for a week."""
    client = book.client()
    book.invoice(client, "A1")
    _settle(book, client)
    seen = []
    for _day in range(15):
        ending, lapsed = _row(book, Task.OFFERS_ENDING), _row(book, Task.OFFERS_LAPSED)
        seen.append("e" if ending else "l" if lapsed else ".")
        book.clock.later(days=1)
    assert "".join(seen) == "....ee" + "lllllll" + ".."


def test_what_it_says(book: Book) -> None:
    for number, name in enumerate(("Acme Ltd", "Bell Ltd")):
        client = book.client(name)
        book.invoice(client, f"A{number}")
        _settle(book, client, days=1 - number)
    row = _row(book, Task.OFFERS_ENDING)
    assert row is not None
    assert (row.count, row.names, row.urgency) == (2, ("Bell Ltd", "Acme Ltd"), Urgency.KNOW)
    assert row.until == book.clock.today()


def test_an_instalment_plan_that_was_offered_counts_as_well(book: Book) -> None:
    client = book.client()
    made = offer(book, wish(book, client, book.invoice(client, "A1"), ahead=20), answer=1)
    assert _row(book, Task.OFFERS_ENDING) is not None
    book.clock.later(days=2)
    row = _row(book, Task.OFFERS_LAPSED)
    assert row is not None
    assert row.client_ids == (client,)
    assert made.plan_id


def test_none_of_what_was_answered_or_of_who_owes_nothing(book: Book) -> None:
    client, other, third, gone = (book.client(f"Client {n}") for n in range(4))
    book.invoice(client, "A1")
    decline_offer(book.office, _settle(book, client, days=0))
    made = offer(book, wish(book, other, book.invoice(other, "B1"), ahead=20), answer=1)
    accept(book, made.plan_id)
    book.invoice(third, "C1")
    _settle(book, third, days=0)
    book.pay(third, "100.00")
    book.invoice(gone, "D1")
    _settle(book, gone, days=0)
    archive_client(book.office, gone, archived=True)
    assert _row(book, Task.OFFERS_ENDING) is None
    book.clock.later(days=2)
    assert _row(book, Task.OFFERS_LAPSED) is None
