"""What is owed: waivers and their reasons, the owner's rates, deposits, rates by the month."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns where they stand; no table is rebuilt."""
    op.create_table(
        "reference_rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_code", sa.String(length=32), nullable=False),
        sa.Column("half_year", sa.Date(), nullable=False),
        sa.Column("fixed_on", sa.Date(), nullable=False),
        sa.Column("percent", sa.String(length=32), server_default="", nullable=False),
        sa.Column("source", sa.String(length=255), server_default="", nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_rate")),
    )
    op.create_index(
        op.f("ix_reference_rate_table_code_half_year"),
        "reference_rate",
        ["table_code", "half_year"],
        unique=True,
    )
    for table in ("business", "client"):
        op.add_column(table, sa.Column("contract_per", sa.String(length=32), nullable=True))
    op.add_column("invoice", sa.Column("performed", sa.Date(), nullable=True))
    op.add_column("invoice", sa.Column("noticed", sa.Date(), nullable=True))
    op.add_column(
        "invoice",
        sa.Column("advance", sa.Boolean(), server_default=sa.text("0"), nullable=False),
    )
    op.execute(
        "ALTER TABLE charge ADD COLUMN payment_id INTEGER "
        "CONSTRAINT fk_charge_payment_id_payment REFERENCES payment (id)"
    )
    for name in ("note", "reason", "author"):
        text = sa.Column(name, sa.String(length=255), server_default="", nullable=False)
        op.add_column("charge", text)
    op.add_column("charge", sa.Column("decided_at", sa.DateTime(), nullable=True))
    op.create_index(op.f("ix_charge_payment_id"), "charge", ["payment_id"], unique=False)
