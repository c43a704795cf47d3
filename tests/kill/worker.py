"""Workers that deliver from a book until they are killed: `python -m tests.kill.worker BOOK CA`.

For each line on its standard input it forks one, prints the worker's process id, and when that
has ended, how: `killed` or `done`. Starting afresh would import SQLAlchemy each time.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any, cast

from dunning_desktop.host import lock
from dunning_desktop.host.clock import SystemClock
from dunning_desktop.mail import tls
from dunning_desktop.mail.smtp.postman import SmtpPostman
from dunning_desktop.storage.opening import bring_to_head
from dunning_desktop.storage.store import SqlStore
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.office import Office
from tests.kill import PASSWORD


class Known:
    """A keychain that knows the one password there is."""

    name = "Known"

    def get(self, key: str) -> str | None:
        return PASSWORD

    def set(self, key: str, password: str) -> bool:
        return True

    def delete(self, key: str) -> None: ...


def office(book: Path, ca: Path) -> Office:
    """The program's own parts, less those that a delivery does not touch."""

    def trusting() -> Any:  # noqa: ANN401 - truststore's context is none of ssl's
        context = tls.system_context()
        context.load_verify_locations(ca)
        return context

    bring_to_head(book)
    absent = cast("Any", None)
    return Office(
        store=SqlStore(book),
        clock=SystemClock(),
        stationery=absent,
        postman=SmtpPostman(make_context=trusting),
        keychain=Known(),
        files=absent,
        sending_lock=lambda: lock.held(book.with_name(f".{book.name}.sending")),
    )


def work(book: Path, ca: Path) -> None:
    """One worker: one pass over the outbox, on connections of its own."""
    deliver(office(book, ca))


def main() -> None:
    book, ca = Path(sys.argv[1]), Path(sys.argv[2])
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            work(book, ca)
            os._exit(0)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print("killed" if killed else f"done {os.waitstatus_to_exitcode(status)}", flush=True)


if __name__ == "__main__":
    main()
