"""Cases in a book: opened, taken further step by step, taken back; nothing of one is chased."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.bad_debt import Relief
from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.cases import CaseState, CaseStep, StepKind, StepRefused
from dunning_desktop.domain.client import Address, DebtorType
from dunning_desktop.domain.disputes import Dispute, DisputeReason
from dunning_desktop.domain.errors import CannotUndo, InvalidField
from dunning_desktop.domain.extensions import InterestMeanwhile
from dunning_desktop.domain.pre_action import Enclosure, LetterKind
from dunning_desktop.domain.proposal import WhyNot
from dunning_desktop.domain.readiness import Check, Verdict, stops
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.case_views import case_rows, case_view
from dunning_desktop.usecases.cases import (
    open_case,
    post_letter,
    take_step,
    take_step_back,
    undo_open,
)
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.disputes import open_dispute
from dunning_desktop.usecases.extensions import give_time
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.plan_notices import due_notices
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.settings import business, save_business
from tests.helpers.books import HISTORY, Book
from tests.helpers.plans import agree


def _open(book: Book, client: int, *items: int) -> int:
    return open_case(book.office, client, items or None).value.case_id


def _step(book: Book, case: int, kind: StepKind, **more: object) -> int:
    wanted = CaseStep(kind, book.clock.today(), **more)  # type: ignore[arg-type]
    return take_step(book.office, case, wanted).value


def _state(book: Book, case: int) -> CaseState:
    return case_view(book.office, case).row.stands.state


def _verdicts(book: Book, case: int) -> dict[Check, Verdict]:
    return {one.check: one.verdict for one in case_view(book.office, case).checks}


# Opening


def test_it_takes_what_is_overdue_and_nothing_of_it_is_chased(book: Book) -> None:
    client = book.client()
    late, later = book.invoice(client, "A1", late=40), book.invoice(client, "A2", late=5)
    book.invoice(client, "A3", late=-10)
    book.invoice(client, "E1", currency="EUR")
    case = _open(book, client)
    view = case_view(book.office, case)
    assert view.row.numbers == ("A1", "A2")
    assert str(view.row.open) == "GBP 200.00"
    assert view.row.case.item_ids == {book.item(late), book.item(later)}
    assert view.row.stands.state is CaseState.PREPARING
    proposal = propose(book.office)
    assert [line.number for chase in proposal.chases for line in chase.lines] == ["E1"]
    left = {one.number: (one.code, one.detail) for one in proposal.rest}
    assert left["A1"] == left["A2"] == (WhyNot.BLOCKED, BlockKind.CASE)
    assert client_card(book.office, client).events[0].code is AuditCode.CASE_OPENED


def test_only_what_was_chosen(book: Book) -> None:
    client = book.client()
    one, two = book.item(book.invoice(client, "A1")), book.item(book.invoice(client, "A2"))
    _open(book, client, two)
    assert [x.item_id for chase in propose(book.office).chases for x in chase.lines] == [one]


def test_what_cannot_be_taken_further(book: Book) -> None:
    client = book.client()
    soon = book.item(book.invoice(client, "A1", late=-3))
    with pytest.raises(InvalidField) as error:
        _open(book, client)
    assert error.value.data["reason"] == "nothing-overdue"
    pounds = book.item(book.invoice(client, "A2"))
    euros = book.item(book.invoice(client, "E1", currency="EUR"))
    for items, reason in (((soon,), "not-overdue"), ((pounds, euros), "currency")):
        with pytest.raises(InvalidField) as error:
            _open(book, client, *items)
        assert error.value.data["reason"] == reason
    _open(book, client, pounds)
    with pytest.raises(InvalidField) as error:
        _open(book, client, pounds)
    assert error.value.data["reason"] == "not-overdue"


def test_one_that_was_opened_by_mistake_is_none(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    before = propose(book.office)
    opened = open_case(book.office, client).value
    undo_open(book.office, opened)
    assert propose(book.office) == before
    assert case_rows(book.office) == ()
    opened = open_case(book.office, client).value
    _step(book, opened.case_id, StepKind.LETTER)
    with pytest.raises(CannotUndo):
        undo_open(book.office, opened)


# Steps


def test_a_letter_its_clock_and_the_hand_over(book: Book) -> None:
    """Made on day 0, posted on day 1: a company has up to day 15."""
    client = book.client()
    book.invoice(client, "A1", late=40)
    case = _open(book, client)
    letter = _step(book, case, StepKind.LETTER)
    assert _state(book, case) is CaseState.LETTER_MADE
    book.clock.later(days=1)
    post_letter(book.office, letter, book.clock.today())
    stands = case_view(book.office, case).row.stands
    assert (stands.state, stands.until) == (
        CaseState.WAITING,
        book.clock.today() + timedelta(days=14),
    )
    with pytest.raises(StepRefused):
        _step(book, case, StepKind.HANDED_OVER)
    book.clock.later(days=15)
    assert _state(book, case) is CaseState.READY
    _step(book, case, StepKind.HANDED_OVER)
    [left] = propose(book.office).rest
    assert left.detail == BlockKind.HANDED_OVER


def test_not_waiting_needs_a_reason_which_is_kept(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    case = _open(book, client)
    today = book.clock.today()
    _step(book, case, StepKind.LETTER, posted_on=today)
    with pytest.raises(InvalidField):
        _step(book, case, StepKind.NOT_WAITING)
    _step(book, case, StepKind.NOT_WAITING, reason="They are emptying the shop")
    _step(book, case, StepKind.HANDED_OVER)
    steps = case_view(book.office, case).row.case.taken
    assert steps[1].reason == "They are emptying the shop"
    assert steps[1].author == "Sam Carter"


def test_a_sole_trader_is_never_given_fourteen_days(book: Book) -> None:
    """However late it turns out what the client is: the letter goes by what is known then."""
    client = book.client(debtor_type=DebtorType.COMPANY)
    book.invoice(client, "A1")
    case = _open(book, client)
    known = client_card(book.office, client).client
    save_client(book.office, replace(known, debtor_type=DebtorType.SOLE_TRADER))
    assert case_view(book.office, case).row.case.rule.kind is LetterKind.PROTOCOL
    _step(book, case, StepKind.LETTER, posted_on=book.clock.today())
    # A later correction does not change a letter that was written.
    save_client(book.office, replace(known, debtor_type=DebtorType.COMPANY))
    stands = case_view(book.office, case).row.stands
    assert stands.until == book.clock.today() + timedelta(days=30)


def test_what_leaves_the_house_takes_the_outbox_back(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    other = book.item(book.invoice(client, "A2"))
    book.issue()
    case = _open(book, client, other)
    assert [one.state for one in outbox(book.office).messages] == ["queued"]
    _step(book, case, StepKind.HANDED_OVER)
    assert [one.state for one in outbox(book.office).messages] == ["cancelled"]


def test_the_last_step_is_taken_back_and_no_other(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    case = _open(book, client)
    letter = _step(book, case, StepKind.LETTER, posted_on=book.clock.today())
    before = case_view(book.office, case)
    answer = _step(book, case, StepKind.ANSWERED)
    with pytest.raises(CannotUndo):
        take_step_back(book.office, letter)
    take_step_back(book.office, answer)
    after = case_view(book.office, case)
    assert after.row.stands == before.row.stands
    assert after.checks == before.checks
    with pytest.raises(CannotUndo):
        take_step_back(book.office, answer)


def test_written_off_it_stays_let_go_and_taken_back_it_is_chased(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    before = propose(book.office)
    case = _open(book, client)
    end = _step(book, case, StepKind.WRITTEN_OFF, reason="The company was dissolved")
    book.clock.later(days=30)
    [left] = propose(book.office).rest
    assert (left.code, left.detail) == (WhyNot.BLOCKED, BlockKind.WRITTEN_OFF)
    book.clock.later(days=-30)
    take_step_back(book.office, end)
    _step(book, case, StepKind.RECALLED)
    assert propose(book.office) == before
    # What was taken back can be taken further once more.
    assert _open(book, client) != case


def test_a_plan_in_a_case_is_not_reminded_of_and_no_time_is_given(book: Book) -> None:
    client = book.client()
    invoice = book.invoice(client, "A1", amount="90.00")
    agree(book, client, invoice, ahead=2)
    assert due_notices(book.office)
    _open(book, client)
    assert due_notices(book.office) == ()
    other = book.client("Bell Ltd")
    item = book.item(book.invoice(other, "B1"))
    _open(book, other)
    with pytest.raises(InvalidField) as error:
        give_time(
            book.office,
            item,
            book.clock.today() + timedelta(days=20),
            InterestMeanwhile.RUNS,
        )
    assert error.value.data["reason"] == "in-case"


def test_a_step_that_is_refused_leaves_no_trace(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1")
    case = _open(book, client)
    before = book.dump(*HISTORY)
    for kind in (StepKind.TO_COURT, StepKind.ANSWERED):
        with pytest.raises(StepRefused):
            _step(book, case, kind)
    assert book.dump(*HISTORY) == before


# Is it ready?


def test_what_is_missing_is_named(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=40)
    found = _verdicts(book, _open(book, client))
    assert found == {
        Check.DEBTOR: Verdict.DONE,
        Check.ADDRESS: Verdict.DONE,
        Check.STATUS: Verdict.DONE,
        Check.LIMITATION: Verdict.DONE,
        Check.DISPUTE: Verdict.DONE,
        Check.MONEY: Verdict.DONE,
        Check.CONTRACT: Verdict.MISSING,
        Check.TERMS: Verdict.MISSING,
        Check.INVOICES: Verdict.MISSING,
        Check.DELIVERY: Verdict.MISSING,
        Check.REMINDERS: Verdict.MISSING,
        Check.CONTACTS: Verdict.LOOK,
    }


def test_papers_that_were_added_are_found(book: Book) -> None:
    client = book.client()
    one, _two = book.invoice(client, "A1"), book.invoice(client, "A2")
    case = _open(book, client)
    with book.office.write() as ledger:
        for kind, invoice in (
            (DocumentKind.ORDER, None),
            (DocumentKind.INVOICE, one),
            (DocumentKind.DELIVERY, one),
        ):
            paper = Document(client, kind, f"{kind}.pdf", invoice_id=invoice)
            ledger.agreements.add_document(paper, b"%PDF", at=book.clock.now())
    checks = {x.check: x for x in case_view(book.office, case).checks}
    assert checks[Check.CONTRACT].verdict is Verdict.DONE
    for check in (Check.INVOICES, Check.DELIVERY):
        assert checks[check].verdict is Verdict.MISSING
        assert checks[check].data["numbers"] == ("A2",)


def test_what_must_be_mended_first(book: Book) -> None:
    client = book.client(address=Address())
    item = book.item(book.invoice(client, "A1"))
    case = _open(book, client)
    today = book.clock.today()
    hold(book.office, client, kind=BlockKind.INSOLVENCY)
    wanted = Dispute(client, item, today, DisputeReason.QUALITY, said="Scratched")
    open_dispute(book.office, wanted)
    book.pay(client, "5.00", shares=())
    known = client_card(book.office, client).client
    save_client(book.office, replace(known, debtor_confirmed=False))
    view = case_view(book.office, case)
    assert {one.check for one in stops(view.checks)} == {
        Check.DEBTOR,
        Check.ADDRESS,
        Check.STATUS,
        Check.DISPUTE,
        Check.MONEY,
    }


def test_reminders_count_once_they_have_left(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=40)
    book.issue()
    case = _open(book, client)
    checks = {x.check: x for x in case_view(book.office, case).checks}
    assert checks[Check.REMINDERS].verdict is Verdict.LOOK
    assert checks[Check.REMINDERS].data["waiting"] == 1


def test_the_protocol_wants_its_forms(book: Book) -> None:
    client = book.client(debtor_type=DebtorType.CONSUMER)
    book.invoice(client, "A1")
    case = _open(book, client)
    checks = {x.check: x for x in case_view(book.office, case).checks}
    assert checks[Check.FORMS].verdict is Verdict.STOP
    assert checks[Check.FORMS].data["forms"] == tuple(Enclosure)
    with book.office.write() as ledger:
        for kind in Enclosure:
            ledger.cases.save_form(kind, f"{kind}.pdf", b"%PDF", at=book.clock.now())
    assert _verdicts(book, case)[Check.FORMS] is Verdict.DONE
    with book.office.read() as ledger:
        assert [one.kind for one in ledger.cases.forms()] == list(Enclosure)
        assert ledger.cases.form(Enclosure.REPLY_FORM) == b"%PDF"


def test_a_debt_that_is_nearly_out_of_time(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=365 * 5 + 200)
    book.invoice(client, "A2", late=40)
    row = case_view(book.office, _open(book, client)).row
    assert row.limitation is not None
    assert row.limitation.is_near(book.clock.today())
    assert [one.client for one in case_rows(book.office)] == ["Acme Ltd"]


def test_written_off_it_says_when_vat_can_be_claimed_back(book: Book) -> None:
    client = book.client()
    book.invoice(client, "A1", late=40)
    case = _open(book, client)
    _step(book, case, StepKind.WRITTEN_OFF, reason="Dissolved")
    assert case_view(book.office, case).relief is None
    known = business(book.office)
    save_business(book.office, replace(known, vat_number="GB123456789"))
    assert case_view(book.office, case).relief == Relief(date(2026, 8, 8), date(2030, 8, 8))
    take_step_back(book.office, case_view(book.office, case).row.case.taken[-1].id)
    assert case_view(book.office, case).relief is None


@pytest.mark.parametrize(
    ("debtor", "law", "abroad"),
    [
        (DebtorType.CONSUMER, "FR", True),
        (DebtorType.CONSUMER, "DE", True),
        (DebtorType.CONSUMER, "GB-SCT", False),
        (DebtorType.CONSUMER, "GB", False),
        (DebtorType.COMPANY, "FR", False),
    ],
)
def test_a_private_person_abroad_is_worth_a_look(
    book: Book, debtor: DebtorType, law: str, *, abroad: bool
) -> None:
    """The letter is a neutral demand; no court papers are made for it, and the list says why."""
    client = book.client(debtor_type=debtor, jurisdiction=law)
    book.invoice(client, "A1", late=40)
    case = open_case(book.office, client).value.case_id
    verdicts = _verdicts(book, case)
    assert verdicts.get(Check.ABROAD) is (Verdict.LOOK if abroad else None)
    assert case_view(book.office, case).row.case.rule.days == (
        30 if (debtor, law) == (DebtorType.CONSUMER, "GB") else 14
    )
