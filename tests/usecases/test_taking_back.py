"""What was issued: taken back in time, posted, and claimed on."""

from dataclasses import replace
from datetime import date

import pytest

from dunning_desktop.domain.charges import ChargeKind, ChargeState
from dunning_desktop.domain.errors import (
    CannotUndo,
)
from dunning_desktop.domain.mail import MessageState
from dunning_desktop.domain.policy import Channel, Tone
from dunning_desktop.usecases.clients import client_page
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.issue import issue, undo
from dunning_desktop.usecases.outbox import (
    cancel_message,
    letters_to_post,
    mark_posted,
    mark_printed,
    outbox,
)
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.rows import LetterState, ListQuery
from dunning_desktop.usecases.settings import business, save_business
from tests.helpers.books import Book


def _two_clients(book: Book) -> tuple[int, int]:
    acme, bolt = book.client("Acme Ltd"), book.client("Bolt Ltd")
    book.invoice(acme, "A1", late=40, amount="1200.00")
    book.invoice(acme, "A2", late=3)
    book.invoice(bolt, "B1", late=10)
    return acme, bolt


def _proposed(book: Book) -> dict[str, Tone]:
    return {
        line.number: line.level.tone
        for chase in propose(book.office).chases
        for line in chase.lines
    }


def test_taken_back_in_time_everything_is_as_before(book: Book) -> None:
    _two_clients(book)
    before = propose(book.office)
    issued = book.issue()
    assert undo(book.office, issued.run).value == 2
    assert propose(book.office) == before
    assert {one.state for one in outbox(book.office).messages} == {MessageState.CANCELLED}
    assert {one.state for one in outbox(book.office).letters} == {LetterState.WITHDRAWN}
    assert letters_to_post(book.office) == ()
    assert deliver(book.office).value.accepted == 0
    with pytest.raises(CannotUndo):
        undo(book.office, issued.run)
    again = book.issue()
    assert len(again.reminder_ids) == 2
    book.clock.later(seconds=10)
    assert deliver(book.office).value.accepted == 2


def test_what_has_left_is_not_taken_back(book: Book) -> None:
    _two_clients(book)
    issued = book.issue()
    book.clock.later(seconds=10)
    deliver(book.office)
    before = book.dump()
    with pytest.raises(CannotUndo):
        undo(book.office, issued.run)
    with pytest.raises(CannotUndo):
        cancel_message(book.office, issued.message_ids[0])
    with pytest.raises(CannotUndo):
        undo(book.office, "no such run")
    assert book.dump() == before


def test_within_ten_seconds_nothing_is_sent(book: Book) -> None:
    _two_clients(book)
    book.issue()
    book.clock.later(seconds=9)
    assert deliver(book.office).value.accepted == 0
    book.clock.later(seconds=1)
    assert deliver(book.office).value.accepted == 2


def test_a_cancelled_message_takes_its_reminder_back(book: Book) -> None:
    _two_clients(book)
    wanted = _proposed(book)
    issued = book.issue()
    cancel_message(book.office, issued.message_ids[0])
    assert set(_proposed(book)) == {"A1", "A2"} < set(wanted)
    assert undo(book.office, issued.run).value == 1
    assert _proposed(book) == wanted


def test_a_printed_letter_keeps_its_reminder(book: Book) -> None:
    acme, _ = _two_clients(book)
    choices = [replace(one, channel=Channel.EMAIL_AND_LETTER) for one in book.choices()]
    issued = issue(book.office, choices).value
    mark_printed(book.office, issued.letter_ids[:1])
    cancel_message(book.office, issued.message_ids[0])
    assert "A1" not in _proposed(book)
    waiting = {one.item_id: (one.code, one.detail) for one in propose(book.office).rest}
    assert ("not-delivered", "failed") in waiting.values()
    # Posted, the letter alone has done it.
    mark_posted(book.office, issued.letter_ids[:1])
    with book.office.read() as ledger:
        done = [x.delivery for one in ledger.chasing.items([acme]) for x in one.completed]
    assert {one.value for one in done} == {"done"}


