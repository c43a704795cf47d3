"""Promises in the book: made, confirmed, kept or broken by what was paid, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.calls import CallOutcome, Promised
from dunning_desktop.domain.client import Address, Contact
from dunning_desktop.domain.errors import CannotUndo, InvalidField
from dunning_desktop.domain.ladders import STANDARD
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Share
from dunning_desktop.domain.policy import BrokenPromise, Channel, Tone
from dunning_desktop.domain.promises import How, Promise, PromiseState
from dunning_desktop.domain.proposal import NotToday, WhyNot, reasons
from dunning_desktop.usecases.agreement_ports import DocumentKind
from dunning_desktop.usecases.blocks import end_block, hold
from dunning_desktop.usecases.call_cards import call_card
from dunning_desktop.usecases.calls import record_call, take_back_call
from dunning_desktop.usecases.clients import client_card, client_page
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.payments import remove_payment
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.promises import (
    kept_rate,
    make_promise,
    promise_again,
    promise_view,
    promises_of,
    take_back_promise,
)
from dunning_desktop.usecases.rows import ListQuery
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import Task, TaskRow
from tests.helpers.books import HISTORY, Book
from tests.helpers.phones import chase_by

FRIDAY = date(2026, 3, 27)


@pytest.fixture
def acme(book: Book) -> int:
    """A client that owes 100.00, ten days late, and 40.00 that is to come."""
    client = book.client("Acme Ltd")
    book.invoice(client, "A1", late=10, amount="100.00")
    book.invoice(client, "A2", late=-20, amount="40.00")
    return client


def promise(
    book: Book, client: int, amount: str = "100.00", *, day: date = FRIDAY, **more: object
) -> Promise:
    money = Money.of(amount, str(more.pop("currency", "GBP")))
    return Promise(client, book.clock.today(), day, money, **more)  # type: ignore[arg-type]


def state(book: Book, client: int) -> PromiseState:
    return promises_of(book.office, client)[0].state


def why(book: Book, item_id: int = 1) -> NotToday | None:
    return reasons(propose(book.office)).get(item_id)


def task(book: Book, wanted: Task) -> TaskRow | None:
    return next((one for one in today(book.office).tasks if one.task is wanted), None)


def test_nothing_is_chased_until_its_day_and_the_bank_s_two_have_passed(
    book: Book, acme: int
) -> None:
    made = make_promise(book.office, promise(book, acme, said_by="Ann", note="By transfer")).value
    reason = why(book)
    assert reason is not None
    assert (reason.code, reason.detail, reason.until) == (
        WhyNot.BLOCKED, "promise", date(2026, 3, 30),
    )  # fmt: skip
    (stands,) = promises_of(book.office, acme)
    assert (stands.promise.said_by, stands.promise.how, stands.promise.author) == (
        "Ann", How.PHONE, "Sam Carter",
    )  # fmt: skip
    assert stands.promise.id == made.promise_id
    assert client_page(book.office, ListQuery()).rows[0].blocked == "promise"
    book.clock.later(days=10)
    assert state(book, acme) is PromiseState.BROKEN
    assert [one.client_id for one in propose(book.office).chases] == [acme]
    assert client_page(book.office, ListQuery()).rows[0].blocked is None


def test_money_keeps_it_and_money_taken_back_breaks_it_again(book: Book, acme: int) -> None:
    make_promise(book.office, promise(book, acme))
    book.clock.later(days=5)
    payment = book.pay(acme, "100.00")
    assert state(book, acme) is PromiseState.KEPT
    book.clock.later(days=10)
    assert kept_rate(book.office, acme).kept == 1
    remove_payment(book.office, payment)
    assert state(book, acme) is PromiseState.BROKEN
    assert kept_rate(book.office, acme).broken == 1


def test_a_part_of_it_is_a_broken_promise_with_a_part(book: Book, acme: int) -> None:
    make_promise(book.office, promise(book, acme))
    book.pay(acme, "60.00")
    book.clock.later(days=10)
    assert state(book, acme) is PromiseState.PART_KEPT
    row = task(book, Task.PROMISES_BROKEN)
    assert row is not None
    assert (row.count, row.client_ids, str(row.amounts[0])) == (1, (acme,), "GBP 40.00")


def test_a_promise_on_one_invoice_is_kept_by_money_for_that_one(book: Book, acme: int) -> None:
    second = book.item(book.invoice(acme, "A3", late=9, amount="100.00"))
    make_promise(book.office, promise(book, acme, item_id=second))
    chased = {line.item_id for one in propose(book.office).chases for line in one.lines}
    assert chased == {1}
    book.pay(acme, "100.00", shares=[Share(1, Money.of("100.00", "GBP"))])
    assert state(book, acme) is PromiseState.OPEN
    book.pay(acme, "100.00", shares=[Share(second, Money.of("100.00", "GBP"))])
    assert state(book, acme) is PromiseState.KEPT


def test_a_promise_on_everything_is_kept_by_any_money_of_theirs(book: Book, acme: int) -> None:
    make_promise(book.office, promise(book, acme))
    book.pay(acme, "100.00", shares=[Share(2, Money.of("40.00", "GBP"))])
    assert state(book, acme) is PromiseState.KEPT
    # Kept today: what is still open may be chased, once the money is matched.
    reason = why(book)
    assert reason is None or reason.code is not WhyNot.BLOCKED


def test_money_in_another_currency_does_not_keep_it(book: Book, acme: int) -> None:
    book.invoice(acme, "E1", late=5, amount="100.00", currency="EUR")
    make_promise(book.office, promise(book, acme, currency="EUR"))
    book.pay(acme, "100.00")
    book.clock.later(days=10)
    assert state(book, acme) is PromiseState.BROKEN


@pytest.mark.parametrize(
    ("currency", "item_id"), [("USD", None), ("GBP", 99)], ids=["currency", "invoice"]
)
def test_where_nothing_is_owed_nothing_is_promised(
    book: Book, acme: int, currency: str, item_id: int | None
) -> None:
    before = book.dump()
    with pytest.raises(InvalidField) as caught:
        make_promise(book.office, promise(book, acme, currency=currency, item_id=item_id))
    assert caught.value.data == {"field": "amount", "reason": "nothing-owed"}
    assert book.dump() == before


def test_it_is_taken_back_and_brought_back(book: Book, acme: int) -> None:
    made = make_promise(book.office, promise(book, acme)).value
    take_back_promise(book.office, made.promise_id)
    assert promises_of(book.office, acme) == []
    assert [one.client_id for one in propose(book.office).chases] == [acme]
    promise_again(book.office, made.promise_id)
    assert state(book, acme) is PromiseState.OPEN
    codes = [one.code for one in client_card(book.office, acme).events][:3]
    assert codes == [
        AuditCode.PROMISE_MADE, AuditCode.PROMISE_TAKEN_BACK, AuditCode.PROMISE_MADE,
    ]  # fmt: skip


def test_a_confirmation_goes_out_with_it_and_goes_back_with_it(book: Book, acme: int) -> None:
    made = make_promise(book.office, promise(book, acme), confirm=True).value
    assert made.paper is not None
    (message,) = outbox(book.office).messages
    assert message.client_id == acme
    with book.office.read() as ledger:
        (document,) = ledger.agreements.documents(acme)
    assert (document.kind, document.promise_id) == (DocumentKind.PROMISE, made.promise_id)
    take_back_promise(book.office, made.promise_id, paper=made.paper)
    with book.office.read() as ledger:
        assert ledger.agreements.documents(acme) == []
    assert promises_of(book.office, acme) == []


def test_once_the_confirmation_has_left_the_promise_stays(book: Book, acme: int) -> None:
    made = make_promise(book.office, promise(book, acme), confirm=True).value
    book.clock.later(minutes=1)
    deliver(book.office)
    with pytest.raises(CannotUndo):
        take_back_promise(book.office, made.promise_id, paper=made.paper)
    assert state(book, acme) is PromiseState.OPEN
    # Without the paper, the owner may stop waiting at any time.
    take_back_promise(book.office, made.promise_id)
    assert promises_of(book.office, acme) == []


def test_the_view_knows_what_is_open_and_whether_it_can_be_confirmed(
    book: Book, acme: int
) -> None:
    view = promise_view(book.office, acme)
    assert [one.number for one in view.items] == ["A1", "A2"]
    assert str(view.open(None, "GBP")) == "GBP 140.00"
    assert str(view.open(1, "GBP")) == "GBP 100.00"
    assert view.confirms is Channel.EMAIL
    bolt = book.client("Bolt", contacts=())
    assert promise_view(book.office, bolt).confirms is Channel.LETTER
    nowhere = book.client("Nowhere", contacts=(), address=Address())
    assert promise_view(book.office, nowhere).confirms is None


# Broken promises and the ladder


def test_a_level_higher_where_the_ladder_says_so(book: Book, acme: int) -> None:
    firm = replace(STANDARD, name="Firm", broken_promise=BrokenPromise.HIGHER)
    chase_by(book.office, firm)
    book.issue()
    book.clock.later(minutes=1)
    deliver(book.office)
    make_promise(book.office, promise(book, acme, day=FRIDAY + timedelta(days=7)))
    book.clock.later(days=17)
    with book.office.read() as ledger:
        assert ledger.chasing.item(1).last is not None
    assert _next_tones(book, acme) == [Tone.FIRM]
    book.clock.later(days=10)
    assert _next_tones(book, acme) == [Tone.FINAL]


def _next_tones(book: Book, acme: int) -> list[Tone]:
    lines = [line for one in propose(book.office).chases for line in one.lines]
    return [line.level.tone for line in lines if line.item_id == 1]


def test_a_new_promise_blocks_again(book: Book, acme: int) -> None:
    make_promise(book.office, promise(book, acme))
    book.clock.later(days=12)
    make_promise(book.office, promise(book, acme, day=FRIDAY + timedelta(days=10)))
    assert [one.state for one in promises_of(book.office, acme)] == [
        PromiseState.OPEN, PromiseState.BROKEN,
    ]  # fmt: skip
    reason = why(book)
    assert reason is not None
    assert reason.detail == "promise"


def test_of_two_reasons_to_wait_the_longer_one_holds(book: Book, acme: int) -> None:
    """A hold ends before the promise does, and another one after it."""
    make_promise(book.office, promise(book, acme))
    hold(book.office, acme, until=FRIDAY - timedelta(days=3))
    reason = why(book)
    assert reason is not None
    assert (reason.detail, reason.until) == ("promise", FRIDAY + timedelta(days=3))
    later = hold(book.office, acme, until=FRIDAY + timedelta(days=9)).value
    reason = why(book)
    assert reason is not None
    assert (reason.detail, reason.until) == ("hold", FRIDAY + timedelta(days=10))
    book.clock.later(days=12)
    reason = why(book)
    assert reason is not None
    assert reason.detail == "hold"
    end_block(book.office, acme, block_id=later)
    assert [one.client_id for one in propose(book.office).chases] == [acme]


# Today


def test_today_tells_of_promises_that_fall_due_and_of_broken_ones_for_a_week(
    book: Book, acme: int
) -> None:
    make_promise(book.office, promise(book, acme))
    assert task(book, Task.PROMISES_DUE) is None
    book.clock.later(days=6)
    row = task(book, Task.PROMISES_DUE)
    assert row is not None
    assert (row.count, row.until, str(row.amounts[0])) == (1, FRIDAY, "GBP 100.00")
    book.clock.later(days=4)
    assert task(book, Task.PROMISES_DUE) is None
    assert task(book, Task.PROMISES_BROKEN) is not None
    book.clock.later(days=7)
    assert task(book, Task.PROMISES_BROKEN) is None


def test_who_paid_everything_later_is_not_told_of(book: Book, acme: int) -> None:
    make_promise(book.office, promise(book, acme))
    book.clock.later(days=10)
    book.pay(acme, "140.00")
    assert task(book, Task.PROMISES_BROKEN) is None


# Promised on the telephone


def test_a_promise_in_a_call_is_a_promise_and_goes_back_with_the_call(book: Book) -> None:
    client = book.client("Acme Ltd", contacts=(Contact("Ann Lee", phone="0113 496 0000"),))
    book.invoice(client, "A1", late=10)
    before = book.dump(*HISTORY, "phone_call")
    call = record_call(
        book.office,
        client,
        CallOutcome.PROMISED,
        expected=call_card(book.office, client).chase,
        note="By transfer",
        promised=Promised(FRIDAY, Money.of("100.00", "GBP")),
    ).value
    (stands,) = promises_of(book.office, client)
    assert (stands.promise.said_by, stands.promise.note, stands.promise.call_id) == (
        "Ann Lee", "By transfer", call,
    )  # fmt: skip
    (told,) = call_card(book.office, client).calls
    assert told.until == FRIDAY
    codes = [one.code for one in client_card(book.office, client).events]
    assert AuditCode.PROMISE_MADE not in codes
    take_back_call(book.office, call)
    assert promises_of(book.office, client) == []
    after = book.dump(*HISTORY, "phone_call")
    assert {**after, "promise": []} == {**before, "promise": []}
