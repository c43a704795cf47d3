"""A book is made whole or not at all, and what is no book is refused and left as it was."""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from multiprocessing.pool import ThreadPool
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import BookError
from dunning_desktop.domain.ladders import LADDERS
from dunning_desktop.domain.policy import DunningPolicy
from dunning_desktop.storage import opening
from dunning_desktop.storage.backup import copy_before
from dunning_desktop.storage.engine import APPLICATION_ID, revision_of
from dunning_desktop.storage.opening import HEAD, bring_to_head
from dunning_desktop.storage.store import SqlStore
from tests.helpers.offices import ANY_ACCOUNT, new_book
from tests.storage.scene import as_nobody, ask, listing, refusal


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others can reach: the one pytest gives is for its owner alone."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def test_a_new_book_is_one_file_at_the_newest_revision(tmp_path: Path) -> None:
    path = tmp_path / "books" / "new.dunning"
    bring_to_head(path)
    assert [one.name for one in path.parent.iterdir()] == ["new.dunning"]
    assert revision_of(path) == HEAD
    assert ask(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert ask(path, "PRAGMA foreign_key_check") == []


@pytest.mark.skipif(os.name != "posix", reason="permissions are the folder's on this system")
def test_a_book_and_its_copies_are_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.dunning"
    bring_to_head(path)
    assert path.stat().st_mode & 0o077 == 0
    assert copy_before(path, HEAD).stat().st_mode & 0o077 == 0


def test_a_new_book_has_the_ladders_and_nothing_else(tmp_path: Path) -> None:
    store = SqlStore(new_book(tmp_path / "new.dunning"))
    with store.read() as ledger:
        policies = ledger.parties.policies()
        assert [_bare(one) for one in policies.values()] == list(LADDERS)
        assert policies[ledger.parties.business().policy_id or 0].name == "standard"
        assert ledger.parties.business().name == ""
        assert ledger.post.accounts() == []
    store.close()
    assert ask(store.path, "SELECT code FROM audit_entry") == [("book-created",)]


def _bare(policy: DunningPolicy) -> DunningPolicy:
    """Without the numbers it has in the book."""
    return replace(policy, id=0, root=0, levels=tuple(replace(one, id=0) for one in policy.levels))


def test_a_book_at_head_is_not_touched(tmp_path: Path) -> None:
    path = new_book(tmp_path / "book.dunning")
    before = listing(tmp_path)
    bring_to_head(path)
    assert listing(tmp_path) == before


@pytest.mark.parametrize("name", ["Joe's 100% book?.dunning", "#1 &x=y.dunning", "[a]*.dunning"])
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    bring_to_head(path)
    store = SqlStore(path)
    with store.write() as ledger:
        assert ledger.parties.policies()
    store.close()
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [name]
    assert revision_of(path) == HEAD


def test_an_empty_file_becomes_a_book(tmp_path: Path) -> None:
    path = tmp_path / "book.dunning"
    path.touch()
    bring_to_head(path)
    assert revision_of(path) == HEAD


def _random_bytes(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(5000))


def _text(path: Path) -> None:
    path.write_text("Number,Client,Total\n1,Willow,20.00\n")


def _other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
        connection.commit()


def _cut_short(path: Path) -> None:
    path.write_bytes(new_book(path).read_bytes()[:700])


def _without_revision(path: Path) -> None:
    _change(path, "DELETE FROM alembic_version")


def _newer(path: Path) -> None:
    _change(path, "UPDATE alembic_version SET version_num = '9999'")


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(new_book(path))) as connection:
        connection.execute(sql)
        connection.commit()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_random_bytes, "not-a-book"),
        (_text, "not-a-book"),
        (_other_database, "not-a-book"),
        (_folder, "not-a-book"),
        (_pipe, "not-a-book"),
        (_cut_short, "damaged"),
        (_without_revision, "damaged"),
        (_newer, "newer"),
    ],
)
def test_what_is_no_book_of_ours_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], reason: str
) -> None:
    path = tmp_path / "book.dunning"
    make(path)
    before, names = listing(tmp_path), set(tmp_path.iterdir())
    assert refusal(path) == reason
    assert listing(tmp_path) == before
    assert set(tmp_path.iterdir()) == names


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert refusal(tmp_path / "file" / "book.dunning") == "not-permitted"


