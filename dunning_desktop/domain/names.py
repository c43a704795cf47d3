"""How names and numbers are told apart, and tags taken from what was typed."""

from __future__ import annotations

from collections.abc import Collection


def key_of(text: str) -> str:
    """A name or number as it is matched and sorted: without case, with single spaces."""
    return " ".join(text.split()).casefold()


def tags_in(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Tags typed with commas between them, none twice; a known one keeps its spelling."""
    spelled = {key_of(one): one for one in sorted(known, reverse=True)}
    found: dict[str, str] = {}
    for one in text.split(","):
        found.setdefault(key_of(one), " ".join(one.split()))
    return tuple(spelled.get(key, tag) for key, tag in found.items() if key)
