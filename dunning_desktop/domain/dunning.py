"""The planner: what to chase today, and for everything else, why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from dunning_desktop.domain.blocks import longest
from dunning_desktop.domain.calendar import add_days, days_between, working_day
from dunning_desktop.domain.claims import NOTHING, Claim
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.money import totals
from dunning_desktop.domain.policy import Channel, ChargeRule, DunningLevel, OldDebts
from dunning_desktop.domain.proposal import (
    Chase,
    ChaseLine,
    ClientFacts,
    Delivery,
    ItemFacts,
    NotToday,
    Proposal,
    WhyNot,
)
from dunning_desktop.domain.standing import policy_of
from dunning_desktop.domain.steps import Step, effective_day, next_step

ClaimOn = Callable[[ClientFacts, ItemFacts], Claim]
IsWorking = Callable[[str, date], bool]
"""Whether people work in a jurisdiction on a day."""
Ready = tuple[ItemFacts, Step]


def plan(
    today: date,
    clients: Iterable[ClientFacts],
    items: Iterable[ItemFacts],
    *,
    claim_on: ClaimOn = lambda _client, _item: NOTHING,
    is_working: IsWorking = lambda _jurisdiction, _day: True,
) -> Proposal:
    """What to chase today. Every open item appears exactly once, in a chase or with its reason."""
    by_client: dict[int, list[ItemFacts]] = defaultdict(list)
    for item in items:
        if item.open.minor > 0:
            by_client[item.client_id].append(item)
    chases: list[Chase] = []
    calls: list[Chase] = []
    rest: list[NotToday] = []
    for facts in clients:
        mine = sorted(by_client.get(facts.client.id, ()), key=lambda one: (one.due, one.item_id))
        calendar = partial(is_working, facts.client.jurisdiction)
        chase, left_out = _plan_client(today, facts, mine, claim_on, calendar)
        rest.extend(left_out)
        if chase is not None:
            (calls if chase.channel is Channel.PHONE else chases).append(chase)
    return Proposal(today, tuple(chases), tuple(rest), tuple(calls))


def _plan_client(
    today: date,
    facts: ClientFacts,
    items: Sequence[ItemFacts],
    claim_on: ClaimOn,
    works: Callable[[date], bool],
) -> tuple[Chase | None, list[NotToday]]:
    ready: list[Ready] = []
    rest: list[NotToday] = []
    for item in items:
        verdict = _guard(today, facts, item, works)
        if isinstance(verdict, NotToday):
            rest.append(verdict)
        else:
            ready.append((item, verdict))
    ready, early = _without_early(facts, ready, today)
    rest.extend(early)
    ready, covered = _without_covered(facts, ready)
    rest.extend(covered)
    ready, small = _without_small(facts, ready)
    rest.extend(small)
    if not ready:
        return None, rest
    return _chase(today, facts, ready, claim_on), rest


def _guard(  # noqa: PLR0911 - a list of reasons, one return each
    today: date, facts: ClientFacts, item: ItemFacts, works: Callable[[date], bool]
) -> NotToday | Step:
    """The one guard: the button, the schedule and the rehearsal all pass through here."""
    no = partial(_not_today, item)
    if facts.client.archived:
        return no(WhyNot.ARCHIVED)
    block = longest(facts.blocks, item.item_id, today)
    if block is not None:
        until = add_days(block.until, 1) if block.until else None
        return no(WhyNot.BLOCKED, until, detail=block.kind)
    if item.start in _LEFT and not item.completed:
        return no(_LEFT[item.start])
    policy = policy_of(facts, item)
    step = next_step(policy, item, today)
    undelivered = _undelivered(item)
    if undelivered is not None:
        code = WhyNot.NOT_POSTED if undelivered is Delivery.UNPOSTED else WhyNot.NOT_DELIVERED
        return no(code, level=step.level if step else None, detail=undelivered)
    if step is None:
        return no(WhyNot.LADDER_DONE)
    day = effective_day(policy, item, step)
    free = _free_from(facts)
    first = working_day(max(day, free), works) if policy.working_days else max(day, free)
    if today < day:
        code = WhyNot.NOT_DUE if today <= item.due else WhyNot.NEXT_STEP_LATER
        return no(code, first, step.level)
    if today < free:
        return no(WhyNot.WAITING_FOR_GAP, first, step.level)
    if policy.working_days and not works(today):
        return no(WhyNot.NOT_A_WORKING_DAY, working_day(today, works), step.level)
    if _channel(facts.client, step.level) is None:
        return no(WhyNot.NO_ADDRESS, level=step.level)
    return step


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
    """The first day on which the client may be contacted again."""
    if facts.last_contact is None:
        return date.min
    return add_days(facts.last_contact, facts.policy.gap_days)


def _undelivered(item: ItemFacts) -> Delivery | None:
    """How the item's last reminder got stuck, if it did: the next one waits for that."""
    last = item.last
    return None if last is None or last.delivery is Delivery.DONE else last.delivery


