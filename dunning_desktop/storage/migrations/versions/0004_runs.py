"""Versions of ladders, tags, old debts, skipped levels, calls, and runs nobody watches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FALSE, ZERO = sa.text("0"), sa.text("0")


def upgrade() -> None:
    """Add columns where they stand, then the new tables."""
    _columns()
    _versions()
    _tags()
    _skips()
    _calls()
    _automation()
    _runs()


def _columns() -> None:
    for table, column in (
        ("dunning_policy", _text("part_payment", 32, default="continue")),
        ("dunning_policy", _flag("takes_over")),
        ("dunning_policy", _flag("retired")),
        ("dunning_level", sa.Column("minimum", sa.JSON(), server_default=sa.text("'{}'"),
                                    nullable=False)),
        ("business", _text("old_debts", 32, default="first")),
        ("business", sa.Column("old_before", sa.Date(), nullable=True)),
        ("client", sa.Column("tags", sa.JSON(), server_default=sa.text("'[]'"), nullable=False)),
        ("due_item", sa.Column("start", sa.String(32), nullable=True)),
    ):  # fmt: skip
        op.add_column(table, column)
    for table, name in (("dunning_policy", "root_id"), ("reminder_line", "policy_id")):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {name} INTEGER "
            f"CONSTRAINT fk_{table}_{name}_dunning_policy REFERENCES dunning_policy (id)"
        )
    op.create_index("ix_dunning_policy_root_id", "dunning_policy", ["root_id"])


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=FALSE, nullable=False)


def _text(name: str, length: int = 255, *, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.String(length), server_default=default, nullable=False)


def _code(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _versions() -> None:
    """Every ladder there is was its own first version; a line was issued by the one that held."""
    op.execute("UPDATE dunning_policy SET root_id = id")
    op.execute(
        "UPDATE reminder_line SET policy_id = (SELECT COALESCE(i.policy_id, c.policy_id, "
        "(SELECT policy_id FROM business)) FROM due_item d "
        "JOIN invoice i ON i.id = d.invoice_id JOIN client c ON c.id = d.client_id "
        "WHERE d.id = reminder_line.item_id)"
    )


def _tags() -> None:
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("name", 64),
        _text("name_key", 64),
        _number("policy_id"),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["dunning_policy.id"], name="fk_tag_policy_id_dunning_policy"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
    )
    op.create_index("ix_tag_name_key", "tag", ["name_key"], unique=True)


def _skips() -> None:
    op.create_table(
        "skip",
        sa.Column("id", sa.Integer(), nullable=False),
        _number("item_id"),
        sa.Column("policy_id", sa.Integer(), nullable=True),
        _number("level_day"),
        _code("tone"),
        _number("cycle"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _text("author"),
        _flag("withdrawn"),
        sa.ForeignKeyConstraint(["item_id"], ["due_item.id"], name="fk_skip_item_id_due_item"),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["dunning_policy.id"], name="fk_skip_policy_id_dunning_policy"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_skip"),
    )
    op.create_index("ix_skip_item_id", "skip", ["item_id"])


def _calls() -> None:
    op.create_table(
        "phone_call",
        sa.Column("id", sa.Integer(), nullable=False),
        _number("client_id"),
        sa.Column("reminder_id", sa.Integer(), nullable=True),
        sa.Column("block_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        _text("contact"),
        _text("phone", 64),
        _code("outcome"),
        sa.Column("promised", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(3), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        _text("author"),
        _flag("withdrawn"),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name="fk_phone_call_client_id_client"
        ),
        sa.ForeignKeyConstraint(
            ["reminder_id"], ["reminder.id"], name="fk_phone_call_reminder_id_reminder"
        ),
        sa.ForeignKeyConstraint(["block_id"], ["block.id"], name="fk_phone_call_block_id_block"),
        sa.PrimaryKeyConstraint("id", name="pk_phone_call"),
    )
    op.create_index("ix_phone_call_client_id", "phone_call", ["client_id"])
    op.create_index("ix_phone_call_reminder_id", "phone_call", ["reminder_id"])


def _automation() -> None:
    op.create_table(
        "automation",
        sa.Column("id", sa.Integer(), nullable=False),
        _flag("on"),
        sa.Column("on_since", sa.Date(), nullable=True),
        sa.Column("drafts_until", sa.Date(), nullable=True),
        _number("at"),
        _number("quiet_from"),
        _number("quiet_until"),
        _flag("rests"),
        _number("most_in_a_run"),
        _number("most_in_a_day"),
        _number("most_to_a_client"),
        sa.Column("stale_after", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_automation"),
    )


def _runs() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("code", 32),
        _code("started_by"),
        _code("mode"),
        _code("state"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("accepted", sa.Integer(), server_default=ZERO, nullable=False),
        sa.Column("failed", sa.Integer(), server_default=ZERO, nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        _text("trouble"),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    op.create_index("ix_run_day_state", "run", ["day", "state"])
