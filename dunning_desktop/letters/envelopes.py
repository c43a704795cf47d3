"""The layout of a letter for each window envelope, and how sure its measures are.

The windows are those of ``letter_windows.json`` of the facts this program was made from. A window
that is given on the envelope shows a little less of the sheet wherever that slips; one that is
given on the page may show five millimetres more around it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from dunning_desktop.domain.letterhead import Envelope, Letterhead
from dunning_desktop.letters.geometry import A4, LETTER, MM, Box, Layout, Place, Sizes

LARGE: Sizes = ((10.5, 11.97),)
MIDDLE: Sizes = ((10.0, 11.1), (9.5, 10.6))
SMALL: Sizes = ((10.0, 11.1), (9.5, 10.6), (9.0, 9.6), (8.4, 8.9), (8.0, 8.3))

SAFE = Box.mm(x=(25, 91), y=(63.5, 80.4))
"""Seen through every window on the left but the highest: four lines, or five small ones."""
_SLIP = 5.0
"""Millimetres that a sheet moves in an envelope it was folded for."""

Span = tuple[float, float]
Area = tuple[Span, Span]
"""A rectangle in millimetres: from left to right, from top to bottom."""


def layout_of(letterhead: Letterhead, country: str = "GB") -> Layout:
    """Where everything stands on the letters of a business in that country."""
    envelope = letterhead.folded_for(country)
    return _shifted(envelope, letterhead.shift_x, letterhead.shift_y)


@lru_cache(maxsize=64)
def _shifted(envelope: Envelope, right: int, down: int) -> Layout:
    return layout_for(envelope).shifted(right / 10 * MM, down / 10 * MM)


def layout_for(envelope: Envelope) -> Layout:
    """The layout as it is on paper; ``layout_of`` knows a printer's shift."""
    return _LAYOUTS[envelope]


def _box(area: Area) -> Box:
    return Box.mm(x=area[0], y=area[1])


def _around(area: Area) -> Box:
    """What can come into view of a window whose place on the page is known."""
    (left, right), (top, bottom) = area
    return _box(((left - _SLIP, right + _SLIP), (top - _SLIP, bottom + _SLIP)))


def _marks(*millimetres: float) -> tuple[float, ...]:
    return tuple(one * MM for one in millimetres)


def _safe_first(wide: Area, tall: Area) -> tuple[Place, ...]:
    """An address where every window shows it, else in all of this one."""
    return (
        Place(SAFE, LARGE, whole=True),
        Place(_box(wide), MIDDLE),
        Place(_box(tall), SMALL, alone=True),
    )


def _field(across: Span, down: Span, *, above: float) -> tuple[Place, ...]:
    """An address in a window with room: large, else smaller, else up to the top of it."""
    box, tall = _box((across, down)), _box((across, (above, down[1])))
    return (Place(box, LARGE, whole=True), Place(box, MIDDLE), Place(tall, SMALL, alone=True))


_GB_DL = Layout(
    page=A4,
    visible=_box(((20, 100), (57, 81))),
    ever=_box(((10, 110), (46, 92))),
    places=_safe_first(((25, 99.5), (61.2, 80.9)), ((25, 99.5), (57.3, 80.9))),
    back=_box(((25, 91), (57.4, 60.4))),
    logo=_box(((25, 95), (14, 38))),
    sender=_box(((125, 190), (14, 60))),
    heading=_box(((125, 190), (63.5, 81))),
    text=_box(((25, 190), (95.5, 273))),
    later=_box(((25, 190), (31, 273))),
    running=_box(((25, 190), (16, 22))),
    footer=_box(((25, 190), (279, 288.5))),
    folds=_marks(99, 198),
)
"""A4 in three; a window of 90 x 35 mm, 20 from the left, 18 from the bottom."""

_GB_C5 = replace(
    _GB_DL,
    visible=_box(((20, 91), (57, 88.5))),
    ever=_box(((1, 110), (43.5, 102))),
    places=_safe_first(((25, 90.8), (61.2, 88.3)), ((25, 90.8), (57.3, 88.3))),
    back=_box(((25, 90.8), (57.4, 60.4))),
    text=_box(((25, 190), (105.5, 273))),
    folds=_marks(148.5),
)
"""A4 in half; a window of 90 x 45 mm, 20 from the left, 60 from the bottom."""

_DIN_A = replace(
    _GB_DL,
    visible=_box(((20, 105), (27, 72))),
    ever=_around(((20, 105), (27, 72))),
    places=_field((25, 104.5), (45.2, 71.8), above=27.5),
    back=_box(((25, 104.5), (41.2, 44.4))),
    logo=_box(((25, 95), (7, 20.5))),
    sender=_box(((125, 190), (13, 48))),
    heading=_box(((125, 190), (53, 72))),
    text=_box(((25, 190), (83, 273))),
    folds=_marks(87, 192),
    hole=148.5 * MM,
)
"""DIN 5008 form A: a head of 27 mm, the address from 44.7 mm on."""

