"""The tables of a book: the business, its clients, its policies, its rates and its mail account."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
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
    Column("repeat_every", Integer, nullable=True),
    Column("repeat_most", Integer, nullable=False, server_default=text("0")),
    flag("working_days"),
    # What a broken promise does: the ladder goes on, or goes on a step higher.
    Column("broken_promise", String(32), nullable=False, server_default="resume"),
    Column("part_payment", String(32), nullable=False, server_default="continue"),
    # All versions of a ladder name the first one; it names itself.
    link("dunning_policy", name="root_id", null=True, index=True),
    flag("takes_over"),
    flag("retired"),
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
    Column("minimum", JSON, nullable=False, server_default=text("'{}'")),
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
    # How chasing begins for what fell due before that day and was never reminded of.
    Column("old_debts", String(32), nullable=False, server_default="first"),
    Column("old_before", Date, nullable=True),
    # The envelope, the style and the colour of letters.
    Column("letterhead", JSON, nullable=False, server_default=text("'{}'")),
)

letter_text = Table(
    "letter_text",
    metadata,
    key(),
    # The owner's own words in place of built-in ones: of what, and in which language.
    Column("name", String(32), nullable=False),
    Column("language", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("opening", Text, nullable=False),
    Column("closing", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Index(None, "name", "language", unique=True),
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
    Column("tags", JSON, nullable=False, server_default=text("'[]'")),
    link("import_batch", name="batch_id", null=True, index=True),
    Index(None, "name_key", "id"),
)

# Tags that bring a ladder of their own to their clients.
tag = Table(
    "tag",
    metadata,
    key(),
    short_text("name", 64),
    short_text("name_key", 64),
    link("dunning_policy", name="policy_id"),
    Index(None, "name_key", unique=True),
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
    Column("paused_until", Moment, nullable=True),
    Column("route", String(32), nullable=False, server_default="smtp"),
    Column("sign_in", String(32), nullable=False, server_default="password"),
    short_text("client_id"),
    Column("duty", String(32), nullable=False, server_default="usual"),
    flag("copy_to_self"),
    flag("attach_invoices"),
    Column("signature", Text, nullable=False, server_default=""),
    # Recipients: in any 24 hours (null where none is known), and in any minute (0 for none).
    Column("daily_limit", Integer, nullable=True),
    Column("minute_limit", Integer, nullable=False, server_default=text("30")),
    # Messages refer to it, so it is never deleted.
    flag("retired"),
)

reference_rate = Table(
    "reference_rate",
    metadata,
    key(),
    code("table_code"),
    Column("half_year", Date, nullable=False),
    Column("fixed_on", Date, nullable=False),
    # Percent as text: SQLite would keep a decimal number as a float.
    short_text("percent", 32),
    short_text("source"),
    Column("at", Moment, nullable=False),
    Index(None, "table_code", "half_year", unique=True),
)
