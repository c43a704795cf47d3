"""The tables of a book. Money is integer minor units, days are dates, moments are UTC."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

from dunning_desktop.storage.columns import (
    Moment,
    address,
    code,
    currency,
    flag,
    key,
    link,
    minor,
    short_text,
    terms,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

book = Table(
    "book",
    metadata,
    key(),
    Column("created_at", Moment, nullable=False),
    flag("demo"),
)

dunning_policy = Table(
    "dunning_policy",
    metadata,
    key(),
    short_text("name"),
    Column("version", Integer, nullable=False),
    Column("gap_days", Integer, nullable=False),
    Column("minimum", JSON, nullable=False),
)

dunning_level = Table(
    "dunning_level",
    metadata,
    key(),
    link("dunning_policy", name="policy_id"),
    Column("position", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    code("tone"),
    code("channel"),
    Column("days_to_pay", Integer, nullable=False),
    code("charges"),
    flag("unattended"),
    Index(None, "policy_id", "position", unique=True),
)

business = Table(
    "business",
    metadata,
    key(),
    short_text("name"),
    *address(),
    short_text("email", 320),
    short_text("phone", 64),
    short_text("website"),
    short_text("registered_name"),
    short_text("registration"),
    short_text("vat_number", 64),
    Column("bank", JSON, nullable=False),
    short_text("jurisdiction", 16),
    short_text("language", 16),
    currency(),
    *terms(null=False),
    link("dunning_policy", name="policy_id", null=True),
    short_text("signatory"),
    Column("logo", LargeBinary, nullable=False),
)

import_batch = Table(
    "import_batch",
    metadata,
    key(),
    short_text("profile", 64),
    short_text("file_name"),
    short_text("digest", 64),
    Column("at", Moment, nullable=False),
    Column("undone_at", Moment, nullable=True),
    Column("summary", JSON, nullable=False),
    # What updated rows were before, so that the batch can be taken back.
    Column("before", JSON, nullable=False),
)

client = Table(
    "client",
    metadata,
    key(),
    short_text("name"),
    # Case-folded, for search and for sorting the same way on every database.
    short_text("name_key"),
    code("debtor_type"),
    flag("debtor_confirmed", default=True),
    short_text("reference", 64),
    short_text("jurisdiction", 16),
    short_text("language", 16),
    currency(),
    *address(),
    *terms(null=True),
    link("dunning_policy", name="policy_id", null=True),
    flag("archived"),
    Column("note", Text, nullable=False, server_default=""),
    link("import_batch", name="batch_id", null=True, index=True),
    Index(None, "name_key", "id"),
)

contact = Table(
    "contact",
    metadata,
    key(),
    link("client", index=True),
    short_text("name"),
    code("role"),
    short_text("email", 320, index=True),
    short_text("phone", 64),
    short_text("refused", 512),
)

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

mail_account = Table(
    "mail_account",
    metadata,
    key(),
    short_text("address", 320),
    short_text("host"),
    Column("port", Integer, nullable=False),
    code("tls"),
    short_text("user", 320),
    short_text("sender_name"),
    short_text("reply_to", 320),
    short_text("secret_key", 64),
    Column("paused", String(32), nullable=True),
    short_text("paused_detail", 512),
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
    Column("cycle", Integer, nullable=False),
    minor("open"),
    minor("claimed"),
    currency(),
    Column("days_late", Integer, nullable=False),
    flag("withdrawn"),
    # Never twice: one live line for each item, level and cycle.
    Index(
        "uq_reminder_line_once",
        "item_id",
        "level_position",
        "cycle",
        unique=True,
        sqlite_where=text("withdrawn = 0"),
        postgresql_where=text("NOT withdrawn"),
    ),
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
    code("state"),
    Column("at", Moment, nullable=False),
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

letter = Table(
    "letter",
    metadata,
    key(),
    link("reminder", index=True),
    link("client"),
    short_text("sha256", 64),
    short_text("language", 16),
    short_text("template", 64),
    # Whether it is to be posted, or was made only to go with an e-mail.
    flag("by_post"),
    Column("made_at", Moment, nullable=False),
    Column("printed_at", Moment, nullable=True),
    Column("posted_at", Moment, nullable=True),
    flag("withdrawn"),
    Index(None, "by_post", "posted_at"),
)

outbox_message = Table(
    "outbox_message",
    metadata,
    key(),
    link("reminder", null=True, index=True),
    link("client", null=True),
    link("mail_account", name="account_id", null=True),
    short_text("sender", 320),
    short_text("recipient", 320),
    short_text("subject"),
    short_text("message_id", 255),
    code("state"),
    Column("queued_at", Moment, nullable=False),
    # Undo is possible until then, and no attempt is made before.
    Column("not_before", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("claimed_at", Moment, nullable=True),
    Column("dot_at", Moment, nullable=True),
    Column("finished_at", Moment, nullable=True),
    Column("fault", String(32), nullable=True),
    short_text("reply", 512),
    Index(None, "state", "not_before", "id"),
    Index(None, "message_id", unique=True),
)

# The bytes stand apart: a change of state must not rewrite fifty kilobytes of message.
letter_pdf = Table(
    "letter_pdf",
    metadata,
    Column("letter_id", Integer, ForeignKey("letter.id"), primary_key=True),
    Column("pdf", LargeBinary, nullable=False),
)

message_raw = Table(
    "message_raw",
    metadata,
    Column("message_id", Integer, ForeignKey("outbox_message.id"), primary_key=True),
    Column("raw", LargeBinary, nullable=False),
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
