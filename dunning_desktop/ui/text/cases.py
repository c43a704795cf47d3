"""Cases in words: how one stands, what was done in it, what it still needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.bad_debt import Relief
from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.cases import CaseStanding, CaseState, CaseStep, StepKind
from dunning_desktop.domain.claim_letter import Following
from dunning_desktop.domain.limitation import Limitation, Restart
from dunning_desktop.domain.partners import Field, PartnerKind
from dunning_desktop.domain.pre_action import Enclosure, LetterKind, LetterRule
from dunning_desktop.domain.readiness import Check, Checked, Verdict
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.words import block
from dunning_desktop.usecases.agreement_ports import DocumentKind
from dunning_desktop.usecases.case_views import CaseRow

translate = QCoreApplication.translate

_STEPS: Mapping[StepKind, str] = {
    StepKind.LETTER: QT_TRANSLATE_NOOP("Cases", "Letter before action made"),
    StepKind.ANSWERED: QT_TRANSLATE_NOOP("Cases", "They answered"),
    StepKind.ASKED_FOR_PAPERS: QT_TRANSLATE_NOOP("Cases", "They asked for papers"),
    StepKind.PAPERS_SENT: QT_TRANSLATE_NOOP("Cases", "Papers sent"),
    StepKind.TALKS_FAILED: QT_TRANSLATE_NOOP("Cases", "Talks about paying failed"),
    StepKind.NOT_WAITING: QT_TRANSLATE_NOOP("Cases", "Not waited for any longer"),
    StepKind.HANDED_OVER: QT_TRANSLATE_NOOP("Cases", "Handed over"),
    StepKind.TO_COURT: QT_TRANSLATE_NOOP("Cases", "Taken to court"),
    StepKind.PAID: QT_TRANSLATE_NOOP("Cases", "Paid"),
    StepKind.SETTLED: QT_TRANSLATE_NOOP("Cases", "Settled"),
    StepKind.WRITTEN_OFF: QT_TRANSLATE_NOOP("Cases", "Written off"),
    StepKind.RECALLED: QT_TRANSLATE_NOOP("Cases", "Taken back"),
}
_PRESSES: Mapping[StepKind, str] = {
    StepKind.LETTER: QT_TRANSLATE_NOOP("Cases", "The letter before action was made…"),
    StepKind.ANSWERED: QT_TRANSLATE_NOOP("Cases", "They answered…"),
    StepKind.ASKED_FOR_PAPERS: QT_TRANSLATE_NOOP("Cases", "They ask for papers…"),
    StepKind.PAPERS_SENT: QT_TRANSLATE_NOOP("Cases", "The papers were sent…"),
    StepKind.TALKS_FAILED: QT_TRANSLATE_NOOP("Cases", "Talks about paying failed…"),
    StepKind.NOT_WAITING: QT_TRANSLATE_NOOP("Cases", "Do not wait any longer…"),
    StepKind.HANDED_OVER: QT_TRANSLATE_NOOP("Cases", "It is handed over…"),
    StepKind.TO_COURT: QT_TRANSLATE_NOOP("Cases", "It goes to court…"),
    StepKind.PAID: QT_TRANSLATE_NOOP("Cases", "It is paid…"),
    StepKind.SETTLED: QT_TRANSLATE_NOOP("Cases", "It is settled…"),
    StepKind.WRITTEN_OFF: QT_TRANSLATE_NOOP("Cases", "Write it off…"),
    StepKind.RECALLED: QT_TRANSLATE_NOOP("Cases", "Take it back and chase again…"),
}
_STATES: Mapping[CaseState, str] = {
    CaseState.PREPARING: QT_TRANSLATE_NOOP("Cases", "Being prepared"),
    CaseState.LETTER_MADE: QT_TRANSLATE_NOOP("Cases", "Letter to be posted"),
    CaseState.WAITING: QT_TRANSLATE_NOOP("Cases", "Waiting"),
    CaseState.READY: QT_TRANSLATE_NOOP("Cases", "Decide"),
    CaseState.HANDED_OVER: QT_TRANSLATE_NOOP("Cases", "Handed over"),
    CaseState.IN_COURT: QT_TRANSLATE_NOOP("Cases", "In court"),
    CaseState.PAID: QT_TRANSLATE_NOOP("Cases", "Paid"),
    CaseState.SETTLED: QT_TRANSLATE_NOOP("Cases", "Settled"),
    CaseState.WRITTEN_OFF: QT_TRANSLATE_NOOP("Cases", "Written off"),
    CaseState.RECALLED: QT_TRANSLATE_NOOP("Cases", "Taken back"),
}
STATE_LOOKS: Mapping[CaseState, tuple[str, str]] = {
    CaseState.PREPARING: ("briefcase", "text"),
    CaseState.LETTER_MADE: ("stamp", "accent"),
    CaseState.WAITING: ("hourglass", "quiet"),
    CaseState.READY: ("flag", "warning"),
    CaseState.HANDED_OVER: ("external-link", "text"),
    CaseState.IN_COURT: ("landmark", "text"),
    CaseState.PAID: ("circle-check", "good"),
    CaseState.SETTLED: ("circle-check", "good"),
    CaseState.WRITTEN_OFF: ("circle-slash", "quiet"),
    CaseState.RECALLED: ("undo-2", "quiet"),
}
_EXPLAINED: Mapping[CaseState, str] = {
    CaseState.PREPARING: QT_TRANSLATE_NOOP(
        "Cases", "Nothing of it is chased. Next: the letter before action, or the hand-over."
    ),
    CaseState.LETTER_MADE: QT_TRANSLATE_NOOP("Cases", "Its time begins when it is posted."),
    CaseState.READY: QT_TRANSLATE_NOOP(
        "Cases", "They had their time. Hand it over, go to court, or write it off."
    ),
    CaseState.HANDED_OVER: QT_TRANSLATE_NOOP("Cases", "Somebody else asks for the money now."),
    CaseState.WRITTEN_OFF: QT_TRANSLATE_NOOP(
        "Cases", "VAT bad-debt relief may be open once it is six months late: ask your accountant."
    ),
}
_CHECKS: Mapping[Check, tuple[str, str]] = {
    Check.DEBTOR: (
        QT_TRANSLATE_NOOP("Cases", "What the client is in law"),
        QT_TRANSLATE_NOOP("Cases", "Confirm what the client is in law: it decides the letter"),
    ),
    Check.ABROAD: (
        QT_TRANSLATE_NOOP("Cases", "A private person in your own country"),
        QT_TRANSLATE_NOOP(
            "Cases",
            "A private person in another country: its own law protects them, and your courts may "
            "not be open. Ask a solicitor or an agency there first",
        ),
    ),
    Check.ADDRESS: (
        QT_TRANSLATE_NOOP("Cases", "A postal address"),
        QT_TRANSLATE_NOOP("Cases", "A postal address is missing"),
    ),
    Check.STATUS: (
        QT_TRANSLATE_NOOP("Cases", "They may be written to"),
        QT_TRANSLATE_NOOP("Cases", "They must not be written to: {block}"),
    ),
    Check.LIMITATION: (
        QT_TRANSLATE_NOOP("Cases", "In time for a court until {last_day}"),
        QT_TRANSLATE_NOOP("Cases", "Out of time for a court after {last_day}"),
    ),
    Check.DISPUTE: (
        QT_TRANSLATE_NOOP("Cases", "Nothing of it is disputed"),
        QT_TRANSLATE_NOOP("Cases", "Disputed: {numbers}. Settle that first, or ask a solicitor"),
    ),
    Check.MONEY: (
        QT_TRANSLATE_NOOP("Cases", "No money waits to be matched"),
        QT_TRANSLATE_NOOP("Cases", "Money of theirs is not matched to an invoice yet"),
    ),
    Check.CONTRACT: (
        QT_TRANSLATE_NOOP("Cases", "The contract or the order"),
        QT_TRANSLATE_NOOP("Cases", "The contract or the order is not in the book"),
    ),
    Check.TERMS: (
        QT_TRANSLATE_NOOP("Cases", "They accepted your terms"),
        QT_TRANSLATE_NOOP("Cases", "Nothing shows that they accepted your terms"),
    ),
    Check.INVOICES: (
        QT_TRANSLATE_NOOP("Cases", "A copy of each invoice"),
        QT_TRANSLATE_NOOP("Cases", "No copy in the book: {numbers}"),
    ),
    Check.DELIVERY: (
        QT_TRANSLATE_NOOP("Cases", "Proof of delivery"),
        QT_TRANSLATE_NOOP("Cases", "No proof of delivery: {numbers}"),
    ),
    Check.REMINDERS: (
        QT_TRANSLATE_NOOP("Cases", "Reminders were sent, a final one among them"),
        QT_TRANSLATE_NOOP("Cases", "No final reminder has left the house yet"),
    ),
    Check.CONTACTS: (
        QT_TRANSLATE_NOOP("Cases", "Somebody spoke with them"),
        QT_TRANSLATE_NOOP("Cases", "Nobody spoke with them, or no call was recorded"),
    ),
    Check.FORMS: (
        QT_TRANSLATE_NOOP("Cases", "The official forms"),
        QT_TRANSLATE_NOOP("Cases", "The official forms are missing: {forms}"),
    ),
}
_NO_LIMIT = QT_TRANSLATE_NOOP("Cases", "Until when a court takes it is not known for their country")
_FORMS: Mapping[Enclosure, str] = {
    Enclosure.INFORMATION_SHEET: QT_TRANSLATE_NOOP("Cases", "Information Sheet"),
    Enclosure.REPLY_FORM: QT_TRANSLATE_NOOP("Cases", "Reply Form"),
    Enclosure.FINANCIAL_STATEMENT: QT_TRANSLATE_NOOP("Cases", "Standard Financial Statement"),
}
_PAPERS: Mapping[DocumentKind, str] = {
    DocumentKind.CONTRACT: QT_TRANSLATE_NOOP("Cases", "The contract"),
    DocumentKind.ORDER: QT_TRANSLATE_NOOP("Cases", "The order"),
    DocumentKind.INVOICE: QT_TRANSLATE_NOOP("Cases", "A copy of an invoice"),
    DocumentKind.DELIVERY: QT_TRANSLATE_NOOP("Cases", "Proof of delivery"),
    DocumentKind.CORRESPONDENCE: QT_TRANSLATE_NOOP("Cases", "A letter or e-mail"),
    DocumentKind.OTHER: QT_TRANSLATE_NOOP("Cases", "Something else"),
}
_FOLLOWING: Mapping[Following, str] = {
    Following.COURT: QT_TRANSLATE_NOOP("Cases", "go to court"),
    Following.AGENCY: QT_TRANSLATE_NOOP("Cases", "hand it to a collection agency"),
    Following.SOLICITOR: QT_TRANSLATE_NOOP("Cases", "instruct a solicitor"),
}
VERDICT_LOOKS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.DONE: ("circle-check", "good"),
    Verdict.LOOK: ("eye", "text"),
    Verdict.MISSING: ("circle-dashed", "warning"),
    Verdict.STOP: ("ban", "trouble"),
}


def case_step(kind: StepKind) -> str:
    """What was done."""
    return translate("Cases", _STEPS[kind])


def press(kind: StepKind) -> str:
    """What the button of a step says."""
    return translate("Cases", _PRESSES[kind])


def state(stands: CaseStanding) -> str:
    """How a case stands, in few words."""
    if stands.state is CaseState.WAITING:
        if stands.until is None:
            return translate("Cases", "Waiting for papers")
        return translate("Cases", "Waiting until {day}").format(day=day(stands.until))
    return translate("Cases", _STATES[stands.state])


def state_of(row: CaseRow) -> str:
    """The same of a row of the list: one that is paid waits to be closed."""
    if row.is_paid_up:
        return translate("Cases", "Paid: close it")
    return state(row.stands)


def explained(stands: CaseStanding) -> str:
    """What that means; empty where it says it all."""
    if stands.state is CaseState.WAITING:
        if stands.until is None:
            return translate("Cases", "They asked for papers. Their time begins when those left.")
        words = translate("Cases", "They have until {day}; before that nothing may follow.")
        return words.format(day=day(stands.until))
    if stands.waived is not None:
        words = translate("Cases", "You did not wait: {reason}")
        return words.format(reason=stands.waived.reason)
    known = _EXPLAINED.get(stands.state)
    return translate("Cases", known) if known else ""


def relief(known: Relief) -> str:
    """When VAT on what was written off can be claimed back."""
    words = translate(
        "Cases",
        "VAT on it can be claimed back from {first}, at the latest on {last}, if you have paid it: "
        "ask your accountant.",
    )
    return words.format(first=day(known.first_day), last=day(known.last_day))


def rule(of: LetterRule) -> str:
    """Which letter before action the law wants."""
    if of.kind is LetterKind.PROTOCOL:
        words = translate(
            "Cases",
            "A private person or sole trader gets {days} days, by post, with the official forms.",
        )
    else:
        words = translate("Cases", "The letter before action gives {days} days.")
    return words.format(days=of.days)


def checked(one: Checked) -> str:
    """A line of the list."""
    if one.check is Check.LIMITATION and "last_day" not in one.data:
        return translate("Cases", _NO_LIMIT)
    done, other = _CHECKS[one.check]
    words = other if one.verdict in {Verdict.STOP, Verdict.MISSING, Verdict.LOOK} else done
    if one.check is Check.LIMITATION and one.verdict is not Verdict.STOP:
        words = done
    return translate("Cases", words).format(**_pieces(one))


def paper(kind: DocumentKind) -> str:
    """What a paper is that the owner adds."""
    return translate("Cases", _PAPERS[kind])


def following(what: Following) -> str:
    """What the owner means to do if nothing comes."""
    return translate("Cases", _FOLLOWING[what])


def partner_kind(kind: PartnerKind) -> str:
    """What a partner is."""
    return {
        PartnerKind.AGENCY: translate("Cases", "A collection agency"),
        PartnerKind.SOLICITOR: translate("Cases", "A solicitor"),
    }[kind]


_FIELDS: Mapping[Field, str] = {
    Field.INVOICE_NUMBER: QT_TRANSLATE_NOOP("Cases", "Invoice number"),
    Field.DEBTOR_NAME: QT_TRANSLATE_NOOP("Cases", "Client"),
    Field.DEBTOR_TYPE: QT_TRANSLATE_NOOP("Cases", "What they are in law"),
    Field.ADDRESS: QT_TRANSLATE_NOOP("Cases", "Street"),
    Field.POSTAL_CODE: QT_TRANSLATE_NOOP("Cases", "Postcode"),
    Field.CITY: QT_TRANSLATE_NOOP("Cases", "Town"),
    Field.COUNTRY: QT_TRANSLATE_NOOP("Cases", "Country"),
    Field.CONTACT: QT_TRANSLATE_NOOP("Cases", "Contact"),
    Field.EMAIL: QT_TRANSLATE_NOOP("Cases", "E-mail"),
    Field.PHONE: QT_TRANSLATE_NOOP("Cases", "Telephone"),
    Field.INVOICE_DATE: QT_TRANSLATE_NOOP("Cases", "Invoice date"),
    Field.DUE_DATE: QT_TRANSLATE_NOOP("Cases", "Due date"),
    Field.INVOICED: QT_TRANSLATE_NOOP("Cases", "Amount invoiced"),
    Field.PRINCIPAL: QT_TRANSLATE_NOOP("Cases", "Still open"),
    Field.INTEREST: QT_TRANSLATE_NOOP("Cases", "Interest"),
    Field.ON_TOP: QT_TRANSLATE_NOOP("Cases", "Interest and costs"),
    Field.TOTAL: QT_TRANSLATE_NOOP("Cases", "Owed in all"),
    Field.CURRENCY: QT_TRANSLATE_NOOP("Cases", "Currency"),
    Field.REFERENCE: QT_TRANSLATE_NOOP("Cases", "Your reference"),
}


def partner_field(what: Field) -> str:
    """What a column of a partner's file can have."""
    return translate("Cases", _FIELDS[what])


