"""The office: everything the use cases work with, and what each of them answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from dunning_desktop.domain.dunning import IsWorking
from dunning_desktop.domain.regime import LawBook
from dunning_desktop.usecases.ledger import Ledger, Store
from dunning_desktop.usecases.mail_ports import Postbox, Postman
from dunning_desktop.usecases.ports import Clock, InvoiceFiles, Keychain, Stationery

Value = TypeVar("Value")

# How long a sent message waits in the outbox, to be taken back.
UNDO_TIME = timedelta(seconds=10)


class Touched(StrEnum):
    """Which part of the book an operation changed: the pages that show it reload."""

    BUSINESS = "business"
    CLIENTS = "clients"
    INVOICES = "invoices"
    PAYMENTS = "payments"
    REMINDERS = "reminders"
    OUTBOX = "outbox"
    LETTERS = "letters"
    CASES = "cases"
    ACCOUNTS = "accounts"
    CHARGES = "charges"
    RATES = "rates"
    RUNS = "runs"
    AGREEMENTS = "agreements"


EVERYTHING = frozenset(Touched)


@contextmanager
def nobody_else() -> Iterator[bool]:
    """A lock for where there is one copy of the program only."""
    yield True


def every_day(_jurisdiction: str, _day: date) -> bool:
    """A calendar without days of rest."""
    return True


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Value]):
    """What an operation answered, and which parts of the book it touched."""

    value: Value
    touched: frozenset[Touched] = frozenset()


@dataclass(frozen=True, slots=True)
class Office:
    """One open book with all that is needed to work on it.

    ``sending_lock`` yields True for the one copy of the program that may send from this book,
    ``run_lock`` for the one that may work by itself.
    ``postbox`` is None where no inbox may be read. ``demo`` books send nothing anywhere. ``law`` is
    what the program came with; the owner's own rates are in the book (see ``law_in``). ``user`` is
    who works here, for the history, ``is_working`` says whether people work somewhere on a day.
    """

    store: Store
    clock: Clock
    stationery: Stationery
    postman: Postman
    keychain: Keychain
    files: InvoiceFiles
    sending_lock: Callable[[], AbstractContextManager[bool]]
    law: LawBook = field(default_factory=LawBook, repr=False)
    user: str = ""
    is_working: IsWorking = every_day
    run_lock: Callable[[], AbstractContextManager[bool]] = nobody_else
    undo_time: timedelta = UNDO_TIME
    postbox: Postbox | None = None
    demo: bool = False

    def law_in(self, ledger: Ledger) -> LawBook:
        """The law with the rates that the owner of this book added."""
        return self.law.with_rates(ledger.rates.rates())

    def read(self) -> AbstractContextManager[Ledger]:
        """One snapshot of the book; nothing can be written."""
        return self.store.read()

    def write(self) -> AbstractContextManager[Ledger]:
        """One transaction on the book: all or nothing."""
        return self.store.write()
