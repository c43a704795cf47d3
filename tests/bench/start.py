"""From the start of the process to the first paint, and to Today of a large book."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.big import big_book
from tests.bench.figures import Figure
from tests.helpers.samples import ROOT

ROUNDS = 7


def _start(kind: str, home: Path, *book: Path) -> dict[str, float]:
    """One start: what was seen, after how many seconds."""
    surroundings = os.environ | {
        "DUNNING_HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        # Compiled once and kept, as in an installed program; the first round is not counted.
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
    }
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.window", kind, str(began), *map(str, book)],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    seen: dict[str, float] = {}
    for line in done.stdout.splitlines():
        word, _, seconds = line.partition(" ")
        seen.setdefault(word, float(seconds))
    return seen


def run(folder: Path, scale: float) -> Iterator[Figure]:
    count = int(100_000 * scale)
    book = big_book(folder / "book.dunning", count)
    rounds = ROUNDS if scale == 1 else 1
    _start("bare", folder)
    _start("ours", folder, book)
    pairs = [(_start("bare", folder), _start("ours", folder, book)) for _ in range(rounds)]
    floor = statistics.median(bare["paint"] for bare, _ in pairs)
    names = {
        "paint": "first paint",
        "figures": f"figures of {count:,} invoices",
        "list": f"work list of {count:,} invoices",
    }
    for word, name in names.items():
        ours = statistics.median(mine[word] for _, mine in pairs)
        yield Figure(f"start, {name}", ours, floor, "bare PySide6 window, first paint")
