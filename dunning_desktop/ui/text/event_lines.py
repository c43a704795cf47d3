"""What stands in the timeline for every audit code: an icon, and words with gaps for its data."""

from __future__ import annotations

from collections.abc import Mapping

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP

LINES: Mapping[AuditCode, tuple[str, str]] = {
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
        QT_TRANSLATE_NOOP("Events", "E-mail confirmed as sent{witness}"),
    ),
    AuditCode.MESSAGE_REQUEUED: (
        "rotate-ccw",
        QT_TRANSLATE_NOOP("Events", "E-mail queued again{missing}"),
    ),
    AuditCode.MESSAGE_CANCELLED: (
        "ban",
        QT_TRANSLATE_NOOP("Events", "E-mail not sent after all"),
    ),
    AuditCode.LETTER_VOIDED: (
        "ban",
        QT_TRANSLATE_NOOP("Events", "Letter not posted after all"),
    ),
    AuditCode.MESSAGE_HANDED_OVER: (
        "mail-open",
        QT_TRANSLATE_NOOP("Events", "E-mail opened in your mail program"),
    ),
    AuditCode.MESSAGE_BOUNCED: (
        "circle-x",
        QT_TRANSLATE_NOOP("Events", "E-mail came back{instead}"),
    ),
    AuditCode.MESSAGE_DELAYED: (
        "hourglass",
        QT_TRANSLATE_NOOP("Events", "E-mail is delayed: their mail server has not taken it yet"),
    ),
    AuditCode.CLIENT_REPLIED: (
        "message-square",
        QT_TRANSLATE_NOOP("Events", "They answered{about}: chasing is paused"),
    ),
    AuditCode.AUTOMATIC_REPLY: (
        "calendar-clock",
        QT_TRANSLATE_NOOP("Events", "Automatic answer{about}"),
    ),
    AuditCode.REPLY_SETTLED: (
        "check",
        QT_TRANSLATE_NOOP("Events", "Their answer was dealt with"),
    ),
    AuditCode.ADDRESS_REFUSED: (
        "mail",
        QT_TRANSLATE_NOOP("Events", "Address {address} was refused"),
    ),
    AuditCode.ACCOUNT_CHANGED: ("settings", QT_TRANSLATE_NOOP("Events", "Mail account changed")),
    AuditCode.ACCOUNT_PAUSED: ("circle-pause", QT_TRANSLATE_NOOP("Events", "Mail account paused")),
    AuditCode.ACCOUNT_RESUMED: ("send", QT_TRANSLATE_NOOP("Events", "Mail account resumed")),
    AuditCode.ACCOUNT_RETIRED: ("archive", QT_TRANSLATE_NOOP("Events", "Mail account given up")),
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