def _channel(client: Client, level: DunningLevel) -> Channel | None:
    """How this client can be reached at this level.

    Without an e-mail address it is a letter; without a telephone number it is written instead.
    """
    if level.channel is Channel.PHONE and client.phone_contact is not None:
        return Channel.PHONE
    mail = client.mail_contact is not None
    post = client.address.usable
    if level.channel.by_email and level.channel.by_post and mail and post:
        return Channel.EMAIL_AND_LETTER
    if mail and (level.channel is not Channel.LETTER or not post):
        return Channel.EMAIL
    return Channel.LETTER if post else None


def _without_early(
    facts: ClientFacts, ready: Sequence[Ready], today: date
) -> tuple[list[Ready], list[NotToday]]:
    """Leave out what is not due yet where something is late: a demand carries no courtesy note.

    Its sum would be part of the one amount asked for, days before it is owed.
    """
    kept = [pair for pair in ready if pair[0].due < today]
    if not kept:
        return list(ready), []
    return kept, [_at_first_demand(facts, item) for item, _ in ready if item.due >= today]


def _at_first_demand(facts: ClientFacts, item: ItemFacts) -> NotToday:
    """It waits for the first level that asks for money that is late."""
    levels = policy_of(facts, item).levels
    first = next((one for one in levels if one.day >= 0), None)
    until = add_days(item.due, first.day) if first else None
    return _not_today(item, WhyNot.NOT_DUE, until, first)


def _without_covered(
    facts: ClientFacts, ready: Sequence[Ready]
) -> tuple[list[Ready], list[NotToday]]:
    """Leave out a currency in which unallocated money covers the whole reminder: he may have paid.

    Without it a reminder could ask for less than nothing.
    """
    left = _sums_less_credit(facts, ready)
    covered = {one.currency for one in facts.credit if one and left.get(one.currency, 0) <= 0}
    return _split(ready, covered, WhyNot.MONEY_UNALLOCATED)


def _without_small(
    facts: ClientFacts, ready: Sequence[Ready]
) -> tuple[list[Ready], list[NotToday]]:
    """Leave out what less than a minimum would be asked for, the ladder's or a level's own.

    What is left out makes the sum smaller: it is looked at again until it stands.
    """
    kept, rest = list(ready), list[NotToday]()
    while True:
        left = _sums_less_credit(facts, kept)
        small = [pair for pair in kept if left[pair[0].open.currency] < _minimum(facts, pair)]
        if not small:
            return kept, rest
        out = {item.item_id for item, _ in small}
        kept = [pair for pair in kept if pair[0].item_id not in out]
        rest += [_not_today(one, WhyNot.BELOW_MINIMUM, level=step.level) for one, step in small]


def _minimum(facts: ClientFacts, ready: Ready) -> int:
    item, step = ready
    code = item.open.currency
    return max(policy_of(facts, item).minimum_for(code), step.level.minimum_for(code))


def _sums_less_credit(
    facts: ClientFacts, ready: Sequence[Ready]
) -> Mapping[str, int]:
    """What a reminder of these items would ask for by currency, before charges."""
    currencies = {item.open.currency for item, _ in ready}
    credit = [-one for one in facts.credit if one.currency in currencies]
    return {one.currency: one.minor for one in totals([*(x.open for x, _ in ready), *credit])}


def _split(
    ready: Sequence[Ready], out: Collection[str], code: WhyNot
) -> tuple[list[Ready], list[NotToday]]:
    """The items that stay, and the reason for those whose currency is left out."""
    kept = [pair for pair in ready if pair[0].open.currency not in out]
    rest = [
        _not_today(item, code, level=step.level)
        for item, step in ready
        if item.open.currency in out
    ]
    return kept, rest


def _chase(
    today: date,
    facts: ClientFacts,
    ready: Sequence[Ready],
    claim_on: ClaimOn,
) -> Chase:
    top = max((step.level for _, step in ready), key=lambda level: (level.tone.rank, level.day))
    channel = _channel(facts.client, top) or Channel.LETTER
    lines = tuple(
        ChaseLine(
            item_id=item.item_id,
            invoice_id=item.invoice_id,
            number=item.number,
            issued=item.issued,
            due=item.due,
            amount=item.amount,
            open=item.open,
            days_late=max(days_between(item.due, today), 0),
            cycle=step.cycle,
            level=step.level,
            claim=NOTHING if step.level.charges is ChargeRule.NONE else claim_on(facts, item),
            repeat=step.repeat,
            policy_id=policy_of(facts, item).id,
        )
        for item, step in ready
    )
    deadline = add_days(today, top.days_to_pay)
    if not any(line.days_late for line in lines):
        deadline = max(deadline, *(line.due for line in lines))
    currencies = {line.open.currency for line in lines}
    return Chase(
        client_id=facts.client.id,
        level=top,
        channel=channel,
        deadline=deadline,
        lines=lines,
        credit=tuple(one for one in facts.credit if one.minor and one.currency in currencies),
    )


