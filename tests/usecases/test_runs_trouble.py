"""Runs that meet trouble: a letter that cannot be made, a book that changes, an end in mid-run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import pytest

from dunning_desktop.domain.client import Contact
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.mail import Fault, FrozenMessage, Receipt
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.mail.drawer import DrawerPostman
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.mail_ports import Keep
from dunning_desktop.usecases.run_rows import Did, Run, RunMode, RunState, StartedBy
from dunning_desktop.usecases.runs import is_due, latest_runs, run
from tests.helpers.books import Book
from tests.helpers.strict import ExpectLog
from tests.helpers.unattended import (
    Stubborn,
    ask,
    automate,
    debtors,
    did,
    go,
    raising,
    reminded,
    why,
)


class Disaster(BaseException):
    """The program is ended in the middle."""


def _rows(book: Book) -> list[tuple[str, int]]:
    """Of each run in the file its state, and how many reminders its row tells of."""
    sql = "SELECT state, json_array_length(lines) FROM run ORDER BY id"
    return [(state, lines) for state, lines in ask(book, sql)]


# A letter that cannot be made


def test_one_bad_letter_is_skipped_and_the_others_go(book: Book) -> None:
    first, _, third = debtors(book, 3)
    automate(book)
    bad = Stubborn({"Client 2": raising(InvalidField(field="email", reason="form"))})
    one = go(book, stationery=bad)
    assert one.state is RunState.WARNING
    assert did(one, Did.SENT) == ["Client 1", "Client 3"]
    (line,) = [x for x in one.lines if x.did is Did.FAILED]
    assert (line.client, line.why, line.detail) == ("Client 2", "invalid-field", "form")
    assert reminded(book) == [first, third]
    assert one.accepted == 2
    # Once it can be made, it goes.
    assert did(go(book), Did.SENT) == ["Client 2"]


def test_a_bug_in_one_letter_keeps_none_of_the_others(
    book: Book, expect_log: ExpectLog
) -> None:
    first, second, _ = debtors(book, 3)
    automate(book)
    expect_log("ERROR .*a reminder of a run could not be made")
    one = go(book, stationery=Stubborn({"Client 3": raising(ZeroDivisionError("off by one"))}))
    assert one.state is RunState.WARNING
    (line,) = [x for x in one.lines if x.did is Did.FAILED]
    # The row names the kind of trouble, never what it said: that could be a client's words.
    assert (line.client, line.why, line.detail) == ("Client 3", "bug", "ZeroDivisionError")
    assert reminded(book) == [first, second]


def test_an_address_that_cannot_be_written_fails_alone(book: Book) -> None:
    debtors(book, 1)
    wrong = book.client("Wrong", contacts=(Contact(email="not an address"),))
    book.invoice(wrong, "B1")
    automate(book)
    one = go(book)
    assert why(one) == {"Wrong": "invalid-field"}
    assert did(one, Did.SENT) == ["Client 1"]
    assert ask(book, "SELECT count(*) FROM reminder WHERE client_id = ?", wrong) == [(0,)]


# A book that changes meanwhile


def _before(client: int, what: Callable[[], object]) -> Callable[[int, int], bool]:
    """A progress that does something once so many reminders were made."""

    def progress(done: int, total: int) -> bool:
        if total and done == client:
            what()
        return True

    return progress


def _watched(book: Book, progress: Callable[[int, int], bool]) -> Run:
    return run(book.office, StartedBy.HAND, progress=progress).value


def test_who_pays_between_the_plan_and_his_letter_gets_none(book: Book) -> None:
    first, second, third = debtors(book, 3)
    automate(book)
    one = _watched(book, _before(1, lambda: book.pay(second, "100.00")))
    assert reminded(book) == [first, third]
    assert why(one) == {"Client 2": "proposal-outdated"}
    # Nothing went wrong: the next run looks at him again.
    assert (one.state, one.count(Did.LEFT), one.count(Did.FAILED)) == (RunState.DONE, 1, 0)


def test_who_pays_while_his_letter_is_made_gets_none(book: Book) -> None:
    """The one guard is asked again inside the transaction that issues."""
    first, second = debtors(book, 2)
    automate(book)
    pays = Stubborn({"Client 2": lambda: book.pay(second, "100.00")})
    one = go(book, stationery=pays)
    assert reminded(book) == [first]
    assert why(one) == {"Client 2": "proposal-outdated"}
    assert ask(book, "SELECT count(*) FROM letter") == [(1,)]
    assert ask(book, "SELECT count(*) FROM outbox_message") == [(1,)]


def test_who_pays_a_part_meanwhile_is_not_asked_for_the_whole(book: Book) -> None:
    _, second = debtors(book, 2)
    automate(book)
    one = _watched(book, _before(1, lambda: book.pay(second, "40.00")))
    assert why(one) == {"Client 2": "proposal-outdated"}
    (line,) = go(book).lines
    assert [str(x) for x in line.amounts] == ["GBP 60.00"]


def test_who_is_held_meanwhile_gets_no_letter(book: Book) -> None:
    first, second = debtors(book, 2)
    automate(book)
    one = _watched(book, _before(1, lambda: hold(book.office, second)))
    assert reminded(book) == [first]
    assert why(one) == {"Client 2": "proposal-outdated"}


# An end in mid-run


def test_a_run_that_is_stopped_says_how_far_it_came(book: Book) -> None:
    first, *_ = debtors(book, 3)
    automate(book)
    one = _watched(book, lambda done, _total: done < 1)
    assert one.state is RunState.STOPPED
    assert did(one, Did.SENT) == ["Client 1"]
    assert reminded(book) == [first]
    # It did not come to its end: the run of the day may begin again, and goes on.
    assert is_due(book.office)
    assert did(go(book, StartedBy.WINDOW), Did.SENT) == ["Client 2", "Client 3"]


def test_after_every_reminder_the_row_in_the_file_says_so(book: Book) -> None:
    debtors(book, 3)
    automate(book)
    seen: list[tuple[int, list[tuple[str, int]]]] = []

    def progress(done: int, total: int) -> bool:
        if total:
            seen.append((done, _rows(book)))
        return True

    _watched(book, progress)
    assert [x for x in seen if x[1][0][0] == "running"][:3] == [
        (0, [("running", 0)]),
        (1, [("running", 1)]),
        (2, [("running", 2)]),
    ]
    assert _rows(book) == [("done", 3)]


def test_a_run_whose_program_ended_is_marked_by_the_next_one(book: Book) -> None:
    debtors(book, 1)
    automate(book)
    cut_off = Run(
        day=book.clock.today(),
        started_at=book.clock.now(),
        started_by=StartedBy.SYSTEM,
        mode=RunMode.SENDS,
        code="cut off",
    )
    with book.office.write() as ledger:
        ledger.runs.open(cut_off)
    assert [one.state for one in latest_runs(book.office)] == [RunState.RUNNING]
    # It does not count as the run of the day.
    assert did(go(book, StartedBy.SYSTEM), Did.SENT) == ["Client 1"]
    states = [(one.state, one.ended_at) for one in latest_runs(book.office)]
    assert states == [
        (RunState.DONE, book.clock.now()),
        (RunState.INTERRUPTED, book.clock.now()),
    ]


def test_what_ends_the_program_in_mid_run_leaves_what_was_done(book: Book) -> None:
    first, _, third = debtors(book, 3)
    automate(book)
    with pytest.raises(Disaster):
        go(book, stationery=Stubborn({"Client 2": raising(Disaster())}))
    (one,) = latest_runs(book.office)
    assert (one.state, one.trouble) == (RunState.INTERRUPTED, "Disaster")
    assert did(one, Did.SENT) == ["Client 1"]
    assert reminded(book) == [first]
    assert did(go(book, StartedBy.SYSTEM), Did.SENT) == ["Client 2", "Client 3"]
    assert len(reminded(book)) == 3
    assert third in reminded(book)


# E-mail that does not go


class Moody(DrawerPostman):
    """Says of some recipients that something is wrong with them."""

    def __init__(self, faults: dict[str, Fault]) -> None:
        super().__init__()
        self.faults = faults

    @contextmanager
    def connect(  # type: ignore[override]
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> Iterator[Moody]:
        yield self

    def submit(
        self,
        message: FrozenMessage,
        *,
        before_dot: Callable[[], None],
        at_text: Callable[[], None] | None = None,
    ) -> Receipt:
        before_dot()
        return Receipt("", self.faults.get(message.recipients[0]))


def test_what_a_run_that_ended_early_left_in_the_outbox_goes_with_the_next(book: Book) -> None:
    """Even where that one has nothing new to say."""
    debtors(book, 2)
    automate(book)
    with pytest.raises(Disaster):
        go(book, postman=Ending())
    assert ask(book, "SELECT DISTINCT state FROM outbox_message") == [("queued",)]
    one = go(book, StartedBy.SYSTEM)
    assert one.lines == ()
    assert (one.state, one.accepted) == (RunState.DONE, 2)
    assert ask(book, "SELECT DISTINCT state FROM outbox_message") == [("accepted",)]


def test_a_run_that_only_drafts_sends_nothing_that_waits(book: Book) -> None:
    debtors(book, 1)
    automate(book)
    book.issue()
    automate(book, drafts_until=book.clock.today())
    book.clock.later(minutes=5)
    go(book)
    assert ask(book, "SELECT state FROM outbox_message") == [("queued",)]


class Ending(DrawerPostman):
    """The program is ended as it begins to send."""

    def connect(
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> NoReturn:
        raise Disaster


@pytest.mark.parametrize(
    ("fault", "state", "accepted", "failed"),
    [
        (Fault.RECIPIENT, "failed", 1, 1),
        (Fault.LINK_LOST_AT_DOT, "uncertain", 1, 1),
        (Fault.BUSY, "queued", 1, 0),
    ],
)
def test_a_message_that_does_not_go_makes_the_run_a_warning(
    book: Book, fault: Fault, state: str, accepted: int, failed: int
) -> None:
    debtors(book, 2)
    automate(book)
    one = go(book, postman=Moody({"pay2@client.example": fault}))
    assert one.state is RunState.WARNING
    assert (one.accepted, one.failed) == (accepted, failed)
    assert did(one, Did.SENT) == ["Client 1", "Client 2"]
    states = ask(book, "SELECT state FROM outbox_message ORDER BY recipient")
    assert states == [("accepted",), (state,)]


def test_an_account_that_is_paused_in_mid_run_makes_it_a_warning(book: Book) -> None:
    debtors(book, 2)
    automate(book)
    one = go(book, postman=Moody({"pay1@client.example": Fault.LIMIT}))
    assert one.state is RunState.WARNING
    assert ask(book, "SELECT DISTINCT state FROM outbox_message") == [("queued",)]
    # The next one leaves e-mail to the owner.
    other = book.client("Other", contacts=(Contact(email="o@client.example"),))
    book.invoice(other, "B1")
    assert why(go(book)) == {"Other": "sending-paused"}


def test_a_run_keeps_nothing_of_a_client_in_its_trouble(
    book: Book, expect_log: ExpectLog
) -> None:
    debtors(book, 1)
    automate(book)
    expect_log("a reminder of a run could not be made")
    secret = "Ann Smith, 1 High Street"
    go(book, stationery=Stubborn({"Client 1": raising(ValueError(secret))}))
    assert secret not in str(ask(book, "SELECT * FROM run"))
