"""The tables of a book: how it works by itself, and what its runs did."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Index, Integer, Table, text

from dunning_desktop.storage.columns import Moment, code, flag, key, short_text
from dunning_desktop.storage.party_tables import metadata

automation = Table(
    "automation",
    metadata,
    key(),
    flag("on"),
    Column("on_since", Date, nullable=True),
    # Until then a run only says what it would send.
    Column("drafts_until", Date, nullable=True),
    # Times of day as minutes after midnight.
    Column("at", Integer, nullable=False),
    Column("quiet_from", Integer, nullable=False),
    Column("quiet_until", Integer, nullable=False),
    flag("rests"),
    Column("most_in_a_run", Integer, nullable=False),
    Column("most_in_a_day", Integer, nullable=False),
    Column("most_to_a_client", Integer, nullable=False),
    Column("stale_after", Integer, nullable=True),
    # Whether the words on instalments go out in runs, too.
    flag("instalments"),
)

run = Table(
    "run",
    metadata,
    key(),
    # What the reminders it issued have as their run.
    short_text("code", 32),
    code("started_by"),
    code("mode"),
    code("state"),
    Column("day", Date, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=True),
    Column("accepted", Integer, nullable=False, server_default=text("0")),
    Column("failed", Integer, nullable=False, server_default=text("0")),
    # What it did with each reminder, and why.
    Column("lines", JSON, nullable=False),
    short_text("trouble"),
    Index(None, "day", "state"),
)
