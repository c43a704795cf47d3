"""Cases and limitation on Today."""

from __future__ import annotations

from dunning_desktop.domain.cases import CaseStep, StepKind
from dunning_desktop.usecases.cases import open_case, take_step
from dunning_desktop.usecases.clients import archive_client
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import Task, TaskRow, Urgency
from tests.helpers.books import Book


def _row(book: Book, task: Task) -> TaskRow | None:
    return next((one for one in today(book.office).tasks if one.task is task), None)


def _letter(book: Book, client: int) -> int:
    case = open_case(book.office, client).value.case_id
    day = book.clock.today()
    take_step(book.office, case, CaseStep(StepKind.LETTER, day, posted_on=day))
    return case


def test_a_case_whose_clock_has_run_waits_for_a_decision(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    case = _letter(book, client)
    book.clock.later(days=14)
    assert _row(book, Task.CASES_READY) is None
    book.clock.later(days=1)
    row = _row(book, Task.CASES_READY)
    assert row is not None
    assert (row.count, row.names, row.urgency) == (1, ("Acme Ltd",), Urgency.DECIDE)
    take_step(book.office, case, CaseStep(StepKind.HANDED_OVER, book.clock.today()))
    assert _row(book, Task.CASES_READY) is None


def test_a_debt_in_its_last_year_until_it_is_in_court(book: Book) -> None:
    client, other = book.client(), book.client("Bell Ltd", jurisdiction="GB-SCT")
    book.invoice(client, "A1", late=365 * 5 - 20)
    book.invoice(other, "B1", late=365 * 4 + 30)
    row = _row(book, Task.LIMITATION_NEAR)
    assert row is not None
    assert (row.count, row.names) == (1, ("Bell Ltd",))
    book.clock.later(days=30)
    row = _row(book, Task.LIMITATION_NEAR)
    assert row is not None
    assert row.names == ("Bell Ltd", "Acme Ltd")
    for key in (client, other):
        case = _letter(book, key)
        book.clock.later(days=20)
        take_step(book.office, case, CaseStep(StepKind.TO_COURT, book.clock.today()))
    assert _row(book, Task.LIMITATION_NEAR) is None


def test_none_for_who_is_archived_or_has_paid(book: Book) -> None:
    client, other = book.client(), book.client("Bell Ltd")
    book.invoice(client, "A1", late=365 * 5 + 100)
    book.invoice(other, "B1", late=365 * 5 + 100)
    archive_client(book.office, client, archived=True)
    book.pay(other, "100.00")
    assert _row(book, Task.LIMITATION_NEAR) is None
