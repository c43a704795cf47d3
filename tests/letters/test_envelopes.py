"""Every window envelope, measured in the finished PDF: the address shows, and nothing else does."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product

import pypdfium2
import pytest

from dunning_desktop.domain.client import Address, Client
from dunning_desktop.domain.letterhead import Envelope, Letterhead, PaperStyle
from dunning_desktop.domain.policy import Tone
from dunning_desktop.letters.envelopes import layout_for, layout_of
from dunning_desktop.letters.geometry import MM, Box
from dunning_desktop.letters.press import Press
from tests.helpers.facts import ANYWHERE, BUSINESS, CLIENT, CONSUMER, ENDLESS, facts, logo, many
from tests.helpers.samples import SHARED
from tests.letters.reading import Piece, assert_apart, page_count, page_texts, pieces

PRESS = Press()
LONG = replace(
    CLIENT, address=Address(("Unit 7", "The Mill", "14 Canal Street"), "Sheffield", "", "S3 8AB")
)
ABROAD = replace(
    CLIENT, address=Address(("Hauptstraße 14",), city="Köln", postcode="50667", country="DE")
)
CLIENTS = (CLIENT, CONSUMER, LONG, ABROAD, ANYWHERE, ENDLESS)
EACH = pytest.mark.parametrize("envelope", list(Envelope))


def letter(client: Client, **fields: object) -> bytes:
    letterhead = Letterhead(**fields)  # type: ignore[arg-type] # its fields
    business = replace(BUSINESS, logo=logo(), letterhead=letterhead)
    one = facts(many(3, tone=Tone.FINAL), tone=Tone.FINAL, client=client, business=business)
    return PRESS.letter(one, PRESS.words(one))


def _box(box: Box) -> Piece:
    return Piece("", box.left / MM, box.top / MM, box.right / MM, box.bottom / MM)


def _meet(one: Piece, other: Piece) -> bool:
    across = one.left < other.right and one.right > other.left
    return across and one.top < other.bottom and one.bottom > other.top


def seen(pdf: bytes, envelope: Envelope, *, right: int = 0, down: int = 0) -> list[Piece]:
    """What can come into view, and lies where it is always seen."""
    layout = layout_of(Letterhead(envelope=envelope, shift_x=right, shift_y=down))
    ever, visible = _box(layout.ever), _box(layout.visible)
    found = [one for one in pieces(pdf) if _meet(one, ever)]
    for one in found:
        assert one.left >= visible.left, (one, visible)
        assert one.right <= visible.right, (one, visible)
        assert one.top >= visible.top, (one, visible)
        assert one.bottom <= visible.bottom, (one, visible)
    return found


@EACH
@pytest.mark.parametrize("style", list(PaperStyle))
def test_the_address_lies_in_the_window_and_nothing_else_does(
    envelope: Envelope, style: PaperStyle
) -> None:
    for client in CLIENTS:
        found = seen(letter(client, envelope=envelope, style=style), envelope)
        assert any(client.name.split()[0] in one.text for one in found)
        shown = " ".join(one.text for one in found)
        for other in ("Final reminder", "R-2026-0042", "0117", "22 November"):
            assert other not in shown


@EACH
def test_a_shifted_window_shows_the_same(envelope: Envelope) -> None:
    for right, down in product((-80, -20, 35, 80), (-80, 0, 80)):
        pdf = letter(CLIENT, envelope=envelope, shift_x=right, shift_y=down)
        found = seen(pdf, envelope, right=right, down=down)
        assert [one for one in found if "Canal Street" in one.text]
        assert_apart(pdf, right=201.5)


@EACH
def test_the_whole_address_of_an_ordinary_client_is_shown(envelope: Envelope) -> None:
    shown = " ".join(one.text for one in seen(letter(CLIENT, envelope=envelope), envelope))
    for part in ("Willow & Stone Interiors Ltd", "Priya Shah", "14 Canal Street", "S3 8AB"):
        assert part in shown


@EACH
def test_nothing_overlaps_on_the_way(envelope: Envelope) -> None:
    for client, style in product(CLIENTS, PaperStyle):
        assert_apart(letter(client, envelope=envelope, style=style), right=201.5)


@EACH
def test_the_paper_is_that_of_the_envelope(envelope: Envelope) -> None:
    document = pypdfium2.PdfDocument(letter(CLIENT, envelope=envelope))
    width, height = document[0].get_size()
    document.close()
    expected = (612, 792) if envelope.startswith("US") else (595.28, 841.89)
    assert (width, height) == pytest.approx(expected, abs=0.01)


@EACH
def test_later_pages_say_whose_they_are(envelope: Envelope) -> None:
    business = replace(BUSINESS, letterhead=Letterhead(envelope=envelope))
    one = facts(many(60, tone=Tone.FIRM), tone=Tone.FIRM, business=business)
    pdf = PRESS.letter(one, PRESS.words(one))
    assert page_count(pdf) > 1
    for number, page in enumerate(page_texts(pdf), 1):
        assert f"Page {number} of {page_count(pdf)}" in page
        assert "Willow & Stone Interiors Ltd" in page
        assert number == 1 or page.startswith("Willow & Stone Interiors Ltd")


@EACH
def test_the_layout_agrees_with_what_is_known_of_the_window(envelope: Envelope) -> None:
    """The figures of the file that the layouts were made from, where it lies."""
    known = json.loads((SHARED / "law" / "letter_windows.json").read_text(encoding="utf-8"))
    profile = {one["id"]: one for one in known["profiles"]}[envelope.value]
    layout, visible = layout_for(envelope), _box(layout_for(envelope).visible)
    if "page_visible_always" in profile:
        zone = profile["page_visible_always"]
        expected = (*zone["x"], *zone["y"])
    else:
        field = profile["address_field"]
        expected = (field["x"], field["x"] + field["w"], field["y"], field["y"] + field["h"])
    assert (visible.left, visible.right, visible.top, visible.bottom) == pytest.approx(expected)
    for fold, measured in zip(profile.get("fold_marks_y", ()), layout.folds, strict=False):
        assert measured / MM == pytest.approx(fold)
    assert len(layout.folds) == len(profile.get("fold_marks_y", (0, 0)))
    if "hole_mark_y" in profile:
        assert layout.hole is not None
        assert layout.hole / MM == pytest.approx(profile["hole_mark_y"])
