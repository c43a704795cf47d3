"""Calls the system's own tools: no shell, no window, a limit on the time, never an exception."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

SECONDS = 20
_LONGEST_DETAIL = 200
# What a shell answers for a program that is missing, and `timeout` for one that hangs.
MISSING = 127
TOO_SLOW = 124


@dataclass(frozen=True, slots=True)
class Answer:
    """How a tool ended and what it wrote."""

    code: int
    out: bytes = b""
    err: bytes = b""

    @property
    def ok(self) -> bool:
        return self.code == 0

    @property
    def detail(self) -> str:
        """The last line it said, shortened: what a person may be told of its failure."""
        said = (self.err.strip() or self.out.strip()).decode(errors="replace").splitlines()
        return said[-1].strip()[:_LONGEST_DETAIL] if said else f"exit code {self.code}"


Run = Callable[[Sequence[str]], Answer]


def run(
    command: Sequence[str], more: Mapping[str, str] | None = None, *, seconds: float = SECONDS
) -> Answer:
    """Run a tool to its end; ``more`` is added to its environment."""
    try:
        done = subprocess.run(
            list(command),
            env={**os.environ, **(more or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            creationflags=_no_window(),
        )
    except subprocess.TimeoutExpired:
        return Answer(TOO_SLOW, err=f"{command[0]}: no answer".encode())
    except (OSError, ValueError) as error:
        return Answer(MISSING, err=f"{command[0]}: {type(error).__name__}".encode())
    return Answer(done.returncode, done.stdout, done.stderr)


def _no_window() -> int:
    """Windows would flash a console for every call of a program that has no console itself."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0
