"""The letter before action in a book: prepared, stopped, issued with its enclosures, taken back."""

from __future__ import annotations

from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.cases import CaseState, CaseStep, StepKind, StepRefused
from dunning_desktop.domain.claim_letter import Agreement, Following
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.errors import CannotUndo, InvalidField
from dunning_desktop.domain.mail import MessageState
from dunning_desktop.domain.pre_action import Enclosure, LetterKind
from dunning_desktop.usecases.acceptance import Evidence
from dunning_desktop.usecases.blocks import hold
from dunning_desktop.usecases.case_letters import (
    CaseLetter,
    NotReady,
    case_letter,
    issue_letter,
    letter_bundle,
    undo_letter,
)
from dunning_desktop.usecases.case_papers import add_form
from dunning_desktop.usecases.case_views import case_view
from dunning_desktop.usecases.cases import open_case, post_letter, take_step
from dunning_desktop.usecases.outbox import letter_pdf, mark_posted, mark_printed, outbox
from dunning_desktop.usecases.rows import LetterState
from tests.helpers.books import HISTORY, Book

WRITTEN = Agreement(date(2026, 1, 5), "order 4711")


def _case(book: Book, debtor: DebtorType = DebtorType.COMPANY) -> int:
    client = book.client(debtor_type=debtor)
    book.invoice(client, "A1", late=40)
    return open_case(book.office, client).value.case_id


def _letter(book: Book, case: int, agreement: Agreement = WRITTEN) -> CaseLetter:
    return case_letter(book.office, case, agreement=agreement, following=[Following.COURT])


def _forms(book: Book) -> None:
    for kind in Enclosure:
        form = Evidence(f"{kind}.pdf", "application/pdf", f"%PDF-1.7 {kind}".encode())
        add_form(book.office, kind, form)


def test_it_claims_what_is_owed_to_date_and_gives_the_days_of_its_law(book: Book) -> None:
    case = _case(book)
    letter = _letter(book, case)
    claim = letter.paper.facts.claim
    assert claim is not None
    view = case_view(book.office, case)
    assert claim.owed.total == view.owed
    assert claim.owed.interest.minor > 0
    assert claim.until == book.clock.today() + timedelta(days=14)
    assert letter.paper.facts.text == "claim-business"


def test_a_sole_trader_gets_thirty_days_and_all_forms_or_no_letter(book: Book) -> None:
    case = _case(book, DebtorType.SOLE_TRADER)
    with pytest.raises(NotReady) as error:
        _letter(book, case)
    assert error.value.data["checks"] == ("forms",)
    _forms(book)
    letter = _letter(book, case)
    claim = letter.paper.facts.claim
    assert claim is not None
    assert (claim.rule.kind, claim.until) == (
        LetterKind.PROTOCOL,
        book.clock.today() + timedelta(days=30),
    )
    parts = letter_bundle(book.office, letter, letter.paper.words).split(b"\f")
    assert len(parts) == 5
    assert [one.decode().rpartition(" ")[2] for one in parts[2:]] == list(Enclosure)


def test_of_a_spoken_agreement_the_protocol_wants_the_words(book: Book) -> None:
    _forms(book)
    case = _case(book, DebtorType.CONSUMER)
    with pytest.raises(InvalidField):
        _letter(book, case, Agreement())
    spoken = Agreement(words="She ordered it on the telephone on 3 March")
    assert _letter(book, case, spoken).paper.facts.text == "claim-protocol"


def test_it_waits_in_the_outbox_and_its_clock_begins_when_it_is_posted(book: Book) -> None:
    case = _case(book)
    letter = _letter(book, case)
    issued = issue_letter(book.office, letter, letter.paper.words).value
    assert case_view(book.office, case).row.stands.state is CaseState.LETTER_MADE
    [row] = outbox(book.office).letters
    pdf = letter_pdf(book.office, row.id).pdf
    assert pdf == letter_bundle(book.office, letter, letter.paper.words)
    assert issued.paper.letter_id == row.id
    book.clock.later(days=2)
    mark_printed(book.office, [row.id])
    mark_posted(book.office, [row.id])
    stands = case_view(book.office, case).row.stands
    assert (stands.state, stands.until) == (
        CaseState.WAITING,
        book.clock.today() + timedelta(days=14),
    )


