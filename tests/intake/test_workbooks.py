"""Workbooks: sheets, typed cells, and the traps of floats and far corners."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dunning_desktop.domain.errors import UnreadableFile
from dunning_desktop.intake import InvoiceReader
from dunning_desktop.usecases.drafts import RowCode
from tests.intake.scene import TODAY, draft, outcomes, preview, reason, taken

HEAD = ("Client", "Invoice number", "Invoice date", "Due date", "Total", "Open balance")
ISSUED, DUE = date(2026, 10, 13), date(2026, 11, 12)


def book(*rows: Sequence[object]) -> Workbook:
    """A workbook with one sheet of these rows."""
    made = Workbook()
    fill(_active(made), *rows)
    return made


def _active(made: Workbook) -> Worksheet:
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    return sheet


def fill(sheet: Worksheet, *rows: Sequence[object]) -> None:
    for row in rows:
        sheet.append(list(row))


def save(made: Workbook, folder: Path, name: str = "list.xlsx") -> Path:
    made.save(folder / name)
    return folder / name


def test_typed_cells_need_no_questions(tmp_path: Path) -> None:
    rows = [
        ("Acme", 1001, ISSUED, DUE, 0.1 + 0.2, 0.3),
        ("Acme", "0099", datetime.fromisoformat("2026-01-02T12:30"), date(2026, 2, 1), 1200, 1200),
        ("Acme", "A/7", 46308, 46338, "1,200.50", "£1,200.50"),
    ]
    drafted = draft(save(book(HEAD, *rows), tmp_path))

    assert taken(drafted) == [
        "Acme | 1001 | GBP 0.30 of GBP 0.30 | 2026-10-13 | 2026-11-12",
        "Acme | 0099 | GBP 1200.00 of GBP 1200.00 | 2026-01-02 | 2026-02-01",
        "Acme | A/7 | GBP 1200.50 of GBP 1200.50 | 2026-10-13 | 2026-11-12",
    ]
    assert drafted.questions == ()


def test_a_pound_written_as_a_third_is_bad_and_not_rounded(tmp_path: Path) -> None:
    rows = [("Acme", 1, ISSUED, DUE, 99.99 * 1.2, 10), ("Acme", 2, ISSUED, DUE, True, 10)]
    drafted = draft(save(book(HEAD, *rows), tmp_path))

    assert outcomes(drafted.verdicts) == ["2 bad bad-amount", "3 bad bad-amount"]
    assert [row.text for row in drafted.verdicts] == ["119.988", "TRUE"]


def test_rows_keep_the_numbers_a_spreadsheet_shows(tmp_path: Path) -> None:
    made = Workbook()
    sheet = _active(made)
    sheet["C3"] = "Debtors"
    for at, cell in enumerate(HEAD, 2):
        sheet.cell(row=6, column=at, value=cell)
    values: tuple[str | int | date, ...] = ("Acme", 7, ISSUED, DUE, 10, 10)
    for at, value in enumerate(values, 2):
        sheet.cell(row=8, column=at, value=value)
    drafted = draft(save(made, tmp_path))

    assert drafted.preview.mapping.header_row == 6
    assert outcomes(drafted.verdicts) == ["7 skip blank", "8 take ok"]
    assert drafted.drafts[0].rows == (8,)


def test_a_formula_without_a_value_is_an_empty_cell(tmp_path: Path) -> None:
    drafted = draft(save(book(HEAD, ("Acme", 7, ISSUED, DUE, "=5+5", "=E2")), tmp_path))

    assert outcomes(drafted.verdicts) == ["2 bad no-total"]


def test_hidden_sheets_come_last_and_are_not_chosen(tmp_path: Path) -> None:
    made = book(HEAD, ("Hidden", 1, ISSUED, DUE, 10, 10))
    _active(made).title = "old"
    _active(made).sheet_state = "hidden"
    fill(made.create_sheet("notes"), ["Read me"])
    fill(made.create_sheet("open items"), HEAD, ("Shown", 2, ISSUED, DUE, 20, 20))
    path = save(made, tmp_path)

    assert preview(path).sheets == ("notes", "open items", "old")
    assert preview(path).sheet == "open items"
    assert [one.client.name for one in draft(path).drafts] == ["Shown"]


def test_the_owner_chooses_a_sheet(tmp_path: Path) -> None:
    made = book(HEAD, ("First", 1, ISSUED, DUE, 10, 10))
    fill(made.create_sheet("second"), HEAD, ("Second", 2, ISSUED, DUE, 20, 20))
    path = save(made, tmp_path)
    reader = InvoiceReader()

    chosen = reader.preview(path, today=TODAY, sheet="second")
    assert [one.client.name for one in reader.draft(path, chosen, today=TODAY).drafts] == ["Second"]
    with pytest.raises(UnreadableFile) as refused:
        reader.preview(path, today=TODAY, sheet="third")
    assert refused.value.data["reason"] == "no-sheet"


def test_what_a_file_is_does_not_follow_from_its_name(tmp_path: Path) -> None:
    path = save(book(HEAD, ("Acme", 7, ISSUED, DUE, 10, 10)), tmp_path)

    assert len(draft(path.rename(tmp_path / "list.csv")).drafts) == 1


def test_a_book_without_a_table_and_a_damaged_one(tmp_path: Path) -> None:
    assert reason(save(Workbook(), tmp_path)) == "no-table"

    path = save(book(HEAD, ("Acme", 7, ISSUED, DUE, 10, 10)), tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert reason(path) == "damaged"


def _rewritten(path: Path, member: str, old: bytes, new: bytes) -> None:
    """The same archive with other bytes in one member."""
    data = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(data, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new) if name == member else content)
    path.write_bytes(data.getvalue())


def test_one_wrong_byte_in_a_sheet_is_damage_and_not_a_shorter_list(tmp_path: Path) -> None:
    path = save(book(HEAD, *(("Acme", at, ISSUED, DUE, 10, 10) for at in range(50))), tmp_path)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    data[start + 200] ^= 0xFF
    path.write_bytes(data)

    assert reason(path) == "damaged"


@pytest.mark.parametrize("said", [b"A1:XFD1048576", b"A1"])
def test_a_far_corner_is_refused_before_it_takes_all_memory(tmp_path: Path, said: bytes) -> None:
    """Unmeasured, this file aborts the program: it asks the reader below for 512 GB."""
    made = book(HEAD, ("Acme", 7, ISSUED, DUE, 10, 10))
    _active(made)["XFD1048576"] = "oops"
    path = save(made, tmp_path)
    _rewritten(path, "xl/worksheets/sheet1.xml", b"A1:XFD1048576", said)

    assert reason(path) == "too-large"


def test_the_same_list_reads_the_same_from_a_book_and_from_text(tmp_path: Path) -> None:
    rows = [HEAD, ("Acme", "7", "2026-10-13", "2026-11-12", "10.50", "9.50")]
    from_book = draft(save(book(*rows), tmp_path))
    text = tmp_path / "list.csv"
    text.write_text("\n".join(",".join(map(str, row)) for row in rows))

    assert from_book.drafts == draft(text).drafts
    assert {note.code for note in from_book.notes} == set[RowCode]()


SPACE = "urn:oasis:names:tc:opendocument:xmlns"
SHEET = "application/vnd.oasis.opendocument.spreadsheet"


def _cell(text: str) -> str:
    paragraph = f"<text:p>{text}</text:p>"
    return f'<table:table-cell office:value-type="string">{paragraph}</table:table-cell>'


def _opendocument(path: Path, *rows: Sequence[str], manifest: str = "") -> Path:
    """A minimal .ods with these rows of text."""
    cells = ["".join(map(_cell, row)) for row in rows]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    spaces = " ".join(f'xmlns:{name}="{SPACE}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="open">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", SHEET)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
    return path


def test_an_open_document_is_read(tmp_path: Path) -> None:
    row = ("Acme", "7", "2026-10-13", "2026-11-12", "10.50", "9.50")
    path = _opendocument(tmp_path / "list.ods", HEAD, row)

    assert preview(path).sheets == ("open",)
    assert taken(draft(path)) == ["Acme | 7 | GBP 9.50 of GBP 10.50 | 2026-10-13 | 2026-11-12"]


def test_an_open_document_with_a_password_is_refused(tmp_path: Path) -> None:
    path = _opendocument(tmp_path / "list.ods", HEAD, manifest="<manifest:encryption-data/>")

    assert reason(path) == "password"
