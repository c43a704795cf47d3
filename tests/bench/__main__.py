"""`python -m tests.bench`: timings, each as a ratio to a floor measured in the same run."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from dunning_desktop.bootstrap import collect_rarely
from tests.bench import evidence, importing, lists, owing, paper, planning, post, start
from tests.bench.figures import Figure, table

Bench = Callable[[Path, float], Iterable[Figure]]
BENCHES: dict[str, Bench] = {
    "start": start.run,
    "lists": lists.run,
    "planning": planning.run,
    "letters": paper.run,
    "evidence": evidence.run,
    "mail": post.run,
    "import": importing.run,
    "owing": owing.run,
}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=list(BENCHES), help="just this one")
    parser.add_argument("--scale", type=float, default=1, help="0.01 for a hundredth of the size")
    options = parser.parse_args(argv)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    collect_rarely()
    figures: list[Figure] = []
    for name in options.only or BENCHES:
        print(f"{name}...", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="dunning-bench-") as folder:
            figures += BENCHES[name](Path(folder), options.scale)
    print(table(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
