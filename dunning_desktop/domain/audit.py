"""What happened: codes and data, appended in the same transaction, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class AuditCode(StrEnum):
    """What can be written into the book's history."""

    BOOK_CREATED = "book-created"
    BUSINESS_CHANGED = "business-changed"
    CLIENT_ADDED = "client-added"
    CLIENT_CHANGED = "client-changed"
    CLIENT_ARCHIVED = "client-archived"
    INVOICE_ADDED = "invoice-added"
    INVOICE_CHANGED = "invoice-changed"
    INVOICE_CANCELLED = "invoice-cancelled"
    LATE_TERMS_CHANGED = "late-terms-changed"
    PAYMENT_RECORDED = "payment-recorded"
    DISCOUNT_TAKEN = "discount-taken"
    PAYMENT_REMOVED = "payment-removed"
    IMPORTED = "imported"
    IMPORT_UNDONE = "import-undone"
    REMINDER_ISSUED = "reminder-issued"
    REMINDER_WITHDRAWN = "reminder-withdrawn"
    CHARGE_CLAIMED = "charge-claimed"
    CHARGE_ADDED = "charge-added"
    CHARGE_WAIVED = "charge-waived"
    CHARGE_RESTORED = "charge-restored"
    CHARGE_REMOVED = "charge-removed"
    RATE_ADDED = "rate-added"
    LETTER_PRINTED = "letter-printed"
    LETTER_POSTED = "letter-posted"
    LETTER_NOT_POSTED = "letter-not-posted"
    MESSAGE_ACCEPTED = "message-accepted"
    MESSAGE_FAILED = "message-failed"
    MESSAGE_UNCERTAIN = "message-uncertain"
    MESSAGE_RESOLVED = "message-resolved"
    MESSAGE_REQUEUED = "message-requeued"
    MESSAGE_CANCELLED = "message-cancelled"
    LETTER_VOIDED = "letter-voided"
    ADDRESS_REFUSED = "address-refused"
    ACCOUNT_CHANGED = "account-changed"
    ACCOUNT_PAUSED = "account-paused"
    ACCOUNT_RESUMED = "account-resumed"
    BLOCK_ADDED = "block-added"
    BLOCK_ENDED = "block-ended"
    START_DECIDED = "start-decided"
    LEVEL_SKIPPED = "level-skipped"
    SKIP_TAKEN_BACK = "skip-taken-back"
    CALL_RECORDED = "call-recorded"
    CALL_TAKEN_BACK = "call-taken-back"
    LADDER_CHANGED = "ladder-changed"
    AUTOMATION_CHANGED = "automation-changed"
    RUN_ENDED = "run-ended"
    PROMISE_MADE = "promise-made"
    PROMISE_TAKEN_BACK = "promise-taken-back"
    TIME_GIVEN = "time-given"
    TIME_TAKEN_BACK = "time-taken-back"
    PLAN_OFFERED = "plan-offered"
    PLAN_ACCEPTED = "plan-accepted"
    PLAN_CANCELLED = "plan-cancelled"
    PLAN_OFFER_TAKEN_BACK = "plan-offer-taken-back"
    PLAN_ANSWER_TAKEN_BACK = "plan-answer-taken-back"
    PLAN_RESUMED = "plan-resumed"
    INSTALMENT_REMINDED = "instalment-reminded"
    INSTALMENT_REMINDER_TAKEN_BACK = "instalment-reminder-taken-back"
    DISPUTE_OPENED = "dispute-opened"
    DISPUTE_CLOSED = "dispute-closed"
    DISPUTE_TAKEN_BACK = "dispute-taken-back"
    DISPUTE_REOPENED = "dispute-reopened"
    OFFER_MADE = "offer-made"
    OFFER_ACCEPTED = "offer-accepted"
    OFFER_DECLINED = "offer-declined"
    OFFER_WITHDRAWN = "offer-withdrawn"
    OFFER_REOPENED = "offer-reopened"
    PAPER_ISSUED = "paper-issued"
    PAPER_TAKEN_BACK = "paper-taken-back"
    DOCUMENT_ADDED = "document-added"
    DOCUMENT_REMOVED = "document-removed"
    PARTNER_SAVED = "partner-saved"
    FORM_ADDED = "form-added"
    FORM_REMOVED = "form-removed"
    CASE_OPENED = "case-opened"
    CASE_TAKEN_BACK = "case-taken-back"
    CASE_STEP = "case-step"
    CASE_STEP_TAKEN_BACK = "case-step-taken-back"
    CASE_LETTER_POSTED = "case-letter-posted"
    CASE_FILE_MADE = "case-file-made"
    PARTNER_TOLD = "partner-told"
    TERMS_ACCEPTED = "terms-accepted"
    TERMS_ACCEPTANCE_TAKEN_BACK = "terms-acceptance-taken-back"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that happened, at a moment in UTC. ``data`` holds JSON values only."""

    at: datetime
    code: AuditCode
    client_id: int | None = None
    invoice_id: int | None = None
    data: Mapping[str, object] = field(default_factory=dict)
    id: int = 0
