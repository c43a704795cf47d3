"""Today and instalment plans: what is to be reminded of, what was not kept, what is expected."""

from __future__ import annotations

from dunning_desktop.domain.money import Money
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.clients import archive_client
from dunning_desktop.usecases.plans import cancel_plan
from dunning_desktop.usecases.today import first_look, today
from dunning_desktop.usecases.today_rows import Cash, Task, TaskRow, Urgency
from tests.helpers.books import Book
from tests.helpers.plans import agree


def _row(book: Book, task: Task) -> TaskRow | None:
    return next((one for one in today(book.office).tasks if one.task is task), None)


def _cash(book: Book) -> Cash:
    [cash] = today(book.office).cash
    assert first_look(book.office) == (cash,)
    return cash


def gbp(minor: int) -> Money:
    return Money(minor, "GBP")


def test_instalments_to_remind_of(book: Book) -> None:
    client = book.client()
    agree(book, client, book.invoice(client, "A1", amount="90.00"))
    assert _row(book, Task.INSTALMENTS_TO_REMIND) is None
    book.clock.later(days=5)
    row = _row(book, Task.INSTALMENTS_TO_REMIND)
    assert row is not None
    assert (row.count, row.names, row.amounts, row.urgency) == (
        1, ("Acme Ltd",), (gbp(3000),), Urgency.SEND,
    )  # fmt: skip


def test_a_plan_in_default_is_for_the_owner_to_decide(book: Book) -> None:
    client = book.client()
    plan = agree(book, client, book.invoice(client, "A1", amount="90.00"))
    book.pay(client, "10.00")
    book.clock.later(days=12)
    assert _row(book, Task.PLAN_DEFAULTED) is None
    book.clock.later(days=1)
    row = _row(book, Task.PLAN_DEFAULTED)
    assert row is not None
    assert (row.count, row.client_ids, row.amounts, row.urgency) == (
        1, (client,), (gbp(8000),), Urgency.DECIDE,
    )  # fmt: skip
    assert _row(book, Task.REMINDERS_READY) is not None
    cancel_plan(book.office, plan)
    assert _row(book, Task.PLAN_DEFAULTED) is None


def test_not_of_a_client_that_was_archived(book: Book) -> None:
    client = book.client()
    agree(book, client, book.invoice(client, "A1", amount="90.00"))
    book.clock.later(days=13)
    archive_client(book.office, client, archived=True)
    assert _row(book, Task.PLAN_DEFAULTED) is None


def test_instalments_are_expected_and_the_items_they_replace_are_not(book: Book) -> None:
    client = book.client()
    late, coming = book.invoice(client, "A1", amount="90.00"), book.invoice(client, "A2", late=-9)
    assert (_cash(book).expected, _cash(book).overdue) == (gbp(10_000), gbp(9000))
    agree(book, client, late, coming, by=19, ahead=0)
    # Nineteen monthly payments of £10: two of them within thirty days.
    cash = _cash(book)
    assert cash.expected == gbp(1000)
    book.clock.later(days=1)
    assert _cash(book).expected == gbp(2000)
    assert (cash.outstanding, cash.overdue) == (gbp(19_000), gbp(9000))


def test_what_was_paid_is_not_expected_again(book: Book) -> None:
    client = book.client()
    agree(book, client, book.invoice(client, "A1", amount="90.00"))
    assert _cash(book).expected == gbp(3000)
    book.pay(client, "12.00")
    assert _cash(book).expected == gbp(1800)


def test_one_late_within_its_days_of_grace_is_still_expected(book: Book) -> None:
    client = book.client()
    agree(book, client, book.invoice(client, "A1", amount="90.00"))
    book.clock.later(days=10)
    assert _cash(book).expected == gbp(6000)
    book.clock.later(days=3)
    assert _cash(book).expected == gbp(0)


def test_a_plan_that_is_kept_is_not_what_comes_next(book: Book) -> None:
    """Its items are chased only if an instalment does not come, and nobody knows that."""
    client = book.client()
    agree(book, client, book.invoice(client, "A1", amount="90.00"))
    assert today(book.office).next is None
    other = book.client("Bolt Ltd")
    book.invoice(other, "B1", amount="10.00")
    hold(book.office, other, until=book.clock.today())
    coming = today(book.office).next
    assert coming is not None
    assert coming.names == ("Bolt Ltd",)
