"""From the book to the planner: facts in, proposal out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dunning_desktop.domain.blocks import Block, frozen_days
from dunning_desktop.domain.claims import NOTHING, Claim, claim_on
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.dunning import IsWorking, plan
from dunning_desktop.domain.freeze import merged
from dunning_desktop.domain.late_terms import terms_that_hold
from dunning_desktop.domain.proposal import ClientFacts, ItemFacts, Proposal
from dunning_desktop.domain.regime import LawBook
from dunning_desktop.domain.terms import Terms
from dunning_desktop.usecases.agreed import Agreed, agreed_in, all_blocks, broken_since
from dunning_desktop.usecases.holding import holder
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office


def propose(office: Office, client_ids: Collection[int] | None = None) -> Proposal:
    """What could be chased today; every open item is in it, chased or with its reason."""
    with office.read() as ledger:
        return plan_in(ledger, office, client_ids)


def plan_in(ledger: Ledger, office: Office, client_ids: Collection[int] | None = None) -> Proposal:
    """The same inside a transaction that is open: the issue plans again before it writes."""
    return situation(ledger, office, client_ids).plan()


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a plan is made from, as one snapshot of the book has it."""

    today: date
    clients: Sequence[ClientFacts]
    items: Sequence[ItemFacts]
    agreed: Agreed
    claim: Callable[[ClientFacts, ItemFacts], Claim]
    law: LawBook
    is_working: IsWorking

    def plan(self, *, mentions: bool = True) -> Proposal:
        """What the planner says of it; without ``mentions``, only what is asked for is worked out.

        Charges that a level just mentions are then left out.
        """
        return plan(
            self.today,
            self.clients,
            self.items,
            claim_on=self.claim,
            is_working=self.is_working,
            mentions=mentions,
        )


def situation(
    ledger: Ledger, office: Office, client_ids: Collection[int] | None = None
) -> Situation:
    """How these clients stand, or all."""
    today = office.clock.today()
    agreed = agreed_in(ledger, today, client_ids)
    items = _with_agreed(ledger.chasing.items(client_ids), agreed)
    terms, law = ledger.parties.business().terms, office.law_in(ledger)
    return Situation(
        today=today,
        clients=_client_facts(ledger, today, {item.client_id for item in items}, agreed=agreed),
        items=items,
        agreed=agreed,
        claim=claimer(today, terms, law),
        law=law,
        is_working=office.is_working,
    )


def _with_agreed(items: Sequence[ItemFacts], agreed: Agreed) -> Sequence[ItemFacts]:
    """The items with what of them is disputed in part, and since when a promise is broken."""
    disputed, broken = agreed.disputed(), broken_since(agreed.words, items)
    if not disputed and not broken:
        return items
    return [
        replace(one, disputed=disputed.get(one.item_id, 0), broken=broken.get(one.item_id))
        for one in items
    ]


def _client_facts(
    ledger: Ledger, today: date, client_ids: Collection[int], *, agreed: Agreed
) -> list[ClientFacts]:
    """The clients as the planner sees them, in the order of their names."""
    clients = ledger.parties.clients(client_ids)
    holding = holder(ledger)
    contacts = ledger.chasing.last_contacts(client_ids)
    credit = ledger.receivables.credit(client_ids)
    blocks = all_blocks(ledger, today, client_ids, agreed=agreed)
    return [
        ClientFacts(
            client=client,
            policy=holding.of(client),
            ladders=holding.ladders,
            last_contact=contacts.get(client.id),
            credit=credit.get(client.id, ()),
            blocks=tuple(blocks.get(client.id, ())),
        )
        for client in sorted(clients.values(), key=lambda one: (one.name.casefold(), one.id))
    ]


def claimer(
    today: date, business_terms: Terms, law: LawBook
) -> Callable[[ClientFacts, ItemFacts], Claim]:
    """What may be claimed on an item of a client today, under the terms that hold."""

    def claim(facts: ClientFacts, item: ItemFacts) -> Claim:
        return claim_for(
            facts.client, item, today=today, terms=business_terms, law=law, blocks=facts.blocks
        )

    return claim


def claim_for(
    client: Client,
    item: ItemFacts,
    *,
    today: date,
    terms: Terms,
    law: LawBook,
    blocks: Sequence[Block],
) -> Claim:
    """What is owed on top of one item to date; nothing within a term that was extended.

    ``blocks`` are all there ever were of the client: a breathing space bears no interest, nor do
    days of more time on which it rested.
    """
    if today <= item.due:
        return NOTHING
    return claim_on(
        item.amount,
        item.days,
        as_of=today,
        client=client,
        terms=terms_that_hold(terms, client.terms, item.late),
        law=law,
        settlements=item.settlements,
        charges=item.charges,
        frozen=merged((*frozen_days(blocks, item.item_id), *item.rested)),
    )
