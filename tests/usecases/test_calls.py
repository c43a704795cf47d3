"""Calls: due, recorded with all that follows, taken back, and never a letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.calls import CallOutcome, Promised
from dunning_desktop.domain.errors import CannotUndo, InvalidField, NotFound, ProposalOutdated
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel, Tone
from dunning_desktop.domain.proposal import Chase, NotToday, WhyNot, reasons
from dunning_desktop.usecases.agreed import all_blocks
from dunning_desktop.usecases.blocks import end_holds
from dunning_desktop.usecases.call_cards import call_card, calls_due
from dunning_desktop.usecases.calls import record_call, take_back_call
from dunning_desktop.usecases.clients import save_client
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.dunning import review
from dunning_desktop.usecases.invoices import invoice_card
from dunning_desktop.usecases.overdue import overdue_page
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.rows import ListQuery
from dunning_desktop.usecases.skips import skip_level
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import Task
from tests.helpers.books import HISTORY, Book
from tests.helpers.phones import ANN, BOB, CALL_FIRST, LADDER, PHONE, chase_by

FRIDAY = date(2026, 3, 20)
O = CallOutcome  # noqa: E741 - the outcomes stand in every line


@pytest.fixture
def acme(book: Book) -> int:
    """A client to be called about one invoice, today and for the first time."""
    chase_by(book.office)
    client = book.client("Acme Ltd", contacts=(ANN,))
    book.invoice(client, "A1", late=10, amount="1240.00")
    return client


def due(book: Book, client: int) -> Chase:
    chase = call_card(book.office, client).chase
    assert chase is not None
    return chase


def write_to(book: Book) -> None:
    """Everything that is written goes out and arrives."""
    book.issue()
    book.clock.later(minutes=1)
    deliver(book.office)


def record(book: Book, client: int, outcome: CallOutcome, **said: object) -> int:
    """The call that is due, if one is, ended so."""
    chase = call_card(book.office, client).chase
    return record_call(book.office, client, outcome, expected=chase, **said).value  # type: ignore[arg-type]


def promise(day: date, amount: str = "1240.00") -> Promised:
    return Promised(day, Money.of(amount, "GBP"))


def waits(book: Book) -> NotToday:
    (reason,) = reasons(propose(book.office)).values()
    return reason


def next_level(book: Book) -> tuple[Tone, Channel, date]:
    """Which level comes next, if nothing is paid, and when."""
    ahead = invoice_card(book.office, 1).ahead[0]
    return ahead.level.tone, ahead.level.channel, ahead.day


# What is looked at


def test_the_card_has_all_that_is_said_in_the_call(book: Book) -> None:
    chase_by(book.office, LADDER)
    client = book.client("Acme Ltd", contacts=(ANN, BOB))
    book.invoice(client, "A1", late=2, amount="1240.00")
    write_to(book)
    book.clock.later(days=8)
    card = call_card(book.office, client)
    assert card.contact is not None
    assert (card.contact.name, card.contact.phone) == ("Ann Lee", PHONE)
    assert card.chase is not None
    assert card.chase.channel is Channel.PHONE
    (line,) = card.lines
    assert (line.number, line.days_late, str(line.asked)) == ("A1", 10, "GBP 1240.00")
    assert card.sent == ((FRIDAY, Tone.FRIENDLY),)
    assert (card.calls, card.tries, card.again) == ((), 0, date(2026, 3, 29))
    assert card.business.name == "Carter Plumbing"


def test_what_the_level_demands_on_top_is_part_of_what_is_asked(book: Book) -> None:
    """Interest of nine days and 70.00 compensation stand beside the 1,240.00."""
    demanding = replace(
        CALL_FIRST, levels=(replace(CALL_FIRST.levels[0], charges=LADDER.levels[2].charges),)
    )
    chase_by(book.office, demanding)
    client = book.client("Acme Ltd", contacts=(ANN,))
    book.invoice(client, "A1", late=10, amount="1240.00")
    card = call_card(book.office, client)
    assert card.lines[0].claimed.minor > 70_00
    assert card.total == (card.lines[0].open + card.lines[0].claimed,)


def test_a_card_without_a_call_that_is_due_lists_what_is_late(book: Book) -> None:
    client = book.client("Acme Ltd", contacts=(ANN,))
    book.invoice(client, "A1", late=3)
    book.invoice(client, "A2", late=-20)
    card = call_card(book.office, client)
    assert card.chase is None
    assert [line.number for line in card.lines] == ["A1"]
    other = book.client("Bolt", contacts=())
    book.invoice(other, "B1", late=-20)
    card = call_card(book.office, other)
    assert (card.contact, [line.number for line in card.lines]) == (None, ["B1"])
    with pytest.raises(NotFound):
        call_card(book.office, 99)


def test_calls_stand_apart_from_the_review(book: Book, acme: int) -> None:
    written = book.client("Bolt")
    book.invoice(written, "B1", late=10)
    assert [one.chase.client_id for one in review(book.office).prepared] == [written]
    assert calls_due(book.office) == [acme]
    rows = {row.client: row.call for row in overdue_page(book.office, ListQuery()).rows}
    assert rows == {"Acme Ltd": True, "Bolt": False}
    assert invoice_card(book.office, 1).call


def test_the_largest_is_called_first(book: Book, acme: int) -> None:
    bolt = book.client("Bolt", contacts=(ANN,))
    book.invoice(bolt, "B1", late=10, amount="9000.00")
    assert calls_due(book.office) == [bolt, acme]
    (row,) = [row for row in today(book.office).tasks if row.task is Task.CALLS_TO_MAKE]
    assert (row.count, row.client_ids, row.names) == (2, (bolt, acme), ("Bolt", "Acme Ltd"))
    assert [str(one) for one in row.amounts] == ["GBP 10240.00"]


# What follows


def test_a_promise_completes_the_level_and_lasts_until_its_day(book: Book, acme: int) -> None:
    friday = FRIDAY + timedelta(days=7)
    record(book, acme, O.PROMISED, promised=promise(friday), note="By transfer")
    assert waits(book).detail == BlockKind.PROMISE
    # A bank needs two days more.
    assert waits(book).until == friday + timedelta(days=3)
    assert next_level(book) == (Tone.FIRM, Channel.EMAIL, FRIDAY + timedelta(days=10))
    (call,) = call_card(book.office, acme).calls
    assert (call.outcome, str(call.promised), call.until) == (O.PROMISED, "GBP 1240.00", friday)
    assert (call.contact, call.phone, call.note, call.author) == (
        "Ann Lee", PHONE, "By transfer", "Sam Carter",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "amount", "reason"),
    [(-1, "10", "past"), (61, "10", "too-far"), (1, "0", "not-positive")],
)
def test_a_promise_that_is_none_is_refused(
    book: Book, acme: int, day: int, amount: str, reason: str
) -> None:
    before = book.dump()
    with pytest.raises(InvalidField) as caught:
        record(book, acme, O.PROMISED, promised=promise(FRIDAY + timedelta(days=day), amount))
    assert caught.value.data["reason"] == reason
    with pytest.raises(InvalidField):
        record(book, acme, O.PROMISED)
    assert book.dump() == before


def test_a_dispute_of_one_invoice_leaves_the_others_alone(book: Book, acme: int) -> None:
    second = book.item(book.invoice(acme, "A2", late=9))
    record(book, acme, O.DISPUTES, item_id=second, note="Two lamps were broken")
    why = reasons(propose(book.office))
    assert (why[second].code, why[second].detail) == (WhyNot.BLOCKED, "dispute")
    assert why[second].until is None
    assert why[1].code is WhyNot.NEXT_STEP_LATER
    with book.office.read() as ledger:
        (dispute,) = ledger.agreements.disputes([acme])
    assert (dispute.said, dispute.amount) == ("Two lamps were broken", None)


@pytest.mark.parametrize("outcome", [O.DISPUTES, O.OTHER])
def test_what_was_said_has_to_be_written_down(
    book: Book, acme: int, outcome: CallOutcome
) -> None:
    with pytest.raises(InvalidField) as caught:
        record(book, acme, outcome, note="  ")
    assert caught.value.data == {"field": "note", "reason": "empty"}


def test_who_wants_the_invoice_again_is_left_alone_for_a_week(book: Book, acme: int) -> None:
    record(book, acme, O.RESEND)
    assert (waits(book).detail, waits(book).until) == (BlockKind.HOLD, FRIDAY + timedelta(days=7))
    end_holds(book.office, acme)
    assert waits(book).code is WhyNot.NEXT_STEP_LATER


def test_another_outcome_completes_the_level(book: Book, acme: int) -> None:
    record(book, acme, O.OTHER, note="Will ask her boss")
    assert waits(book).code is WhyNot.NEXT_STEP_LATER
    with book.office.read() as ledger:
        (done,) = ledger.chasing.item(1).completed
    assert (done.tone, done.day, done.level_day) == (Tone.FRIENDLY, FRIDAY, 1)


def test_three_tries_without_an_answer_go_on_in_writing(book: Book, acme: int) -> None:
    days = []
    for tries in range(3):
        card = call_card(book.office, acme)
        assert card.tries == tries
        days.append(book.clock.today())
        record(book, acme, O.NO_ANSWER)
        if card.again is not None:
            assert (waits(book).detail, waits(book).until) == ("call-again", card.again)
            book.clock.later(days=(card.again - book.clock.today()).days)
    # The third completed the level: what comes next is written.
    assert waits(book).code is WhyNot.NEXT_STEP_LATER
    assert next_level(book)[:2] == (Tone.FIRM, Channel.EMAIL)
    assert [call.outcome for call in call_card(book.office, acme).calls] == [O.NO_ANSWER] * 3
    assert len(set(days)) == 3


def test_the_next_try_is_on_a_working_day(book: Book, acme: int) -> None:
    rests = replace(book.office, is_working=lambda _place, day: day.weekday() < 5)
    card = call_card(rests, acme)
    assert card.again == date(2026, 3, 23)
    record_call(rests, acme, O.NO_ANSWER, expected=card.chase)
    assert waits(book).until == date(2026, 3, 23)


def test_tries_of_an_earlier_level_do_not_count(book: Book) -> None:
    chase_by(book.office, LADDER)
    client = book.client("Acme Ltd", contacts=(ANN,))
    book.invoice(client, "A1", late=2)
    write_to(book)
    book.clock.later(days=8)
    record(book, client, O.NO_ANSWER)
    book.clock.later(days=1)
    assert call_card(book.office, client).tries == 1
    record(book, client, O.OTHER, note="Out until Monday")
    book.clock.later(days=7)
    assert due(book, client).level.tone is Tone.FIRM
    assert call_card(book.office, client).tries == 0


def test_a_wrong_number_is_taken_off_and_the_other_one_called(book: Book, acme: int) -> None:
    with book.office.read() as ledger:
        client = ledger.parties.client(acme)
    save_client(book.office, replace(client, contacts=(ANN, BOB)))
    record(book, acme, O.WRONG_CONTACT)
    card = call_card(book.office, acme)
    assert card.contact is not None
    assert (card.contact.name, card.tries) == ("Bob Ray", 0)
    assert card.chase is not None
    assert [one.phone for one in card.client.contacts] == ["", BOB.phone]
    record(book, acme, O.WRONG_CONTACT)
    # Nobody is left to call: it is written.
    assert [one.channel for one in propose(book.office).chases] == [Channel.EMAIL]
    assert call_card(book.office, acme).chase is None


def test_a_wrong_contact_without_a_number_is_refused(book: Book) -> None:
    client = book.client("Acme Ltd")
    with pytest.raises(ProposalOutdated):
        record(book, client, O.WRONG_CONTACT)


# When no call is due


@pytest.mark.parametrize("outcome", [O.NO_ANSWER, O.OTHER, O.RESEND, O.DISPUTES, O.PROMISED])
def test_a_call_that_was_not_due_completes_no_level(book: Book, outcome: CallOutcome) -> None:
    client = book.client("Acme Ltd", contacts=(ANN,))
    book.invoice(client, "A1", late=10)
    record(book, client, outcome, note="x", promised=promise(FRIDAY))
    with book.office.read() as ledger:
        assert ledger.chasing.item(1).completed == ()
        blocks = all_blocks(ledger, book.clock.today(), [client]).get(client, ())
    assert len(blocks) == (outcome in {O.RESEND, O.DISPUTES, O.PROMISED})


def test_who_was_spoken_to_is_not_written_to_the_day_after(book: Book) -> None:
    client = book.client("Acme Ltd", contacts=(ANN,))
    book.invoice(client, "A1", late=10)
    record(book, client, O.NO_ANSWER)
    assert len(propose(book.office).chases) == 1
    call = record(book, client, O.OTHER, note="Asked for a week")
    assert waits(book).code is WhyNot.WAITING_FOR_GAP
    assert waits(book).until == FRIDAY + timedelta(days=5)
    take_back_call(book.office, call)
    assert len(propose(book.office).chases) == 1


def test_a_wrong_number_is_no_contact(book: Book) -> None:
    client = book.client("Acme Ltd", contacts=(ANN,))
    book.invoice(client, "A1", late=10)
    record(book, client, O.WRONG_CONTACT)
    assert len(propose(book.office).chases) == 1


# The one guard


def test_a_payment_meanwhile_is_not_called_about(book: Book, acme: int) -> None:
    chase = due(book, acme)
    book.pay(acme, "40.00")
    before = book.dump()
    with pytest.raises(ProposalOutdated):
        record_call(book.office, acme, O.OTHER, expected=chase, note="x")
    assert book.dump() == before


def test_recorded_twice_it_counts_once(book: Book, acme: int) -> None:
    chase = due(book, acme)
    record_call(book.office, acme, O.OTHER, expected=chase, note="x")
    with pytest.raises(ProposalOutdated):
        record_call(book.office, acme, O.OTHER, expected=chase, note="x")


def test_a_call_that_fell_due_since_its_card_is_looked_at_again(book: Book, acme: int) -> None:
    with pytest.raises(ProposalOutdated):
        record_call(book.office, acme, O.OTHER, note="x")


# Taking back


@pytest.mark.parametrize("outcome", list(CallOutcome))
def test_a_call_that_is_taken_back_leaves_all_as_it_was(
    book: Book, acme: int, outcome: CallOutcome
) -> None:
    before, plan = book.dump(*HISTORY), propose(book.office)
    call = record(book, acme, outcome, note="x", promised=promise(FRIDAY))
    assert propose(book.office) != plan
    take_back_call(book.office, call)
    assert propose(book.office) == plan
    card = call_card(book.office, acme)
    assert (card.calls, card.tries) == ((), 0)
    assert book.dump(*HISTORY)["contact"] == before["contact"]
    # And it can be recorded anew, as if it had never been.
    record(book, acme, outcome, note="x", promised=promise(FRIDAY))
    with pytest.raises(CannotUndo):
        take_back_call(book.office, call)


def test_a_call_with_something_built_on_it_stays(book: Book, acme: int) -> None:
    first = record(book, acme, O.NO_ANSWER)
    book.clock.later(days=1)
    second = record(book, acme, O.NO_ANSWER)
    with pytest.raises(CannotUndo):
        take_back_call(book.office, first)
    take_back_call(book.office, second)
    take_back_call(book.office, first)


def test_a_call_stays_once_the_next_reminder_went_or_was_passed_over(
    book: Book, acme: int
) -> None:
    call = record(book, acme, O.OTHER, note="x")
    skip_level(book.office, 1, reason="He is a friend")
    with pytest.raises(CannotUndo):
        take_back_call(book.office, call)
    book.clock.later(days=30)
    book.issue()
    with pytest.raises(CannotUndo):
        take_back_call(book.office, call)


def test_a_number_comes_back_only_to_its_contact(book: Book, acme: int) -> None:
    call = record(book, acme, O.WRONG_CONTACT)
    with book.office.read() as ledger:
        client = ledger.parties.client(acme)
    save_client(book.office, replace(client, contacts=(replace(ANN, phone="0117 496 0000"),)))
    with pytest.raises(CannotUndo):
        take_back_call(book.office, call)
    with book.office.read() as ledger:
        assert not ledger.calls.call(call).withdrawn
        with pytest.raises(NotFound):
            ledger.calls.call(99)


# Never a letter


def test_a_call_is_no_letter_anywhere(book: Book, acme: int) -> None:
    record(book, acme, O.OTHER, note="x")
    card = invoice_card(book.office, 1)
    assert card.reminders == ((FRIDAY, Tone.FRIENDLY, "called"),)
    book.clock.later(days=10)
    (written,) = review(book.office).prepared
    assert written.facts.previous == ()
    assert call_card(book.office, acme).sent == ()
    with book.office.read() as ledger:
        assert ledger.post.letters_of([1]) == []
        assert ledger.charges.of([1]) == []


def test_the_history_has_the_call_and_that_it_was_taken_back(book: Book, acme: int) -> None:
    call = record(book, acme, O.PROMISED, promised=promise(FRIDAY, "500"), note="Half of it")
    take_back_call(book.office, call)
    with book.office.read() as ledger:
        back, told, *_ = ledger.diary.events(acme)
    assert (back.code, back.data["outcome"]) == (AuditCode.CALL_TAKEN_BACK, "promised")
    assert told.code is AuditCode.CALL_RECORDED
    assert {**told.data} == {
        "call_id": call, "outcome": "promised", "completes": True, "contact": "Ann Lee",
        "phone": PHONE, "reason": "Half of it", "by": "Sam Carter", "minor": 50_000,
        "currency": "GBP", "until": "2026-03-20", "tone": "friendly", "numbers": ["A1"],
    }  # fmt: skip
