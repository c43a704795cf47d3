"""Runs of a book until they are killed: `python -m tests.kill.runner BOOK`.

For each line on its standard input it forks one, prints its process id, and when that has ended,
how: `killed` or `done`. Starting afresh would import SQLAlchemy each time.
"""

import os
import signal
import sys
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from dunning_desktop.domain.automation import Automation
from dunning_desktop.domain.letter import ReminderFacts, Words
from dunning_desktop.host import lock
from dunning_desktop.intake.reader import InvoiceReader
from dunning_desktop.mail.drawer import DrawerPostman
from dunning_desktop.storage.store import SqlStore
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.run_rows import StartedBy
from dunning_desktop.usecases.runs import run
from tests.helpers.books import NoKeychain, PlainStationery, StandingClock

TODAY = date(2026, 3, 20)
MANY = Automation(
    on=True,
    drafts_until=TODAY - timedelta(days=1),
    rests=False,
    most_in_a_run=500,
    most_in_a_day=500,
    stale_after=None,
)


class Slow(PlainStationery):
    """A letter takes its time, so that a run can be killed in the middle of one."""

    def letter(self, facts: ReminderFacts, words: Words) -> bytes:
        time.sleep(0.003)
        return super().letter(facts, words)


def office(book: Path) -> Office:
    """The program's own parts, less the network: a message becomes a file in a folder."""
    return Office(
        store=SqlStore(book),
        clock=StandingClock(TODAY),
        stationery=Slow(),
        postman=DrawerPostman(book.parent / "sent"),
        keychain=NoKeychain(),
        files=InvoiceReader(),
        sending_lock=lambda: lock.held(book.with_name(".sending")),
        run_lock=lambda: lock.held(book.with_name(".run")),
    )


def work(book: Path) -> None:
    """One run, as the computer's timer would begin it."""
    run(replace(office(book), undo_time=timedelta()), StartedBy.SYSTEM)


def main() -> None:
    book = Path(sys.argv[1])
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            work(book)
            os._exit(0)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print("killed" if killed else f"done {os.waitstatus_to_exitcode(status)}", flush=True)


if __name__ == "__main__":
    main()
