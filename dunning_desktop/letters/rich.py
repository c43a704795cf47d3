"""Paragraphs with bold words, and the items of a list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dunning_desktop.letters.fonts import Face
from dunning_desktop.letters.geometry import Box
from dunning_desktop.letters.markup import BULLET, runs
from dunning_desktop.letters.prose import ASCENT, LEAST
from dunning_desktop.letters.sheet import Sheet
from dunning_desktop.letters.style import Style
from dunning_desktop.letters.wrapping import broken, words_of

_INDENT = 1.1
"""Where the words of an item begin, in sizes of type."""

Fragment = tuple[str, bool]
Word = tuple[Fragment, ...]
Line = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Rich:
    """A paragraph of two weights, ragged right; ``item``: with a bullet before it."""

    text: str
    style: Style
    above: float = 0.0
    item: bool = False
    lines: tuple[Line, ...] = ()
    """What a page break left of it; ``begun``: the bullet stands on the page before."""
    begun: bool = False

    def height(self, width: float, /) -> float:
        """Its lines times the leading."""
        return len(self._wrapped(width)) * self.style.leading

    def split(self, width: float, room: float, /) -> tuple[Rich, Rich] | None:
        """Between lines, never leaving one alone."""
        lines = self._wrapped(width)
        fit = min(int(room / self.style.leading), len(lines) - LEAST)
        if fit < LEAST:
            return None
        return replace(self, lines=lines[:fit]), replace(self, lines=lines[fit:], begun=True)

    def draw(self, sheet: Sheet, box: Box) -> None:
        """From the top left corner."""
        size = self.style.text
        y = box.top + size * ASCENT
        if self.item and not self.begun:
            sheet.text(box.left, y, BULLET, self.style.look.plain, size)
        space = self.style.look.plain.width(" ", size)
        for line in self._wrapped(box.width):
            x = box.left + self._indent
            for word in line:
                for text, bold in word:
                    face = self._face(bold=bold)
                    sheet.text(x, y, text, face, size)
                    x += face.width(text, size)
                x += space
            y += self.style.leading

    @property
    def _indent(self) -> float:
        return self.style.text * _INDENT if self.item else 0.0

    def _face(self, *, bold: bool) -> Face:
        return self.style.look.bold if bold else self.style.look.plain

    def _wrapped(self, width: float) -> tuple[Line, ...]:
        if self.lines:
            return self.lines
        room = min(width, self.style.measure) - self._indent
        space = self.style.look.plain.width(" ", self.style.text)
        lines: list[Line] = []
        line: list[Word] = []
        used = 0.0
        for word in self._words(room):
            needs = self._width(word)
            if line and used + space + needs > room:
                lines.append(tuple(line))
                line, used = [], 0.0
            used += needs + (space if line else 0.0)
            line.append(word)
        return (*lines, tuple(line))

    def _words(self, room: float) -> list[Word]:
        """What stands between two spaces; a change of weight inside a word does not part it."""
        words: list[list[Fragment]] = [[]]
        for run in runs(self.text):
            first, *others = words_of(run.text, self._face(bold=run.bold))
            if first:
                words[-1].append((first, run.bold))
            words.extend([(one, run.bold)] if one else [] for one in others)
        return [part for word in words if word for part in self._fitting(tuple(word), room)]

    def _fitting(self, word: Word, room: float) -> tuple[Word, ...]:
        if self._width(word) <= room:
            return (word,)
        return tuple(
            ((piece, bold),)
            for text, bold in word
            for piece in broken(text, self._face(bold=bold), self.style.text, room)
        )

    def _width(self, word: Word) -> float:
        return sum(self._face(bold=bold).width(text, self.style.text) for text, bold in word)
