"""Files that cannot be read are refused by name, with the reason."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import UnreadableFile
from dunning_desktop.intake import Cancelled, InvoiceReader
from dunning_desktop.intake import content as content_module
from dunning_desktop.intake import table as table_module
from tests.helpers.samples import sample
from tests.intake.scene import TODAY, draft, preview, reason, write, xero

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def _zip(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"%PDF-1.7\n...", "pdf"),
        (_zip("word/document.xml"), "zip"),
        (_zip("invoice.csv"), "zip"),
        (b"PK\x03\x04 cut short", "damaged"),
        (b"\n<html><body><table><tr><td>Client</td></tr></table>", "html"),
        (b"<!DOCTYPE HTML><p>Log in", "html"),
        (b'<?xml version="1.0"?><Invoice/>', "xml"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
        (bytes(range(256)) * 20, "binary"),
        (OLE + bytes(600), "binary"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "damaged"),
        (b"{\\rtf1 Client, Number}", "binary"),
        (b"Dear Sir or Madam\nplease find enclosed\n", "no-table"),
        (b"Client,Invoice number,Total\n", "unmapped"),
    ],
)
def test_each_kind_of_file_has_its_reason(tmp_path: Path, content: bytes, expected: str) -> None:
    assert reason(write(tmp_path, content, "invoices.xls")) == expected


def test_an_e_invoice_is_not_a_list() -> None:
    assert reason(sample("einvoice/zf_xr_UBL_EN16931_Elektron.ubl.xml")) == "xml"
    assert reason(sample("einvoice/akretion_invoice_EN16931.pdf")) == "pdf"


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    assert reason(tmp_path / "gone.csv") == "missing"
    assert reason(tmp_path) == "not-a-file"


def test_denied_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, xero({}))

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)

    assert reason(path) == "not-permitted"


def test_too_many_bytes_and_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, xero(*({"InvoiceNumber": f"{at}"} for at in range(30))))
    monkeypatch.setattr(table_module, "MOST_ROWS", 31)
    assert len(draft(path).drafts) == 30

    monkeypatch.setattr(table_module, "MOST_ROWS", 30)
    assert reason(path) == "too-large"

    monkeypatch.setattr(table_module, "MOST_ROWS", 31)
    monkeypatch.setattr(content_module, "LARGEST_FILE", path.stat().st_size - 1)
    assert reason(path) == "too-large"


def test_a_refusal_names_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as refused:
        preview(tmp_path / "gone.csv")

    assert str(tmp_path) not in str(dict(refused.value.data))


def test_a_file_that_changed_since_its_preview(tmp_path: Path) -> None:
    path = write(tmp_path, xero({}))
    previewed = preview(path)
    write(tmp_path, xero({}, {"InvoiceNumber": "INV-0002"}))

    with pytest.raises(UnreadableFile) as refused:
        InvoiceReader().draft(path, previewed, today=TODAY)

    assert refused.value.data["reason"] == "changed"


def test_what_is_not_mapped_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, xero({}))
    previewed = preview(path)
    bare = replace(previewed, mapping=replace(previewed.mapping, columns={}))

    with pytest.raises(UnreadableFile) as refused:
        InvoiceReader().draft(path, bare, today=TODAY)

    assert refused.value.data["reason"] == "unmapped"
    assert refused.value.data["detail"] == "client, number, total, due"


def test_drafting_can_be_cancelled_and_tells_how_far_it_is(tmp_path: Path) -> None:
    path = write(tmp_path, xero(*({"InvoiceNumber": f"{at}"} for at in range(2500))))
    previewed = preview(path)
    told: list[tuple[int, int]] = []

    def go_on(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    InvoiceReader().draft(path, previewed, today=TODAY, progress=go_on)
    assert told == [(0, 2500), (1000, 2500), (2000, 2500), (2500, 2500)]

    with pytest.raises(Cancelled):
        InvoiceReader().draft(path, previewed, today=TODAY, progress=lambda done, _: done < 1000)
