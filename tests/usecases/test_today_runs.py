"""What Today says of runs: trouble until it is over, and what was done for a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.usecases.run_rows import Did, Run, RunLine, RunMode, RunState, StartedBy
from dunning_desktop.usecases.runs import is_due, run, save_automation, switch
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import Task, TaskRow
from tests.helpers.books import Book
from tests.helpers.unattended import SENDS, Stubborn, automate, away, debtors, go, raising

ABOUT_RUNS = frozenset({Task.RUN_TROUBLE, Task.RUN_DONE})


def row(book: Book, **parts: object) -> TaskRow | None:
    office = replace(book.office, **parts)  # type: ignore[arg-type]
    found = [one for one in today(office).tasks if one.task in ABOUT_RUNS]
    assert len(found) <= 1
    return found[0] if found else None


def task(book: Book, **parts: object) -> Task | None:
    found = row(book, **parts)
    return found.task if found else None


def put(book: Book, state: RunState, *, back: int = 0, lines: tuple[RunLine, ...] = ()) -> Run:
    """A run of some days ago that ended like that."""
    now = book.clock.now() - timedelta(days=back)
    made = Run(
        day=now.date(),
        started_at=now,
        started_by=StartedBy.WINDOW,
        mode=RunMode.SENDS,
        state=state,
        code=f"{state}{back}",
        lines=lines,
    )
    with book.office.write() as ledger:
        ledger.runs.open(made)
    return made


def test_without_runs_there_is_nothing_to_say(book: Book) -> None:
    assert task(book) is None


def test_what_a_run_did_stands_there_that_day_and_the_next(book: Book) -> None:
    debtors(book, 2)
    automate(book)
    done = go(book)
    found = row(book)
    assert found is not None
    assert (found.task, found.run, found.mark) == (Task.RUN_DONE, done, done.code)
    save_automation(book.office, replace(SENDS, on=False))
    book.clock.later(days=1)
    assert task(book) is Task.RUN_DONE
    book.clock.later(days=1)
    assert task(book) is None


def test_reminders_that_wait_for_the_owner_anyway_are_no_news(book: Book) -> None:
    debtors(book, 2)
    automate(book, 77)
    assert go(book).count(Did.LEFT) == 2
    assert task(book) is None


def test_it_is_news_that_stale_payments_hold_everything_back(book: Book) -> None:
    debtors(book, 1)
    automate(book, stale_after=7)
    go(book)
    assert task(book) is Task.RUN_DONE


def test_a_run_that_found_nothing_is_no_news(book: Book) -> None:
    automate(book)
    go(book)
    assert task(book) is None


@pytest.mark.parametrize("state", [RunState.WARNING, RunState.STOPPED, RunState.INTERRUPTED])
def test_a_bad_end_is_trouble_until_a_later_run_is_done(book: Book, state: RunState) -> None:
    bad = put(book, state, back=3)
    found = row(book)
    assert found is not None
    assert (found.task, found.mark) == (Task.RUN_TROUBLE, bad.code)
    put(book, RunState.DONE)
    assert task(book) is None


def test_a_run_that_still_goes_on_is_no_trouble_but_one_of_yesterday_is(book: Book) -> None:
    put(book, RunState.RUNNING)
    assert task(book) is None
    put(book, RunState.RUNNING, back=1)
    assert task(book) is Task.RUN_TROUBLE


def test_a_letter_that_could_not_be_made_is_counted(book: Book) -> None:
    debtors(book, 3)
    automate(book)
    broken = Stubborn({"Client 2": raising(InvalidField(field="email", reason="form"))})
    go(book, stationery=broken)
    found = row(book)
    assert found is not None
    assert (found.task, found.count) == (Task.RUN_TROUBLE, 1)


# No run, though it is on


def test_silence_is_trouble_after_two_working_days(book: Book) -> None:
    # Friday 20 March 2026; on a weekend nobody misses a run.
    switch(book.office, on=True)
    working = {"is_working": lambda _place, day: day.weekday() < 5}
    said: dict[str, Task | None] = {}
    for _ in range(6):
        said[f"{book.clock.today():%a}"] = task(book, **working)
        book.clock.later(days=1)
    assert said == {
        "Fri": None, "Sat": None, "Sun": None, "Mon": None, "Tue": None,
        "Wed": Task.RUN_TROUBLE,
    }  # fmt: skip


def test_silence_counts_from_the_last_run_that_ended(book: Book) -> None:
    switch(book.office, on=True)
    put(book, RunState.DONE)
    book.clock.later(days=3)
    found = row(book)
    assert found is not None
    assert (found.run, found.count, found.until) == (None, 2, date(2026, 3, 20))
    put(book, RunState.DONE)
    assert task(book) is None


def test_silence_is_told_again_the_next_week(book: Book) -> None:
    switch(book.office, on=True)
    marks = set()
    for _ in range(14):
        book.clock.later(days=1)
        found = row(book)
        marks |= {found.mark} if found else set()
    assert len(marks) == 2


def test_while_it_is_off_silence_is_as_it_should_be(book: Book) -> None:
    switch(book.office, on=True)
    switch(book.office, on=False)
    book.clock.later(days=5)
    assert task(book) is None


def test_days_of_rest_miss_no_run(book: Book) -> None:
    switch(book.office, on=True)
    book.clock.later(days=5)
    assert task(book, is_working=away) is None
    assert task(book) is Task.RUN_TROUBLE


# What cuts a run off must not keep the window from opening


def test_a_day_whose_runs_were_cut_off_twice_has_no_third_by_itself(book: Book) -> None:
    debtors(book, 1)
    automate(book)
    assert is_due(book.office)
    put(book, RunState.INTERRUPTED)
    assert is_due(book.office)
    put(book, RunState.RUNNING)
    assert not is_due(book.office)
    assert run(book.office, StartedBy.HAND).value.state is RunState.DONE
    book.clock.later(days=1)
    assert is_due(book.office)


def test_whoever_stops_while_mail_goes_out_finds_the_rest_in_the_outbox(book: Book) -> None:
    debtors(book, 3)
    automate(book)
    asked: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        asked.append((done, total))
        # Three letters are made; of the mails one goes.
        return len(asked) < 5

    stopped = run(book.office, StartedBy.WINDOW, progress=progress).value
    assert (stopped.state, stopped.count(Did.SENT), stopped.accepted) == (RunState.STOPPED, 3, 1)
    with book.office.read() as ledger:
        assert sum(ledger.figures.queued().values()) == 2
    assert is_due(book.office)
    assert run(book.office, StartedBy.WINDOW).value.lines == ()