def form(kind: Enclosure) -> str:
    """The name of an official form."""
    return translate("Cases", _FORMS[kind])


def verdict(one: Checked) -> str:
    """What the mark beside a line means, for who cannot see it."""
    return {
        Verdict.DONE: translate("Cases", "in order"),
        Verdict.LOOK: translate("Cases", "worth a look"),
        Verdict.MISSING: translate("Cases", "missing"),
        Verdict.STOP: translate("Cases", "must be mended first"),
    }[one.verdict]


def _pieces(one: Checked) -> dict[str, str]:
    made = {}
    for name, value in one.data.items():
        if isinstance(value, date):
            made[name] = day(value)
        elif isinstance(value, BlockKind):
            made[name] = block(value).lower()
        elif name == "forms" and isinstance(value, tuple):
            made[name] = ", ".join(translate("Cases", _FORMS[each]) for each in value)
        elif isinstance(value, tuple):
            made[name] = ", ".join(str(each) for each in value)
    return made


def in_time(known: Limitation | None) -> str:
    """Until when a court takes it."""
    return "–" if known is None else day(known.last_day)


def begun_anew(known: Limitation | None) -> str:
    """What may have begun the time anew; empty where nothing has."""
    if known is None or known.restart is not Restart.PART_PAYMENT:
        return ""
    return translate("Cases", "Perhaps later: something was paid since it fell due.")


def step_line(one: CaseStep) -> str:
    """A step in the list of what was done."""
    said = case_step(one.kind)
    if one.kind is StepKind.LETTER and one.posted_on is not None:
        posted = translate("Cases", "{step}, posted {day}")
        said = posted.format(step=said, day=day(one.posted_on))
    more = one.reason or one.note
    return f"{said}: {more}" if more else said
