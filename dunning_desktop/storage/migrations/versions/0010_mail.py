"""Several mail accounts with limits and conversations; inboxes that are read, and what came in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dunning_desktop.storage.columns import Moment

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Accounts go on as they were: over SMTP, with a password, and no inbox is read."""
    _accounts()
    _messages()
    _inbox()
    _incoming()


def _text(name: str, length: int = 255) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), server_default="", nullable=False)


def _code(name: str, usual: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), server_default=usual, nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.text("0"), nullable=False)


def _number(name: str, usual: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text(usual), nullable=False)


def _accounts() -> None:
    for column in (
        sa.Column("paused_until", Moment(), nullable=True),
        _code("route", "smtp"),
        _code("sign_in", "password"),
        _text("client_id"),
        _code("duty", "usual"),
        _flag("copy_to_self"),
        _flag("attach_invoices"),
        sa.Column("signature", sa.Text(), server_default="", nullable=False),
        sa.Column("daily_limit", sa.Integer(), nullable=True),
        _number("minute_limit", "30"),
        _flag("retired"),
    ):
        op.add_column("mail_account", column)


def _messages() -> None:
    for column in (
        _text("thread"),
        _number("recipients", "1"),
        _number("looks", "0"),
        sa.Column("filed_at", Moment(), nullable=True),
    ):
        op.add_column("outbox_message", column)
    op.create_index(op.f("ix_outbox_message_thread"), "outbox_message", ["thread"])
    op.create_index(
        op.f("ix_outbox_message_account_id_dot_at"), "outbox_message", ["account_id", "dot_at"]
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("account_id", sa.Integer(), nullable=False),
        _text("host"),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("tls", sa.String(32), nullable=False),
        _text("user", 320),
        _flag("files_sent"),
        sa.Column("uid_validity", sa.BigInteger(), nullable=True),
        sa.Column("uid_next", sa.BigInteger(), nullable=True),
        sa.Column("read_at", Moment(), nullable=True),
        sa.Column("fault", sa.String(32), nullable=True),
        _text("detail", 512),
        sa.ForeignKeyConstraint(
            ["account_id"], ["mail_account.id"], name="fk_inbox_account_id_mail_account"
        ),
        sa.PrimaryKeyConstraint("account_id", name="pk_inbox"),
    )


def _incoming() -> None:
    op.create_table(
        "incoming",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        _text("message_id"),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.Integer(), nullable=True),
        _flag("sure"),
        _text("sender", 320),
        _text("sender_name"),
        _text("subject"),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("heard_at", Moment(), nullable=False),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["mail_account.id"], name="fk_incoming_account_id_mail_account"
        ),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox_message.id"], name="fk_incoming_outbox_id_outbox_message"
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name="fk_incoming_client_id_client"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_incoming"),
    )
    for column in ("outbox_id", "client_id", "settled_at"):
        op.create_index(op.f(f"ix_incoming_{column}"), "incoming", [column])
    op.create_index(
        op.f("ix_incoming_account_id_message_id"),
        "incoming",
        ["account_id", "message_id"],
        unique=True,
    )
