"""Cleans the owner's words so that they fit a header, a body or a file name."""

from __future__ import annotations

import re
import unicodedata

# Control characters, line and paragraph separators, and halves of characters. Any of the first
# three makes EmailMessage refuse the header: a name pasted with two lines would stop the send.
_UNFIT = frozenset({"Cc", "Zl", "Zp", "Cs"})
# Marks that turn the reading direction: with them a name can pretend to be another.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPELT = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O"}
    | {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D"}
    | {"ı": "i", "–": "-", "—": "-", "€": "EUR", "£": "GBP"}
)
_BODY_UNFIT = _UNFIT - {"Zl", "Zp"}
# A header's line holds 998 characters, and no window shows even these.
_LONGEST_HEADER = 255
_LONGEST_NAME = 100
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}$")


def header(words: str) -> str:
    """The words on one line."""
    return _one_line(words)[:_LONGEST_HEADER].rstrip()


def body(words: str) -> str:
    """The words with plain line ends, without control characters."""
    lines = re.sub(r"\r\n?", "\n", words)
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in _BODY_UNFIT)


def file_name(name: str) -> str:
    """The name in ASCII without separators, so that every mail program shows the same."""
    plain = unicodedata.normalize("NFKD", _one_line(name).translate(_SPELT))
    plain = re.sub(r"[^A-Za-z0-9._ -]+", "-", plain.encode("ascii", "ignore").decode())
    stem, suffix = _split(plain)
    return (stem[:_LONGEST_NAME].strip(" .-") or "document") + suffix


def _split(name: str) -> tuple[str, str]:
    found = _SUFFIX.search(name)
    return (name[: found.start()], found.group()) if found else (name, "")


def _one_line(words: str) -> str:
    return " ".join("".join(" " if _unfit(c) else c for c in words).split())


def _unfit(char: str) -> bool:
    return char in _TURNING or unicodedata.category(char) in _UNFIT
