"""More time in the book: what it costs, the due day that moves, and the one that never does."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.errors import CannotUndo, InvalidField, NotFound
from dunning_desktop.domain.extensions import InterestMeanwhile, Warn
from dunning_desktop.domain.invoice import InvoiceState
from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.proposal import ItemFacts, WhyNot, reasons
from dunning_desktop.usecases.agreement_cards import agreements_on
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.extensions import (
    give_time,
    take_back_time,
    time_again,
    time_price,
    time_view,
)
from dunning_desktop.usecases.invoices import invoice_card, save_invoice
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.owed import client_owed
from dunning_desktop.usecases.planning import propose
from tests.helpers.books import HISTORY, Book, open_book

RUNS, RESTS = InterestMeanwhile.RUNS, InterestMeanwhile.RESTS
DUE = date(2026, 3, 10)


@pytest.fixture
def acme(book: Book) -> int:
    """10,000.00, due on 10 March: today, the 20th, it is ten days late."""
    client = book.client("Acme Ltd")
    book.invoice(client, "A1", late=10, amount="10000.00")
    return client


def item(book: Book) -> ItemFacts:
    with book.office.read() as ledger:
        return ledger.chasing.item(1)


def interest(book: Book, client: int) -> str:
    claim = client_owed(book.office, client).items[0].claim
    return str(claim.open(ChargeKind.INTEREST))


def after(days: int) -> date:
    return DUE + timedelta(days=days)


def test_the_price_is_said_before_anything_is_saved(book: Book, acme: int) -> None:
    """At 11.75 %, 10 days are 32.19 and 40 days 128.77: thirty more cost 96.58."""
    before = book.dump()
    found = time_price(book.office, 1, after(40))
    assert (str(found.so_far), str(found.extra)) == ("GBP 32.19", "GBP 96.58")
    assert (found.warnings, found.refused) == ((), "")
    assert book.dump() == before


def test_before_it_is_late_only_the_extra_days_cost(book: Book) -> None:
    client = book.client("Acme Ltd")
    book.invoice(client, "A1", late=-10, amount="10000.00")
    found = time_price(book.office, 1, date(2026, 4, 9))
    assert (str(found.so_far), str(found.extra)) == ("GBP 0.00", "GBP 32.19")


def test_interest_that_runs_on_is_owed_from_the_first_due_day(book: Book, acme: int) -> None:
    give_time(book.office, 1, after(40), RUNS)
    assert (item(book).due, item(book).original_due, item(book).interest_due) == (
        after(40), DUE, None,
    )  # fmt: skip
    assert interest(book, acme) == "None"
    assert invoice_card(book.office, 1).state is InvoiceState.OPEN
    book.clock.later(days=40)
    assert interest(book, acme) == "GBP 160.96"


def test_interest_that_rests_stops_today_and_goes_on_after_the_new_day(
    book: Book, acme: int
) -> None:
    """Ten days had run up, ten more came after the new due day: 64.38; 100.00 was owed at once."""
    give_time(book.office, 1, after(40), RESTS)
    assert (item(book).due, item(book).original_due, item(book).interest_due) == (
        after(40), DUE, None,
    )  # fmt: skip
    assert item(book).rested == ((after(11), after(40)),)
    book.clock.later(days=40)
    assert interest(book, acme) == "GBP 64.38"
    claim = client_owed(book.office, acme).items[0].claim
    assert str(claim.open(ChargeKind.COMPENSATION)) == "GBP 100.00"


def test_agreed_in_time_interest_that_rests_begins_with_the_new_day(book: Book) -> None:
    """Due on 30 March at first, on 19 April now: by the 29th ten days, 32.19."""
    client = book.client("Acme Ltd")
    book.invoice(client, "A1", late=-10, amount="10000.00")
    give_time(book.office, 1, after(40), RESTS)
    assert (item(book).interest_due, item(book).rested) == (after(40), ())
    book.clock.later(days=40)
    assert interest(book, client) == "GBP 32.19"


def test_nothing_is_sent_within_it_and_the_ladder_counts_from_the_new_day(
    book: Book, acme: int
) -> None:
    """The friendly one went on the 20th: it is not said again, the firm one comes 14 days after."""
    book.issue()
    book.clock.later(minutes=1)
    deliver(book.office)
    give_time(book.office, 1, after(40), RUNS)
    assert reasons(propose(book.office))[1].code is WhyNot.NOT_DUE
    ahead = invoice_card(book.office, 1).ahead
    assert [(one.level.tone, one.day) for one in ahead] == [
        (Tone.FIRM, after(54)), (Tone.FINAL, after(68)),
    ]  # fmt: skip


def test_a_ladder_not_begun_begins_with_the_new_day(book: Book, acme: int) -> None:
    give_time(book.office, 1, after(40), RUNS)
    ahead = invoice_card(book.office, 1).ahead
    assert [(one.level.tone, one.day) for one in ahead][:2] == [
        (Tone.COURTESY, after(37)), (Tone.FRIENDLY, after(43)),
    ]  # fmt: skip


@pytest.mark.parametrize("interest", InterestMeanwhile)
def test_taking_it_back_puts_both_days_back_exactly(
    book: Book, acme: int, interest: InterestMeanwhile
) -> None:
    before = book.dump(*HISTORY, "extension")
    given = give_time(book.office, 1, after(40), interest).value
    take_back_time(book.office, given.extension_id)
    assert book.dump(*HISTORY, "extension") == before
    time_again(book.office, given.extension_id)
    assert item(book).due == after(40)


def test_taking_back_the_second_leaves_the_first(book: Book, acme: int) -> None:
    give_time(book.office, 1, after(20), RESTS)
    once = (item(book), book.dump(*HISTORY, "extension"))
    second = give_time(book.office, 1, after(40), RUNS).value
    assert item(book).rested == ((after(11), after(20)),)
    take_back_time(book.office, second.extension_id)
    assert (item(book), book.dump(*HISTORY, "extension")) == once


def test_only_the_latest_can_be_taken_back(book: Book, acme: int) -> None:
    first = give_time(book.office, 1, after(20), RUNS).value
    give_time(book.office, 1, after(40), RUNS)
    with pytest.raises(CannotUndo):
        take_back_time(book.office, first.extension_id)
    assert item(book).due == after(40)


def test_what_was_sent_since_stands_on_it(book: Book, acme: int) -> None:
    given = give_time(book.office, 1, date(2026, 3, 22), RUNS).value
    book.clock.later(days=10)
    book.issue()
    with pytest.raises(CannotUndo):
        take_back_time(book.office, given.extension_id)


def test_the_third_time_is_warned_about_and_the_fourth_refused(book: Book, acme: int) -> None:
    for number, days in enumerate((15, 20, 25), start=1):
        found = time_price(book.office, 1, after(days))
        assert found.warnings == ((Warn.OFTEN,) if number == 3 else ())
        give_time(book.office, 1, after(days), RUNS)
    assert time_price(book.office, 1, after(30)).refused == "too-often"
    with pytest.raises(InvalidField) as caught:
        give_time(book.office, 1, after(30), RUNS)
    assert caught.value.data == {"field": "new_due", "reason": "too-often"}
    assert len(time_view(book.office, 1).earlier) == 3
    assert item(book).original_due == DUE


def test_ninety_days_beyond_the_first_due_day_are_the_most(book: Book, acme: int) -> None:
    assert time_price(book.office, 1, after(90)).warnings == (Warn.LONG,)
    assert time_price(book.office, 1, after(91)).refused == "too-far"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [(BlockKind.HANDED_OVER, "handed-over"), (BlockKind.INSOLVENCY, "insolvent")],
)
def test_who_does_not_decide_any_more_gives_no_time(
    book: Book, acme: int, kind: BlockKind, reason: str
) -> None:
    hold(book.office, acme, kind=kind)
    before = book.dump()
    assert time_price(book.office, 1, after(40)).refused == reason
    with pytest.raises(InvalidField):
        give_time(book.office, 1, after(40), RUNS)
    assert book.dump() == before


def test_a_paid_invoice_needs_no_time(book: Book, acme: int) -> None:
    book.pay(acme, "10000.00")
    assert time_price(book.office, 1, after(40)).refused == "nothing-owed"
    with pytest.raises(NotFound):
        time_view(book.office, 99)


def test_a_confirmation_goes_out_with_it_and_goes_back_with_it(book: Book, acme: int) -> None:
    given = give_time(book.office, 1, after(40), RUNS, note="Cash flow", confirm=True).value
    assert given.paper is not None
    assert len(outbox(book.office).messages) == 1
    with book.office.read() as ledger:
        (document,) = ledger.agreements.documents(acme)
    assert document.extension_id == given.extension_id
    take_back_time(book.office, given.extension_id, paper=given.paper)
    with book.office.read() as ledger:
        assert ledger.agreements.documents(acme) == []
    assert item(book).due == DUE


def test_the_diary_and_the_invoice_know_of_it(book: Book, acme: int) -> None:
    give_time(book.office, 1, after(40), RESTS, note="Cash flow")
    event = client_card(book.office, acme).events[0]
    assert event.code is AuditCode.TIME_GIVEN
    assert (event.data["number"], event.data["until"], event.data["interest"]) == (
        "A1", "2026-04-19", "rests",
    )  # fmt: skip
    (given,) = agreements_on(book.office, 1).time
    assert (given.old_due, given.new_due, given.note, given.author) == (
        DUE, after(40), "Cash flow", "Sam Carter",
    )  # fmt: skip


def test_whoever_cannot_be_asked_for_interest_is_said_so(book: Book) -> None:
    client = book.client("Guess", debtor_confirmed=False)
    book.invoice(client, "G1", late=10)
    view = time_view(book.office, 1)
    assert not view.counts
    assert str(time_price(book.office, 1, after(40)).extra) == "GBP 0.00"


def test_a_corrected_due_day_counts_for_interest_too(book: Book) -> None:
    book.invoice(book.client("Acme Ltd"), "A1", late=0)
    given = give_time(book.office, 1, after(20), RESTS).value
    invoice = invoice_card(book.office, 1).invoice
    (only,) = invoice.items
    corrected = date(2026, 3, 5)
    items = (replace(only, due=corrected, original_due=corrected),)
    save_invoice(book.office, replace(invoice, items=items))
    assert (item(book).due, item(book).interest_due) == (corrected, None)
    with pytest.raises(CannotUndo):
        take_back_time(book.office, given.extension_id)


def test_a_correction_that_leaves_the_days_alone_leaves_the_agreement_alone(book: Book) -> None:
    book.invoice(book.client("Acme Ltd"), "A1", late=0)
    give_time(book.office, 1, after(20), RESTS)
    invoice = invoice_card(book.office, 1).invoice
    save_invoice(book.office, replace(invoice, reference="PO 12"))
    assert (item(book).due, item(book).interest_due) == (after(20), after(20))


@given(
    st.lists(
        st.tuples(st.integers(1, 25), st.sampled_from(InterestMeanwhile), st.booleans()),
        max_size=6,
    )
)
@settings(max_examples=25, deadline=None)
def test_the_first_due_day_never_changes_whatever_is_given_and_taken_back(
    steps: list[tuple[int, InterestMeanwhile, bool]],
) -> None:
    with TemporaryDirectory() as folder, open_book(Path(folder)) as book:
        book.invoice(book.client("Acme Ltd"), "A1", late=10, amount="10000.00")
        before, live = item(book), list[int]()
        for days, interest, back in steps:
            with suppress(InvalidField, CannotUndo):
                if back and live:
                    take_back_time(book.office, live[-1])
                    live.pop()
                else:
                    new_due = max(item(book).due, book.clock.today()) + timedelta(days=days)
                    live.append(give_time(book.office, 1, new_due, interest).value.extension_id)
            assert item(book).original_due == DUE
            assert item(book).due >= DUE
        for extension_id in reversed(live):
            take_back_time(book.office, extension_id)
        assert item(book) == before
