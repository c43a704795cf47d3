"""Words on instalments in runs nobody watches: off until allowed, and within the limits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dunning_desktop.domain.automation import Held
from dunning_desktop.domain.client import Contact
from dunning_desktop.domain.errors import DunningError, MailError
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.papers import PaperFacts
from dunning_desktop.domain.policy import Channel
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.plan_notices import due_notices
from dunning_desktop.usecases.rows import LetterState
from dunning_desktop.usecases.run_rows import Did, Run, RunMode, RunState
from dunning_desktop.usecases.runs import latest_runs, rehearse
from tests.helpers.books import Book, PlainStationery
from tests.helpers.plans import agree
from tests.helpers.unattended import automate, debtors, go


def _plan(book: Book, name: str = "Acme Ltd", number: str = "P1", **client: object) -> int:
    """£90 in three payments, of which the first is due in two days."""
    key = book.client(name, **client)
    agree(book, key, book.invoice(key, number, amount="90.00"), ahead=2)
    return key


def _said(run: Run) -> list[tuple[str, str, str]]:
    return [(one.client, one.did.value, one.why) for one in run.lines if one.notice]


def test_off_until_the_owner_lets_them_go(book: Book) -> None:
    automate(book)
    _plan(book)
    assert _said(go(book)) == [("Acme Ltd", "left", Held.NEEDS_APPROVAL.value)]
    assert outbox(book.office).messages == ()
    assert len(due_notices(book.office)) == 1


def test_a_run_sends_them_and_says_so(book: Book) -> None:
    automate(book, instalments=True)
    _plan(book)
    done = go(book)
    [line] = [one for one in done.lines if one.notice]
    assert (line.did, line.notice, line.numbers) == (Did.SENT, "soon", ("P1",))
    assert [str(one) for one in line.amounts] == ["GBP 30.00"]
    assert (done.state, done.accepted) == (RunState.DONE, 1)
    assert [one.state for one in outbox(book.office).messages] == ["accepted"]
    assert due_notices(book.office) == ()
    assert latest_runs(book.office)[0].lines == done.lines


def test_the_rehearsal_is_what_the_run_does(book: Book) -> None:
    automate(book, instalments=True)
    debtors(book, 2)
    _plan(book)
    rehearsed = rehearse(book.office)
    assert rehearsed.lines == go(book).lines


def test_for_thirty_days_it_only_drafts(book: Book) -> None:
    automate(book, instalments=True, drafts_until=date(2026, 12, 31))
    _plan(book)
    done = go(book)
    assert done.mode is RunMode.DRAFTS
    assert _said(done) == [("Acme Ltd", "drafted", "")]
    assert len(due_notices(book.office)) == 1


def test_one_without_email_gets_a_letter(book: Book) -> None:
    automate(book, instalments=True)
    _plan(book, contacts=(Contact("Ann"),))
    [line] = [one for one in go(book).lines if one.notice]
    assert line.channel is Channel.LETTER
    assert [one.state for one in outbox(book.office).letters] == [LetterState.MADE]


def test_they_share_the_limit_of_a_run_with_its_reminders(book: Book) -> None:
    automate(book, instalments=True, most_in_a_run=2)
    debtors(book, 1)
    _plan(book)
    _plan(book, "Bell Ltd", "P2")
    assert _said(go(book)) == [
        ("Acme Ltd", "sent", ""),
        ("Bell Ltd", "left", Held.ENOUGH_FOR_THIS_RUN.value),
    ]


def test_none_while_it_is_too_long_ago_that_payments_were_heard_of(book: Book) -> None:
    automate(book, instalments=True, stale_after=7)
    _plan(book)
    book.pay(book.client("Other Ltd"), "1.00", back=9)
    [line] = [one for one in go(book).lines if one.notice]
    assert (line.did, line.why, line.detail) == (Did.LEFT, Held.PAYMENTS_STALE.value, "9")


def test_none_by_email_while_sending_is_paused(book: Book) -> None:
    automate(book, instalments=True)
    _plan(book)
    with book.office.write() as ledger:
        [account] = ledger.post.accounts()
        ledger.post.pause_account(account.id, Fault.LOGIN)
    assert _said(go(book)) == [("Acme Ltd", "left", Held.SENDING_PAUSED.value)]


class _Refusing(PlainStationery):
    """Cannot make the words of one client."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def paper_words(self, facts: PaperFacts) -> Words:
        if facts.client.name == "Acme Ltd":
            raise self.error
        return super().paper_words(facts)


@pytest.mark.parametrize(
    ("error", "why"), [(MailError(fault="too-large"), "mail"), (ValueError("bug"), "bug")]
)
def test_one_that_cannot_be_made_keeps_no_other_back(
    book: Book, error: Exception, why: str, expect_log: Callable[[str], object]
) -> None:
    if not isinstance(error, DunningError):
        expect_log("could not be made")
    automate(book, instalments=True)
    _plan(book)
    _plan(book, "Bell Ltd", "P2")
    done = go(book, stationery=_Refusing(error))
    assert _said(done) == [("Acme Ltd", "failed", why), ("Bell Ltd", "sent", "")]
    assert done.state is RunState.WARNING
