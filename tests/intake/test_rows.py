"""What becomes of single rows: missing, wrong and doubtful cells."""

from datetime import date
from pathlib import Path

import pytest

from dunning_desktop.domain.money import Money
from dunning_desktop.usecases.drafts import DraftKind, Field, ImportDraft, RowCode
from tests.intake.scene import draft, outcomes, preview, read, taken, write

HEAD = "Client,Email,Invoice number,Reference,Invoice date,Due date,Total,Paid,Country,Phone"
USUAL = {
    "Client": "Acme",
    "Invoice number": "1",
    "Invoice date": "2026-10-13",
    "Due date": "2026-11-13",
    "Total": "100.00",
}


def rows(folder: Path, *changes: dict[str, str], head: str = HEAD) -> ImportDraft:
    """Read a list in which each row differs so from a usual one."""
    names = head.split(",")
    lines = [",".join({**USUAL, **change}.get(name, "") for name in names) for change in changes]
    return read(folder, "\n".join([head, *lines, ""]))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"Client": ""}, "2 bad no-client"),
        ({"Invoice number": " "}, "2 bad no-number"),
        ({"Invoice number": "9" * 101}, "2 bad too-long"),
        ({"Client": "x" * 201}, "2 bad too-long"),
        ({"Total": ""}, "2 bad no-total"),
        ({"Total": "one hundred"}, "2 bad bad-amount"),
        ({"Total": "100.005"}, "2 bad bad-amount"),
        ({"Total": "9999999999999999.00"}, "2 bad bad-amount"),
        ({"Paid": "£5", "Total": "€100.00"}, "2 bad bad-currency"),
        ({"Invoice date": "31/31/2026"}, "2 bad bad-date"),
        ({"Due date": "soon"}, "2 bad bad-date"),
        ({"Invoice date": "", "Due date": ""}, "2 bad no-date"),
        ({"Total": "0.00"}, "2 skip nothing-due"),
        ({"Paid": "100.00"}, "2 skip nothing-due"),
        ({"Paid": "-10.00"}, "2 bad open-over-total"),
    ],
)
def test_a_bad_row_says_why_and_never_stops_the_good_ones(
    tmp_path: Path, change: dict[str, str], expected: str
) -> None:
    drafted = rows(tmp_path, change, {"Invoice number": "2"})

    assert outcomes(drafted.verdicts) == [expected, "3 take ok"]
    assert [one.number for one in drafted.drafts if one.open] == ["2"]


def test_a_verdict_names_the_cell_at_fault(tmp_path: Path) -> None:
    (verdict,) = rows(tmp_path, {"Due date": "soon"}).verdicts

    assert (verdict.row, verdict.field, verdict.text) == (2, Field.DUE, "soon")


def test_what_is_open_is_what_was_not_paid(tmp_path: Path) -> None:
    drafted = rows(tmp_path, {"Paid": "25.50"}, {"Invoice number": "2", "Paid": ""})

    assert [one.open for one in drafted.drafts] == [Money(7450, "GBP"), Money(10000, "GBP")]
    assert drafted.notes == ()


def test_without_paid_and_open_the_total_is_open_and_that_is_said(tmp_path: Path) -> None:
    drafted = rows(tmp_path, {}, head=HEAD.replace(",Paid", ""))

    assert drafted.drafts[0].open == Money(10000, "GBP")
    assert drafted.drafts[0].total_stated
    assert [note.code for note in drafted.notes] == [RowCode.OPEN_DERIVED]


def test_a_missing_day_is_derived_and_that_is_said(tmp_path: Path) -> None:
    drafted = rows(tmp_path, {"Due date": ""}, {"Invoice number": "2", "Invoice date": "-"})

    assert [(one.issued, one.due) for one in drafted.drafts] == [
        (date(2026, 10, 13), None),
        (date(2026, 11, 13), date(2026, 11, 13)),
    ]
    assert outcomes(drafted.notes) == ["2 take due-derived", "3 take issue-derived"]


def test_due_before_issue_is_taken_and_noted(tmp_path: Path) -> None:
    drafted = rows(tmp_path, {"Due date": "2026-10-12"})

    assert outcomes(drafted.verdicts) == ["2 take ok"]
    assert outcomes(drafted.notes) == ["2 take due-before-issue"]


def test_a_negative_invoice_is_a_credit_note(tmp_path: Path) -> None:
    drafted = rows(tmp_path, {"Total": "(40.00)"})

    (note,) = drafted.drafts
    assert (note.kind, note.total, note.open) == (
        DraftKind.CREDIT_NOTE,
        Money(4000, "GBP"),
        Money(4000, "GBP"),
    )
    assert [one.code for one in drafted.notes] == [RowCode.NEGATIVE]


def test_an_overpaid_invoice_owes_nothing(tmp_path: Path) -> None:
    drafted = rows(tmp_path, {"Paid": "130.00"})

    assert outcomes(drafted.verdicts) == ["2 skip nothing-due"]
    assert drafted.drafts[0].open == Money(0, "GBP")


