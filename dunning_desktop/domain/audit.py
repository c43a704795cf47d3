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
    PAYMENT_RECORDED = "payment-recorded"
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
    MESSAGE_ACCEPTED = "message-accepted"
    MESSAGE_FAILED = "message-failed"
    MESSAGE_UNCERTAIN = "message-uncertain"
    MESSAGE_RESOLVED = "message-resolved"
    MESSAGE_REQUEUED = "message-requeued"
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


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that happened, at a moment in UTC. ``data`` holds JSON values only."""

    at: datetime
    code: AuditCode
    client_id: int | None = None
    invoice_id: int | None = None
    data: Mapping[str, object] = field(default_factory=dict)
    id: int = 0
