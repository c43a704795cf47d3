"""What a reminder says: facts for the press, and the words that can be edited before it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dunning_desktop.domain.client import Business, Client, Contact
from dunning_desktop.domain.proposal import Chase

# Bump when the same facts and words would print differently: letters keep it beside their hash.
TEMPLATE = "business-letter/2"

_BREAKS = re.compile(r"[ \t\r\n\f\v]+")
_ITEMS = re.compile(r"(?:^|\n)[ \t]*[-*][ \t]+(?=\S)")
_EMPTY_LINES = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a reminder, in the client's language; letter and e-mail share them.

    ``opening`` stands before the table of invoices, ``closing`` after it. Paragraphs are
    separated by an empty line; ``**`` around words makes them bold, and the lines of a paragraph
    that begin with ``- `` are a list.
    """

    ITEM: ClassVar[str] = "- "

    subject: str
    opening: str
    closing: str

    @staticmethod
    def paragraphs(text: str) -> tuple[str, ...]:
        """The paragraphs of a text, each on one line; the items of a list are some, too."""
        blocks = _EMPTY_LINES.split(_ITEMS.sub("\n\n- ", text.replace("\r\n", "\n")))
        return tuple(one for one in (on_one_line(block) for block in blocks) if one)


def on_one_line(text: str) -> str:
    """The text with single spaces; those that must not break a line, as in amounts, stay."""
    return _BREAKS.sub(" ", text).strip(" ")


OwnWords = tuple[tuple[str, Words], ...]
"""The owner's own text in place of a built-in one, by language."""


@dataclass(frozen=True, slots=True)
class ReminderFacts:
    """Everything a reminder is made from. ``reference`` is what the client should quote.

    ``previous`` are the days of earlier reminders on these items, oldest first; ``own`` the
    owner's own text of its tone.
    """

    today: date
    business: Business
    client: Client
    contact: Contact | None
    chase: Chase
    reference: str
    previous: tuple[date, ...] = ()
    specimen: bool = False
    own: OwnWords = ()


@dataclass(frozen=True, slots=True)
class EmailBody:
    """The same words as an e-mail: plain text, and HTML without any remote content."""

    text: str
    html: str
