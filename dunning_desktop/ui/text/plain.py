"""Other people's words made fit to be shown: plain text, without what steers a screen."""

from __future__ import annotations

import html
import re
import unicodedata

# Joiners inside of words and of emoji; all else of their kind hides, steers or turns text round.
_KEPT = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
_BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_EMPTY_LINES = re.compile(r"\n{3,}")
_LONGEST = 20_000


def one_line(text: str, most: int = 200) -> str:
    """The words on one line, cut short where they are too long for it."""
    words = " ".join(_visible(text[: most * 4], keep="").split())
    return words if len(words) <= most else f"{words[:most].rstrip()}…"


def paragraphs(text: str) -> str:
    """The words with their line ends, and no more than one empty line at a time."""
    lines = _visible(_BREAKS.sub("\n", text[:_LONGEST]), keep="\n").split("\n")
    return _EMPTY_LINES.sub("\n\n", "\n".join(one.rstrip() for one in lines)).strip("\n")


def tip(text: str) -> str:
    """The words for a tooltip, which takes for HTML what looks like it and fetches its pictures."""
    return f"<span>{html.escape(text)}</span>" if "<" in text else text


def _visible(text: str, *, keep: str) -> str:
    return "".join(_shown(one, keep) for one in text)


def _shown(one: str, keep: str) -> str:
    """A sign as it may be shown: what controls the screen is a gap, or nothing at all."""
    if one in keep or one in _KEPT:
        return one
    kind = unicodedata.category(one)
    if kind in {"Cc", "Zl", "Zp"}:
        return " "
    return "" if kind in {"Cf", "Cs", "Co", "Cn"} else one
