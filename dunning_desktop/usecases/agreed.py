"""What agreements mean for chasing: promises and plans that hold, and what is disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.blocks import Block, BlockKind
from dunning_desktop.domain.cases import Case, CaseStanding, case_standing
from dunning_desktop.domain.cases import blocks_of as in_case
from dunning_desktop.domain.disputes import Dispute
from dunning_desktop.domain.instalments import Plan
from dunning_desktop.domain.offers import Offer
from dunning_desktop.domain.offers import block_of as offered
from dunning_desktop.domain.plans import PlanStanding, PlanState, blocks_of, standing
from dunning_desktop.domain.promises import Promise, PromiseStanding, block_of
from dunning_desktop.domain.promises import standings as promised
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.usecases.ledger import Ledger

Blocks = Mapping[int, Sequence[Block]]


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed with clients and how each of it stands on a day; made afresh each time.

    It follows from the agreements and the payments alone: nothing has to be ended when a promise is
    broken or a plan is in default. ``disputes`` are those that are open on ``today``; ``offers``
    all there ever were to settle for less. ``cases`` are debts that were taken further.
    """

    words: Sequence[PromiseStanding]
    plans: Sequence[tuple[Plan, PlanStanding]]
    disputes: Sequence[Dispute]
    offers: Sequence[Offer]
    cases: Sequence[tuple[Case, CaseStanding]]
    today: date

    def blocks(self) -> Blocks:
        """Why clients are not chased because of it, by client."""
        found: dict[int, list[Block]] = defaultdict(list)
        for word in self.words:
            block = block_of(word)
            if block is not None:
                found[block.client_id].append(block)
        for plan, stands in self.plans:
            found[plan.client_id].extend(blocks_of(plan, stands))
        for offer in self.offers:
            block = offered(offer, self.today)
            if block is not None:
                found[block.client_id].append(block)
        for case, stood in self.cases:
            found[case.client_id].extend(in_case(case, stood))
        for one in self.disputes:
            if one.amount is None:
                found[one.client_id].append(_dispute(one))
        return found

    def disputed(self) -> Mapping[int, int]:
        """What of due items is disputed in part, in minor units, by the item's id."""
        found: dict[int, int] = defaultdict(int)
        for one in self.disputes:
            if one.amount is not None:
                found[one.item_id] += one.amount.minor
        return found


def agreed_in(
    ledger: Ledger, today: date, client_ids: Collection[int] | None = None
) -> Agreed:
    """What was agreed with these clients, or with all, read once."""
    return Agreed(
        promise_standings(ledger, today, client_ids),
        standings(ledger, today, client_ids),
        [one for one in ledger.agreements.disputes(client_ids) if one.is_open(today)],
        ledger.offers.offers(client_ids),
        [(one, case_standing(one, today)) for one in ledger.cases.cases(client_ids)],
        today,
    )


def agreed_blocks(
    ledger: Ledger, today: date, client_ids: Collection[int] | None = None
) -> Blocks:
    """Why clients are not chased because of what was agreed, by client."""
    return agreed_in(ledger, today, client_ids).blocks()


def all_blocks(
    ledger: Ledger, today: date, client_ids: Collection[int], *, agreed: Agreed | None = None
) -> Blocks:
    """Every block there ever was of these clients, set by hand or following from an agreement.

    ``agreed`` is what was agreed with them, for who has read it already.
    """
    agreed = agreed or agreed_in(ledger, today, client_ids)
    found: dict[int, list[Block]] = defaultdict(list)
    for block in ledger.chasing.blocks(client_ids):
        found[block.client_id].append(block)
    for client_id, blocks in agreed.blocks().items():
        found[client_id].extend(blocks)
    return found


def promise_standings(
    ledger: Ledger, today: date, client_ids: Collection[int] | None = None
) -> list[PromiseStanding]:
    """Every promise that was not taken back, with what became of it, oldest first."""
    promises = ledger.agreements.promises(client_ids)
    if not promises:
        return []
    clients = ledger.agreements.received({one.client_id for one in promises})
    items = ledger.agreements.received_on({one.item_id for one in promises if one.item_id})
    about: dict[tuple[int, int | None], list[Promise]] = defaultdict(list)
    for one in promises:
        about[one.client_id, one.item_id].append(one)
    found = [
        stands
        for (client_id, item_id), same in about.items()
        for stands in promised(
            same, clients.get(client_id, ()) if item_id is None else items.get(item_id, ()), today
        )
    ]
    return sorted(found, key=lambda one: one.promise.id)


def broken_since(
    words: Sequence[PromiseStanding], items: Iterable[ItemFacts]
) -> Mapping[int, date]:
    """The latest day on which a promise about an item was broken, by the item's id.

    A promise on everything is about what was issued when it was made, and was due by its day.
    """
    by_client: dict[int, list[PromiseStanding]] = defaultdict(list)
    for one in words:
        if one.broken_on is not None:
            by_client[one.promise.client_id].append(one)
    if not by_client:
        return {}
    found: dict[int, date] = {}
    for item in items:
        days = [
            one.broken_on
            for one in by_client.get(item.client_id, ())
            if one.broken_on is not None and _is_about(one.promise, item)
        ]
        if days:
            found[item.item_id] = max(days)
    return found


def _is_about(promise: Promise, item: ItemFacts) -> bool:
    if promise.item_id is not None:
        return promise.item_id == item.item_id
    same = promise.amount.currency == item.open.currency
    return same and item.issued <= promise.made_on and item.due <= promise.day


def _dispute(dispute: Dispute) -> Block:
    return Block(
        BlockKind.DISPUTE,
        dispute.client_id,
        dispute.opened_on,
        item_id=dispute.item_id,
        reason=dispute.said,
    )


def standings(
    ledger: Ledger, today: date, client_ids: Collection[int] | None = None
) -> list[tuple[Plan, PlanStanding]]:
    """Every plan with how it stands."""
    plans = ledger.agreements.plans(client_ids)
    if not plans:
        return []
    settled = ledger.agreements.settled_on({key for plan in plans for key in plan.item_ids})
    return [(plan, standing(plan, settled, today)) for plan in plans]


def let_be(plans: Iterable[tuple[Plan, PlanStanding]]) -> Collection[int]:
    """The items on which nothing more is claimed: a plan without interest was kept to its end."""
    return {
        key
        for plan, stands in plans
        if stands.state is PlanState.COMPLETED and not plan.interest and not stands.defaulted_on
        for key in plan.item_ids
    }
