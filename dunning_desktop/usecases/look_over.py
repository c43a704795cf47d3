"""What the review reads in the desk lane: the proposal, and names for what is left out of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.proposal import ItemFacts, NotToday
from dunning_desktop.usecases.dunning import Review, review
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An open item that is not chased today, with the names a person knows it by."""

    reason: NotToday
    client: str
    number: str
    open: Money
    due: date


@dataclass(frozen=True, slots=True)
class LastReminder:
    """The reminder a client has not answered: its day and its tone."""

    day: date
    tone: Tone


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The review with everything the page says around it; ``last`` goes by client."""

    review: Review
    left_out: tuple[LeftOut, ...]
    last: Mapping[int, LastReminder]
    today: date


def look_over(office: Office, client_ids: Collection[int] | None = None) -> Reviewed:
    """Everything that could go out today, prepared, and everything else with its reason."""
    found = review(office, client_ids)
    with office.read() as ledger:
        return Reviewed(
            review=found,
            left_out=_left_out(ledger, found.proposal.rest, client_ids),
            last=_last(ledger, found),
            today=found.proposal.today,
        )


def _left_out(
    ledger: Ledger, rest: Sequence[NotToday], client_ids: Collection[int] | None
) -> tuple[LeftOut, ...]:
    items = {item.item_id: item for item in ledger.chasing.items(client_ids)}
    clients = ledger.parties.clients({one.client_id for one in rest})
    # What was settled between the two snapshots has no name any more, and needs none.
    return tuple(
        _named(one, items[one.item_id], clients[one.client_id].name)
        for one in rest
        if one.item_id in items and one.client_id in clients
    )


def _named(reason: NotToday, item: ItemFacts, client: str) -> LeftOut:
    return LeftOut(reason, client, item.number, item.open, item.due)


def _last(ledger: Ledger, found: Review) -> dict[int, LastReminder]:
    last = {}
    for one in found.prepared:
        if not one.facts.previous:
            continue
        day = one.facts.previous[-1]
        for line in one.chase.lines:
            history = ledger.chasing.of_invoice(line.invoice_id)
            tone = next((said for on, said, _how in history if on == day), None)
            if tone is not None:
                last[one.chase.client_id] = LastReminder(day, tone)
                break
    return last
