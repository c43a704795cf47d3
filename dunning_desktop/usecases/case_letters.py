"""The letter before action: prepared to look at, and issued with what has to be enclosed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from dunning_desktop.domain.calendar import add_days
from dunning_desktop.domain.cases import CaseStep, StepKind, check_step
from dunning_desktop.domain.claim_letter import Agreement, ClaimFacts, Following
from dunning_desktop.domain.errors import CannotUndo, DunningError, InvalidField
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.owed import owed_of
from dunning_desktop.domain.papers import PaperFacts, PaperKind, PaperLine
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.readiness import stops
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.usecases.case_views import CaseView, case_view
from dunning_desktop.usecases.cases import TOUCHED, note_step
from dunning_desktop.usecases.office import Office, Outcome
from dunning_desktop.usecases.owed import item_statement
from dunning_desktop.usecases.paper_issue import (
    IssuedPaper,
    record_paper,
    render_paper,
    strike_paper,
)
from dunning_desktop.usecases.papers import Paper, emailed_pdf, facts_for, paper_pdf


class NotReady(DunningError):
    """A letter before action that must not go out yet: data ``checks`` says what stops it."""

    code = "case-not-ready"


@dataclass(frozen=True, slots=True)
class CaseLetter:
    """A letter before action as it would go out; ``statement`` is enclosed with it."""

    case_id: int
    paper: Paper
    statement: StatementFacts


@dataclass(frozen=True, slots=True)
class IssuedLetter:
    """What was issued: all of it takes it back."""

    case_id: int
    step_id: int
    paper: IssuedPaper


def case_letter(
    office: Office,
    case_id: int,
    *,
    agreement: Agreement,
    following: Collection[Following] = (),
) -> CaseLetter:
    """The letter that the law of the client wants, with its built-in words.

    Raises ``NotReady`` where something has to be mended first, ``StepRefused`` where the case is no
    longer being prepared, and ``InvalidField`` (``agreement``).
    """
    view = case_view(office, case_id)
    _check(view, agreement)
    today, rule = view.today, view.row.case.rule
    with office.read() as ledger:
        lines = tuple(
            PaperLine(
                number=one.item.number,
                issued=one.item.issued,
                due=one.item.original_due or one.item.due,
                amount=one.item.amount,
                open=one.item.open,
            )
            for one in view.items
            if one.item.open.minor > 0
        )
        facts = facts_for(ledger, office, view.client.id, lines, PaperKind.CLAIM)
    owed = owed_of(view.items, view.row.open.currency)
    claim = ClaimFacts(rule, add_days(today, rule.days), owed, agreement, frozenset(following))
    facts = replace(facts, claim=claim)
    statement = item_statement(office, [one.item.item_id for one in view.items])
    return CaseLetter(
        case_id, Paper(facts, office.stationery.paper_words(facts)), statement
    )


def _check(view: CaseView, agreement: Agreement) -> None:
    check_step(view.row.case, CaseStep(StepKind.LETTER, view.today), view.today)
    stopped = stops(view.checks)
    if stopped:
        raise NotReady(checks=tuple(one.check.value for one in stopped))
    agreement.check(view.row.case.rule)


def letter_bundle(office: Office, letter: CaseLetter, words: Words) -> bytes:
    """All that goes into the envelope as one PDF: letter, statement, official forms."""
    facts = letter.paper.facts
    return _with_enclosures(office, facts, paper_pdf(office, facts, words), letter)


def _with_enclosures(
    office: Office, facts: PaperFacts, pdf: bytes, letter: CaseLetter
) -> bytes:
    enclosures = facts.claim.rule.enclosures if facts.claim else ()
    with office.read() as ledger:
        forms = [ledger.cases.form(one) for one in enclosures]
    return office.stationery.bundle([pdf, office.stationery.statement(letter.statement), *forms])


def issue_letter(
    office: Office, letter: CaseLetter, words: Words, *, by_email: bool = False
) -> Outcome[IssuedLetter]:
    """File the letter with its enclosures, to be printed and posted; its clock begins with that.

    ``by_email``: it goes by e-mail as well, all of it attached. Everything is checked once more
    inside the transaction. Raises as ``case_letter`` does, ``InvalidField`` (``by_email``) where
    the law wants it by post alone, and what ``issue_paper`` raises.
    """
    facts = letter.paper.facts
    if by_email and facts.claim is not None and facts.claim.rule.by_post:
        raise InvalidField(field="by_email", reason="by-post")
    printed = paper_pdf(office, facts, words)
    pdf, emailed = _with_enclosures(office, facts, printed, letter), None
    if by_email:
        shown = emailed_pdf(office, facts, words, printed)
        emailed = pdf if shown == printed else _with_enclosures(office, facts, shown, letter)
    channel = Channel.EMAIL_AND_LETTER if by_email else Channel.LETTER
    made = render_paper(office, facts, words, channel=channel, pdf=pdf, emailed=emailed)
    if facts.claim is not None:
        _check(case_view(office, letter.case_id), facts.claim.agreement)
    with office.write() as ledger:
        issued = record_paper(ledger, office, made)
        step = CaseStep(
            StepKind.LETTER, office.clock.today(), document_id=issued.document_id
        )
        step_id = note_step(ledger, office, letter.case_id, step)
    return Outcome(IssuedLetter(letter.case_id, step_id, issued), TOUCHED)


def undo_letter(office: Office, issued: IssuedLetter) -> Outcome[None]:
    """Take a letter back that was not printed yet. Raises ``CannotUndo``."""
    with office.write() as ledger:
        case = ledger.cases.case(issued.case_id)
        if not case.taken or case.taken[-1].id != issued.step_id:
            raise CannotUndo(state="built-on")
        ledger.cases.forget_document(issued.step_id)
        strike_paper(ledger, office, issued.paper)
        ledger.cases.withdraw_step(issued.step_id)
    return Outcome(None, TOUCHED)
