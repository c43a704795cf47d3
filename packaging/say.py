"""What the set-up says: one plain line at a time, and one sentence when it must stop."""

import sys


class Stop(Exception):
    """The set-up cannot go on; the text says what to type."""


def say(text: str) -> None:
    print(text, flush=True)


def progress(text: str) -> None:
    """Show `text` in place of the last progress line; only a person at a terminal sees it."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)
