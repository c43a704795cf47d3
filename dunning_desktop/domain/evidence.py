"""The file that goes to an agency, a solicitor or a court: what happened, and what shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from dunning_desktop.domain.calls import CallOutcome
from dunning_desktop.domain.client import Business, Client
from dunning_desktop.domain.owed import Owed, OwedItem, owed_of
from dunning_desktop.domain.posting import PostClass
from dunning_desktop.domain.statement import StatementFacts


class ExhibitKind(StrEnum):
    """What an exhibit is; in the file they stand in this order."""

    CONTRACT = "contract"
    ORDER = "order"
    TERMS = "terms"
    INVOICE = "invoice"
    DELIVERY = "delivery"
    REMINDER = "reminder"
    AGREEMENT = "agreement"
    DISPUTE = "dispute"
    CLAIM = "claim"
    CORRESPONDENCE = "correspondence"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sending:
    """How something went to the client, as far as the book knows.

    ``recipient`` is an e-mail address, empty for the post. ``reply`` is what the mail server said
    when it took the message; ``uncertain`` where the connection broke before it could.
    """

    at: datetime
    recipient: str = ""
    reply: str = ""
    uncertain: bool = False
    post_class: PostClass | None = None
    tracking: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A paper of the file as it is, to the byte; ``sha256`` is that of ``content``.

    ``key`` names it in the book. ``day`` is the day it is of, as far as that is known; ``invoice``
    the number of the one invoice it belongs to. ``title`` is the subject of what was sent, else
    the name of the file.
    """

    key: str
    kind: ExhibitKind
    title: str
    name: str
    media_type: str
    sha256: str
    content: bytes = field(repr=False)
    day: date | None = None
    invoice: str = ""
    sending: Sending | None = None
    number: int = 0


class Happened(StrEnum):
    """What a line of the chronology tells of."""

    INVOICED = "invoiced"
    FELL_DUE = "fell-due"
    TERMS = "terms"
    MORE_TIME = "more-time"
    EMAILED = "emailed"
    UNCERTAIN = "emailed-uncertain"
    POSTED = "posted"
    POSTED_BY = "posted-by"
    PAID = "paid"
    CREDITED = "credited"
    SPOKEN = "spoken"
    TRIED = "tried"
    PROMISED = "promised"
    PROMISE_BROKEN = "promise-broken"
    PLAN = "plan"
    PLAN_AGREED = "plan-agreed"
    PLAN_ENDED = "plan-ended"
    DISPUTED = "disputed"
    DISPUTE_ENDED = "dispute-ended"
    BREATHING = "breathing"
    OPENED = "opened"
    CLAIMED = "claimed"
    CLAIM_POSTED = "claim-posted"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the chronology: what happened, its values, and the exhibit that shows it."""

    day: date
    what: Happened
    data: Mapping[str, object] = field(default_factory=dict)
    exhibit: int = 0


@dataclass(frozen=True, slots=True)
class Contacted:
    """A line of the contact log: a telephone call, made or tried."""

    at: datetime
    outcome: CallOutcome
    person: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """Everything an evidence file is made from.

    ``items`` have what is owed on top of each on ``today``; ``exhibits`` are numbered from 1 in
    their order. ``left_out`` is how many papers the owner left out; what was said without prejudice
    is not even counted.
    """

    case_id: int
    today: date
    opened_on: date
    business: Business
    client: Client
    items: tuple[OwedItem, ...]
    statement: StatementFacts
    events: tuple[Event, ...] = ()
    calls: tuple[Contacted, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    left_out: int = 0
    specimen: bool = False

    @property
    def owed(self) -> Owed:
        """What is owed in all, in the currency of the case."""
        return owed_of(self.items, self.items[0].item.open.currency)
