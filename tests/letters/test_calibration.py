"""The page to lay an envelope on: its frames and its ruler are right to a tenth of a millimetre."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pikepdf
import pytest

from dunning_desktop.domain.letterhead import Envelope, Letterhead, PaperStyle
from dunning_desktop.letters.press import Press
from tests.helpers.samples import law
from tests.letters.reading import assert_apart, page_count, pieces, text

PRESS = Press()
MM = 72 / 25.4
EACH = pytest.mark.parametrize("envelope", list(Envelope))
FRAME, EVER, SCALE = (0.9, 0.0), (0.4, 0.62), (0.3, 0.36)
FOLD, RULER = (0.6, 0.36), (0.6, 0.0)
"""How heavy a line is, and how grey: that tells the lines of the page apart."""


@dataclass(frozen=True)
class Stroke:
    """A line in millimetres from the top left corner of the page."""

    weight: float
    grey: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def kind(self) -> tuple[float, float]:
        return self.weight, self.grey

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.left, self.top, self.right, self.bottom


def strokes(pdf: bytes) -> Iterator[Stroke]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        height = float(page.mediabox[3])
        weight = grey = 0.0
        at: list[float] = []
        for one in pikepdf.parse_content_stream(page):
            operator = str(one.operator)
            numbers = [float(each) for each in one.operands] if operator in "wGml" else []
            match operator:
                case "w":
                    weight = numbers[0]
                case "G":
                    grey = numbers[0]
                case "m":
                    at = numbers
                case "l":
                    (x, y), (to_x, to_y) = at, numbers
                    ends = (x / MM, (height - y) / MM, to_x / MM, (height - to_y) / MM)
                    yield Stroke(weight, grey, *ends)


def page(envelope: Envelope, *, right: int = 0, down: int = 0) -> bytes:
    return PRESS.calibration(Letterhead(envelope=envelope, shift_x=right, shift_y=down))


def frame(pdf: bytes, kind: tuple[float, float]) -> tuple[float, float, float, float]:
    """The rectangle that four lines make: each of its sides is drawn, from corner to corner."""
    lines = [one for one in strokes(pdf) if one.kind == kind]
    left, top = min(one.left for one in lines), min(one.top for one in lines)
    right, bottom = max(one.right for one in lines), max(one.bottom for one in lines)
    sides = [
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ]
    assert [one.box for one in lines] == [pytest.approx(side, abs=0.01) for side in sides]
    return left, top, right, bottom


def scales(pdf: bytes) -> tuple[list[float], list[float]]:
    """Where the marks of the scales stand: across the page, and down."""
    ticks = [one for one in strokes(pdf) if one.kind == SCALE]
    across = sorted(one.left for one in ticks if one.left == one.right)
    return across, sorted(one.top for one in ticks if one.top == one.bottom)


def measured(envelope: Envelope) -> dict[str, float]:
    """What is always seen of the sheet, as the file says that the layouts were made from."""
    known = json.loads(law("letter_windows.json").read_text(encoding="utf-8"))
    [profile] = [one for one in known["profiles"] if one["id"] == envelope.value]
    if "page_visible_always" in profile:
        across, down = (profile["page_visible_always"][axis] for axis in "xy")
    else:
        field = profile["address_field"]
        across = (field["x"], field["x"] + field["w"])
        down = (field["y"], field["y"] + field["h"])
    return {"left": across[0], "top": down[0], "right": across[1], "bottom": down[1]}


@EACH
def test_the_black_frame_is_where_the_window_is_always_seen(envelope: Envelope) -> None:
    expected = tuple(measured(envelope).values())
    assert frame(page(envelope), FRAME) == pytest.approx(expected, abs=0.1)


@EACH
def test_the_grey_frame_is_around_the_black_one(envelope: Envelope) -> None:
    left, top, right, bottom = frame(page(envelope), EVER)
    inner = frame(page(envelope), FRAME)
    assert left <= inner[0] - 5 + 0.01
    assert right >= inner[2] + 5 - 0.01
    assert top <= inner[1] - 5 + 0.01
    assert bottom >= inner[3] + 5 - 0.01


@EACH
@pytest.mark.parametrize(("right", "down"), [(12, -7), (-80, 0), (80, 80), (-5, -80)])
def test_a_shift_moves_both_frames_by_as_much(envelope: Envelope, right: int, down: int) -> None:
    straight, moved = page(envelope), page(envelope, right=right, down=down)
    for kind in (FRAME, EVER):
        left, top, to_right, bottom = frame(straight, kind)
        x, y = right / 10, down / 10
        expected = (left + x, top + y, to_right + x, bottom + y)
        assert frame(moved, kind) == pytest.approx(expected, abs=0.01)


@EACH
def test_the_ruler_is_a_hundred_millimetres_long(envelope: Envelope) -> None:
    lines = [one for one in strokes(page(envelope, down=20)) if one.grey == 0]
    [ruler] = [one for one in lines if one.kind == RULER]
    assert ruler.right - ruler.left == pytest.approx(100, abs=0.001)
    marks = [one for one in lines if one.bottom == ruler.bottom and one.left == one.right]
    assert [one.left - ruler.left for one in marks] == pytest.approx(list(range(101)), abs=0.001)
    tens = [number for number, one in enumerate(marks) if one.bottom - one.top > 3]
    assert tens == list(range(0, 101, 10))


@EACH
def test_the_ruler_says_its_millimetres(envelope: Envelope) -> None:
    assert text(page(envelope)).endswith("0 10 20 30 40 50 60 70 80 90 100 mm")


@EACH
def test_the_scales_count_ten_millimetres_outside_the_frame(envelope: Envelope) -> None:
    made = page(envelope)
    left, top, right, bottom = frame(made, FRAME)
    across, down = scales(made)
    for step in range(11):
        for place, found in ((left - step, across), (right + step, across), (top - step, down)):
            assert min(abs(one - place) for one in found) < 0.01
        assert min(abs(one - bottom - step) for one in down) < 0.01


@EACH
def test_the_marks_of_two_scales_do_not_run_into_each_other(envelope: Envelope) -> None:
    for marks in scales(page(envelope)):
        assert all(after - before > 0.9 for before, after in pairwise(marks)), marks


@EACH
def test_the_fold_marks_are_those_of_the_letter(envelope: Envelope) -> None:
    marks = tuple(one.top for one in strokes(page(envelope)) if one.kind == FOLD)
    expected = {
        Envelope.GB_C5: (148.5,),
        Envelope.DIN_A: (87, 192),
        Envelope.US_9: (95.25, 187.33),
        Envelope.US_10: (93.1, 186.3),
        **dict.fromkeys((Envelope.DIN_B, Envelope.CH_LEFT, Envelope.CH_RIGHT), (105, 210)),
        **dict.fromkeys((Envelope.GB_DL, Envelope.FR, Envelope.NO), (99, 198)),
    }
    assert marks == pytest.approx(expected[envelope], abs=0.01)


@EACH
def test_one_page_on_which_nothing_overlaps(envelope: Envelope) -> None:
    for right, down in ((0, 0), (80, 80), (-80, -80)):
        made = page(envelope, right=right, down=down)
        assert page_count(made) == 1
        assert_apart(made, right=201.5)


@EACH
def test_words_stand_below_frames_and_scales(envelope: Envelope) -> None:
    for down in (-80, 0, 80):
        made = page(envelope, down=down)
        lowest = max(one.bottom for one in strokes(made) if one.kind in {FRAME, EVER, SCALE})
        assert min(one.top for one in pieces(made)) >= lowest


def test_it_says_which_envelope_and_how_far_it_is_shifted() -> None:
    straight, moved = text(page(Envelope.DIN_B)), text(page(Envelope.DIN_B, right=12, down=-7))
    assert straight.startswith("Where the window is: DE-DIN5008-B 1. Print this page at 100 %")
    assert "Shifted" not in straight
    assert "Shifted by +1.2 mm to the right and -0.7 mm down." in moved


def test_colours_and_styles_are_of_no_account() -> None:
    plain = page(Envelope.FR)
    for style in PaperStyle:
        coloured = Letterhead(envelope=Envelope.FR, style=style, accent="#cc2200")
        assert PRESS.calibration(coloured) == plain


def test_without_an_envelope_it_is_the_british_one() -> None:
    assert PRESS.calibration(Letterhead()) == page(Envelope.GB_DL)
