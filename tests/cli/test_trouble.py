"""Wrong use and trouble: an exit code, one line, and nothing half-done."""

import errno
import subprocess
from pathlib import Path

import pytest

from tests.cli.desk import COMMAND, Desk, command, one_line
from tests.storage.scene import listing


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("dance",),
        ("import",),
        ("import", "invoices"),
        ("letters",),
        ("pay", "Willow"),
        ("clients", "--today", "22/11/2026"),
        ("invoices", "--only", "unpaid"),
        ("clients", "--colour"),
    ],
)
def test_wrong_use(desk: Desk, words: tuple[str, ...]) -> None:
    answer = desk.bare(*words)
    assert (answer.code, answer.out) == (2, "")
    assert "usage: dunning" in answer.err


def test_a_slip_of_the_pen_makes_no_book(desk: Desk, tmp_path: Path) -> None:
    for words in (("clients",), ("import", "invoices", "x.csv"), ("send",)):
        answer = desk.run(*words)
        assert answer.code == 1
        assert one_line(answer.err)
        assert "dunning init" in answer.err
    assert not desk.book.exists()
    assert desk.run("init").code == 0
    assert desk.run("init").code == 0, "a second time does no harm"
    assert desk.run("clients").code == 0


def test_what_is_no_book(desk: Desk, tmp_path: Path) -> None:
    desk.book.write_text("a shopping list")
    before = listing(tmp_path)
    for verb in ("init", "clients", "send"):
        answer = desk.run(verb)
        assert answer.code == 1
        assert answer.err == f"dunning: {desk.book} is not a book of this program\n"
    assert listing(tmp_path) == before


def test_a_folder_that_cannot_be_written(furnished: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    answer = furnished.bare("demo", "--out", tmp_path / "file")
    assert answer.code == 1
    assert one_line(answer.err)


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device", "/x"), KeyboardInterrupt()]
)
def test_what_the_computer_refuses_is_one_line(
    furnished: Desk, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fail(*_args: object) -> None:
        raise error

    monkeypatch.setattr("dunning_desktop.cli.sending.deliver_patiently", fail)
    answer = furnished.run("send")
    assert answer.code == 1
    assert one_line(answer.err)


def test_a_terminal_that_knows_few_letters(tmp_path: Path) -> None:
    """And, all in one: the real process makes its book where it is told, and finds it again."""
    home = tmp_path / "own"
    made = command("init", DUNNING_HOME=str(home))
    assert (made.code, made.out, made.err) == (0, "The book is ready.\n", "")
    listed = command("clients", "--json", DUNNING_HOME=str(home), PYTHONIOENCODING="ascii")
    assert (listed.code, listed.json, listed.err) == (0, [], "")
    assert command("nonsense").code == 2


def test_a_reader_that_has_seen_enough(furnished: Desk, tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "--book", furnished.book, "clients"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
