"""The desk: pages ask it for use cases; it runs them in the lanes and brings the answers back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.ui.lanes import Answer, Lane
from dunning_desktop.usecases.office import Office, Outcome, Touched

T = TypeVar("T")
OpenOffice = Callable[[], Office]
Then = Callable[[T], object]
Failed = Callable[[DunningError], object]


class Desk(QObject):
    """Runs use cases as ``fn(office, *args, **kwargs)``; no widget ever holds the office.

    ``changed`` carries the ``frozenset[Touched]`` of a write, ``trouble`` a ``DunningError`` that
    nobody else took, ``refused`` the one that kept the book from opening.
    """

    opened = Signal()
    refused = Signal(object)
    changed = Signal(object)
    trouble = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self,
        desk_lane: Lane,
        mail_lane: Lane,
        *,
        close_office: Callable[[Office], None] = lambda _office: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk_lane = desk_lane
        self._mail_lane = mail_lane
        self._close_office = close_office
        self._office: Office | None = None
        self._tickets: dict[tuple[int, str], int] = {}
        self._waiting_mail: list[Callable[[], None]] = []
        self._jobs = 0
        self.book = 0
        """Counts the books that were opened: another number is another book, in any thread."""

    # The book

    def open(self, open_office: OpenOffice) -> None:
        """Open a book in the desk lane, in the place of the one that is open."""
        before, self._office = self._office, None
        self.book += 1

        def work() -> Office:
            if before is not None:
                self._close_office(before)
            office = open_office()
            # Jobs already queued behind this one read it; they run on this same lane.
            self._office = office
            return office

        self._submit(self._desk_lane, work, self._on_opened)

    def _on_opened(self, answer: Answer) -> None:
        if isinstance(answer.error, DunningError):
            self.refused.emit(answer.error)
        elif answer.error is not None:
            report(answer.error)
        else:
            waiting, self._waiting_mail = self._waiting_mail, []
            for start in waiting:
                start()
            self.opened.emit()

    def close(self) -> None:
        """End both lanes, then the book."""
        self._mail_lane.close()
        self._desk_lane.close()
        if self._office is not None:
            self._close_office(self._office)
            self._office = None

    @property
    def is_open(self) -> bool:
        """Whether a book is open."""
        return self._office is not None

    @property
    def demo(self) -> bool:
        """Whether the open book is the demo book."""
        return self._office is not None and self._office.demo

    def today(self) -> date:
        """The owner's calendar day, by the book's clock."""
        return self._office.clock.today() if self._office else date.today()  # noqa: DTZ011

    # Asking and doing

    def ask(
        self,
        fn: Callable[..., T],
        *args: object,
        then: Then[T],
        owner: QObject,
        failed: Failed | None = None,
        latest: str = "",
        **kwargs: object,
    ) -> None:
        """Run a reading use case; ``then`` gets its answer while ``owner`` lives.

        Of asks with the same owner and ``latest`` word only the last one is answered.
        """
        current = self._ticket(owner, latest)

        def take(answer: Answer) -> None:
            if current() and isValid(owner):
                self._settle(answer, then, failed)

        def work() -> object:
            # A stale list query is not even run.
            return fn(self._need_office(), *args, **kwargs) if current() else None

        self._submit(self._desk_lane, work, take)

    def do(
        self,
        fn: Callable[..., Outcome[T]],
        *args: object,
        owner: QObject,
        then: Then[T] | None = None,
        failed: Failed | None = None,
        **kwargs: object,
    ) -> None:
        """Run a writing use case in the desk lane; pages that show what it touched reload."""
        self._write(
            self._desk_lane,
            lambda: fn(self._need_office(), *args, **kwargs),
            owner=owner,
            then=then,
            failed=failed,
        )

    def mail(
        self,
        fn: Callable[..., Outcome[T]],
        *args: object,
        owner: QObject,
        then: Then[T] | None = None,
        failed: Failed | None = None,
        **kwargs: object,
    ) -> None:
        """The same in the mail lane, for what talks to a network; it waits until a book is open."""

        def start() -> None:
            self._write(
                self._mail_lane,
                lambda: fn(self._need_office(), *args, **kwargs),
                owner=owner,
                then=then,
                failed=failed,
            )

        if self._office is None:
            self._waiting_mail.append(start)
        else:
            start()

    def _write(
        self,
        lane: Lane,
        work: Callable[[], Outcome[T]],
        *,
        owner: QObject,
        then: Then[T] | None,
        failed: Failed | None,
    ) -> None:
        def take(answer: Answer) -> None:
            outcome = answer.value
            if isinstance(outcome, Outcome):
                answer = Answer(outcome.value)
                if outcome.touched:
                    self.changed.emit(frozenset[Touched](outcome.touched))
            if isValid(owner):
                self._settle(answer, then or _nothing, failed)
            elif answer.error is not None:
                # Whoever asked is gone, but what was to be written was not: say so.
                self._settle(answer, _nothing, None)

        self._submit(lane, work, take)

    def _submit(
        self, lane: Lane, work: Callable[[], object], take: Callable[[Answer], None]
    ) -> None:
        self._count(1)

        def deliver(answer: Answer) -> None:
            self._count(-1)
            if not isinstance(answer.error, _NoBook):
                take(answer)

        lane.submit(work, deliver)

    def _settle(self, answer: Answer, then: Then[T], failed: Failed | None) -> None:
        error = answer.error
        if error is None:
            then(answer.value)  # type: ignore[arg-type]  # the lane hands on what fn returned
        elif isinstance(error, DunningError):
            (failed or self.trouble.emit)(error)
        else:
            report(error)

    def _need_office(self) -> Office:
        if self._office is None:
            raise _NoBook
        return self._office

    def _ticket(self, owner: QObject, latest: str) -> Callable[[], bool]:
        if not latest:
            return lambda: True
        key = (id(owner), latest)
        mine = self._tickets[key] = self._tickets.get(key, 0) + 1
        return lambda: self._tickets[key] == mine

    def _count(self, step: int) -> None:
        before, self._jobs = self._jobs, self._jobs + step
        if bool(before) != bool(self._jobs):
            self.busy_changed.emit(bool(self._jobs))


class _NoBook(Exception):
    """The book did not open; its error page says why, so the asks behind it end quietly."""


def _nothing(_value: object) -> None:
    """For writes whose answer nobody needs."""


def report(error: BaseException) -> None:
    """Hand a bug to the crash reporter, with the traceback it came with."""
    sys.excepthook(type(error), error, error.__traceback__)
