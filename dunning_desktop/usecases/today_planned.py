"""What the plan of the day says that the owner has to do, or to decide."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.money import totals
from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.proposal import Chase, ClientFacts, NotToday, Proposal, WhyNot
from dunning_desktop.usecases.blocks import SILENT
from dunning_desktop.usecases.call_cards import in_order
from dunning_desktop.usecases.planning import Situation
from dunning_desktop.usecases.today_rows import Task, TaskRow
from dunning_desktop.usecases.today_sets import named, of_parties

A_WEEK = timedelta(days=7)
# What the owner set for so long that its end may come as a surprise.
ENDING = SILENT | {BlockKind.HOLD}


def planned(now: Situation, proposal: Proposal) -> list[TaskRow | None]:
    """Reminders that are ready, and items that only the owner can help on."""
    return [
        _chases(now, Task.REMINDERS_READY, proposal.chases),
        _chases(now, Task.CALLS_TO_MAKE, proposal.calls),
        _left(now, proposal, Task.OLD_DEBTS, WhyNot.TO_DECIDE),
        _left(now, proposal, Task.LADDER_DONE, WhyNot.LADDER_DONE),
        _left(now, proposal, Task.NO_ADDRESS, WhyNot.NO_ADDRESS),
    ]


def _chases(now: Situation, task: Task, planned: Sequence[Chase]) -> TaskRow | None:
    """Reminders to send or calls to make, the sternest and the largest first."""
    if not planned:
        return None
    chases = in_order(planned)
    names, parties = named(now, (one.client_id for one in chases))
    tones = Counter(one.level.tone for one in chases)
    return TaskRow(
        task,
        len(chases),
        len(parties),
        names,
        amounts=totals(money for one in chases for money in one.demanded),
        client_ids=parties,
        tones=tuple((tone, tones[tone]) for tone in reversed(Tone) if tones[tone]),
    )


def _left(now: Situation, proposal: Proposal, task: Task, why: WhyNot) -> TaskRow | None:
    """The items that are left out for that reason, the clients that owe most first."""
    left = [one for one in proposal.rest if one.code is why]
    if not left:
        return None
    names, parties = named(now, _largest_first(left))
    amounts = totals(one.open for one in left if one.open is not None)
    return TaskRow(task, len(left), len(parties), names, amounts=amounts, client_ids=parties)


def _largest_first(left: Iterable[NotToday]) -> Sequence[int]:
    owed: dict[int, int] = defaultdict(int)
    for one in left:
        owed[one.client_id] += one.open.minor if one.open is not None else 0
    return sorted(owed, key=lambda key: -owed[key])


def standing(now: Situation, known: Iterable[TaskRow | None]) -> list[TaskRow | None]:
    """What is to be settled about clients that owe; ``known`` are the rows there are already."""
    live = [one for one in now.clients if not one.client.archived]
    guessed = [one for one in live if not one.client.debtor_confirmed]
    return [
        _clients(Task.ADDRESS_REFUSED, _refused(live, known)),
        _replied(now, live),
        _unmatched(live),
        _clients(Task.DEBTOR_GUESSED, guessed),
        _holds(now, live),
    ]


def _clients(task: Task, facts: Sequence[ClientFacts]) -> TaskRow | None:
    return of_parties(task, len(facts), ((one.client.id, one.client.name) for one in facts))


def _refused(
    live: Iterable[ClientFacts], known: Iterable[TaskRow | None]
) -> Sequence[ClientFacts]:
    """Clients with an address that bounced; where the e-mail itself stands in the list, that is it.

    One trouble is one row: the outbox leads on to the client.
    """
    failed = {key for row in known if row and row.task is Task.EMAILS_FAILED
              for key in row.client_ids}  # fmt: skip
    return [
        one
        for one in live
        if one.client.id not in failed and any(each.refused for each in one.client.contacts)
    ]


def _unmatched(live: Sequence[ClientFacts]) -> TaskRow | None:
    """Money of a client with something open that settles nothing yet."""
    mine = sorted((one for one in live if any(one.credit)), key=_credit, reverse=True)
    row = _clients(Task.MONEY_UNMATCHED, mine)
    return replace(row, amounts=totals(m for one in mine for m in one.credit)) if row else None


def _credit(facts: ClientFacts) -> int:
    return max(money.minor for money in facts.credit)


def _holds(now: Situation, live: Sequence[ClientFacts]) -> TaskRow | None:
    """Why they were left alone and ends within a week: the soonest first."""
    ending = sorted(
        (
            (block.until, facts.client.id, facts.client.name)
            for facts in live
            for block in facts.blocks
            if block.kind in ENDING
            and block.until is not None
            and block.holds_on(now.today)
            and block.until <= now.today + A_WEEK
        ),
    )
    row = of_parties(Task.HOLDS_ENDING, len(ending), ((key, name) for _, key, name in ending))
    return replace(row, until=ending[0][0]) if row else None


def _replied(now: Situation, live: Sequence[ClientFacts]) -> TaskRow | None:
    """Clients that wrote or rang, and wait for the owner: who waits longest first."""
    waiting = sorted(
        (block.start, facts.client.id, facts.client.name)
        for facts in live
        for block in facts.blocks
        if block.kind is BlockKind.REPLIED and block.holds_on(now.today)
    )
    parties = {key: name for _, key, name in waiting}
    row = of_parties(Task.REPLIES, len(parties), parties.items())
    owed = totals(item.open for item in now.items if item.client_id in parties)
    return replace(row, amounts=owed) if row else None
