"""The demo: the whole job on an invented book, and its results in a folder."""

import email
import hashlib
from pathlib import Path

import pytest

from tests.cli.desk import Desk

DAY = "2026-11-22"


def _demo(desk: Desk, folder: Path) -> str:
    answer = desk.bare("--today", DAY, "demo", "--out", folder)
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def _hashes(folder: Path) -> dict[str, str]:
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()}


@pytest.mark.slow
def test_the_demo(desk: Desk, tmp_path: Path) -> None:
    said = _demo(desk, tmp_path / "one")
    letters, emails = tmp_path / "one" / "letters", tmp_path / "one" / "emails"
    assert all(one.read_bytes().startswith(b"%PDF-") for one in letters.iterdir())
    assert len(list(letters.iterdir())) == len(list(emails.iterdir())) + 1
    for one in emails.iterdir():
        parsed = email.message_from_bytes(one.read_bytes())
        assert str(parsed["To"]).rstrip(">").endswith(one.stem.partition("-")[2])
        assert any(part.get_content_type() == "application/pdf" for part in parsed.walk())
    summary = (tmp_path / "one" / "summary.txt").read_text("utf-8")
    assert "Chased today:" in summary
    assert "proposes 0" in summary
    assert str(letters) in said
    assert "nothing was sent" in said
    first = _hashes(letters)

    # A second demo in the same folder starts afresh, with the same letters byte for byte.
    (letters / "mine.txt").write_text("the owner's own")
    _demo(desk, tmp_path / "one")
    assert (letters / "mine.txt").exists()
    (letters / "mine.txt").unlink()
    assert _hashes(letters) == first
    assert len(list(emails.iterdir())) == len(first) - 1
