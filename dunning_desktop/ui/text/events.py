"""The timeline: every audit code as a line somebody can read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.acceptance import AcceptedHow
from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.calls import CallOutcome
from dunning_desktop.domain.cases import StepKind
from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.disputes import DisputeOutcome
from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.terms import LateBasis, RatePer
from dunning_desktop.ui.text.agreements import outcome_within
from dunning_desktop.ui.text.calls import ended
from dunning_desktop.ui.text.cases import case_step
from dunning_desktop.ui.text.claims import kind
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.late_terms import in_short
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.text.reasons import BLOCK_ICONS
from dunning_desktop.ui.text.terms import accepted_how
from dunning_desktop.ui.text.words import block, tone
from dunning_desktop.usecases.rows import Event

translate = QCoreApplication.translate

_LINES: Mapping[AuditCode, tuple[str, str]] = {
    AuditCode.BOOK_CREATED: ("book-open", QT_TRANSLATE_NOOP("Events", "Book created")),
    AuditCode.BUSINESS_CHANGED: (
        "building-2",
        QT_TRANSLATE_NOOP("Events", "Business details changed"),
    ),
    AuditCode.CLIENT_ADDED: ("users", QT_TRANSLATE_NOOP("Events", "Client added")),
    AuditCode.CLIENT_CHANGED: ("pencil", QT_TRANSLATE_NOOP("Events", "Client details changed")),
    AuditCode.CLIENT_ARCHIVED: ("archive", QT_TRANSLATE_NOOP("Events", "Client archived")),
    AuditCode.INVOICE_ADDED: (
        "file-text",
        QT_TRANSLATE_NOOP("Events", "Invoice {number} added, {amount}"),
    ),
    AuditCode.INVOICE_CHANGED: (
        "pencil",
        QT_TRANSLATE_NOOP("Events", "Invoice {number} corrected, {amount}"),
    ),
    AuditCode.INVOICE_CANCELLED: (
        "ban",
        QT_TRANSLATE_NOOP("Events", "Invoice {number} cancelled"),
    ),
    AuditCode.LATE_TERMS_CHANGED: (
        "scale",
        QT_TRANSLATE_NOOP("Events", "Late-payment terms of invoice {number}: {terms}"),
    ),
    AuditCode.PAYMENT_RECORDED: (
        "banknote",
        QT_TRANSLATE_NOOP("Events", "Payment of {amount} received on {received}"),
    ),
    AuditCode.DISCOUNT_TAKEN: (
        "banknote",
        QT_TRANSLATE_NOOP("Events", "Discount of {amount} on invoice {number}{reason}"),
    ),
    AuditCode.PAYMENT_REMOVED: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "Payment of {amount} taken back"),
    ),
    AuditCode.IMPORTED: ("file-up", QT_TRANSLATE_NOOP("Events", "Invoices imported")),
    AuditCode.IMPORT_UNDONE: ("undo-2", QT_TRANSLATE_NOOP("Events", "Import taken back")),
    AuditCode.REMINDER_ISSUED: ("send", QT_TRANSLATE_NOOP("Events", "{tone} issued")),
    AuditCode.REMINDER_WITHDRAWN: ("undo-2", QT_TRANSLATE_NOOP("Events", "Reminder taken back")),
    AuditCode.CHARGE_CLAIMED: (
        "scale",
        QT_TRANSLATE_NOOP("Events", "{amount} claimed on invoice {number}: {kind}"),
    ),
    AuditCode.CHARGE_ADDED: (
        "scale",
        QT_TRANSLATE_NOOP("Events", "{amount} added on invoice {number}: {kind}, {note}"),
    ),
    AuditCode.CHARGE_WAIVED: (
        "circle-slash",
        QT_TRANSLATE_NOOP("Events", "{amount} given up on invoice {number}: {kind}{reason}"),
    ),
    AuditCode.CHARGE_RESTORED: (
        "rotate-ccw",
        QT_TRANSLATE_NOOP("Events", "{amount} claimed again on invoice {number}: {kind}"),
    ),
    AuditCode.CHARGE_REMOVED: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "{amount} struck out on invoice {number}: {kind}"),
    ),
    AuditCode.RATE_ADDED: (
        "chart-no-axes-column",
        QT_TRANSLATE_NOOP("Events", "Reference rate changed"),
    ),
    AuditCode.LETTER_PRINTED: ("printer", QT_TRANSLATE_NOOP("Events", "Letter printed")),
    AuditCode.LETTER_POSTED: ("mail", QT_TRANSLATE_NOOP("Events", "Letter posted")),
    AuditCode.LETTER_NOT_POSTED: ("undo-2", QT_TRANSLATE_NOOP("Events", "Letter not posted")),
    AuditCode.MESSAGE_ACCEPTED: (
        "circle-check",
        QT_TRANSLATE_NOOP("Events", "E-mail accepted by your mail provider"),
    ),
    AuditCode.MESSAGE_FAILED: ("circle-x", QT_TRANSLATE_NOOP("Events", "E-mail not sent")),
    AuditCode.MESSAGE_UNCERTAIN: (
        "circle-alert",
        QT_TRANSLATE_NOOP("Events", "E-mail perhaps sent: the connection broke at the end"),
    ),
    AuditCode.MESSAGE_RESOLVED: (
        "circle-check",
        QT_TRANSLATE_NOOP("Events", "E-mail confirmed as sent"),
    ),
    AuditCode.MESSAGE_REQUEUED: ("rotate-ccw", QT_TRANSLATE_NOOP("Events", "E-mail queued again")),
    AuditCode.MESSAGE_CANCELLED: (
        "ban",
        QT_TRANSLATE_NOOP("Events", "E-mail not sent after all"),
    ),
    AuditCode.LETTER_VOIDED: (
        "ban",
        QT_TRANSLATE_NOOP("Events", "Letter not posted after all"),
    ),
    AuditCode.ADDRESS_REFUSED: (
        "mail",
        QT_TRANSLATE_NOOP("Events", "Address {address} was refused"),
    ),
    AuditCode.ACCOUNT_CHANGED: ("settings", QT_TRANSLATE_NOOP("Events", "Mail account changed")),
    AuditCode.ACCOUNT_PAUSED: ("circle-pause", QT_TRANSLATE_NOOP("Events", "Mail account paused")),
    AuditCode.ACCOUNT_RESUMED: ("send", QT_TRANSLATE_NOOP("Events", "Mail account resumed")),
    AuditCode.BLOCK_ADDED: (
        "circle-pause",
        QT_TRANSLATE_NOOP("Events", "{block}{until}{reason}"),
    ),
    AuditCode.BLOCK_ENDED: (
        "circle-check",
        QT_TRANSLATE_NOOP("Events", "Chased again from now on"),
    ),
    AuditCode.START_DECIDED: (
        "flag",
        QT_TRANSLATE_NOOP("Events", "How chasing begins for invoice {number} was decided"),
    ),
    AuditCode.LEVEL_SKIPPED: (
        "chevron-right",
        QT_TRANSLATE_NOOP("Events", "{tone} passed over for invoice {number}{reason}"),
    ),
    AuditCode.SKIP_TAKEN_BACK: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "{tone} is not passed over for invoice {number}"),
    ),
    AuditCode.CALL_RECORDED: (
        "phone",
        QT_TRANSLATE_NOOP("Events", "Called{contact}{outcome}{reason}"),
    ),
    AuditCode.CALL_TAKEN_BACK: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "Call taken back{outcome}"),
    ),
    AuditCode.LADDER_CHANGED: ("bell", QT_TRANSLATE_NOOP("Events", "Ladder {name} changed")),
    AuditCode.AUTOMATION_CHANGED: (
        "settings",
        QT_TRANSLATE_NOOP("Events", "Sending by itself changed"),
    ),
    AuditCode.PROMISE_MADE: (
        "hand-coins",
        QT_TRANSLATE_NOOP("Events", "Promised to pay {amount}{until}{reason}"),
    ),
    AuditCode.PROMISE_TAKEN_BACK: ("undo-2", QT_TRANSLATE_NOOP("Events", "Promise taken back")),
    AuditCode.TIME_GIVEN: (
        "calendar-clock",
        QT_TRANSLATE_NOOP("Events", "More time for invoice {number}{until}{reason}"),
    ),
    AuditCode.TIME_TAKEN_BACK: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "More time for invoice {number} taken back"),
    ),
    AuditCode.PLAN_OFFERED: (
        "calendar",
        QT_TRANSLATE_NOOP("Events", "Instalments offered for {amount}{reason}"),
    ),
    AuditCode.PLAN_ACCEPTED: ("circle-check", QT_TRANSLATE_NOOP("Events", "Instalments agreed")),
    AuditCode.PLAN_CANCELLED: (
        "ban",
        QT_TRANSLATE_NOOP("Events", "Instalment plan cancelled{reason}"),
    ),
    AuditCode.PLAN_OFFER_TAKEN_BACK: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "Offer of instalments taken back"),
    ),
    AuditCode.PLAN_ANSWER_TAKEN_BACK: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "Instalments not agreed after all"),
    ),
    AuditCode.PLAN_RESUMED: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "Instalment plan goes on after all"),
    ),
    AuditCode.INSTALMENT_REMINDED: (
        "send",
        QT_TRANSLATE_NOOP("Events", "Reminded of the instalment of {amount}"),
    ),
    AuditCode.INSTALMENT_REMINDER_TAKEN_BACK: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "Reminder of the instalment of {amount} taken back"),
    ),
    AuditCode.DISPUTE_OPENED: (
        "message-square",
        QT_TRANSLATE_NOOP("Events", "Invoice {number} disputed{part}{reason}"),
    ),
    AuditCode.DISPUTE_CLOSED: (
        "circle-check",
        QT_TRANSLATE_NOOP("Events", "Dispute of invoice {number} closed{ended}{reason}"),
    ),
    AuditCode.DISPUTE_TAKEN_BACK: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "Dispute of invoice {number} taken back"),
    ),
    AuditCode.DISPUTE_REOPENED: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "Dispute of invoice {number} is open again"),
    ),
    AuditCode.OFFER_MADE: (
        "scale",
        QT_TRANSLATE_NOOP("Events", "Settlement of {amount} offered{until}"),
    ),
    AuditCode.OFFER_ACCEPTED: (
        "circle-check",
        QT_TRANSLATE_NOOP("Events", "Settlement of {amount} accepted"),
    ),
    AuditCode.OFFER_DECLINED: (
        "ban",
        QT_TRANSLATE_NOOP("Events", "Settlement of {amount} declined"),
    ),
    AuditCode.OFFER_WITHDRAWN: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "Offer of {amount} withdrawn"),
    ),
    AuditCode.OFFER_REOPENED: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "Offer of {amount} open again"),
    ),
    AuditCode.PAPER_ISSUED: ("file-text", QT_TRANSLATE_NOOP("Events", "Paper made: {name}")),
    AuditCode.PAPER_TAKEN_BACK: ("undo-2", QT_TRANSLATE_NOOP("Events", "Paper taken back: {name}")),
    AuditCode.DOCUMENT_ADDED: ("file-up", QT_TRANSLATE_NOOP("Events", "Document added: {name}")),
    AuditCode.DOCUMENT_REMOVED: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "Document taken back: {name}"),
    ),
    AuditCode.PARTNER_SAVED: (
        "users",
        QT_TRANSLATE_NOOP("Events", "Agency or solicitor saved: {name}"),
    ),
    AuditCode.FORM_ADDED: ("file-up", QT_TRANSLATE_NOOP("Events", "Official form added: {name}")),
    AuditCode.FORM_REMOVED: ("undo-2", QT_TRANSLATE_NOOP("Events", "Official form taken back")),
    AuditCode.TERMS_ACCEPTED: (
        "circle-check",
        QT_TRANSLATE_NOOP("Events", "Terms accepted{accepted}"),
    ),
    AuditCode.TERMS_ACCEPTANCE_TAKEN_BACK: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "Acceptance of the terms taken back"),
    ),
    AuditCode.CASE_OPENED: ("briefcase", QT_TRANSLATE_NOOP("Events", "Case opened{reason}")),
    AuditCode.CASE_TAKEN_BACK: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "Case opened by mistake, taken back"),
    ),
    AuditCode.CASE_STEP: ("briefcase", QT_TRANSLATE_NOOP("Events", "Case: {taken}{reason}")),
    AuditCode.CASE_STEP_TAKEN_BACK: (
        "undo-2",
        QT_TRANSLATE_NOOP("Events", "Case: {taken}, taken back"),
    ),
    AuditCode.PARTNER_TOLD: (
        "external-link",
        QT_TRANSLATE_NOOP("Events", "{name} knows of {amount} paid directly"),
    ),
    AuditCode.CASE_FILE_MADE: (
        "briefcase",
        QT_TRANSLATE_NOOP("Events", "Evidence file made, {count} exhibits"),
    ),
    AuditCode.CASE_LETTER_POSTED: (
        "stamp",
        QT_TRANSLATE_NOOP("Events", "Letter before action posted"),
    ),
    AuditCode.RUN_ENDED: ("refresh-cw", QT_TRANSLATE_NOOP("Events", "Run ended")),
}


_ENDED = {
    BlockKind.BREATHING_SPACE: QT_TRANSLATE_NOOP("Events", "Breathing space over"),
    BlockKind.INSOLVENCY: QT_TRANSLATE_NOOP("Events", "Insolvency over"),
    BlockKind.VULNERABLE: QT_TRANSLATE_NOOP("Events", "No longer left alone as vulnerable"),
    BlockKind.DO_NOT_CHASE: QT_TRANSLATE_NOOP("Events", "May be chased again"),
}


def event_icon(event: Event) -> str:
    """The icon beside the line."""
    kind = str(event.data.get("kind", ""))
    if event.code is AuditCode.BLOCK_ADDED and kind in set(BLOCK_ICONS):
        return BLOCK_ICONS[BlockKind(kind)]
    return _LINES[event.code][0]


def event_line(event: Event) -> str:
    """What happened, in one line. Data that an older version did not write leaves no gap."""
    if event.code is AuditCode.CLIENT_ARCHIVED and event.data.get("archived") is False:
        return translate("Events", "Client brought back")
    if event.code is AuditCode.BLOCK_ENDED and event.data.get("kind") in set(_ENDED):
        return translate("Events", _ENDED[BlockKind(str(event.data["kind"]))])
    if event.code is AuditCode.INVOICE_CANCELLED and event.data.get("cancelled") is False:
        words = translate("Events", "Invoice {number} brought back")
    else:
        words = translate("Events", _LINES[event.code][1])
    return " ".join(words.format_map(_Said(event.data)).split()).rstrip(", ")


def _late_terms(data: Mapping[str, object]) -> str:
    """The late-payment terms an event speaks of, within a sentence."""
    rate, fee = str(data.get("rate") or ""), data.get("fee")
    late = LateTerms(
        LateBasis(str(data["basis"])),
        Decimal(rate) if rate else None,
        RatePer(str(data.get("per") or RatePer.YEAR)),
        int(str(fee)) if fee and data.get("currency") else None,
    )
    said = in_short(late, str(data.get("currency", "")))
    return said[:1].lower() + said[1:]


def fault_of(event: Event) -> Fault | None:
    """The fault an event speaks of, where it names one."""
    code = str(event.data.get("fault", ""))
    return Fault(code) if code in set(Fault) else None


class _Said(dict[str, str]):
    """An event's data, each piece as people say it."""

    def __init__(self, data: Mapping[str, object]) -> None:
        super().__init__({key: str(value) for key, value in data.items()})
        if "kind" in data and data["kind"] in set(ChargeKind):
            self["kind"] = kind(ChargeKind(str(data["kind"]))).lower()
        self._data = data
        self.update(self._made())

    def _made(self) -> Mapping[str, str]:
        data, made = self._data, {}
        if "minor" in data and "currency" in data:
            made["amount"] = money(Money(int(str(data["minor"])), str(data["currency"])))
        if data.get("received"):
            made["received"] = day(date.fromisoformat(str(data["received"])))
        if data.get("tone") in set(Tone):
            made["tone"] = tone(Tone(str(data["tone"])))
        else:
            made["tone"] = translate("Events", "Reminder")
        kind = str(data.get("kind", ""))
        made["block"] = block(kind) if kind in set(BlockKind) else translate("Events", "On hold")
        until = data.get("until")
        said = translate("Events", " until {day}")
        made["until"] = said.format(day=day(date.fromisoformat(str(until)))) if until else ""
        if data.get("outcome") in set(CallOutcome):
            made["outcome"] = f": {self._ended(CallOutcome(str(data['outcome'])))}"
        if data.get("outcome") in set(DisputeOutcome):
            made["ended"] = f": {outcome_within(DisputeOutcome(str(data['outcome'])))}"
        made["part"] = f", {made['amount']} of it" if "amount" in made else ""
        made["contact"] = f" {data['contact']}" if data.get("contact") else ""
        if data.get("accepted_how") in set(AcceptedHow):
            made["accepted"] = f": {accepted_how(AcceptedHow(str(data['accepted_how']))).lower()}"
        if data.get("basis") in set(LateBasis):
            made["terms"] = _late_terms(data)
        elif "basis" in data:
            made["terms"] = translate("Events", "as for the client")
        if data.get("step") in set(StepKind):
            said = case_step(StepKind(str(data["step"])))
            made["taken"] = said[:1].lower() + said[1:]
        made["reason"] = f": {data['reason']}" if data.get("reason") else ""
        return made

    def _ended(self, how: CallOutcome) -> str:
        data = self._data
        if how is not CallOutcome.PROMISED or not {"minor", "currency", "until"} <= set(data):
            return ended(how)
        promised = Money(int(str(data["minor"])), str(data["currency"]))
        return ended(how, promised, date.fromisoformat(str(data["until"])))

    def __missing__(self, key: str) -> str:
        return ""
