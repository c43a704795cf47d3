"""``dunning case``: a debt taken further from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dunning_desktop.bootstrap import close_office
from tests.cli.desk import Desk, one_line
from tests.helpers.offices import add_debtor
from tests.letters.reading import text


@pytest.fixture
def debt(furnished: Desk) -> Desk:
    """A company with two invoices of £120.00 that are late."""
    office = furnished.open()
    add_debtor(office, "Acme Ltd", late=[100, 10])
    close_office(office)
    return furnished


def test_from_opening_to_the_hand_over(debt: Desk) -> None:
    answer = debt.run("case", "open", "Acme Ltd", "--note", "Enough")
    assert (answer.code, answer.err) == (0, "")
    assert "Case 1: Acme Ltd, ACM1-1, ACM1-2" in answer.out
    assert "missing proof of delivery: ACM1-1, ACM1-2" in answer.out
    debt.run("case", "step", "1", "letter")
    said = debt.run("case", "posted", "1").out
    assert "letter before action sent, they have until" in said
    refused = debt.run("case", "step", "1", "handed-over")
    assert refused.code
    assert one_line(refused.err)
    assert "it is waiting until" in refused.err
    answer = debt.run("case", "step", "1", "not-waiting", "--reason", "They are closing")
    assert "its time has run: decide" in answer.out
    assert "handed over" in debt.run("case", "step", "1", "handed-over").out
    assert "handed over" in debt.run("case", "list").out


def test_for_programs(debt: Desk) -> None:
    assert debt.run("case", "list", "--json").json == []
    opened = debt.run("case", "open", "Acme Ltd", "--invoice", "ACM1-2", "--json").json
    assert (opened["case"], opened["state"], opened["invoices"]) == (1, "preparing", ["ACM1-2"])
    assert opened["open"]["minor"] == 12_000
    assert "letter" in opened["allowed"]
    checks = {one["check"]: one["verdict"] for one in opened["checks"]}
    assert checks["debtor"] == "done"
    found = debt.run("case", "step", "1", "written-off", "--reason", "Dissolved", "--json").json
    assert (found["state"], found["steps"][0]["reason"]) == ("written-off", "Dissolved")
    [row] = debt.run("case", "list", "--json").json
    assert row["allowed"] == []


def test_check_says_by_its_code_whether_it_may_go_on(debt: Desk) -> None:
    debt.run("case", "open", "Acme Ltd")
    assert debt.run("case", "check", "1").code == 0
    debt.run("hold", "Acme Ltd", "--kind", "insolvency", "--reason", "In the Gazette")
    answer = debt.run("case", "check", "1")
    assert answer.code == 1
    assert "STOP    the client may be written to: insolvency" in answer.out


@pytest.mark.parametrize(
    "words",
    [
        ("open", "Nobody"),
        ("open", "Acme Ltd", "--invoice", "X-1"),
        ("check", "7"),
        ("step", "1", "to-court"),
        ("step", "1", "not-waiting"),
        ("step", "1", "letter", "--on", "2099-01-01"),
        ("step", "1", "letter", "--on", "2001-01-01"),
    ],
)
def test_bad_input_is_one_clear_line(debt: Desk, words: tuple[str, ...]) -> None:
    debt.run("case", "open", "Acme Ltd", "--invoice", "ACM1-1")
    before = debt.run("case", "list", "--json").out
    answer = debt.run("case", *words)
    assert answer.code
    assert one_line(answer.err), answer.err
    assert debt.run("case", "list", "--json").out == before


def test_papers_and_forms_are_added(debt: Desk, tmp_path: Path) -> None:
    debt.run("case", "open", "Acme Ltd", "--invoice", "ACM1-1")
    paper = tmp_path / "note.pdf"
    paper.write_bytes(b"%PDF-1.7")
    answer = debt.run("case", "paper", "1", "delivery", paper, "--invoice", "ACM1-1")
    assert "ok      proof of delivery" in answer.out
    answer = debt.run("case", "form", "reply-form", paper)
    assert answer.out == "reply-form: note.pdf\n"
    for words in (
        ("paper", "1", "delivery", paper),
        ("paper", "1", "contract", tmp_path / "none.pdf"),
        ("form", "reply-form", __file__),
    ):
        answer = debt.run("case", *words)
        assert answer.code
        assert one_line(answer.err), answer.err


def test_the_letter_is_written_and_kept(debt: Desk, tmp_path: Path) -> None:
    debt.run("case", "open", "Acme Ltd")
    out = tmp_path / "letter.pdf"
    words = ("case", "letter", "1", "--out", out, "--written", "2026-01-05", "--then", "court")
    assert debt.run(*words).out == f"{out} written.\n"
    said = text(out.read_bytes())
    assert "Letter before action" in said
    assert "start court proceedings" in said
    assert "being prepared" in debt.run("case", "list").out
    answer = debt.run(*words, "--issue")
    assert "waits to be posted" in answer.out
    again = debt.run(*words, "--issue")
    assert again.code
    assert one_line(again.err)
    assert debt.run("case", "posted", "1", "--json").json["state"] == "waiting"
