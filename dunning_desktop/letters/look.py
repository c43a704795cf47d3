"""The four styles of paper: which faces, which colours, and which lines and areas they draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from dunning_desktop.domain.letterhead import Letterhead, PaperStyle
from dunning_desktop.letters.fonts import Face, regular, serif, serif_strong, strong
from dunning_desktop.letters.sheet import INK, Ink

MODERN_ACCENT = "#1d4e73"
"""What the modern style is coloured with where the owner has no colour."""
_BRIGHTEST = 0.183
"""Of a colour that stands out from white paper by 4.5 to 1."""
_TOE, _STEPS = 0.04045, 100
_TINT = 0.92


@dataclass(frozen=True, slots=True)
class Look:
    """A style with the accent of the business."""

    plain: Face
    bold: Face
    accent: Ink = INK
    """Of the name, headings, and the one amount."""
    tint: Ink | None = None
    """What the payment box is filled with; None where it has a frame."""
    line: Ink = INK
    """Of the strong lines of a table."""
    bar: bool = False
    """A coloured bar at the head of the first page, and a thin line above the foot."""
    ruled: bool = False
    """The payment box stands between two lines."""
    bare: bool = False
    """Head and foot are on the paper already."""
    scale: float = 1.0
    """How large type is set: faces of one size are not equally large."""


def look_of(letterhead: Letterhead) -> Look:
    """The look of the letters of a business."""
    return _look(letterhead.style, letterhead.accent)


@lru_cache(maxsize=64)
def _look(style: PaperStyle, accent: str) -> Look:
    return _LOOKS[style](accent)


def plain_look() -> Look:
    """The look of what is no letter: evidence, and summaries for a court."""
    return look_of(Letterhead())


def _classic(accent: str) -> Look:
    return Look(regular(), strong(), accent=_ink(accent) if accent else INK)


def _modern(accent: str) -> Look:
    ink = _ink(accent or MODERN_ACCENT)
    tint = _mixed(ink, 1.0, _TINT)
    return Look(regular(), strong(), accent=ink, tint=tint, line=ink, bar=True)


def _traditional(accent: str) -> Look:
    ink = _ink(accent) if accent else INK
    return Look(serif(), serif_strong(), accent=ink, ruled=True, scale=0.9)


def _preprinted(accent: str) -> Look:
    ink = _ink(accent) if accent else INK
    return Look(regular(), strong(), accent=ink, bare=True)


_LOOKS: dict[PaperStyle, Callable[[str], Look]] = {
    PaperStyle.CLASSIC: _classic,
    PaperStyle.MODERN: _modern,
    PaperStyle.TRADITIONAL: _traditional,
    PaperStyle.PREPRINTED: _preprinted,
}

Colour = tuple[float, float, float]


def _ink(accent: str) -> Colour:
    """A colour dark enough to be read: a bright one is darkened, its hue kept."""
    red, green, blue = (int(accent[at : at + 2], 16) / 255 for at in (1, 3, 5))
    colour = (red, green, blue)
    shares = (share / _STEPS for share in range(_STEPS + 1))
    darker = (_mixed(colour, 0.0, share) for share in shares)
    return next(one for one in darker if _luminance(one) <= _BRIGHTEST)


def _luminance(colour: Colour) -> float:
    """How bright a colour is to the eye: the relative luminance of WCAG 2."""
    red, green, blue = (
        one / 12.92 if one <= _TOE else ((one + 0.055) / 1.055) ** 2.4 for one in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: Colour, other: float, share: float) -> Colour:
    red, green, blue = (one * (1 - share) + other * share for one in colour)
    return red, green, blue
