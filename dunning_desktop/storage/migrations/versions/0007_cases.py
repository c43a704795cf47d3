"""Cases, the steps taken in them, and whom debts are handed over to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the new tables."""
    _partner()
    _official_form()
    _debt_case()
    _case_item()
    _case_step()


def _text(name: str, length: int = 255) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), server_default="", nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.text("0"), nullable=False)


def _partner() -> None:
    op.create_table(
        "partner",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("name"),
        sa.Column("kind", sa.String(32), nullable=False),
        _text("contact"),
        _text("email", 320),
        _text("phone", 64),
        sa.Column("address_lines", sa.JSON(), nullable=False),
        _text("city"),
        _text("region"),
        _text("postcode", 32),
        _text("country", 2),
        sa.Column("fee", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(3), nullable=True),
        sa.Column("commission", sa.String(32), nullable=True),
        sa.Column("columns", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        _flag("archived"),
        sa.PrimaryKeyConstraint("id", name="pk_partner"),
    )


def _official_form() -> None:
    op.create_table(
        "official_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        _text("name"),
        _text("sha256", 64),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_official_form"),
        sa.UniqueConstraint("kind", name="uq_official_form_kind"),
    )


def _debt_case() -> None:
    op.create_table(
        "debt_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        _text("jurisdiction", 16),
        sa.Column("debtor_type", sa.String(32), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        _text("author"),
        sa.Column("at", sa.DateTime(), nullable=False),
        _flag("withdrawn"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name="fk_debt_case_client_id_client"),
        sa.PrimaryKeyConstraint("id", name="pk_debt_case"),
    )
    op.create_index("ix_debt_case_client_id", "debt_case", ["client_id"], unique=False)


def _case_item() -> None:
    op.create_table(
        "case_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["debt_case.id"], name="fk_case_item_case_id_debt_case"
        ),
        sa.ForeignKeyConstraint(["item_id"], ["due_item.id"], name="fk_case_item_item_id_due_item"),
        sa.PrimaryKeyConstraint("id", name="pk_case_item"),
    )
    op.create_index("ix_case_item_case_id", "case_item", ["case_id"], unique=False)
    op.create_index("ix_case_item_item_id", "case_item", ["item_id"], unique=False)
    op.create_index(
        "ix_case_item_case_id_item_id", "case_item", ["case_id", "item_id"], unique=True
    )


def _case_step() -> None:
    op.create_table(
        "case_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(3), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        _text("author"),
        sa.Column("at", sa.DateTime(), nullable=False),
        _flag("withdrawn"),
        sa.CheckConstraint("amount IS NULL OR amount > 0", name="ck_case_step_amount_positive"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["debt_case.id"], name="fk_case_step_case_id_debt_case"
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.id"], name="fk_case_step_partner_id_partner"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_case_step_document_id_document"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_step"),
    )
    op.create_index("ix_case_step_case_id", "case_step", ["case_id"], unique=False)
    op.create_index(
        "ix_case_step_case_id_position", "case_step", ["case_id", "position"], unique=True
    )
