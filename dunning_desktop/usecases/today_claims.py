"""Interest and compensation that nobody asked for on invoices that were paid late."""

from __future__ import annotations

from datetime import timedelta

from dunning_desktop.domain.money import Money, totals
from dunning_desktop.usecases.agreed import all_blocks, let_be
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.planning import Situation, claim_for
from dunning_desktop.usecases.today_rows import Task, TaskRow
from dunning_desktop.usecases.today_sets import FIRST_FEW, once

# Older ones stand with their clients: whoever let them rest for a season has decided.
LATELY = timedelta(days=90)
# Working out a claim takes 0.2 ms: more of them are only said to be more.
LOOKED_AT = 300


def claimable(ledger: Ledger, now: Situation) -> TaskRow | None:
    """What could still be claimed on invoices paid late in the last ninety days."""
    items = ledger.figures.paid_late(after=now.today - LATELY, limit=LOOKED_AT)
    clients = ledger.parties.clients({one.client_id for one in items})
    terms = ledger.parties.business().terms
    blocks = all_blocks(ledger, now.today, clients, agreed=now.agreed)
    done = let_be(now.agreed.plans)
    found: list[tuple[int, Money]] = []
    for item in items:
        client = clients[item.client_id]
        claim = claim_for(
            client,
            item,
            today=now.today,
            terms=terms,
            law=now.law,
            blocks=blocks.get(client.id, ()),
        )
        if claim.amount and item.item_id not in done:
            found.append((client.id, Money(claim.amount, item.amount.currency)))
    if not found:
        return None
    parties = once(key for key, _ in sorted(found, key=lambda one: -one[1].minor))
    return TaskRow(
        Task.CLAIMABLE,
        len(found),
        len(parties),
        tuple(clients[key].name for key in parties[:FIRST_FEW]),
        amounts=totals(money for _, money in found),
        client_ids=parties,
        capped=len(items) == LOOKED_AT,
    )
