"""How letters look, and the owner's own words for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dunning_desktop.storage.columns import Moment

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A business of earlier days has the usual paper, and no words of its own."""
    op.add_column(
        "business",
        sa.Column("letterhead", sa.JSON(), server_default=sa.text("'{}'"), nullable=False),
    )
    op.create_table(
        "letter_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("opening", sa.Text(), nullable=False),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_text")),
    )
    op.create_index(
        op.f("ix_letter_text_name_language"), "letter_text", ["name", "language"], unique=True
    )