def test_made_printed_and_posted_are_three_facts(book: Book) -> None:
    acme = book.client("Acme Ltd", contacts=())
    book.invoice(acme, "A1")
    (letter,) = book.issue().letter_ids

    def state() -> tuple[LetterState, bool]:
        (row,) = outbox(book.office).letters
        assert (row.state is LetterState.POSTED) == (row.posted_at is not None)
        return row.state, bool(letters_to_post(book.office))

    def waits() -> str:
        (one,) = propose(book.office).rest
        return one.code

    assert (state(), waits()) == ((LetterState.MADE, True), "not-posted")
    mark_printed(book.office, [letter])
    assert (state(), waits()) == ((LetterState.PRINTED, True), "not-posted")
    first = outbox(book.office).letters[0].printed_at
    book.clock.later(minutes=5)
    mark_printed(book.office, [letter])
    assert outbox(book.office).letters[0].printed_at == first
    mark_posted(book.office, [letter])
    assert (state(), waits()) == ((LetterState.POSTED, False), "next-step-later")


def _charges(book: Book, invoice_id: int) -> list[tuple[ChargeKind, int, ChargeState, date]]:
    with book.office.read() as ledger:
        found = ledger.charges.of([book.item(invoice_id)])
    return [(one.kind, one.amount.minor, one.state, one.through) for one in found]


def _final(book: Book, *, late: int = 60) -> int:
    """An invoice whose friendly and firm reminders went out and arrived."""
    acme = book.client()
    invoice = book.invoice(acme, "A1", late=late, amount="3650.00")
    for days in (11, 14):
        book.issue()
        book.clock.later(days=days)
        deliver(book.office)
    return invoice


def test_only_the_level_that_demands_enters_charges(book: Book) -> None:
    invoice = _final(book, late=35)
    assert _charges(book, invoice) == []
    issued = book.issue()
    # 3,650 at 11.75 % is 1.175 a day; 60 days late by now.
    late = (book.clock.today() - invoice_card(book.office, invoice).invoice.items[0].due).days
    assert late == 60
    today = book.clock.today()
    expected = [
        (ChargeKind.INTEREST, 7050, ChargeState.OPEN, today),
        (ChargeKind.COMPENSATION, 7000, ChargeState.OPEN, today),
    ]
    assert _charges(book, invoice) == expected
    undo(book.office, issued.run)
    assert {one[2] for one in _charges(book, invoice)} == {ChargeState.WITHDRAWN}
    book.issue()
    assert _charges(book, invoice)[2:] == expected


def _a_level_more(book: Book) -> None:
    """Twenty days after the final reminder arrived there is one more to send."""
    book.clock.later(days=20)
    deliver(book.office)
    mark_posted(book.office, [one.id for one in letters_to_post(book.office)])
    with book.office.write() as ledger:
        policy, *_others = ledger.parties.policies().values()
        more = replace(policy.levels[-1], position=5, day=40)
        policy_id = ledger.parties.save_policy(replace(policy, levels=(*policy.levels, more)))
    save_business(book.office, replace(business(book.office), policy_id=policy_id))


def test_a_further_demand_adds_only_what_is_new(book: Book) -> None:
    invoice = _final(book, late=35)
    book.issue()
    _a_level_more(book)
    book.issue()
    # Twenty days more of interest, and compensation once only.
    assert [one[:2] for one in _charges(book, invoice)] == [
        (ChargeKind.INTEREST, 7050),
        (ChargeKind.COMPENSATION, 7000),
        (ChargeKind.INTEREST, 2350),
    ]
    claim = invoice_card(book.office, invoice).owed[0].claim
    assert claim.interest is not None
    assert claim.interest.total.minor == 7050 + 2350


def test_a_payment_heard_of_late_takes_nothing_out_of_the_ledger(book: Book) -> None:
    """Interest is less than was claimed before: nothing new is entered, nothing fails."""
    invoice = _final(book, late=35)
    book.issue()
    _a_level_more(book)
    book.pay(client_page(book.office, ListQuery()).rows[0].id, "3000.00", back=79)
    claimed = _charges(book, invoice)
    assert len(book.issue().reminder_ids) == 1
    assert _charges(book, invoice) == claimed
