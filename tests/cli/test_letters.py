"""`dunning letters` and `dunning letter preview`: files, in the order that is asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from dunning_desktop.bootstrap import close_office
from dunning_desktop.domain.client import Address
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.outbox import letters_to_post
from tests.cli.desk import Desk
from tests.helpers.offices import add_debtor
from tests.letters.reading import page_count, text

HOME = Address(("1 High Street",), city="Leeds", postcode="LS1 1AA")
ABROAD = Address(("2 Rue Haute",), city="Lyon", postcode="69001", country="FR")


@pytest.fixture
def posting(furnished: Desk) -> Desk:
    """Two reminders wait to be posted, the first of them abroad."""
    office = furnished.open()
    for name, address in (("Bon Pain SARL", ABROAD), ("Mill Lane Ltd", HOME)):
        client = client_card(office, add_debtor(office, name)).client
        save_client(office, replace(client, address=address))
    close_office(office)
    furnished.run("issue", "--client", "Bon Pain SARL", "--client", "Mill Lane Ltd")
    return furnished


def test_merged_is_one_file_alone(posting: Desk, tmp_path: Path) -> None:
    done = posting.run("letters", "--out", tmp_path / "out", "--merged")
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["all-letters.pdf"]
    assert done.out.splitlines() == [str(tmp_path / "out" / "all-letters.pdf")]


def test_by_postage_inland_letters_come_first(posting: Desk, tmp_path: Path) -> None:
    posting.run("letters", "--out", tmp_path / "a", "--merged")
    posting.run("letters", "--out", tmp_path / "b", "--merged", "--by-postage")
    made, sorted_ = (PdfReader(tmp_path / one / "all-letters.pdf") for one in ("a", "b"))
    assert _marks(made) == ["Bon Pain SARL", "Mill Lane Ltd"]
    assert _marks(sorted_) == ["Mill Lane Ltd", "Bon Pain SARL"]


def _marks(read: PdfReader) -> list[str]:
    return [str(one.title) for one in read.outline if isinstance(one, Destination)]


def test_duplex_begins_each_letter_on_a_sheet(posting: Desk, tmp_path: Path) -> None:
    posting.run("letters", "--out", tmp_path, "--merged", "--duplex")
    assert page_count((tmp_path / "all-letters.pdf").read_bytes()) == 4


def test_the_list_lies_there_before_anything_is_marked(posting: Desk, tmp_path: Path) -> None:
    """In the order of the pile; in a folder that was not there; with the post that was named."""
    listed = tmp_path / "new" / "list.pdf"
    posting.run(
        "letters", "--out", tmp_path, "--merged", "--by-postage", "--list", listed, "--posted",
        "--by", "signed-for",
    )  # fmt: skip
    words = text(listed.read_bytes())
    assert words.index("Mill Lane Ltd") < words.index("Bon Pain SARL")
    assert "2 Rue Haute, 69001 Lyon, FRANCE" in words
    assert words.count("signed for") == 2
    office = posting.open()
    assert letters_to_post(office) == ()
    close_office(office)


def test_a_list_that_cannot_be_written_leaves_everything_to_be_posted(
    posting: Desk, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")
    failed = posting.run(
        "letters", "--out", tmp_path / "out", "--list", tmp_path / "taken" / "list.pdf", "--posted"
    )
    assert failed.code
    office = posting.open()
    assert len(letters_to_post(office)) == 2
    close_office(office)


def test_a_preview_is_the_letter_of_a_level_in_a_language(posting: Desk, tmp_path: Path) -> None:
    office = posting.open()
    add_debtor(office, "Later Ltd", late=[3])
    close_office(office)
    out = tmp_path / "letter.pdf"
    done = posting.run(
        "letter", "preview", "--client", "Later Ltd", "--level", "3", "--lang", "de", "--out", out
    )
    words = text(out.read_bytes())
    assert "Mahnung zur überfälligen Rechnung LAT" in done.out
    assert "M U S T E R" in words
    assert "120,00 £" in words


@pytest.mark.parametrize("level", ["0", "9"])
def test_no_such_level_writes_nothing(posting: Desk, tmp_path: Path, level: str) -> None:
    out = tmp_path / "letter.pdf"
    done = posting.run(
        "letter", "preview", "--client", "Mill Lane Ltd", "--level", level, "--out", out
    )
    assert done.code == 1
    assert "no such level" in done.out
    assert not out.exists()
