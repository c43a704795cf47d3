"""The work list: each task appears with its count, and falls away when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from dunning_desktop.domain.client import Address, Contact
from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, DunningLevel, DunningPolicy, Tone
from dunning_desktop.usecases.blocks import end_holds, hold
from dunning_desktop.usecases.charges import claim_charges
from dunning_desktop.usecases.clients import save_client
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.mail_accounts import resume_account
from dunning_desktop.usecases.outbox import (
    cancel_message,
    it_was_sent,
    mark_posted,
    mark_printed,
    outbox,
)
from dunning_desktop.usecases.payments import remove_payment
from dunning_desktop.usecases.rates import add_rate
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import URGENCIES, Task, TaskRow, Urgency
from tests.helpers.books import Book, open_book
from tests.helpers.offices import queue

NO_MAIL: tuple[Contact, ...] = ()


def tasks(book: Book) -> list[Task]:
    return [one.task for one in today(book.office).tasks]


def row(book: Book, task: Task) -> TaskRow:
    return next(one for one in today(book.office).tasks if one.task is task)


def pounds(amount: str) -> Money:
    return Money.of(amount, "GBP")


def test_every_task_has_its_place_by_urgency() -> None:
    order = [list(Urgency).index(URGENCIES[task]) for task in Task]
    assert order == sorted(order)


# What can be sent


def test_reminders_that_are_ready_the_sternest_and_largest_first(book: Book) -> None:
    with book.office.write() as ledger:
        final = DunningLevel(1, 3, Tone.FINAL, Channel.LETTER)
        stern = ledger.parties.save_policy(DunningPolicy("stern", (final,)))
    book.invoice(book.client("Small"), "S-1", late=5, amount="10.00")
    book.invoice(book.client("Large"), "L-1", late=5, amount="70.00")
    book.invoice(book.client("Stern", policy_id=stern), "T-1", late=5, amount="1.00")
    book.invoice(book.client("Euro"), "E-1", late=5, amount="8.00", currency="EUR")
    ready = row(book, Task.REMINDERS_READY)
    assert (ready.count, ready.parties) == (4, 4)
    assert ready.names == ("Stern", "Large", "Small")
    assert ready.tones == ((Tone.FINAL, 1), (Tone.FRIENDLY, 3))
    assert ready.amounts == (pounds("81.00"), Money.of("8.00", "EUR"))
    book.issue()
    assert Task.REMINDERS_READY not in tasks(book)


def test_letters_are_to_be_printed_then_to_be_posted_then_gone(book: Book) -> None:
    for name in ("Acme", "Brindle"):
        book.invoice(book.client(name, contacts=NO_MAIL), f"{name}-1", late=5)
    book.issue()
    printing = row(book, Task.LETTERS_TO_PRINT)
    assert (printing.count, printing.names) == (2, ("Acme", "Brindle"))
    mark_printed(book.office, printing.letter_ids[:1])
    assert tasks(book) == [Task.LETTERS_TO_PRINT, Task.LETTERS_TO_POST]
    assert row(book, Task.LETTERS_TO_POST).letter_ids == printing.letter_ids[:1]
    mark_printed(book.office, printing.letter_ids)
    mark_posted(book.office, printing.letter_ids)
    assert tasks(book) == []


# What is in trouble


def finish(book: Book, state: MessageState, fault: Fault | None = None) -> int:
    """Let the newest e-mail end that way; its id."""
    newest = outbox(book.office).messages[0].id
    with book.office.write() as ledger:
        ledger.post.finish(newest, state, at=book.clock.now(), fault=fault)
    return newest


def test_an_email_that_failed_stands_there_until_it_is_cancelled(book: Book) -> None:
    book.invoice(book.client(), "A-1", late=5)
    book.issue()
    failed = finish(book, MessageState.FAILED, Fault.RECIPIENT)
    seen = row(book, Task.EMAILS_FAILED)
    assert (seen.count, seen.names, seen.urgency) == (1, ("Acme Ltd",), Urgency.TROUBLE)
    cancel_message(book.office, failed)
    assert Task.EMAILS_FAILED not in tasks(book)


def test_a_letter_that_was_posted_makes_up_for_a_failed_email(book: Book) -> None:
    book.invoice(book.client(), "A-1", late=5)
    book.issue()
    finish(book, MessageState.FAILED)
    letter = next(iter(outbox(book.office).letters))
    assert letter.reminder_id is not None
    with book.office.write() as ledger:
        ledger.post.add_letter(
            reminder_id=letter.reminder_id, client_id=letter.client_id, pdf=b"%PDF",
            language="en-GB", template="plain", by_post=True, at=book.clock.now(),
        )  # fmt: skip
        ledger.post.mark_posted(ledger.post.unposted(), book.clock.now())
    assert Task.EMAILS_FAILED not in tasks(book)


def test_an_uncertain_email_until_the_owner_has_looked(book: Book) -> None:
    book.invoice(book.client(), "A-1", late=5)
    book.issue()
    lost = finish(book, MessageState.UNCERTAIN, Fault.LINK_LOST_AT_DOT)
    assert row(book, Task.EMAILS_UNCERTAIN).count == 1
    it_was_sent(book.office, lost)
    assert Task.EMAILS_UNCERTAIN not in tasks(book)


def test_a_paused_account_says_why_and_how_many_wait(book: Book) -> None:
    queue(book.office, "a@x.example")
    with book.office.write() as ledger:
        ledger.post.pause_account(ledger.post.accounts()[0].id, Fault.LOGIN)
    paused = row(book, Task.SENDING_PAUSED)
    assert (paused.count, paused.fault) == (1, Fault.LOGIN)
    resume_account(book.office)
    assert tasks(book) == []


def test_without_an_account_only_what_waits_is_a_trouble(book: Book) -> None:
    with book.office.write() as ledger:
        ledger._connection.exec_driver_sql("DELETE FROM mail_account")  # type: ignore[attr-defined]
    assert tasks(book) == []
    queue(book.office, "a@x.example")
    assert row(book, Task.SENDING_PAUSED).fault is Fault.NO_ACCOUNT


def test_a_refused_address_of_a_client_that_owes(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A-1", late=5)
    with book.office.write() as ledger:
        ledger.parties.flag_address(client, "ann@client.example", "550 no such user")
    assert row(book, Task.ADDRESS_REFUSED).names == ("Acme Ltd",)
    assert book.open(invoice).minor
    book.pay(client, "100.00")
    assert Task.ADDRESS_REFUSED not in tasks(book)


def test_one_trouble_is_one_row(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A-1", late=5)
    book.issue()
    failed = finish(book, MessageState.FAILED, Fault.RECIPIENT)
    with book.office.write() as ledger:
        ledger.parties.flag_address(client, "ann@client.example", "550 no such user")
    assert tasks(book) == [Task.EMAILS_FAILED]
    cancel_message(book.office, failed)
    assert tasks(book)[0] is Task.ADDRESS_REFUSED


# What is to be decided


def test_money_that_is_matched_to_nothing(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A-1", late=-20, amount="100.00")
    payment = book.pay(client, "20.00", shares=[])
    loose = row(book, Task.MONEY_UNMATCHED)
    assert (loose.count, loose.amounts, loose.names) == (1, (pounds("20.00"),), ("Acme Ltd",))
    remove_payment(book.office, payment)
    assert tasks(book) == []


def test_money_of_a_client_that_owes_nothing_waits_for_its_invoice(book: Book) -> None:
    book.pay(book.client(), "20.00")
    assert tasks(book) == []


def test_items_whose_every_reminder_was_sent(book: Book) -> None:
    level = DunningLevel(1, 3, Tone.FRIENDLY, Channel.EMAIL)
    with book.office.write() as ledger:
        short = ledger.parties.save_policy(DunningPolicy("short", (level,)))
    client = book.client(policy_id=short)
    book.invoice(client, "A-1", late=5, amount="40.00")
    book.issue()
    book.clock.later(minutes=5)
    deliver(book.office)
    done = row(book, Task.LADDER_DONE)
    assert (done.count, done.amounts, done.client_ids) == (1, (pounds("40.00"),), (client,))
    book.pay(client, "40.00")
    assert Task.LADDER_DONE not in tasks(book)


def test_items_that_cannot_be_reminded_of_without_an_address(book: Book) -> None:
    client = book.client(address=Address(), contacts=NO_MAIL)
    book.invoice(client, "A-1", late=5)
    book.invoice(client, "A-2", late=6)
    assert (row(book, Task.NO_ADDRESS).count, row(book, Task.NO_ADDRESS).parties) == (2, 1)
    with book.office.read() as ledger:
        known = ledger.parties.client(client)
    save_client(book.office, replace(known, contacts=(Contact("Ann", email="a@x.example"),)))
    assert tasks(book) == [Task.REMINDERS_READY]


def test_a_debtor_type_that_was_guessed(book: Book) -> None:
    client = book.client(debtor_confirmed=False)
    book.invoice(client, "A-1", late=-20)
    book.client("Owes nothing", debtor_confirmed=False)
    assert row(book, Task.DEBTOR_GUESSED).names == ("Acme Ltd",)
    with book.office.read() as ledger:
        known = ledger.parties.client(client)
    save_client(book.office, replace(known, debtor_confirmed=True))
    assert tasks(book) == []


@pytest.fixture
def later(tmp_path: Path) -> Iterator[Book]:
    """A book in February 2027, when the rate of the new half-year is not known yet."""
    with open_book(tmp_path, day=date(2027, 2, 20)) as made:
        yield made


def test_a_rate_that_open_items_need_and_nobody_knows(later: Book) -> None:
    later.invoice(later.client(), "A-1", late=-20)
    assert row(later, Task.RATES_MISSING).names == ("Bank of England base rate",)
    add_rate(later.office, "boe", date(2027, 1, 1), Decimal("4.00"))
    assert tasks(later) == []


def test_no_rate_is_asked_for_that_nothing_stands_on(later: Book) -> None:
    client = later.client(debtor_confirmed=False)
    later.invoice(client, "A-1", late=-20)
    assert Task.RATES_MISSING not in tasks(later)


def test_a_rate_in_use_that_was_never_compared(book: Book) -> None:
    book.invoice(book.client(jurisdiction="DK"), "A-1", late=-20)
    unchecked = row(book, Task.RATES_UNCHECKED)
    assert (unchecked.count, unchecked.names) == (1, ("Danish lending rate",))
    assert unchecked.urgency is Urgency.KNOW
    add_rate(book.office, "dk", date(2026, 1, 1), Decimal("1.75"))
    assert tasks(book) == []


# What is only good to know


def test_what_can_be_claimed_on_an_invoice_paid_late(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A-1", late=30, amount="1000.00")
    book.pay(client, "1000.00", back=1)
    found = row(book, Task.CLAIMABLE)
    assert (found.count, found.names, found.capped) == (1, ("Acme Ltd",), False)
    assert found.amounts[0] > pounds("70.00"), "the fixed sum and 29 days of interest"
    claim_charges(book.office, [book.item(invoice)])
    assert tasks(book) == []


def test_after_a_season_it_rests_with_the_client(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A-1", late=30, amount="1000.00")
    book.pay(client, "1000.00")
    book.clock.later(days=89)
    assert tasks(book) == [Task.CLAIMABLE]
    book.clock.later(days=1)
    assert tasks(book) == []


def test_nothing_can_be_claimed_of_a_client_that_is_only_guessed(book: Book) -> None:
    client = book.client(debtor_confirmed=False)
    book.invoice(client, "A-1", late=30)
    book.pay(client, "100.00")
    assert tasks(book) == []


def test_holds_that_end_within_a_week_the_first_day_said(book: Book) -> None:
    ends = {"Soon": 3, "In a week": 7, "Later": 8}
    for name, days in ends.items():
        client = book.client(name)
        book.invoice(client, f"{name}-1", late=5)
        hold(book.office, client, until=book.clock.today() + timedelta(days=days))
    ending = row(book, Task.HOLDS_ENDING)
    assert (ending.count, ending.names) == (2, ("Soon", "In a week"))
    assert ending.until == book.clock.today() + timedelta(days=3)
    for client in ending.client_ids:
        end_holds(book.office, client)
    assert tasks(book) == [Task.REMINDERS_READY]
