"""Breaks text into lines, and finds the size at which lines fit a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dunning_desktop.letters.fonts import Face, printable

ELLIPSIS = "…"
# "22 November 2026", "22. November 2026", "22 de noviembre de 2026" and "0117 496 0123" never
# break across two lines.
_BOUND = re.compile(
    r"(?<=\d) (?=[^\W\d]{3,} \d{4}\b)|(?<=\d\.) (?=[^\W\d]{3,} \d{4}\b)"
    r"|(?<=\d) (?=de [^\W\d]{4,} de \d{4}\b)|(?<= de) (?=\d{4}\b)"
    r"|(?<=[^\W\d]{3}) (?=\d{4}\b)|(?<=\d) (?=\d)"
)
_SHORT_LAST_LINE = 0.1
_SLIGHTLY_NARROWER = 0.94


@lru_cache(maxsize=1024)
def wrapped(text: str, face: Face, size: float, width: float) -> tuple[str, ...]:
    """The text in lines no wider than ``width``; a word too long for a line is broken."""
    words = words_of(text, face)
    lines = _greedy(words, face, size, width)
    if len(lines) > 1 and face.width(lines[-1], size) < width * _SHORT_LAST_LINE:
        closer = _greedy(words, face, size, width * _SLIGHTLY_NARROWER)
        if len(closer) == len(lines):
            return closer
    return lines


def words_of(text: str, face: Face) -> list[str]:
    """What lines are made of: parts that must not be broken stay one."""
    return _BOUND.sub("\N{NO-BREAK SPACE}", printable(text, face)).split(" ")


def _greedy(words: Iterable[str], face: Face, size: float, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    line, room = "", width
    space = face.width(" ", size)
    for word in words:
        needs = face.width(word, size)
        if line and needs + space <= room:
            line, room = f"{line} {word}", room - needs - space
            continue
        if line:
            lines.append(line)
        *full, line = broken(word, face, size, width) if needs > width else (word,)
        lines.extend(full)
        room = width - face.width(line, size)
    return (*lines, line)


def broken(word: str, face: Face, size: float, width: float) -> tuple[str, ...]:
    """A word cut where it must be, at least one character a piece."""
    pieces: list[str] = []
    piece, used = "", 0.0
    for one in word:
        needs = face.width(one, size)
        if piece and used + needs > width:
            pieces.append(piece)
            piece, used = "", 0.0
        piece, used = piece + one, used + needs
    return (*pieces, piece)


def shortened(text: str, face: Face, size: float, width: float) -> str:
    """The text, cut with an ellipsis where it is too wide."""
    shown = printable(text)
    if face.width(shown, size) <= width:
        return shown
    while shown and face.width(shown + ELLIPSIS, size) > width:
        shown = shown[:-1]
    return shown.rstrip() + ELLIPSIS


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines, and the size and leading at which they fit."""

    lines: tuple[str, ...]
    size: float
    leading: float
    whole: bool = True
    """False where some of the text had to be left out."""

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return len(self.lines) * self.leading


def fitted(
    texts: Sequence[str],
    face: Face,
    *,
    width: float,
    height: float,
    sizes: Sequence[tuple[float, float]],
) -> Fitted:
    """The texts, each wrapped, at the first of ``sizes`` (size, leading) at which all fit.

    Where even the last is too large, the first texts and the last one are kept: of an address,
    the name and the country or postcode.
    """
    fit = Fitted((), *sizes[0])
    for size, leading in sizes:
        lines = tuple(line for text in texts for line in wrapped(text, face, size, width))
        fit = Fitted(lines, size, leading)
        if fit.height <= height:
            return fit
    most = max(int(height / fit.leading), 1)
    kept = (*(shortened(text, face, fit.size, width) for text in texts[: most - 1]),)
    last = shortened(texts[-1], face, fit.size, width)
    return Fitted((*kept, last)[-most:], fit.size, fit.leading, whole=False)
