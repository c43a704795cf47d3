"""What the use cases need of a book for the figures of Today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.today_rows import (
    OpenByDay,
    SettledByDay,
    StuckMessage,
    WaitingLetter,
)


class Figures(Protocol):
    """What Today counts and adds up, whatever the size of the book."""

    def open_by_day(self) -> Sequence[OpenByDay]:
        """What is open by currency and due day."""

    def settled_by_day(self, *, after: date) -> Sequence[SettledByDay]:
        """What was settled in full, the last of it after that day, by its days."""

    def latest_payment(self, *, upto: date) -> date | None:
        """The latest day on which money was received, of those up to a day."""

    def latest_import(self) -> date | None:
        """The day of the latest import that was not taken back."""

    def stuck(self) -> Sequence[StuckMessage]:
        """Failed, uncertain and handed-over e-mails no letter made up for, newest first."""

    def queued(self) -> Mapping[int | None, int]:
        """How many e-mails wait in the outbox, by their account; None: those without one."""

    def letters(self) -> Sequence[WaitingLetter]:
        """Letters that are to be printed or posted, oldest first."""

    def paid_late(self, *, after: date, limit: int) -> Sequence[ItemFacts]:
        """The latest items that confirmed clients paid late, on which nothing was claimed."""
