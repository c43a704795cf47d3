"""Transactions: all or nothing, readers see one moment, writers wait for each other."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.errors import BookError
from dunning_desktop.storage import engine, tables
from dunning_desktop.storage.store import SqlLedger, SqlStore
from dunning_desktop.storage.unit_of_work import transaction
from tests.helpers.offices import ANY_ACCOUNT, new_book
from tests.storage.scene import ask

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = SqlStore(new_book(tmp_path / "book.dunning"))
    yield made
    made.close()


def _pragma(ledger: SqlLedger, name: str) -> object:
    return ledger._connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.parametrize("kind", ["read", "write"])
def test_every_connection_is_careful(store: SqlStore, kind: str) -> None:
    with getattr(store, kind)() as ledger:
        assert _pragma(ledger, "journal_mode") == "wal"
        assert _pragma(ledger, "synchronous") == 2  # FULL
        assert _pragma(ledger, "foreign_keys") == 1
        assert _pragma(ledger, "busy_timeout") == engine.BUSY_MS


def test_a_clean_exit_commits(store: SqlStore) -> None:
    with store.write() as ledger:
        ledger.post.save_account(ANY_ACCOUNT)
    assert ask(store.path, "SELECT count(*) FROM mail_account") == [(1,)]


def test_a_broken_link_is_refused_and_everything_rolled_back(store: SqlStore) -> None:
    with pytest.raises(IntegrityError), store.write() as ledger:
        ledger.post.save_account(ANY_ACCOUNT)
        ledger.diary.note(AuditCode.CLIENT_CHANGED, at=NOON, client_id=99)
    assert ask(store.path, "SELECT count(*) FROM mail_account") == [(0,)]
    assert ask(store.path, "SELECT count(*) FROM audit_entry") == [(1,)]


def test_a_reader_cannot_write(store: SqlStore) -> None:
    with pytest.raises(BookError) as caught, store.read() as ledger:
        ledger.post.save_account(ANY_ACCOUNT)
    assert caught.value.data["reason"] == "read-only"
    with store.write() as ledger:
        ledger.post.save_account(ANY_ACCOUNT)


def test_a_reader_sees_one_moment(store: SqlStore) -> None:
    with store.read() as ledger:
        assert ledger.post.accounts() == []
        with store.write() as other:
            other.post.save_account(ANY_ACCOUNT)
        assert ledger.post.accounts() == []
    with store.read() as ledger:
        assert len(ledger.post.accounts()) == 1


def test_a_writer_holds_the_lock_from_its_first_word(store: SqlStore) -> None:
    """BEGIN IMMEDIATE: had it begun as a reader, it could not wait, only fail."""
    with store.write():
        other = sqlite3.connect(store.path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


def test_writers_wait_for_each_other(store: SqlStore) -> None:
    """Each reads, then writes what it read plus one: none is lost, none is told of a lock."""
    errors: list[BaseException] = []

    def add_some() -> None:
        own = SqlStore(store.path)
        try:
            for _ in range(25):
                _count_up(own)
        except BaseException as error:  # noqa: BLE001 - shown below
            errors.append(error)
        finally:
            own.close()

    with store.write() as ledger:
        ledger.post.save_account(ANY_ACCOUNT)
    threads = [threading.Thread(target=add_some) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert errors == []
    assert ask(store.path, "SELECT port FROM mail_account") == [(101,)]


def _count_up(store: SqlStore) -> None:
    with transaction(store._engine, writes=True) as connection:
        account = tables.mail_account
        (port,) = connection.execute(account.select().with_only_columns(account.c.port)).one()
        connection.execute(account.update().values(port=port + 1))


def test_a_writer_that_waits_too_long_says_so(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 50)
    impatient = SqlStore(store.path)
    with store.write(), pytest.raises(BookError) as caught, impatient.write():
        pass
    impatient.close()
    assert caught.value.data["reason"] == "locked"


def test_a_writer_that_dies_leaves_nothing(store: SqlStore) -> None:
    code = (
        "import os, sys; from pathlib import Path\n"
        "from dunning_desktop.storage.store import SqlStore\n"
        "from dunning_desktop.domain.mail_accounts import MailAccount\n"
        "with SqlStore(Path(sys.argv[1])).write() as ledger:\n"
        "    ledger.post.save_account(MailAccount('a@b.example', 'b.example', 465))\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, store.path], check=False)
    assert done.returncode == -9
    with store.write() as ledger:
        assert ledger.post.accounts() == []


def test_a_full_disk_is_told_and_nothing_is_written(store: SqlStore) -> None:
    with store.write() as ledger:
        # The limit stays with the connection, and the pool hands out the same one.
        ledger._connection.exec_driver_sql("PRAGMA max_page_count=1")
    with pytest.raises(BookError) as caught, store.write() as ledger:
        ledger.post.save_account(ANY_ACCOUNT)
        _add_entry_of(ledger, 2_000_000)
    assert caught.value.data["reason"] == "disk-full"
    assert ask(store.path, "SELECT count(*) FROM mail_account") == [(0,)]


def _add_entry_of(ledger: SqlLedger, size: int) -> None:
    ledger._connection.exec_driver_sql(
        "INSERT INTO audit_entry (at, code, data) VALUES ('2026-11-22', 'x', ?)", ("x" * size,)
    )


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET code = ''", "DELETE FROM audit_entry"]
)
def test_the_history_cannot_be_changed(store: SqlStore, statement: str) -> None:
    with pytest.raises(DBAPIError, match="the history cannot be changed"), store.write() as ledger:
        ledger._connection.exec_driver_sql(statement)
    connection = sqlite3.connect(store.path)
    with pytest.raises(sqlite3.IntegrityError, match="the history cannot be changed"):
        connection.execute(statement)
    connection.close()


def test_a_moment_without_a_zone_is_refused(store: SqlStore) -> None:
    with pytest.raises(StatementError, match="without a time zone"), store.write() as ledger:
        ledger.diary.note(AuditCode.BOOK_CREATED, at=datetime(2026, 11, 22))  # noqa: DTZ001


def test_a_moment_comes_back_in_utc(store: SqlStore) -> None:
    in_delhi = NOON.astimezone(timezone(timedelta(hours=5, minutes=30)))
    with store.write() as ledger:
        connection = ledger._connection
        connection.execute(tables.import_batch.insert().values(at=in_delhi, summary={}, before=[]))
        moment = connection.execute(tables.import_batch.select()).one().at
    assert moment == NOON
    assert moment.utcoffset() == timedelta()


def test_a_damaged_book_is_called_so(store: SqlStore) -> None:
    with store.write() as ledger:
        _add_entry_of(ledger, 200_000)
    store.close()
    ask(store.path, "PRAGMA wal_checkpoint(TRUNCATE)")
    whole = store.path.read_bytes()
    store.path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    with pytest.raises(BookError) as caught, store.read() as ledger:
        ledger.parties.policies()
    assert caught.value.data["reason"] == "damaged"
