"""A second hand that writes into the book, in order, while the first one talks to a server.

Measured with messages of 40 kB on one connection: each takes a server 2.5 ms, and three commits
take 2.6 ms more. Written while the server works, they cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office

T = TypeVar("T")


class Scribe:
    """Each ``write`` is one transaction, begun when those before it have ended.

    What a write raises comes out of its future; leaving the block waits for all of them.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._hand = ThreadPoolExecutor(max_workers=1, thread_name_prefix="scribe")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._hand.shutdown(wait=True)

    def write(self, work: Callable[[Ledger], T]) -> Future[T]:
        """Let it be written; the future has what it returned."""
        return self._hand.submit(self._write, work)

    def _write(self, work: Callable[[Ledger], T]) -> T:
        with self._office.write() as ledger:
            return work(ledger)
