"""Where the command starts: it opens the book, runs one verb, and answers with an exit code."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from dunning_desktop.cli.arguments import parser
from dunning_desktop.cli.demo import run_demo
from dunning_desktop.cli.words import sentence
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.usecases.office import Office

DONE, LOOK, WRONG_USE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Doors:
    """What the bootstrap hands to the command."""

    open_office: Callable[..., Office]
    open_demo: Callable[..., Office]
    close_office: Callable[[Office], None]
    default_book: Callable[[], Path]


def main(argv: Sequence[str], doors: Doors) -> int:
    """Run one verb. 0 done, 1 something to look at, 2 wrong use; errors are one line on stderr."""
    options = parser().parse_args(argv)
    try:
        return _run(options, doors)
    except DunningError as error:
        print(f"dunning: {sentence(error)}", file=sys.stderr)
        return LOOK
    except BrokenPipeError:
        # Whoever read the list has seen enough.
        sys.stderr.close()
        return DONE


def _run(options: Namespace, doors: Doors) -> int:
    office = _open(options, doors)
    try:
        if options.verb == "demo":
            return run_demo(office, options.out)
        return int(options.run(office, options))
    finally:
        doors.close_office(office)


def _open(options: Namespace, doors: Doors) -> Office:
    """The office; without a window there is no moment to take a message back."""
    if options.verb == "demo":
        options.out.mkdir(parents=True, exist_ok=True)
        office = doors.open_demo(options.out, today=options.today)
    else:
        office = doors.open_office(options.book or doors.default_book(), today=options.today)
    return replace(office, undo_time=timedelta())
