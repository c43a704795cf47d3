"""The simple mark-up of own texts: names, conditions, and whether a text can be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.letter_texts import (
    LONGEST,
    LetterText,
    OwnTextError,
    conditions_of,
    names_of,
)


class Mark(StrEnum):
    """What a piece of a text is."""

    WORDS = "words"
    NAME = "name"
    IF = "if"
    UNLESS = "unless"
    END = "end"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words as they stand, or the name of a value or of a condition."""

    mark: Mark
    text: str = ""

    @property
    def source(self) -> str:
        """As it is written in a text."""
        return _WRITTEN[self.mark].format(self.text)


_WRITTEN = {
    Mark.WORDS: "{}",
    Mark.NAME: "{{{{ {} }}}}",
    Mark.IF: "{{% if {} %}}",
    Mark.UNLESS: "{{% if not {} %}}",
    Mark.END: "{{% endif %}}",
}
_PIECES = re.compile(
    r"\{\{-?\s*(?P<name>\w+)\s*-?\}\}"
    r"|\{%-?\s*if\s+(?P<no>not\s+)?(?P<condition>\w+)\s*-?%\}"
    r"|(?P<end>\{%-?\s*endif\s*-?%\})",
    re.ASCII,
)
# One at the end would make three of the two that follow it.
_BRACES = re.compile(r"\{[{%#]|[}%#]\}|\{\Z")
_SHOWN = 30
_DEEPEST = 8
"""So many conditions inside each other are more than anybody means."""
_PARTS = ("subject", "opening", "closing")


def pieces(text: str) -> Iterator[Piece]:
    """A text in its pieces; written one after the other they say the same."""
    at = 0
    for found in _PIECES.finditer(text):
        if found.start() > at:
            yield Piece(Mark.WORDS, text[at : found.start()])
        if found["end"]:
            yield Piece(Mark.END)
        elif found["name"]:
            yield Piece(Mark.NAME, found["name"])
        else:
            yield Piece(Mark.UNLESS if found["no"] else Mark.IF, found["condition"])
        at = found.end()
    if at < len(text):
        yield Piece(Mark.WORDS, text[at:])


def check(text: LetterText, words: Words) -> None:
    """Raise ``OwnTextError`` for the first thing that keeps the words from being used.

    What passes cannot fail, and cannot run for ever: it has no loops and calls nothing.
    """
    for part in _PARTS:
        source = getattr(words, part)
        if not source.strip():
            raise OwnTextError(part=part, reason="empty", name="")
        if len(source) > LONGEST:
            raise OwnTextError(part=part, reason="long", name=str(LONGEST))
        _check_pieces(text, part, source)


def _check_pieces(text: LetterText, part: str, source: str) -> None:
    known = {Mark.NAME: names_of(text), Mark.IF: conditions_of(text)}
    known[Mark.UNLESS] = known[Mark.IF]
    opened: list[str] = []
    for one in pieces(source):
        if one.mark is Mark.WORDS:
            _check_braces(part, one.text)
        elif one.mark is Mark.END:
            if not opened:
                raise OwnTextError(part=part, reason="condition", name="")
            opened.pop()
        else:
            if one.text not in known[one.mark]:
                raise OwnTextError(part=part, reason="unknown", name=one.text)
            if one.mark is not Mark.NAME:
                opened.append(one.text)
            if len(opened) > _DEEPEST:
                raise OwnTextError(part=part, reason="condition", name=one.text)
    if opened:
        raise OwnTextError(part=part, reason="condition", name=opened[-1])


def _check_braces(part: str, words: str) -> None:
    braces = _BRACES.search(words)
    if braces is not None:
        shown = words[braces.start() : braces.start() + _SHOWN]
        raise OwnTextError(part=part, reason="braces", name=shown)