def test_marked_as_posted_in_its_case_it_is_in_the_outbox_too(book: Book) -> None:
    case = _case(book)
    letter = _letter(book, case)
    issued = issue_letter(book.office, letter, letter.paper.words).value
    book.clock.later(days=3)
    post_letter(book.office, issued.step_id, book.clock.today() - timedelta(days=1))
    assert [one.state for one in outbox(book.office).letters] == [LetterState.POSTED]
    stands = case_view(book.office, case).row.stands
    assert stands.until == book.clock.today() + timedelta(days=13)


def test_it_is_taken_back_until_it_was_printed(book: Book) -> None:
    case = _case(book)
    letter = _letter(book, case)
    before = case_view(book.office, case)
    issued = issue_letter(book.office, letter, letter.paper.words).value
    undo_letter(book.office, issued)
    after = case_view(book.office, case)
    assert (after.row.stands, after.checks) == (before.row.stands, before.checks)
    assert outbox(book.office).letters == ()
    issued = issue_letter(book.office, letter, letter.paper.words).value
    assert issued.paper.letter_id is not None
    mark_printed(book.office, [issued.paper.letter_id])
    with pytest.raises(CannotUndo):
        undo_letter(book.office, issued)
    assert case_view(book.office, case).row.stands.state is CaseState.LETTER_MADE


def test_what_came_up_meanwhile_stops_it_and_nothing_is_written(book: Book) -> None:
    case = _case(book)
    letter = _letter(book, case)
    hold(book.office, letter.paper.facts.client.id, kind=BlockKind.INSOLVENCY)
    before = book.dump(*HISTORY)
    with pytest.raises(NotReady):
        issue_letter(book.office, letter, letter.paper.words)
    assert book.dump(*HISTORY) == before


def test_none_once_it_was_handed_over(book: Book) -> None:
    case = _case(book)
    take_step(book.office, case, CaseStep(StepKind.HANDED_OVER, book.clock.today()))
    with pytest.raises(StepRefused):
        _letter(book, case)


def test_a_company_gets_it_by_email_as_well_and_taken_back_neither_goes(book: Book) -> None:
    case = _case(book)
    letter = _letter(book, case)
    issued = issue_letter(book.office, letter, letter.paper.words, by_email=True).value
    (message,) = outbox(book.office).messages
    assert (message.recipient, message.state) == ("ann@client.example", MessageState.QUEUED)
    with book.office.read() as ledger:
        raw = ledger.post.message(message.id).frozen.raw
    (file,) = message_from_bytes(raw, policy=default).iter_attachments()
    # All of it, the statement too: what the e-mail brings is what the envelope has.
    sent = letter_bundle(book.office, letter, letter.paper.words)
    assert file.get_payload(decode=True) == sent
    assert [one.state for one in outbox(book.office).letters] == [LetterState.MADE]
    undo_letter(book.office, issued)
    assert [one.state for one in outbox(book.office).messages] == [MessageState.CANCELLED]
    assert outbox(book.office).letters == ()


def test_an_individual_gets_it_by_post_and_never_by_email(book: Book) -> None:
    _forms(book)
    case = _case(book, DebtorType.SOLE_TRADER)
    letter = _letter(book, case)
    before = book.dump()
    with pytest.raises(InvalidField) as caught:
        issue_letter(book.office, letter, letter.paper.words, by_email=True)
    assert dict(caught.value.data) == {"field": "by_email", "reason": "by-post"}
    assert book.dump() == before
