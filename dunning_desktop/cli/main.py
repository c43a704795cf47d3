"""Where the command starts: it opens the book, runs one verb, and answers with an exit code."""

from __future__ import annotations

import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from dunning_desktop.cli.arguments import parser
from dunning_desktop.cli.demo import clear, run_demo
from dunning_desktop.cli.interest import interest
from dunning_desktop.cli.words import sentence
from dunning_desktop.domain.errors import BookError, DunningError
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.regimes import known_law

DONE, LOOK, WRONG_USE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Doors:
    """What the bootstrap hands to the command."""

    open_office: Callable[..., Office]
    open_demo: Callable[..., Office]
    close_office: Callable[[Office], None]
    default_book: Callable[[], Path]
    today: Callable[[], date]
    notify: Callable[[str, str], bool] = lambda _title, _text: False


def main(argv: Sequence[str], doors: Doors) -> int:
    """Run one verb. 0 done, 1 something to look at, 2 wrong use; errors are one line on stderr."""
    options = parser().parse_args(argv)
    _write_anything()
    try:
        answer = _run(options, doors)
        sys.stdout.flush()
        return answer
    except DunningError as error:
        return _refuse(sentence(error))
    except BrokenPipeError:
        # Whoever read the list has seen enough; Python would say so once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        return _refuse(f"{error.filename or 'the computer'}: {error.strerror or error}")
    except KeyboardInterrupt:
        return _refuse("stopped")


def _refuse(why: str) -> int:
    print(f"dunning: {' '.join(why.split())}", file=sys.stderr)
    return LOOK


def _write_anything() -> None:
    """A name that the terminal's encoding does not know is shown with a gap, not as an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _run(options: Namespace, doors: Doors) -> int:
    if options.verb == "interest" and options.book is None:
        return interest(known_law(), options, today=options.today or doors.today())
    office = _open(options, doors)
    try:
        if options.verb == "demo":
            return run_demo(office, options.out)
        if options.verb == "interest":
            with office.read() as ledger:
                law = office.law_in(ledger)
            return interest(law, options, today=office.clock.today())
        options.notify = doors.notify
        return int(options.run(office, options))
    finally:
        doors.close_office(office)


def _open(options: Namespace, doors: Doors) -> Office:
    """The office; without a window there is no moment to take a message back."""
    if options.verb == "demo":
        clear(options.out)
        office = doors.open_demo(options.out, today=options.today)
    else:
        book = options.book or doors.default_book()
        if options.verb != "init" and not book.exists():
            # A slip of the pen would else be answered with a new, empty book.
            raise BookError(reason="missing", path=str(book))
        office = doors.open_office(book, today=options.today)
    return replace(office, undo_time=timedelta())
