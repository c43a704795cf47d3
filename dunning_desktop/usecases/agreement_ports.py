"""What the use cases need from a book about agreements: promises, time, plans, disputes, papers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from dunning_desktop.domain.acceptance import Acceptance
from dunning_desktop.domain.client import DebtorType
from dunning_desktop.domain.disputes import Dispute
from dunning_desktop.domain.extensions import Extension
from dunning_desktop.domain.instalments import Plan
from dunning_desktop.domain.offers import Offer, OfferState
from dunning_desktop.domain.promises import Promise, Received


class DocumentKind(StrEnum):
    """What a paper in the book is."""

    PROMISE = "promise"
    EXTENSION = "extension"
    PLAN = "plan"
    OFFER = "offer"
    DISPUTE = "dispute"
    TERMS = "terms"
    CLAIM = "claim"
    CONTRACT = "contract"
    ORDER = "order"
    INVOICE = "invoice"
    DELIVERY = "delivery"
    CORRESPONDENCE = "correspondence"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of a client's, and what it belongs to. ``sha256`` is that of its bytes.

    ``without_prejudice`` keeps it out of everything that a court may see.
    """

    client_id: int
    kind: DocumentKind
    name: str
    media_type: str = "application/pdf"
    invoice_id: int | None = None
    promise_id: int | None = None
    extension_id: int | None = None
    plan_id: int | None = None
    dispute_id: int | None = None
    without_prejudice: bool = False
    sha256: str = ""
    added_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class TookTerms:
    """How many clients of a kind there are, and how many of them took the terms."""

    debtor: DebtorType
    clients: int
    took: int


def for_court(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Those that a court may see. Whatever gathers papers for one takes them from here.

    What was said without prejudice is left out, and an offer to settle is always that.
    """
    return tuple(
        one
        for one in documents
        if not one.without_prejudice and one.kind is not DocumentKind.OFFER
    )


class Offers(Protocol):
    """Settlement offers. ``client_ids`` None means all clients."""

    def offers(self, client_ids: Collection[int] | None = None) -> Sequence[Offer]:
        """Every one there was, oldest first."""

    def offer(self, offer_id: int) -> Offer:
        """Raises ``NotFound``."""

    def add_offer(self, offer: Offer, *, at: datetime) -> int: ...

    def decide_offer(self, offer_id: int, decided: OfferState | None) -> None:
        """Keep what became of it; None: nothing yet."""


class Agreements(Protocol):
    """What was agreed with clients. ``client_ids`` None means all of them."""

    def promises(self, client_ids: Collection[int] | None = None) -> Sequence[Promise]:
        """Those that were not taken back, oldest first."""

    def promise(self, promise_id: int) -> Promise:
        """Raises ``NotFound``."""

    def save_promise(self, promise: Promise, *, at: datetime) -> int: ...

    def withdraw_promise(self, promise_id: int, *, withdrawn: bool = True) -> None: ...

    def extensions(self, item_ids: Collection[int]) -> Sequence[Extension]:
        """Those that were not taken back, oldest first."""

    def extensions_of(self, client_id: int | None) -> Sequence[Extension]:
        """Those on a client's items or on all, paid or not, oldest first."""

    def extension(self, extension_id: int) -> Extension:
        """Raises ``NotFound``."""

    def save_extension(self, extension: Extension, *, at: datetime) -> int: ...

    def withdraw_extension(self, extension_id: int, *, withdrawn: bool = True) -> None: ...

    def move_due(self, item_id: int, due: date, *, interest_due: date | None) -> None:
        """Give an item another due day; its original one is never touched.

        ``interest_due``: the last day for payment in law where interest rests meanwhile.
        """

    def invoices_of(self, item_ids: Collection[int]) -> Mapping[int, tuple[int, str]]:
        """Of which invoice each item is, cancelled or not: its id and its number."""

    def owners_of(self, item_ids: Collection[int]) -> Mapping[int, int]:
        """The client of each item."""

    def plans(self, client_ids: Collection[int] | None = None) -> Sequence[Plan]:
        """Every plan with its items and instalments, oldest first."""

    def plan(self, plan_id: int) -> Plan:
        """Raises ``NotFound``."""

    def save_plan(self, plan: Plan, *, at: datetime) -> int:
        """Insert a plan with its items and instalments; its id."""

    def answer_plan(self, plan_id: int, *, accepted_on: date | None, how: str) -> None: ...

    def cancel_plan(self, plan_id: int, *, cancelled_on: date | None) -> None: ...

    def noticed(self, plan_ids: Collection[int]) -> Collection[tuple[int, str]]:
        """Which notices of instalments went out: the instalment's id, and the kind."""

    def note_notice(
        self,
        instalment_id: int,
        kind: str,
        *,
        day: date,
        message_id: int | None,
        document_id: int | None,
    ) -> None:
        """Keep that a notice went out, and what carries it.

        One that went out before is refused by the book.
        """

    def forget_notice(self, instalment_id: int, kind: str) -> None:
        """It did not go out after all."""

    def forget_carried(
        self, message_ids: Collection[int], document_ids: Collection[int]
    ) -> None:
        """Nor did those that these messages and letters were to carry."""

    def disputes(self, client_ids: Collection[int] | None = None) -> Sequence[Dispute]:
        """Every dispute that was not taken back, open or closed, oldest first."""

    def dispute(self, dispute_id: int) -> Dispute:
        """Raises ``NotFound``."""

    def save_dispute(self, dispute: Dispute, *, at: datetime) -> int:
        """Insert (id 0) or update; its id."""

    def withdraw_of_call(self, call_id: int) -> None:
        """Take back the promise and the disputes that a telephone call brought about."""

    def received(
        self, client_ids: Collection[int] | None = None
    ) -> Mapping[int, Sequence[Received]]:
        """The payments of each client by their days, whatever they settle."""

    def settled_on(self, item_ids: Collection[int]) -> Mapping[int, Sequence[Received]]:
        """What payments and credit notes settled of the amount of each item, by their days."""

    def received_on(self, item_ids: Collection[int]) -> Mapping[int, Sequence[Received]]:
        """What payments settled of each item and of what is claimed on it, by their days."""

    def add_document(self, document: Document, content: bytes, *, at: datetime) -> int: ...

    def documents(self, client_id: int) -> Sequence[Document]:
        """The papers of a client, newest first."""

    def content(self, document_id: int) -> bytes:
        """Raises ``NotFound``."""

    def acceptances(self, client_ids: Collection[int] | None = None) -> Sequence[Acceptance]:
        """Who took the terms, those not taken back, newest first."""

    def who_took_terms(self) -> Sequence[TookTerms]:
        """The clients on the business's own terms by what they are, archived ones left out."""

    def acceptance(self, acceptance_id: int) -> Acceptance:
        """Raises ``NotFound``."""

    def save_acceptance(self, acceptance: Acceptance, *, at: datetime) -> int: ...

    def withdraw_acceptance(self, acceptance_id: int, *, withdrawn: bool = True) -> None: ...

    def remove_document(self, document_id: int) -> None:
        """Strike out what was added by mistake, with its letter. Raises ``NotFound``."""
