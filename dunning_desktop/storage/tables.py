"""The tables of a book. Money is integer minor units, days are dates, moments are UTC."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from dunning_desktop.storage.agreement_tables import (
    acceptance,
    dispute,
    document,
    document_content,
    extension,
    instalment,
    instalment_notice,
    offer,
    plan,
    plan_item,
    promise,
)
from dunning_desktop.storage.case_tables import (
    case_item,
    case_step,
    debt_case,
    official_form,
    partner,
)
from dunning_desktop.storage.columns import (
    Moment,
    code,
    currency,
    flag,
    key,
    late_terms,
    link,
    minor,
    short_text,
)
from dunning_desktop.storage.party_tables import (
    book,
    business,
    client,
    contact,
    dunning_level,
    dunning_policy,
    import_batch,
    letter_text,
    mail_account,
    metadata,
    reference_rate,
    tag,
)
from dunning_desktop.storage.post_tables import (
    inbox,
    incoming,
    letter,
    letter_pdf,
    message_raw,
    outbox_message,
)
from dunning_desktop.storage.run_tables import automation, run

__all__ = [
    "acceptance",
    "allocation",
    "audit_entry",
    "automation",
    "block",
    "book",
    "business",
    "case_item",
    "case_step",
    "charge",
    "client",
    "contact",
    "credit_note",
    "debt_case",
    "dispute",
    "document",
    "document_content",
    "due_item",
    "dunning_level",
    "dunning_policy",
    "extension",
    "import_batch",
    "inbox",
    "incoming",
    "instalment",
    "instalment_notice",
    "invoice",
    "letter",
    "letter_pdf",
    "letter_text",
    "mail_account",
    "message_raw",
    "metadata",
    "offer",
    "official_form",
    "outbox_message",
    "partner",
    "payment",
    "phone_call",
    "plan",
    "plan_item",
    "promise",
    "reference_rate",
    "reminder",
    "reminder_line",
    "run",
    "skip",
    "tag",
]

invoice = Table(
    "invoice",
    metadata,
    key(),
    link("client"),
    short_text("number", 64),
    short_text("number_key", 64),
    Column("issued", Date, nullable=False),
    minor("total"),
    currency(),
    short_text("reference"),
    flag("cancelled"),
    short_text("source", 64),
    # When the work was done and the invoice arrived, where that is not the day of the invoice.
    Column("performed", Date, nullable=True),
    Column("noticed", Date, nullable=True),
    flag("advance"),
    # What late payment of this one costs, where that was agreed; else the client's terms hold.
    *late_terms(),
    link("dunning_policy", name="policy_id", null=True),
    link("import_batch", name="batch_id", null=True, index=True),
    CheckConstraint("total > 0", name="total_positive"),
    Index(None, "client_id", "number_key", unique=True),
    Index(None, "number_key", "id"),
    Index(None, "issued", "id"),
    Index(None, "total", "id"),
)

due_item = Table(
    "due_item",
    metadata,
    key(),
    link("invoice"),
    link("client"),
    Column("position", Integer, nullable=False),
    minor("amount"),
    currency(),
    Column("due", Date, nullable=False),
    Column("original_due", Date, nullable=False),
    Column("cycle", Integer, nullable=False, server_default=text("1")),
    # The last day for payment in law, where more time was agreed and interest rests meanwhile.
    Column("interest_due", Date, nullable=True),
    # How chasing begins for it, where the owner decided that for this one.
    Column("start", String(32), nullable=True),
    CheckConstraint("amount > 0", name="amount_positive"),
    Index(None, "invoice_id", "position", unique=True),
    Index(None, "due", "id"),
    Index(None, "position", "due", "invoice_id"),
    Index(None, "client_id", "due"),
)

credit_note = Table(
    "credit_note",
    metadata,
    key(),
    link("client", index=True),
    short_text("number", 64),
    short_text("number_key", 64),
    Column("issued", Date, nullable=False),
    minor("amount"),
    currency(),
    short_text("source", 64),
    # The payment that took a discount for paying early, which this credits.
    link("payment", null=True, index=True),
    link("import_batch", name="batch_id", null=True, index=True),
    CheckConstraint("amount > 0", name="amount_positive"),
    Index(None, "client_id", "number_key", unique=True),
)

payment = Table(
    "payment",
    metadata,
    key(),
    link("client", index=True),
    Column("received", Date, nullable=False),
    minor("amount"),
    currency(),
    code("method"),
    short_text("reference"),
    Column("note", Text, nullable=False, server_default=""),
    link("import_batch", name="batch_id", null=True, index=True),
    CheckConstraint("amount > 0", name="amount_positive"),
)

reminder = Table(
    "reminder",
    metadata,
    key(),
    link("client", index=True),
    # One value for all that was issued together, so that it can be taken back together.
    short_text("run", 32, index=True),
    Column("issued_on", Date, nullable=False),
    Column("deadline", Date, nullable=False),
    Column("level_position", Integer, nullable=False),
    code("tone"),
    code("channel"),
    short_text("language", 16),
    short_text("subject"),
    Column("opening", Text, nullable=False),
    Column("closing", Text, nullable=False),
    flag("unattended"),
    flag("withdrawn"),
    Column("created_at", Moment, nullable=False),
)

reminder_line = Table(
    "reminder_line",
    metadata,
    key(),
    link("reminder", index=True),
    link("due_item", name="item_id"),
    Column("level_position", Integer, nullable=False),
    # The level's own day and tone mean the same on every ladder.
    Column("level_day", Integer, nullable=False, server_default=text("0")),
    Column("tone", String(32), nullable=False, server_default=""),
    Column("cycle", Integer, nullable=False),
    Column("repeat", Integer, nullable=False, server_default=text("0")),
    minor("open"),
    minor("claimed"),
    # What of the open amount was disputed, and so not asked for.
    Column("disputed", BigInteger, nullable=False, server_default=text("0")),
    currency(),
    Column("days_late", Integer, nullable=False),
    flag("withdrawn"),
    # The version of the ladder it was issued by.
    link("dunning_policy", name="policy_id", null=True),
    # Never twice: one live line for each item, level, cycle and repeat.
    Index(
        "uq_reminder_line_once",
        "item_id",
        "level_day",
        "cycle",
        "repeat",
        unique=True,
        sqlite_where=text("withdrawn = 0"),
        postgresql_where=text("NOT withdrawn"),
    ),
)

# A level the owner passed over for an item, with the reason.
skip = Table(
    "skip",
    metadata,
    key(),
    link("due_item", name="item_id", index=True),
    link("dunning_policy", name="policy_id", null=True),
    Column("level_day", Integer, nullable=False),
    code("tone"),
    Column("cycle", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("reason", Text, nullable=False),
    short_text("author"),
    flag("withdrawn"),
)

# A call that was made or tried; the reminder is the level it completed, if it did.
phone_call = Table(
    "phone_call",
    metadata,
    key(),
    link("client", index=True),
    link("reminder", null=True, index=True),
    # What it brought about: a promise, a dispute, another try.
    link("block", null=True),
    Column("at", Moment, nullable=False),
    Column("day", Date, nullable=False),
    short_text("contact"),
    short_text("phone", 64),
    code("outcome"),
    # The sum that was promised, where one was.
    Column("promised", BigInteger, nullable=True),
    Column("currency", String(3), nullable=True),
    Column("note", Text, nullable=False, server_default=""),
    short_text("author"),
    flag("withdrawn"),
)

charge = Table(
    "charge",
    metadata,
    key(),
    link("due_item", name="item_id", index=True),
    link("reminder", null=True, index=True),
    code("kind"),
    minor("amount"),
    currency(),
    Column("through", Date, nullable=False),
    # Open, waived or withdrawn; whether it was paid follows from its allocations.
    code("state"),
    Column("at", Moment, nullable=False),
    # The payment that entered it, for what was paid without having been claimed before.
    link("payment", null=True, index=True),
    short_text("note"),
    short_text("reason"),
    short_text("author"),
    Column("decided_at", Moment, nullable=True),
    CheckConstraint("amount > 0", name="amount_positive"),
)

allocation = Table(
    "allocation",
    metadata,
    key(),
    link("payment", null=True, index=True),
    link("credit_note", null=True, index=True),
    link("due_item", name="item_id", null=True),
    link("charge", null=True, index=True),
    minor("amount"),
    Column("day", Date, nullable=False),
    CheckConstraint("amount > 0", name="amount_positive"),
    CheckConstraint("(payment_id IS NULL) <> (credit_note_id IS NULL)", name="one_source"),
    CheckConstraint("(item_id IS NULL) <> (charge_id IS NULL)", name="one_target"),
    # Covers the open balance: sums are read from the index alone.
    Index(None, "item_id", "amount"),
)

block = Table(
    "block",
    metadata,
    key(),
    link("client", index=True),
    link("due_item", name="item_id", null=True),
    code("kind"),
    Column("start", Date, nullable=False),
    Column("until", Date, nullable=True),
    Column("reason", Text, nullable=False, server_default=""),
    short_text("author"),
    Column("at", Moment, nullable=True),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    key(),
    Column("at", Moment, nullable=False),
    code("code"),
    link("client", null=True),
    link("invoice", null=True),
    Column("data", JSON, nullable=False),
    Index(None, "client_id", "id"),
)
