"""Why a file cannot be read: the reason codes of ``UnreadableFile``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from dunning_desktop.domain.errors import UnreadableFile


class Reason(StrEnum):
    """What stands in ``UnreadableFile.data["reason"]``; ``detail`` is said where it exists."""

    MISSING = "missing"
    NOT_PERMITTED = "not-permitted"
    NOT_A_FILE = "not-a-file"
    UNREADABLE = "unreadable"  # detail: what the operating system said
    EMPTY = "empty"
    TOO_LARGE = "too-large"  # detail: the limit that was passed
    BINARY = "binary"
    PDF = "pdf"
    ZIP = "zip"
    HTML = "html"
    XML = "xml"
    PASSWORD = "password"  # noqa: S105 (a reason, not a secret)
    DAMAGED = "damaged"
    ENCODING = "encoding"  # detail: the encoding
    NO_SHEET = "no-sheet"  # detail: the sheet asked for
    NO_TABLE = "no-table"
    NOT_INVOICES = "not-invoices"  # detail: the title that says what it is
    UNMAPPED = "unmapped"  # detail: the fields still missing, separated by commas
    CHANGED = "changed"  # the file is not the one that was previewed


def refusal(path: Path, reason: Reason, detail: str = "") -> UnreadableFile:
    """The error to raise: it names the file, never its folder."""
    return UnreadableFile(name=path.name, reason=str(reason), detail=detail)
