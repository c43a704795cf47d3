"""How large and how loose a paper is set: three densities, so that one page is one page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from dunning_desktop.letters.look import Look, plain_look


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes and distances in points."""

    text: float
    leading: float
    paragraph: float
    """Between two paragraphs."""
    section: float
    """Around tables and the payment box."""
    subject: float
    table: float
    row: float
    """From one row of the table to the next."""
    note: float
    note_leading: float
    signature: float
    """Room to sign in."""
    measure: float
    """The longest line of text."""
    look: Look = field(default_factory=plain_look)


ROOMY = Style(11.0, 15.0, 8.0, 15.0, 13.0, 9.6, 16.5, 8.8, 11.6, 32.0, 430.0)
SNUG = Style(10.3, 13.6, 6.2, 10.5, 12.0, 9.3, 14.2, 8.5, 10.8, 26.0, 448.0)
TIGHT = Style(9.6, 12.3, 5.0, 8.0, 11.5, 9.0, 12.2, 8.2, 10.0, 21.0, 470.0)


@lru_cache(maxsize=16)
def densities(look: Look) -> tuple[Style, ...]:
    """The densities of a letter, for the faces of its look."""
    scale = look.scale
    return tuple(
        replace(
            one,
            text=one.text * scale,
            leading=one.leading * (1 + scale) / 2,
            table=one.table * scale,
            note=one.note * scale,
            note_leading=one.note_leading * scale,
            look=look,
        )
        for one in (ROOMY, SNUG, TIGHT)
    )


STATEMENT = (
    Style(10.4, 13.6, 6.0, 17.0, 20.0, 9.4, 16.0, 8.8, 11.6, 0.0, 440.0),
    Style(10.0, 12.8, 5.0, 12.5, 18.0, 9.2, 14.2, 8.5, 10.8, 0.0, 454.0),
    Style(9.6, 12.0, 4.0, 9.0, 17.0, 8.9, 12.6, 8.1, 10.0, 0.0, 468.0),
)
"""A statement of interest, which nobody signs."""
