"""Migrations: they make what the tables say, after a copy, whole or not at all."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from dunning_desktop.domain.ladders import LADDERS, STANDARD
from dunning_desktop.domain.policy import DunningPolicy, Tone
from dunning_desktop.domain.terms import RatePer
from dunning_desktop.storage import migrating, opening
from dunning_desktop.storage.engine import APPLICATION_ID, revision_of, url_of
from dunning_desktop.storage.opening import HEAD, KNOWN, bring_to_head
from dunning_desktop.storage.store import SqlStore
from dunning_desktop.storage.tables import metadata
from tests.helpers.offices import new_book
from tests.storage.scene import ask, listing, refusal

LATER = f"{int(HEAD) + 1:04}"
NEXT = '''"""A later revision, for tests."""
import os, signal
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "{later}", "{head}", None, None


def upgrade():
    op.add_column("client", sa.Column("motto", sa.String(20), server_default="", nullable=False))
    with op.batch_alter_table("client", recreate="always") as batch:
        batch.alter_column("note", new_column_name="remark")
    {trouble}
'''


def test_the_migrations_make_exactly_the_tables(tmp_path: Path) -> None:
    engine = create_engine(url_of(new_book(tmp_path / "book.dunning")))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_migrations_make_the_same_columns_and_defaults(tmp_path: Path) -> None:
    """Alembic cannot compare server defaults on SQLite; the database can."""
    path = tmp_path / "made.dunning"
    engine = create_engine(url_of(path))
    metadata.create_all(engine)
    engine.dispose()
    migrated = new_book(tmp_path / "book.dunning")
    for table in metadata.tables:
        for pragma in ("table_info", "foreign_key_list", "index_list"):
            made, found = (_sorted(one, f"PRAGMA {pragma}({table})") for one in (path, migrated))
            assert found == made, table


def _sorted(path: Path, sql: str) -> list[str]:
    """Without the running number, which depends on the order of the statements."""
    return sorted(str(row[1:]) for row in ask(path, sql))


def test_the_program_knows_the_revisions_that_there_are() -> None:
    scripts = ScriptDirectory.from_config(migrating.config())
    assert scripts.get_current_head() == HEAD
    assert tuple(one.revision for one in scripts.walk_revisions())[::-1] == KNOWN


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that knows one revision more; its folder of migrations."""
    folder = tmp_path / "migrations"
    _add_revision(folder, trouble="")
    monkeypatch.setattr(migrating, "MIGRATIONS", folder)
    monkeypatch.setattr(opening, "HEAD", LATER)
    monkeypatch.setattr(opening, "KNOWN", (*KNOWN, LATER))
    return folder


def _add_revision(folder: Path, *, trouble: str) -> None:
    versions = folder / "versions"
    versions.mkdir(parents=True, exist_ok=True)
    (folder / "env.py").write_bytes(
        (Path(opening.__file__).parent / "migrations/env.py").read_bytes()
    )
    for known in (Path(opening.__file__).parent / "migrations/versions").glob("0*.py"):
        (versions / known.name).write_bytes(known.read_bytes())
    later = NEXT.format(trouble=trouble or "pass", later=LATER, head=HEAD)
    (versions / f"{LATER}_later.py").write_text(later)


@pytest.fixture
def old_book(tmp_path: Path) -> Path:
    """A book of the present revision, in use: a client with a contact, and a page in the WAL."""
    folder = tmp_path / "books"
    folder.mkdir()
    path = new_book(folder / "book.dunning")
    _change(path, *_ROWS)
    return path


_ROWS = (
    "PRAGMA journal_mode=WAL",
    """INSERT INTO client (id, name, debtor_type, currency, address_lines, note)
       VALUES (1, 'Willow', 'company', 'GBP', '[]', 'call first')""",
    "INSERT INTO contact (id, client_id, role, email) VALUES (1, 1, 'accounts', 'a@b.example')",
)


def _change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for one in statements:
            connection.execute(one)
        connection.commit()


def _copies(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"book-before-{HEAD}-*.dunning"))


def test_an_old_book_is_copied_then_migrated(old_book: Path, newer: Path) -> None:
    bring_to_head(old_book)
    assert revision_of(old_book) == LATER
    assert ask(old_book, "SELECT remark, motto FROM client") == [("call first", "")]
    # With foreign keys on, making the parent anew would have deleted the child.
    assert ask(old_book, "SELECT email FROM contact") == [("a@b.example",)]
    assert ask(old_book, "PRAGMA foreign_key_check") == []
    (copy,) = _copies(old_book)
    assert revision_of(copy) == HEAD
    assert ask(copy, "SELECT note FROM client") == [("call first",)]


