"""Where the programs lie that came with this one, and which of them does the daily run."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

_SUFFIX = ".exe" if sys.platform == "win32" else ""


def is_frozen() -> bool:
    """Whether this is a packaged program, with no Python of its own to start."""
    return bool(getattr(sys, "frozen", False))


def beside(name: str) -> Path | None:
    """The program of that name that was installed with this one, by an absolute path.

    None where there is none: a checkout that was never installed has no programs.
    """
    # A virtual environment's Python is a link; what lies beside its goal is not ours.
    folders = [Path(sys.executable).parent]
    if not is_frozen():
        folders += [Path(sys.argv[0]).absolute().parent, Path(sysconfig.get_path("scripts"))]
    found = (folder / f"{name}{_SUFFIX}" for folder in folders)
    return next((one.absolute() for one in found if one.is_file()), None)


def daily_run(book: Path) -> tuple[str, ...]:
    """What the computer has to start for the daily run of a book, by absolute paths.

    On Windows it is the window's program: the command would flash a console every morning.
    """
    quiet = sys.platform == "win32"
    program = beside("dunning-desktop" if quiet else "dunning")
    if program is not None and not quiet:
        return (str(program), "run", "--scheduled", "--book", str(book))
    if program is None and is_frozen():
        program = Path(sys.executable)
    start = (str(program),) if program else (sys.executable, "-m", "dunning_desktop")
    return (*start, "--run", "--book", str(book))
