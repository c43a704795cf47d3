"""What the use cases need of a book's own letter texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from dunning_desktop.domain.letter_texts import LetterText, OwnText


class OwnTexts(Protocol):
    """The owner's words in place of built-in ones."""

    def all(self) -> Sequence[OwnText]:
        """Every own text, in the order of text and language."""

    def of(self, text: str) -> Sequence[OwnText]:
        """Those of a text, in whichever language; none of a text that has no own words."""

    def save(self, own: OwnText, at: datetime) -> None:
        """Keep a text in place of what was kept before."""

    def remove(self, text: LetterText, language: str) -> bool:
        """Whether there was one."""
