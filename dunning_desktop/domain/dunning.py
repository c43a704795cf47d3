"""The planner: what to chase today, and for everything else, why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from dunning_desktop.domain.blocks import BlockKind, longest
from dunning_desktop.domain.calendar import add_days, working_day
from dunning_desktop.domain.claims import NOTHING, Claim
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.money import totals
from dunning_desktop.domain.policy import (
    CLAIMING,
    Channel,
    ChargeRule,
    DunningLevel,
    DunningPolicy,
    OldDebts,
)
from dunning_desktop.domain.proposal import (
    Chase,
    ChaseLine,
    ClientFacts,
    Delivery,
    ItemFacts,
    NotToday,
    Proposal,
    WhyNot,
    latest,
)
from dunning_desktop.domain.standing import policy_of, standing
from dunning_desktop.domain.steps import Step, effective_day, next_step

ClaimOn = Callable[[ClientFacts, ItemFacts], Claim]
IsWorking = Callable[[str, date], bool]
"""Whether people work in a jurisdiction on a day."""


@dataclass(frozen=True, slots=True)
class Ready:
    """An item that may be chased today: with its next step, on the ladder that holds for it."""

    item: ItemFacts
    step: Step
    policy: DunningPolicy


@dataclass(frozen=True, slots=True)
class _Day:
    """The day at one client: ``free`` is when it may be contacted again, ``reach`` how, by channel.

    Both are the same for all its items.
    """

    today: date
    facts: ClientFacts
    free: date
    reach: Mapping[Channel, Channel | None]
    works: Callable[[date], bool]


def plan(
    today: date,
    clients: Iterable[ClientFacts],
    items: Iterable[ItemFacts],
    *,
    claim_on: ClaimOn = lambda _client, _item: NOTHING,
    is_working: IsWorking = lambda _jurisdiction, _day: True,
    mentions: bool = True,
) -> Proposal:
    """What to chase today. Every open item appears exactly once, in a chase or with its reason.

    Without ``mentions`` only what is asked for is worked out, not what a level just mentions:
    that takes longer than all the rest.
    """
    by_client: dict[int, list[ItemFacts]] = defaultdict(list)
    for item in items:
        if item.open.minor > 0:
            by_client[item.client_id].append(item)
    chases: list[Chase] = []
    calls: list[Chase] = []
    rest: list[NotToday] = []
    for facts in clients:
        mine = sorted(by_client.get(facts.client.id, ()), key=lambda one: (one.due, one.item_id))
        day = _Day(
            today,
            facts,
            _free_from(facts),
            {channel: _reach(facts.client, channel) for channel in Channel},
            partial(is_working, facts.client.jurisdiction),
        )
        chase, left_out = _plan_client(day, mine, claim_on, mentions=mentions)
        rest.extend(left_out)
        if chase is not None:
            (calls if chase.channel is Channel.PHONE else chases).append(chase)
    return Proposal(today, tuple(chases), tuple(rest), tuple(calls))


def _plan_client(
    day: _Day, items: Sequence[ItemFacts], claim_on: ClaimOn, *, mentions: bool
) -> tuple[Chase | None, list[NotToday]]:
    ready: list[Ready] = []
    rest: list[NotToday] = []
    for item in items:
        verdict = _guard(day, item)
        if isinstance(verdict, NotToday):
            rest.append(verdict)
        else:
            ready.append(verdict)
    ready, left_out = _worth_asking(day.facts, ready, day.today)
    rest.extend(left_out)
    if not ready:
        return None, rest
    return _chase(day, ready, claim_on, mentions=mentions), rest


def _guard(day: _Day, item: ItemFacts) -> NotToday | Ready:
    """The one guard: the button, the schedule and the rehearsal all pass through here."""
    today, facts = day.today, day.facts
    no = partial(_not_today, item)
    if facts.client.archived:
        return no(WhyNot.ARCHIVED)
    blocked = _blocked(day, item)
    if blocked is not None:
        return blocked
    if item.start in _LEFT and not item.completed:
        return no(_LEFT[item.start])
    policy = policy_of(facts, item)
    stands = standing(policy, item)
    step = next_step(policy, item, today, stands=stands)
    undelivered = _undelivered(item)
    if undelivered is not None:
        code = WhyNot.NOT_POSTED if undelivered is Delivery.UNPOSTED else WhyNot.NOT_DELIVERED
        return no(code, level=step.level if step else None, detail=undelivered)
    if step is None:
        # More time was given after the last reminder: until then there is nothing to decide.
        return no(WhyNot.NOT_DUE if today <= item.due else WhyNot.LADDER_DONE)
    return _when(day, Ready(item, step, policy), effective_day(policy, item, step, stands=stands))


def _when(day: _Day, ready: Ready, effective: date) -> NotToday | Ready:
    """Whether its step may be taken today, by the days of the item and of the client."""
    today, item, policy, level = day.today, ready.item, ready.policy, ready.step.level
    no = partial(_not_today, item)
    first = max(effective, day.free)
    if today < first:
        if policy.working_days:
            first = working_day(first, day.works)
        if today >= effective:
            return no(WhyNot.WAITING_FOR_GAP, first, level)
        code = WhyNot.NOT_DUE if today <= item.due else WhyNot.NEXT_STEP_LATER
        return no(code, first, level)
    if policy.working_days and not day.works(today):
        return no(WhyNot.NOT_A_WORKING_DAY, working_day(today, day.works), level)
    if day.reach[level.channel] is None:
        return no(WhyNot.NO_ADDRESS, level=level)
    return ready


def _blocked(day: _Day, item: ItemFacts) -> NotToday | None:
    """What is in the way: the block that lasts longest, or that nothing of it is undisputed."""
    blocks = day.facts.blocks
    block = longest(blocks, item.item_id, day.today) if blocks else None
    if block is not None:
        until = add_days(block.until, 1) if block.until else None
        return _not_today(item, WhyNot.BLOCKED, until, detail=block.kind)
    if not item.undisputed.minor:
        return _not_today(item, WhyNot.BLOCKED, detail=BlockKind.DISPUTE)
    return None


# Old debts that the owner leaves alone, or has to decide on one by one.
_LEFT = {OldDebts.LEAVE: WhyNot.OLD_DEBT, OldDebts.ASK: WhyNot.TO_DECIDE}


def _not_today(
    item: ItemFacts,
    code: WhyNot,
    until: date | None = None,
    level: DunningLevel | None = None,
    *,
    detail: str = "",
) -> NotToday:
    return NotToday(
        item.item_id, item.client_id, code, until, level, detail, item.number, item.open
    )


def _free_from(facts: ClientFacts) -> date:
    """The first day on which the client may be contacted again: never twice a day."""
    if facts.last_contact is None:
        return date.min
    return add_days(facts.last_contact, max(facts.policy.gap_days, 1))


def _undelivered(item: ItemFacts) -> Delivery | None:
    """How the item's last reminder got stuck, if it did: the next one waits for that.

    A level that was skipped since changes nothing about it.
    """
    if not item.completed:
        return None
    last = latest([one for one in item.completed if not one.skipped])
    return None if last is None or last.delivery is Delivery.DONE else last.delivery


def _reach(client: Client, wanted: Channel) -> Channel | None:
    """How this client can be reached where a level wants that channel.

    Without an e-mail address it is a letter; without a telephone number it is written instead.
    """
    if wanted is Channel.PHONE and client.phone_contact is not None:
        return Channel.PHONE
    mail = client.mail_contact is not None
    post = client.address.usable
    if wanted.by_email and wanted.by_post and mail and post:
        return Channel.EMAIL_AND_LETTER
    if mail and (wanted is not Channel.LETTER or not post):
        return Channel.EMAIL
    return Channel.LETTER if post else None


def _worth_asking(
    facts: ClientFacts, ready: Sequence[Ready], today: date
) -> tuple[list[Ready], list[NotToday]]:
    """What goes into the reminder: what is late, or where nothing is, what is not due yet.

    A demand carries no courtesy note: its sum would be part of the one amount asked for, days
    before it is owed.
    """
    early = [one for one in ready if one.item.due >= today]
    kept, rest = _without_little(facts, [one for one in ready if one.item.due < today])
    if kept:
        return kept, [*(_at_first_demand(one) for one in early), *rest]
    kept, more = _without_little(facts, early)
    return kept, [*rest, *more]


def _at_first_demand(ready: Ready) -> NotToday:
    """It waits for the first level that asks for money that is late."""
    first = next((one for one in ready.policy.levels if one.day >= 0), None)
    until = add_days(ready.item.due, first.day) if first else None
    return _not_today(ready.item, WhyNot.NOT_DUE, until, first)


def _without_covered(
    facts: ClientFacts, ready: Sequence[Ready]
) -> tuple[list[Ready], list[NotToday]]:
    """Leave out a currency in which unallocated money covers the whole reminder: he may have paid.

    Without it a reminder could ask for less than nothing.
    """
    if not facts.credit:
        return list(ready), []
    left = _sums_less_credit(facts, ready)
    covered = {one.currency for one in facts.credit if one and left.get(one.currency, 0) <= 0}
    return _split(ready, covered, WhyNot.MONEY_UNALLOCATED)


def _without_little(
    facts: ClientFacts, ready: Sequence[Ready]
) -> tuple[list[Ready], list[NotToday]]:
    """Leave out what less than a minimum would be asked for, the ladder's or a level's own.

    What is left out makes the sum smaller: it is looked at again until it stands, and each time
    unallocated money may cover what is left.
    """
    kept, rest = list(ready), list[NotToday]()
    while True:
        kept, covered = _without_covered(facts, kept)
        rest += covered
        if not any(one.policy.minimum or one.step.level.minimum for one in kept):
            return kept, rest
        left = _sums_less_credit(facts, kept)
        small = [one for one in kept if left[one.item.open.currency] < _minimum(one)]
        if not small:
            return kept, rest
        out = {one.item.item_id for one in small}
        kept = [one for one in kept if one.item.item_id not in out]
        rest += [
            _not_today(one.item, WhyNot.BELOW_MINIMUM, level=one.step.level) for one in small
        ]


def _minimum(ready: Ready) -> int:
    code = ready.item.open.currency
    return max(ready.policy.minimum_for(code), ready.step.level.minimum_for(code))


def _sums_less_credit(
    facts: ClientFacts, ready: Sequence[Ready]
) -> Mapping[str, int]:
    """What a reminder of these items would ask for by currency, before charges.

    What is disputed is not asked for.
    """
    currencies = {one.item.open.currency for one in ready}
    credit = [-one for one in facts.credit if one.currency in currencies]
    asked = totals([*(one.item.undisputed for one in ready), *credit])
    return {one.currency: one.minor for one in asked}


def _split(
    ready: Sequence[Ready], out: Collection[str], code: WhyNot
) -> tuple[list[Ready], list[NotToday]]:
    """The items that stay, and the reason for those whose currency is left out."""
    kept = [one for one in ready if one.item.open.currency not in out]
    rest = [
        _not_today(one.item, code, level=one.step.level)
        for one in ready
        if one.item.open.currency in out
    ]
    return kept, rest


def _chase(
    day: _Day, ready: Sequence[Ready], claim_on: ClaimOn, *, mentions: bool
) -> Chase:
    levels = (one.step.level for one in ready)
    top = max(levels, key=lambda level: (level.tone.rank, level.day))
    asking = CLAIMING if mentions else {ChargeRule.DEMAND}
    lines = tuple(
        _line(day.today, one, claim_on(day.facts, one.item))
        if one.step.level.charges in asking and not one.item.disputed
        else _line(day.today, one, NOTHING)
        for one in ready
    )
    deadline = add_days(day.today, top.days_to_pay)
    if not any(line.days_late for line in lines):
        deadline = max(deadline, *(line.due for line in lines))
    currencies = {line.open.currency for line in lines}
    return Chase(
        client_id=day.facts.client.id,
        level=top,
        channel=day.reach[top.channel] or Channel.LETTER,
        deadline=deadline,
        lines=lines,
        credit=tuple(one for one in day.facts.credit if one.minor and one.currency in currencies),
    )


def _line(today: date, ready: Ready, claim: Claim) -> ChaseLine:
    """The line as it stands today.

    While a part is disputed nothing is claimed on top, neither interest nor the fixed sum: both
    hang on the whole debt, and a sum that a court would have to cut discredits the undisputed rest.
    Nothing is given up: what accrued meanwhile is claimed once the dispute is closed.
    """
    step = ready.step
    return ChaseLine.of(
        ready.item,
        step.level,
        today=today,
        claim=claim,
        cycle=step.cycle,
        repeat=step.repeat,
        policy_id=ready.policy.id,
    )
