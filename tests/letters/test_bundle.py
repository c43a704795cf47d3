"""The bundle: all letters in their order, each with its own page numbers."""

import io

import pypdf

from dunning_desktop.letters.press import Press
from tests.helpers.facts import facts, many
from tests.letters.reading import page_count, page_texts

PRESS = Press()


def letters() -> list[bytes]:
    reminders = [
        facts(many(count), reference=f"R-{number}") for number, count in enumerate((1, 60, 2))
    ]
    return [PRESS.letter(one, PRESS.words(one)) for one in reminders]


def test_every_page_in_order() -> None:
    made = letters()
    texts = page_texts(PRESS.bundle(made))
    assert texts == [page for one in made for page in page_texts(one)]
    assert sum("Page 1 of 3" in page for page in texts) == 1


def test_duplex_starts_each_letter_on_a_sheet_of_its_own() -> None:
    made = letters()
    texts = page_texts(PRESS.bundle(made, duplex=True))
    assert [page_count(one) for one in made] == [1, 3, 1]
    assert len(texts) == 8
    assert [number for number, page in enumerate(texts) if not page] == [1, 5, 7]
    assert "R-1" in texts[2]


def test_the_same_letters_make_the_same_bundle() -> None:
    made = letters()
    assert PRESS.bundle(made) == PRESS.bundle(made)
    assert PRESS.bundle(made) != PRESS.bundle(made[::-1])


def test_it_is_a_sound_file() -> None:
    bundle = PRESS.bundle(letters())
    reader = pypdf.PdfReader(io.BytesIO(bundle), strict=True)
    assert len(reader.pages) == 5
    assert reader.metadata is not None
    assert str(reader.metadata["/CreationDate"]) == "D:20000101000000+00'00'"
    first, second = str(reader.trailer["/ID"]).strip("[]").split(", ")
    assert first == second


def test_a_bundle_of_one() -> None:
    assert page_count(PRESS.bundle([letters()[0]])) == 1
