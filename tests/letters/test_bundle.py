"""The bundle: all letters in their order, each with its own page numbers."""

import io

import pypdf
import pytest
from pypdf.generic import Destination

from dunning_desktop.domain.errors import Stopped
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
    assert "/CreationDate" not in reader.metadata
    first, second = str(reader.trailer["/ID"]).strip("[]").split(", ")
    assert first == second


def test_a_bookmark_leads_to_each_letter() -> None:
    bundle = PRESS.bundle(letters(), titles=("One", "Two", "Three"), duplex=True)
    reader = pypdf.PdfReader(io.BytesIO(bundle), strict=True)
    marks = [one for one in reader.outline if isinstance(one, Destination)]
    found = [(one.title, reader.get_destination_page_number(one)) for one in marks]
    assert found == [("One", 0), ("Two", 2), ("Three", 6)]


def test_it_can_be_stopped_between_two_letters() -> None:
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 2

    with pytest.raises(Stopped):
        PRESS.bundle(letters(), progress=progress)
    assert seen == [(1, 3), (2, 3)]


def test_a_bundle_of_one() -> None:
    assert page_count(PRESS.bundle([letters()[0]])) == 1
