"""Promises to pay: made, taken back, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.promises import Kept, Promise, PromiseStanding
from dunning_desktop.domain.promises import kept_rate as rate_of
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.agreed import promise_standings
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.paper_issue import (
    IssuedPaper,
    record_paper,
    render_paper,
    strike_paper,
)
from dunning_desktop.usecases.papers import promise_paper, way_to

TOUCHED = frozenset(
    {Touched.AGREEMENTS, Touched.CLIENTS, Touched.INVOICES, Touched.REMINDERS, Touched.OUTBOX}
)


@dataclass(frozen=True, slots=True)
class PromiseMade:
    """What was saved: both take it back. ``paper`` is the confirmation, where one was sent."""

    promise_id: int
    paper: IssuedPaper | None = None


@dataclass(frozen=True, slots=True)
class PromiseView:
    """What a promise of a client can be about: what is open, the oldest first."""

    client: Client
    today: date
    items: tuple[ItemFacts, ...]
    kept: Kept
    confirms: Channel | None = None

    def open(self, item_id: int | None, currency: str) -> Money:
        """What is open of an item, or of everything in a currency."""
        about = [one for one in self.items if item_id in {None, one.item_id}]
        minor = sum(one.open.minor for one in about if one.open.currency == currency)
        return Money(minor, currency)


def promise_view(office: Office, client_id: int) -> PromiseView:
    """A client before it promises something. Raises ``NotFound``."""
    today = office.clock.today()
    with office.read() as ledger:
        client = ledger.parties.client(client_id)
        items = sorted(ledger.chasing.items([client_id]), key=lambda one: (one.due, one.item_id))
        states = [one.state for one in promise_standings(ledger, today, [client_id])]
        return PromiseView(
            client=client,
            today=today,
            items=tuple(items),
            kept=rate_of(states),
            confirms=way_to(ledger, client),
        )


def make_promise(
    office: Office, wanted: Promise, *, confirm: bool = False
) -> Outcome[PromiseMade]:
    """Keep a promise from today on; ``confirm`` says it again, by e-mail or in a letter to post.

    Raises ``InvalidField`` (``amount``: ``nothing-owed``), and what ``issue_paper`` does.
    """
    wanted = replace(wanted, author=office.user)
    made = None
    if confirm:
        paper = promise_paper(office, wanted)
        made = render_paper(office, paper.facts, paper.words, channel=paper.channel)
    with office.write() as ledger:
        _check(ledger, wanted)
        promise_id = note_promise(ledger, office, wanted)
        if made is None:
            return Outcome(PromiseMade(promise_id), TOUCHED)
        saved = replace(made.facts, promise=replace(wanted, id=promise_id))
        sent = record_paper(ledger, office, replace(made, facts=saved))
    return Outcome(PromiseMade(promise_id, sent), TOUCHED)


def _check(ledger: Ledger, wanted: Promise) -> None:
    """Something is open of what it is about, in its currency."""
    about = [
        one
        for one in ledger.chasing.items([wanted.client_id])
        if wanted.item_id in {None, one.item_id} and one.open.currency == wanted.amount.currency
    ]
    if not any(one.open.minor > 0 for one in about):
        raise InvalidField(field="amount", reason="nothing-owed")


def note_promise(ledger: Ledger, office: Office, promise: Promise) -> int:
    """Save a promise inside a transaction that is open; its id.

    One that was made in a call stands in the diary with that call.
    """
    ledger.parties.client(promise.client_id)
    promise_id = ledger.agreements.save_promise(promise, at=office.clock.now())
    if promise.call_id is None:
        _tell(ledger, office, AuditCode.PROMISE_MADE, replace(promise, id=promise_id))
    return promise_id


def take_back_promise(
    office: Office, promise_id: int, *, paper: IssuedPaper | None = None
) -> Outcome[None]:
    """Let a promise be none, whether it was a mistake or is no longer waited for.

    With its ``paper`` the confirmation goes too. Raises ``CannotUndo`` once that has left.
    """
    with office.write() as ledger:
        promise = ledger.agreements.promise(promise_id)
        if paper is not None:
            strike_paper(ledger, office, paper)
        ledger.agreements.withdraw_promise(promise_id)
        _tell(ledger, office, AuditCode.PROMISE_TAKEN_BACK, promise)
    return Outcome(None, TOUCHED)


def promise_again(office: Office, promise_id: int) -> Outcome[None]:
    """Bring back a promise that was taken back, just as it was."""
    with office.write() as ledger:
        promise = ledger.agreements.promise(promise_id)
        ledger.agreements.withdraw_promise(promise_id, withdrawn=False)
        _tell(ledger, office, AuditCode.PROMISE_MADE, promise)
    return Outcome(None, TOUCHED)


def _tell(ledger: Ledger, office: Office, code: AuditCode, promise: Promise) -> None:
    about = ledger.agreements.invoices_of([promise.item_id] if promise.item_id else [])
    invoice_id, number = about.get(promise.item_id or 0, (None, ""))
    ledger.diary.note(
        code,
        at=office.clock.now(),
        client_id=promise.client_id,
        invoice_id=invoice_id,
        promise_id=promise.id,
        minor=promise.amount.minor,
        currency=promise.amount.currency,
        until=promise.day.isoformat(),
        number=number,
        reason=promise.note,
        by=office.user,
    )


def promises_of(office: Office, client_id: int) -> Sequence[PromiseStanding]:
    """A client's promises with what became of each, newest first."""
    with office.read() as ledger:
        found = promise_standings(ledger, office.clock.today(), [client_id])
    return found[::-1]


def kept_rate(office: Office, client_id: int) -> Kept:
    """How a client keeps his word."""
    return rate_of([one.state for one in promises_of(office, client_id)])
