"""The tables of a book: letters and e-mails as they go out, their bytes apart."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
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
    flag,
    key,
    link,
    short_text,
)
from dunning_desktop.storage.party_tables import metadata

letter = Table(
    "letter",
    metadata,
    key(),
    # What it says: a reminder, or else the paper of an agreement, which keeps the bytes.
    link("reminder", null=True, index=True),
    link("document", null=True, index=True),
    link("client"),
    # Of a reminder that of the reminder.
    short_text("subject"),
    short_text("sha256", 64),
    short_text("language", 16),
    short_text("template", 64),
    # Whether it is to be posted, or was made only to go with an e-mail.
    flag("by_post"),
    Column("made_at", Moment, nullable=False),
    Column("printed_at", Moment, nullable=True),
    Column("posted_at", Moment, nullable=True),
    Column("post_class", String(32), nullable=True),
    short_text("tracking", 64),
    flag("withdrawn"),
    CheckConstraint("(reminder_id IS NULL) <> (document_id IS NULL)", name="one_paper"),
    Index(None, "by_post", "posted_at"),
)

outbox_message = Table(
    "outbox_message",
    metadata,
    key(),
    link("reminder", null=True, index=True),
    link("client", null=True),
    link("mail_account", name="account_id", null=True),
    # The identifier that all messages of one conversation refer to.
    short_text("thread", 255, index=True),
    short_text("sender", 320),
    short_text("recipient", 320),
    # A copy to oneself counts towards a provider's limit as well.
    Column("recipients", Integer, nullable=False, server_default=text("1")),
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
    # Looked for in the Sent folder so often, and put there by the program itself.
    Column("looks", Integer, nullable=False, server_default=text("0")),
    Column("filed_at", Moment, nullable=True),
    Column("fault", String(32), nullable=True),
    short_text("reply", 512),
    Index(None, "state", "not_before", "id"),
    Index(None, "message_id", unique=True),
    Index(None, "account_id", "dot_at"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("account_id", Integer, ForeignKey("mail_account.id"), primary_key=True),
    short_text("host"),
    Column("port", Integer, nullable=False),
    code("tls"),
    short_text("user", 320),
    flag("files_sent"),
    # How far it was read, and when that was tried last.
    Column("uid_validity", BigInteger, nullable=True),
    Column("uid_next", BigInteger, nullable=True),
    Column("read_at", Moment, nullable=True),
    Column("fault", String(32), nullable=True),
    short_text("detail", 512),
)

incoming = Table(
    "incoming",
    metadata,
    key(),
    link("mail_account", name="account_id"),
    code("kind"),
    short_text("message_id", 255),
    # What it is about, as far as that is known.
    link("outbox_message", name="outbox_id", null=True, index=True),
    link("client", null=True, index=True),
    # Whether it refers to a message of ours, or only comes from a client's address.
    flag("sure"),
    short_text("sender", 320),
    short_text("sender_name"),
    short_text("subject"),
    Column("text", Text, nullable=False, server_default=""),
    Column("at", Moment, nullable=False),
    Column("heard_at", Moment, nullable=False),
    # When the owner was done with it; null while it waits for him.
    Column("settled_at", Moment, nullable=True, index=True),
    Index(None, "account_id", "message_id", unique=True),
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
