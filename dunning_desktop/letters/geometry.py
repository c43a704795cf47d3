"""Where things stand on the page, in points from its top left corner.

GB-DL: A4 folded in three for a DL envelope with a window of 90 x 35 mm, 20 mm from the left
and 18 mm from the bottom. A sheet slips up to 10 mm sideways and 11 mm up or down inside.
"""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def mm(cls, *, x: tuple[float, float], y: tuple[float, float]) -> Box:
        """A rectangle given in millimetres."""
        return cls(x[0] * MM, y[0] * MM, x[1] * MM, y[1] * MM)

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


PAGE = Box.mm(x=(0, 210), y=(0, 297))

VISIBLE = Box.mm(x=(20, 100), y=(57, 81))
"""Always seen through the window, however the sheet slips."""
EVER_VISIBLE = Box.mm(x=(10, 110), y=(46, 92))
"""Can come into view when the sheet slips: nothing but the address stands here."""
SAFE = Box.mm(x=(25, 91), y=(63.5, 80.4))
"""Also seen through the C5, DIN 5008 B and US windows: four lines, or five small ones."""
WIDE = Box.mm(x=(25, 99.5), y=(61.2, 80.9))
"""For an address that does not fit there: all of the window below the return address."""
TALL = Box.mm(x=(25, 99.5), y=(57.3, 80.9))
"""For the longest address: the return address is left out."""
RETURN_ADDRESS = Box.mm(x=(25, 91), y=(57.4, 60.4))

TEXT = Box.mm(x=(25, 190), y=(95.5, 273))
"""Subject, words and tables on the first page."""
TEXT_LATER = Box.mm(x=(25, 190), y=(31, 273))
RUNNING_HEAD = Box.mm(x=(25, 190), y=(16, 22))

LOGO = Box.mm(x=(25, 95), y=(14, 38))
"""Ends well above what the window can show."""
SENDER = Box.mm(x=(125, 190), y=(14, 60))
HEADING = Box.mm(x=(125, 190), y=(63.5, 81))
"""Date and references, beside the address."""
FOOTER = Box.mm(x=(25, 190), y=(279, 288.5))
SPECIMEN = Box.mm(x=(125, 190), y=(6.5, 10.5))

FOLDS = (99 * MM, 198 * MM)
FOLD_MARK = (4.5 * MM, 8 * MM)
