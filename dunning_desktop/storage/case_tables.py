"""The tables of a book: cases, what was done in them, and whom debts are handed over to."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
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
    address,
    code,
    flag,
    key,
    link,
    short_text,
)
from dunning_desktop.storage.party_tables import metadata

# An agency or a solicitor; commission is percent as text, the fee is in minor units.
partner = Table(
    "partner",
    metadata,
    key(),
    short_text("name"),
    code("kind"),
    short_text("contact"),
    short_text("email", 320),
    short_text("phone", 64),
    *address(),
    Column("fee", BigInteger, nullable=True),
    Column("currency", String(3), nullable=True),
    Column("commission", String(32), nullable=True),
    # The columns of its own file: a heading, and what stands under it.
    Column("columns", JSON, nullable=False, server_default=text("'[]'")),
    Column("note", Text, nullable=False, server_default=""),
    flag("archived"),
)

# An official form that goes with letters before action: one of each kind, the newest holds.
official_form = Table(
    "official_form",
    metadata,
    key(),
    Column("kind", String(32), nullable=False, unique=True),
    short_text("name"),
    short_text("sha256", 64),
    Column("added_at", Moment, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# How it stands follows from its steps. The rule is that of the day it was opened.
debt_case = Table(
    "debt_case",
    metadata,
    key(),
    link("client", index=True),
    Column("opened_on", Date, nullable=False),
    short_text("jurisdiction", 16),
    code("debtor_type"),
    Column("note", Text, nullable=False, server_default=""),
    short_text("author"),
    Column("at", Moment, nullable=False),
    flag("withdrawn"),
)

case_item = Table(
    "case_item",
    metadata,
    key(),
    link("debt_case", name="case_id", index=True),
    link("due_item", name="item_id", index=True),
    Index(None, "case_id", "item_id", unique=True),
)

case_step = Table(
    "case_step",
    metadata,
    key(),
    link("debt_case", name="case_id", index=True),
    code("kind"),
    Column("day", Date, nullable=False),
    Column("reason", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    link("partner", null=True),
    link("document", null=True),
    Column("amount", BigInteger, nullable=True),
    Column("currency", String(3), nullable=True),
    # Of a letter that the outbox does not know: the day it was posted.
    Column("posted_on", Date, nullable=True),
    Column("position", Integer, nullable=False),
    short_text("author"),
    Column("at", Moment, nullable=False),
    flag("withdrawn"),
    CheckConstraint("amount IS NULL OR amount > 0", name="amount_positive"),
    Index(None, "case_id", "position", unique=True),
)
