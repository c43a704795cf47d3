"""``dunning case file``, ``handover``, ``told`` and ``outcome``."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import pyzipper
from pypdf import PdfReader

from tests.cli.desk import Desk, one_line
from tests.cli.test_partners import debt as debt  # noqa: PLC0414 - a fixture is found by its name


@pytest.fixture
def swift(debt: Desk) -> Desk:
    debt.run("case", "partner", "Swift", "--email", "jo@swift.example")
    return debt


def test_the_file_is_listed_then_written(swift: Desk, tmp_path: Path) -> None:
    assert swift.run("case", "file", "1").out == "There is no exhibit yet.\n"
    paper = tmp_path / "order.txt"
    paper.write_text("Please paint the hall.", "utf-8")
    swift.run("case", "paper", "1", "order", paper)
    [row] = swift.run("case", "file", "1", "--json").json
    assert (row["key"], row["kind"], row["title"]) == ("document-1", "order", "order.txt")
    assert "content" not in row
    out = tmp_path / "file.pdf"
    answer = swift.run("case", "file", "1", "--out", out)
    assert (answer.code, answer.err) == (0, "")
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    assert answer.out == f"{out} written: 1 exhibits, SHA-256 {digest}\n"
    assert "Please paint the hall." in PdfReader(out).pages[-2].extract_text()
    told = swift.run("case", "file", "1", "--out", out, "--leave-out", "document-1", "--json").json
    assert (told["exhibits"], told["password"]) == (0, "")


def test_handed_over_with_a_password_that_is_said_once(swift: Desk, tmp_path: Path) -> None:
    out = tmp_path / "case.zip"
    told = swift.run("case", "handover", "1", "--to", "SWIFT", "--out", out, "--json").json
    assert told["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    with pyzipper.AESZipFile(out) as archive:
        archive.setpassword(told["password"].encode())
        assert json.loads(archive.read("Case.json"))["debtor"]["name"] == "Acme Ltd"
    assert swift.run("case", "check", "1", "--json").json["state"] == "handed-over"
    # Made again for whoever lost the password; it is handed over once.
    again = swift.run("case", "handover", "1", "--to", "Swift", "--out", out, "--only-write")
    assert "It is kept nowhere." in again.out
    assert told["password"] not in again.out
    assert swift.run("case", "handover", "1", "--to", "Swift", "--out", out).code == 1


def test_what_came_of_it(swift: Desk, tmp_path: Path) -> None:
    nobody = "No case was handed over to anybody of the address book yet.\n"
    assert swift.run("case", "outcome").out == nobody
    swift.run("case", "handover", "1", "--to", "Swift", "--out", tmp_path / "case.zip")
    swift.run("pay", "Acme Ltd", "100.00")
    [row] = swift.run("case", "outcome", "--json").json
    assert (row["partner"], row["cases"], row["running"]) == ("Swift", 1, 1)
    assert (row["handed"]["amount"], row["came"]["amount"]) == ("240.00", "100.00")
    assert "100.00 GBP" in swift.run("case", "told", "1").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("file", "7"), "there is no case 7"),
        (("file", "1", "--out", "{out}/no/where.pdf"), "there is no such folder"),
        (("file", "1", "--out", "{out}", "--leave-out", "document-9"), "no exhibit document-9"),
        (("handover", "1", "--to", "Nobody", "--out", "{out}/x.zip"), "no partner Nobody"),
        (("handover", "1", "--to", "Swift", "--out", "{out}/no/x.zip"), "no such folder"),
        (("told", "7"), "there is no case 7"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    swift: Desk, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    answer = swift.run("case", *(one.format(out=tmp_path) for one in words))
    assert answer.code == 1
    assert said in answer.err
    assert one_line(answer.err)
    assert list(tmp_path.glob("*.zip")) == []


def test_while_the_clock_runs_nothing_is_written(swift: Desk, tmp_path: Path) -> None:
    swift.run("case", "step", "1", "letter", "--posted", swift.today)
    out = tmp_path / "case.zip"
    answer = swift.run("case", "handover", "1", "--to", "Swift", "--out", out)
    assert answer.code == 1
    assert not out.exists()
    # With a reason, which is kept and stands in the file, it goes.
    swift.run("case", "step", "1", "not-waiting", "--reason", "They move abroad")
    assert swift.run("case", "handover", "1", "--to", "Swift", "--out", out).code == 0
