"""The book as the use cases see it: a store of transactions, each a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.client import Business
from dunning_desktop.domain.policy import DunningPolicy
from dunning_desktop.storage import tables
from dunning_desktop.storage.agreements import SqlAgreements
from dunning_desktop.storage.calls import SqlCalls
from dunning_desktop.storage.cases import SqlCases
from dunning_desktop.storage.charges import SqlCharges
from dunning_desktop.storage.chasing import SqlChasing
from dunning_desktop.storage.client_lists import SqlClientLists
from dunning_desktop.storage.diary import SqlDiary
from dunning_desktop.storage.engine import open_engine
from dunning_desktop.storage.imports import SqlImports
from dunning_desktop.storage.inboxes import SqlInboxes
from dunning_desktop.storage.letter_texts import SqlOwnTexts
from dunning_desktop.storage.lists import SqlInvoiceLists
from dunning_desktop.storage.offers import SqlOffers
from dunning_desktop.storage.parties import SqlParties
from dunning_desktop.storage.payments import SqlPayments
from dunning_desktop.storage.post import SqlPost
from dunning_desktop.storage.rates import SqlRates
from dunning_desktop.storage.receivables import SqlInvoices
from dunning_desktop.storage.runs import SqlRuns
from dunning_desktop.storage.statements import add
from dunning_desktop.storage.today import SqlFigures
from dunning_desktop.storage.unit_of_work import transaction


class SqlLists(SqlInvoiceLists, SqlClientLists):
    """``usecases.ledger.Lists`` on SQL."""


class SqlReceivables(SqlInvoices, SqlPayments):
    """``usecases.ledger.Receivables`` on SQL."""


class SqlLedger:
    """``usecases.ledger.Ledger``: one connection inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.parties = SqlParties(connection)
        self.texts = SqlOwnTexts(connection)
        self.receivables = SqlReceivables(connection)
        self.chasing = SqlChasing(connection)
        self.calls = SqlCalls(connection)
        self.charges = SqlCharges(connection)
        self.rates = SqlRates(connection)
        self.post = SqlPost(connection)
        self.inboxes = SqlInboxes(connection)
        self.lists = SqlLists(connection)
        self.figures = SqlFigures(connection)
        self.runs = SqlRuns(connection)
        self.agreements = SqlAgreements(connection)
        self.offers = SqlOffers(connection)
        self.cases = SqlCases(connection)
        self.imports = SqlImports(connection)
        self.diary = SqlDiary(connection)

    def found(self, at: datetime, policies: Sequence[DunningPolicy]) -> None:
        """The first rows of a new book: its birth, its policies, an empty business on the first."""
        add(self._connection, tables.book, {"created_at": at})
        first, *_others = [self.parties.save_policy(one) for one in policies]
        self.parties.save_business(Business(policy_id=first))
        self.diary.note(AuditCode.BOOK_CREATED, at=at)


class SqlStore:
    """``usecases.ledger.Store`` on one SQLite file that is at the newest revision."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = open_engine(path)

    @contextmanager
    def read(self) -> Iterator[SqlLedger]:
        """One snapshot of the book."""
        with transaction(self._engine, writes=False) as connection:
            yield SqlLedger(connection)

    @contextmanager
    def write(self) -> Iterator[SqlLedger]:
        """One transaction: all or nothing."""
        with transaction(self._engine, writes=True) as connection:
            yield SqlLedger(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()
