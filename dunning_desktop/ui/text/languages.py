"""The languages letters can be written in, each by its own name."""

from __future__ import annotations

LANGUAGES = (
    ("en-GB", "English (UK)"),
    ("en-US", "English (US)"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
)


def language_name(code: str) -> str:
    """Its own name; the code of one there are no texts in."""
    return dict(LANGUAGES).get(code, code)
