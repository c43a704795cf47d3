"""What the use cases need from a book: one group of calls for each part of it.

Every call runs inside the transaction of ``Store.read`` or ``Store.write``; none commits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.charges import Charge
from dunning_desktop.domain.client import Business, Client
from dunning_desktop.domain.invoice import CreditNote, Invoice
from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import OpenItem, Payment, Share
from dunning_desktop.domain.policy import DunningPolicy
from dunning_desktop.domain.rates import ReferenceRate
from dunning_desktop.usecases.agreement_ports import Agreements, Offers
from dunning_desktop.usecases.call_rows import Calls
from dunning_desktop.usecases.case_ports import Cases
from dunning_desktop.usecases.chasing import Chasing, Runs
from dunning_desktop.usecases.figure_ports import Figures
from dunning_desktop.usecases.inbox_ports import Inboxes
from dunning_desktop.usecases.post import Post
from dunning_desktop.usecases.rows import (
    AgeingRow,
    BatchRow,
    ClientRow,
    Event,
    InvoiceRow,
    ListQuery,
    Page,
    PaymentRow,
    Totals,
)
from dunning_desktop.usecases.text_ports import OwnTexts


class Parties(Protocol):
    """The business, its clients and its policies."""

    def business(self) -> Business: ...

    def save_business(self, business: Business) -> None: ...

    def client(self, client_id: int) -> Client:
        """Raises ``NotFound``."""

    def clients(self, client_ids: Collection[int]) -> Mapping[int, Client]: ...

    def save_client(self, client: Client, *, batch_id: int | None = None) -> int:
        """Insert (id 0) or update, contacts included; the id."""

    def find_clients(self, names: Collection[str]) -> Mapping[str, int]:
        """Ids of clients by case-folded name."""

    def add_clients(self, clients: Sequence[Client], *, batch_id: int) -> Sequence[int]:
        """Insert clients in bulk; their ids in the same order."""

    def unused(self, client_ids: Collection[int]) -> Sequence[int]:
        """Those without an invoice, credit note, payment, reminder or history of their own."""

    def delete_client(self, client_id: int) -> None:
        """Only for taking back an import: a client with history is archived instead."""

    def flag_address(self, client_id: int, email: str, reply: str) -> None: ...

    def policies(self) -> Mapping[int, DunningPolicy]: ...

    def save_policy(self, policy: DunningPolicy) -> int:
        """Insert a new policy or version; the id."""

    def mark_policy(self, policy_id: int, *, takes_over: bool, retired: bool) -> None:
        """Whether items under way on older versions follow this one; whether it is still offered.

        Raises ``NotFound``.
        """

    def hand_on_policy(self, old: Collection[int], new: int) -> None:
        """Whoever had one of those ladders has this one from now on."""

    def let_go_unattended(
        self, policy_ids: Collection[int], day: int, *, unattended: bool
    ) -> None:
        """Whether the level of that day may go out in a run nobody watches."""

    def under_way(self, policy_ids: Collection[int]) -> int:
        """How many open items were reminded by one of these versions."""

    def tag_ladders(self) -> Mapping[str, int]:
        """The tags that bring a ladder to their clients, by name."""

    def save_tag_ladder(self, name: str, policy_id: int | None) -> None:
        """Let a tag bring a ladder; None: no longer."""

    def known_tags(self) -> Collection[str]:
        """Every tag that a client has."""

    def tagged(self) -> Mapping[str, int]:
        """How many clients have each tag, as it is spelled there."""

    def own_ladders(self) -> Mapping[int, tuple[int, int]]:
        """How many clients and how many invoices have each ladder as their own."""


class Receivables(Protocol):
    """Invoices, credit notes, payments and what settles what."""

    def invoice(self, invoice_id: int) -> Invoice:
        """Raises ``NotFound``."""

    def invoices(self, invoice_ids: Collection[int]) -> Mapping[int, Invoice]: ...

    def save_invoice(self, invoice: Invoice, *, batch_id: int | None = None) -> int:
        """Insert (id 0) or update with its due items. Raises ``DuplicateNumber``."""

    def add_invoices(self, invoices: Sequence[Invoice], *, batch_id: int) -> Sequence[int]:
        """Insert invoices in bulk; their ids in the same order."""

    def items_of(self, invoice_ids: Collection[int]) -> Mapping[int, int]:
        """The first due item of each invoice."""

    def find_invoices(self, client_ids: Collection[int]) -> Mapping[tuple[int, str], int]:
        """Ids of invoices by (client, case-folded number)."""

    def delete_invoice(self, invoice_id: int) -> None:
        """Only for taking back an import."""

    def set_cancelled(self, invoice_id: int, *, cancelled: bool) -> None: ...

    def set_late(self, invoice_id: int, late: LateTerms | None) -> None:
        """Give an invoice late-payment terms of its own; None: its client's."""

    def in_use(self, invoice_ids: Collection[int], *, besides_batch: int) -> Sequence[int]:
        """Those that were reminded of, charged, held, or settled by anything but that batch."""

    def edited(self, invoice_ids: Collection[int]) -> Sequence[int]:
        """Those the owner wrote, or agreed something about; late terms and discounts aside."""

    def told_of(self, invoice_ids: Collection[int]) -> Sequence[int]:
        """Those about which anything stands in the diary."""

    def discounts_granted(self, invoice_ids: Collection[int]) -> Mapping[int, Money]:
        """What was credited on them for paying early, where anything was."""

    def save_credit_note(self, note: CreditNote, *, batch_id: int | None = None) -> int: ...

    def find_credit_notes(self, client_ids: Collection[int]) -> Mapping[tuple[int, str], int]: ...

    def save_payment(self, payment: Payment, *, batch_id: int | None = None) -> int: ...

    def add_settled(
        self, payments: Sequence[tuple[Payment, Sequence[Share]]], *, batch_id: int
    ) -> None:
        """Insert payments with what they settle, in bulk."""

    def delete_credit_note(self, note_id: int) -> None:
        """Only for taking back an import."""

    def payment(self, payment_id: int) -> Payment:
        """Raises ``NotFound``."""

    def delete_payment(self, payment_id: int) -> None:
        """Take back a payment with its allocations."""

    def allocate(
        self,
        shares: Iterable[Share],
        *,
        day: date,
        payment_id: int | None = None,
        credit_note_id: int | None = None,
    ) -> None: ...

    def open_items(self, client_id: int) -> Sequence[OpenItem]:
        """Due items of live invoices with something still open, oldest first."""

    def open_of(self, invoice_ids: Collection[int]) -> Mapping[int, Money]:
        """What is still open of each invoice, whole invoices."""

    def credit(self, client_ids: Collection[int] | None = None) -> Mapping[int, tuple[Money, ...]]:
        """Unallocated payments and credit notes by client, only where there are any."""

    def payments(self, client_id: int) -> Sequence[PaymentRow]: ...

    def settled_by(self, payment_id: int) -> Mapping[int, Money]:
        """What a payment settled of each invoice, oldest first; charges are not counted."""

    def settlements(self, invoice_id: int) -> Sequence[tuple[date, Money, str]]:
        """What settled an invoice: day, amount, and the payment's method or ``credit-note``."""


