"""What the owner lets the program do by itself: level by level, in every version of a ladder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from dunning_desktop.domain.automation import Automation, Held
from dunning_desktop.domain.errors import InvalidField, NotFound
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.policy import Channel, DunningPolicy
from dunning_desktop.usecases.automation import (
    LadderSteps,
    by_itself,
    fate,
    keep_limits,
    let_unattended,
    rehearsal,
)
from dunning_desktop.usecases.issue import undo
from dunning_desktop.usecases.ladders import choose_ladder, retire_ladder, save_ladder
from dunning_desktop.usecases.run_rows import Did, StartedBy
from dunning_desktop.usecases.runs import automation, run, save_automation, switch
from dunning_desktop.usecases.settings import business
from tests.helpers.books import STREET, Book
from tests.helpers.unattended import FIRM, FRIENDLY, SENDS, automate, debtors


def shown(book: Book) -> dict[str, LadderSteps]:
    return {one.name: one for one in by_itself(book.office).ladders}


def free(book: Book, name: str = "standard") -> list[int]:
    return [one.level.day for one in shown(book)[name].steps if one.level.unattended]


def policies(book: Book) -> dict[int, DunningPolicy]:
    with book.office.read() as ledger:
        return dict(ledger.parties.policies())


def standard(book: Book) -> DunningPolicy:
    chosen = business(book.office).policy_id
    assert chosen is not None
    return policies(book)[chosen]


def test_nothing_goes_by_itself_in_a_new_book(book: Book) -> None:
    known = by_itself(book.office)
    assert not known.automation.on
    assert known.allowed == 0
    assert known.runs == ()
    assert [one.name for one in known.ladders] == ["standard", "gentle", "strict", "consumer"]
    assert [one.holds for one in known.ladders] == [True, False, False, False]


def test_the_ladder_of_settings_stands_first(book: Book) -> None:
    choose_ladder(book.office, shown(book)["strict"].policy_id)
    assert next(one.name for one in by_itself(book.office).ladders) == "strict"


def test_a_level_is_allowed_in_every_version_and_the_answer_is_what_held_before(
    book: Book,
) -> None:
    first = standard(book)
    second = save_ladder(book.office, replace(first, gap_days=9), move=False).value
    assert not let_unattended(book.office, second, FRIENDLY, unattended=True).value
    for one in (first.id, second):
        assert [it.day for it in policies(book)[one].levels if it.unattended] == [FRIENDLY]
    assert let_unattended(book.office, first.id, FRIENDLY, unattended=False).value
    assert free(book) == []


def test_other_ladders_are_left_alone(book: Book) -> None:
    let_unattended(book.office, standard(book).id, FIRM, unattended=True)
    assert free(book) == [FIRM]
    assert free(book, "strict") == free(book, "gentle") == []


def test_a_level_of_an_earlier_version_can_still_be_taken_back(book: Book) -> None:
    first = standard(book)
    let_unattended(book.office, first.id, FIRM, unattended=True)
    fewer = tuple(replace(one, position=at) for at, one in enumerate(
        [one for one in first.levels if one.day != FIRM], 1
    ))  # fmt: skip
    save_ladder(book.office, replace(first, levels=fewer), move=False)
    former = [one.level.day for one in shown(book)["standard"].steps if one.former]
    assert former == [FIRM]
    let_unattended(book.office, first.id, FIRM, unattended=False)
    assert FIRM not in [one.level.day for one in shown(book)["standard"].steps]


def test_a_retired_ladder_is_shown_only_while_something_is_under_way_on_it(book: Book) -> None:
    gentle = shown(book)["gentle"].policy_id
    client = book.client(policy_id=gentle)
    book.invoice(client, "A1", late=10)
    retire_ladder(book.office, gentle, retired=True)
    assert "gentle" not in shown(book)
    book.issue()
    assert shown(book)["gentle"].retired


def test_where_a_person_calls_nothing_goes_by_itself(book: Book) -> None:
    first = standard(book)
    calls = tuple(
        replace(one, channel=Channel.PHONE) if one.day == FIRM else one for one in first.levels
    )
    changed = save_ladder(book.office, replace(first, levels=calls), move=False).value
    with pytest.raises(InvalidField) as caught:
        let_unattended(book.office, changed, FIRM, unattended=True)
    assert caught.value.data == {"field": "level", "reason": "phone"}
    assert free(book) == []


def test_what_is_not_there_cannot_be_allowed(book: Book) -> None:
    with pytest.raises(NotFound):
        let_unattended(book.office, 999, FRIENDLY, unattended=True)
    with pytest.raises(NotFound):
        let_unattended(book.office, standard(book).id, 77, unattended=True)
    assert by_itself(book.office).allowed == 0


def test_limits_leave_the_switch_and_the_drafts_as_they_are(book: Book) -> None:
    switch(book.office, on=True)
    known = automation(book.office)
    typed = Automation(at=time(10, 30), most_in_a_run=3, stale_after=None)
    assert keep_limits(book.office, typed).value == known
    assert automation(book.office) == replace(
        typed, on=True, on_since=known.on_since, drafts_until=known.drafts_until
    )


def test_it_says_what_keeps_e_mail_from_going_and_how_old_payments_are(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    book.pay(client, "1.00", back=3)
    assert by_itself(book.office).known_to == date(2026, 3, 17)
    assert by_itself(book.office).no_mail is None
    with book.office.write() as ledger:
        (account,) = ledger.post.accounts()
        ledger.post.pause_account(account.id, Fault.LOGIN, "")
    assert by_itself(book.office).no_mail is Held.SENDING_PAUSED


def test_a_rehearsal_says_too_why_no_run_would_begin(book: Book) -> None:
    debtors(book, 1)
    before = book.dump()
    assert rehearsal(book.office).refused == "off"
    assert book.dump() == before
    automate(book, rests=True)
    found = rehearsal(book.office)
    assert found.refused == ""
    assert [one.did for one in found.run.lines] == [Did.SENT]
    away = replace(book.office, is_working=lambda _place, _day: False)
    assert rehearsal(away).refused == "rest-day"


def test_a_rehearsal_is_what_the_run_then_does(book: Book) -> None:
    debtors(book, 3)
    automate(book, most_in_a_run=2)
    would = rehearsal(book.office).run.lines
    assert run(book.office, StartedBy.HAND).value.lines == would


def test_the_fate_of_a_run_tells_what_can_be_taken_back(book: Book) -> None:
    debtors(book, 2, contacts=(), address=STREET)
    automate(book)
    done = run(book.office, StartedBy.WINDOW).value
    found = fate(book.office, done.code)
    assert (found.standing, found.undoable) == (2, 2)
    undo(book.office, done.code)
    found = fate(book.office, done.code)
    assert (found.standing, found.undoable) == (0, 0)
    assert fate(book.office, "").standing == 0


def test_e_mails_that_left_cannot_be_taken_back(book: Book) -> None:
    debtors(book, 2)
    automate(book)
    done = run(book.office, StartedBy.WINDOW).value
    assert (done.accepted, fate(book.office, done.code).undoable) == (2, 0)


def test_saving_the_whole_is_undone_by_saving_what_was(book: Book) -> None:
    before = save_automation(book.office, SENDS).value
    save_automation(book.office, before)
    assert automation(book.office) == Automation()

