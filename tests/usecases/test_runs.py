"""Runs nobody watches: when they begin, what they may send, and what they leave."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from dunning_desktop.domain.automation import Automation, Held
from dunning_desktop.domain.client import Address, Contact
from dunning_desktop.domain.errors import CannotUndo, RunRefused
from dunning_desktop.domain.mail import Fault
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.delivery import TOUCHED as DELIVERED
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.issue import undo
from dunning_desktop.usecases.listening import TOUCHED as HEARD
from dunning_desktop.usecases.outbox import message_of, outbox
from dunning_desktop.usecases.run_rows import Did, RunMode, RunState, StartedBy
from dunning_desktop.usecases.runs import (
    automation,
    is_due,
    latest_runs,
    rehearse,
    run,
    save_automation,
    switch,
)
from tests.helpers.books import STREET, Book
from tests.helpers.unattended import (
    FINAL,
    FRIENDLY,
    SENDS,
    ask,
    automate,
    away,
    change,
    debtors,
    did,
    go,
    reminded,
    why,
)

MONDAY = date(2026, 3, 23)


def _refused(book: Book, started_by: StartedBy = StartedBy.HAND, **parts: object) -> str:
    with pytest.raises(RunRefused) as error:
        go(book, started_by, **parts)
    return str(error.value.data["reason"])


def test_a_run_says_that_it_may_have_paused_an_account(book: Book) -> None:
    automate(book, FRIENDLY)
    assert run(book.office, StartedBy.HAND).touched >= DELIVERED | HEARD


# When a run begins


def test_it_is_off_until_the_owner_switches_it_on(book: Book) -> None:
    debtors(book, 1)
    assert _refused(book) == "off"
    assert not is_due(book.office)
    assert latest_runs(book.office) == []
    assert reminded(book) == []


def test_for_thirty_days_it_drafts_and_then_it_sends(book: Book) -> None:
    """Switched on on 20 March: the drafts last through 19 April."""
    debtors(book, 2)
    save_automation(book.office, replace(Automation(), rests=False, stale_after=None))
    switch(book.office, on=True)
    with book.office.write() as ledger:
        ledger.parties.let_go_unattended([1], FRIENDLY, unattended=True)
    for _ in range(31):
        drafts = go(book, StartedBy.SYSTEM)
        assert drafts.mode is RunMode.DRAFTS
        assert drafts.state is RunState.DONE
        assert did(drafts, Did.DRAFTED) == ["Client 1", "Client 2"]
        book.clock.later(days=1)
    assert ask(book, "SELECT count(*) FROM reminder") == [(0,)]
    assert ask(book, "SELECT count(*) FROM outbox_message") == [(0,)]
    sent = go(book, StartedBy.SYSTEM)
    assert sent.day == date(2026, 4, 20)
    assert sent.mode is RunMode.SENDS
    assert did(sent, Did.SENT) == ["Client 1", "Client 2"]
    assert sent.accepted == 2
    assert len(reminded(book)) == 2


@pytest.mark.parametrize(
    ("off_after", "drafts_until", "mode"),
    [
        # Nineteen April was the last day of drafts: who saw them all need not see them again.
        (31, date(2026, 4, 19), RunMode.SENDS),
        (30, date(2026, 5, 29), RunMode.DRAFTS),
        (5, date(2026, 5, 29), RunMode.DRAFTS),
    ],
)
def test_drafts_begin_again_only_where_they_were_broken_off(
    book: Book, off_after: int, drafts_until: date, mode: RunMode
) -> None:
    """Switched on on 20 March, and again forty days later."""
    switch(book.office, on=True)
    assert automation(book.office).drafts_until == date(2026, 4, 19)
    book.clock.later(days=off_after)
    switch(book.office, on=False)
    assert _refused(book) == "off"
    book.clock.later(days=40 - off_after)
    switch(book.office, on=True)
    assert automation(book.office).drafts_until == drafts_until
    assert rehearse(book.office).mode is mode


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "quiet"),
    [
        # It is nine in the morning.
        (time(19), time(8), False),
        (time(19), time(9, 1), True),
        (time(19), time(9), False),
        (time(9), time(10), True),
        (time(8), time(9), False),
    ],
)
def test_in_quiet_hours_nothing_begins(
    book: Book, quiet_from: time, quiet_until: time, quiet: bool
) -> None:
    debtors(book, 1)
    automate(book, quiet_from=quiet_from, quiet_until=quiet_until, at=quiet_until)
    if quiet:
        assert _refused(book) == "quiet"
        assert not is_due(book.office)
        assert reminded(book) == []
    else:
        assert is_due(book.office)
        assert len(did(go(book), Did.SENT)) == 1


def test_on_a_day_of_rest_of_the_business_nothing_begins(book: Book) -> None:
    debtors(book, 1)
    automate(book, rests=True)
    assert _refused(book, is_working=away) == "rest-day"
    assert not is_due(replace(book.office, is_working=away))
    assert did(go(book), Did.SENT) == ["Client 1"]


def test_whoever_rests_on_no_day_sends_on_any(book: Book) -> None:
    debtors(book, 1)
    automate(book, rests=False)
    assert did(go(book, is_working=away), Did.SENT) == ["Client 1"]


def test_the_run_of_the_day_is_due_once_from_its_time_on(book: Book) -> None:
    automate(book, at=time(11))
    assert not is_due(book.office)
    book.clock.later(hours=2)
    assert is_due(book.office)
    go(book, StartedBy.WINDOW)
    assert not is_due(book.office)
    for started_by in (StartedBy.WINDOW, StartedBy.SYSTEM):
        assert _refused(book, started_by) == "done-today"
    book.clock.later(days=1)
    assert is_due(book.office)


def test_by_hand_it_may_be_done_again(book: Book) -> None:
    first, second = debtors(book, 2)
    automate(book, most_in_a_run=1)
    assert did(go(book, StartedBy.SYSTEM), Did.SENT) == ["Client 1"]
    assert did(go(book), Did.SENT) == ["Client 2"]
    assert reminded(book) == [first, second]
    assert go(book).lines == ()


def test_where_another_copy_of_the_program_runs_nothing_begins(book: Book) -> None:
    debtors(book, 1)
    automate(book)
    assert _refused(book, run_lock=lambda: nullcontext(False)) == "elsewhere"
    assert latest_runs(book.office) == []


# What may go


def test_only_levels_that_may_go_by_themselves_do(book: Book) -> None:
    """Another line of the same reminder that may not is enough to leave it."""
    _, second = debtors(book, 2)
    book.invoice(second, "A3", late=2)
    automate(book)
    with book.office.write() as ledger:
        ledger.parties.let_go_unattended([1], FRIENDLY, unattended=False)
        ledger.parties.let_go_unattended([1], FINAL, unattended=True)
    one = go(book)
    assert did(one, Did.SENT) == []
    assert why(one) == {"Client 1": "needs-approval", "Client 2": "needs-approval"}
    assert one.state is RunState.DONE
    assert ask(book, "SELECT count(*) FROM reminder") == [(0,)]


def test_what_goes_by_itself_says_so_and_what_the_owner_sends_does_not(book: Book) -> None:
    debtors(book, 2)
    automate(book, most_in_a_run=1)
    one = go(book)
    book.issue()
    assert ask(book, "SELECT unattended, run = ? FROM reminder ORDER BY id", one.code) == [
        (1, 1),
        (0, 0),
    ]
    messages = sorted(outbox(book.office).messages, key=lambda x: x.id)
    raw = [message_of(book.office, x.id).frozen.raw for x in messages]
    assert [b"Auto-Submitted: auto-generated" in x for x in raw] == [True, False]


def test_what_a_run_issued_goes_out_at_once(book: Book) -> None:
    debtors(book, 2)
    automate(book)
    one = go(book)
    assert (one.accepted, one.failed, one.state) == (2, 0, RunState.DONE)
    assert ask(book, "SELECT DISTINCT state FROM outbox_message") == [("accepted",)]


def test_no_more_go_in_a_run_than_was_said(book: Book) -> None:
    debtors(book, 3)
    automate(book, most_in_a_run=2)
    one = go(book)
    assert did(one, Did.SENT) == ["Client 1", "Client 2"]
    assert why(one) == {"Client 3": "enough-for-this-run"}


def test_no_more_go_on_a_day_than_was_said_whatever_the_runs(book: Book) -> None:
    debtors(book, 4)
    automate(book, most_in_a_run=2, most_in_a_day=3)
    assert len(did(go(book), Did.SENT)) == 2
    second = go(book)
    assert did(second, Did.SENT) == ["Client 3"]
    assert why(second) == {"Client 4": "enough-for-today"}
    book.clock.later(days=1)
    assert did(go(book), Did.SENT) == ["Client 4"]


def test_what_the_owner_sent_by_hand_leaves_the_day_of_the_runs_alone(book: Book) -> None:
    automate(book, most_in_a_day=1)
    debtors(book, 1)
    book.issue()
    client_id = book.client("Late arrival")
    book.invoice(client_id, "B1")
    assert did(go(book), Did.SENT) == ["Late arrival"]


def test_no_more_go_to_a_client_within_a_while_whoever_sent_them(book: Book) -> None:
    """Thirty days are counted back, the first of them too."""
    (client_id,) = debtors(book, 1)
    automate(book, most_to_a_client=1)
    book.issue()
    book.invoice(client_id, "A2", late=-25)
    book.clock.later(days=30)
    deliver(book.office)
    assert why(go(book)) == {"Client 1": "needs-approval"}
    hold(book.office, client_id, item_id=1)
    assert why(go(book)) == {"Client 1": "enough-for-the-client"}
    book.clock.later(days=1)
    assert did(go(book), Did.SENT) == ["Client 1"]


def test_without_news_of_payments_nothing_goes(book: Book) -> None:
    debtors(book, 1)
    other = book.client("Payer")
    automate(book, stale_after=7)
    assert why(go(book)) == {"Client 1": "payments-stale"}
    book.pay(other, "5.00", back=8)
    (line,) = go(book).lines
    assert (line.why, line.detail) == ("payments-stale", "8")
    book.pay(other, "5.00", back=7)
    assert did(go(book), Did.SENT) == ["Client 1"]


def test_without_an_account_letters_still_go(book: Book) -> None:
    """A reminder for the post needs no account; it waits to be printed and posted."""
    debtors(book, 1)
    letters = book.client("On paper", contacts=())
    book.invoice(letters, "B1")
    automate(book)
    with book.office.write() as ledger:
        (account,) = ledger.post.accounts()
        ledger.post.pause_account(account.id, Fault.LOGIN, "535")
    one = go(book)
    assert why(one) == {"Client 1": "sending-paused"}
    assert did(one, Did.SENT) == ["On paper"]
    assert reminded(book) == [letters]
    assert ask(book, "SELECT by_post, posted_at FROM letter") == [(1, None)]


def test_an_account_that_is_missing_is_named(book: Book) -> None:
    debtors(book, 1)
    automate(book)
    change(book, "DELETE FROM mail_account")
    assert why(go(book)) == {"Client 1": Held.NO_ACCOUNT.value}
    assert reminded(book) == []


def test_a_call_is_left_to_whoever_can_make_one(book: Book) -> None:
    debtors(book, 1, contacts=(Contact(phone="0113 496 0000"),))
    automate(book)
    change(book, "UPDATE dunning_level SET channel = 'phone'")
    assert go(book).lines == ()
    assert reminded(book) == []


# Beforehand and afterwards


def test_a_rehearsal_writes_nothing_and_says_what_the_run_will(book: Book) -> None:
    debtors(book, 3)
    book.invoice(book.client("On paper", contacts=()), "B1")
    book.invoice(book.client("Needs a look"), "C1", late=40)
    automate(book, most_in_a_run=3)
    before = (book.path.read_bytes(), book.dump())
    said = rehearse(book.office)
    assert (book.path.read_bytes(), book.dump()) == before
    done = go(book)
    assert said.lines == done.lines
    assert (said.mode, said.day) == (done.mode, done.day)
    assert {one.did for one in said.lines} == {Did.SENT, Did.LEFT}


def test_a_rehearsal_of_drafts_says_what_would_be_drafted(book: Book) -> None:
    debtors(book, 2)
    automate(book, drafts_until=MONDAY)
    said = rehearse(book.office)
    assert did(said, Did.DRAFTED) == ["Client 1", "Client 2"]
    assert go(book).lines == said.lines


def test_what_was_off_can_be_rehearsed(book: Book) -> None:
    debtors(book, 1)
    automate(book, on=False)
    assert did(rehearse(book.office), Did.SENT) == ["Client 1"]
    assert reminded(book) == []


def test_what_went_out_is_not_taken_back_but_letters_are(book: Book) -> None:
    debtors(book, 1)
    letters = book.client("On paper", contacts=(), address=STREET)
    book.invoice(letters, "B1")
    automate(book)
    one = go(book)
    assert len(reminded(book)) == 2
    assert undo(book.office, one.code).value == 1
    assert letters not in reminded(book)
    with pytest.raises(CannotUndo):
        undo(book.office, one.code)
    # It is proposed again, and goes out again: taken back is not sent.
    assert did(go(book), Did.SENT) == ["On paper"]


def test_the_row_keeps_who_began_it_and_what_each_reminder_asked_for(book: Book) -> None:
    (client_id,) = debtors(book, 1)
    automate(book)
    done = go(book, StartedBy.SYSTEM)
    (kept,) = latest_runs(book.office)
    assert kept == done
    assert kept.started_by is StartedBy.SYSTEM
    assert kept.ended_at == book.clock.now()
    (line,) = kept.lines
    assert (line.client_id, line.client, line.numbers) == (client_id, "Client 1", ("A1",))
    assert [str(one) for one in line.amounts] == ["GBP 100.00"]


def test_the_newest_runs_come_first(book: Book) -> None:
    automate(book)
    days = []
    for _ in range(3):
        days.append(go(book, StartedBy.SYSTEM).day)
        book.clock.later(days=1)
    assert [one.day for one in latest_runs(book.office)] == days[::-1]
    assert [one.day for one in latest_runs(book.office, limit=1)] == days[-1:]


def test_nothing_goes_twice_however_often_it_runs(book: Book) -> None:
    debtors(book, 3, address=Address())
    automate(book)
    for _ in range(4):
        go(book)
    assert ask(book, "SELECT count(*), count(DISTINCT client_id) FROM reminder") == [(3, 3)]


def test_saving_says_what_held_before(book: Book) -> None:
    assert save_automation(book.office, SENDS).value == Automation()
    assert save_automation(book.office, Automation()).value == SENDS
    assert switch(book.office, on=True).value == Automation()
    assert automation(book.office).drafts_until == book.clock.today() + timedelta(days=30)


def test_the_lock_is_let_go_of_when_a_run_is_refused(book: Book) -> None:
    held: list[str] = []

    class Lock:
        def __enter__(self) -> bool:
            held.append("taken")
            return True

        def __exit__(self, *_: object) -> None:
            held.append("let go")

    with pytest.raises(RunRefused):
        run(replace(book.office, run_lock=Lock), StartedBy.HAND)
    assert held == ["taken", "let go"]
