"""A message that the owner's own mail program is to send."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A frozen message, taken apart for a mail program, and the same as a file that one opens.

    ``to`` is a name, often empty, and an address. ``text`` is the plain form. ``attachments`` are
    names in ASCII, without separators, and contents. ``eml`` lacks what only the sender can say.
    """

    to: tuple[str, str]
    subject: str
    text: str
    attachments: tuple[tuple[str, bytes], ...]
    eml: bytes
