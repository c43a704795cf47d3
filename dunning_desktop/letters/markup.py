"""The mark-up of words, a little of Markdown: bold words, and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from dunning_desktop.domain.letter import Words

BOLD = "**"
BULLET = "\N{BULLET}"
_APART = "\N{WORD JOINER}"
"""Between two stars of a name, and before a dash it begins with: they stay what they are."""
_STARS = re.compile(r"\*(?=\*)")
_RUN = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


def plain(value: object) -> object:
    """A value for a text, so that nothing in it is mark-up."""
    if not isinstance(value, str):
        return value
    if BOLD in value:
        value = _STARS.sub(f"*{_APART}", value)
    return f"{_APART}{value}" if value.startswith(("- ", "* ")) else value


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one weight."""

    text: str
    bold: bool = False


def runs(text: str) -> tuple[Run, ...]:
    """A paragraph in runs; stars that close nothing stay stars."""
    found: list[Run] = []
    at = 0
    for one in _RUN.finditer(text):
        if one.start() > at:
            found.append(Run(text[at : one.start()]))
        found.append(Run(one[1], bold=True))
        at = one.end()
    if at < len(text):
        found.append(Run(text[at:]))
    return tuple(found)


def without_marks(text: str) -> str:
    """The paragraph as plain text says it."""
    return (_RUN.sub(r"\1", text) if BOLD in text else text).replace(_APART, "")


def in_html(text: str) -> str:
    """The paragraph for an e-mail."""
    said = escape(text)
    return (_RUN.sub(r"<b>\1</b>", said) if BOLD in said else said).replace(_APART, "")


def blocks(text: str) -> Iterator[tuple[str, ...] | str]:
    """The paragraphs of a text, and its lists as the items of each."""
    items: list[str] = []
    for one in Words.paragraphs(text):
        if one.startswith(Words.ITEM):
            items.append(one.removeprefix(Words.ITEM).strip())
            continue
        if items:
            yield tuple(items)
            items = []
        yield one
    if items:
        yield tuple(items)