class Charges(Protocol):
    """The charges ledger."""

    def of(self, item_ids: Collection[int]) -> Sequence[Charge]:
        """The charges of due items with what was paid of them, oldest first."""

    def charge(self, charge_id: int) -> Charge:
        """Raises ``NotFound``."""

    def add(self, charge: Charge, *, at: datetime) -> int:
        """Enter a charge; its id."""

    def decide(self, charge: Charge, *, at: datetime) -> None:
        """Keep a charge's state with its reason and author."""

    def reduce(self, charge_id: int, amount: Money) -> None:
        """Let a charge be for no more than this: the rest stands in one of its own."""

    def remove(self, charge_id: int) -> None:
        """Strike out what the owner entered by mistake; nothing was paid of it."""

    def settle(self, charge_id: int, amount: Money, *, day: date, payment_id: int) -> None:
        """Let a payment settle part of a charge."""


class Rates(Protocol):
    """The reference rates that the owner added."""

    def rates(self) -> Sequence[tuple[str, ReferenceRate]]:
        """Each with the code of its table."""

    def save(self, table: str, rate: ReferenceRate, *, at: datetime) -> None:
        """Add a rate; one for a half-year that the owner gave before is replaced."""

    def remove(self, table: str, half_year: date) -> None:
        """Go back to the program's own. Raises ``NotFound``."""


