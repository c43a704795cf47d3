"""``dunning case partner``, ``partners`` and ``csv``."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dunning_desktop.bootstrap import close_office
from tests.cli.desk import Desk, one_line
from tests.helpers.offices import add_debtor


@pytest.fixture
def debt(furnished: Desk) -> Desk:
    """A company with two invoices of £120.00 that are late, in a case."""
    office = furnished.open()
    add_debtor(office, "Acme Ltd", late=[100, 10])
    close_office(office)
    furnished.run("case", "open", "Acme Ltd")
    return furnished


def test_from_the_address_book_to_the_list(debt: Desk, tmp_path: Path) -> None:
    assert "no agency" in debt.run("case", "partners").out
    answer = debt.run(
        *("case", "partner", "Swift", "--kind", "solicitor", "--email", "jo@swift.example"),
        *("--column", "No.=invoice-number", "--column", "A=B=total"),
    )
    assert (answer.code, answer.err) == (0, "")
    assert "Swift" in answer.out
    [row] = debt.run("case", "partner", "swift", "--phone", "0113", "--json").json
    assert (row["name"], row["kind"], row["phone"]) == ("Swift", "solicitor", "0113")
    assert row["columns"] == [["No.", "invoice-number"], ["A=B", "total"]]
    out = tmp_path / "list.csv"
    assert debt.run("case", "csv", "1", "--partner", "Swift", "--out", str(out)).code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["No.", "A=B"]
    assert [one[0] for one in rows[1:]] == ["ACM1-1", "ACM1-2"]
    assert debt.run("case", "step", "1", "handed-over", "--partner", "SWIFT").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("csv", "7", "--out", "{out}"),
        ("csv", "1", "--partner", "Nobody", "--out", "{out}"),
        ("step", "1", "handed-over", "--partner", "Nobody"),
        ("partner", "Swift", "--column", "A=total", "--column", "a=city"),
        ("partner", " "),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    debt: Desk, tmp_path: Path, words: tuple[str, ...]
) -> None:
    out = tmp_path / "list.csv"
    answer = debt.run("case", *(one.format(out=out) for one in words))
    assert answer.code
    assert one_line(answer.err)
    assert not out.exists()


@pytest.mark.parametrize("column", ["invoice-number", "=total", "Total=everything"])
def test_a_column_is_a_heading_and_a_field(debt: Desk, column: str) -> None:
    answer = debt.run("case", "partner", "Swift", "--column", column)
    assert answer.code == 2
    assert "--column" in answer.err
    assert "no agency" in debt.run("case", "partners").out
