"""One word or phrase for each kind of thing: states, debtor types, levels, channels."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.client import ContactRole, DebtorType
from dunning_desktop.domain.invoice import InvoiceState
from dunning_desktop.domain.policy import Channel, Tone
from dunning_desktop.domain.proposal import Delivery
from dunning_desktop.domain.terms import DueBasis, LateBasis, Terms
from dunning_desktop.ui.text.claims import percent
from dunning_desktop.ui.text.dates import days
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.usecases.chasing import CALLED, PASSED_OVER
from dunning_desktop.usecases.rows import InvoiceFilter

translate = QCoreApplication.translate

_DEBTORS = {
    DebtorType.COMPANY: QT_TRANSLATE_NOOP("Words", "Company"),
    DebtorType.SOLE_TRADER: QT_TRANSLATE_NOOP("Words", "Sole trader"),
    DebtorType.PARTNERSHIP: QT_TRANSLATE_NOOP("Words", "Partnership"),
    DebtorType.CONSUMER: QT_TRANSLATE_NOOP("Words", "Private person"),
    DebtorType.PUBLIC_AUTHORITY: QT_TRANSLATE_NOOP("Words", "Public body"),
}
_DEBTORS_EXPLAINED = {
    DebtorType.COMPANY: QT_TRANSLATE_NOOP(
        "Words", "Limited company, PLC or LLP. Statutory interest and compensation apply."
    ),
    DebtorType.SOLE_TRADER: QT_TRANSLATE_NOOP(
        "Words",
        "One person trading under a name. Interest applies; before court they get 30 days "
        "and a reply form.",
    ),
    DebtorType.PARTNERSHIP: QT_TRANSLATE_NOOP(
        "Words", "People trading together without a company. Statutory interest applies."
    ),
    DebtorType.CONSUMER: QT_TRANSLATE_NOOP(
        "Words",
        "Someone buying for themselves. No statutory late-payment interest or compensation.",
    ),
    DebtorType.PUBLIC_AUTHORITY: QT_TRANSLATE_NOOP(
        "Words", "Council, school, NHS and the like. Must pay within 30 days; interest applies."
    ),
}
_ROLES = {
    ContactRole.ACCOUNTS: QT_TRANSLATE_NOOP("Words", "Accounts"),
    ContactRole.DIRECTOR: QT_TRANSLATE_NOOP("Words", "Director"),
    ContactRole.OTHER: QT_TRANSLATE_NOOP("Words", "Other"),
}
_STATES = {
    InvoiceState.CANCELLED: QT_TRANSLATE_NOOP("Words", "Cancelled"),
    InvoiceState.PAID: QT_TRANSLATE_NOOP("Words", "Paid"),
    InvoiceState.OVERDUE: QT_TRANSLATE_NOOP("Words", "Overdue"),
    InvoiceState.PARTLY_PAID: QT_TRANSLATE_NOOP("Words", "Partly paid"),
    InvoiceState.OPEN: QT_TRANSLATE_NOOP("Words", "Open"),
}
STATE_LOOKS = {
    InvoiceState.CANCELLED: ("ban", "quiet"),
    InvoiceState.PAID: ("circle-check", "good"),
    InvoiceState.OVERDUE: ("clock-alert", "warning"),
    InvoiceState.PARTLY_PAID: ("circle-dot", "text"),
    InvoiceState.OPEN: ("circle", "quiet"),
}
_TONES = {
    Tone.COURTESY: QT_TRANSLATE_NOOP("Words", "Courtesy note"),
    Tone.FRIENDLY: QT_TRANSLATE_NOOP("Words", "Friendly reminder"),
    Tone.FIRM: QT_TRANSLATE_NOOP("Words", "Firm reminder"),
    Tone.FINAL: QT_TRANSLATE_NOOP("Words", "Final reminder"),
}
_CHANNELS = {
    Channel.EMAIL: QT_TRANSLATE_NOOP("Words", "by e-mail"),
    Channel.LETTER: QT_TRANSLATE_NOOP("Words", "by letter"),
    Channel.EMAIL_AND_LETTER: QT_TRANSLATE_NOOP("Words", "by e-mail and letter"),
    Channel.PHONE: QT_TRANSLATE_NOOP("Words", "by telephone"),
}
_BLOCKS = {
    BlockKind.HOLD: QT_TRANSLATE_NOOP("Words", "On hold"),
    BlockKind.PROMISE: QT_TRANSLATE_NOOP("Words", "Promised to pay"),
    BlockKind.OFFER: QT_TRANSLATE_NOOP("Words", "Was offered to settle for less"),
    BlockKind.PLAN: QT_TRANSLATE_NOOP("Words", "Pays by instalments"),
    BlockKind.DISPUTE: QT_TRANSLATE_NOOP("Words", "Disputed"),
    BlockKind.BREATHING_SPACE: QT_TRANSLATE_NOOP("Words", "In breathing space"),
    BlockKind.INSOLVENCY: QT_TRANSLATE_NOOP("Words", "Insolvent"),
    BlockKind.CASE: QT_TRANSLATE_NOOP("Words", "In a case"),
    BlockKind.IN_COURT: QT_TRANSLATE_NOOP("Words", "In court"),
    BlockKind.WRITTEN_OFF: QT_TRANSLATE_NOOP("Words", "Written off"),
    BlockKind.HANDED_OVER: QT_TRANSLATE_NOOP("Words", "Handed over"),
    BlockKind.SNOOZE: QT_TRANSLATE_NOOP("Words", "Put off"),
    BlockKind.REPLIED: QT_TRANSLATE_NOOP("Words", "They replied"),
    BlockKind.CALL_AGAIN: QT_TRANSLATE_NOOP("Words", "No answer on the telephone"),
    BlockKind.VULNERABLE: QT_TRANSLATE_NOOP("Words", "Vulnerable"),
    BlockKind.DO_NOT_CHASE: QT_TRANSLATE_NOOP("Words", "Not chased"),
}
_DELIVERIES = {
    Delivery.DONE: QT_TRANSLATE_NOOP("Words", "sent"),
    Delivery.PENDING: QT_TRANSLATE_NOOP("Words", "waiting in the outbox"),
    Delivery.FAILED: QT_TRANSLATE_NOOP("Words", "not sent"),
    Delivery.UNCERTAIN: QT_TRANSLATE_NOOP("Words", "perhaps sent"),
    Delivery.UNPOSTED: QT_TRANSLATE_NOOP("Words", "still to be posted"),
}
# How a level was done that is no written reminder.
_DONE = {
    CALLED: QT_TRANSLATE_NOOP("Words", "called"),
    PASSED_OVER: QT_TRANSLATE_NOOP("Words", "passed over"),
}
_METHODS = {
    "bank": QT_TRANSLATE_NOOP("Words", "Bank transfer"),
    "card": QT_TRANSLATE_NOOP("Words", "Card"),
    "cash": QT_TRANSLATE_NOOP("Words", "Cash"),
    "cheque": QT_TRANSLATE_NOOP("Words", "Cheque"),
    "import": QT_TRANSLATE_NOOP("Words", "From an import"),
    "other": QT_TRANSLATE_NOOP("Words", "Other"),
    "credit-note": QT_TRANSLATE_NOOP("Words", "Credit note"),
}
METHODS_TO_CHOOSE = ("bank", "card", "cash", "cheque", "other")
_FILTERS = {
    InvoiceFilter.ALL: QT_TRANSLATE_NOOP("Words", "All invoices"),
    InvoiceFilter.OPEN: QT_TRANSLATE_NOOP("Words", "Open"),
    InvoiceFilter.OVERDUE: QT_TRANSLATE_NOOP("Words", "Overdue"),
    InvoiceFilter.PAID: QT_TRANSLATE_NOOP("Words", "Paid"),
}
_LATE = {
    LateBasis.STATUTORY: QT_TRANSLATE_NOOP("Words", "Statutory (Bank of England base rate + 8 %)"),
    LateBasis.CONTRACT: QT_TRANSLATE_NOOP("Words", "As agreed in the contract"),
    LateBasis.NONE: QT_TRANSLATE_NOOP("Words", "None"),
}


def debtor_type(kind: DebtorType) -> str:
    """What a client is in law."""
    return translate("Words", _DEBTORS[kind])


def debtor_explained(kind: DebtorType) -> str:
    """One line on what it means to choose that type."""
    return translate("Words", _DEBTORS_EXPLAINED[kind])


def role(kind: ContactRole) -> str:
    """What a contact does at the client."""
    return translate("Words", _ROLES[kind])


def invoice_state(state: InvoiceState) -> str:
    """How an invoice stands."""
    return translate("Words", _STATES[state])


def tone(kind: Tone) -> str:
    """What a level of the ladder is called."""
    return translate("Words", _TONES[kind])


def tone_within(kind: Tone) -> str:
    """The same within a sentence."""
    said = tone(kind)
    return said[:1].lower() + said[1:]


def channel(kind: Channel) -> str:
    """How a reminder goes out: ``by e-mail``."""
    return translate("Words", _CHANNELS[kind])


def block(kind: BlockKind | str) -> str:
    """Why somebody is not chased."""
    return translate("Words", _BLOCKS[BlockKind(kind)])


def delivery(code: Delivery | str) -> str:
    """Whether a reminder left the house, or how else its level was done.

    An unknown code is said as it is.
    """
    if code in _DONE:
        return translate("Words", _DONE[code])
    return translate("Words", _DELIVERIES[Delivery(code)]) if code in set(Delivery) else str(code)


def method(code: str) -> str:
    """How money came in."""
    return translate("Words", _METHODS.get(code, _METHODS["other"]))


def invoice_filter(kind: InvoiceFilter) -> str:
    """What a filter shows."""
    return translate("Words", _FILTERS[kind])


def late_basis(kind: LateBasis) -> str:
    """Which late-payment interest is asked for."""
    return translate("Words", _LATE[kind])


def terms(kind: Terms) -> str:
    """``30 days``, ``30 days from the end of the month``, ``by the 20th of the next month``."""
    said = translate("Words", "in {parts} parts, the last {term}") if kind.stages else "{term}"
    said = said.format(parts=len(kind.stages), term=_term(kind, kind.last_days))
    if kind.discount_percent is None:
        return said
    words = translate("Words", "{terms}, {percent} off within {days}")
    return words.format(
        terms=said, percent=percent(kind.discount_percent), days=days(kind.discount_days or 0)
    )


def _term(kind: Terms, net_days: int) -> str:
    if kind.due_day is not None and net_days:
        words = translate("Words", "{days}, then by the {day} of the next month")
    elif kind.due_day is not None:
        words = translate("Words", "by the {day} of the next month")
    elif kind.due_basis is DueBasis.END_OF_MONTH:
        words = translate("Words", "{days} from the end of the month")
    else:
        words = translate("Words", "after {days}") if kind.stages else "{days}"
    return words.format(day=nth(kind.due_day or 0), days=days(net_days))


_NTH = {1: "st", 2: "nd", 3: "rd"}
_TEENS = (11, 12, 13)


def nth(number: int) -> str:
    """``1st``, ``20th``."""
    teen = number % 100 in _TEENS
    return f"{number}{'th' if teen else _NTH.get(number % 10, 'th')}"
