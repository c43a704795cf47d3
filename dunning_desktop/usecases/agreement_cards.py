"""What was agreed with a client, or about an invoice, in one look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from dunning_desktop.domain.client import Client
from dunning_desktop.domain.disputes import Dispute
from dunning_desktop.domain.extensions import Extension
from dunning_desktop.domain.instalments import Plan
from dunning_desktop.domain.plans import PlanStanding
from dunning_desktop.domain.promises import Kept, PromiseStanding, PromiseState, kept_rate
from dunning_desktop.usecases.agreed import promise_standings, standings
from dunning_desktop.usecases.agreement_ports import Document
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office

PlanRow = tuple[Plan, PlanStanding]


@dataclass(frozen=True, slots=True)
class Agreements:
    """What was agreed, the newest first; ``numbers`` are those of the items it is about.

    ``kept`` is how the client keeps his word, whatever it was about.
    """

    client: Client
    today: date
    promises: tuple[PromiseStanding, ...] = ()
    kept: Kept = field(default_factory=Kept)
    time: tuple[Extension, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    plans: tuple[PlanRow, ...] = ()
    documents: tuple[Document, ...] = ()
    numbers: Mapping[int, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing was ever agreed."""
        return not (self.promises or self.time or self.disputes or self.plans or self.documents)

    @property
    def open_promises(self) -> tuple[PromiseStanding, ...]:
        """Those that may still be kept."""
        return tuple(one for one in self.promises if one.state is PromiseState.OPEN)

    @property
    def open_disputes(self) -> tuple[Dispute, ...]:
        """Those that are not settled."""
        return tuple(one for one in self.disputes if one.is_open(self.today))


def agreements_of(office: Office, client_id: int) -> Agreements:
    """Everything that was agreed with a client. Raises ``NotFound``."""
    with office.read() as ledger:
        return agreements_in(ledger, office, client_id)


def agreements_in(ledger: Ledger, office: Office, client_id: int) -> Agreements:
    """The same inside a transaction that is open."""
    today = office.clock.today()
    promises = promise_standings(ledger, today, [client_id])[::-1]
    time = list(ledger.agreements.extensions_of(client_id))[::-1]
    disputes = list(ledger.agreements.disputes([client_id]))[::-1]
    plans = standings(ledger, today, [client_id])[::-1]
    about = {one.item_id for one in time} | {one.item_id for one in disputes}
    about |= {one.promise.item_id for one in promises if one.promise.item_id is not None}
    about |= {item.item_id for plan, _ in plans for item in plan.items}
    return Agreements(
        client=ledger.parties.client(client_id),
        today=today,
        promises=tuple(promises),
        kept=kept_rate([one.state for one in promises]),
        time=tuple(time),
        disputes=tuple(disputes),
        plans=tuple(plans),
        documents=tuple(ledger.agreements.documents(client_id)),
        numbers={key: of[1] for key, of in ledger.agreements.invoices_of(about).items()},
    )


def agreements_on(office: Office, invoice_id: int) -> Agreements:
    """What was agreed about one invoice, and on everything the client owes."""
    with office.read() as ledger:
        invoice = ledger.receivables.invoice(invoice_id)
        every = agreements_in(ledger, office, invoice.client_id)
    mine = {item.id for item in invoice.items}
    disputes = tuple(one for one in every.disputes if one.item_id in mine)
    ids = {one.id for one in disputes}
    return replace(
        every,
        promises=tuple(one for one in every.promises if one.promise.item_id in {None, *mine}),
        time=tuple(one for one in every.time if one.item_id in mine),
        disputes=disputes,
        plans=tuple(row for row in every.plans if mine & {one.item_id for one in row[0].items}),
        documents=tuple(
            one
            for one in every.documents
            if one.invoice_id == invoice_id or one.dispute_id in ids
        ),
    )
