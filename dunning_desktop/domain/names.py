"""How names and numbers are told apart."""

from __future__ import annotations


def key_of(text: str) -> str:
    """A name or number as it is matched and sorted: without case, with single spaces."""
    return " ".join(text.split()).casefold()
