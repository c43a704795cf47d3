"""Logos good and bad, and characters the letter's font has or lacks."""

import io
from dataclasses import replace

import pypdf
import pytest
from PIL import Image

from dunning_desktop import resources
from dunning_desktop.letters import fonts
from dunning_desktop.letters.logo import logo_from
from dunning_desktop.letters.press import Press
from tests.helpers.facts import BUSINESS, CLIENT, facts, logo
from tests.helpers.strict import ExpectLog
from tests.letters.reading import text

PRESS = Press()


def images(picture: bytes) -> list[tuple[int, int]]:
    one = facts(business=replace(BUSINESS, logo=picture))
    page = pypdf.PdfReader(io.BytesIO(PRESS.letter(one, PRESS.words(one)))).pages[0]
    return [image.image.size for image in page.images if image.image]


def saved(picture: Image.Image, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    picture.save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_logo_is_printed_in_its_proportions(form: str) -> None:
    (size,) = images(logo(form=form))
    assert size[0] / size[1] == pytest.approx(3.55, abs=0.15)


def test_a_huge_logo_is_made_small() -> None:
    ((width, height),) = images(logo(4000, 1400))
    assert width <= 830
    assert height <= 284


@pytest.mark.parametrize(
    "picture",
    [
        saved(Image.new("L", (40, 20), 90)),
        saved(Image.new("P", (40, 20), 3)),
        saved(Image.new("LA", (40, 20), (9, 200))),
        saved(Image.new("1", (40, 20), 0)),
        saved(Image.new("CMYK", (40, 20), (9, 99, 200, 0)), "JPEG"),
        saved(Image.new("RGB", (1, 1), "black")),
    ],
)
def test_every_kind_of_picture(picture: bytes) -> None:
    assert len(images(picture)) == 1


def test_a_grey_logo_stays_grey() -> None:
    made = logo_from(saved(Image.new("RGB", (40, 20), (90, 90, 90))))
    assert made is not None
    assert made.grey
    assert made.scaled(10, 10) == (10, 5)


def test_an_empty_picture_is_no_logo() -> None:
    assert images(saved(Image.new("RGBA", (40, 20), (0, 0, 0, 0)))) == []
    assert images(b"") == []


@pytest.mark.parametrize(
    "picture", [b"not a picture", logo()[:400], b"\x89PNG\r\n\x1a\n", b"GIF89a" + bytes(40)]
)
def test_a_bad_logo_never_stops_a_letter(picture: bytes, expect_log: ExpectLog) -> None:
    logo_from.cache_clear()
    expect_log("the logo cannot be printed")
    assert images(picture) == []


@pytest.mark.parametrize(
    "name",
    [
        "Ψαράς & Υιοί ΑΕ",
        "ООО «Ромашка» №7",
        "Škoda Žižkov, Łódź, Győr, Ţară, Ħal",
        "Bjørn Ångström",
    ],
)
def test_latin_greek_cyrillic(name: str) -> None:
    one = facts(client=replace(CLIENT, name=name))
    assert name in text(PRESS.letter(one, PRESS.words(one)))


def test_a_character_without_a_glyph_leaves_a_mark_and_one_line(expect_log: ExpectLog) -> None:
    fonts.printable.cache_clear()
    fonts._glyph.cache_clear()
    expect_log(r"no glyph for U\+5C71")
    assert fonts.printable("Yama 山 山") == "Yama □ □"
    fonts.printable.cache_clear()
    assert fonts.regular().has(fonts.MISSING)
    assert fonts.strong().has(fonts.MISSING)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Cafe\u0301", "Café"),
        ("\uff21\uff22\u2002\uff23", "AB C"),
        ("a\u200bb\u202ec\x00d", "abc d"),
        ("two\nlines\tand tabs", "two lines and tabs"),
    ],
)
def test_what_looks_alike_is_printed_alike(written: str, printed: str) -> None:
    assert fonts.printable(written) == printed


def test_digits_are_tabular() -> None:
    for face in (fonts.regular(), fonts.strong()):
        assert len({face.width(digit, 10) for digit in "0123456789"}) == 1


def test_the_licence_lies_beside_the_fonts() -> None:
    assert "SIL Open Font License" in resources.read_text("fonts", "SourceSans3-LICENSE.txt")
    assert sum(one.stat().st_size for one in resources.path("fonts").iterdir()) < 2_000_000
