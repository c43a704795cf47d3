"""Agreements with clients, disputes and papers; terms with parts, a discount and consequences."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns where they stand, then the new tables."""
    _columns()
    _plan()
    _instalment()
    _dispute()
    _extension()
    _instalment_notice()
    _plan_item()
    _promise()
    _document()
    _offer()
    _acceptance()
    _document_content()


def _columns() -> None:
    op.add_column("block", sa.Column("author", sa.String(255), server_default="", nullable=False))
    op.add_column("block", sa.Column("at", sa.DateTime(), nullable=True))
    op.add_column("business", sa.Column("due_day", sa.Integer(), nullable=True))
    op.add_column("business", sa.Column("stages", sa.JSON(), nullable=True))
    op.add_column("business", sa.Column("discount_percent", sa.String(32), nullable=True))
    op.add_column("business", sa.Column("discount_days", sa.Integer(), nullable=True))
    op.add_column("business", sa.Column("consequences", sa.JSON(), nullable=True))
    op.add_column("business", sa.Column("reminder_fee", sa.BigInteger(), nullable=True))
    op.add_column("client", sa.Column("due_day", sa.Integer(), nullable=True))
    op.add_column("client", sa.Column("stages", sa.JSON(), nullable=True))
    op.add_column("client", sa.Column("discount_percent", sa.String(32), nullable=True))
    op.add_column("client", sa.Column("discount_days", sa.Integer(), nullable=True))
    op.add_column("client", sa.Column("consequences", sa.JSON(), nullable=True))
    op.add_column("client", sa.Column("reminder_fee", sa.BigInteger(), nullable=True))
    op.add_column("due_item", sa.Column("interest_due", sa.Date(), nullable=True))
    op.add_column(
        "dunning_policy",
        sa.Column("broken_promise", sa.String(32), server_default="resume", nullable=False),
    )


def _plan() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("every", sa.String(32), nullable=False),
        sa.Column("interest", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("grace_days", sa.Integer(), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("accepted_how", sa.String(32), server_default="", nullable=False),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("author", sa.String(255), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("total > 0", name="ck_plan_total_positive"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_plan_client_id_client"),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
    )
    op.create_index("ix_plan_client_id", "plan", ["client_id"], unique=False)


def _instalment() -> None:
    op.create_table(
        "instalment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name="ck_instalment_amount_positive"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_instalment_plan_id_plan"),
        sa.PrimaryKeyConstraint("id", name="pk_instalment"),
    )
    op.create_index(
        "ix_instalment_plan_id_position", "instalment", ["plan_id", "position"], unique=True
    )


def _dispute() -> None:
    op.create_table(
        "dispute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(32), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("author", sa.String(255), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_id"], ["phone_call.id"], name="fk_dispute_call_id_phone_call"
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_dispute_client_id_client"),
        sa.ForeignKeyConstraint(["item_id"], ["due_item.id"], name="fk_dispute_item_id_due_item"),
        sa.PrimaryKeyConstraint("id", name="pk_dispute"),
    )
    op.create_index("ix_dispute_client_id", "dispute", ["client_id"], unique=False)
    op.create_index("ix_dispute_item_id", "dispute", ["item_id"], unique=False)


def _extension() -> None:
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("old_due", sa.Date(), nullable=False),
        sa.Column("new_due", sa.Date(), nullable=False),
        sa.Column("interest", sa.String(32), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("author", sa.String(255), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["due_item.id"], name="fk_extension_item_id_due_item"),
        sa.PrimaryKeyConstraint("id", name="pk_extension"),
    )
    op.create_index("ix_extension_item_id", "extension", ["item_id"], unique=False)


def _instalment_notice() -> None:
    op.create_table(
        "instalment_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instalment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["instalment_id"],
            ["instalment.id"],
            name="fk_instalment_notice_instalment_id_instalment",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["outbox_message.id"],
            name="fk_instalment_notice_message_id_outbox_message",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_instalment_notice"),
    )
    op.create_index(
        "ix_instalment_notice_instalment_id_kind",
        "instalment_notice",
        ["instalment_id", "kind"],
        unique=True,
    )


def _plan_item() -> None:
    op.create_table(
        "plan_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["due_item.id"], name="fk_plan_item_item_id_due_item"),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_plan_item_plan_id_plan"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_item"),
    )
    op.create_index("ix_plan_item_item_id", "plan_item", ["item_id"], unique=False)
    op.create_index("ix_plan_item_plan_id", "plan_item", ["plan_id"], unique=False)


def _promise() -> None:
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("said_by", sa.String(255), server_default="", nullable=False),
        sa.Column("how", sa.String(32), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("author", sa.String(255), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("amount > 0", name="ck_promise_amount_positive"),
        sa.ForeignKeyConstraint(
            ["call_id"], ["phone_call.id"], name="fk_promise_call_id_phone_call"
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_promise_client_id_client"),
        sa.ForeignKeyConstraint(["item_id"], ["due_item.id"], name="fk_promise_item_id_due_item"),
        sa.PrimaryKeyConstraint("id", name="pk_promise"),
    )
    op.create_index("ix_promise_client_id", "promise", ["client_id"], unique=False)


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=True),
        sa.Column("promise_id", sa.Integer(), nullable=True),
        sa.Column("extension_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("dispute_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.String(255), server_default="", nullable=False),
        sa.Column("media_type", sa.String(64), server_default="", nullable=False),
        sa.Column("sha256", sa.String(64), server_default="", nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("without_prejudice", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_document_client_id_client"),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["dispute.id"], name="fk_document_dispute_id_dispute"
        ),
        sa.ForeignKeyConstraint(
            ["extension_id"], ["extension.id"], name="fk_document_extension_id_extension"
        ),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name="fk_document_invoice_id_invoice"
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_document_plan_id_plan"),
        sa.ForeignKeyConstraint(
            ["promise_id"], ["promise.id"], name="fk_document_promise_id_promise"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
    )
    op.create_index("ix_document_client_id", "document", ["client_id"], unique=False)


def _offer() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("dispute_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.Column("author", sa.String(255), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_offer_client_id_client"),
        sa.ForeignKeyConstraint(["dispute_id"], ["dispute.id"], name="fk_offer_dispute_id_dispute"),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
    )
    op.create_index("ix_offer_client_id", "offer", ["client_id"], unique=False)


def _acceptance() -> None:
    op.create_table(
        "acceptance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.Column("how", sa.String(32), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("author", sa.String(255), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name="fk_acceptance_client_id_client"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_acceptance_document_id_document"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_acceptance"),
    )
    op.create_index("ix_acceptance_client_id", "acceptance", ["client_id"], unique=False)


def _document_content() -> None:
    op.create_table(
        "document_content",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_document_content_document_id_document"
        ),
        sa.PrimaryKeyConstraint("document_id", name="pk_document_content"),
    )
