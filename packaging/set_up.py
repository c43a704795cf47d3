"""Makes this checkout ready: system libraries, a virtual environment, the locked packages."""

import sys
from dataclasses import dataclass
from pathlib import Path

from python_packages import Environment
from say import Stop
from system_packages import provide

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Kind:
    """What one purpose takes: locks, what the system must offer, what it had better offer."""

    locks: tuple[str, ...]
    needs: tuple[str, ...]
    wishes: tuple[str, ...] = ()
    folder: str = ".venv"


KINDS = {
    "run": Kind(("run",), ("venv", "qt"), ("printing",)),
    # Without a screen no window opens: a missing Qt library stops nobody.
    "demo": Kind(("run",), ("venv",), ("qt",)),
    "test": Kind(("run", "dev"), ("venv", "qt", "tests")),
    "package": Kind(
        ("run", "package"),
        ("venv", "qt", "printing", "tests", "package"),
        folder=".venv-package",
    ),
}


def main(name: str) -> int:
    """Make everything ready for `name`, a key of KINDS; 0 when it is."""
    kind = KINDS[name]
    try:
        provide(kind.needs, wishes=kind.wishes)
        Environment(ROOT, kind.folder).prepare(kind.locks)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
