"""How a letter was posted: the class of post, and the number to follow it by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two columns of letters; those posted so far have neither."""
    op.add_column("letter", sa.Column("post_class", sa.String(32), nullable=True))
    op.add_column(
        "letter", sa.Column("tracking", sa.String(64), server_default="", nullable=False)
    )
