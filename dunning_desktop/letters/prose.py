"""Paragraphs in a column."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dunning_desktop.letters.fonts import Face
from dunning_desktop.letters.geometry import Box
from dunning_desktop.letters.sheet import INK, Ink, Sheet
from dunning_desktop.letters.wrapping import wrapped

# Where the first line stands below the top of the block: the height of an ascender.
ASCENT = 0.76
LEAST = 2
"""So many lines of a paragraph stay together at the foot and at the head of a page."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, ragged right. ``lines`` are set when it is what a page break left of one."""

    text: str
    face: Face
    size: float
    leading: float
    above: float = 0.0
    ink: Ink = INK
    measure: float = 1000.0
    """The longest line that is good to read; the column may be wider."""
    lines: tuple[str, ...] = ()

    def height(self, width: float) -> float:
        """Its lines times the leading."""
        return len(self._wrapped(width)) * self.leading

    def split(self, width: float, room: float) -> tuple[Prose, Prose] | None:
        """Between lines, never leaving one alone."""
        lines = self._wrapped(width)
        fit = min(int(room / self.leading), len(lines) - LEAST)
        if fit < LEAST:
            return None
        return self._part(lines[:fit]), self._part(lines[fit:])

    def draw(self, sheet: Sheet, box: Box) -> None:
        """From the top left corner."""
        y = box.top + self.size * ASCENT
        sheet.lines(
            box.left, y, self._wrapped(box.width), self.face, self.size, self.leading, self.ink
        )

    def _wrapped(self, width: float) -> tuple[str, ...]:
        return self.lines or wrapped(self.text, self.face, self.size, min(width, self.measure))

    def _part(self, lines: tuple[str, ...]) -> Prose:
        return replace(self, lines=lines)


@dataclass(frozen=True, slots=True)
class Blank:
    """Empty room, such as the one to sign in."""

    size: float
    above: float = 0.0

    def height(self, _width: float, /) -> float:
        """As given."""
        return self.size

    def split(self, _width: float, _room: float, /) -> None:
        """Never."""

    def draw(self, sheet: Sheet, box: Box) -> None:
        """Nothing."""
