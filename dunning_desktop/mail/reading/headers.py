"""The headers of a mail that somebody else wrote, as words, mailboxes and identifiers."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from dunning_desktop.mail import cleaning

# No header that means anything is longer, and some are made to be.
_LONGEST = 20_000
_LONGEST_MAILBOX = 2_000
_LONGEST_ID = 900
_MOST_IDS = 100
_ENCODED = re.compile(r"(?:=\?[^?\s]{1,60}\?[bBqQ]\?[^?\s]*\?=(?:\s+(?==\?))?)+")
_ID = re.compile(r"<([^<>]+)>")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\([^()]*\)')
_ANGLE = re.compile(r"<([^<>]*)>")
_BARE = re.compile(r"[^\s<>()\",;:@]{1,200}@[^\s<>()\",;:@]{1,255}")
# Text in name only: some never end on long input, some run what they read as escapes.
_NO_CHARSETS = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "unicode-escape")
_READ_AS = {"iso8859-1": "cp1252"} | dict.fromkeys(_NO_CHARSETS, "utf-8")


def text(message: Message, name: str) -> str:
    """A header as words, decoded, on one line; empty where there is none."""
    return cleaning.header(_decoded(raw(message, name)))


def raw(message: Message, name: str) -> str:
    """A header as it was written, unfolded."""
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            return _unfolded(str(value))
    return ""


def word(message: Message, name: str) -> str:
    """What stands before the first semicolon of a header, in small letters."""
    return raw(message, name).partition(";")[0].strip().lower()


def mailbox(message: Message, name: str) -> tuple[str, str]:
    """The name and the address, in small letters, of the first mailbox of a header."""
    value = raw(message, name)[:_LONGEST_MAILBOX]
    # What is quoted may look like an address, and must not be taken for one.
    bare = _QUOTED.sub(lambda found: "_" * len(found.group()), value)
    angle = _ANGLE.search(bare)
    if angle is None:
        found = _BARE.search(bare)
        return "", _address(found.group() if found else "")
    called = value[: angle.start()].strip().strip('"').replace('\\"', '"')
    return cleaning.header(_decoded(called)), _address(value[angle.start() + 1 : angle.end() - 1])


def bare_addresses(words: str) -> tuple[str, ...]:
    """The addresses in a text, in small letters, each once."""
    return tuple(dict.fromkeys(_address(one) for one in _BARE.findall(words)))


def ids(message: Message, *names: str) -> tuple[str, ...]:
    """The Message-IDs in these headers, each once, in their order."""
    seen: dict[str, None] = {}
    for name in names:
        seen.update(dict.fromkeys(in_brackets(_decoded(raw(message, name)))))
    found = tuple(seen)
    # The oldest hold a conversation together, the youngest say what is answered.
    return found if len(found) <= _MOST_IDS else found[:20] + found[20 - _MOST_IDS :]


def in_brackets(value: str) -> Iterable[str]:
    """Message-IDs in a text; a fold in the middle of one is mended."""
    for found in _ID.findall(value):
        bare = "".join(c for c in found if c.isprintable() and c != " ")
        if bare and len(bare) <= _LONGEST_ID:
            yield f"<{bare}>"


def decoded(content: bytes, charset: str) -> str:
    """Bytes as text: in their charset, else in UTF-8, else in what old Windows programs use."""
    for one in (_usable(charset), "utf-8"):
        try:
            return content.decode(one)
        except (LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def _usable(charset: str) -> str:
    try:
        name = codecs.lookup(charset.strip()).name
    except (LookupError, ValueError):
        return "utf-8"
    # Programs say Latin-1 and write the quotation marks of Windows.
    return _READ_AS.get(name, name)


def _address(written: str) -> str:
    return cleaning.header("".join(written.split())).replace(" ", "").lower()


def _unfolded(value: str) -> str:
    """One line. Bytes outside ASCII come from the parser as halves of characters."""
    words = value[:_LONGEST].encode("utf-8", "surrogateescape")
    return decoded(words, "utf-8").replace("\r", "").replace("\n", "")


def _decoded(value: str) -> str:
    return _ENCODED.sub(lambda found: _words(found.group()), value)


def _words(encoded: str) -> str:
    try:
        pieces = decode_header(encoded)
    except (HeaderParseError, ValueError):
        return encoded
    return "".join(
        piece if isinstance(piece, str) else decoded(piece, charset or "utf-8")
        for piece, charset in pieces
    )