def test_a_file_that_may_not_be_read_is_refused(open_folder: Path) -> None:
    path = new_book(open_folder / "book.dunning")
    path.chmod(0)
    with as_nobody(open_folder):
        assert refusal(path) == "not-permitted"
    assert list(open_folder.iterdir()) == [path]


def test_a_folder_that_may_not_be_entered_is_refused(open_folder: Path) -> None:
    path = new_book(open_folder / "book.dunning")
    open_folder.chmod(0)
    with as_nobody():
        assert refusal(path) == "not-permitted"
    open_folder.chmod(0o700)


def test_no_book_is_made_in_a_read_only_folder(open_folder: Path, tmp_path: Path) -> None:
    bring_to_head(tmp_path / "warm-up.dunning")
    open_folder.chmod(0o555)
    with as_nobody():
        assert refusal(open_folder / "book.dunning") == "not-permitted"
        assert refusal(open_folder / "deeper" / "book.dunning") == "not-permitted"
    assert list(open_folder.iterdir()) == []


def test_a_read_only_book_says_so_at_the_first_write(open_folder: Path) -> None:
    path = new_book(open_folder / "book.dunning")
    store = SqlStore(path)
    with store.read() as ledger:
        assert ledger.parties.business().name == ""
    store.close()
    path.chmod(0o444)
    with as_nobody(open_folder):
        bring_to_head(path)
        store = SqlStore(path)
        with pytest.raises(BookError) as caught, store.write() as ledger:
            ledger.post.save_account(ANY_ACCOUNT)
        store.close()
    assert caught.value.data["reason"] == "read-only"


def test_a_book_locked_by_another_program_is_refused(tmp_path: Path) -> None:
    path = new_book(tmp_path / "book.dunning")
    code = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('BEGIN EXCLUSIVE'); print('locked', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        other.stdout.readline()
        assert refusal(path) == "locked"
        other.communicate(b"")
    bring_to_head(path)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill_disk(monkeypatch, pages=20)
    assert refusal(tmp_path / "book.dunning") == "disk-full"
    assert list(tmp_path.glob("*.dunning*")) == []
    assert list(tmp_path.glob(".*")) == []


def test_a_full_disk_while_the_first_rows_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(opening, "_first_rows", full)
    assert refusal(tmp_path / "book.dunning") == "disk-full"
    assert [one.name for one in tmp_path.iterdir()] == ["home"]


def _fill_disk(monkeypatch: pytest.MonkeyPatch, *, pages: int) -> None:
    """Every connection from here on may make a file of so many pages, and no larger one."""
    real = sqlite3.connect

    def connect(*args: object, **options: object) -> sqlite3.Connection:
        connection = real(*args, **options)  # type: ignore[call-overload]
        connection.execute(f"PRAGMA max_page_count={pages}")
        assert isinstance(connection, sqlite3.Connection)
        return connection

    monkeypatch.setattr(sqlite3.dbapi2, "connect", connect)


def test_two_copies_that_make_the_same_book_at_once_end_with_one(tmp_path: Path) -> None:
    path = tmp_path / "book.dunning"
    code = "import sys; from pathlib import Path\nfrom dunning_desktop.storage.opening import *\n"
    code += "bring_to_head(Path(sys.argv[1])); print(Path(sys.argv[1]).stat().st_ino)"

    def run(_number: int) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, path], capture_output=True, text=True, check=False
        )
        assert not done.stderr
        return done.stdout

    with ThreadPool(2) as pool:
        inodes = pool.map(run, range(2))
    assert {int(one) for one in inodes} == {path.stat().st_ino}
    assert ask(path, "SELECT count(*) FROM book") == [(1,)]
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["book.dunning"]


def test_a_book_made_meanwhile_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "book.dunning"
    real = opening._first_rows

    def overtaken(part: Path) -> None:
        real(part)
        path.write_bytes(b"theirs")

    monkeypatch.setattr(opening, "_first_rows", overtaken)
    bring_to_head(path)
    assert path.read_bytes() == b"theirs"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["book.dunning"]


def test_without_links_the_book_is_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_from: Path, _to: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    bring_to_head(tmp_path / "book.dunning")
    assert revision_of(tmp_path / "book.dunning") == HEAD
