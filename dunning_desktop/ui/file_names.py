"""Names of files that people recognise and every system takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

LONGEST = 60
# Windows opens a device, not a file, under these.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def safe_name(text: str, *, otherwise: str = "Client") -> str:
    """The text in ASCII letters, figures and hyphens; ``otherwise`` where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    joined = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    name = joined or otherwise
    return f"{name}-" if _RESERVED.fullmatch(name) else name


def with_ending(chosen: str, ending: str) -> Path:
    """What a save dialog answered, with the ending that its owner may have left out."""
    return Path(chosen if chosen.lower().endswith(ending) else f"{chosen}{ending}")


def free_name(wanted: str, taken: Collection[str]) -> str:
    """The name, with a number behind it where it is taken; ``taken`` is in lower case."""
    if wanted.lower() not in taken:
        return wanted
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in numbered if one.lower() not in taken)
