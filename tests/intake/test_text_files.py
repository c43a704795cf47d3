"""Text in every dress: encodings, delimiters, line ends, and quotes that were never closed."""

from pathlib import Path

import pytest

from dunning_desktop.domain.errors import UnreadableFile
from dunning_desktop.domain.money import Money
from dunning_desktop.intake import InvoiceReader
from tests.intake.scene import TODAY, draft, outcomes, preview, read, taken, write

LIST = """\
Client,Invoice number,Invoice date,Due date,Total
Café Zürich & Co,R-1,2026-10-13,2026-11-13,"£1,200.50"
Acme,R-2,2026-10-14,2026-11-14,£80.00
"""
EXPECTED = [
    "Café Zürich & Co | R-1 | GBP 1200.50 of GBP 1200.50 | 2026-10-13 | 2026-11-13",
    "Acme | R-2 | GBP 80.00 of GBP 80.00 | 2026-10-14 | 2026-11-14",
]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_encodings_are_told_apart(tmp_path: Path, encoding: str, named: str) -> None:
    path = write(tmp_path, LIST.encode(encoding))

    assert preview(path).encoding == named
    assert taken(draft(path)) == EXPECTED


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_every_line_end_ends_a_line(tmp_path: Path, end: str) -> None:
    assert taken(read(tmp_path, LIST.replace("\n", end))) == EXPECTED


def test_unicode_text_of_excel_is_tabs_in_utf16(tmp_path: Path) -> None:
    path = write(tmp_path, _with(LIST, "\t").encode("utf-16"), "list.txt")

    assert preview(path).delimiter == "\t"
    assert taken(draft(path)) == EXPECTED


def _with(text: str, delimiter: str) -> str:
    """The same list with another delimiter."""
    plain = text.replace('"£1,200.50"', "£1200.50")
    return plain.replace(",", delimiter)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found(tmp_path: Path, delimiter: str) -> None:
    path = write(tmp_path, _with(LIST, delimiter))

    assert preview(path).delimiter == delimiter
    assert taken(draft(path)) == EXPECTED


def test_excel_says_its_delimiter_in_the_first_line(tmp_path: Path) -> None:
    path = write(tmp_path, "sep=~\n" + _with(LIST, "~"))

    assert preview(path).delimiter == "~"
    assert taken(draft(path)) == EXPECTED


def test_a_german_list_with_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    text = (
        "Offene Posten;;;;;\n"
        "Kunde;Rechnungsnr.;Rechnungsdatum;Fällig am;Bruttobetrag;Offener Betrag\n"
        "Müller & Söhne GmbH;RE-1;13.10.2026;12.11.2026;1.234,50 €;234,50 €\n"
        "Weiß AG;RE-2;01.02.2026;03.02.2026;99,00 €;99,00 €\n"
        "Summe;;;;1.333,50 €;333,50 €\n"
    )
    drafted = read(tmp_path, text.encode("cp1252"))

    assert drafted.preview.encoding == "cp1252"
    assert taken(drafted) == [
        "Müller & Söhne GmbH | RE-1 | EUR 234.50 of EUR 1234.50 | 2026-10-13 | 2026-11-12",
        "Weiß AG | RE-2 | EUR 99.00 of EUR 99.00 | 2026-02-01 | 2026-02-03",
    ]
    assert drafted.questions == ()
    assert drafted.open_items_only
    assert drafted.control == ((Money(33350, "EUR"), Money(33350, "EUR")),)


@pytest.mark.parametrize(
    "heading",
    [
        "Nom du client;N° facture;Date de facturation;Échéance;Montant TTC;Reste à payer",
        "Klantnaam;Factuurnummer;Factuurdatum;Vervaldatum;Totaal incl btw;Openstaand bedrag",
        "Cliente;Nº factura;Fecha de emisión;Fecha de vencimiento;Importe total;Pendiente",
        "Ragione sociale;Numero fattura;Data fattura;Data scadenza;Totale fattura;Residuo",
    ],
)
def test_headings_of_the_neighbours_are_known(tmp_path: Path, heading: str) -> None:
    drafted = read(tmp_path, f"{heading}\nAcme;7;13/10/2026;25/10/2026;1.234,50;34,50\n")

    assert taken(drafted) == ["Acme | 7 | GBP 34.50 of GBP 1234.50 | 2026-10-13 | 2026-10-25"]


def test_the_owner_chooses_another_encoding(tmp_path: Path) -> None:
    path = write(tmp_path, LIST.replace("Zürich", "Łódź").replace("£", "€").encode("cp1250"))
    reader = InvoiceReader()

    chosen = reader.preview(path, today=TODAY, encoding="cp1250")

    assert chosen.sample[0][0] == "Café Łódź & Co"
    assert reader.draft(path, chosen, today=TODAY).drafts[0].client.name == "Café Łódź & Co"


@pytest.mark.parametrize("encoding", ["utf-8", "klingon", "base64"])
def test_an_encoding_that_cannot_be_is_refused(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, LIST.encode("cp1252"))

    with pytest.raises(UnreadableFile) as refused:
        InvoiceReader().preview(path, today=TODAY, encoding=encoding)

    assert refused.value.data["reason"] == "encoding"


def test_nuls_and_control_characters_vanish(tmp_path: Path) -> None:
    drafted = read(tmp_path, LIST.replace("Acme", "\x00Ac\x07me\u200b\u00a0 Ltd") + "\x1a")

    assert drafted.drafts[1].client.name == "Acme Ltd"


def test_a_quote_that_is_never_closed_costs_its_own_row_only(tmp_path: Path) -> None:
    rows = [f"Client {at},R-{at},2026-10-13,2026-11-13,{at}.50\n" for at in range(2, 300)]
    rows[99] = '"Client 101,R-101,2026-10-13,2026-11-13,101.50\n'
    drafted = read(tmp_path, LIST.splitlines(keepends=True)[0] + "".join(rows))

    assert len(drafted.drafts) == 298
    assert drafted.drafts[99].client.name == "Client 101"
    assert drafted.verdicts[-1].row == 299


def test_a_field_longer_than_csv_allows_stops_nothing(tmp_path: Path) -> None:
    huge = LIST + f'"{"x" * 140_000}",R-3,2026-10-13,2026-11-13,5.00\n' + LIST.splitlines()[2]
    drafted = read(tmp_path, huge.replace("R-2,2026-10-14", "R-9,2026-10-14", 1) + "\n")

    assert [one.number for one in drafted.drafts] == ["R-1", "R-9", "R-2"]
    assert outcomes(drafted.verdicts)[2] == "4 bad too-long"


def test_an_unquoted_comma_moves_cells_and_is_noticed(tmp_path: Path) -> None:
    drafted = read(tmp_path, LIST + "Bond, James,R-3,2026-10-13,2026-11-13,5.00\n")

    assert outcomes(drafted.verdicts)[2] == "4 bad too-wide"
    assert len(drafted.drafts) == 2


def test_short_rows_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    drafted = read(tmp_path, LIST + "Late Ltd,R-3,2026-10-13\n")

    assert outcomes(drafted.verdicts)[2] == "4 bad no-total"
