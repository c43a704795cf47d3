"""Today: the figures of the day, worked out by hand, and a plan that is made once."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.dunning import plan
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Tone
from dunning_desktop.usecases.imports import commit, draft, preview, undo
from dunning_desktop.usecases.invoices import cancel_invoice
from dunning_desktop.usecases.overdue import ageing, ageing_totals
from dunning_desktop.usecases.today import first_look, today
from dunning_desktop.usecases.today_rows import Cash, NextStep
from tests.helpers.books import TODAY, Book


def pounds(amount: str) -> Money:
    return Money.of(amount, "GBP")


def strip(book: Book, currency: str = "GBP") -> Cash:
    return next(one for one in today(book.office).cash if one.currency == currency)


def test_an_empty_book_asks_for_nothing(book: Book) -> None:
    seen = today(book.office)
    assert (seen.day, seen.cash, seen.tasks, seen.next, seen.empty) == (TODAY, (), (), None, True)
    assert seen.freshness.known_to is None
    assert first_look(book.office) == ()


def test_the_strip_adds_up_what_is_open_by_its_due_day(book: Book) -> None:
    client = book.client()
    book.invoice(client, "late", late=1, amount="100.00")
    book.invoice(client, "due today", late=0, amount="20.00")
    book.invoice(client, "in thirty days", late=-30, amount="3.00")
    book.invoice(client, "later", late=-31, amount="0.40")
    cash = strip(book)
    assert cash.outstanding == pounds("123.40")
    assert cash.overdue == pounds("100.00")
    assert cash.expected == pounds("23.00")
    assert cash.days_late is None
    assert today(book.office).cash == first_look(book.office)


def test_what_was_paid_or_cancelled_is_not_in_it(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A-1", late=40, amount="100.00")
    book.pay(client, "30.00")
    gone = book.invoice(client, "A-2", late=5, amount="50.00")
    cancel_invoice(book.office, gone)
    cash = strip(book)
    assert (cash.outstanding, cash.overdue) == (pounds("70.00"), pounds("70.00"))


def test_currencies_never_add_up_and_the_home_one_comes_first(book: Book) -> None:
    book.invoice(book.client("Dupont"), "D-1", amount="80.00", currency="EUR")
    book.invoice(book.client("Acme"), "A-1", amount="100.00")
    book.invoice(book.client("Zürcher"), "Z-1", late=-3, amount="7.00", currency="CHF")
    cash = today(book.office).cash
    assert [one.currency for one in cash] == ["GBP", "CHF", "EUR"]
    assert [one.outstanding.minor for one in cash] == [10_000, 700, 8_000]
    assert [one.overdue.minor for one in cash] == [10_000, 0, 8_000]


def test_the_buckets_are_those_of_the_ageing_list(book: Book) -> None:
    client = book.client()
    for at, late in enumerate((-5, 0, 1, 30, 31, 60, 61, 90, 91, 400)):
        book.invoice(client, f"N-{at}", late=late, amount=f"{2**at}.00")
    assert strip(book).buckets == ageing_totals(ageing(book.office))["GBP"]


def test_days_late_are_weighted_by_amount_late_or_early(book: Book) -> None:
    """100 paid ten days late, 300 two days early: (1000 - 600) / 400 = 1.0."""
    client = book.client()
    book.invoice(client, "late", late=15, amount="100.00")
    book.pay(client, "100.00", back=5)
    book.invoice(client, "early", late=-2, amount="300.00")
    book.pay(client, "300.00")
    assert strip(book).days_late == Decimal("1.0")


def test_the_last_part_of_a_payment_counts_and_a_part_alone_does_not(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A-1", late=20, amount="100.00")
    book.pay(client, "40.00", back=18)
    assert strip(book).days_late is None
    book.pay(client, "60.00", back=13)
    assert strip(book).days_late == Decimal("7.0")


def test_what_was_paid_over_a_year_ago_no_longer_counts(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A-1", late=400, amount="100.00")
    book.pay(client, "100.00", back=364)
    assert strip(book).days_late == Decimal("36.0")
    book.clock.later(days=1)
    assert today(book.office).cash == ()


def test_an_average_is_rounded_to_a_tenth_half_up(book: Book) -> None:
    """One of 100 a day late, one of 300 on its day: 0.25, which is 0.3."""
    client = book.client()
    book.invoice(client, "late", late=1, amount="100.00")
    book.pay(client, "100.00")
    book.invoice(client, "in time", late=0, amount="300.00")
    book.pay(client, "300.00")
    assert strip(book).days_late == Decimal("0.3")


# How fresh it is


def test_payments_are_known_up_to_the_latest_one(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A-1", amount="500.00")
    book.pay(client, "10.00", back=9)
    book.pay(client, "10.00", back=4)
    known = today(book.office).freshness
    assert (known.known_to, known.days_old) == (TODAY - timedelta(days=4), 4)


def test_an_import_says_what_is_paid_too_until_it_is_taken_back(
    book: Book, tmp_path: Path
) -> None:
    path = tmp_path / "open.csv"
    path.write_text(
        "Invoice Number,Client,Invoice Date,Due Date,Total,Currency\n"
        "I-1,Acme Ltd,2026-02-01,2026-03-01,100.00,GBP\n"
    )
    drafted = draft(book.office, path, preview(book.office, path))
    batch = commit(book.office, drafted).value.batch_id
    book.clock.later(days=3)
    assert today(book.office).freshness.days_old == 3
    undo(book.office, batch)
    assert today(book.office).freshness.known_to is None


def test_money_that_settles_nothing_is_said(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A-1", amount="500.00")
    book.pay(client, "20.00", shares=[])
    assert today(book.office).freshness.unmatched == (pounds("20.00"),)


# The plan


def test_the_book_is_read_and_planned_once(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    client = book.client()
    for number in range(5):
        book.invoice(client, f"A-{number}", late=5 + number)
    done: list[str] = []
    read = type(book.office.store).read

    def planned(*args: object, **more: object) -> object:
        done.append("plan")
        return plan(*args, **more)  # type: ignore[arg-type]

    def reading(store: object) -> object:
        done.append("read")
        return read(store)  # type: ignore[arg-type]

    monkeypatch.setattr("dunning_desktop.usecases.planning.plan", planned)
    monkeypatch.setattr(type(book.office.store), "read", reading)
    today(book.office)
    assert done == ["read", "plan"]


def test_what_comes_next_is_the_nearest_step(book: Book) -> None:
    book.invoice(book.client("Near Ltd"), "N-1", late=-10)
    book.invoice(book.client("Far Ltd"), "F-1", late=-20)
    seen = today(book.office)
    assert seen.tasks == ()
    assert not seen.empty
    # Three days before the due day a courtesy note goes out.
    assert seen.next == NextStep(date(2026, 3, 27), 1, Tone.COURTESY, 1, ("Near Ltd",))


def test_a_private_person_is_in_the_figures_like_everybody(book: Book) -> None:
    client = book.client("Mrs Ash", debtor_type=DebtorType.CONSUMER)
    book.invoice(client, "A-1", amount="9.00")
    assert strip(book).overdue == pounds("9.00")