@pytest.mark.parametrize(
    ("cell", "email", "noted"),
    [
        ("jo@acme.example", "jo@acme.example", False),
        ("jo@acme.example; al@acme.example", "jo@acme.example", False),
        ("Jo Bloggs <jo@acme.example>", "jo@acme.example", False),
        ("none; al@acme.example", "al@acme.example", False),
        ("mailto:jo@acme.example", "jo@acme.example", False),
        ("jo at acme", "", True),
        ("jo@acme", "", True),
        ("jo@@acme.example", "", True),
        ("", "", False),
    ],
)
def test_the_first_address_that_can_be_one(
    tmp_path: Path, cell: str, email: str, noted: bool
) -> None:
    drafted = rows(tmp_path, {"Email": cell})

    assert drafted.drafts[0].client.email == email
    assert [note.code for note in drafted.notes] == [RowCode.BAD_EMAIL] * noted


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("  Acme\u00a0 \t Ltd ", "Acme Ltd"),
        ("'Acme", "Acme"),
        ("'t Hooft BV", "'t Hooft BV"),
        ("Ac\u200bme\u202e", "Acme"),
        ("O’Neill & Søn", "O’Neill & Søn"),
    ],
)
def test_names_are_cleaned_and_kept(tmp_path: Path, cell: str, name: str) -> None:
    assert rows(tmp_path, {"Client": cell}).drafts[0].client.name == name


def test_countries_are_codes_and_a_strange_one_is_noted(tmp_path: Path) -> None:
    drafted = rows(
        tmp_path,
        {"Country": "Deutschland"},
        {"Country": "ie", "Client": "B"},
        {"Country": "Narnia", "Client": "C"},
        {"Country": "", "Client": "D"},
    )

    assert [one.client.address.country for one in drafted.drafts] == ["DE", "IE", "GB", "GB"]
    assert [(note.row, note.code, note.text) for note in drafted.notes] == [
        (4, RowCode.BAD_COUNTRY, "Narnia")
    ]


def test_a_long_reference_is_cut_and_noted(tmp_path: Path) -> None:
    drafted = rows(tmp_path, {"Reference": "r" * 300})

    assert drafted.drafts[0].reference == "r" * 200
    assert [note.code for note in drafted.notes] == [RowCode.TOO_LONG]


@pytest.mark.parametrize(
    "change",
    [{"Total": "90.00"}, {"Paid": "1.00"}, {"Due date": "2026-11-14"}, {"Total": "$100.00"}],
)
def test_rows_of_one_invoice_must_agree(tmp_path: Path, change: dict[str, str]) -> None:
    drafted = rows(tmp_path, {"Paid": "5.00"}, {"Paid": "5.00", "Client": "ACME"} | change)

    assert outcomes(drafted.verdicts) == ["2 take ok", "3 bad conflict"]
    assert len(drafted.drafts) == 1


def test_a_dollar_is_named_once_and_follows_the_owners_currency(tmp_path: Path) -> None:
    text = "Client,Invoice number,Date,Due date,Total\n" + "".join(
        f"Acme,{at},2026-10-13,2026-11-13,$10.00\n" for at in range(3)
    )
    drafted = read(tmp_path, text)

    assert {one.total.currency for one in drafted.drafts} == {"USD"}
    assert [(note.code, note.text) for note in drafted.notes if note.code != "open-derived"] == [
        (RowCode.CURRENCY_GUESSED, "$")
    ]


def test_a_heading_can_name_the_currency(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "Client,Invoice number,Date,Due date,Amount (EUR)\nAcme,1,2026-10-13,2026-11-13,10.00\n",
    )

    assert preview(path).mapping.currency == "EUR"
    assert taken(draft(path)) == ["Acme | 1 | EUR 10.00 of EUR 10.00 | 2026-10-13 | 2026-11-13"]


def test_a_currency_without_decimals(tmp_path: Path) -> None:
    head = "Client,Invoice number,Date,Due date,Total,Currency\n"
    drafted = read(
        tmp_path,
        head + "A,1,2026-10-13,2026-11-13,1200.00,JPY\nA,2,2026-10-13,2026-11-13,12.50,JPY\n"
        "A,3,2026-10-13,2026-11-13,12.125,KWD\n",
    )

    assert outcomes(drafted.verdicts) == ["2 take ok", "3 bad bad-amount", "4 take ok"]
    assert [one.total for one in drafted.drafts] == [Money(1200, "JPY"), Money(12125, "KWD")]


LINES = "Client,Invoice number,Date,Due date,Line total\n"


def test_an_invoice_of_lines_is_spoilt_by_one_that_cannot_be_read(tmp_path: Path) -> None:
    line = "Acme,{},2026-10-13,2026-11-13,{}\n"
    drafted = read(
        tmp_path,
        LINES
        + "".join(
            line.format(*cells)
            for cells in [(1, "10.00"), (1, "-2.50"), (2, "5.00"), (2, "lots"), (2, "1.00")]
        ),
    )

    assert outcomes(drafted.verdicts) == [
        "2 take ok",
        "3 merged same-invoice",
        "4 bad bad-amount",
        "5 bad bad-amount",
        "6 bad bad-amount",
    ]
    assert [(one.number, one.total) for one in drafted.drafts] == [("1", Money(750, "GBP"))]