_DIN_B = replace(
    _GB_DL,
    visible=_box(((20, 105), (45, 90))),
    ever=_around(((20, 105), (45, 90))),
    places=_field((25, 104.5), (63.2, 89.8), above=45.5),
    back=_box(((25, 104.5), (59.2, 62.4))),
    sender=_box(((125, 190), (14, 61))),
    heading=_box(((125, 190), (66, 86))),
    text=_box(((25, 190), (99, 273))),
    folds=_marks(105, 210),
    hole=148.5 * MM,
)
"""DIN 5008 form B: a head of 45 mm, the address from 62.7 mm on."""

_ON_THE_RIGHT = replace(
    _GB_DL,
    logo=_box(((25, 90), (12, 32))),
    sender=_box(((25, 90), (36, 62))),
)
"""A window on the right: logo, sender and references stand one under the other on the left."""

_FR = replace(
    _ON_THE_RIGHT,
    visible=_box(((100, 200), (35, 80))),
    ever=_around(((100, 200), (35, 80))),
    places=_field((110, 199), (39.5, 79.7), above=35.5),
    back=_box(((110, 199), (35.6, 38.8))),
    heading=_box(((25, 90), (66, 86))),
    text=_box(((25, 190), (92, 273))),
)
"""French: 10 mm from the right edge, the address 10 mm inside."""

_CH_RIGHT = replace(
    _ON_THE_RIGHT,
    visible=_box(((112, 202), (45, 90))),
    ever=_around(((112, 202), (45, 90))),
    places=_field((117, 201), (49.5, 89.7), above=45.5),
    back=_box(((117, 201), (45.6, 48.8))),
    heading=_box(((25, 90), (67, 89))),
    text=_box(((25, 190), (100, 273))),
    folds=_marks(105, 210),
)
"""Swiss, the window on the right."""

_CH_LEFT = replace(
    _GB_DL,
    visible=_box(((20, 120), (35.5, 80.5))),
    ever=_around(((20, 120), (35.5, 80.5))),
    places=_field((25, 118), (40.2, 80.2), above=36),
    back=_box(((25, 118), (36.2, 39.2))),
    logo=_box(((25, 95), (9, 28))),
    sender=_box(((132, 190), (14, 58))),
    heading=_box(((132, 190), (62, 80))),
    text=_box(((25, 190), (94, 273))),
    folds=_marks(105, 210),
)
"""Swiss, the window on the left; date and sender stand clear of it."""

_NO = replace(
    _GB_DL,
    visible=_box(((15, 110), (44, 74))),
    ever=_around(((15, 110), (44, 74))),
    places=_field((25, 109.5), (48.4, 73.8), above=44.5),
    back=_box(((25, 109.5), (44.6, 47.6))),
    logo=_box(((25, 95), (12, 34))),
    sender=_box(((125, 190), (14, 46))),
    heading=_box(((125, 190), (51, 72))),
    text=_box(((25, 190), (88, 273))),
)
"""Norwegian: a window of 95 x 30 mm, 15 from the left."""

_LETTER = replace(
    _GB_DL,
    page=LETTER,
    back=None,
    logo=_box(((25.4, 95), (13, 38))),
    sender=_box(((127, 190.5), (13, 48))),
    later=_box(((25.4, 190.5), (31, 256))),
    running=_box(((25.4, 190.5), (16, 22))),
    footer=_box(((25.4, 190.5), (262, 271.5))),
)
"""US Letter; no return address: such envelopes have one printed on them."""

_US_9 = replace(
    _LETTER,
    visible=_box(((17.46, 131.76), (55.56, 84.14))),
    ever=_around(((17.46, 131.76), (55.56, 84.14))),
    places=_field((25.4, 131), (56.2, 83.9), above=56.2),
    heading=_box(((141, 190.5), (60, 83))),
    text=_box(((25.4, 190.5), (96, 256))),
    folds=_marks(95.25, 187.33),
)
"""US #9: the window of a commercial envelope, wide and low."""

_US_10 = replace(
    _LETTER,
    visible=_box(((22.2, 111.1), (63.5, 80.4))),
    ever=_box(((0, 136.5), (51.8, 92.1))),
    places=_field((25.4, 110.8), (63.6, 80.3), above=63.6),
    heading=_box(((141, 190.5), (63.5, 81))),
    text=_box(((25.4, 190.5), (97, 256))),
    folds=_marks(93.1, 186.3),
)
"""US #10: of its window only 17 mm are always seen, enough for four lines."""

_LAYOUTS = {
    Envelope.GB_DL: _GB_DL,
    Envelope.GB_C5: _GB_C5,
    Envelope.DIN_A: _DIN_A,
    Envelope.DIN_B: _DIN_B,
    Envelope.FR: _FR,
    Envelope.CH_LEFT: _CH_LEFT,
    Envelope.CH_RIGHT: _CH_RIGHT,
    Envelope.US_9: _US_9,
    Envelope.US_10: _US_10,
    Envelope.NO: _NO,
}
