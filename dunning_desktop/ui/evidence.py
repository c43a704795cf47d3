"""A file from disk that shows something: read in the desk lane, kept in the book."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from dunning_desktop.domain.acceptance import Acceptance
from dunning_desktop.domain.errors import UnreadableFile
from dunning_desktop.usecases.acceptance import Evidence, record_acceptance
from dunning_desktop.usecases.office import Office, Outcome

# A signed page is a few megabytes when it is photographed; the book is copied with each backup.
LARGEST = 20_000_000
UNKNOWN = "application/octet-stream"


def record_with_file(
    office: Office, acceptance: Acceptance, path: Path | None
) -> Outcome[int]:
    """Keep that a client took the terms, with the file that shows it.

    Raises ``UnreadableFile``, and what ``record_acceptance`` raises.
    """
    evidence = None if path is None else evidence_from(path)
    return record_acceptance(office, acceptance, evidence)


def evidence_from(path: Path) -> Evidence:
    """The file's bytes. Raises ``UnreadableFile``."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UnreadableFile(
                name=path.name, reason="too-large", detail=f"{LARGEST // 1_000_000} MB"
            )
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(name=path.name, reason="missing") from error
    except IsADirectoryError as error:
        raise UnreadableFile(name=path.name, reason="not-a-file") from error
    except PermissionError as error:
        raise UnreadableFile(name=path.name, reason="not-permitted") from error
    except OSError as error:
        detail = error.strerror or ""
        raise UnreadableFile(name=path.name, reason="unreadable", detail=detail) from error
    return Evidence(path.name, mimetypes.guess_type(path.name)[0] or UNKNOWN, content)