def test_the_copy_holds_what_is_still_in_the_wal(old_book: Path, newer: Path) -> None:
    with closing(sqlite3.connect(old_book)) as other:
        other.execute("UPDATE client SET note = 'ring the bell'")
        other.commit()
        bring_to_head(old_book)
        (copy,) = _copies(old_book)
        assert ask(copy, "SELECT note FROM client") == [("ring the bell",)]


def test_a_migration_that_fails_changes_nothing(old_book: Path, newer: Path) -> None:
    _add_revision(newer, trouble="raise ValueError('a bug')")
    with pytest.raises(ValueError, match="a bug"):
        bring_to_head(old_book)
    assert revision_of(old_book) == HEAD
    assert ask(old_book, "SELECT note FROM client") == [("call first",)]


def test_a_migration_that_breaks_a_link_is_taken_back(old_book: Path, newer: Path) -> None:
    _add_revision(newer, trouble='op.execute("DELETE FROM client")')
    assert refusal(old_book) == "damaged"
    assert revision_of(old_book) == HEAD
    assert ask(old_book, "SELECT count(*) FROM client") == [(1,)]


def test_a_migration_on_a_full_disk_changes_nothing(old_book: Path, newer: Path) -> None:
    trouble = (
        'op.execute("PRAGMA max_page_count=1"); '
        'op.execute("CREATE TABLE big AS SELECT zeroblob(9000000)")'
    )
    _add_revision(newer, trouble=trouble)
    assert refusal(old_book) == "disk-full"
    assert revision_of(old_book) == HEAD