class Lists(Protocol):
    """Long lists, page by page."""

    def invoices(self, query: ListQuery, *, today: date) -> Page[InvoiceRow]: ...

    def invoice_totals(self, query: ListQuery, *, today: date) -> Totals: ...

    def clients(self, query: ListQuery, *, today: date) -> Page[ClientRow]: ...

    def client_totals(self, query: ListQuery, *, today: date) -> Totals: ...

    def overdue(self, query: ListQuery, *, today: date) -> Page[InvoiceRow]:
        """Late due items; ``id`` is the due item's."""

    def overdue_totals(self, query: ListQuery, *, today: date) -> Totals: ...

    def ageing(self, *, today: date) -> Sequence[AgeingRow]: ...


@dataclass(frozen=True, slots=True)
class Before:
    """What a row was before an import changed it, so that it can be put back."""

    kind: str
    id: int
    data: Mapping[str, object]


class Imports(Protocol):
    """Imports as batches that can be taken back."""

    def open_batch(self, *, profile: str, file_name: str, digest: str, at: datetime) -> int: ...

    def close_batch(
        self, batch_id: int, *, summary: Mapping[str, int], before: Sequence[Before]
    ) -> None: ...

    def batch(self, batch_id: int) -> BatchRow:
        """Raises ``NotFound``."""

    def batches(self) -> Sequence[BatchRow]: ...

    def before(self, batch_id: int) -> Sequence[Before]: ...

    def made_by(self, batch_id: int) -> Mapping[str, Sequence[int]]:
        """Ids the batch made, by kind: client, invoice, credit_note, payment."""

    def open_from(self, source: str) -> Mapping[int, str]:
        """Numbers of the open invoices that came from a source, by id."""

    def credit_left(self, note_ids: Collection[int]) -> Mapping[int, Money]:
        """What is left of credit notes, by id."""

    def mark_undone(self, batch_id: int, at: datetime) -> None: ...


class Diary(Protocol):
    """The book's history; it can only be added to."""

    def note(
        self,
        code: AuditCode,
        *,
        at: datetime,
        client_id: int | None = None,
        invoice_id: int | None = None,
        **data: object,
    ) -> None: ...

    def events(self, client_id: int, *, limit: int = 100) -> Sequence[Event]: ...


class Ledger(Protocol):
    """A book inside one transaction."""

    @property
    def parties(self) -> Parties: ...

    @property
    def receivables(self) -> Receivables: ...

    @property
    def chasing(self) -> Chasing: ...

    @property
    def calls(self) -> Calls: ...

    @property
    def charges(self) -> Charges: ...

    @property
    def rates(self) -> Rates: ...

    @property
    def post(self) -> Post: ...

    @property
    def inboxes(self) -> Inboxes: ...

    @property
    def lists(self) -> Lists: ...

    @property
    def figures(self) -> Figures: ...

    @property
    def runs(self) -> Runs: ...

    @property
    def agreements(self) -> Agreements: ...

    @property
    def offers(self) -> Offers: ...

    @property
    def cases(self) -> Cases: ...

    @property
    def texts(self) -> OwnTexts: ...

    @property
    def imports(self) -> Imports: ...

    @property
    def diary(self) -> Diary: ...


class Store(Protocol):
    """A book on disk."""

    def read(self) -> AbstractContextManager[Ledger]:
        """One snapshot; nothing can be written."""

    def write(self) -> AbstractContextManager[Ledger]:
        """One transaction: all or nothing."""
