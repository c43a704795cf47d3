"""What the use cases need from a book about chasing: what was issued, and what runs did."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from dunning_desktop.domain.automation import Automation
from dunning_desktop.domain.blocks import Block
from dunning_desktop.domain.letter import Words
from dunning_desktop.domain.policy import OldDebts, Tone
from dunning_desktop.domain.proposal import Chase, Completed, ItemFacts
from dunning_desktop.usecases.run_rows import Run

CALLED = "called"
PASSED_OVER = "passed-over"


class Chasing(Protocol):
    """What the planner is fed with, and what was issued."""

    def items(self, client_ids: Collection[int] | None = None) -> Sequence[ItemFacts]:
        """Every open due item of live invoices, with its completed levels and settlements."""

    def last_contacts(self, client_ids: Collection[int] | None = None) -> Mapping[int, date]: ...

    def blocks(self, client_ids: Collection[int] | None = None) -> Sequence[Block]: ...

    def save_block(self, block: Block) -> int: ...

    def end_block(self, block_id: int, *, until: date) -> None: ...

    def decide_start(self, item_ids: Collection[int], start: OldDebts | None) -> None:
        """How chasing begins for these items; None: as for all that is old."""

    def add_skip(
        self, item_id: int, skipped: Completed, *, reason: str, author: str
    ) -> int:
        """Pass over a level of an item; the skip's id."""

    def skipped(self, skip_id: int) -> tuple[int, Completed]:
        """The item, and the level of it that was passed over. Raises ``NotFound``."""

    def withdraw_skip(self, skip_id: int) -> None: ...

    def add_reminder(
        self,
        chase: Chase,
        words: Words,
        *,
        run: str,
        issued_on: date,
        language: str,
        at: datetime,
        unattended: bool = False,
    ) -> int:
        """Insert a reminder with its lines; the id. A line issued twice is refused by the book."""

    def settled_late(self, client_ids: Collection[int]) -> Sequence[ItemFacts]:
        """Due items with nothing open that were settled late, or have a charge that is not."""

    def item(self, item_id: int) -> ItemFacts:
        """A due item, whatever is open on it. Raises ``NotFound``."""

    def withdraw(self, reminder_ids: Collection[int]) -> None:
        """Take back reminders: their lines and letters, and charges nothing was paid of."""

    def of_run(self, run: str) -> Sequence[int]:
        """The live reminders of a run."""

    def items_of(self, reminder_id: int) -> frozenset[int]:
        """The due items that a reminder is about."""

    def history(self, item_ids: Collection[int]) -> Sequence[date]:
        """On which days the items were reminded of in writing, oldest first."""

    def of_invoice(self, invoice_id: int) -> Sequence[tuple[date, Tone, str]]:
        """Levels of an invoice: day, tone, and how each was done, oldest first.

        That is a ``Delivery`` code for what was written, ``CALLED`` or ``PASSED_OVER``.
        """


class Runs(Protocol):
    """How the book works by itself, and what its runs did."""

    def automation(self) -> Automation: ...

    def save_automation(self, automation: Automation) -> None: ...

    def open(self, run: Run) -> int:
        """Insert a run that begins; its id."""

    def record(self, run: Run) -> None:
        """Keep how far a run got."""

    def run(self, run_id: int) -> Run:
        """Raises ``NotFound``."""

    def latest(self, limit: int = 30) -> Sequence[Run]:
        """The newest first."""

    def interrupt(self, *, at: datetime) -> int:
        """Mark runs that never ended; how many there were."""

    def ended_on(self, day: date) -> int:
        """How many runs of that day came to their end."""

    def sent_on(self, day: date) -> int:
        """How many reminders runs issued on that day."""

    def sent_since(self, day: date, client_ids: Collection[int]) -> Mapping[int, int]:
        """How many reminders went to each client since that day, whoever sent them."""
