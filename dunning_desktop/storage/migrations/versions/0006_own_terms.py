"""Terms of one invoice, discounts taken, letters of agreements, what a plan found settled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns where they stand; rebuild what gets a new link."""
    _invoice()
    _credit_note()
    _letter()
    op.add_column(
        "automation",
        sa.Column("instalments", sa.Boolean(), server_default=sa.text("0"), nullable=False),
    )
    _plan_item()
    _notice()
    op.add_column(
        "reminder_line",
        sa.Column("disputed", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
    )


def _invoice() -> None:
    op.add_column("invoice", sa.Column("late_basis", sa.String(32), nullable=True))
    op.add_column("invoice", sa.Column("contract_rate", sa.String(32), nullable=True))
    op.add_column("invoice", sa.Column("contract_per", sa.String(32), nullable=True))
    op.add_column("invoice", sa.Column("reminder_fee", sa.BigInteger(), nullable=True))


def _credit_note() -> None:
    """The table names its check itself: SQLite does not tell one that is rebuilt."""
    checks = (sa.CheckConstraint("amount > 0", name="ck_credit_note_amount_positive"),)
    with op.batch_alter_table("credit_note", recreate="always", table_args=checks) as batch:
        batch.add_column(sa.Column("payment_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            "fk_credit_note_payment_id_payment", "payment", ["payment_id"], ["id"]
        )
    op.create_index("ix_credit_note_payment_id", "credit_note", ["payment_id"], unique=False)


def _letter() -> None:
    with op.batch_alter_table("letter", recreate="always") as batch:
        batch.alter_column("reminder_id", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("document_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("subject", sa.String(255), server_default="", nullable=False))
        batch.create_foreign_key(
            "fk_letter_document_id_document", "document", ["document_id"], ["id"]
        )
        batch.create_check_constraint(
            "ck_letter_one_paper", "(reminder_id IS NULL) <> (document_id IS NULL)"
        )
    op.create_index("ix_letter_document_id", "letter", ["document_id"], unique=False)


def _plan_item() -> None:
    """Until now it was worked out from the amount of the item, which a correction changes."""
    op.add_column(
        "plan_item",
        sa.Column("settled", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
    )
    op.execute(
        "UPDATE plan_item SET settled = (SELECT CASE WHEN due_item.amount > plan_item.amount "
        "THEN due_item.amount - plan_item.amount ELSE 0 END "
        "FROM due_item WHERE due_item.id = plan_item.item_id)"
    )


def _notice() -> None:
    with op.batch_alter_table("instalment_notice", recreate="always") as batch:
        batch.add_column(sa.Column("document_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            "fk_instalment_notice_document_id_document", "document", ["document_id"], ["id"]
        )