def test_half_a_copy_is_not_kept(
    old_book: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sqlite3.connect

    def connect(target: object, *args: object, **options: object) -> sqlite3.Connection:
        connection = real(target, *args, **options)  # type: ignore[call-overload]
        if "-before-" in str(target):
            connection.execute("PRAGMA max_page_count=5")
        assert isinstance(connection, sqlite3.Connection)
        return connection

    monkeypatch.setattr(sqlite3, "connect", connect)
    assert refusal(old_book) == "disk-full"
    assert list(old_book.parent.glob("*-before-*")) == []
    assert revision_of(old_book) == HEAD


def test_a_migration_waits_for_nobody_forever(
    old_book: Path, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "BUSY_MS", 50)
    with closing(sqlite3.connect(old_book, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert refusal(old_book) == "locked"
    bring_to_head(old_book)


def test_a_program_killed_in_mid_migration_leaves_the_old_book(old_book: Path, newer: Path) -> None:
    _add_revision(newer, trouble="os.kill(os.getpid(), signal.SIGKILL)")
    code = (
        "import sys; from pathlib import Path\n"
        "from dunning_desktop.storage import migrating, opening\n"
        "migrating.MIGRATIONS = Path(sys.argv[1])\n"
        f"opening.HEAD, opening.KNOWN = '{LATER}', ('{HEAD}', '{LATER}')\n"
        "opening.bring_to_head(Path(sys.argv[2]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, newer, old_book], check=False)
    assert done.returncode == -signal.SIGKILL
    assert ask(old_book, "PRAGMA integrity_check") == [("ok",)]
    assert revision_of(old_book) == HEAD
    assert ask(old_book, "SELECT note FROM client") == [("call first",)]
    assert ask(old_book, "SELECT count(*) FROM contact") == [(1,)]
    # And the next start does it, from where the book really is.
    _add_revision(newer, trouble="")
    bring_to_head(old_book)
    assert revision_of(old_book) == LATER


def test_a_program_killed_while_it_makes_a_book_leaves_none(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path\n"
        "from dunning_desktop.storage import opening\n"
        "opening._first_rows = lambda _path: os.kill(os.getpid(), 9)\n"
        "opening.bring_to_head(Path(sys.argv[1]))\n"
    )
    path = tmp_path / "book.dunning"
    done = subprocess.run([sys.executable, "-c", code, path], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not path.exists()
    bring_to_head(path)
    assert listing(tmp_path)["book.dunning"][:15] == b"SQLite format 3"
    store = SqlStore(path)
    with store.read() as ledger:
        assert len(ledger.parties.policies()) == len(LADDERS)
    store.close()


def test_a_book_of_the_first_revision_keeps_all_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "first.dunning"
    monkeypatch.setattr(opening, "HEAD", "0001")
    monkeypatch.setattr(opening, "_first_rows", lambda part: _change(part, *_FIRST))
    bring_to_head(path)
    assert revision_of(path) == "0001"
    monkeypatch.undo()
    bring_to_head(path)
    assert revision_of(path) == HEAD
    assert ask(path, "SELECT kind, amount, state, note, reason, payment_id FROM charge") == [
        ("interest", 420, "open", "", "", None)
    ]
    assert ask(path, "SELECT number, advance, performed, noticed FROM invoice") == [
        ("A1", 0, None, None)
    ]
    assert ask(path, "SELECT late_basis, contract_rate, contract_per FROM client") == [
        ("contract", "8.5", None)
    ]
    assert ask(path, "SELECT level_day, tone, repeat FROM reminder_line") == [(3, "friendly", 0)]
    names = [name for (name,) in ask(path, "SELECT name FROM dunning_policy ORDER BY id")]
    assert names == [one.name for one in LADDERS]
    assert ask(path, "SELECT count(*) FROM dunning_policy WHERE root_id <> id") == [(0,)]
    # Each was the first version of itself, and the line was issued by the one that held.
    assert ask(path, "SELECT policy_id FROM reminder_line") == [(None,)]
    store = SqlStore(path)
    with store.read() as ledger:
        item = ledger.chasing.item(1)
        ladders = ledger.parties.policies()
        client = ledger.parties.client(1)
        rates = ledger.rates.rates()
    store.close()
    assert [one.amount.minor for one in item.charges] == [420]
    assert [(one.level_day, one.tone) for one in item.completed] == [(3, Tone.FRIENDLY)]
    # What the migration wrote by hand is what the program has.
    assert [_bare(one) for one in ladders.values()] == list(LADDERS)
    assert client.terms is not None
    assert (client.terms.contract_per, rates) == (RatePer.YEAR, [])


def test_a_line_whose_level_cannot_be_told_still_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The book opens whatever happened to its ladder; the letter's own tone is kept."""
    path = tmp_path / "first.dunning"
    lost = "DELETE FROM dunning_level WHERE position = 2"
    monkeypatch.setattr(opening, "HEAD", "0001")
    monkeypatch.setattr(opening, "_first_rows", lambda part: _change(part, *_FIRST, lost))
    bring_to_head(path)
    monkeypatch.undo()
    bring_to_head(path)
    assert ask(path, "SELECT level_day, tone, repeat FROM reminder_line") == [(2, "friendly", 0)]
    store = SqlStore(path)
    with store.read() as ledger:
        assert [one.tone for one in ledger.chasing.item(1).completed] == [Tone.FRIENDLY]
    store.close()


def _bare(policy: DunningPolicy) -> DunningPolicy:
    """Without the numbers it has in the book."""
    return replace(policy, id=0, root=0, levels=tuple(replace(one, id=0) for one in policy.levels))


_FIRST = (
    f"PRAGMA application_id={APPLICATION_ID}",
    *_ROWS[1:],
    """UPDATE client SET net_days = 14, due_basis = 'invoice-date', late_basis = 'contract',
       contract_rate = '8.5'""",
    """INSERT INTO invoice (id, client_id, number, number_key, issued, total, currency)
       VALUES (1, 1, 'A1', 'a1', '2026-01-01', 100000, 'GBP')""",
    """INSERT INTO due_item (id, invoice_id, client_id, position, amount, currency, due,
       original_due) VALUES (1, 1, 1, 1, 100000, 'GBP', '2026-01-31', '2026-01-31')""",
    """INSERT INTO dunning_policy (id, name, version, gap_days, minimum)
       VALUES (1, 'standard', 1, 5, '{}')""",
    *(
        f"""INSERT INTO dunning_level (policy_id, position, day, tone, channel, days_to_pay,
           charges, unattended) VALUES (1, {one.position}, {one.day}, '{one.tone}',
           '{one.channel}', {one.days_to_pay}, '{one.charges}', 0)"""
        for one in STANDARD.levels
    ),
    """INSERT INTO reminder (id, client_id, run, issued_on, deadline, level_position, tone, channel,
       language, subject, opening, closing, created_at)
       VALUES (1, 1, 'r', '2026-02-03', '2026-02-10', 2, 'friendly', 'email', 'en-GB', 's', 'o',
       'c', '2026-02-03 10:00:00.000')""",
    """INSERT INTO reminder_line (reminder_id, item_id, level_position, cycle, open, claimed,
       currency, days_late) VALUES (1, 1, 2, 1, 100000, 0, 'GBP', 3)""",
    """INSERT INTO charge (id, item_id, kind, amount, currency, through, state, at)
       VALUES (1, 1, 'interest', 420, 'GBP', '2026-02-28', 'open', '2026-02-28 10:00:00.000')""",
)
