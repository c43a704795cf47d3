"""Finds a file of resources/ in a checkout, in an installed wheel and in a frozen app."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


class ResourceMissing(FileNotFoundError):
    """A file that belongs to the program is not there: the installation is damaged."""

    def __init__(self, wanted: str) -> None:
        super().__init__(f"the program's own file {wanted!r} is missing: install it again")
        self.wanted = wanted


@cache
def root() -> Path:
    """The folder of resources: ``_resources`` in a wheel or a frozen app, else the checkout's."""
    for folder in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        if folder.is_dir():
            return folder
    raise ResourceMissing("resources")


def path(*parts: str) -> Path:
    """The file or folder of that name. Raises ``ResourceMissing`` where there is none."""
    found = root().joinpath(*parts)
    if not found.exists():
        raise ResourceMissing("/".join(parts))
    return found


def exists(*parts: str) -> bool:
    """Whether there is a file or folder of that name."""
    return root().joinpath(*parts).exists()


def read_text(*parts: str) -> str:
    """The file's text, which is always UTF-8."""
    return path(*parts).read_text(encoding="utf-8")


def read_bytes(*parts: str) -> bytes:
    """The file's bytes."""
    return path(*parts).read_bytes()
