"""The tables of a book: what was agreed with a client, what is disputed, and its papers."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from dunning_desktop.storage.columns import (
    Moment,
    code,
    currency,
    flag,
    key,
    link,
    minor,
    short_text,
)
from dunning_desktop.storage.party_tables import metadata


def _note() -> Column[str]:
    return Column("note", Text, nullable=False, server_default="")


# What the client promised; whether it was kept follows from the payments.
promise = Table(
    "promise",
    metadata,
    key(),
    link("client", index=True),
    link("due_item", name="item_id", null=True),
    Column("made_on", Date, nullable=False),
    Column("day", Date, nullable=False),
    minor("amount"),
    currency(),
    short_text("said_by"),
    code("how"),
    _note(),
    short_text("author"),
    Column("at", Moment, nullable=False),
    flag("withdrawn"),
    # The telephone call in which it was made.
    link("phone_call", name="call_id", null=True),
    CheckConstraint("amount > 0", name="amount_positive"),
)

# More time for an item; its first due day is never touched.
extension = Table(
    "extension",
    metadata,
    key(),
    link("due_item", name="item_id", index=True),
    Column("made_on", Date, nullable=False),
    Column("old_due", Date, nullable=False),
    Column("new_due", Date, nullable=False),
    # Whether interest goes on counting meanwhile, or rests.
    code("interest"),
    _note(),
    short_text("author"),
    Column("at", Moment, nullable=False),
    flag("withdrawn"),
)

# Instalments for one or many items; how far they are paid follows from the payments.
plan = Table(
    "plan",
    metadata,
    key(),
    link("client", index=True),
    minor("total"),
    currency(),
    code("every"),
    flag("interest"),
    Column("grace_days", Integer, nullable=False),
    Column("offered_on", Date, nullable=False),
    Column("answer_by", Date, nullable=True),
    Column("accepted_on", Date, nullable=True),
    short_text("accepted_how", 32),
    Column("cancelled_on", Date, nullable=True),
    _note(),
    short_text("author"),
    Column("at", Moment, nullable=False),
    CheckConstraint("total > 0", name="total_positive"),
)

plan_item = Table(
    "plan_item",
    metadata,
    key(),
    link("plan", index=True),
    link("due_item", name="item_id", index=True),
    minor("amount"),
    # What had settled the item before the plan was made.
    Column("settled", BigInteger, nullable=False, server_default=text("0")),
)

instalment = Table(
    "instalment",
    metadata,
    key(),
    link("plan"),
    Column("position", Integer, nullable=False),
    Column("due", Date, nullable=False),
    minor("amount"),
    CheckConstraint("amount > 0", name="amount_positive"),
    Index(None, "plan_id", "position", unique=True),
)

# A reminder of an instalment: each kind goes out once.
instalment_notice = Table(
    "instalment_notice",
    metadata,
    key(),
    link("instalment"),
    code("kind"),
    Column("day", Date, nullable=False),
    # What carries it: an e-mail, or a letter.
    link("outbox_message", name="message_id", null=True),
    link("document", null=True),
    Index(None, "instalment_id", "kind", unique=True),
)

dispute = Table(
    "dispute",
    metadata,
    key(),
    link("client", index=True),
    link("due_item", name="item_id", index=True),
    # What of the item is disputed; nothing here: all of it.
    Column("amount", BigInteger, nullable=True),
    Column("opened_on", Date, nullable=False),
    Column("answer_by", Date, nullable=True),
    code("reason"),
    Column("said", Text, nullable=False, server_default=""),
    Column("closed_on", Date, nullable=True),
    Column("outcome", String(32), nullable=True),
    _note(),
    short_text("author"),
    Column("at", Moment, nullable=False),
    flag("withdrawn"),
    # The telephone call in which it came up.
    link("phone_call", name="call_id", null=True),
)

# A settlement offer, without prejudice: it never goes into papers for a court.
offer = Table(
    "offer",
    metadata,
    key(),
    link("client", index=True),
    link("dispute", null=True),
    minor("amount"),
    currency(),
    Column("offered_on", Date, nullable=False),
    Column("expires_on", Date, nullable=False),
    code("state"),
    Column("said", Text, nullable=False, server_default=""),
    short_text("author"),
    Column("at", Moment, nullable=False),
)

# The bytes stand apart: lists of documents must not read them.
document = Table(
    "document",
    metadata,
    key(),
    link("client", index=True),
    link("invoice", null=True),
    link("promise", null=True),
    link("extension", null=True),
    link("plan", null=True),
    link("dispute", null=True),
    code("kind"),
    short_text("name"),
    short_text("media_type", 64),
    short_text("sha256", 64),
    Column("added_at", Moment, nullable=False),
    flag("without_prejudice"),
)

document_content = Table(
    "document_content",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

# That a client took the terms: when, and how it can be shown.
acceptance = Table(
    "acceptance",
    metadata,
    key(),
    link("client", index=True),
    link("document", null=True),
    Column("accepted_on", Date, nullable=False),
    code("how"),
    _note(),
    short_text("author"),
    Column("at", Moment, nullable=False),
    flag("withdrawn"),
)
