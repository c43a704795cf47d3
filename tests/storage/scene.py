"""What tests of the book share: looking into the file, and being nobody in particular."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from dunning_desktop.domain.errors import BookError
from dunning_desktop.storage.opening import bring_to_head

_NOBODY = 65534


def refusal(path: Path) -> str:
    """Why the book does not open."""
    with pytest.raises(BookError) as caught:
        bring_to_head(path)
    return str(caught.value.data["reason"])


def listing(folder: Path) -> dict[str, bytes]:
    """Every file of the folder with its bytes."""
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def ask(path: Path, sql: str) -> list[Any]:
    """What the file itself answers, without the program."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


@contextmanager
def as_nobody(*paths: Path) -> Iterator[None]:
    """Do as somebody without the system's rights, to whom the paths belong."""
    if os.geteuid() != 0:
        yield
        return
    for path in paths:
        os.chown(path, _NOBODY, _NOBODY)
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
