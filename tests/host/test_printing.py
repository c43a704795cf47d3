"""Printing: `lp` gets the very bytes, Qt gets pages of the right size, trouble gets a reason."""

import io
import os
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from dunning_desktop.host import printing
from dunning_desktop.host.errors import CannotPrint

A4 = (595.28, 841.89)
LANDSCAPE = (841.89, 595.28)

LP = """#!/bin/sh
printf '%s\\n' "$@" > "$0.args"
cat > "$0.input"
"""
LP_REFUSES = """#!/bin/sh
cat > /dev/null
echo "lp: The printer or class does not exist." >&2
exit 1
"""


def two_pages() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.rect(100, 700, 200, 50, stroke=0, fill=1)
    canvas.showPage()
    canvas.setPageSize(LANDSCAPE)
    canvas.drawString(100, 100, "second")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def put_lp(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    lp = folder / "lp"
    lp.write_text(script)
    lp.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return lp


def test_lp_gets_the_bytes_the_printer_and_the_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lp, pdf = put_lp(tmp_path, monkeypatch, LP), two_pages()
    printing.print_pdf(pdf, "Office", title="12 letters; rm -rf", copies=2)
    assert lp.with_suffix(".input").read_bytes() == pdf
    said = lp.with_suffix(".args").read_text().splitlines()
    title = ["-t", "12 letters; rm -rf"]
    assert said == ["-s", "-d", "Office", "-n", "2", "-o", "sides=one-sided", *title]
    printing.print_pdf(pdf, "Office", title="letters", both_sides=True)
    assert "sides=two-sided-long-edge" in lp.with_suffix(".args").read_text().splitlines()


def test_the_printers_refusal_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_lp(tmp_path, monkeypatch, LP_REFUSES)
    with pytest.raises(CannotPrint) as caught:
        printing.print_pdf(two_pages(), "Nowhere", title="letter")
    assert caught.value.data["reason"] == "refused"
    assert "does not exist" in str(caught.value.data["detail"])


@pytest.mark.parametrize(
    ("pdf", "printer", "reason"),
    [
        (b"hello", "Office", "not-a-pdf"),
        (b"%PDF-1.7", "", "no-printer"),
        (b"%PDF-1.7", "Nowhere", "unknown-printer"),
    ],
)
def test_what_cannot_be_printed_is_said(
    pdf: bytes, printer: str, reason: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CannotPrint) as caught:
        printing.print_pdf(pdf, printer, title="letter")
    assert caught.value.data["reason"] == reason


def test_qt_paints_each_page_in_its_own_size(tmp_path: Path, qtbot: QtBot) -> None:
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFileName(str(tmp_path / "out.pdf"))
    device.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    printing.paint(two_pages(), device)
    with pypdfium2.PdfDocument(tmp_path / "out.pdf") as printed:
        sizes = [page.get_size() for page in printed]
        assert sizes == [pytest.approx(A4, abs=1), pytest.approx(LANDSCAPE, abs=1)]
        image = printed[0].render().to_pil().convert("L")
    assert image.getpixel((200, round(A4[1]) - 725)) == 0
    assert image.getpixel((200, 20)) == 255
    assert image.getpixel((90, round(A4[1]) - 725)) == 255
    assert image.getpixel((310, round(A4[1]) - 725)) == 255


def test_a_broken_pdf_is_said(qtbot: QtBot) -> None:
    with pytest.raises(CannotPrint):
        printing.paint(b"%PDF-1.7 and nothing else", QPrinter())


def test_a_machine_without_printers_lists_none(qtbot: QtBot) -> None:
    assert isinstance(printing.printers(), tuple)
