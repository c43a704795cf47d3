"""Ladders to choose from; levels that are repeated; lines that keep the level they were."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# As they were when this revision was made: name, gap, repeat every, at most, working days, levels.
LADDERS = (
    (
        "gentle", 10, None, 0, True,
        (
            (7, "friendly", "email", 14, "none"),
            (28, "firm", "email", 14, "none"),
            (56, "final", "email-and-letter", 14, "show"),
        ),
    ),
    (
        "strict", 3, 14, 2, False,
        (
            (-3, "courtesy", "email", 0, "none"),
            (1, "friendly", "email", 7, "none"),
            (8, "firm", "email", 7, "demand"),
            (15, "final", "email-and-letter", 7, "demand"),
        ),
    ),
    (
        "consumer", 7, None, 0, True,
        (
            (-3, "courtesy", "email", 0, "none"),
            (5, "friendly", "email", 14, "none"),
            (21, "firm", "email", 14, "none"),
            (42, "final", "email-and-letter", 14, "none"),
        ),
    ),
)  # fmt: skip


def upgrade() -> None:
    """Add columns where they stand; fill what a line's level was from the ladder it was on."""
    op.add_column("dunning_policy", sa.Column("repeat_every", sa.Integer(), nullable=True))
    op.add_column(
        "dunning_policy",
        sa.Column("repeat_most", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column(
        "dunning_policy",
        sa.Column("working_days", sa.Boolean(), server_default=sa.text("0"), nullable=False),
    )
    op.execute(
        "ALTER TABLE invoice ADD COLUMN policy_id INTEGER "
        "CONSTRAINT fk_invoice_policy_id_dunning_policy REFERENCES dunning_policy (id)"
    )
    _lines()
    _ladders()


def _lines() -> None:
    zero = sa.text("0")
    op.add_column(
        "reminder_line", sa.Column("level_day", sa.Integer(), server_default=zero, nullable=False)
    )
    op.add_column(
        "reminder_line", sa.Column("tone", sa.String(32), server_default="", nullable=False)
    )
    op.add_column(
        "reminder_line", sa.Column("repeat", sa.Integer(), server_default=zero, nullable=False)
    )
    # A line whose ladder cannot be told keeps its order, and the tone of its letter.
    _from_its_level("level_day", "l.day", otherwise="level_position")
    _from_its_level(
        "tone",
        "l.tone",
        otherwise="(SELECT tone FROM reminder WHERE id = reminder_line.reminder_id)",
    )
    op.drop_index("uq_reminder_line_once", table_name="reminder_line")
    op.create_index(
        "uq_reminder_line_once",
        "reminder_line",
        ["item_id", "level_day", "cycle", "repeat"],
        unique=True,
        sqlite_where=sa.text("withdrawn = 0"),
        postgresql_where=sa.text("NOT withdrawn"),
    )


def _from_its_level(target: str, column: str, *, otherwise: str) -> None:
    op.execute(
        f"UPDATE reminder_line SET {target} = COALESCE((SELECT {column} "  # noqa: S608
        "FROM dunning_level l "
        "JOIN reminder r ON r.id = reminder_line.reminder_id "
        "JOIN client c ON c.id = r.client_id "
        "WHERE l.position = reminder_line.level_position AND l.policy_id = "
        "COALESCE(c.policy_id, (SELECT policy_id FROM business), 1)), "
        f"{otherwise})"
    )


def _ladders() -> None:
    """Put the other ladders beside the one a book has; a new book gets all of its own later."""
    connection = op.get_bind()
    if not connection.execute(sa.text("SELECT count(*) FROM dunning_policy")).scalar_one():
        return
    for name, gap, every, most, working, levels in LADDERS:
        policy_id = connection.execute(
            sa.text(
                "INSERT INTO dunning_policy (name, version, gap_days, minimum, repeat_every, "
                "repeat_most, working_days) VALUES (:name, 1, :gap, :minimum, :every, :most, "
                ":working) RETURNING id"
            ),
            {
                "name": name, "gap": gap, "minimum": json.dumps({}), "every": every,
                "most": most, "working": working,
            },
        ).scalar_one()  # fmt: skip
        for position, (day, tone, channel, days_to_pay, charges) in enumerate(levels, start=1):
            connection.execute(
                sa.text(
                    "INSERT INTO dunning_level (policy_id, position, day, tone, channel, "
                    "days_to_pay, charges, unattended) VALUES (:policy, :position, :day, :tone, "
                    ":channel, :days, :charges, 0)"
                ),
                {
                    "policy": policy_id, "position": position, "day": day, "tone": tone,
                    "channel": channel, "days": days_to_pay, "charges": charges,
                },
            )  # fmt: skip
