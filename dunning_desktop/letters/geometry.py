"""Where things stand on a page, in points from its top left corner."""

from __future__ import annotations

from dataclasses import dataclass, replace

MM = 72 / 25.4
GAP = 1.5 * MM
"""Between what a window may show and what stands beside it."""


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

    def moved(self, right: float, down: float) -> Box:
        """The same rectangle elsewhere."""
        return Box(self.left + right, self.top + down, self.right + right, self.bottom + down)

    def clear_of(self, other: Box) -> Box:
        """As much as is left of it, on one side of the other."""
        apart = self.right <= other.left or self.left >= other.right
        if apart or self.bottom <= other.top or self.top >= other.bottom:
            return self
        rests = (
            replace(self, right=other.left),
            replace(self, left=other.right),
            replace(self, bottom=other.top),
            replace(self, top=other.bottom),
        )
        return max(rests, key=lambda one: max(one.width, 0) * max(one.height, 0))


A4 = Box.mm(x=(0, 210), y=(0, 297))
LETTER = Box(0, 0, 612, 792)
PAGE = A4
"""The paper of what is not put into a window envelope."""

TEXT = Box.mm(x=(25, 190), y=(95.5, 273))
TEXT_LATER = Box.mm(x=(25, 190), y=(31, 273))

Sizes = tuple[tuple[float, float], ...]
"""Sizes of type and their leadings, from the one that is wished for down."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address can stand, and how large it is set there.

    ``whole``: only for the full form of an address, or one as good. ``alone``: the return
    address gives way.
    """

    box: Box
    sizes: Sizes
    whole: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of a letter that is folded for an envelope."""

    page: Box
    visible: Box
    """Always seen through the window, however the sheet slips."""
    ever: Box
    """Can come into view when the sheet slips: nothing but the address stands here."""
    places: tuple[Place, ...]
    """For the address: the first one it fits."""
    back: Box | None
    """The return address, in one line above it; None where the window is too low for one."""
    logo: Box
    sender: Box
    """Address of the business and how to reach it."""
    heading: Box
    """Date and references."""
    text: Box
    """Subject, words and tables on the first page."""
    later: Box
    running: Box
    """The head of later pages."""
    footer: Box
    folds: tuple[float, ...]
    hole: float | None = None
    """Where the middle of the sheet is punched."""

    def shifted(self, right: float, down: float) -> Layout:
        """The window elsewhere, as a printer or an envelope needs it.

        The address moves with it, and what stands around gives way.
        """
        ever = self.ever.moved(right, down)
        around = Box(ever.left - GAP, ever.top - GAP, ever.right + GAP, ever.bottom + GAP)
        places = tuple(replace(one, box=one.box.moved(right, down)) for one in self.places)
        return replace(
            self,
            visible=self.visible.moved(right, down),
            ever=ever,
            places=places,
            back=self.back.moved(right, down) if self.back else None,
            logo=self.logo.clear_of(around),
            sender=self.sender.clear_of(around),
            heading=self.heading.clear_of(around),
            text=replace(self.text, top=self.text.top + max(down, 0)),
        )


FOLD_MARK = (4.5 * MM, 8 * MM)
HOLE_MARK = (4.5 * MM, 10 * MM)
"""From the left edge of the paper: where printers still print, left of all text."""
