"""Writes the headers that Python's own folding gets wrong.

Measured with Python 3.11, 3.12 and 3.13: folded at 78, the name ``Plain "quoted" name, with comma
... <evil@x.example>`` becomes three recipients; an identifier longer than the line becomes
``=?utf-8?q?...?=`` and the thread breaks; and with one limit of 998, encoded words grow to that
length, where RFC 2047 allows 75.
"""

from __future__ import annotations

import re
from email.header import Header
from email.headerregistry import Address
from email.policy import EmailPolicy
from typing import Any

_LINE = 76
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_THREAD = frozenset({"in-reply-to", "references", "message-id"})
_MAILBOX = frozenset({"from", "to", "reply-to"})


class WirePolicy(EmailPolicy):
    """Python's policy for SMTP, with own rules for names, subjects and threads."""

    def fold_binary(self, name: str, value: Any) -> bytes:  # noqa: ANN401 - email's own signature
        kind = name.lower()
        if kind in _THREAD:
            return _line(name, "\r\n ".join(str(value).split()))
        if kind in _MAILBOX:
            return _line(name, _mailbox(name, value.addresses[0]))
        if kind == "subject":
            return _line(name, _plain(name, str(value)))
        return super().fold_binary(name, value)


def _line(name: str, written: str) -> bytes:
    return f"{name}: {written}\r\n".encode("ascii")


def _mailbox(header: str, address: Address) -> str:
    if not address.display_name:
        return address.addr_spec
    return f"{_phrase(header, address.display_name)}\r\n <{address.addr_spec}>"


def _phrase(header: str, name: str) -> str:
    """A display name: atoms, a quoted string, or encoded words."""
    plain = _plain(header, name)
    if plain != name or _ATOMS.fullmatch(name):
        return plain
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _plain(header: str, words: str) -> str:
    """The words as they are where they are ASCII and look like nothing else, else encoded."""
    if words.isascii() and "=?" not in words:
        return words
    return Header(words, "utf-8", _LINE, header_name=header).encode(linesep="\r\n")
